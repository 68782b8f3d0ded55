"""Commitments: what a party says it will do itself; its strength is the frame's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Sentence
from communique.languages.frames import Frame
from communique.model.dates import bounds
from communique.reading.builders.aim import aimed, directly
from communique.reading.builders.promised import promised
from communique.reading.builders.targets import targets
from communique.reading.builders.terms import says_nothing
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import Shape
from communique.reading.slots import clause_range, fill_areas, fill_times, names_a_period, nested_in
from communique.reading.story import Story

_PAIR: Final = 4
"""units behind the first party of "entre A et B" in which the second stands"""
_UNTOLD: Final = ("future", "conditional", "past_future")
_MODALITY: Final = {"considered": "considered", "willing": "intended", "intended": "intended", "pledged": "intended", "binding": "actual"}


def build(hit: Hit, story: Story) -> list[Draft]:
    """One commitment for each undertaking that the complement lists."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    if hit.frame.what == "promise":
        return _promise(hit, story)
    if shape is None or shape.clause.tense == "J":
        return []
    if frame.what in _CHECKS and not _CHECKS[frame.what](shape):
        return []
    units = sentence.units
    clause = shape.clause
    if units.head_last and clause.subject is not None and units.cats[max(clause.subject[0] - 1, 0) : clause.subject[1]] in ("Ni", "#i", "ui"):
        return []  # "the 10 billion dollars it promised": a relative clause tells of what is measured
    if ("commitment", units.begin[clause.begin]) in story.seen:
        return []
    if hit.frame.what == "reported" or (hit.frame.what == "duty" and shape.complement is not None and shape.complement.kind == "that"):
        return _reported(hit, story)
    if frame.what == "aside":
        return _aside(hit, story)
    party = _party(hit, story)
    if not party.ids:
        return []
    if hit.get("joint"):
        party = _with_companions(party, shape, story)
    under = next((chunk for chunk in sentence.chunks if governed_by(sentence, chunk) in frame.circumstance), None)
    if frame.circumstance and (under is None or not _is_binding(sentence, under)):
        return []
    if hit.frame.what == "verb" and (says_nothing(shape) or (clause.relation == "relative" and clause.plural is False and party.plural)):
        return []  # "un accord entre les deux pays, qui permettra …"
    governor = clause.governor
    if hit.frame.what == "verb" and clause.relation == "that" and governor is not None and governor.lemma in story.pack.closed.wishing:
        return []  # "le Vietnam espère que la Russie livrera …"
    if hit.frame.what == "verb" and clause.relation == "sub" and governor is not None and governor.negative:
        return []  # "n'a pas confirmé quand elle rouvrira …"
    if hit.frame.what == "verb" and _only_hoped(shape, story):
        return []
    if hit.frame.what == "verb" and (party.thing or _bound_aside(shape, story, frame.name)):
        return []
    must = clause.modal == "expected" and clause.tense == "P" and clause.relation not in ("that", "relative")
    if must and hit.frame.what == "verb" and not story.times(sentence, clause.left, clause.right):
        return []  # "les deux pays doivent approfondir leur coopération": a call
    if party.thing and _strength(hit) in ("intended", "willing"):
        return []  # "cette visite vise à …": what it is for, nobody's word
    complement = shape.complement
    done = complement.clause if complement is not None and complement.kind == "inf" else None
    if done is not None and done.tense == "P" and story.pack.closed.particles:
        return []  # "cho biết đã cử Bộ trưởng làm đầu mối"
    if hit.frame.what == "verb" and complement is not None and complement.kind == "np" and complement.link == "a":
        at = next((c for c in sentence.chunks if c.start == complement.start), None)
        if at is not None and "meeting" in classes(units, head(sentence, at)):
            return []  # "participera au sommet"
    if complement is not None and complement.kind == "that" and complement.clause is not None and _strength(hit) in ("willing", "considered"):
        inner = story.actors.subject(sentence, complement.clause)
        if complement.clause.modal == "hypothetical" and units.head_last:
            return []  # "hoped the leaders could see it"
        if inner.thing or not set(party.ids) <= set(inner.ids):
            return []  # a wish for the world, or a request
    unnamed = len(hit.subject.ids) == 1 and not frame.by and clause.subject and not story.actors.named(sentence, *clause.subject, groups=False).ids
    drafts: list[Draft] = []
    for index, (left, right) in enumerate(targets(hit, story)):
        start = clause.subject[0] if index == 0 and clause.subject is not None and clause.subject[0] < clause.begin else left
        evidence = clause_range(story, sentence, clause, until=right) if index == 0 and left >= clause.begin else story.range(units, start, right)
        if under is not None and story.pack.closed.particles and under.prep < clause.begin:
            evidence = story.range(units, under.prep, right)  # "Theo hiệp định, EU xóa bỏ …"
        what = story.range(units, left, right)
        draft = Draft("commitment", frame.name, [evidence], type=_strength(hit), what=what)
        draft.modality = _MODALITY.get(draft.type or "", "intended")
        draft.at("what", what)
        story.put_actors(draft, "by", sentence, party)
        others = directly(story.actors.named(sentence, left, right), sentence, story.pack.closed.through)
        if shape.object is not None and "measure" in classes(units, head(sentence, shape.object)):
            others = aimed(others, sentence)
        if unnamed and party.ids == story.actors.named(sentence, left, right, groups=False).ids:
            continue  # "the participants agreed to lend Ukraine …": whoever they are, they are not who receives it
        counterpart = Party()
        for position, actor in enumerate(others.ids):
            if actor.partition(":")[0] not in {mine.partition(":")[0] for mine in draft.by}:
                counterpart.add(actor, others.units[position])
        if hit.get("toward") == "body":  # whom several leave together
            draft.to = [actor for actor in counterpart.ids if actor not in story.state_names and ":" not in actor][:1]
            if not draft.to or party.person is not None:
                continue  # "the president will leave Nairobi"
        if len(draft.by) < 2:
            for chunk in shape.prepositional("aP"):
                if clause.end <= chunk.prep < left and (
                    sentence.units.cats[chunk.prep] == "a" or governed_by(sentence, chunk) in story.pack.closed.beneficiary
                ):
                    addressee = story.actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
                    for position, actor in enumerate(addressee.ids):
                        if actor not in draft.by and not addressee.thing:
                            counterpart.add(actor, addressee.units[position] if position < len(addressee.units) else chunk.start)
            story.put_actors(draft, "to", sentence, counterpart)
            if not draft.to and not story.to_uncounted(sentence, left, right):
                draft.to = story.counterpart(sentence, draft.by)
        among = party.plural and bool(draft.by) and not story.discourse.is_state(draft.by[0])  # the members of an organisation
        abroad = bool(draft.to) or story.discourse.alone or among
        if "needed" in frame.to and len(draft.by) < 2 and not abroad and not _abroad(story, sentence, left, right, draft.by):
            continue  # a party's own affair
        fill_areas(draft, story, what)
        fill_times(draft, story, sentence, clause.left, left if index == 0 else clause.end, near=clause.begin, own=clause)
        if draft.when is None and clause.relation == "that" and governor is not None and governor.form == "finite":
            said = min(governor.right, clause.left)  # "X avait déclaré le 17 février que …"
            fill_times(draft, story, sentence, governor.left, said, near=governor.end, own=governor, due=False)
        _fill_delivery(draft, hit, story, left, right)
        amount = story.amount(sentence, left, right)
        if amount is not None:
            draft.quantity = amount[1]
            draft.at("quantity", (units.begin[amount[0]], units.end[amount[0]]))
            story.last_promise = draft
        drafts.append(draft)
    if drafts:  # what the promise says is not told again: "a donné l'assurance que son pays continuerait de …"
        told = [other for other in sentence.clauses if other.relation == "that" and other.governor is clause]
        told += [complement.clause] if hit.focus is not None and complement is not None and complement.clause is not None else []
        story.seen.update(("commitment", units.begin[other.begin]) for other in told)
    return drafts


