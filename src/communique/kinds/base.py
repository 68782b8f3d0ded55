"""What the nine kinds share: the flat fields of one thing said, and the vocabulary that guards them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NoReturn

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
        if self.type is not None and self.type not in self.types:
            self._refuse("type", self.type, self.types)
        if self.status is not None and self.status not in self.statuses:
            self._refuse("status", self.status, self.statuses)
        if self.level is not None and self.level not in self.levels:
            self._refuse("level", self.level, self.levels)

    def _refuse(self, slot: str, value: str, allowed: frozenset[str]) -> NoReturn:
        raise ValueError(f"{self.kind}: {slot} {value!r} is not one of {' '.join(sorted(allowed)) or 'none'}")

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one: those that share a key."""
        raise NotImplementedError

    def _parties(self) -> str:
        return "+".join(sorted({actor.partition(":")[0] for actor in (*self.by, *self.to)}))
