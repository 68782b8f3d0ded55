"""Verb groups of languages that inflect nothing: the particles before a verb give its tense, voice, polarity and modality."""

from __future__ import annotations

from communique.grammar.isolating import NOMINAL
from communique.grammar.sentence import Clause
from communique.grammar.units import Units
from communique.languages.closed import Closed
from communique.languages.pack import Pack


def verb_group(units: Units, begin: int, end: int, pack: Pack) -> Clause:
    """Read a verb and the particles before it: tense, voice, polarity, modality."""
    cats, closed = units.cats, pack.closed
    clause = Clause(begin, end)
    letter = cats[end - 1]
    clause.lemma = units.data[end - 1][0][0]
    clause.form = {"V": "finite", "I": "infinitive", "T": "participle", "G": "gerund"}[letter]
    meanings = []
    for k in range(begin, end - 1):
        if cats[k] == "z":
            clause.negative = clause.negative or units.norm(k) in closed.negation
        if cats[k] in "cz":
            meanings.append(closed.particles.get(units.norm(k), ""))
    objectless = letter == "T" and cats[end : end + 1] not in tuple("NODHF#")
    if "passive" in meanings or "p" in units.data[end - 1][0][1][2:] or _has_agent(units, begin) or (objectless and "past" not in meanings):
        clause.voice = "passive"
    for modality in ("hypothetical", "expected", "scheduled"):
        if modality in meanings:
            clause.modal = modality
    if letter == "V":
        _tense(clause, meanings, closed)
    elif letter == "I" and "past" in meanings:
        clause.perfect = True
    return clause


def _tense(clause: Clause, meanings: list[str], closed: Closed) -> None:
    if "future" in meanings:
        clause.tense = "F"
    elif "past" in meanings:
        clause.tense, clause.perfect = "P", True
    elif "present" in meanings or clause.modal or clause.lemma == closed.be or clause.lemma in closed.stative:
        clause.tense = "P"
    else:
        clause.tense = "S"


def _has_agent(units: Units, begin: int) -> bool:
    """Whether the agent of a passive stands straight before the verb: "do Nga tổ chức"."""
    k = begin - 1
    while k >= 0 and (units.cats[k] in NOMINAL or units.cats[k] in "EC"):
        k -= 1
    return 0 <= k < begin - 1 and units.cats[k] == "g"
