"""Records that grow by a few new statements: what joins them is gone through again, and nothing else.

The surest pairs join first (see `gather`), so a new statement may change what came after it; yet as long as all old records stay whole, no pair that
was barred joins now, for a bar between parts is one between wholes. So only the records next to what is new are looked at, and of their pairs only
those that joined them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.assembly.clusters import IN_ONE_STORY, UNBARRED, WIDEST, Clusters
from communique.assembly.gather import Scored
from communique.assembly.ground import Ground
from communique.assembly.tellings import Telling


class Grown(NamedTuple):
    """The places of a record's tellings, in their own order, and the pairs that join it, the surest first."""

    members: tuple[int, ...]
    pairs: tuple[Scored, ...]


def grown(new: Iterable[int], old: Sequence[Grown], alike: Iterable[Scored], tellings: Sequence[Telling], ground: Ground) -> list[Grown] | None:
    """The records of some new tellings of one kind and of all old ones next to them; `alike` are the pairs of which one is new, or both.

    None where an old record may come apart, so that what was barred by it may join: then it has to be joined anew, with those around it.
    """
    places = sorted([*new, *(place for record in old for place in record.members)], key=lambda place: tellings[place].order)
    rank = {place: at for at, place in enumerate(places)}
    owner = [-1] * len(places)
    """for each place the old record it is of, or -1"""
    for number, record in enumerate(old):
        for place in record.members:
            owner[rank[place]] = number
    pairs = [(score, min(rank[left], rank[right]), max(rank[left], rank[right])) for score, left, right in alike]
    pairs += [(score, rank[left], rank[right]) for record in old for score, left, right in record.pairs]
    pairs.sort()
    growing = _Growing(owner, [tellings[place] for place in places], ground, sizes=[len(record.members) for record in old])
    if not growing.join_all(pairs):
        return None
    return [Grown(tuple([places[at] for at in members]), tuple([(score, places[one], places[other]) for score, one, other in joined]))
            for members, joined in growing.records()]  # fmt: skip


class _Growing:
    """Clusters of tellings by rank; those that hold tellings of one old record alone are as they were when it was made."""

    def __init__(self, owner: Sequence[int], tellings: Sequence[Telling], ground: Ground, *, sizes: Sequence[int]) -> None:
        self._owner, self._sizes = owner, sizes
        self._barred = tellings[0].kind not in UNBARRED
        self._in_part = tellings[0].kind not in UNBARRED | IN_ONE_STORY
        """whether not all tellings of a record are looked at for a bar"""
        self._clusters = Clusters(tellings, ground)
        self._mixed = [of < 0 for of in owner]
        """by root, whether others are among its members than those of one old record"""
        self._joined: list[Scored] = []

    def join_all(self, pairs: Iterable[Scored]) -> bool:
        """Join what may be joined, the surest pairs first; False where an old record would not be joined as it was."""
        refused: set[tuple[int, int, int, int]] = set()
        owner, clusters, root = self._owner, self._clusters, self._clusters.root
        for pair in pairs:
            _, left, right = pair
            one, other = root(left), root(right)
            if one == other:
                continue
            old = owner[left] == owner[right] >= 0
            if self._barred and (self._mixed[one] or self._mixed[other]):
                tried = (one, clusters.size(one), other, clusters.size(other))
                if tried in refused or self._bars(one, other, owner[left] if old else -1):
                    if old:
                        return False
                    refused.add(tried)
                    continue
                if self._in_part and not old and self._bridges(one, other):
                    return False
            mixed = self._mixed[one] or self._mixed[other] or not old
            self._mixed[clusters.join(one, other)] = mixed
            self._joined.append(pair)
        return not self._in_part or all(self._is_safe(at) for at in range(len(owner)) if root(at) == at and self._mixed[at])

    def records(self) -> list[tuple[list[int], list[Scored]]]:
        """The ranks of every record, in order, with the pairs that joined it, in order."""
        found: dict[int, tuple[list[int], list[Scored]]] = {}
        root = self._clusters.root
        for at in range(len(self._owner)):
            found.setdefault(root(at), ([], []))[0].append(at)
        for pair in self._joined:
            found[root(pair[1])][1].append(pair)
        return list(found.values())

    def _bars(self, one: int, other: int, of: int) -> bool:
        """Whether two clusters are barred from each other; those of an old record `of`, which was joined then, are not."""
        clusters, owner = self._clusters, self._owner
        if of < 0 or not self._in_part:
            return clusters.barred(one, other)
        mine, its = clusters.early(one), clusters.early(other)
        strange, others = ([at for at in places if owner[at] != of] for places in (mine, its))
        return clusters.any_barred(strange, its) or clusters.any_barred((at for at in mine if owner[at] == of), others)

    def _bridges(self, one: int, other: int) -> bool:
        """Whether both clusters hold part of one old record of which not all tellings are looked at for a bar."""
        many = {of for at in self._clusters.members(one) if (of := self._owner[at]) >= 0 and self._sizes[of] > WIDEST}
        return any(self._owner[at] in many for at in self._clusters.members(other)) if many else False

    def _is_safe(self, root: int) -> bool:
        """Whether all that others were barred for is still looked at in a record: it has few tellings, or those that are new are the latest."""
        if self._clusters.size(root) <= WIDEST:
            return True
        held = sorted(self._clusters.members(root))
        of = self._owner[held[0]]
        size = self._sizes[of] if of >= 0 else 0
        return of >= 0 and all(self._owner[at] == of for at in held[:size]) and all(self._owner[at] < 0 for at in held[size:])
