"""Actions: what has been given, taught, built, exercised, opened or ordered, or is being."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Sentence
from communique.grammar.units import Units
from communique.languages.phrases import Entry
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.builders.aim import aimed
from communique.reading.builders.lending import lend
from communique.reading.builders.transfer import carried, giver_of, phrase_reach, receiver_of, to_host
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.offices import Person, entry_of
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_areas, fill_times, fill_where, is_future, named_end
from communique.reading.story import Story

_STATUS_BY_TIME: Final = {"future": "announced", "conditional": "announced", "past_future": "announced", "present": "ongoing"}
_DONE: Final = frozenset({"delivered", "dispatched", "completed"})
_THINGS: Final = ("gift", "technology", "works", "exercise", "troops", "warship", "exchange", "measure", "border", "flow", "coordination")
_BY_UNIT: Final = {
    **dict.fromkeys("scholarship place grant_place trainee student cadet".split(), "training_scholarship"),
    **dict.fromkeys("soldier peacekeeper troop marine warship paratrooper gendarme".split(), "exercise_deployment"),
    **dict.fromkeys(
        "doctor expert instructor teacher engineer nurse rescuer technician adviser volunteer firefighter midwife".split(), "technical_assistance"
    ),
}
"""Units that say what kind of thing is given."""
_CARRIERS: Final = frozenset({"ship", "vessel", "boat", "building", "aircraft", "helicopter"})
_NOT_GIVEN: Final = frozenset(
    "person official delegate delegation representative member businessman journalist hour minute percent vote point "
    "tourist visitor migrant refugee passenger voter citizen resident participant guest country state".split()
)
_RECEIVERS: Final = frozenset({"country", "state", "organisation", "institution"})
"""units that count who receives, not what"""


def build(hit: Hit, story: Story) -> list[Draft]:
    """One action for each thing given; giver in `by`, receiver in `to`."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    if shape is None:
        return []
    if hit.get("lends"):
        return lend(hit, story)
    units, clause = sentence.units, shape.clause
    thing = hit.focus or shape.object
    if not _allowed(hit, story, thing):
        return []
    receiver = to_host(hit, receiver_of(hit, story, thing), story)
    giver, named = giver_of(hit, story, thing, receiver), receiver
    if hit.get("type") == "measure" and receiver.units:
        receiver = aimed(receiver, sentence)
    if hit.get("cargo") == "told":  # a ship, where a gift has been told of: whose it is, and for whom
        last = story.last_gift
        if last is None:
            return []
        giver = giver if giver.ids else Party(list(last.by))
        receiver = receiver if receiver.ids and set(receiver.ids).isdisjoint(giver.ids) else Party(list(last.to))
    if (not giver.ids and not receiver.ids) or (receiver.ids and set(receiver.ids) <= set(giver.ids) and not hit.get("mutual")):
        return []
    if not receiver.ids and (hit.get("receiver") or _at_home(hit, story, giver)):
        return []
    if hit.get("one_sided") and len(giver.ids) > 1:
        return []  # what two agree to do is an undertaking
    both = hit.get("both")
    if both == "yes" and not (giver.ids and receiver.ids):
        return []
    if both == "pair" and not (giver.ids and (receiver.ids or story.discourse.counterpart(giver.ids))):
        return []
    if not frame.verbs and (clause.lemma in story.pack.closed.planning or clause.lemma in story.pack.closed.volition):
        return []
    if "delivery" in frame.nouns and thing is not None and _awaited(sentence, thing, story):
        return []
    things = _things(hit)
    key = ("action", units.begin[head(sentence, thing)] if thing is not None else units.begin[clause.begin])
    if key in story.seen:
        _arrived(hit, story, receiver)
        return []
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
            evidence = story.range(units, thing.start if thing is not None else clause.begin, phrase_reach(hit, thing))
        until = next((later.start for later in things[index + 1 :] if later is not None), clause.right)
        own = receiver_of(hit, story, chunk, until) if len(things) > 1 and frame.verbs else Party()
        if own.ids:  # each thing of the list has a receiver of its own
            evidence = (evidence[0], units.end[len(sentence.units.cats[:until].rstrip("C,;")) - 1])
        governor = clause.governor
        if hit.get("decided") and governor is not None and governor.subject is not None and shape.object is not None:
            evidence = story.range(units, min(governor.subject[0], governor.begin), max(shape.phrase_end(shape.object), clause.end))
        draft = Draft("action", frame.name, [evidence], type=_type(hit, chunk), status=_status(hit))
        only = hit.get("only")
        if only and draft.type != only:
            return []
        _put_parties(draft, hit, story, giver, own if own.ids else receiver)
        if hit.get("mutual") and len(draft.by) < 2:
            return []
        if named.ids and not receiver.ids and hit.get("type") == "measure":
            draft.to = []
        if chunk is not None:
            draft.what = story.range(units, chunk.start, end)
            draft.at("what", draft.what)
        if not hit.get("office") or (chunk is not None and "#" in sentence.units.cats[chunk.start : chunk.end]):
            _fill_quantity(draft, hit, story, chunk, end)
        worth = draft.quantity is not None and len(draft.quantity.unit) == 3 and draft.quantity.unit.isupper()
        if draft.type == "donation_in_kind" and worth and not _valued(hit, chunk):
            draft.type = "grant"
        fill_areas(draft, story, evidence if not frame.verbs else (units.begin[clause.begin], units.end[min(clause.right, len(units.cats)) - 1]))
        if not draft.areas and chunk is not None and chunk.start < clause.begin:
            fill_areas(draft, story, (units.begin[chunk.start], units.end[max(end, chunk.end) - 1]))
        left = governor.left if hit.get("decided") and governor is not None else clause.left
        fill_times(draft, story, sentence, left, clause.right, near=clause.end, own=clause, due=draft.status not in _DONE)
        if draft.status in _DONE and is_future(story, draft.when):
            draft.status = "announced"
        if hit.get("place"):
            fill_where(draft, story, sentence, clause.left, clause.right)
        drafts.append(draft)
        if draft.type == "donation_in_kind":
            story.last_gift = draft
    if drafts:
        story.seen.add(key)
    return drafts


