"""Agreement: a named or counted instrument and what became of it (UNTC glossary and VCLT for statuses, GGO for types)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Flat):
    """A named or counted instrument and what became of it (UNTC glossary and VCLT for statuses, GGO for types).

    Each status told is a statement of its own; `due` is the end of validity. A status of None means the text is only cited.
    """

    kind: ClassVar[str] = "agreement"
    types: ClassVar[frozenset[str]] = frozenset("treaty protocol exchange_of_notes mou declaration plan communique contract bundle".split())
    statuses: ClassVar[frozenset[str]] = frozenset(
        (
            "proposed under_negotiation negotiations_concluded initialled adopted signed approved ratified in_force extended noted suspended "
            "denounced terminated expired superseded failed"
        ).split()
    )

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"agreement|{self.type}|{self._parties()}",)
