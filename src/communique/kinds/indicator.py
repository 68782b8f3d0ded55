"""Indicator: a number about the relationship, with the period it is of (SDMX's minimum: metric, of, value, unit, period)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from communique.kinds.base import Flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Flat):
    """A number about the relationship, with the period it is of (SDMX's minimum: metric, of, value, unit, period).

    A directed flow has its source in `by` and its destination in `to`; the status `target` marks a goal.
    """

    kind: ClassVar[str] = "indicator"
    types: ClassVar[frozenset[str]] = frozenset(
        "trade_total exports imports balance fdi_flow fdi_stock tourist_arrivals students projects_count fund_balance aid_total other".split()
    )
    statuses: ClassVar[frozenset[str]] = frozenset({"target"})

    def block_keys(self) -> tuple[str, ...]:
        """Which statements must be compared with this one."""
        return (f"indicator|{self.type}|{self._parties()}",)