def _awaited(sentence: Sentence, thing: Chunk, story: Story) -> bool:
    """Whether a delivery is still to come: "pour la construction de", "un accord pour le projet de construction de"."""
    index, closed = sentence.chunk_at[thing.start], story.pack.closed
    before = sentence.chunks[index - 1] if index else None
    if governed_by(sentence, thing) in closed.awaiting:
        return True
    hangs = before is not None and not thing.bare and sentence.units.cats[thing.prep] == "d" and before.end == thing.prep
    return hangs and before is not None and governed_by(sentence, before) in closed.awaiting


def _arrived(hit: Hit, story: Story, receiver: Party) -> None:
    """Tell of a gift, known by whom it was given, when and where it arrived: "supplies donated by China arrived in Vanuatu on Monday"."""
    shape, last = hit.shape, story.last_gift
    if shape is None or last is None or shape.clause.form != "finite" or shape.clause.subject is None:
        return
    whole = clause_range(story, hit.sentence, shape.clause)
    first, end = last.evidence[0]
    if whole[0] <= first and end <= hit.sentence.units.end[shape.clause.begin] and last.when is None:
        last.evidence = [whole]
        fill_times(last, story, hit.sentence, shape.clause.left, shape.clause.right, near=shape.clause.end, own=shape.clause, due=False)
        if hit.get("place"):
            fill_where(last, story, hit.sentence, shape.clause.begin, shape.clause.right)
        if not last.to:
            story.put_actors(last, "to", hit.sentence, receiver)


def _valued(hit: Hit, chunk: Chunk | None) -> bool:
    """Whether a sum is what the goods given are worth: "du matériel d'une valeur de 3 millions", not "un don de 3 millions"."""
    if chunk is None:
        return False
    units, cats = hit.sentence.units, hit.sentence.units.cats
    k = cats.find("#", chunk.end, chunk.end + 8)
    return "goods" in classes(units, head(hit.sentence, chunk)) or (
        k >= 0 and cats[chunk.end] == "d" and not {"N", "u"}.isdisjoint(cats[chunk.end : k])
    )


def _is_contract(units: Units, k: int) -> bool:
    """Whether the noun at unit k is a contract, which is awarded and not given."""
    return units.cats[k] == "N" and classes(units, k).get("instrument", ("",))[0] == "contract"


