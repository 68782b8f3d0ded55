"""Actions: what has been given, taught, built, exercised, opened or ordered, or is being."""

from __future__ import annotations

from communique.grammar.clauses import Chunk
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.people import Person, entry_of
from communique.reading.reference import Party
from communique.reading.shape import classes, governed_by, head
from communique.reading.slots import clause_range, fill_areas, fill_times, fill_where, is_future, named_end
from communique.reading.story import Story


_STATUS_BY_TIME = {"future": "announced", "conditional": "announced", "past_future": "announced", "present": "ongoing"}
_DONE = frozenset({"delivered", "dispatched", "completed"})
_THINGS = ("gift", "technology", "works", "exercise", "troops", "warship", "exchange", "measure", "border", "flow", "coordination")
_BY_UNIT = {
    **dict.fromkeys("scholarship place grant_place trainee student".split(), "training_scholarship"),
    **dict.fromkeys("soldier peacekeeper troop marine warship paratrooper".split(), "exercise_deployment"),
    **dict.fromkeys("doctor expert instructor teacher engineer nurse rescuer technician adviser specialist volunteer".split(), "technical_assistance"),
}
"""Units that say what kind of thing is given."""
_CARRIERS = frozenset({"ship", "vessel", "boat", "aircraft", "helicopter"})
_NOT_GIVEN = frozenset(
    "person official delegate delegation representative member businessman journalist hour minute percent vote point "
    "tourist visitor migrant refugee passenger voter citizen resident participant guest country state".split()
)


