"""What comes after what: birthdays of changes, measures resumed, sides changed, deeds that were asked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from communique.assembly.alike import counts
from communique.assembly.answers import Answers
from communique.assembly.awaited import Awaited
from communique.assembly.bearing import after, alike, denied, fields_apart, told_later
from communique.assembly.concluding import CONCLUDED
from communique.assembly.deeds import DONE, link
from communique.assembly.forms import JOINING, SIDES
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.slips import NEAR, YEAR
from communique.assembly.subjects import JOINED
from communique.assembly.texts import countable, sides
from communique.assembly.times import Days, days_of, overlap
from communique.model.records import Link

_BASES = frozenset({"establishment", "status_granted", "upgrade", "accession"})
_FOR = frozenset({"supports", "welcomes"})
_NOT = frozenset({"opposes", "condemns", "rejects"})
_PAUSE = datetime.timedelta(NEAR)


def anniversaries(group: Group, bases: Answers, ground: Ground) -> Iterator[Link]:
    """An anniversary follows what it remembers: the change of the same relation so many years before."""
    for base in bases.under(remembering(group)):
        assert group.when
        year = group.when.first.year - (group.record.content.ordinal or 0)
        if any(one.when and one.when.first.year <= year <= one.when.last.year for one in base.tellings):
            yield link("follows", group, base)


def remembering(milestone: Group) -> list[str]:
    """The sides of a dated anniversary of so many years."""
    content = milestone.record.content
    return [sides(milestone)] if content.type == "anniversary" and content.ordinal is not None and milestone.when is not None else []


def remembered(milestone: Group) -> list[str]:
    """The sides of what anniversaries remember."""
    return [sides(milestone)] if milestone.record.content.type in _BASES and milestone.when is not None else []


def resumed(group: Group, stops: Answers, ground: Ground) -> Iterator[Link]:
    """A measure that resumes what one of the same sides had stopped follows it."""
    earlier = [stop for stop in stops.under(resuming(group)) if stop is not group and _same_matter(stop, group)]
    if earlier:
        yield link("follows", group, max(earlier, key=lambda stop: (stop.told or datetime.date.min, stop.id)))


def resuming(action: Group) -> list[str]:
    """The sides of an action that resumes something."""
    return [sides(action)] if "subject:resumption" in action.subjects else []


def stopping(action: Group) -> list[str]:
    """The sides of an action that stops something."""
    return [sides(action)] if "subject:suspension" in action.subjects else []


def _same_matter(stop: Group, group: Group) -> bool:
    if not stop.told or not group.told or stop.told + _PAUSE > group.told:
        return False
    fields = set(stop.record.content.areas) & set(group.record.content.areas)
    return bool(fields or (stop.subjects & group.subjects) - {"subject:suspension", "subject:resumption"})


def parted(deed: Group, ended: Answers, ground: Ground) -> Iterator[Link]:
    """What one side of a text hands over, withdraws or orders toward the other, in its field, follows its end, as a story tells that tells both."""
    for text in ended.under(withdrawing(deed)):
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


def held_anew(meeting: Group, others: Answers, ground: Ground) -> Iterator[Link]:
    """A session follows the one of its series that had been put off or called off, if none was held between the two."""
    earlier = [one for one in others.under(as_held(meeting)) if one.when and meeting.when and one.when.last < meeting.when.first]
    last = max(earlier, key=lambda one: (one.when.last if one.when else datetime.date.min, one.id), default=None)
    if last is not None and last.record.status in _OFF and after(meeting, last):
        yield link("follows", meeting, last)


def as_held(meeting: Group) -> list[str]:
    """The series of a session that was held."""
    return _in_series(meeting, _HELD)


def as_held_or_off(meeting: Group) -> list[str]:
    """The series of a session that was held, put off or called off."""
    return _in_series(meeting, _OFF | _HELD)


def _in_series(meeting: Group, statuses: frozenset[str]) -> list[str]:
    """The series of a session with a date and one of some statuses: its sides, mechanism and level."""
    content = meeting.record.content
    known = content.type == "session" and meeting.when is not None and meeting.record.status in statuses and (content.level or content.mechanism)
    return [f"{sides(meeting)}|{content.mechanism or content.level}"] if known else []


_OFF, _HELD = frozenset({"postponed", "cancelled"}), frozenset({"held"})


def turned(group: Group, positions: Answers, ground: Ground) -> Iterator[Link]:
    """Who is for what it was against, or against what it was for, has another position: a later one supersedes the earlier, and two of one time
    contradict each other."""
    earlier = [one for one in positions.under(other_side(group)) if may_turn(group, one, ground)]
    if earlier:
        last = max(earlier, key=lambda one: (one.told or datetime.date.min, one.id))
        assert group.told and last.told
        yield link("supersedes" if (group.told - last.told).days > NEAR else "contradicts", group, last)


def may_turn(group: Group, before: Group, ground: Ground) -> bool:
    """Whether a position was taken no later than another."""
    return group.told is not None and before.told is not None and before.told <= group.told


def own_side(group: Group) -> list[str]:
    """Who is for, or against, what."""
    return _on_side(group, {**dict.fromkeys(_FOR, "for"), **dict.fromkeys(_NOT, "against")})


def other_side(group: Group) -> list[str]:
    """The same who would be against, or for, it."""
    return _on_side(group, {**dict.fromkeys(_FOR, "against"), **dict.fromkeys(_NOT, "for")})


def _on_side(group: Group, sides_: Mapping[str, str]) -> list[str]:
    side = sides_.get(group.record.content.type or "")
    if side is None or not group.by:
        return []
    who = "+".join(sorted(group.by))
    return [f"{who} {side}|{word}" for word in group.matters]


def answered(deed: Group, asked: Awaited, ground: Ground) -> Iterator[Link]:
    """A deed follows what was asked for: by the side that receives of the side that gives, or by those who then did it themselves; what was done
    within the term that was set, whatever the words call it; a membership follows the word of those who wanted the new member."""
    found = [one for one in asked.in_time(deed, asked_for(deed)) if may_answer(deed, one, ground)]
    if deed.record.kind == "milestone":
        yield from (link("follows", deed, one) for one in found)
    elif found:
        yield link("follows", deed, max(found, key=lambda one: (len(one.subjects & deed.subjects), one.told, one.id)))


def may_answer(deed: Group, position: Group, ground: Ground) -> bool:
    """Whether a deed may be what somebody asked for."""
    if not (deed.told and position.told and after(deed, position) and _asked(deed, position)):
        return False
    return told_later(deed, position) or _in_time(deed, position)


def asking(position: Group) -> Iterator[str]:
    """Who asks for what; who asks one of those it is asked of; who wants or is to have a new member."""
    side = SIDES.get(position.record.content.type or "")
    if side not in ("asks", "for"):
        return
    words = position.subjects
    yield from (f"{actor} joins|{word}" for word in words & JOINED for actor in position.parties)
    if side == "asks":
        yield from (f"{actor}|{word}" for word in words for actor in position.parties)
        if position.by:
            yield from (f"{min(position.by)} of {actor}|{word}" for word in words.union(_term(position.due)) for actor in position.to)


def asked_for(deed: Group) -> list[str]:
    """The keys of the positions that may have asked for a deed."""
    words = deed.subjects
    match deed.record.kind:
        case "milestone" if deed.record.content.type in JOINING:
            return [f"{actor} joins|{word}" for actor in deed.parties for word in JOINED]
        case "agreement":
            return [f"{actor}|{word}" for actor in deed.by for word in words]
        case "action" | "commitment" if deed.by:  # whoever asked is who receives
            words = words.union(_term(deed.when)) if deed.record.kind == "action" else words
            return [f"{actor} of {min(deed.by)}|{word}" for actor in deed.to for word in words]
    return []


def echoed(group: Group, promises: Answers, ground: Ground) -> Iterator[Link]:
    """What a member later promises about a text follows what its organisation promised about it."""
    for one in promises.under(said_jointly(group, ground)):
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


def changed(promise: Group, promises: Answers, ground: Ground) -> Iterator[Link]:
    """A promise told again with another term, of the same things or text, supersedes the one before; one taken back contradicts it."""
    for one in promises.under(changing(promise)):
        if not (one.told and promise.told and one.told < promise.told and one.by == promise.by):
            continue
        if not (alike(promise, one) or _same_things(promise, one)):
            continue
        if denied(promise) and not denied(one):
            yield link("contradicts", promise, one)
        elif _new_term(promise, one):
            yield link("supersedes", promise, one)


def changing(promise: Group) -> list[str]:
    """The matters of a promise that takes another back, or gives it a term."""
    return matter(promise) if denied(promise) or _has_term(promise) else []


def renounced(position: Group, promises: Answers, ground: Ground) -> Iterator[Link]:
    """Who later rejects or declines what it promised takes the promise back: between the same sides, and about nothing else."""
    for one in promises.under(refusing(position)):
        later = position.told and one.told and (position.told - one.told).days > NEAR
        if later and one.by == position.by and position.subjects <= one.subjects and not denied(one):
            yield link("contradicts", position, one)


def refusing(position: Group) -> list[str]:
    """The matters of a position that turns something down."""
    return matter(position) if position.record.content.type in _TURNED_DOWN else []


def doubted(promise: Group, signed: Answers, ground: Ground) -> Iterator[Link]:
    """What is said to be only considered contradicts the text that the same sides had concluded about it within the year before."""
    for text in signed.under(considering(promise)):
        soon = promise.told and text.told and 0 < (promise.told - text.told).days <= YEAR
        if soon and alike(promise, text) and not fields_apart(promise, text):
            yield link("contradicts", promise, text)


def considering(promise: Group) -> list[str]:
    """The matters of what is only considered."""
    return matter(promise) if promise.record.content.type == "considered" else []


def concluded(text: Group) -> list[str]:
    """The matters of a text that was concluded."""
    return matter(text) if text.record.status in CONCLUDED else []


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


def _asked(deed: Group, position: Group) -> bool:
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
