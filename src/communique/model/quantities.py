"""How much: a number, its unit, and how firmly the words give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
COMPARATORS: frozenset[str] = frozenset(get_args(Comparator))


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` of `unit`: an ISO 4217 code for money, else a singular English noun; `of` is the total in "99 of 139"."""

    value: float
    unit: str
    comparator: Comparator = "="
    of: float | None = None

    def __post_init__(self) -> None:
        if self.comparator not in COMPARATORS:
            raise ValueError(f"unknown comparator {self.comparator!r}: one of {' '.join(sorted(COMPARATORS))}")
