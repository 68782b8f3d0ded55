"""Records kept up to date: a new story is compared with its blocks alone, and only what it touches is put together anew."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.assembly.block import WINDOW, Blocks, keys
from communique.assembly.gather import Scored, join_all, scored
from communique.assembly.ground import Ground
from communique.assembly.growing import Grown, grown
from communique.assembly.marks import Marks
from communique.assembly.resolve import ENOUGH, same
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
        self._several: dict[int, Grown] = {}
        """the records that have several, by the first of them"""
        self._known: set[str] = set()

    def __len__(self) -> int:
        return len(self._tellings)

    def records(self) -> Iterator[list[Telling]]:
        """The tellings of every record, in their own order; the records in no order."""
        for at, first in enumerate(self._first):
            if at == first:
                yield [self._tellings[place] for place in self._record(first).members]

    def begin(self, tellings: Sequence[Telling]) -> None:
        """Take in many tellings at once, which stand in their own order, before any others."""
        self._tellings = list(tellings)
        self._marks = Marks(tellings, self._ground.members)
        self._known = {one.id for one in tellings}
        self._first = list(range(len(tellings)))
        for record in self._records_of(range(len(tellings)), self._remembered(scored(tellings, self._ground, self._marks, self._blocks))):
            if len(record.members) > 1:
                self._set(record)

    def _remembered(self, batches: Iterable[list[Scored]]) -> Iterator[list[Scored]]:
        for batch in batches:
            for score, left, right in batch:
                self._alike.setdefault(left, {})[right] = self._alike.setdefault(right, {})[left] = -score
            yield batch

    def add(self, story: Iterable[Telling]) -> Change:
        """Take in the tellings of a story, those that are new."""
        new: dict[str, list[int]] = defaultdict(list)
        parted: dict[str, set[int]] = defaultdict(set)
        for one in story:
            if one.id not in self._known:
                new[one.kind].append(len(self._tellings))
                parted[one.kind] |= self._take(one)
        gone: list[tuple[int, ...]] = []
        made: list[tuple[int, ...]] = []
        for kind, places in new.items():
            changed = None if parted[kind] else self._grown(places)
            before, after = changed or self._anew(places, parted[kind])
            made += after - before
            gone += before - after
        return Change(tuple(self._tellings[members[0]].id for members in gone), tuple([self._tellings[at] for at in members] for members in made))

    def _take(self, one: Telling) -> set[int]:
        """Compare a telling; those that thereby are parted from what joined them to their record."""
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
        for other in self._marks.fitting(place, near):
            score = same(one, self._tellings[other], self._ground)
            if score >= ENOUGH:
                self._alike.setdefault(place, {})[other] = score
                self._alike.setdefault(other, {})[place] = score
        lost = [pair for pair in parted if pair[1] in self._alike.get(pair[0], ()) and not self._compared(*pair)]
        for left, right in lost:
            del self._alike[left][right], self._alike[right][left]
        return {end for pair in lost if self._joins(*pair) for end in pair}

    def _joins(self, left: int, right: int) -> bool:
        """Whether a pair is one of those that join a record."""
        record = self._several.get(self._first[left])
        return record is not None and any({left, right} == {one, other} for _, one, other in record.pairs)

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

    def _grown(self, new: Sequence[int]) -> Changed | None:
        """Join new tellings of one kind to the records next to them; those as they were, and as they are now. None where one may come apart."""
        among = set(new)
        old = [self._record(first) for first in {self._first[end] for place in new for end in self._alike.get(place, ())} - among]
        alike = [(-score, place, end) for place in new for end, score in self._alike.get(place, {}).items() if end not in among or end < place]
        found = grown(new, old, alike, self._tellings, self._ground)
        return None if found is None else self._changed(old, found)

    def _anew(self, new: Sequence[int], parted: Iterable[int]) -> Changed:
        """The same, of as many around them as it takes: until the outermost records stay as they were, and so all that is around these."""
        near = {self._first[end] for place in new for end in self._alike.get(place, ())}.union(self._first[place] for place in parted).difference(new)
        while True:
            inner = [self._record(first) for first in near]
            ends = {end for record in inner for place in record.members for end in self._alike.get(place, ())}
            around = {self._first[end] for end in ends}.difference(near, new)
            outer = [self._record(first) for first in around]
            made = self._joined(new, (*inner, *outer))
            kept = {record.members for record in made}
            if all(record.members in kept for record in outer):
                return self._changed((*inner, *outer), made)
            near |= around

    def _joined(self, new: Iterable[int], old: Iterable[Grown]) -> list[Grown]:
        """The records of new tellings and of old records, of their pairs among each other."""
        places = sorted([*new, *(place for record in old for place in record.members)], key=lambda place: self._tellings[place].order)
        rank = {place: at for at, place in enumerate(places)}
        pairs = sorted(
            (-score, rank[place], rank[end])
            for place in places
            for end, score in self._alike.get(place, {}).items()
            if end in rank and rank[place] < rank[end]
        )
        return self._records_of(places, [pairs])

    def _records_of(self, places: Sequence[int], pairs: Iterable[Sequence[Scored]]) -> list[Grown]:
        """The records of some, which stand in their own order, from their pairs by ranks."""
        told = [self._tellings[place] for place in places]
        of = {one.id: place for one, place in zip(told, places, strict=True)}
        joined: list[Scored] = []
        records = [tuple([of[one.id] for one in record]) for record in join_all(told, pairs, self._ground, joined=joined)]
        by = {at: first for first, *others in records for at in (first, *others)}
        its: dict[int, list[Scored]] = defaultdict(list)
        for score, left, right in joined:
            its[by[places[left]]].append((score, places[left], places[right]))
        return [Grown(members, tuple(its.get(members[0], ()))) for members in records]

    def _changed(self, old: Iterable[Grown], made: Iterable[Grown]) -> Changed:
        before = {record.members for record in old}
        for members in before:
            self._several.pop(members[0], None)
        for record in made:
            self._set(record)
        return before, {record.members for record in made}

    def _set(self, record: Grown) -> None:
        for place in record.members:
            self._first[place] = record.members[0]
        if len(record.members) > 1:
            self._several[record.members[0]] = record

    def _record(self, first: int) -> Grown:
        return self._several.get(first) or Grown((first,), ())


Changed = tuple[set[tuple[int, ...]], set[tuple[int, ...]]]
"""The places of records as they were, and as they are now."""
