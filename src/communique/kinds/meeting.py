"""Meeting: people of two or more actors gather, call or visit, or a standing mechanism meets (PLOVER CONSULT, schema.org Event; COLT for visits)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import LEVELS, Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Flat):
    """People of two or more actors gather, call or visit, or a standing mechanism meets (PLOVER CONSULT, schema.org Event; COLT for visits).

    States: proposed -> scheduled -> held, or postponed, cancelled, refused.
    """

    kind: ClassVar[str] = "meeting"
    types: ClassVar[frozenset[str]] = frozenset("session visit talks sidelines call conference".split())
    statuses: ClassVar[frozenset[str]] = frozenset("proposed scheduled held postponed cancelled refused".split())
    levels: ClassVar[frozenset[str]] = LEVELS

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        keys = [f"meeting|{self.mechanism}|{self.ordinal}"] if self.mechanism and self.ordinal else []
        return (*keys, f"meeting|{self._parties()}|{(self.when or '')[:4]}")
