"""Positions: a party supports, welcomes, asks, condemns, declines."""

from __future__ import annotations

from communique.reading.builders.commitment import targets
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import classes, head
from communique.reading.slots import clause_range, fill_areas, fill_times
from communique.reading.story import Story

_ADDRESSED = frozenset({"requests", "calls_for", "proposes"})


def build(hit: Hit, story: Story) -> list[Draft]:
    """One position for each thing the complement lists; the addressee of a request is in `to`."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    party = hit.subject
    if shape is None or not party.ids:
        return []
    units, clause = sentence.units, shape.clause
    about = Party()
    if "sayer" in frame.by:
        governor = clause.governor
        if clause.relation != "that" or governor is None:
            return []
        about, party = party, story.actors.subject(sentence, governor)
        if not party.ids:
            return []
    type_ = hit.get("type", "supports")
    if type_ == "@noun" and hit.focus is not None:
        value = classes(units, head(sentence, hit.focus)).get("stance")
        if value is None:
            return []
        type_ = value[0]
    addressee = _addressee(hit, story) if type_ in _ADDRESSED or "addressee" in frame.to else Party()
    if type_ == "calls_for" and addressee.ids and "addressee" in frame.to:
        type_ = "requests"
    elif type_ == "requests" and not addressee.ids:
        type_ = "calls_for"
    drafts: list[Draft] = []
    for index, (left, right) in enumerate(targets(hit, story)):
        evidence = clause_range(story, sentence, clause, until=right) if index == 0 else story.range(units, left, right)
        what = story.range(units, left, right)
        draft = Draft("position", frame.name, [evidence], type=type_, what=what, polarity=not clause.negative)
        draft.at("what", what)
        story.put_actors(draft, "by", sentence, party)
        mine = {actor.partition(":")[0] for actor in draft.by}
        if about.ids:
            draft.evidence = [clause_range(story, sentence, clause.governor, until=right)] if clause.governor is not None else draft.evidence
            draft.to = [actor for actor in about.ids if actor not in draft.by]
        elif addressee.ids:
            other = Party()
            for position, actor in enumerate(addressee.ids):
                if actor.partition(":")[0] not in mine:
                    other.add(actor, addressee.units[position] if position < len(addressee.units) else left)
            story.put_actors(draft, "to", sentence, other)
        elif type_ not in ("calls_for",):
            named = story.actors.named(sentence, left, right)
            first = Party()
            for position, actor in enumerate(named.ids):
                if actor.partition(":")[0] not in mine and not first.ids:
                    first.add(actor, named.units[position])
            if len(draft.by) < 2:
                story.put_actors(draft, "to", sentence, first)
        fill_areas(draft, story, what)
        draft.issue = story.issue_in(*what)
        start = clause.governor.left if clause.form == "infinitive" and clause.governor is not None else clause.left
        fill_times(draft, story, sentence, start, left, near=clause.begin, own=clause if start == clause.left else None)
        if draft.type == "requests" and not draft.to:
            draft.type = "calls_for"
        drafts.append(draft)
    return drafts


def _addressee(hit: Hit, story: Story) -> Party:
    """Whom a request is made to: "à la Russie", or the object of "exhorter", or the subject of the that-clause."""
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    clause, complement = shape.clause, shape.complement
    limit = complement.start if complement is not None and complement.kind != "np" else clause.right
    for chunk in sentence.chunks:
        if clause.end <= chunk.prep < limit and (chunk.bare or sentence.units.cats[chunk.prep] == "a"):
            party = story.actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
            if party.ids and not party.thing:
                return party
    if complement is not None and complement.kind == "that" and complement.clause is not None:
        return story.actors.party(sentence, complement.clause.subject)
    return Party()