def _only_hoped(shape: Shape, story: Story) -> bool:
    """Whether a clause tells what somebody trusts another to do: "expresó su confianza en que Laos apoyará …", "is confident that …"."""
    units, clause = shape.sentence.units, shape.clause
    further = clause.relation == "coordinated"
    joined = [other for other in shape.sentence.clauses if other is clause or (further and other.governor is clause.governor)]
    opener = next((other.opener for other in joined if 0 <= other.opener < clause.begin), 0)
    k = opener - 1
    while k > 0 and units.cats[k] in "de":
        k -= 1
    if k < 0:
        return False
    governor = clause.governor
    trusts = governor is not None and governor.end == opener - 1 and units.cats[k + 1] == "e" and governor.lemma in story.pack.closed.volition
    return trusts or units.norm(k) in story.pack.closed.confident


def _party(hit: Hit, story: Story) -> Party:
    """Who undertakes: the subject, unless the frame says the object, the agent, or whoever agrees without being named."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    assert shape is not None
    clause = shape.clause
    party = Party()
    for where in frame.by:
        if where == "object" and shape.object is not None:
            complement = shape.complement
            limit = complement.start if complement is not None and complement.kind == "inf" else shape.phrase_end(shape.object)
            party = story.actors.party(sentence, (shape.object.start, limit))
        elif where == "owner" and shape.object is not None:
            at = head(sentence, shape.object)
            party = story.actors.named(sentence, shape.object.start, at, groups=False)  # "affirmed ASEAN's commitment to …"
        elif where == "sayer":
            party = _sayer(hit, story)
        elif where == "agent":
            for chunk in shape.prepositional("g"):
                if not party.ids:
                    party = story.actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
        elif where == "impersonal":
            if not _impersonal(shape):
                return Party()
            story.seen.add(("commitment", sentence.units.begin[clause.begin]))
            party = _between(hit, story)
            for actor in () if party.ids else story.discourse.pair():
                party.add(actor, clause.begin)
        elif where == "between":
            party = _between(hit, story)
        elif where == "pair":
            for actor in story.discourse.pair():
                party.add(actor, clause.begin)
        if party.ids:
            break
    return party if party.ids or (frame.by and "owner" not in frame.by) else hit.subject


def _with_companions(party: Party, shape: Shape, story: Story) -> Party:
    """Those who agree with whom they agree with: "est convenu avec son homologue de …", "Avec les dix membres, elle est convenue de …"."""
    sentence, joint = shape.sentence, Party(list(party.ids), list(party.units), party.person, gender=party.gender, plural=party.plural)
    complement = shape.complement
    stop = complement.start if complement is not None else shape.clause.right
    for chunk in shape.prepositional("w"):
        if chunk.prep < shape.clause.begin or chunk.end <= stop:
            found = story.actors.party(sentence, (chunk.start, joined_end(sentence, chunk, shape.clause.right)))
            for position, actor in enumerate(found.ids if not found.thing else ()):
                joint.add(actor, found.units[position] if position < len(found.units) else chunk.start)
    return joint


def _sayer(hit: Hit, story: Story) -> Party:
    """Who says what will be given, where nobody is named who gives: "The doses will be shipped to Laos, the Chinese minister said"."""
    assert hit.shape is not None
    clause = hit.shape.clause
    if clause.relation == "that" and clause.governor is not None:
        return story.actors.subject(hit.sentence, clause.governor)
    for other in hit.sentence.clauses:
        if other.relation == "parenthetical" and other.lemma in story.pack.closed.saying:
            return story.actors.subject(hit.sentence, other)
    return Party()


def _between(hit: Hit, story: Story) -> Party:
    """The parties of "entre l'Italie et la Libye"."""
    party = Party()
    for chunk in hit.sentence.chunks:
        if not chunk.bare and governed_by(hit.sentence, chunk) in story.pack.closed.between:
            party = story.actors.party(hit.sentence, (chunk.start, chunk.end + _PAIR))
    return party


def _abroad(story: Story, sentence: Sentence, left: int, right: int, by: list[str]) -> bool:
    """Whether what is undertaken names a place that is not the party's own."""
    units, mine = sentence.units, {actor.partition(":")[0] for actor in by}
    for k in range(left, right):
        if units.cats[k] == "L" or (units.cats[k] == "Y" and units.entry(k, "place") is not None):
            place = units.entry(k, "place")
            if place is None or story.place_states.get(place.value, "") not in mine:
                return True
        elif (units.cats[k] == "N" and units.entry(k, "group") is not None) or (
            units.cats[k] == "#" and units.data[k].value.unit in ("country", "state", "nation")
        ):
            return True
    return False


