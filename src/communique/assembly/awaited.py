"""What deeds may come of, promises and what was asked for, by the keys under which deeds look for it.

Their days and parties lie side by side, in order of when they were first told: most are passed over without a look at the record.
"""

from __future__ import annotations

import datetime
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from communique.assembly.alike import Members, spread
from communique.assembly.bearing import is_past, last_day
from communique.assembly.group import LATE, Group
from communique.assembly.marks import bits_of


class Awaited:
    """Records by some keys of each."""

    __slots__ = ("_began", "_by", "_for", "_givers", "_groups", "_lasting", "_members", "_of", "_past", "_told", "_under", "_until")

    def __init__(
        self, groups: Iterable[Group], keys: Callable[[Group], Iterable[str]], members: Members,
        givers: Callable[[Group], frozenset[str]] = attrgetter("by"),
    ) -> None:  # fmt: skip
        self._members = members
        self._groups = sorted(groups, key=when_told)
        self._told = array("l", [when_told(group).toordinal() for group in self._groups])
        self._began = array("l", [(group.began or datetime.date.min).toordinal() for group in self._groups])
        self._until = array("l", [group.until.toordinal() for group in self._groups])
        self._past = bytes(group.when is None and is_past(group) for group in self._groups)
        self._of = array("Q", [bits_of(_ALL, group.parties) for group in self._groups])
        self._by = array("Q", [bits_of(_ALL, group.by) for group in self._groups])
        self._givers = array("Q", [bits_of(_ALL, givers(group)) for group in self._groups])
        self._for = array("Q", [self._whom(group.to) for group in self._groups])
        self._under: dict[str, array[int]] = defaultdict(_places)
        self._lasting: dict[str, array[int]] = defaultdict(_places)
        """of these, those that deeds may come of long before or after they were told"""
        for place, group in enumerate(self._groups):
            lasting = self._is_lasting(place)
            for key in set(keys(group)):
                self._under[key].append(place)
                if lasting:
                    self._lasting[key].append(place)

    def under(self, keys: Iterable[str]) -> list[Group]:
        """Those under any of some keys, each once, in order of when they were told."""
        return self._at(_any_of(self._under, keys))

    def told_within(
        self, first: datetime.date, last: datetime.date, parties: frozenset[str], keys: Iterable[str], names: Iterable[str] = (),
        makers: frozenset[str] | None = None,
    ) -> list[Group]:  # fmt: skip
        """The same, of those first told between two days whose parties all are among some, or the other way; of whatever parties under some names;
        all of them made by some of `makers`, if given."""
        of, by, all_, span = self._of, self._by, bits_of(_ALL, parties), self._between(first.toordinal(), last.toordinal())
        others = 0 if makers is None else _ANY ^ bits_of(_ALL, makers)
        near = {place for place in _any_of(self._under, keys, *span) if (both := of[place] & all_) == of[place] or both == all_}
        return self._at(place for place in near | _any_of(self._under, names, *span) if not by[place] & others)

    def in_time(self, deed: Group, keys: Iterable[str], toward: frozenset[str] = frozenset(), by: frozenset[str] = frozenset()) -> list[Group]:
        """The same, of those that by the days of either alone the deed may be `after`, and that are for some of `toward`, where both name any; if who
        did it is given, they may keep it, or did all who made it."""
        began, until, past, for_, made, givers = self._began, self._until, self._past, self._for, self._by, self._givers
        first, last, whom = (deed.began or datetime.date.min).toordinal(), last_day(deed).toordinal(), self._whom(toward)
        did = bits_of(_ALL, by)
        keys = list(keys)
        near = _any_of(self._under, keys, *self._between(first - LATE - AWAY, last + AWAY)).union(_any_of(self._lasting, keys))
        return self._at(
            place
            for place in near
            if for_[place] & whom
            and ((began[place] <= last and until[place] >= first) or past[place])
            and (not did or did & givers[place] == did or did & made[place] == made[place])
        )

    def _is_lasting(self, place: int) -> bool:
        told = self._told[place]
        return bool(self._past[place]) or self._began[place] < told - AWAY or self._until[place] > told + LATE + AWAY

    def _between(self, first: int, last: int) -> tuple[int, int]:
        return bisect_left(self._told, first), bisect_right(self._told, last)

    def _at(self, places: Iterable[int]) -> list[Group]:
        return [self._groups[place] for place in sorted(places)]

    def _whom(self, actors: frozenset[str]) -> int:
        return bits_of(_ALL, spread(actors, self._members)) if actors else _ANY


def _places() -> array[int]:
    return array("l")


def _any_of(under: Mapping[str, array[int]], keys: Iterable[str], low: int = 0, high: int = sys.maxsize) -> set[int]:
    """The places under any of some keys, from one on and before another."""
    lists = [held for key in keys if (held := under.get(key))]
    return set().union(*[held[bisect_left(held, low) : bisect_left(held, high)] for held in lists])


AWAY = 400
"""Days by which what a promise is about lies away from when it was told, at the most of most: a year and a month."""
_ALL, _ANY = range(64), (1 << 64) - 1


def when_told(group: Group) -> datetime.date:
    """When a record was first told, far off where no story is dated."""
    return group.told or datetime.date.max
