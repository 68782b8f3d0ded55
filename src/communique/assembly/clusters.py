"""What hangs together of many tellings, and whether two such clusters may be one record."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from communique.assembly.barring import bars
from communique.assembly.ground import Ground
from communique.assembly.resolve import ENOUGH, same
from communique.assembly.tellings import Telling

WIDEST = 60
"""Statements of a record that are looked at for a bar; the earliest of them speak for more."""
UNBARRED = frozenset({"role", "milestone"})
"""Kinds of which nothing is barred: whatever hangs together is one record."""
IN_ONE_STORY = frozenset({"position", "progress"})
"""Kinds of which nothing is barred but what one story tells in two statements."""


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


class Clusters:
    """Tellings, which stand in their own order, by what they hang together with; a cluster is known by the place of its first telling, its root."""

    def __init__(self, tellings: Sequence[Telling], ground: Ground) -> None:
        hanging = Hanging(len(tellings))
        self.root = hanging.root
        self._hanging, self._tellings, self._ground = hanging, tellings, ground
        self._held: dict[int, list[int]] = {}
        """the members of clusters of several, in no order"""
        self._early: dict[int, list[int]] = {}
        """the first of them, in order"""
        self._told: dict[int, dict[str, list[int]]] = {}
        """their members by document, of those kinds that are barred in one story only"""

    def members(self, root: int) -> Sequence[int]:
        """The places of a cluster, in no order."""
        return self._held.get(root) or (root,)

    def early(self, root: int) -> Sequence[int]:
        """Those that are looked at for a bar, in order."""
        return self._early.get(root) or (root,)

    def size(self, root: int) -> int:
        """How many there are in a cluster."""
        return len(self.members(root))

    def join(self, one: int, other: int) -> int:
        """Let two clusters be one; its root."""
        low, high = sorted((one, other))
        self._early[low] = sorted((*self.early(low), *self.early(high)))[:WIDEST]
        if self._tellings[low].kind in IN_ONE_STORY:
            self._told[low] = _merged(self._by_story(low), self._by_story(high))
        few, many = sorted((self._held.pop(low, [low]), self._held.pop(high, [high])), key=len)
        many.extend(few)
        self._held[low] = many
        self._early.pop(high, None)
        self._told.pop(high, None)
        self._hanging.join(low, high)
        return low

    def barred(self, one: int, other: int) -> bool:
        """Whether two clusters cannot be of one record."""
        kind = self._tellings[one].kind
        if kind in UNBARRED:
            return False
        if kind in IN_ONE_STORY:
            few, many = sorted((self._by_story(one), self._by_story(other)), key=len)
            return any(self._differ(at, to) for story, its in few.items() for at in its for to in many.get(story, ()))
        return self.any_barred(self.early(one), self.early(other))

    def any_barred(self, some: Iterable[int], others: Sequence[int]) -> bool:
        """Whether any of some tellings cannot be of one record with any of others."""
        tellings, ground = self._tellings, self._ground
        return any(bars(tellings[at], tellings[to], ground) for at in some for to in others)

    def _differ(self, one: int, other: int) -> bool:
        return same(self._tellings[one], self._tellings[other], self._ground) < ENOUGH

    def _by_story(self, root: int) -> dict[str, list[int]]:
        return self._told.get(root) or {self._tellings[root].origin.document: [root]}


def _merged(one: dict[str, list[int]], other: dict[str, list[int]]) -> dict[str, list[int]]:
    few, many = sorted((one, other), key=len)
    for story, members in few.items():
        many.setdefault(story, []).extend(members)
    return many