def _impersonal(shape: Shape) -> bool:
    """Whether a clause says that it was agreed, not who agreed: a pronoun before a passive ("il a été convenu")."""
    clause, cats = shape.clause, shape.sentence.units.cats
    if clause.voice == "passive" and shape.closed.dropped_subjects and (clause.subject is None or clause.subject[0] >= clause.end):
        return True  # "se acordó reabrir", "se exploró la posibilidad"
    alone = clause.subject is not None and cats[clause.subject[0]] == "i"
    return alone and (clause.voice == "passive" or cats.count("T", clause.begin, clause.end) > 1)


def _is_binding(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether what one acts under binds: a treaty, not a programme of one's own."""
    value = classes(sentence.units, head(sentence, chunk)).get("instrument")
    return value is None or not sentence.units.head_last or value[0].partition(";")[0] in _BINDING


def _binds(shape: Shape) -> bool:
    """Whether the subject is a binding instrument, or a name that may be one."""
    if shape.subject is None:
        return False
    k = head(shape.sentence, shape.subject)
    if shape.sentence.units.cats[k] == "U":
        return True
    value = classes(shape.sentence.units, k).get("instrument")
    return value is not None and value[0].partition(";")[0] in _BINDING


_BINDING: Final = frozenset({"treaty", "contract", "protocol", "exchange_of_notes"})

_CHECKS: Final[dict[str, Callable[[Shape], bool]]] = {
    "duty": _binds,
    "owed": lambda shape: shape.clause.modal == "expected" and shape.clause.tense in "PF",
    "expected": lambda shape: shape.clause.modal == "expected" and shape.clause.tense == "C",
}
"""What a frame may ask of its clause besides its shape."""


def _promise(hit: Hit, story: Story) -> list[Draft]:
    """A noun of promise and the infinitive that says what."""
    inner = promised(hit, story)
    if inner is None or inner.focus is None or inner.shape is None:
        return []
    drafts, shape = build(inner, story), inner.shape
    for draft in drafts:
        draft.evidence = [story.range(hit.sentence.units, inner.focus.start, max(shape.core_end, shape.clause.end))]
    return drafts


def _bound_aside(shape: Shape, story: Story, name: str) -> bool:
    """Whether another frame reads a clause with the strength of the saying that stands in parentheses behind it: ", a promis M. X"."""
    if shape.clause.relation not in ("main", "coordinated"):
        return False
    return any(
        frame.kind == "commitment" and frame.what == "aside" and frame.name != name and _object_fits(frame, shape)
        for other in shape.sentence.clauses
        if other.relation == "parenthetical"
        for frame in story.pack.frames.by_verb.get(other.lemma, {}).get("finite", ())
    )


def _object_fits(frame: Frame, shape: Shape) -> bool:
    """Whether a clause told of gives one of the things a frame of saying asks for, if it asks."""
    if not frame.focus_classes:
        return True
    thing = shape.object
    if thing is None:
        return False
    k = head(shape.sentence, thing)
    units = shape.sentence.units
    return (units.cats[k] == "#" and "amount" in frame.focus_classes) or not frame.focus_classes.isdisjoint(classes(units, k))


def _aside(hit: Hit, story: Story) -> list[Draft]:
    """ "celles-ci deviendront régulières, ont-ils décidé": the undertaking is the main clause in the future."""
    assert hit.shape is not None
    clause, sentence = hit.shape.clause, hit.sentence
    if clause.relation != "parenthetical":
        return []
    drafts: list[Draft] = []
    for other in sentence.clauses:
        if other.form != "finite" or other.relation not in ("main", "coordinated") or other is clause:
            continue
        inner = Shape(sentence, other, story.pack.closed)
        if inner.time in _UNTOLD and _object_fits(hit.frame, inner):
            own = story.actors.subject(sentence, other)
            party = own if set(hit.subject.ids) < set(own.ids) and not own.thing else hit.subject  # "A et B coopéreront, ont convenu les ministres"
            drafts += build(Hit(replace(hit.frame, what="verb", by=()), sentence, inner, None, party), story)
    for draft in drafts:
        if draft.when is None:  # ", a annoncé lundi M. X"
            fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause, due=False)
    return drafts


