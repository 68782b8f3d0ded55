"""Who says so: the person or party to whom the story gives the words, in which voice, and how sure it is of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.reading.draft import Draft
from communique.reading.story import Story

_UNCOMMITTED: Final = frozenset({"expert", "media", "unnamed_official"})
"""Voices that never make a commitment (codebook 2.3)."""

_OPINIONS: Final = frozenset({"commitment", "position"})
_NEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens `first:last` are given to `speaker`, in `voice` (empty where the speaker is a party's own)."""

    first: int
    last: int
    speaker: str
    voice: str


def attribute(sentence: Sentence, drafts: list[Draft], story: Story) -> list[Draft]:
    """Give the drafts of a sentence their speaker and voice, mark hearsay, and drop undertakings that nobody with authority gave."""
    found = [*_sayings(sentence, story), *_accordings(sentence, story)]
    hearsay = _hearsay(sentence, story.pack.closed.hearsay)
    kept = []
    for draft in drafts:
        first = draft.evidence[0][0]
        if draft.kind != "role":
            given = next((one for one in found if one.first <= first < one.last or one.first < draft.evidence[0][1] <= one.last), None)
            if given is not None:
                draft.speaker = draft.speaker or given.speaker or None
                draft.voice = draft.voice or given.voice
            draft.hedged = draft.hedged or draft.voice == "media" or any(low <= first < high for low, high in hearsay)
        if draft.kind == "commitment" and draft.voice in _UNCOMMITTED:
            continue
        kept.append(draft)
    _with_saying(sentence, kept, story)
    return kept


def _with_saying(sentence: Sentence, drafts: list[Draft], story: Story) -> None:
    """Let what somebody says be shown with the words that say so: "X said Paris was still opposed"."""
    units = sentence.units
    for clause in sentence.clauses:
        governor = clause.governor
        if clause.relation != "that" or governor is None or governor.subject is None or governor.lemma not in story.pack.closed.saying:
            continue
        if clause.subject is None or clause.subject[0] - governor.end > _NEAR or governor.subject[0] >= governor.begin:
            continue
        first, low, high = units.begin[governor.subject[0]], units.begin[governor.end - 1], units.begin[clause.begin]
        for draft in drafts:
            if draft.kind in _OPINIONS and low < draft.evidence[0][0] <= high:
                draft.evidence[0] = (first, draft.evidence[0][1])


def _sayings(sentence: Sentence, story: Story) -> list[Attribution]:
    """What verbs of saying govern: what follows them, or, for ", a indiqué X", what stands before."""
    saying, units = story.pack.closed.saying, sentence.units
    found = []
    for clause in sentence.clauses:
        if clause.form != "finite" or clause.lemma not in saying or clause.subject is None:
            continue
        name, voice = _who(sentence, clause, story)
        if not name and not voice:
            continue
        if clause.relation == "parenthetical":
            found.append(Attribution(units.begin[0], units.begin[clause.begin], name, voice))
        else:
            found.append(Attribution(units.begin[clause.begin], units.end[-1], name, voice))
    return found


def _who(sentence: Sentence, clause: Clause, story: Story) -> tuple[str, str]:
    assert clause.subject is not None
    party = story.actors.party(sentence, clause.subject)
    if party.person is not None and party.person.name:
        return party.person.name, ""
    chunk = next((c for c in sentence.chunks if c.start <= clause.subject[0] < c.end), None)
    return "", _voice(sentence, chunk)


def _voice(sentence: Sentence, chunk: Chunk | None) -> str:
    if chunk is None:
        return ""
    found = classes(sentence.units, head(sentence, chunk)).get("source")
    return found[0] if found is not None else ""


def _accordings(sentence: Sentence, story: Story) -> list[Attribution]:
    """What "selon X" covers: the sentence it stands in."""
    units, closed = sentence.units, story.pack.closed
    found = []
    for chunk in sentence.chunks:
        if chunk.bare or units.cats[chunk.prep] != "P":
            continue
        if governed_by(sentence, chunk) not in closed.according:
            continue
        party = story.actors.party(sentence, (chunk.start, chunk.end))
        name = party.person.name if party.person is not None else ""
        voice = "" if name else _voice(sentence, chunk)
        if name or voice:
            found.append(Attribution(units.begin[0], units.end[-1], name, voice))
    return found


def _hearsay(sentence: Sentence, adverbs: frozenset[str]) -> list[tuple[int, int]]:
    """The tokens of main clauses in the past conditional ("aurait signé"), and of clauses that an adverb makes a rumour ("allegedly")."""
    units = sentence.units
    rumoured = [k for k, letter in enumerate(units.cats) if letter == "E" and units.norm(k) in adverbs] if "E" in units.cats else []
    return [
        (units.begin[clause.left], units.end[min(clause.right, len(units.cats)) - 1])
        for clause in sentence.clauses
        if clause.form == "finite"
        and (
            (clause.tense == "C" and clause.perfect and clause.relation in ("main", "coordinated"))
            or any(clause.left <= k < clause.right for k in rumoured)
        )
    ]
