"""Verb groups: which verb heads them, its tense, voice and polarity."""

from __future__ import annotations

from typing import Final

from communique.grammar.sentence import Clause
from communique.grammar.units import Units
from communique.languages.pack import Pack

_FINITE: Final = frozenset("PIFCSJB")
_BREAK: Final = frozenset("QRS;")


def shares_auxiliary(cats: str, clause: Clause, finite: Clause) -> bool:
    """Whether a participle goes on with the auxiliary before it: "ont adopté un plan et publié une déclaration"."""
    k = clause.begin - 1
    while k > 0 and cats[k] == "E":
        k -= 1
    between = cats[finite.end : clause.begin]
    return finite.perfect and cats[k] == "C" and not _BREAK.intersection(between) and "T" not in between and k > finite.end


def verb_group(units: Units, begin: int, end: int, pack: Pack) -> Clause:
    """Read a verb group: its head verb, tense, voice, polarity."""
    cats, data, closed = units.cats, units.data, pack.closed
    clause = Clause(begin, end)
    reflexive = False
    heads: list[int] = []
    for k in range(begin, end):
        letter = cats[k]
        if letter == "z":
            clause.negative = clause.negative or units.norm(k) in closed.negation
        elif letter == "c":
            reflexive = reflexive or units.norm(k) in closed.reflexive
        elif letter in "xVITG":
            heads.append(k)
    first = heads[0]
    lemma, features = reading_of(data[first], cats[first])
    reflexive = reflexive or features[1:] == "r"
    clause.lemma = lemma
    if cats[first] in "xV":
        clause.tense, clause.person, clause.plural = features[0], features[1:2], (features[1:2] in "456" if features[1:2] else None)
        clause.gender = features[2:3]
        if features[0] == "B":  # "подписан": done; "готов": is so
            done = lemma not in pack.be_verbs
            clause.tense, clause.perfect, clause.voice = ("S", True, "passive") if done else ("P", False, "active")
        elif features[-1] == "r":
            clause.voice, clause.gender = "passive", clause.gender.strip("r")
        alone = cats.count("z", begin, end) == 1  # "ne … que", not "ne … pas que"
        if clause.negative and alone and end < len(cats) and cats[end] in "QE" and units.norm(end) in closed.restriction:
            clause.negative = False
        participles = [k for k in heads[1:] if cats[k] == "T"]
        if cats[first] == "x" and participles:
            auxiliary = lemma
            last = participles[-1]
            clause.lemma, features = reading_of(data[last], "T")
            clause.perfect = auxiliary == closed.have or len(participles) > 1 or clause.lemma in pack.be_verbs or reflexive
            chained = len(participles) > 1
            if not reflexive and clause.lemma not in pack.be_verbs and (auxiliary == closed.be or chained):
                clause.voice = "passive"
            if auxiliary == closed.have and clause.lemma in closed.modals and clause.lemma not in pack.be_verbs:
                _absorb_infinitive(clause, units, pack, clause.lemma)  # "n'ont pas pu adopter": not done; "auraient pu": not either
                clause.modal = "hypothetical" if clause.modal and clause.tense == "C" else ""
            elif clause.lemma in closed.progressive:
                _absorb_gerund(clause, units)  # "ha estado negociando"
        elif participles:
            clause.lemma, _ = reading_of(data[participles[-1]], "T")  # "se dit préoccupé"
            clause.voice = "passive"
        elif lemma in closed.copulas:
            k = next((k for k in range(end, len(cats)) if cats[k] != "E"), end)
            if cats[k : k + 1] == "T":  # "reste opposé"
                (clause.lemma, _), clause.voice, clause.end = reading_of(data[k], "T"), "passive", k + 1
            elif lemma in closed.progressive:
                _absorb_gerund(clause, units)
        elif lemma in closed.having and cats[end : end + 1] == "T":  # "tiene previsto visitar"
            (clause.lemma, _), clause.end = reading_of(data[end], "T"), end + 1
        elif lemma in closed.modals or lemma in closed.progressive:
            _absorb_infinitive(clause, units, pack, lemma)
            if lemma in closed.progressive and clause.end == end:
                _absorb_gerund(clause, units)
    elif cats[first] == "I":
        clause.form = "infinitive"
        if len(heads) > 1:
            last = heads[-1]
            auxiliary = lemma
            clause.lemma, _ = reading_of(data[last], "T")
            clause.perfect = auxiliary == closed.have
            if auxiliary == closed.be and clause.lemma not in pack.be_verbs and not reflexive:
                clause.voice = "passive"
    elif cats[first] == "T":
        clause.form = "participle"
        clause.gender, clause.plural = features[1:2], features[2:3] == "p"
        clause.voice = "active" if clause.lemma in pack.be_verbs else "passive"
    else:
        clause.form = "gerund"
    if reflexive or any(cats[k] == "c" and units.norm(k) in closed.reflexive for k in range(clause.begin, clause.end)):
        clause.voice = "reflexive"
    return clause


def reading_of(readings: tuple[tuple[str, str], ...], letter: str) -> tuple[str, str]:
    """The lemma and features of a form that stands as `letter`."""
    for lemma, features in readings:
        kind = features[0]
        if (letter == "T" and kind in "TB") or (letter == "I" and kind == "N") or (letter == "G" and kind == "G"):
            return lemma, features
        if letter in "xV" and kind in _FINITE and features[1:2] in ("3", "4", "6"):
            return lemma, features
    return readings[0]


def _absorb_infinitive(clause: Clause, units: Units, pack: Pack, modal: str) -> None:
    """Let the infinitive after a modal verb be the head of the clause."""
    cats, k = units.cats, clause.end
    link = pack.closed.modal_links.get(modal)
    while k < len(cats) and cats[k] in "Ezi":
        k += 1
    if modal not in pack.closed.modals:
        return
    if link is not None:
        if k >= len(cats) or not (cats[k] in "daQ" and units.norm(k).startswith(link[:1])):
            return
        k += 1
    while k < len(cats) and cats[k] in "cE":
        k += 1
    if k >= len(cats) or cats[k] != "I":
        return
    clause.modal = pack.closed.modals[modal]
    clause.lemma, features = reading_of(units.data[k], "I")
    if features[1:] == "r":
        clause.voice = "reflexive"
    k += 1
    if k < len(cats) and cats[k] == "T" and clause.lemma == pack.closed.be:
        clause.lemma, _ = reading_of(units.data[k], "T")
        if clause.lemma not in pack.be_verbs:
            clause.voice = "passive"
        k += 1
    clause.end = k


def _absorb_gerund(clause: Clause, units: Units) -> None:
    """Let the gerund after a verb of going on be the head of the clause: "está negociando", "siguen siendo examinados"."""
    cats, k = units.cats, clause.end
    while k < len(cats) and cats[k] in "EzW":
        k += 1
    if cats[k : k + 1] != "G":
        return
    clause.lemma, features = reading_of(units.data[k], "G")
    clause.end, clause.perfect = k + 1, False
    if features[1:] == "r":
        clause.voice = "reflexive"
    if cats[k + 1 : k + 2] == "T":
        clause.lemma, clause.voice, clause.end = reading_of(units.data[k + 1], "T")[0], "passive", k + 2
