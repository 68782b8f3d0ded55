"""Records kept up to date: a new story is compared with its blocks alone, and only what it touches is put together anew."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.assembly.block import WINDOW, Blocks, keys
from communique.assembly.gather import Scored, join_all, scored
from communique.assembly.marks import Marks
from communique.assembly.resolve import ENOUGH, Ground, same
from communique.assembly.tellings import Telling


class Change(NamedTuple):
    """The ids of the records that are no more as they were, and the tellings of those that are new or other than they were."""

    gone: tuple[str, ...]
    made: tuple[list[Telling], ...]


class Standing:
    """Which tellings are of one record, after every story the same as `gather` gives for all of them at once.

    It holds for every key the tellings under it in their own order, and for every telling those it agrees with. Links and states are not its matter
    (see `current`).
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._tellings: list[Telling] = []
        self._marks = Marks((), ground.members)
        self._blocks: Blocks = {}
        self._alike: dict[int, dict[int, float]] = {}
        """for each telling those that are of one thing with it, as far as they are compared, and how surely"""
        self._first: list[int] = []
        """the first telling of each one's record"""
        self._others: dict[int, tuple[int, ...]] = {}
        """the tellings of records that have several, by the first of them"""
        self._known: set[str] = set()

    def __len__(self) -> int:
        return len(self._tellings)

    def records(self) -> Iterator[list[Telling]]:
        """The tellings of every record, in their own order; the records in no order."""
        for at, first in enumerate(self._first):
            if at == first:
                yield self._record(first)

    def begin(self, tellings: Sequence[Telling]) -> None:
        """Take in many tellings at once, which stand in their own order, before any others."""
        self._tellings = list(tellings)
        self._marks = Marks(tellings, self._ground.members)
        self._known = {one.id for one in tellings}
        self._first = list(range(len(tellings)))
        place = {one.id: at for at, one in enumerate(tellings)}
        for record in join_all(tellings, self._remembered(scored(tellings, self._ground, self._marks, self._blocks)), self._ground):
            if len(record) > 1:
                self._set(tuple(place[one.id] for one in record))

    def _remembered(self, batches: Iterable[list[Scored]]) -> Iterator[list[Scored]]:
        for batch in batches:
            for score, left, right in batch:
                self._alike.setdefault(left, {})[right] = self._alike.setdefault(right, {})[left] = -score
            yield batch

    def add(self, story: Iterable[Telling]) -> Change:
        """Take in the tellings of a story, those that are new."""
        touched: set[int] = set()
        known = len(self._tellings)
        for one in story:
            if one.id not in self._known:
                touched |= self._take(one)
        return self._join(self._bound(touched), known)

    def _take(self, one: Telling) -> set[int]:
        """Compare a telling; it and those whose neighbours it changed."""
        place = len(self._tellings)
        self._known.add(one.id)
        self._tellings.append(one)
        self._marks.append(one)
        self._first.append(place)
        near: set[int] = set()
        parted: set[tuple[int, int]] = set()
        for key in keys(one):
            block = self._blocks.get(key)
            if block is None:
                self._blocks[key] = place
                continue
            if isinstance(block, int):
                block = self._blocks[key] = array("i", (block,))
            at = self._at(block, one)
            near.update(block[max(0, at - WINDOW) : at + WINDOW])
            parted.update(zip(block[max(0, at - WINDOW) : at], block[max(0, WINDOW - at) + at :], strict=False) if len(block) > WINDOW else ())
            block.insert(at, place)
        touched = {place}
        for other in self._marks.fitting(place, near):
            score = same(one, self._tellings[other], self._ground)
            if score >= ENOUGH:
                self._alike.setdefault(place, {})[other] = score
                self._alike.setdefault(other, {})[place] = score
        for left, right in parted:
            if right in self._alike.get(left, ()) and not self._compared(left, right):
                del self._alike[left][right], self._alike[right][left]
                touched |= {left, right}
        return touched

    def _at(self, block: Sequence[int], one: Telling) -> int:
        return bisect_left(block, one.order, key=lambda place: self._tellings[place].order)

    def _compared(self, left: int, right: int) -> bool:
        """Whether two still are neighbours under some key."""
        one, other = self._tellings[left], self._tellings[right]
        for key in keys(one) & keys(other):
            block = self._blocks[key]
            assert not isinstance(block, int)
            if abs(self._at(block, one) - self._at(block, other)) <= WINDOW:
                return True
        return False

    def _bound(self, places: Iterable[int]) -> list[int]:
        """All that hangs together with some: only among these can records change."""
        waiting = list(places)
        found = set(waiting)
        while waiting:
            at = waiting.pop()
            ends = [*self._alike.get(at, ()), *self._others.get(self._first[at], ())]
            waiting += [end for end in ends if end not in found]
            found.update(ends)
        return sorted(found, key=lambda place: self._tellings[place].order)

    def _join(self, places: Sequence[int], known: int) -> Change:
        """Put some together that hang together with no others; those from the place `known` on are new."""
        rank = {place: at for at, place in enumerate(places)}
        pairs = sorted(
            (-score, rank[place], rank[other]) for place in places for other, score in self._alike.get(place, {}).items() if rank[place] < rank[other]
        )
        before = {self._members(self._first[place]) for place in places if place < known}
        for place in places:
            self._others.pop(self._first[place], None)
        told = [self._tellings[place] for place in places]
        of = {one.id: place for one, place in zip(told, places, strict=True)}
        made = {}
        for record in join_all(told, [pairs], self._ground):
            members = tuple(of[one.id] for one in record)
            self._set(members)
            made[members] = record
        gone = tuple(self._tellings[members[0]].id for members in before - made.keys())
        return Change(gone, tuple(record for members, record in made.items() if members not in before))

    def _set(self, members: tuple[int, ...]) -> None:
        for place in members:
            self._first[place] = members[0]
        if len(members) > 1:
            self._others[members[0]] = members

    def _members(self, first: int) -> tuple[int, ...]:
        return self._others.get(first, (first,))

    def _record(self, first: int) -> list[Telling]:
        return [self._tellings[place] for place in self._members(first)]
