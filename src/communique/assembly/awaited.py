"""What deeds may come of, promises and what was asked for, by the keys under which deeds look for it.

Their days lie side by side, in order of when they were first told: most are passed over without a look at the record.
"""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable

from communique.assembly.bearing import is_past, last_day
from communique.assembly.group import Group


class Awaited:
    """Records by some keys of each."""

    __slots__ = ("_began", "_groups", "_past", "_told", "_under", "_until")

    def __init__(self, groups: Iterable[Group], keys: Callable[[Group], Iterable[str]]) -> None:
        self._groups = sorted(groups, key=when_told)
        self._told = array("l", [when_told(group).toordinal() for group in self._groups])
        self._began = array("l", [(group.began or datetime.date.min).toordinal() for group in self._groups])
        self._until = array("l", [group.until.toordinal() for group in self._groups])
        self._past = bytes(group.when is None and is_past(group) for group in self._groups)
        self._under: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self._groups):
            for key in set(keys(group)):
                self._under[key].append(place)

    def told(self, keys: Iterable[str], first: datetime.date = datetime.date.min, last: datetime.date = datetime.date.max) -> list[Group]:
        """Those under any of some keys, each once, that were first told between two days; in order of when they were."""
        low, high = bisect_left(self._told, first.toordinal()), bisect_right(self._told, last.toordinal())
        return [self._groups[place] for place in sorted(self._places(keys)) if low <= place < high]

    def in_time(self, deed: Group, keys: Iterable[str]) -> list[Group]:
        """Those under any of some keys, each once, that by the days of either alone the deed may be `after`; in order of when they were told."""
        began, until, past = self._began, self._until, self._past
        first, last = (deed.began or datetime.date.min).toordinal(), last_day(deed).toordinal()
        near = [place for place in self._places(keys) if (began[place] <= last and until[place] >= first) or past[place]]
        near.sort()
        return [self._groups[place] for place in near]

    def _places(self, keys: Iterable[str]) -> Iterable[int]:
        lists = [held for key in keys if (held := self._under.get(key))]
        return lists[0] if len(lists) == 1 else set().union(*lists)


def when_told(group: Group) -> datetime.date:
    """When a record was first told, far off where no story is dated."""
    return group.told or datetime.date.max
