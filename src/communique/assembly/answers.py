"""Records by what they answer to, so that a rule looks at none but those it asks for; they come and go one by one."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence

from communique.assembly.ground import Ground
from communique.assembly.group import Group, in_order_of_ids

Keys = Callable[[Group, Ground], Iterable[str]]
"""What a record asks for, or answers to."""


class Answers:
    """Records by the keys they answer to."""

    def __init__(self, keys: Keys, ground: Ground) -> None:
        self._keys, self._ground = keys, ground
        self._of: dict[str, list[Group]] = {}

    def put(self, group: Group) -> None:
        """Take a record in."""
        for key in set(self._keys(group, self._ground)):
            self._of.setdefault(key, []).append(group)

    def drop(self, group: Group) -> None:
        """Take a record out, which is the very one that was put in."""
        for key in set(self._keys(group, self._ground)):
            self._of[key].remove(group)
            if not self._of[key]:
                del self._of[key]

    def under(self, keys: Iterable[str]) -> Sequence[Group]:
        """Those that answer to any of some keys, each once, in order of their ids."""
        lists = [held for key in keys if (held := self._of.get(key))]
        return in_order_of_ids(lists[0] if len(lists) == 1 else set[Group]().union(*lists))


class ByDay:
    """Places by keys, and under each key by a day (its ordinal): those of some days are found without a look at the others.

    A day and a place are one number, the day in front, so that they are in order; most keys have one.
    """

    _BITS = 32
    _PLACE = (1 << _BITS) - 1

    def __init__(self) -> None:
        self._under: dict[str, int | array[int]] = {}

    def put(self, keys: Iterable[str], day: int, place: int) -> None:
        """Take a place in, once for each of its keys."""
        both = day << self._BITS | place
        for key in keys:
            held = self._under.get(key)
            if held is None:
                self._under[key] = both
            elif isinstance(held, int):
                self._under[key] = array("q", sorted((held, both)))
            else:
                insort(held, both)

    def drop(self, keys: Iterable[str], day: int, place: int) -> None:
        """Take a place out."""
        both = day << self._BITS | place
        for key in keys:
            held = self._under[key]
            if isinstance(held, int) or len(held) == 1:
                del self._under[key]
            else:
                del held[bisect_left(held, both)]

    def within(self, keys: Iterable[str], first: int = 0, last: int = 1 << 30) -> set[int]:
        """The places under any of some keys, from one day to another."""
        low, high, place = first << self._BITS, (last << self._BITS) + self._PLACE, self._PLACE
        found: set[int] = set()
        for key in keys:
            held = self._under.get(key)
            if held is None:
                continue
            if isinstance(held, int):
                if low <= held <= high:
                    found.add(held)
            else:
                found.update(held[bisect_left(held, low) : bisect_right(held, high)])
        return {both & place for both in found}
