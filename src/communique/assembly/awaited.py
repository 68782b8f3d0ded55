"""What deeds may come of, promises and what was asked for, by the keys under which deeds look for it.

Their days and parties lie side by side, in order of when they were first told: most are passed over without a look at the record.
"""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable

from communique.assembly.alike import Members, spread
from communique.assembly.bearing import is_past, last_day
from communique.assembly.group import Group
from communique.assembly.marks import bits_of


class Awaited:
    """Records by some keys of each."""

    __slots__ = ("_began", "_for", "_groups", "_members", "_of", "_past", "_told", "_under", "_until")

    def __init__(self, groups: Iterable[Group], keys: Callable[[Group], Iterable[str]], members: Members) -> None:
        self._members = members
        self._groups = sorted(groups, key=when_told)
        self._told = array("l", [when_told(group).toordinal() for group in self._groups])
        self._began = array("l", [(group.began or datetime.date.min).toordinal() for group in self._groups])
        self._until = array("l", [group.until.toordinal() for group in self._groups])
        self._past = bytes(group.when is None and is_past(group) for group in self._groups)
        self._of = array("Q", [0 if group.acronyms else bits_of(_ALL, group.parties) for group in self._groups])
        self._for = array("Q", [self._whom(group.to) for group in self._groups])
        self._under: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self._groups):
            for key in set(keys(group)):
                self._under[key].append(place)

    def under(self, keys: Iterable[str]) -> list[Group]:
        """Those under any of some keys, each once, in order of when they were told."""
        return self._at(self._places(keys))

    def told_within(self, first: datetime.date, last: datetime.date, parties: frozenset[str], keys: Iterable[str]) -> list[Group]:
        """The same, of those first told between two days that name a text by its acronym, or whose parties all are among some, or the other way."""
        low, high = bisect_left(self._told, first.toordinal()), bisect_right(self._told, last.toordinal())
        of, all_ = self._of, bits_of(_ALL, parties)
        return self._at(place for place in self._places(keys) if low <= place < high and ((both := of[place] & all_) == of[place] or both == all_))

    def in_time(self, deed: Group, keys: Iterable[str], toward: frozenset[str] = frozenset()) -> list[Group]:
        """The same, of those that by the days of either alone the deed may be `after`, and that are for some of `toward`, where both name any."""
        began, until, past, for_ = self._began, self._until, self._past, self._for
        first, last, whom = (deed.began or datetime.date.min).toordinal(), last_day(deed).toordinal(), self._whom(toward)
        return self._at(
            place for place in self._places(keys) if for_[place] & whom and ((began[place] <= last and until[place] >= first) or past[place])
        )

    def _at(self, places: Iterable[int]) -> list[Group]:
        return [self._groups[place] for place in sorted(places)]

    def _whom(self, actors: frozenset[str]) -> int:
        return bits_of(_ALL, spread(actors, self._members)) if actors else _ANY

    def _places(self, keys: Iterable[str]) -> Iterable[int]:
        lists = [held for key in keys if (held := self._under.get(key))]
        return lists[0] if len(lists) == 1 else set().union(*lists)


_ALL, _ANY = range(64), (1 << 64) - 1


def when_told(group: Group) -> datetime.date:
    """When a record was first told, far off where no story is dated."""
    return group.told or datetime.date.max
