"""From pairs to records: the surest pairs join first, nothing joins what is barred, and what people decided overrules."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from communique.assembly.alike import APART, EQUAL, INSIDE, between_others, days_apart, known_apart, sets, years_differ
from communique.assembly.block import Blocks
from communique.assembly.block import pairs as compared
from communique.assembly.forms import PLANNED
from communique.assembly.judged import Decided
from communique.assembly.marks import Marks
from communique.assembly.resolve import ENOUGH, READ, RULES, Ground, same, told_alike
from communique.assembly.slips import MOVED, NEAR, PUT_OFF, SLIP, days_told, drifted, least_toward, same_days, terms_differ
from communique.assembly.tellings import Telling
from communique.assembly.times import overlap

WIDEST = 60
"""Statements of a record that are looked at for a bar; the earliest of them speak for more."""

FEW = 4
"""Pairs of statements that are sooner looked at again for a bar than remembered to be barred."""

_TOLD_ONCE = frozenset({"commitment", "position", "progress", "indicator", "action"})
"""Kinds of which one story tells two things in two statements, unless these agree themselves; what tells a history is not among them."""
UNBARRED = frozenset({"role", "milestone"})
"""Kinds of which nothing is barred (see `bars`): whatever hangs together is one record."""


def gather(tellings: Sequence[Telling], ground: Ground, decided: Decided | None = None) -> list[list[Telling]]:
    """The tellings of each record, in their own order. `tellings` stand in their own order too (see `tellings.tellings`).

    What people decided joins or parts the statements it names; what it joins is joined even across a bar.
    """
    return join_all(tellings, scored(tellings, ground, every=bool(decided and decided.apart)), ground, decided)


Scored = tuple[float, int, int]
"""Less the score of a pair that is of one thing, and its places, the smaller first: sorted, the surest come first."""


def join_all(tellings: Sequence[Telling], pairs: Iterable[Sequence[Scored]], ground: Ground, decided: Decided | None = None) -> list[list[Telling]]:
    """The same from pairs that are scored already, in batches of kinds, each sorted."""
    decided = decided or Decided()
    place = {one.id: at for at, one in enumerate(tellings)} if decided.same or decided.apart else {}
    hanging = Hanging(len(tellings))
    root = hanging.root
    held: dict[int, list[int]] = {}
    parted: dict[int, set[int]] = defaultdict(set)
    for first, second in decided.apart:
        if first in place and second in place:
            parted[place[first]].add(place[second])
            parted[place[second]].add(place[first])

    def members(at: int) -> list[int]:
        return held.get(at) or [at]

    def join(left: int, right: int) -> None:
        low, high = sorted((left, right))
        hanging.join(low, high)
        held[low] = sorted(members(low) + held.pop(high, [high]))

    for first, second in decided.same:
        if first in place and second in place:
            one, other = root(place[first]), root(place[second])
            if one != other:
                join(one, other)
    for batch in pairs:
        barred: set[tuple[int, int, int, int]] = set()  # by their first statements and sizes: records only grow
        for _, left, right in batch:
            one, other = root(left), root(right)
            if one == other or any(not parted[at].isdisjoint(members(other)) for at in members(one) if at in parted):
                continue
            if tellings[left].kind not in UNBARRED:
                mine, its = members(one), members(other)
                tried = (one, len(mine), other, len(its)) if one < other else (other, len(its), one, len(mine))
                if tried in barred:
                    continue
                if any(bars(tellings[at], tellings[of], ground) for at in mine[:WIDEST] for of in its[:WIDEST]):
                    if len(mine) * len(its) > FEW:
                        barred.add(tried)
                    continue
            join(one, other)
    return [[tellings[at] for at in members(first)] for first in range(len(tellings)) if root(first) == first]


def scored(
    tellings: Sequence[Telling], ground: Ground, marks: Marks | None = None, blocks: Blocks | None = None, *, every: bool = True
) -> Iterator[list[Scored]]:
    """The pairs that are of one thing, kind by kind, the surest first.

    `marks` are those of the tellings, if known; `blocks`, if given, is filled with all blocks. Unless `every` one is wanted, those are left out that
    nothing bars and that hang together already.
    """
    marks = Marks(tellings, ground.members) if marks is None else marks
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(tellings):
        places[one.kind].append(at)
    for kind in sorted(places):
        found, rule = [], RULES[kind]
        hangs = None if every or kind not in UNBARRED else Hanging(len(tellings))
        said = _numbered(tellings, places[kind], READ[kind]) if kind in READ else None
        refused, sayings, alike = set[int](), len(places[kind]), 0
        for left, right in compared(tellings, places[kind], marks, blocks):
            if hangs is not None and hangs.together(left, right):
                continue
            if said is not None and (alike := said[left] * sayings + said[right]) in refused:
                continue
            one, other = tellings[left], tellings[right]
            score = rule(one, other, ground)
            if score < ENOUGH:
                if said is not None:
                    refused.add(alike)
            elif told_alike(one, other):
                found.append((-score, left, right))
                if hangs is not None:
                    hangs.join(left, right)
        found.sort()
        yield found


def _numbered(tellings: Sequence[Telling], places: Iterable[int], read: Callable[[Telling], object]) -> Mapping[int, int]:
    """For each place a number, the same for those of which a rule reads the same."""
    numbers: dict[object, int] = {}
    return {at: numbers.setdefault(read(tellings[at]), len(numbers)) for at in places}


class Hanging:
    """What hangs together, of so many places: each has one before it with which it hangs together, or itself."""

    def __init__(self, size: int) -> None:
        self._parent = array("l", range(size))

    def root(self, at: int) -> int:
        """The first of those a place hangs together with."""
        parent = self._parent
        while (above := parent[at]) != at:
            parent[at] = at = parent[above]
        return at

    def together(self, one: int, other: int) -> bool:
        """Whether two hang together."""
        return self.root(one) == self.root(other)

    def join(self, one: int, other: int) -> None:
        """Let two hang together, with all that they hang together with."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._parent[high] = low


