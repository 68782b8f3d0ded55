"""What two dates, each at the precision of its words, may say of one thing."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple

from communique.model.dates import bounds, precision_of

FAR = 3650
"""Days that stand for an open or unknown side of a date: more than any window asks for."""


class Days(NamedTuple):
    """The first and last day a date may mean; `exact` when the words give days, `vague` when they mark them as about."""

    first: datetime.date
    last: datetime.date
    exact: bool
    vague: bool

    @property
    def length(self) -> int:
        """How many days lie between the first and the last."""
        return (self.last - self.first).days


@lru_cache(maxsize=65536)
def days_of(edtf: str | None, *, deadline: bool = False) -> Days | None:
    """The days of an EDTF date; None where no day can be had.

    An open side is as far off as any window asks; of a `deadline` only the side that is given counts.
    """
    if not edtf:
        return None
    try:
        first, last = bounds(edtf)
    except ValueError:
        return None
    if first is None and last is None:
        return None
    far = datetime.timedelta(0 if deadline else FAR)
    if first is None:
        assert last is not None
        first = last - far
    elif last is None:
        last = first + far
    pieces = [piece for piece in edtf.split("/") if piece != ".."]
    exact = ".." not in edtf and all(precision_of(piece) == "day" and piece[-1].isdigit() for piece in pieces)
    return Days(first, last, exact, any(mark in edtf for mark in "~?%"))


def span_of(edtf: str | None) -> tuple[datetime.date, datetime.date]:
    """The first and last day, an open or unknown side as far out as a date goes."""
    first, last = bounds(edtf) if edtf else (None, None)
    return first or datetime.date.min, last or datetime.date.max


def overlap(one: Days, other: Days) -> bool:
    """Whether some day may be meant by both."""
    return one.first <= other.last and other.first <= one.last


def within(one: Days, other: Days) -> bool:
    """Whether one of the two lies wholly in the other."""
    return (one.first >= other.first and one.last <= other.last) or (other.first >= one.first and other.last <= one.last)


def gap(one: Days, other: Days) -> int:
    """Days between the two, 0 where they overlap."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def differ(one: str | None, other: str | None) -> bool:
    """Whether two dates contradict each other: both to the day, or from day to day, and not the same, or nowhere overlapping.

    A coarser date that contains a finer one is the same date told with less precision; days given as about never contradict what they touch.
    """
    if not one or not other or one == other:
        return False
    left, right = days_of(one), days_of(other)
    if left is None or right is None:
        return False
    return not overlap(left, right) or (left.exact and right.exact and (left.first, left.last) != (right.first, right.last))
