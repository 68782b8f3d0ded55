"""Progress: how much of a plan or promise has been done (ASEAN plan-of-action reporting)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Flat):
    """How much of a plan or promise has been done (ASEAN plan-of-action reporting)."""

    kind: ClassVar[str] = "progress"
    types: ClassVar[frozenset[str]] = frozenset("count share stage".split())
    statuses: ClassVar[frozenset[str]] = frozenset("none_started started partly_completed mostly_completed completed".split())

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"progress|{self._parties()}",)
