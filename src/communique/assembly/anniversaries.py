"""Birthdays of relations: of which change, in which year, and the round ones to come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from communique.assembly.group import Group
from communique.model.records import Link

ROUND = 5
"""Years between anniversaries that are marked: wire stories celebrate every fifth."""


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A base year of a relation, its milestone if one is recorded, the anniversaries told of, and the next round ones.

    `basis` is `stated` where stories date the change itself, `inferred` where the year is that of an anniversary less its number.
    """

    parties: tuple[str, ...]
    year: int
    basis: Literal["stated", "inferred"]
    base: str | None
    """record id of the change itself"""
    type: str
    told: tuple[tuple[int, str], ...]
    """number and record id of each anniversary told of, in order"""
    coming: tuple[tuple[int, int], ...]
    """number and year of the round ones to come"""


def anniversaries(groups: Sequence[Group], links: Sequence[Link], on: datetime.date | None, *, years: int = 10) -> tuple[Anniversary, ...]:
    """All base years known on a day, by parties and year, with the round anniversaries of the years to come."""
    milestones = {group.id: group for group in groups if group.record.kind == "milestone" and group.when is not None}
    of = {link.source: link.target for link in links if link.kind == "follows" and link.source in milestones and link.target in milestones}
    bases: dict[tuple[tuple[str, ...], int, str], list[Group]] = defaultdict(list)
    for group in milestones.values():
        content = group.record.content
        parties = tuple(sorted(group.parties))
        assert group.when
        if content.type == "anniversary" and content.ordinal is not None:
            base = milestones.get(of.get(group.id, ""))
            year = base.when.first.year if base and base.when else group.when.first.year - content.ordinal
            bases[parties, year, base.id if base else ""].append(group)
        elif content.type != "anniversary" and group.when.first.year == group.when.last.year:
            bases[parties, group.when.first.year, group.id].append(group)
    return tuple(_anniversary(key, found, milestones, on, years) for key, found in sorted(bases.items()))


def _anniversary(
    key: tuple[tuple[str, ...], int, str], found: Sequence[Group], milestones: dict[str, Group], on: datetime.date | None, years: int
) -> Anniversary:  # fmt: skip
    parties, year, base = key
    told = sorted((group.record.content.ordinal or 0, group.id) for group in found if group.record.content.type == "anniversary")
    first = (on.year if on else year) - year
    coming = tuple((number, year + number) for number in range(max(first, 1), max(first, 1) + years) if number % ROUND == 0)
    type_ = str(milestones[base].record.content.type) if base else "anniversary"
    return Anniversary(parties, year, "stated" if base else "inferred", base or None, type_, tuple(told), coming)
