"""Role: who holds which chair, office or coordinating job, when (W3C Org Membership and Post; Wikidata P39, P488)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Flat):
    """Who holds which chair, office or coordinating job, when (W3C Org Membership and Post; Wikidata P39, P488).

    `by` is the state or body, `name` the person, `to` the body or state the role is held at.
    """

    kind: ClassVar[str] = "role"
    types: ClassVar[frozenset[str]] = frozenset(
        (
            "chair incoming_chair co_chair country_coordinator host secretary_general head_of_state head_of_government foreign_minister "
            "minister deputy_minister ambassador permanent_representative special_envoy spokesperson head_of_delegation other"
        ).split()
    )

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"role|{self.type}|{self._parties()}",)
