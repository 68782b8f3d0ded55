"""Leaving an organisation: its treaty is denounced by the one who leaves."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import governed_by, head
from communique.grammar.sentence import Chunk, Clause
from communique.reading.draft import Draft, TokenRange
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_times
from communique.reading.story import Story

_LATER: Final = frozenset({"future", "past_future"})


def leave(hit: Hit, story: Story) -> list[Draft]:
    """The denunciation that a verb or noun of leaving tells of; none where what is left is no organisation, or nobody is known to leave it."""
    shape, chunk = hit.shape, hit.focus
    if shape is None or chunk is None or shape.clause.negative or shape.time == "conditional":
        return []
    clause, sentence = shape.clause, hit.sentence
    if clause.form == "finite" and shape.time in _LATER and hit.frame.verbs:
        return []  # "will leave the union in June" undertakes it
    units = sentence.units
    body, leaver = (chunk, hit.subject) if hit.frame.verbs else (_left_by(hit, chunk, story), _whose(hit, chunk, story))
    if body is None or units.cats[head(sentence, body)] not in "ON" or leaver.thing or (leaver.person is not None and hit.frame.verbs):
        return []
    left = story.actors.party(sentence, (body.start, body.end))
    bodies = [actor for actor in left.ids if actor not in story.state_names and ":" not in actor]
    leavers = [actor for actor in leaver.ids if actor in story.state_names]
    key = ("leave", units.begin[body.start])
    if left.thing or not leavers or len(bodies) != 1 or key in story.seen:
        return []
    story.seen.add(key)
    draft = Draft("agreement", hit.frame.name, [_evidence(hit, clause, story)], type="treaty", status="denounced")
    story.put_actors(draft, "by", sentence, leaver)
    story.put_actors(draft, "to", sentence, Party(bodies, left.units[:1]))
    draft.by = [actor for actor in draft.by if actor not in bodies]
    draft.name = story.range(units, body.start, body.end)
    draft.at("name", draft.name)
    fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause)
    if shape.time in _LATER and draft.when is not None and draft.due is None:
        draft.when, draft.due = None, draft.when  # when it takes effect
        draft.slots["due"] = draft.slots.pop("when", [])
    return [draft]


def _evidence(hit: Hit, clause: Clause, story: Story) -> TokenRange:
    """The words of the clause, with those of the deciding that an infinitive hangs on: "decided to leave ECOWAS"."""
    whole, governor = clause_range(story, hit.sentence, clause), clause.governor
    if clause.form != "infinitive" or governor is None or governor.lemma not in story.pack.closed.deciding:
        return whole
    return (min(whole[0], clause_range(story, hit.sentence, governor)[0]), whole[1])


def _left_by(hit: Hit, chunk: Chunk, story: Story) -> Chunk | None:
    """What stands behind "from": "its exit from the OAS"; where "of" says that too, what is no state: "le retrait du Mali de la CEDEAO"."""
    sentence, origins = hit.sentence, story.pack.closed.origins
    index = sentence.chunk_at[chunk.start]
    for following in sentence.chunks[index + 1 : index + 4]:
        if following.bare:
            break
        if origins:
            found = governed_by(sentence, following) in origins
        else:
            named = story.actors.named(sentence, following.start, following.end).ids
            found = sentence.units.cats[following.prep] == "d" and any(actor not in story.state_names for actor in named)
        if found:
            return following
    return None


def _whose(hit: Hit, chunk: Chunk, story: Story) -> Party:
    """Who leaves: the owner of the leaving ("Venezuela's exit", "the withdrawal of Niger"), else the subject of the clause."""
    sentence = hit.sentence
    body = _left_by(hit, chunk, story)
    owner = story.actors.named(sentence, chunk.start, body.prep if body is not None else chunk.end)
    return owner if owner.ids else hit.subject
