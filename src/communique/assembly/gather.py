"""From pairs to records: the surest pairs join first, nothing joins what is barred, and what people decided overrules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from communique.assembly.block import Blocks
from communique.assembly.block import pairs as compared
from communique.assembly.clusters import UNBARRED, Clusters, Hanging
from communique.assembly.ground import Ground
from communique.assembly.judged import Decided
from communique.assembly.marks import Marks
from communique.assembly.resolve import ENOUGH, READ, RULES, told_alike
from communique.assembly.tellings import Telling

FEW = 4
"""Pairs of statements that are sooner looked at again for a bar than remembered to be barred."""


def gather(tellings: Sequence[Telling], ground: Ground, decided: Decided | None = None) -> list[list[Telling]]:
    """The tellings of each record, in their own order. `tellings` stand in their own order too (see `tellings.tellings`).

    What people decided joins or parts the statements it names; what it joins is joined even across a bar.
    """
    return join_all(tellings, scored(tellings, ground, every=bool(decided and decided.apart)), ground, decided)


Scored = tuple[float, int, int]
"""Less the score of a pair that is of one thing, and its places, the smaller first: sorted, the surest come first."""


def join_all(
    tellings: Sequence[Telling], pairs: Iterable[Sequence[Scored]], ground: Ground, decided: Decided | None = None, joined: list[Scored] | None = None
) -> list[list[Telling]]:
    """The same from pairs that are scored already, in batches of kinds, each sorted; those that join are put into `joined`, if given."""
    decided = decided or Decided()
    place = {one.id: at for at, one in enumerate(tellings)} if decided.same or decided.apart else {}
    clusters = Clusters(tellings, ground)
    root = clusters.root
    parted: dict[int, set[int]] = defaultdict(set)
    for first, second in decided.apart:
        if first in place and second in place:
            parted[place[first]].add(place[second])
            parted[place[second]].add(place[first])
    for first, second in decided.same:
        if first in place and second in place:
            one, other = root(place[first]), root(place[second])
            if one != other:
                clusters.join(one, other)
    for batch in pairs:
        barred: set[tuple[int, int, int, int]] = set()  # by their first statements and sizes: records only grow
        for pair in batch:
            _, left, right = pair
            one, other = root(left), root(right)
            if one == other or (parted and any(not parted[at].isdisjoint(clusters.members(other)) for at in clusters.members(one) if at in parted)):
                continue
            mine, its = clusters.size(one), clusters.size(other)
            tried = (one, mine, other, its) if one < other else (other, its, one, mine)
            if tried in barred:
                continue
            if clusters.barred(one, other):
                if mine * its > FEW:
                    barred.add(tried)
                continue
            clusters.join(one, other)
            if joined is not None:
                joined.append(pair)
    return [[tellings[at] for at in sorted(clusters.members(first))] for first in range(len(tellings)) if root(first) == first]


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