def build(hit: Hit, story: Story) -> list[Draft]:
    """One action for each thing given; giver in `by`, receiver in `to`."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    if shape is None:
        return []
    units, clause = sentence.units, shape.clause
    thing = hit.focus or shape.object
    if not _allowed(hit, story, thing):
        return []
    receiver = _receiver(hit, story, thing)
    giver = _giver(hit, story, thing, receiver)
    if (not giver.ids and not receiver.ids) or (receiver.ids and set(receiver.ids) <= set(giver.ids) and not hit.get("mutual")):
        return []
    both = hit.get("both")
    if both == "yes" and not (giver.ids and receiver.ids):
        return []
    if both == "pair" and not (giver.ids and (receiver.ids or story.discourse.counterpart(giver.ids))):
        return []
    if clause.lemma in story.pack.closed.planning and not frame.verbs:
        return []
    things = _things(hit)
    key = ("action", units.begin[head(sentence, thing)] if thing is not None else units.begin[clause.begin])
    if key in story.seen:
        return []
    story.seen.add(key)
    drafts: list[Draft] = []
    for index, chunk in enumerate(things):
        end = named_end(sentence, chunk, clause.right) if chunk is not None else clause.right
        if frame.verbs:
            evidence = (
                clause_range(story, sentence, clause, until=max(end, clause.right))
                if index == 0
                else story.range(units, chunk.start if chunk else clause.begin, end)
            )
            if index == 0 and chunk is not None and chunk.start < clause.begin:
                evidence = (min(evidence[0], units.begin[chunk.start]), evidence[1])
        elif frame.prepositions:
            evidence = clause_range(story, sentence, clause)
        else:
            evidence = story.range(units, thing.start if thing is not None else clause.begin, _phrase_reach(hit, thing))
        draft = Draft("action", frame.name, [evidence], type=_type(hit, chunk), status=_status(hit))
        only = hit.get("only")
        if only and draft.type != only:
            return []
        _put_parties(draft, hit, story, giver, receiver)
        if hit.get("mutual") and len(draft.by) < 2:
            return []
        if chunk is not None:
            draft.what = story.range(units, chunk.start, end)
            draft.at("what", draft.what)
        _fill_quantity(draft, hit, story, chunk, end)
        if draft.type == "donation_in_kind" and draft.quantity is not None and len(draft.quantity.unit) == 3 and draft.quantity.unit.isupper():
            draft.type = "grant"
        fill_areas(draft, story, evidence if not frame.verbs else (units.begin[clause.begin], units.end[min(clause.right, len(units.cats)) - 1]))
        if not draft.areas and chunk is not None and chunk.start < clause.begin:
            fill_areas(draft, story, (units.begin[chunk.start], units.end[max(end, chunk.end) - 1]))
        fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause)
        if draft.status in _DONE and is_future(story, draft.when):
            draft.status = "announced"
        if hit.get("place"):
            fill_where(draft, story, sentence, clause.left, clause.right)
        drafts.append(draft)
    return drafts


def _allowed(hit: Hit, story: Story, thing: Chunk | None) -> bool:
    """Whether the thing is one that is given, and what the frame asks of it besides its class."""
    sentence = hit.sentence
    units, cats = sentence.units, sentence.units.cats
    if hit.get("amount") and hit.shape is not None and story.amount(sentence, hit.shape.clause.begin, hit.shape.clause.right) is None:
        return False
    if thing is not None:
        k = head(sentence, thing)
        if cats[k] == "#" and isinstance(units.data[k], Mention) and units.data[k].value.unit in _NOT_GIVEN:
            return False
        if hit.get("unit") and not (cats[k] == "#" and isinstance(units.data[k], Mention) and units.data[k].value.unit == hit.get("unit")):
            return False
        office = hit.get("office")
        if office:
            found = entry_of(units, k, "office") if cats[k] == "F" else None
            person = units.data[k] if cats[k] == "H" and isinstance(units.data[k], Person) else None
            counted = cats[k] == "#" and units.data[k].value.unit == "diplomat"
            named = "diplomat" in classes(units, k)
            if not (counted or named or (found is not None and found.value == office) or (person is not None and person.role == office)):
                return False
    if hit.get("envoy"):
        person = hit.subject.person
        if not isinstance(person, Person) or person.role != "ambassador":
            return False
    if hit.get("cargo"):
        shape = hit.shape
        assert shape is not None
        subject = shape.subject
        if subject is None:
            return False
        span = range(subject.start, shape.clause.begin)
        k = head(sentence, subject)
        loads = [j for j in span if j != k and (cats[j] == "#" or (cats[j] == "N" and not {"gift", "goods"}.isdisjoint(classes(units, j))))]
        if not loads and not (cats[k] == "N" and not {"gift", "delivery"}.isdisjoint(classes(units, k))):
            return False
    return True


def _put_parties(draft: Draft, hit: Hit, story: Story, giver: Party, receiver: Party) -> None:
    """Fill `by` and `to`; the side that is not named is the counterpart in the story."""
    sentence = hit.sentence
    story.put_actors(draft, "by", sentence, giver)
    other = Party()
    for position, actor in enumerate(receiver.ids):
        if actor not in draft.by:
            other.add(actor, receiver.units[position] if position < len(receiver.units) else 0)
    story.put_actors(draft, "to", sentence, other)
    if hit.get("mutual"):
        draft.by += [actor for actor in (draft.to or (story.discourse.counterpart(draft.by) if len(draft.by) < 2 else [])) if actor not in draft.by]
        draft.to = []
    elif not draft.to and draft.by and not hit.get("alone"):
        draft.to = story.discourse.counterpart(draft.by)
    elif not draft.by and draft.to:
        draft.by = story.discourse.counterpart(draft.to)


def _fill_quantity(draft: Draft, hit: Hit, story: Story, chunk: Chunk | None, end: int) -> None:
    assert hit.shape is not None
    sentence, clause = hit.sentence, hit.shape.clause
    units = sentence.units
    found: tuple[int, Quantity] | None = None
    if chunk is not None:
        k = head(sentence, chunk)
        if units.cats[k] == "#" and isinstance(units.data[k], Mention):
            found = (k, units.data[k].value)
    if found is None:
        found = story.amount(sentence, chunk.start, max(end, chunk.end)) if chunk is not None else None
    if found is None and hit.frame.verbs:
        subject = clause.subject[0] if clause.subject is not None and clause.subject[0] < clause.begin else clause.begin
        found = story.amount(sentence, subject, clause.right)
    if found is not None:
        draft.quantity = found[1]
        draft.at("quantity", (units.begin[found[0]], units.end[found[0]]))


def _type(hit: Hit, chunk: Chunk | None) -> str:
    """The frame's type, or that of the thing given."""
    wanted = hit.get("type", "@noun")
    if wanted != "@noun":
        return wanted
    if chunk is None:
        return "donation_in_kind"
    units = hit.sentence.units
    k = head(hit.sentence, chunk)
    if units.cats[k] == "#" and isinstance(units.data[k], Mention):
        unit = units.data[k].value.unit
        if unit in _BY_UNIT:
            return _BY_UNIT[unit]
        if unit in _CARRIERS and any(classes(units, j).get("party", ("",))[0] == "army" for j in range(chunk.end, min(chunk.end + 4, len(units.cats)))):
            return "exercise_deployment"  # "trois navires de la marine russe"
        for position in range(chunk.start, min(chunk.end + 4, len(units.cats))):
            value = classes(units, position).get("gift")
            if value is not None and (units.data[k].type != "money" or value[0] in ("loan_credit", "grant")):
                return value[0]
        return "grant" if units.data[k].type == "money" else "donation_in_kind"
    found = classes(units, k)
    for class_ in _THINGS:
        if class_ in found:
            return found[class_][0]
    return "donation_in_kind"


