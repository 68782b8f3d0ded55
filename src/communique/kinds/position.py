"""Position: a party takes a side on an issue, an actor or a text (PLOVER SUPPORT, REQUEST, ACCUSE, REJECT)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Flat):
    """A party takes a side on an issue, an actor or a text (PLOVER SUPPORT, REQUEST, ACCUSE, REJECT)."""

    kind: ClassVar[str] = "position"
    types: ClassVar[frozenset[str]] = frozenset(
        "supports welcomes affirms_priority calls_for requests proposes expresses_concern opposes condemns rejects declines abstains".split()
    )

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return tuple(f"position|{actor.partition(':')[0]}|{self.issue or ''}" for actor in self.by) or ("position|",)
