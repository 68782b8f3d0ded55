"""A statement while it is being read: slot values with the tokens they stand at."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.model.quantities import Quantity

TokenRange = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """What a builder makes of a clause. All ranges are of tokens; `evidence` holds one range or more."""

    kind: str
    found_by: str
    evidence: list[TokenRange]
    by: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    type: str | None = None
    status: str | None = None
    level: str | None = None
    name: TokenRange | None = None
    name_text: str = ""
    """the person, for roles"""
    title_text: str = ""
    definite: bool = False
    """the folded head words of an instrument"""
    ordinal: int | None = None
    when: str | None = None
    due: str | None = None
    where: str | None = None
    areas: list[str] = field(default_factory=list)
    quantity: Quantity | None = None
    what: TokenRange | None = None
    mechanism: str | None = None
    issue: str | None = None
    speaker: str | None = None
    voice: str = ""
    modality: str = "actual"
    polarity: bool = True
    hedged: bool = False
    slots: dict[str, list[TokenRange]] = field(default_factory=dict)

    def at(self, slot: str, *ranges: TokenRange) -> None:
        """Note where the value of a slot was read."""
        self.slots.setdefault(slot, []).extend(ranges)
