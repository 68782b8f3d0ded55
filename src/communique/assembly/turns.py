"""What comes after what: birthdays of changes, measures resumed, sides changed, deeds that were asked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from communique.assembly.alike import counts
from communique.assembly.awaited import Awaited
from communique.assembly.bearing import after, alike, denied, fields_apart, told_later
from communique.assembly.concluding import CONCLUDED
from communique.assembly.deeds import DONE, link
from communique.assembly.forms import JOINING, SIDES
from communique.assembly.group import Group, index, under
from communique.assembly.resolve import Ground
from communique.assembly.slips import NEAR, YEAR
from communique.assembly.subjects import JOINED
from communique.assembly.texts import by_sides, countable, sides
from communique.assembly.times import Days, days_of, overlap
from communique.model.records import Link

_BASES = frozenset({"establishment", "status_granted", "upgrade", "accession"})
_FOR = frozenset({"supports", "welcomes"})
_NOT = frozenset({"opposes", "condemns", "rejects"})
_PAUSE = datetime.timedelta(NEAR)


def anniversaries(milestones: Sequence[Group]) -> Iterator[Link]:
    """An anniversary follows what it remembers: the change of the same relation so many years before."""
    bases = by_sides([group for group in milestones if group.record.content.type in _BASES and group.when])
    for group in milestones:
        content = group.record.content
        if content.type != "anniversary" or content.ordinal is None or group.when is None:
            continue
        for base in bases.get(sides(group), ()):
            year = group.when.first.year - content.ordinal
            if any(one.when and one.when.first.year <= year <= one.when.last.year for one in base.tellings):
                yield link("follows", group, base)


def resumed(actions: Sequence[Group]) -> Iterator[Link]:
    """A measure that resumes what one of the same sides had stopped follows it."""
    stops = by_sides([group for group in actions if "subject:suspension" in group.subjects])
    for group in actions:
        if "subject:resumption" not in group.subjects:
            continue
        earlier = [stop for stop in stops.get(sides(group), ()) if stop is not group and _same_matter(stop, group)]
        if earlier:
            yield link("follows", group, max(earlier, key=lambda stop: (stop.told or datetime.date.min, stop.id)))


def _same_matter(stop: Group, group: Group) -> bool:
    if not stop.told or not group.told or stop.told + _PAUSE > group.told:
        return False
    fields = set(stop.record.content.areas) & set(group.record.content.areas)
    return bool(fields or (stop.subjects & group.subjects) - {"subject:suspension", "subject:resumption"})


def parted(deeds: Sequence[Group], agreements: Sequence[Group]) -> Iterator[Link]:
    """What one side of a text hands over, withdraws or orders toward the other, in its field, follows its end, as a story tells that tells both."""
    ended = index(agreements, leaving)
    for deed in deeds:
        for text in under(ended, withdrawing(deed)):
            days = [step.when for step in text.record.history if step.status in _ENDS]
            first = min((day.first for when in days if (day := days_of(when))), default=None)
            later = first is not None and deed.when is not None and deed.when.first > first
            if later and deed.parties == text.parties and not set(deed.record.content.areas).isdisjoint(text.record.content.areas):
                yield link("follows", deed, text)


def leaving(text: Group) -> frozenset[str]:
    """The documents that tell of a text that somebody left."""
    return text.documents if any(step.status in _ENDS for step in text.record.history) else frozenset()


def withdrawing(deed: Group) -> frozenset[str]:
    """The documents that tell a deed by which the sides of a text may part."""
    return deed.documents if deed.record.content.type in _PARTING else frozenset()


_ENDS = frozenset({"suspended", "denounced", "terminated"})
_PARTING = frozenset({"works_handover", "exercise_deployment", "measure"})


def held_anew(meetings: Sequence[Group], others: Sequence[Group]) -> Iterator[Link]:
    """A session follows the one of its series that had been put off or called off, if none was held between the two."""
    before = index(others, lambda group: in_series(group, _OFF | _HELD))
    for group in meetings:
        earlier = [one for one in under(before, in_series(group, _HELD)) if one.when and group.when and one.when.last < group.when.first]
        last = max(earlier, key=lambda one: (one.when.last if one.when else datetime.date.min, one.id), default=None)
        if last is not None and last.record.status in _OFF and after(group, last):
            yield link("follows", group, last)


def in_series(meeting: Group, statuses: frozenset[str]) -> list[str]:
    """The series of a session with a date and one of some statuses: its sides, mechanism and level."""
    content = meeting.record.content
    known = content.type == "session" and meeting.when is not None and meeting.record.status in statuses and (content.level or content.mechanism)
    return [f"{sides(meeting)}|{content.mechanism or content.level}"] if known else []


_OFF, _HELD = frozenset({"postponed", "cancelled"}), frozenset({"held"})


def turned(positions: Sequence[Group]) -> Iterator[Link]:
    """Who is for what it was against, or against what it was for, has another position: a later one supersedes the earlier, and two of one time
    contradict each other."""
    sided = [group for group in positions if group.record.content.type in _FOR | _NOT]
    on = index(sided, on_matters)
    for group in sided:
        if group.told is None:
            continue
        earlier = [
            one
            for one in under(on, on_matters(group))
            if one.by == group.by and one.told is not None and one.told <= group.told and _against(group, one)
        ]  # fmt: skip
        if earlier:
            last = max(earlier, key=lambda one: (one.told or datetime.date.min, one.id))
            assert last.told
            yield link("supersedes" if (group.told - last.told).days > NEAR else "contradicts", group, last)


def on_matters(group: Group) -> list[str]:
    """Who takes a side, on what."""
    return [f"{actor}|{word}" for actor in group.by for word in group.matters] if group.record.content.type in _FOR | _NOT else []


def _against(one: Group, other: Group) -> bool:
    types = {one.record.content.type, other.record.content.type}
    return bool(types & _FOR) and bool(types & _NOT)


def answered(deeds: Sequence[Group], positions: Sequence[Group], ground: Ground) -> Iterator[Link]:
    """A deed follows what was asked for: by the side that receives of the side that gives, or by those who then did it themselves; what was done
    within the term that was set, whatever the words call it; a membership follows the word of those who wanted the new member."""
    asked = Awaited(positions, asking, ground.members)
    for deed in deeds:
        found = [
            one for one in asked.in_time(deed, asked_for(deed))
            if deed.told and one.told and (told_later(deed, one) or _in_time(deed, one)) and after(deed, one) and _asked(deed, one, ground)
        ]  # fmt: skip
        if deed.record.kind == "milestone":
            yield from (link("follows", deed, one) for one in found)
        elif found:
            yield link("follows", deed, max(found, key=lambda one: (len(one.subjects & deed.subjects), one.told, one.id)))


def asking(position: Group) -> list[str]:
    """Who asks for what, or of whom it is asked."""
    asks = SIDES.get(position.record.content.type or "") in ("asks", "for")
    return [f"{actor}|{word}" for actor in position.parties for word in {*position.subjects, *_term(position.due)}] if asks else []


def asked_for(deed: Group) -> list[str]:
    """The keys of the positions that may have asked for a deed."""
    if deed.record.content.type in JOINING:
        return [f"{actor}|{word}" for actor in deed.parties for word in JOINED]
    if deed.record.kind == "milestone" or (deed.record.kind != "agreement" and not deed.to):
        return []  # whoever asked is who receives
    return [f"{actor}|{word}" for actor in deed.by for word in {*deed.subjects, *_term(deed.when)}]


def echoed(promises: Sequence[Group], ground: Ground) -> Iterator[Link]:
    """What a member later promises about a text follows what its organisation promised about it."""
    about = index(promises, lambda group: jointly(group, ground))
    for group in promises:
        for one in under(about, said_jointly(group, ground)):
            assert group.told and one.told
            if one.by != group.by and (group.told - one.told).days > NEAR:
                yield link("follows", group, one)


def jointly(group: Group, ground: Ground) -> list[str]:
    """The organisations that promise something about a text."""
    named = group.acronyms and group.told and not group.by.isdisjoint(ground.members)
    return [f"{body}|{acronym}" for body in group.by for acronym in group.acronyms] if named else []


def said_jointly(group: Group, ground: Ground) -> list[str]:
    """What organisations may have promised about a text of all who promise now."""
    if not group.acronyms or not group.told:
        return []
    bodies = [body for body, states in ground.members.items() if group.by <= states]
    return [f"{body}|{acronym}" for body in bodies for acronym in group.acronyms]


def changed(promises: Sequence[Group]) -> Iterator[Link]:
    """A promise told again with another term, of the same things or text, supersedes the one before; one taken back contradicts it."""
    about = index((group for group in promises if group.told), matter)
    for group in promises:
        if group.told is None or not (denied(group) or _has_term(group)):
            continue
        for one in under(about, matter(group)):
            assert one.told
            if one.told >= group.told or one.by != group.by or not (alike(group, one) or _same_things(group, one)):
                continue
            if denied(group) and not denied(one):
                yield link("contradicts", group, one)
            elif _new_term(group, one):
                yield link("supersedes", group, one)


def renounced(positions: Sequence[Group], promises: Sequence[Group]) -> Iterator[Link]:
    """Who later rejects or declines what it promised takes the promise back: between the same sides, and about nothing else."""
    about = index((group for group in promises if group.told), matter)
    for group in positions:
        for one in under(about, refusing(group)):
            assert one.told
            if group.told and (group.told - one.told).days > NEAR and one.by == group.by and group.subjects <= one.subjects and not denied(one):
                yield link("contradicts", group, one)


def doubted(promises: Sequence[Group], agreements: Sequence[Group]) -> Iterator[Link]:
    """What is said to be only considered contradicts the text that the same sides had concluded about it within the year before."""
    signed = [group for group in agreements if group.record.status in CONCLUDED and group.told]
    about = index(signed, matter)
    for group in promises:
        for text in under(about, considering(group)):
            assert text.told
            if group.told and 0 < (group.told - text.told).days <= YEAR and alike(group, text) and not fields_apart(group, text):
                yield link("contradicts", group, text)


def considering(promise: Group) -> list[str]:
    """The matters of what is only considered."""
    return matter(promise) if promise.record.content.type == "considered" else []


def refusing(position: Group) -> list[str]:
    """The matters of a position that turns something down."""
    return matter(position) if position.record.content.type in _TURNED_DOWN else []


def matter(group: Group) -> list[str]:
    """The sides of a promise, with each of its subjects, and with the things it counts."""
    return [*(f"{sides(group)}|{word}" for word in group.subjects), *countable(group)]


def _has_term(group: Group) -> bool:
    return group.due is not None and bool(group.acronyms or group.record.content.quantity or _by_a_day(group))


def _new_term(group: Group, one: Group) -> bool:
    if group.due is None or one.due is None or overlap(group.due, one.due):
        return False
    if group.acronyms & one.acronyms or _same_things(group, one):
        return True
    numbers = group.record.content.quantity or one.record.content.quantity
    return not numbers and group.due.first > one.due.last and _by_a_day(group) and _by_a_day(one) and group.to == one.to


def _by_a_day(group: Group) -> bool:
    """Whether a promise is to be kept by a day, and not in a period: what is done once can be put off."""
    return (group.record.content.due or "").startswith("..")


def _same_things(group: Group, one: Group) -> bool:
    """Whether two promises count as many things of one unit, and nothing says that these are of two kinds."""
    asked = group.record.content.quantity
    as_many = asked is not None and counts(asked.unit) and asked == one.record.content.quantity
    return as_many and (alike(group, one) or not (group.subjects and one.subjects))


def _asked(deed: Group, position: Group, ground: Ground) -> bool:
    asks = SIDES.get(position.record.content.type or "") == "asks"
    match deed.record.kind:
        case "milestone" if deed.record.content.type in JOINING:
            told = position.to == deed.to and not position.documents.isdisjoint(deed.documents)  # who proposed it to the body
            return told or deed.by <= position.to or (deed.by <= position.parties and bool(position.parties & deed.to))
        case "action" if asks and any(one.content.status in DONE for one in deed.tellings):
            given = deed.by <= position.to and bool(position.by) and position.by <= deed.to
            return given and (alike(deed, position) or _in_time(deed, position)) and not fields_apart(deed, position)
        case "commitment" if asks and not denied(deed):
            asked = bool(position.to) and deed.by <= position.to and bool(position.by) and position.by <= deed.to
            return asked and alike(deed, position) and not fields_apart(deed, position)
        case "agreement" if position.record.content.type == "proposes" and position.to and position.parties == deed.parties:
            return alike(deed, position) and any(step.status in CONCLUDED for step in deed.record.history)
        case "agreement" if asks:
            done = any(step.status in CONCLUDED | _LEFT and set(step.by) <= position.by for step in deed.record.history)
            return done and alike(deed, position)
    return False


def _in_time(deed: Group, position: Group) -> bool:
    """Whether a deed was done within the term that somebody set for it, in the field that both name."""
    if position.due is None or deed.when is None or deed.when.last > position.due.last:
        return False
    return not set(deed.record.content.areas).isdisjoint(position.record.content.areas)


def _term(days: Days | None) -> tuple[str, ...]:
    """The key that demands with a term and dated deeds share."""
    return ("dated",) if days else ()


_TURNED_DOWN = frozenset({"rejects", "declines"})
_LEFT = frozenset({"denounced", "terminated"})
