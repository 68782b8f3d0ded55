"""Actions: what has been given, taught, built, exercised, opened or ordered, or is being."""

from __future__ import annotations

from communique.grammar.sentence import Chunk
from communique.model.mentions import Mention
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.people import Person
from communique.reading.reference import Party
from communique.reading.shape import classes, head
from communique.reading.slots import clause_range, fill_areas, fill_times, fill_where, named_end
from communique.reading.story import Story

_STATUS_BY_TIME = {"future": "announced", "conditional": "announced", "past_future": "announced", "present": "ongoing"}


def build(hit: Hit, story: Story) -> list[Draft]:
    """One action for each thing given; giver in `by`, receiver in `to`."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    if shape is None:
        return []
    units, clause = sentence.units, shape.clause
    giver, receiver = _giver(hit, story), _receiver(hit, story)
    if (not giver.ids and not receiver.ids) or (receiver.ids and set(receiver.ids) <= set(giver.ids)):
        return []
    thing = hit.focus or shape.object
    if thing is not None and ("action", units.begin[head(sentence, thing)]) in story.seen:
        return []
    if thing is not None:
        story.seen.add(("action", units.begin[head(sentence, thing)]))
    drafts: list[Draft] = []
    for index, chunk in enumerate(_things(hit)):
        end = named_end(sentence, chunk, clause.right) if chunk is not None else clause.right
        evidence = (
            clause_range(story, sentence, clause, until=max(end, clause.right if index == 0 else end))
            if index == 0
            else story.range(units, chunk.start if chunk else clause.begin, end)
        )
        draft = Draft("action", frame.name, [evidence], type=_type(hit, chunk), status=_status(hit))
        story.put_actors(draft, "by", sentence, giver)
        other = Party()
        for position, actor in enumerate(receiver.ids):
            if actor not in draft.by:
                other.add(actor, receiver.units[position] if position < len(receiver.units) else clause.begin)
        story.put_actors(draft, "to", sentence, other)
        if hit.get("mutual"):
            draft.by += [actor for actor in (draft.to or story.discourse.counterpart(draft.by)) if actor not in draft.by]
            draft.to = []
        elif not draft.to and draft.by:
            draft.to = story.discourse.counterpart(draft.by)
        elif not draft.by and draft.to:
            draft.by = story.discourse.counterpart(draft.to)
        if chunk is not None:
            draft.what = story.range(units, chunk.start, end)
            draft.at("what", draft.what)
            k = head(sentence, chunk)
            if units.cats[k] == "#" and isinstance(units.data[k], Mention):
                draft.quantity = units.data[k].value
                draft.at("quantity", (units.begin[k], units.end[k]))
        if draft.quantity is None:
            amount = story.amount(sentence, chunk.start if chunk is not None else clause.begin, clause.right)
            if amount is not None:
                draft.quantity = amount[1]
                draft.at("quantity", (units.begin[amount[0]], units.end[amount[0]]))
        fill_areas(draft, story, (units.begin[clause.begin], units.end[min(clause.right, len(units.cats)) - 1]))
        fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause)
        if hit.get("place"):
            fill_where(draft, story, sentence, clause.left, clause.right)
        drafts.append(draft)
    return drafts


def _type(hit: Hit, chunk: Chunk | None) -> str:
    """The frame's type, or that of the thing given."""
    wanted = hit.get("type", "@noun")
    if wanted != "@noun":
        return wanted
    if chunk is not None:
        units = hit.sentence.units
        k = head(hit.sentence, chunk)
        if units.cats[k] == "#" and isinstance(units.data[k], Mention) and units.data[k].type == "money":
            for position in range(chunk.start, min(chunk.end + 4, len(units.cats))):
                value = classes(units, position).get("gift")
                if value is not None and value[0] in ("loan_credit", "grant"):
                    return value[0]
            return "grant"
        found = classes(units, k)
        for class_ in ("gift", "works", "exercise", "exchange", "measure", "coordination"):
            if class_ in found:
                return found[class_][0]
    return "donation_in_kind"


def _status(hit: Hit) -> str:
    assert hit.shape is not None
    status = hit.get("status", "delivered")
    if hit.shape.time in ("future", "conditional", "past_future"):
        return "announced"
    assert hit.shape is not None
    if status == "delivered" and hit.shape.time == "present" and _repeated(hit):
        return "ongoing"
    if status == "@time":
        return _STATUS_BY_TIME.get(hit.shape.time, "completed")
    return status


def _repeated(hit: Hit) -> bool:
    """Whether the clause says how often: "par an", "chaque année"."""
    assert hit.shape is not None
    units, clause = hit.sentence.units, hit.shape.clause
    return any(units.cats[k] == "W" and units.data[k].value.timex_type == "SET" for k in range(clause.left, clause.right))


def _things(hit: Hit) -> list[Chunk | None]:
    """What is given: the object, and amounts joined to it."""
    shape = hit.shape
    assert shape is not None
    first = hit.focus or shape.object
    if first is None:
        return [None]
    sentence = hit.sentence
    cats = sentence.units.cats
    things: list[Chunk | None] = [first]
    for chunk in sentence.chunks:
        if (
            chunk.start > first.start
            and chunk.start < shape.clause.right
            and chunk.bare
            and cats[chunk.prep - 1] in "C,"
            and "#" in cats[chunk.start : chunk.end]
        ):
            if "#" in cats[first.start : first.end]:
                things.append(chunk)
    return things


def _giver(hit: Hit, story: Story) -> Party:
    shape = hit.shape
    assert shape is not None
    by = hit.frame.by
    if hit.get("by_subject"):
        return hit.subject
    if hit.get("named") and hit.focus is not None:
        return story.actors.named(hit.sentence, hit.focus.start, hit.focus.end + 6)
    if shape.clause.voice == "passive" or "agent" in by:
        for chunk in shape.prepositional("g"):
            if chunk.prep >= shape.clause.begin:
                return story.actors.party(hit.sentence, (chunk.start, shape.phrase_end(chunk)))
        if "source" in by:
            for chunk in shape.prepositional("d"):
                party = story.actors.party(hit.sentence, (chunk.start, chunk.end))
                if party.ids and chunk.prep >= shape.clause.end:
                    return party
        if "agent" in by:
            return Party()
    if shape.clause.voice == "passive":
        return Party()
    return hit.subject if not hit.subject.thing else Party()


def _at_of(person: object) -> tuple[str, ...]:
    return person.at if isinstance(person, Person) else ()


def _receiver(hit: Hit, story: Story) -> Party:
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    clause = shape.clause
    if hit.get("by_subject"):
        at = Party()
        for actor in _at_of(hit.subject.person):
            at.add(actor, clause.begin)
        return at
    if "subject" in hit.frame.to:
        return hit.subject
    if "object" in hit.frame.to and shape.object is not None:
        party = story.actors.party(sentence, (shape.object.start, shape.phrase_end(shape.object)))
        if party.ids:
            return party
    for letters in ("a", "P"):
        for chunk in shape.prepositional(letters):
            if chunk.prep < clause.begin or (letters == "P" and sentence.units.norm(chunk.prep) not in story.pack.settings.get("beneficiary", ())):
                continue
            party = story.actors.party(sentence, (chunk.start, min(clause.right, shape.phrase_end(chunk))))
            if party.ids and not party.thing:
                return party
    return Party()
