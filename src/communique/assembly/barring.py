"""What cannot be of one record, however many other statements lie between."""

from __future__ import annotations

from communique.assembly.alike import APART, EQUAL, INSIDE, between_others, days_apart, known_apart, sets, years_differ
from communique.assembly.forms import PLANNED
from communique.assembly.ground import Ground
from communique.assembly.resolve import ENOUGH, same
from communique.assembly.slips import MOVED, NEAR, PUT_OFF, SLIP, days_told, drifted, least_toward, same_days, terms_differ
from communique.assembly.tellings import Telling
from communique.assembly.times import overlap

_TOLD_ONCE = frozenset({"commitment", "position", "progress", "indicator", "action"})
"""Kinds of which one story tells two things in two statements, unless these agree themselves; what tells a history is not among them."""


def bars(one: Telling, other: Telling, ground: Ground) -> bool:
    """Whether two statements cannot be of one record, however many others lie between them."""
    left, right = one.content, other.content
    if one.kind in _TOLD_ONCE and one.origin.document == other.origin.document and same(one, other, ground) < ENOUGH:
        return True
    if one.kind in ("agreement", "commitment") and terms_differ(one, other):
        return True
    if one.kind == "meeting":
        same_story = one.origin.document == other.origin.document
        if same_story and left.ordinal is not None and right.ordinal is not None and left.ordinal != right.ordinal:
            return True
        apart = days_apart(one, other)
        return (
            bool(left.level and right.level and left.level != right.level)
            or bool(one.mechanism and other.mechanism and one.mechanism != other.mechanism)
            or (apart is not None and apart > _most_apart(one, other))
            or sets(one.parties, other.parties, ground.members) == APART
        )
    if one.kind == "agreement":
        if one.years and other.years and not one.years & other.years and left.type == right.type == "plan":
            return True
        if one.acronyms and other.acronyms and not one.acronyms & other.acronyms:
            return True
        return between_others(one, other, ground.members)
    if one.kind == "action":
        apart = days_apart(one, other)
        if apart is not None and apart > days_told(one, other):
            return True
        return bool(one.to and other.to) and sets(one.to, other.to, ground.members) == APART
    if one.kind == "indicator":
        return one.when is not None and other.when is not None and not overlap(one.when, other.when) and not drifted(one, other)
    if one.kind == "commitment":
        toward = sets(one.to, other.to, ground.members)
        who = sets(one.by, other.by, ground.members)
        if years_differ(one, other):
            return True
        return who < (INSIDE if known_apart(one, other) <= NEAR else EQUAL) or (bool(one.to and other.to) and toward < least_toward(one, other))
    return False


def _most_apart(one: Telling, other: Telling) -> int:
    """Days that may lie between the dates of one meeting: more for a numbered session, and for one that was planned for a day and then put off."""
    left, right = one.content, other.content
    if left.status != right.status and not PLANNED.isdisjoint((left.status, right.status)):
        return PUT_OFF
    numbered = left.ordinal is not None and left.ordinal == right.ordinal
    return MOVED if numbered or same_days(one, other) else SLIP