def _status(hit: Hit) -> str:
    assert hit.shape is not None
    status, shape = hit.get("status", "delivered"), hit.shape
    if shape.time in ("future", "conditional", "past_future") and shape.clause.form != "participle":
        return "announced"
    if status == "@act" and hit.focus is not None:
        found = classes(hit.sentence.units, head(hit.sentence, hit.focus))
        status = found["delivery"][0] if "delivery" in found else "delivered"
    if status == "@time":
        return _STATUS_BY_TIME.get(shape.time, "completed")
    if status in _DONE and hit.frame.verbs and shape.time == "present" and shape.clause.form == "finite":
        return "ongoing"
    return status


def _things(hit: Hit) -> list[Chunk | None]:
    """What is given: the object, and amounts joined to it."""
    shape = hit.shape
    assert shape is not None
    first = hit.focus or shape.object
    if first is None:
        return [None]
    sentence = hit.sentence
    cats = sentence.units.cats
    if not hit.frame.verbs:
        if "delivery" not in hit.frame.nouns:
            return [first]
        carried = _carried(hit, first)
        return [carried] if carried is not None else []
    things: list[Chunk | None] = [first]
    for chunk in sentence.chunks:
        if (
            chunk.start > first.start
            and chunk.start < shape.clause.right
            and chunk.bare
            and cats[chunk.prep - 1] in "C,"
            and "#" in cats[chunk.start : chunk.end]
            and "#" in cats[first.start : first.end]
        ):
            things.append(chunk)
    return things


def _carried(hit: Hit, first: Chunk) -> Chunk | None:
    """The thing in "la remise de 200.000 masques": the genitive behind a noun of delivery."""
    sentence = hit.sentence
    index = sentence.chunk_at.get(first.start)
    cats = sentence.units.cats
    for following in sentence.chunks[index + 1 : index + 4] if index is not None else ():
        if cats[first.end : following.prep].strip("WE,") or following.bare:
            return None
        if cats[following.prep] == "d" and cats[following.start] != "W":
            k = head(sentence, following)
            if cats[k] == "#" or not {"gift", "goods", "works", "money"}.isdisjoint(classes(sentence.units, k)):
                return following
            if cats[k] not in "NuU":
                return None
        first = following
    return None


def _phrase_reach(hit: Hit, thing: Chunk | None) -> int:
    """Where a noun phrase ends, with giver, receiver, time and place."""
    assert hit.shape is not None
    sentence = hit.sentence
    if thing is None:
        return hit.shape.clause.end
    cats, end = sentence.units.cats, thing.end
    index = sentence.chunk_at[thing.start]
    for following in sentence.chunks[index + 1 :]:
        joint = cats[end : following.prep].strip("E")
        if joint not in ("", "C") or (following.bare and joint != "C" and cats[following.start] != "W"):
            break
        end = following.end
    return end


def _giver(hit: Hit, story: Story, thing: Chunk | None, receiver: Party) -> Party:
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    by, clause, actors = hit.frame.by, shape.clause, story.actors
    if hit.get("by_subject"):
        return hit.subject
    if hit.get("named") and hit.focus is not None:
        found = actors.named(sentence, hit.focus.start, max(clause.right, hit.focus.end) if not clause.begin >= hit.focus.end else clause.begin)
        if len(found.ids) < 2 and hit.focus.start >= clause.begin and not hit.subject.thing:
            found = _merged(hit.subject, found)
        if len(found.ids) < 2 and hit.get("named") == "place":
            found = _merged(found, _located(hit, story))
        return found
    if not hit.frame.verbs and "locative" in by:
        return _located(hit, story)
    if not hit.frame.verbs and thing is not None:
        reach = _phrase_reach(hit, thing)
        for chunk in sentence.chunks:
            if thing.end <= chunk.prep < reach and not chunk.bare and sentence.units.cats[chunk.prep] == "g":
                return actors.party(sentence, (chunk.start, chunk.end))
        named = actors.named(sentence, thing.start, reach)
        return _without(named, receiver)
    agents = [chunk for chunk in shape.prepositional("g") if chunk.prep >= (clause.begin if clause.voice == "passive" else clause.left)]
    if clause.voice == "passive" or "agent" in by:
        for chunk in agents:
            party = actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
            if party.ids:
                return party
        if "source" in by:
            for chunk in shape.prepositional("d"):
                party = actors.party(sentence, (chunk.start, chunk.end))
                if party.ids and not party.thing and chunk.prep >= clause.end and not set(party.ids) & set(receiver.ids):
                    return party
    if "locative" in by:
        located = _located(hit, story)
        if located.ids:
            return located
    if clause.voice == "passive" or "agent" in by:
        if thing is None:
            return Party()
        end = max(named_end(sentence, thing, clause.begin if thing.start < clause.begin else clause.right), thing.end)
        if thing.start < clause.begin:
            end = clause.begin  # "un lot de 500.000 doses, don du gouvernement chinois, est arrivé"
        return _without(actors.named(sentence, thing.start, end), receiver)
    if "carrier" in by and clause.subject is not None:
        return actors.named(sentence, clause.subject[0], clause.begin)
    return hit.subject if not hit.subject.thing else Party()


