"""Commitment: a publicly expressed undertaking by a party about its own future conduct (PLOVER AGREE, G7/G20 Research Group, AidData pledge)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Flat):
    """A publicly expressed undertaking by a party about its own future conduct (PLOVER AGREE, G7/G20 Research Group, AidData pledge).

    `type` is its strength, from considered to binding; what came of it is never told by the same words.
    """

    kind: ClassVar[str] = "commitment"
    types: ClassVar[frozenset[str]] = frozenset("considered willing intended pledged binding".split())

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return tuple(f"commitment|{actor.partition(':')[0]}" for actor in self.by) or ("commitment|",)
