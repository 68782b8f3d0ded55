"""What two statements must share to be of one thing, in 64 bits each, and their days: most pairs are refused by these alone, without a look at the
statements.

A rule in `resolve` reads a dozen values of either statement, which lie all over memory; marks lie side by side. They refuse only what the rules
refuse: where two words fall on one bit, the rule has to look.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Container, Iterable, Mapping
from functools import lru_cache

from communique.assembly.alike import MANY
from communique.assembly.slips import MOVED, PUT_OFF, YEAR
from communique.assembly.tellings import Telling
from communique.assembly.times import Days

_WIDE, _WHO, _TIES, _NEEDS = range(1), range(1, 38), range(38, 51), range(51, 64)
WIDE, WHO, TIES, NEEDS = (sum(1 << bit for bit in bits) for bits in (_WIDE, _WHO, _TIES, _NEEDS))
NEED = 1 << _NEEDS[0]
FARTHEST: Mapping[str, int] = {"meeting": PUT_OFF, "action": MOVED, "milestone": YEAR, "indicator": YEAR}
"""Days between the dates of two statements of one thing, at the most: kinds that are not here may be told with any."""
EVER = 10_000_000
"""Further than any day."""
_OF_ALL = frozenset({"meeting", "agreement", "milestone", "indicator"})
"""Kinds that are told of all who take part; the others are told of who acts."""
_YEAR = 12


class Marks:
    """The marks of tellings by place: bits, and between which days a date must lie that is not too far from theirs. `bodies` are organisations."""

    __slots__ = ("_bits", "_bodies", "_early", "_first", "_last", "_late")

    def __init__(self, tellings: Iterable[Telling], bodies: Container[str]) -> None:
        self._bodies = bodies
        self._bits = array("Q")
        self._first, self._last = array("l"), array("l")
        self._early, self._late = array("l"), array("l")
        for one in tellings:
            self.append(one)

    def append(self, one: Telling) -> None:
        """Take in the telling at the next place."""
        self._bits.append(mark_of(one, self._bodies))
        reach = FARTHEST.get(one.kind)
        dated = one.when is not None and reach is not None
        first, last = (one.when.first.toordinal(), one.when.last.toordinal()) if dated and one.when else (-EVER, EVER)
        self._first.append(first)
        self._last.append(last)
        self._early.append(first - (reach or 0))
        self._late.append(last + (reach or 0))

    def fitting(self, at: int, places: Iterable[int]) -> list[int]:
        """The places of those that by their marks may be of one thing with the one at a place.

        These have a need in common with it, all actors of one of the two or a tie, which is enough only if one of the two is told of many; and
        their dates, if both have one, are near each other.
        """
        bits, first, last = self._bits, self._first, self._last
        mark, early, late = bits[at], self._early[at], self._late[at]
        mine = mark & WHO
        return [
            place
            for place in places
            if (both := mark & (its := bits[place])) >= NEED
            and ((who := both & WHO) == mine or who == its & WHO or (both & TIES and (mark | its) & WIDE))
            and first[place] <= late
            and last[place] >= early
        ]


def mark_of(one: Telling, bodies: Container[str]) -> int:
    """The mark of a telling: who it is told of; its ties, any one of which does instead of that; its needs, all of them where it names none."""
    kind, content = one.kind, one.content
    ties = needs = 0
    wide = WIDE
    if kind == "meeting":
        ties, needs = _bits(_TIES, (one.mechanism, content.ordinal)), _bits(_NEEDS, (one.mechanism,))
    elif kind == "agreement":
        day = one.when if one.when is not None and one.when.exact else None
        ties, needs = _bits(_TIES, (*one.acronyms, *one.years, content.due, day)), _bits(_NEEDS, one.acronyms)
        wide = WIDE if len(one.parties) >= MANY or any(actor in bodies for actor in one.parties) else 0  # two states that sign are both told of
    elif kind == "action" and content.type == "exercise_deployment":
        ties = _bits(_TIES, (one.origin.document, *_months(one.when)))
    elif kind == "commitment":
        needs = _bits(_NEEDS, one.about.acts)
    elif kind == "role":
        needs = _bits(_NEEDS, one.to)
    elif kind == "progress":
        ties = TIES
    return _bits(_WHO, one.parties if kind in _OF_ALL else one.by) | ties | (needs or NEEDS) | wide


def _months(days: Days | None) -> Iterable[int]:
    if days is None:
        return ()
    first, last = (_YEAR * day.year + day.month for day in (days.first, days.last))
    return range(first, min(last, first + len(_TIES)) + 1)


@lru_cache(maxsize=65536)
def _bits(of: range, words: Collection[object]) -> int:
    bits = 0
    for word in words:
        if word is not None:
            bits |= 1 << of[hash(word) % len(of)]
    return bits
