"""Whom a verb without a subject tells of, in languages whose verbs tell the person: "Acordaron además …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.grammar.sentence import Clause, Sentence
from communique.reading.reference import Party

if TYPE_CHECKING:
    from communique.reading.actors import Actors


def of_dropped(actors: Actors, sentence: Sentence, clause: Clause) -> Party:
    """Whom a verb without a subject tells of: "Dijo que apoya …" the one who says so, else the last subject that agrees."""
    governor = clause.governor
    if clause.person in ("1", "4"):  # "«Reforzaremos …», anunció X"
        for other in sentence.clauses:
            if other is not clause and other.form == "finite" and other.person not in ("1", "4") and other.lemma in actors.pack.closed.saying:
                found = actors.party(sentence, other.subject)
                if found.ids and not found.thing:
                    return Party(list(found.ids), [], found.person, plural=True, by_reference=True)
    while governor is not None and governor.form == "infinitive":
        governor = governor.governor
    if clause.relation in ("that", "sub", "relative") and governor is not None and governor.form == "finite" and governor.voice != "passive":
        found = actors.subject(sentence, governor)
        if not found.thing and bool(found.plural) == bool(clause.plural):
            return Party(list(found.ids), [], found.person, gender=found.gender, plural=found.plural, by_reference=True)
    if clause.plural and (topic := actors.named(sentence, 0, clause.begin, groups=True)).ids and len(topic.ids) == 2 and not actors.discourse.told:
        return Party(topic.ids, [], plural=True, by_reference=True)
    return actors.discourse.last_subject(plural=bool(clause.plural))


def is_impersonal(sentence: Sentence, clause: Clause) -> bool:
    """Whether nobody is the subject: a reflexive that is read as a passive ("se acordó reabrir"), not "fue recibido"."""
    letters = sentence.units.cats[clause.begin : clause.end]
    return clause.voice == "passive" and "c" in letters and "x" not in letters


def with_pronoun(actors: Actors, sentence: Sentence, clause: Clause, party: Party) -> Party:
    """A subject with the pronoun joined before it: "he and his Argentine counterpart"."""
    closed, units = actors.pack.closed, sentence.units
    first = clause.subject[0] - 2 if clause.subject is not None else -1
    if not closed.chain or first < 0 or units.cats[first : first + 2] != "iC" or units.norm(first) not in closed.personal_pronouns or not party.ids:
        return party
    governor = clause.governor
    told = clause.relation == "that" and governor is not None
    other = actors.subject(sentence, governor) if told and governor is not None else actors.party(sentence, (first, first + 1))
    joined = Party(plural=True)
    for actor in dict.fromkeys([*other.ids, *party.ids]):
        joined.add(actor, first)
    return joined if other.ids and not other.thing else party