def _merged(one: Party, other: Party) -> Party:
    party = Party(list(one.ids), list(one.units), plural=True)
    for position, actor in enumerate(other.ids):
        party.add(actor, other.units[position] if position < len(other.units) else 0)
    return party


def _without(party: Party, other: Party) -> Party:
    kept = Party()
    for position, actor in enumerate(party.ids):
        if actor not in other.ids:
            kept.add(actor, party.units[position])
    return kept


def _located(hit: Hit, story: Story) -> Party:
    """The state of the place where it happens."""
    shape = hit.shape
    assert shape is not None
    place = story.place(hit.sentence, shape.clause.begin, shape.clause.right) or story.place(hit.sentence, shape.clause.left, shape.clause.right)
    return Party([place.state], [place.unit]) if place is not None and place.state else Party()


def _receiver(hit: Hit, story: Story, thing: Chunk | None) -> Party:
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    clause, to, cats = shape.clause, hit.frame.to, sentence.units.cats
    if hit.get("mutual"):
        return Party()
    if hit.get("by_subject"):
        at = Party()
        for actor in hit.subject.person.at if isinstance(hit.subject.person, Person) else ():
            at.add(actor, clause.begin)
        return at if at.ids or "locative" not in to else _located(hit, story)
    if "subject" in to:
        return hit.subject
    if "subject_named" in to and clause.subject is not None:
        return story.actors.named(sentence, clause.subject[0], clause.begin)
    if "left" in to:  # "se sont retirées du Mali", "ont quitté le Tchad"
        for chunk in sentence.chunks:
            if clause.end <= chunk.prep < clause.right and (cats[chunk.prep] == "d" or chunk.bare):
                party = story.actors.party(sentence, (chunk.start, chunk.end))
                if party.ids and not party.thing:
                    return party
        return Party()
    if "thing" in to and thing is not None:  # "a expulsé 45 diplomates russes"
        k = head(sentence, thing)
        if isinstance(sentence.units.data[k], Person):
            person = sentence.units.data[k]
            return Party([person.actor], [k]) if person.actor and hit.get("office") != "own" else Party()
        named = story.actors.named(sentence, thing.start, max(shape.phrase_end(thing), thing.end))
        if named.ids:
            return named
    if "at" in to and thing is not None:  # "a rappelé son ambassadeur à Alger"
        found = story.actors.named(sentence, thing.start, shape.phrase_end(thing) if thing.end <= clause.right else thing.end)
        return _without(found, hit.subject)
    if "object" in to and shape.object is not None:
        span = (shape.object.start, shape.phrase_end(shape.object))
        party = story.actors.party(sentence, span)
        if not party.ids:
            party = story.actors.named(sentence, *span)
        if party.ids:
            return party
    beneficiary = story.pack.settings.get("beneficiary", ())
    against = story.pack.settings.get("towards", ())
    start = clause.begin if hit.frame.verbs else (thing.start if thing is not None else clause.left)
    stop = clause.right if hit.frame.verbs else _phrase_reach(hit, thing)
    bearer = Party()
    for letters in ("a", "P", "w"):
        if letters == "w" and "with" not in to:
            continue
        for chunk in sentence.chunks:
            if chunk.bare or not start <= chunk.prep < stop or cats[chunk.prep] not in letters:
                continue
            base = governed_by(sentence, chunk)
            if letters == "P" and base not in beneficiary and base not in against:
                continue
            if letters == "a" and base in story.pack.closed.circumstance:
                continue
            party = story.actors.party(sentence, (chunk.start, min(stop, shape.phrase_end(chunk))))
            if party.ids and not party.thing:
                return party
            if letters == "a" and not bearer.ids:  # "à l'ambassade de Russie", "à l'hôpital laotien"
                bearer = story.actors.named(sentence, chunk.start, min(stop, shape.phrase_end(chunk)))
    if bearer.ids:
        return bearer
    if "of" in to and thing is not None:
        return _without(story.actors.named(sentence, thing.end, max(named_end(sentence, thing, clause.right), thing.end)), hit.subject)
    if "place" in to or "locative" in to:
        located = _located(hit, story)
        if located.ids:
            return located
    if "adjective" in to and thing is not None:
        return story.actors.named(sentence, thing.start, thing.end)
    return Party()
