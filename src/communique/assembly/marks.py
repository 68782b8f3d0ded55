"""What two statements must share to be of one thing, in 64 bits each: most pairs are refused by these alone, without a look at the statements.

A rule in `resolve` reads a dozen values of either statement, which lie all over memory; marks lie side by side. They refuse only what the rules
refuse: where two words fall on one bit, the rule has to look.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TypeAlias

from communique.assembly.tellings import Telling
from communique.assembly.times import Days

_WHO, _TIES, _NEEDS = range(38), range(38, 51), range(51, 64)
WHO, TIES, NEEDS = (sum(1 << bit for bit in bits) for bits in (_WHO, _TIES, _NEEDS))
NEED = 1 << _NEEDS[0]
_OF_ALL = frozenset({"meeting", "agreement", "milestone", "indicator"})
"""Kinds that are told of all who take part; the others are told of who acts."""
_YEAR = 12


Marks: TypeAlias = "array[int]"
"""The marks of tellings, by place."""


def marks_of(tellings: Iterable[Telling]) -> Marks:
    """The marks of tellings."""
    return array("Q", map(mark_of, tellings))


def fitting(at: int, places: Iterable[int], marks: Marks) -> list[int]:
    """The places of those that by their marks may be of one thing with the one at a place.

    These have a need in common with it, and either a tie or all actors of one of the two.
    """
    mark = marks[at]
    mine = mark & WHO
    return [
        place
        for place in places
        if (both := mark & (its := marks[place])) >= NEED and (both & TIES or (who := both & WHO) == mine or who == its & WHO)
    ]


def mark_of(one: Telling) -> int:
    """The mark of a telling: who it is told of; its ties, any one of which does instead of that; its needs, all of them where it names none."""
    kind, content = one.kind, one.content
    ties = needs = 0
    if kind == "meeting":
        ties, needs = _bits(_TIES, (one.mechanism, content.ordinal)), _bits(_NEEDS, (one.mechanism,))
    elif kind == "agreement":
        day = one.when if one.when is not None and one.when.exact else None
        ties = _bits(_TIES, (*one.acronyms, *one.years, content.due, day, "bundle" if content.type == "bundle" else None))
        needs = _bits(_NEEDS, one.acronyms)
    elif kind == "action" and content.type == "exercise_deployment":
        ties = _bits(_TIES, (one.origin.document, *_months(one.when)))
    elif kind == "commitment":
        needs = _bits(_NEEDS, one.about.acts)
    elif kind == "role":
        needs = _bits(_NEEDS, one.to)
    elif kind == "progress":
        ties = TIES
    return _bits(_WHO, one.parties if kind in _OF_ALL else one.by) | ties | (needs or NEEDS)


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