def _allowed(hit: Hit, story: Story, thing: Chunk | None) -> bool:
    """Whether the thing is one that is given, and what the frame asks of it besides its class."""
    sentence = hit.sentence
    units, cats = sentence.units, sentence.units.cats
    if hit.get("amount") and hit.shape is not None and story.amount(sentence, hit.shape.clause.begin, hit.shape.clause.right) is None:
        return False
    if thing is not None:
        k = head(sentence, thing)
        counted = units.data[k].value.unit if cats[k] == "#" and isinstance(units.data[k], Mention) else ""
        if counted and units.data[k].value.of is not None:
            return False  # "3 des 10 millions promis": how far a promise is kept
        if _is_trade(hit, counted) or any(_is_contract(units, j) for j in range(thing.start, thing.end)):
            return False
        if hit.get("type") == "@noun" and _tells_of_people(sentence, thing):
            return False  # "has sent home 250,000 Haitians"
        if counted == "diplomat" and hit.get("type") == "@noun":
            return False  # "gave six diplomats until Saturday to leave"
        if counted in _NOT_GIVEN and hit.get("type") not in ("training_scholarship", "measure") and counted != hit.get("share"):
            return False
        if hit.get("unit") and counted != hit.get("unit"):
            return False
        if hit.get("forces") and _BY_UNIT.get(counted) not in ("exercise_deployment", "technical_assistance") and "troops" not in classes(units, k):
            return False
        office = hit.get("office")
        if office:
            found = entry_of(units, k, "office") if cats[k] == "F" else None
            person = units.data[k] if cats[k] == "H" and isinstance(units.data[k], Person) else None
            named = "diplomat" in classes(units, k) or counted == "diplomat"
            if not (
                named or (found is not None and found.value == office) or (person is not None and person.role == office) or _is_envoy(found, office)
            ):
                return False
    if hit.get("needs") and hit.shape is not None:
        who = hit.shape.clause.subject
        begin = min(who[0], hit.shape.clause.begin) if who is not None else hit.shape.clause.begin
        if not any(cats[j] in "N#" and _is_class(hit, j, hit.get("needs")) for j in range(begin, hit.shape.clause.right)):
            return False
    if hit.get("envoy"):
        person = hit.subject.person
        if not isinstance(person, Person) or person.role != "ambassador":
            return False
    if hit.get("cargo") == "yes":
        shape = hit.shape
        assert shape is not None
        subject = shape.subject
        if subject is None:
            return False
        span = range(subject.start, shape.clause.begin)
        k = head(sentence, subject)
        loads = [j for j in span if j != k and (cats[j] == "#" or (cats[j] == "N" and not {"gift", "goods"}.isdisjoint(classes(units, j))))]
        counts = [units.data[j].value.unit or cats[j + 1 : j + 2] for j in [k, *loads] if cats[j] == "#" and isinstance(units.data[j], Mention)]
        if "O" in counts or not _NOT_GIVEN.isdisjoint(counts):
            return False  # "a ship with 30 tourists", "a plane with 20 Laotians"
        if not loads and not (cats[k] == "N" and not {"gift", "delivery"}.isdisjoint(classes(units, k))):
            return False
    return True


def _is_trade(hit: Hit, counted: str) -> bool:
    """Whether a sum of goods is shipped: trade, no gift."""
    worth = len(counted) == 3 and counted.isupper()
    return worth and hit.shape is not None and hit.get("status") == "dispatched" and hit.get("type") == "@noun"


def _tells_of_people(sentence: Sentence, thing: Chunk) -> bool:
    """Whether a number counts people by their nationality alone."""
    units, k = sentence.units, thing.end - 1
    entry = entry_of(units, k, "actor") if units.cats[k] == "O" and units.cats[k - 1] in "k#" else None
    return entry is not None and entry.extra == "demonym"


def _is_envoy(office: Entry | None, wanted: str) -> bool:
    """Whether an office that is called otherwise is an ambassador's: "recalled its envoy"."""
    return wanted == "ambassador" and office is not None and office.value in ("special_envoy", "permanent_representative")


def _at_home(hit: Hit, story: Story, giver: Party) -> bool:
    """Whether it is for people of the giver's own land: "aux habitants de Quang Tri"."""
    assert hit.shape is not None
    sentence, clause = hit.sentence, hit.shape.clause
    for chunk, following in pairwise(sentence.chunks):
        if clause.end <= chunk.prep < clause.right and not chunk.bare and sentence.units.cats[chunk.prep] in "aP" and following.prep == chunk.end:
            place = story.place_of(sentence.units, following) if sentence.units.cats[following.prep] == "d" else None
            if place is not None and place.state in giver.ids:
                return True
    return False


def _is_class(hit: Hit, k: int, wanted: str) -> bool:
    units = hit.sentence.units
    if units.cats[k] == "#":
        return isinstance(units.data[k], Mention) and _BY_UNIT.get(units.data[k].value.unit) == "exercise_deployment"
    return wanted in classes(units, k)


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
        drilled = draft.type == "exercise_deployment" and hit.shape is not None and len(draft.by) < 2
        for chunk in hit.shape.prepositional("w") if hit.shape is not None and drilled else ():
            story.put_actors(draft, "by", sentence, story.actors.named(sentence, chunk.start, joined_end(sentence, chunk, len(sentence.units.cats))))
        others = story.discourse.counterpart(draft.by) if len(draft.by) < 2 and not hit.get("alone") else []
        draft.by += [actor for actor in draft.to or others if actor not in draft.by]
        draft.to = []
    elif not draft.to and draft.by and not hit.get("alone") and not _to_uncounted(hit, story):
        draft.to = story.discourse.counterpart(draft.by, states_first=True)
    elif not draft.by and draft.to:
        draft.by = story.discourse.counterpart(draft.to)


