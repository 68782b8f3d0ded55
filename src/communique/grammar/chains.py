"""Verb groups of languages with a chain of auxiliaries: "will have been signed", "is expected to be held"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from communique.grammar.sentence import Clause
from communique.grammar.units import Units
from communique.grammar.verbs import reading_of
from communique.languages.closed import Closed
from communique.languages.pack import Pack

_SKIPPED: Final = frozenset("Ez")


def verb_groups(units: Units, pack: Pack) -> Iterator[Clause]:
    """The verb groups of a sentence, left to right, each with its head verb, tense, voice and polarity."""
    cats, k = units.cats, 0
    finite: Clause | None = None
    while k < len(cats):
        if cats[k] not in "xVITG":
            k += 1
            continue
        clause = _group(units, k, pack)
        if clause.form == "participle" and finite is not None and finite.voice == "passive" and _joined(cats, finite, k):
            clause.form, clause.tense, clause.perfect, clause.voice, clause.plural = "finite", finite.tense, finite.perfect, "passive", finite.plural
        if clause.form == "finite":
            finite = clause
        yield clause
        k = max(clause.end, k + 1)


def _joined(cats: str, finite: Clause, k: int) -> bool:
    """Whether a participle goes on with the auxiliary before it: "was signed on Monday and published"."""
    j = k - 1
    while j > 0 and cats[j] == "E":
        j -= 1
    return cats[j] == "C" and not {"Q", "R", "S", ";"}.intersection(cats[finite.end : k])


def _next(cats: str, k: int) -> int:
    """The unit behind adverbs, negations and times."""
    while k < len(cats):
        if cats[k] in _SKIPPED or (cats[k] == "W" and cats[k + 1 : k + 2] in ("T", "I", "G")):
            k += 1
        elif cats[k : k + 3] in ("PWT", "PWI"):
            k += 2  # "has since 1983 been sending"
        elif cats[k : k + 2] == "#T" and cats[k - 1] == "x":
            k += 1  # "was 76 percent fulfilled"
        else:
            break
    return k


def _negated(units: Units, begin: int, end: int, pack: Pack) -> bool:
    return any(units.cats[j] == "z" and units.norm(j) in pack.closed.negation for j in range(begin, end))


def _group(units: Units, begin: int, pack: Pack) -> Clause:
    cats, data, closed = units.cats, units.data, pack.closed
    clause = Clause(begin, begin + 1)
    letter = cats[begin]
    lemma, features = reading_of(data[begin], letter)
    clause.lemma = lemma
    if letter in "xV":
        clause.tense = features[0]
        if features == "P6" and (lemma, "S3") in data[begin]:
            clause.tense, features = "S", "S3"  # "set up", "cut": news tells of what was done
        clause.plural = features[1:2] in "46" if features[0] in "PI" and features[1:2] else None
    else:
        clause.form = {"I": "infinitive", "T": "participle", "G": "gerund"}[letter]
        clause.plural = None
        if letter == "T":
            clause.voice = "passive"
    auxiliary = lemma if letter == "x" or lemma in (closed.be, closed.have) else ""
    k = begin
    if begin and cats[begin - 1] == "z":
        clause.negative = _negated(units, begin - 1, begin, pack)
    while True:
        j = _next(cats, k + 1)
        if auxiliary and cats[j : j + 1] == "i" and k == begin and letter == "x":
            j = _next(cats, j + 1)  # "has it signed"
        step = cats[j : j + 1]
        if auxiliary and step and step in "ITGx" and _fits(auxiliary, step, closed):
            clause.negative = clause.negative or _negated(units, k, j, pack)
            lemma, _ = reading_of(data[j], step)
            _take(clause, auxiliary, step, closed)
            clause.lemma = lemma
            auxiliary = lemma if lemma in (closed.be, closed.have) else ""
            k = j
            continue
        modal = closed.modals.get(clause.lemma)
        to = closed.modal_links.get(clause.lemma)
        if modal and to and step == "a" and units.norm(j) == to:
            m = _next(cats, j + 1)
            bound = clause.lemma not in closed.modal_passives or clause.voice == "passive" or k > begin
            if cats[m : m + 1] == "I" and bound and not (clause.form != "finite" and clause.lemma in (closed.have, closed.be)):
                clause.negative = clause.negative or _negated(units, k, m, pack)
                still_to = any(units.norm(at) in closed.still_to for at in range(k, j))  # "has yet to ratify"
                clause.modal, clause.voice, clause.perfect = ("" if still_to else clause.modal or modal), "active", still_to
                clause.lemma, _ = reading_of(data[m], "I")
                auxiliary = clause.lemma if clause.lemma in (closed.be, closed.have) else ""
                k = m
                continue
        break
    if clause.lemma in closed.copulas and clause.form == "finite":
        j = _next(cats, k + 1)
        if cats[j : j + 1] == "T":  # "remains opposed"
            (clause.lemma, _), clause.voice, k = reading_of(data[j], "T"), "passive", j
    if not clause.negative and cats[k + 1 : k + 2] == "z" and not (pack.closed.chain and clause.begin == k and cats[k + 2 : k + 3] == "a"):
        clause.negative = _negated(units, k + 1, k + 2, pack)
    clause.end = k + 1
    return clause


def _fits(auxiliary: str, step: str, closed: Closed) -> bool:
    if auxiliary in closed.chain:
        return step == "I"
    if auxiliary == closed.have:
        return step == "T"
    return step in "TG"


def _take(clause: Clause, auxiliary: str, step: str, closed: Closed) -> None:
    """What an auxiliary does to the verb behind it."""
    if auxiliary in closed.chain:
        effect = closed.chain[auxiliary]
        if effect != "-":
            clause.modal = effect
    elif auxiliary == closed.have:
        clause.perfect = True
    elif step == "T":
        clause.voice = "passive"
    else:
        clause.voice = "active"
