"""Who says so: the person or party to whom the story gives the words, and how sure it is of them."""

from __future__ import annotations

from communique.grammar.sentence import Clause, Sentence
from communique.reading.draft import Draft
from communique.reading.reference import Party
from communique.reading.story import Story


def attribute(sentence: Sentence, drafts: list[Draft], story: Story) -> None:
    """Give the drafts of a sentence the speaker of the saying verb that governs them, and mark hearsay."""
    saying = story.pack.closed.saying
    units = sentence.units
    speaker = ""
    governed_from = len(units.cats)
    for clause in sentence.clauses:
        if clause.form != "finite" or clause.lemma not in saying or clause.subject is None:
            continue
        party = story.actors.party(sentence, clause.subject)
        name = _name(party)
        if name:
            speaker = name
            governed_from = 0 if clause.relation == "main" and clause.begin > len(units.cats) // 2 else clause.begin
            break
    according = _according(sentence, story)
    if according:
        speaker, governed_from = according, 0
    for draft in drafts:
        if draft.kind == "role":
            continue
        if speaker and draft.evidence[0][1] > units.begin[min(governed_from, len(units.begin) - 1)]:
            draft.speaker = draft.speaker or speaker
    _hedge(sentence, drafts)


def _name(party: Party) -> str:
    return party.person.name if party.person is not None else ""


def _according(sentence: Sentence, story: Story) -> str:
    """The person behind "selon", where that opens the sentence or stands in it."""
    units, closed = sentence.units, story.pack.closed
    for chunk in sentence.chunks:
        if not chunk.bare and units.norm(chunk.prep) in closed.according and units.cats[chunk.prep] == "P":
            party = story.actors.party(sentence, (chunk.start, chunk.end))
            name = _name(party)
            if name:
                return name
    return ""


def _hedge(sentence: Sentence, drafts: list[Draft]) -> None:
    """The conditional of a main clause is hearsay."""
    units = sentence.units
    for clause in sentence.clauses:
        if clause.form == "finite" and clause.tense == "C" and clause.perfect and clause.relation in ("main", "coordinated"):
            low, high = units.begin[clause.left], units.end[min(clause.right, len(units.cats)) - 1]
            for draft in drafts:
                if low <= draft.evidence[0][0] < high and draft.kind != "role":
                    draft.hedged = True


def governs(clause: Clause, other: Clause) -> bool:
    """Whether one clause hangs on another."""
    return other.governor is clause