def _reported(hit: Hit, story: Story) -> list[Draft]:
    """ "a assuré que l'Algérie continuerait": the undertaking is in the that-clause, and is told with the strength of the verb above it."""
    assert hit.shape is not None
    complement = hit.shape.complement
    if complement is None or complement.clause is None:
        return []
    inner = Shape(hit.sentence, complement.clause, story.pack.closed)
    if inner.time not in _UNTOLD or not _object_fits(hit.frame, inner):
        return []
    party = story.actors.subject(hit.sentence, complement.clause)
    if not party.ids or party.thing:
        return []
    frame = replace(hit.frame, what="verb", by=())
    drafts = build(Hit(frame, hit.sentence, inner, None, party), story)
    if drafts:
        story.seen.add(("commitment", hit.sentence.units.begin[complement.clause.begin]))
    return drafts


def _strength(hit: Hit) -> str:
    """The frame's type, or that of the noun of promise in focus."""
    type_ = hit.get("type", "pledged")
    if type_ == "@noun" and hit.focus is not None:
        value = classes(hit.sentence.units, head(hit.sentence, hit.focus)).get("promise")
        return value[0] if value is not None else "pledged"
    return type_


def _fill_delivery(draft: Draft, hit: Hit, story: Story, left: int, right: int) -> None:
    """A time inside the undertaking is when it is due."""
    units = hit.sentence.units
    comma = units.cats.find(",", left, right)
    if hit.shape is not None and comma == hit.shape.clause.end:
        comma = units.cats.find(",", units.cats.find(",", comma + 1, right) + 1 or right, right)  # "livrera, en 2025, deux frégates"
    for k, expression in story.times(hit.sentence, left, right):
        if expression.date is None and expression.relation == "for" and expression.middle is not None and expression.middle.unit == "year":
            begins = (draft.when or story.published or "")[:4]  # "3.500 bourses sur trois ans"
            if draft.due is None and begins.isdigit() and expression.middle.count:
                draft.due = f"{begins}/{int(begins) + int(expression.middle.count)}~"
                draft.at("due", (units.begin[k], units.end[k]))
            continue
        if expression.date is None or draft.due is not None or expression.timex_type == "SET" or expression.relation == "since":
            continue
        first = bounds(expression.date.edtf)[0] if "/" in expression.date.edtf and story.published is not None else None
        ahead = first is not None and first.year >= int((story.published or "0")[:4])  # "…, au cours des trois prochaines années"
        if 0 <= comma < k and expression.relation not in ("by", "until") and not ahead:
            continue
        if hit.shape is not None and nested_in(hit.sentence, hit.shape.clause, k):
            continue
        if names_a_period(hit.sentence, k, expression.date.edtf):
            continue
        if draft.when is None and expression.relation == "at" and hit.frame.what != "verb" and _is_past(expression.date.edtf, story):
            draft.when = expression.date.edtf  # "a promis trois milliards en décembre dernier"
            draft.at("when", (units.begin[k], units.end[k]))
            continue
        draft.due = expression.date.edtf
        draft.at("due", (units.begin[k], units.end[k]))


def _is_past(edtf: str, story: Story) -> bool:
    """Whether a date ends before the story was published."""
    if story.published is None:
        return False
    ends, published = bounds(edtf)[1], bounds(story.published)[0]
    return ends is not None and published is not None and ends < published
