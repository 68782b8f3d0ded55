"""What a chart of a series of figures draws: each value at its period, and which of them a line may join."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from communique.assembly.times import days_of
from communique.views.rows import Row, mapping, mappings
from communique.views.words import Words

UNNAMED = "other"
"""Figures that the codebook has no name for: those of one unit need not be of one thing."""


def chart(row: Row, words: Words) -> Row | None:
    """The points of a series (`views.indicators`) whose periods begin and end, all in one `unit`. None where there are not two periods to compare.

    Of a point, `x` is the year and the part of it at which the period begins, `y` the value, `told` both in words. Its `sort` is `aim` for what is
    only hoped for, `apart` where one period has several values, else `told`. `joined` are those told of periods as long as most: no line leads from
    a year to a month.
    """
    if row["type"] == UNNAMED:
        return None
    told_of = [(str(point["when"] or ".."), point) for point in mappings(row["points"]) if point["quantity"]]
    found = [(days, point) for when, point in told_of if ".." not in when and (days := days_of(when))]
    values: dict[object, set[object]] = defaultdict(set)
    for _, point in found:
        if not point["target"]:
            values[point["when"]].add(mapping(point["quantity"])["value"])
    usual = _usual(days.length for days, point in found if not point["target"])
    points: list[Row] = []
    for days, point in found:
        quantity = mapping(point["quantity"])
        sort = "aim" if point["target"] else "apart" if len(values[point["when"]]) > 1 else "told"
        told = words.say("indicators", "target", value=words.quantity(quantity)) if sort == "aim" else words.quantity(quantity)
        points.append({
            "x": _year(days.first), "y": quantity["value"], "told": f"{words.date(point['when'])}: {told}", "sort": sort,
            "joined": sort == "told" and _alike(days.length, usual),
        })  # fmt: skip
    if len({point["x"] for point in points}) < 2:
        return None
    return {"unit": words.unit(str(row["unit"])), "points": points, "sorts": sorted({str(point["sort"]) for point in points})}


def _year(day: datetime.date) -> float:
    first = datetime.date(day.year, 1, 1)
    return round(day.year + (day - first).days / 366, 3)


def _usual(lengths: Iterable[int]) -> int:
    """The commonest of some lengths, in days; of those as common, the first."""
    counts = Counter(lengths)
    return max(counts, key=lambda length: counts[length], default=0)


def _alike(one: int, other: int) -> bool:
    """Whether two periods are as long, but for leap days and the days of months."""
    return abs(one - other) <= max(1, other // 10)