def bars(one: Telling, other: Telling, ground: Ground) -> bool:
    """Whether two statements cannot be of one record, however many others lie between them."""
    left, right = one.content, other.content
    if one.kind in _TOLD_ONCE and one.origin.document == other.origin.document and same(one, other, ground) < ENOUGH:
        return True
    if one.kind in ("agreement", "commitment") and terms_differ(one, other):
        return True
    if one.kind == "meeting":
        same_story = one.origin.document == other.origin.document
        if same_story and left.ordinal is not None and right.ordinal is not None and left.ordinal != right.ordinal:
            return True
        apart = days_apart(one, other)
        return (
            bool(left.level and right.level and left.level != right.level)
            or bool(one.mechanism and other.mechanism and one.mechanism != other.mechanism)
            or (apart is not None and apart > _most_apart(one, other))
            or sets(one.parties, other.parties, ground.members) == APART
        )
    if one.kind == "agreement":
        if one.years and other.years and not one.years & other.years and left.type == right.type == "plan":
            return True
        if one.acronyms and other.acronyms and not one.acronyms & other.acronyms:
            return True
        return between_others(one, other, ground.members)
    if one.kind == "action":
        apart = days_apart(one, other)
        if apart is not None and apart > days_told(one, other):
            return True
        return bool(one.to and other.to) and sets(one.to, other.to, ground.members) == APART
    if one.kind == "indicator":
        return one.when is not None and other.when is not None and not overlap(one.when, other.when) and not drifted(one, other)
    if one.kind == "commitment":
        toward = sets(one.to, other.to, ground.members)
        who = sets(one.by, other.by, ground.members)
        if years_differ(one, other):
            return True
        return who < (INSIDE if known_apart(one, other) <= NEAR else EQUAL) or (bool(one.to and other.to) and toward < least_toward(one, other))
    return False


def _most_apart(one: Telling, other: Telling) -> int:
    """Days that may lie between the dates of one meeting: more for a numbered session, and for one that was planned for a day and then put off."""
    left, right = one.content, other.content
    if left.status != right.status and not PLANNED.isdisjoint((left.status, right.status)):
        return PUT_OFF
    numbered = left.ordinal is not None and left.ordinal == right.ordinal
    return MOVED if numbered or same_days(one, other) else SLIP
