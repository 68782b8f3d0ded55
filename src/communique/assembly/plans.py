"""Plans in time: how much of each was told to be done, when it ends, and what came after it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.assembly.group import Group
from communique.assembly.texts import period
from communique.model.records import Link


@dataclass(frozen=True, slots=True)
class Measure:
    """How much was told to be done on a day: the record, the day the story was known (ISO), done and total, or the stage."""

    record: str
    day: str | None
    done: float | None
    total: float | None
    unit: str
    stage: str | None


@dataclass(frozen=True, slots=True)
class Series:
    """Measures of one thing in time order: the same parties count the same unit out of the same total."""

    parties: tuple[str, ...]
    unit: str
    total: float | None
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An agreement with an end: its last day (ISO), whether that day is past, and what supersedes it."""

    record: str
    last: str
    ended: bool
    successors: tuple[str, ...]


def series(groups: Sequence[Group]) -> tuple[Series, ...]:
    """All measures of progress, as series."""
    found: dict[tuple[tuple[str, ...], str, float | None], list[Measure]] = defaultdict(list)
    for group in groups:
        if group.record.kind != "progress":
            continue
        quantity, content = group.record.content.quantity, group.record.content
        day = group.when.last if group.when else group.told
        total = quantity.of if quantity else None
        measure = Measure(
            group.id, day.isoformat() if day else None, quantity.value if quantity else None, total, quantity.unit if quantity else "", content.status
        )
        found[tuple(sorted(group.parties)), measure.unit, total].append(measure)
    return tuple(
        Series(*key, tuple(sorted(measures, key=lambda one: (one.day or "", one.done or 0, one.record))))
        for key, measures in sorted(found.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or 0))
    )


def plans(groups: Sequence[Group], links: Sequence[Link], on: datetime.date | None) -> tuple[Plan, ...]:
    """All agreements with an end, the earliest first. One that ended has a successor or raises the question of one."""
    after: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind == "supersedes":
            after[link.target].append(link.source)
    found = []
    for group in groups:
        if group.record.kind != "agreement":
            continue
        last = ends(group)
        if last is not None:
            found.append(Plan(group.id, last.isoformat(), on is not None and last < on, tuple(sorted(after[group.id]))))
    return tuple(sorted(found, key=lambda plan: (plan.last, plan.record)))


def ends(group: Group) -> datetime.date | None:
    """The last day of an agreement: that of its term, else of the last year in the name of a plan."""
    if group.due is not None:
        return group.due.last
    years = period(group) if group.record.content.type == "plan" else None
    return datetime.date(years[1], 12, 31) if years else None
