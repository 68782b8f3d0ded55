"""What two statements must share to be of one thing, in 64 bits each, and their days: most pairs are refused by these alone, without a look at the
statements.

A rule in `resolve` reads a dozen values of either statement, which lie all over memory; marks lie side by side. They refuse only what the rules
refuse: where two words fall on one bit, the rule has to look.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from communique.assembly.alike import MANY, Members, spread
from communique.assembly.slips import MOVED, PUT_OFF, YEAR
from communique.assembly.tellings import Telling
from communique.assembly.times import Days

_WIDE, _WHO, _TIES, _NEEDS = range(1), range(1, 38), range(38, 51), range(51, 64)
WIDE, WHO, TIES, NEEDS = (sum(1 << bit for bit in bits) for bits in (_WIDE, _WHO, _TIES, _NEEDS))
NEED = 1 << _NEEDS[0]
_ALL, ANY = range(64), (1 << 64) - 1
FARTHEST: Mapping[str, int] = {"meeting": PUT_OFF, "action": MOVED, "milestone": YEAR, "indicator": YEAR}
"""Days between the dates of two statements of one thing, at the most: kinds that are not here may be told with any."""
EVER = 10_000_000
"""Further than any day."""
_OF_ALL = frozenset({"meeting", "agreement", "milestone", "indicator"})
"""Kinds that are told of all who take part; the others are told of who acts."""
_TO_SOME = frozenset({"commitment", "position", "action"})
"""Kinds that tell for whom, or toward whom, something is done or meant; what many do together is told of any of them."""
_YEAR = 12


class Marks:
    """The marks of tellings by place: bits, and between which days a date must lie that is not too far from theirs. `members` are those of
    organisations."""

    __slots__ = ("_bits", "_early", "_first", "_for", "_last", "_late", "_members", "_on")

    def __init__(self, tellings: Iterable[Telling], members: Members) -> None:
        self._members = members
        self._bits, self._for, self._on = array("Q"), array("Q"), array("Q")
        self._first, self._last = array("l"), array("l")
        self._early, self._late = array("l"), array("l")
        for one in tellings:
            self.append(one)

    def append(self, one: Telling) -> None:
        """Take in the telling at the next place."""
        self._bits.append(mark_of(one, self._members))
        lone = one.kind in _TO_SOME and one.content.type != "exercise_deployment"
        self._for.append(bits_of(_ALL, spread(one.to, self._members)) if lone and one.to else ANY)
        self._on.append(_matter_of(one) if lone and one.about.narrow else ANY)
        reach = FARTHEST.get(one.kind)
        dated = one.when is not None and reach is not None
        first, last = (one.when.first.toordinal(), one.when.last.toordinal()) if dated and one.when else (-EVER, EVER)
        self._first.append(first)
        self._last.append(last)
        self._early.append(first - (reach or 0))
        self._late.append(last + (reach or 0))

    def fitting(self, at: int, places: Iterable[int]) -> list[int]:
        """The places of those that by their marks may be of one thing with the one at a place.

        These have a need in common with it, all actors of one of the two or a tie, which is enough only if one of the two is told of many; their
        dates, if both have one, are near each other; and so are whom they are for and what they are on.
        """
        bits, first, last = self._bits, self._first, self._last
        mark, early, late = bits[at], self._early[at], self._late[at]
        mine = mark & WHO
        found = [
            place
            for place in places
            if (both := mark & (its := bits[place])) >= NEED
            and ((who := both & WHO) == mine or who == its & WHO or (both & TIES and (mark | its) & WIDE))
            and first[place] <= late
            and last[place] >= early
        ]
        whom, matter = self._for[at], self._on[at]
        if whom == matter == ANY:
            return found
        for_, on = self._for, self._on
        return [place for place in found if for_[place] & whom and on[place] & matter]


def _matter_of(one: Telling) -> int:
    """What a telling that names something narrow is on: another that does so too shares some of it, be it a number or a field, or is of another
    thing."""
    content, about = one.content, one.about
    quantity = content.quantity
    if one.kind == "position":
        return bits_of(_ALL, about.subject | (about.issues or frozenset({f"issue:{content.issue}"})))
    if one.kind == "action":
        return bits_of(_ALL, (*about.subject, *content.areas, quantity.unit if quantity else None))
    many = (content.due, quantity.unit if quantity else None) if len(one.to) >= MANY else ()
    return bits_of(_ALL, (*about.broad, (quantity.value, quantity.unit) if quantity else None, *many))


def mark_of(one: Telling, members: Members) -> int:
    """The mark of a telling: who it is told of; its ties, any one of which does instead of that; its needs, all of them where it names none."""
    kind, content = one.kind, one.content
    ties = needs = 0
    wide = WIDE
    if kind == "meeting":
        ties, needs = bits_of(_TIES, (one.mechanism, content.ordinal)), bits_of(_NEEDS, (one.mechanism,))
    elif kind == "agreement":
        day = one.when if one.when is not None and one.when.exact else None
        ties, needs = bits_of(_TIES, (*one.acronyms, *one.years, content.due, day)), bits_of(_NEEDS, one.acronyms)
        wide = WIDE if len(one.parties) >= MANY or any(actor in members for actor in one.parties) else 0  # two states that sign are both told of
    elif kind == "action" and content.type == "exercise_deployment":
        ties = bits_of(_TIES, (one.origin.document, *_months(one.when)))
    elif kind == "commitment":
        needs = bits_of(_NEEDS, one.about.acts)
    elif kind == "role":
        needs = bits_of(_NEEDS, one.to)
    elif kind == "progress":
        ties = TIES
    return bits_of(_WHO, one.parties if kind in _OF_ALL else one.by) | ties | (needs or NEEDS) | wide


def _months(days: Days | None) -> Iterable[int]:
    if days is None:
        return ()
    first, last = (_YEAR * day.year + day.month for day in (days.first, days.last))
    return range(first, min(last, first + len(_TIES)) + 1)


@lru_cache(maxsize=65536)
def bits_of(of: range, words: Collection[object]) -> int:
    """Words as bits, those of a range: sets that share a word share a bit, and of one in another all bits are in it."""
    bits = 0
    for word in words:
        if word is not None:
            bits |= 1 << of[hash(word) % len(of)]
    return bits
