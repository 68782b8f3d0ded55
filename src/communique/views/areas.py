"""Fields of cooperation by year: where a relation is busy, and where nothing is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.assembly.pipeline import Assembly
from communique.views.page import Item, Page, Table
from communique.views.rows import Row, between
from communique.views.words import Words


def areas(assembly: Assembly, *, actors: Sequence[str] = ()) -> list[Row]:
    """How many records each field has in each year, the field with most first. A record counts once in each of its fields, in its year.

    Each row has `area`, `total` and `years`: a number for every year from the first with any record to the last.
    """
    found: Counter[tuple[str, int]] = Counter()
    for group in between(assembly, actors):
        day = group.when.first if group.when else group.told
        if day is not None:
            found.update((area, day.year) for area in group.record.content.areas)
    if not found:
        return []
    first, last = min(year for _, year in found), max(year for _, year in found)
    totals: Counter[str] = Counter()
    for (area, _), number in found.items():
        totals[area] += number
    return [
        {"area": area, "total": total, "years": {str(year): found[area, year] for year in range(first, last + 1)}}
        for area, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


def areas_page(rows: Sequence[Row], words: Words) -> Page:
    """A table of fields and years."""
    if not rows:
        return Page(words.say("areas", "title"), [])
    years = list(rows[0]["years"]) if isinstance(rows[0]["years"], dict) else []
    header = [words.say("areas", "area"), *years, words.say("areas", "total")]
    return Page(words.say("areas", "title"), [Table(header, [_cells(row, words) for row in rows])])


def _cells(row: Row, words: Words) -> list[Item]:
    numbers = row["years"].values() if isinstance(row["years"], dict) else ()
    return [Item(words.area(str(row["area"]))), *(Item(str(number) if number else "") for number in numbers), Item(str(row["total"]))]