def _to_uncounted(hit: Hit, story: Story) -> bool:
    """Whether what is given is for states that nobody names."""
    return hit.shape is not None and story.to_uncounted(hit.sentence, hit.shape.clause.left, hit.shape.clause.right)


def _fill_quantity(draft: Draft, hit: Hit, story: Story, chunk: Chunk | None, end: int) -> None:
    assert hit.shape is not None
    sentence, clause = hit.sentence, hit.shape.clause
    units = sentence.units
    found: tuple[int, Quantity] | None = None
    if chunk is not None:
        k = head(sentence, chunk)
        if units.cats[k] == "#" and isinstance(units.data[k], Mention):
            found = (k, units.data[k].value)
    if found is None and chunk is not None:
        found = story.amount(sentence, chunk.start, max(end, chunk.end))
    if found is None and hit.frame.verbs:
        subject = clause.subject[0] if clause.subject is not None and clause.subject[0] < clause.begin else clause.begin
        subject = clause.begin if clause.relation == "coordinated" else subject
        found = story.amount(sentence, subject, clause.right)
    if found is not None and found[1].unit not in _RECEIVERS:
        draft.quantity = found[1]
        draft.at("quantity", (units.begin[found[0]], units.end[found[0]]))


def _type(hit: Hit, chunk: Chunk | None) -> str:
    """The frame's type, or that of the thing given."""
    wanted = hit.get("type", "@noun")
    if wanted == "@gift":
        found = classes(hit.sentence.units, head(hit.sentence, chunk)) if chunk is not None else {}
        return found["gift"][0] if found.get("gift", ("",))[0] in ("loan_credit", "grant", "training_scholarship") else "grant"
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
        behind = range(chunk.end, min(chunk.end + 4, len(units.cats)))
        if unit in _CARRIERS and any(classes(units, j).get("party", ("",))[0] == "army" for j in behind):
            return "exercise_deployment"  # "trois navires de la marine russe"
        for position in range(chunk.start, min(chunk.end + 4, len(units.cats))):
            value = classes(units, position).get("gift")
            if value is not None and (units.data[k].type != "money" or value[0] in ("loan_credit", "grant")):
                return value[0]
        return "grant" if units.data[k].type == "money" else "donation_in_kind"
    found = classes(units, k)
    if found.get("gift", ("",))[0] == "grant" and chunk.start < k and "goods" in classes(units, k - 1):
        return "donation_in_kind"  # "vaccine aid"
    for class_ in _THINGS:
        if class_ in found:
            return "donation_in_kind" if class_ == "warship" and "delivery" in hit.frame.nouns else found[class_][0]
    return "donation_in_kind"


def _status(hit: Hit) -> str:
    assert hit.shape is not None
    status, shape = hit.get("status", "delivered"), hit.shape
    if shape.time in ("future", "conditional", "past_future") and shape.clause.form != "participle" and not hit.get("decided"):
        return "announced"
    if status == "@act" and hit.focus is not None:
        found = classes(hit.sentence.units, head(hit.sentence, hit.focus))
        status = found["delivery"][0] if "delivery" in found else "delivered"
    if status == "@time":
        return _STATUS_BY_TIME.get(shape.time, "completed")
    if status in _DONE and hit.frame.verbs and not hit.get("stays") and shape.time == "present" and shape.clause.form == "finite":
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
        load = carried(hit, first)
        return [load] if load is not None else []
    if "delivery" in hit.frame.object and "delivery" in classes(sentence.units, head(sentence, first)):
        first = carried(hit, first) or first  # "agradeció la entrega de 20 ambulancias"
    things: list[Chunk | None] = [first]
    for chunk in sentence.chunks:
        if (
            chunk.start > first.start
            and chunk.start < shape.clause.right
            and chunk.bare
            and (cats[chunk.prep - 1] == "C" or (cats[chunk.prep - 1] == "," and "#" in cats[chunk.start : chunk.end]))
            and ("#" in cats[chunk.start : chunk.end]) == ("#" in cats[first.start : first.end])
            and ("#" in cats[first.start : first.end] or (_is_sum_given(sentence, first) and _is_sum_given(sentence, chunk)))
        ):
            things.append(chunk)
    return things


def _is_sum_given(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a phrase is of a gift and how much it is: "un préstamo de 30 millones de dólares"."""
    return sentence.units.cats[chunk.end : chunk.end + 2] == "d#" and "gift" in classes(sentence.units, head(sentence, chunk))
