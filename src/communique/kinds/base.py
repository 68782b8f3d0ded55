"""What the nine kinds share: the flat fields of one thing said, and the vocabulary that guards them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.model.quantities import Quantity

LEVELS = frozenset("summit ministerial senior_officials ambassadorial technical parliamentary party track2".split())
"""Meeting levels (codebook 3.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """The fields of the flat record. `when` and `due` are EDTF, `where` an English place name, `areas` codes of codebook 7."""

    kind: ClassVar[str] = ""
    types: ClassVar[frozenset[str]] = frozenset()
    statuses: ClassVar[frozenset[str]] = frozenset()
    levels: ClassVar[frozenset[str]] = frozenset()

    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    type: str | None = None
    status: str | None = None
    level: str | None = None
    name: str | None = None
    ordinal: int | None = None
    when: str | None = None
    due: str | None = None
    where: str | None = None
    areas: tuple[str, ...] = ()
    quantity: Quantity | None = None
    what: str | None = None
    mechanism: str | None = None
    issue: str | None = None

    def __post_init__(self) -> None:
        for slot, value, allowed in (("type", self.type, self.types), ("status", self.status, self.statuses), ("level", self.level, self.levels)):
            if value is not None and value not in allowed:
                raise ValueError(f"{self.kind}: {slot} {value!r} is not one of {' '.join(sorted(allowed)) or 'none'}")

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one: those that share a key."""
        raise NotImplementedError

    def _parties(self) -> str:
        return "+".join(sorted({actor.partition(":")[0] for actor in (*self.by, *self.to)}))
