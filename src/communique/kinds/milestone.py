"""Milestone: a dated change or birthday of the relationship itself (ASEAN partnership terms; Diplometrics for missions)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Flat):
    """A dated change or birthday of the relationship itself (ASEAN partnership terms; Diplometrics for missions).

    `level` is the level reached; `ordinal` the number of an anniversary, whose base year is inferred, never stored.
    """

    kind: ClassVar[str] = "milestone"
    types: ClassVar[frozenset[str]] = frozenset(
        (
            "establishment status_granted accession upgrade downgrade severance restoration mission_opened mission_closed membership "
            "anniversary designated_year"
        ).split()
    )
    levels: ClassVar[frozenset[str]] = frozenset(
        "sectoral_dialogue dialogue comprehensive strategic special_strategic comprehensive_strategic alliance".split()
    )

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"milestone|{self.type}|{self._parties()}",)
