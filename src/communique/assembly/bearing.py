"""How two records bear on each other: which came first, whether both are about the same, whether one is denied."""

from __future__ import annotations

import datetime
from functools import lru_cache

from communique.assembly.group import Group
from communique.assembly.slips import YEAR
from communique.assembly.times import days_of

ALIKE = 0.5
"""The share of narrow subjects a deed must have in common with the promise, of whichever has fewer."""


def denied(one: Group) -> bool:
    """Whether its words say that it is not so."""
    return not one.tellings[0].statement.polarity


def after(deed: Group, promise: Group) -> bool:
    """Whether the deed can have come of the promise: not before it, and not so late that another cause is likelier; who is bound stays bound."""
    if deed.began is None or promise.began is None or _old(promise, deed):
        return True
    return promise.began <= last_day(deed) and deed.began <= promise.until


def last_day(deed: Group) -> datetime.date:
    """The last day on which a deed can have been done: its own, else when it was last told."""
    return deed.when.last if deed.when else deed.tellings[-1].origin.known or deed.began or datetime.date.max


def earliest(promise: Group) -> datetime.date:
    """The first day on which what comes of a record can have been, or have been told."""
    days = [promise.began, promise.told]
    return datetime.date.min if None in days or is_past(promise) else min(day for day in days if day)


def latest(deed: Group) -> datetime.date:
    """The last day of all that is told of a record, and on which it was told: what began later has no part in it."""
    told = [one.origin.known or datetime.date.max for one in deed.tellings]
    steps = [days.last for step in deed.record.history if (days := days_of(step.when))]
    return max(last_day(deed), *told, *steps)


def told_later(deed: Group, promise: Group) -> bool:
    """Whether the deed was first told after the promise, or is dated after it: a story that tells both of one day tells of one occasion."""
    if deed.told is not None and promise.told is not None and deed.told > promise.told:
        return True
    return _old(promise, deed) or (deed.when is not None and promise.when is not None and deed.when.first > promise.when.last)


def told_in_turn(deed: Group, promise: Group) -> bool:
    """Whether a story tells a promise without its day and then, further on, what was done in the year before or on no day: in their order."""
    if promise.when is not None or promise.told is None:
        return False
    if deed.when is not None and not 0 <= (promise.told - deed.when.last).days <= YEAR:
        return False
    if not told_together(deed, promise):
        return False
    return any(
        one.origin.document == other.origin.document and one.statement.evidence[0].span.start < other.statement.evidence[0].span.start
        for one in promise.tellings
        for other in deed.tellings
    )


def told_together(one: Group, other: Group) -> bool:
    """Whether a story tells of both."""
    few, many = (one, other) if len(one.tellings) <= len(other.tellings) else (other, one)
    documents = _documents(many)
    return any(telling.origin.document in documents for telling in few.tellings)


@lru_cache(maxsize=16)
def _documents(group: Group) -> frozenset[str]:
    """The documents that tell a record: that of many is asked of one after the other."""
    return group.documents


def _old(promise: Group, deed: Group) -> bool:
    """Whether a story told a promise without its day, its term being over or the deed part of a contract, and dates the deed: it was made before."""
    if promise.when is not None or promise.told is None or deed.when is None or deed.when.last > promise.told:
        return False
    return is_past(promise) and told_together(deed, promise)


def is_past(promise: Group) -> bool:
    """Whether a promise was told when its term was over, or as part of a contract."""
    over = promise.due is not None and promise.told is not None and promise.due.last < promise.told
    return over or promise.record.content.type == "binding"


def alike(one: Group, other: Group) -> bool:
    """Whether two records are about the same narrow subjects, by half of those of whichever has fewer."""
    both = one.subjects & other.subjects
    return bool(both) and len(both) >= ALIKE * min(len(one.subjects), len(other.subjects))


def fields_apart(one: Group, other: Group) -> bool:
    """Whether both name their areas and share none."""
    left, right = frozenset(one.record.content.areas), frozenset(other.record.content.areas)
    return bool(left and right) and not left & right
