"""Action: something transferred, taught, exercised, opened or deployed, done or under way (PLOVER AID and COOPERATE, IATI activity)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Flat):
    """Something transferred, taught, exercised, opened or deployed, done or under way (PLOVER AID and COOPERATE, IATI activity).

    States: announced -> dispatched -> delivered or completed; ongoing; suspended.
    """

    kind: ClassVar[str] = "action"
    types: ClassVar[frozenset[str]] = frozenset(
        (
            "donation_in_kind grant loan_credit training_scholarship technical_assistance exercise_deployment works_handover "
            "technology_transfer exchange_event measure coordination"
        ).split()
    )
    statuses: ClassVar[frozenset[str]] = frozenset("announced dispatched delivered ongoing completed suspended".split())

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"action|{self.type}|{self._parties()}",)
