"""Records kept apart that a reader may take for one: each shows, beside its own value, what the other says."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from communique.assembly.answers import Answers
from communique.assembly.bearing import alike, told_together
from communique.assembly.deeds import WORLDWIDE
from communique.assembly.forms import CLASSES, PENDING, TEXTS
from communique.assembly.ground import Ground
from communique.assembly.group import Group, in_order_of_ids
from communique.assembly.slips import NEAR
from communique.assembly.times import Days
from communique.model.records import Conflict, Version

HINDSIGHT = 60
"""Days after a session from which on a story looks back on it: its year is reckoned, not known."""


class Rivals:
    """Which records may be one, as they come and go."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known = Answers(rival_keys, ground)
        self._of: dict[str, dict[str, Group]] = defaultdict(dict)

    def change(self, gone: Iterable[Group], new: Iterable[Group]) -> set[str]:
        """Take records out and others in; the ids of those that have a rival more or less."""
        concerned: set[str] = set()
        for group in gone:
            self._known.drop(group)
            for id_ in self._of.pop(group.id, {}):
                del self._of[id_][group.id]
                concerned.add(id_)
        for group in new:
            for other in self._known.under(rival_keys(group, self._ground)):
                if may_be_one(group, other, self._ground):
                    self._of[group.id][other.id], self._of[other.id][group.id] = other, group
                    concerned |= {group.id, other.id}
            self._known.put(group)
        return concerned

    def of(self, group: Group) -> Conflict | None:
        """What its rivals say instead of it; None where it has none."""
        others = self._of.get(group.id)
        if not others:
            return None
        slot = _SLOTS[group.record.kind]
        versions: dict[str, list[str]] = {}
        for one in (group, *in_order_of_ids(others.values())):
            versions.setdefault(_value(one, slot), []).extend(one.record.statement_ids)
        return Conflict(slot, tuple(Version(value, tuple(told)) for value, told in versions.items()))


_SLOTS = {"agreement": "by", "meeting": "when"}


def _value(group: Group, slot: str) -> str:
    return " ".join(sorted(group.parties)) if slot == "by" else str(group.record.content.when)


def rival_keys(group: Group, ground: Ground) -> Collection[str]:
    """What a record and its rivals have in common; nothing for most records."""
    content = group.record.content
    if group.record.kind == "agreement" and any(one.content.status in PENDING for one in group.tellings):
        form = TEXTS.get(content.type or "")
        return {f"{form} {'+'.join(sorted(parties))}" for parties in _widened(group.parties, ground)}
    if group.record.kind == "meeting" and CLASSES.get(content.type or "") == "session":
        days = [one.when for one in group.tellings if one.when is not None]
        return {f"{day.first.month} {'+'.join(sorted(group.parties))}" for day in days if _in_one_month(day)}
    return ()


def may_be_one(one: Group, other: Group, ground: Ground) -> bool:
    """Whether two records of one kind may be one thing: about the same, and no story tells of both."""
    unlike = _pending_apart if one.record.kind == "agreement" else _dated_apart
    return unlike(one, other, ground) and alike(one, other) and not told_together(one, other)


def _pending_apart(one: Group, other: Group, ground: Ground) -> bool:
    """Whether two texts that are not there yet are first told of within weeks, one with a state and the other with a body of that state."""
    if not PENDING.issuperset((one.record.status, other.record.status)) or one.told is None or other.told is None:
        return False
    here, there = one.parties - other.parties, other.parties - one.parties
    if abs((one.told - other.told).days) > NEAR or len(here) != 1 or len(there) != 1:
        return False
    (left,), (right,) = here, there
    return left in _members(right, ground) or right in _members(left, ground)


def _dated_apart(one: Group, other: Group, ground: Ground) -> bool:
    """Whether two sessions of one level are held in the same month of two years in turn, told in hindsight only, and at least one without its day."""
    left, right = one.record.content, other.record.content
    if one.when is None or other.when is None or abs(one.when.first.year - other.when.first.year) != 1:
        return False
    if not left.status == right.status == "held" or (one.when.exact and other.when.exact) or left.level != right.level:
        return False
    known_apart = (left.ordinal and right.ordinal) or (left.mechanism and right.mechanism and left.mechanism != right.mechanism)
    return not known_apart and _in_one_month(one.when) and _in_one_month(other.when) and _in_hindsight(one) and _in_hindsight(other)


def _in_hindsight(group: Group) -> bool:
    """Whether nobody told of it when it was."""
    assert group.when
    late = group.when.last + datetime.timedelta(HINDSIGHT)
    return all(one.origin.known is not None and one.origin.known > late for one in group.tellings)


def _in_one_month(days: Days) -> bool:
    return (days.first.year, days.first.month) == (days.last.year, days.last.month)


def _widened(parties: frozenset[str], ground: Ground) -> Sequence[frozenset[str]]:
    """The parties, and with a body of one of them in its place."""
    found = [parties]
    for party in parties:
        rest = parties - {party}
        found += [rest | {body} for body in ground.members if party in _members(body, ground)]
    return found


def _members(body: str, ground: Ground) -> frozenset[str]:
    members = ground.members.get(body, frozenset())
    return members if len(members) <= WORLDWIDE else frozenset()
