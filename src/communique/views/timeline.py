"""The timeline: all that happened or is planned, in the order of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.times import span_of
from communique.views.page import Item, Page
from communique.views.rows import Row, Rows, between, mappings, record_row
from communique.views.titles import short, state_words, title
from communique.views.words import Words

PLANNED = frozenset({"proposed", "scheduled", "announced", "under_negotiation"})


def timeline(
    assembly: Assembly, *, actors: Sequence[str] = (), kinds: Sequence[str] = (), areas: Sequence[str] = (), since: str | None = None,
    until: str | None = None, year: int | None = None,
) -> Rows:  # fmt: skip
    """The records in the order of time, each on its own date, else (`dated` false) on that of the story that first told it.

    `planned` marks what no story tells as done. `since` and `until` (EDTF) keep what may lie between them, `year`
    what is placed in one.
    """
    return Rows(chosen(assembly, actors=actors, kinds=kinds, areas=areas, since=since, until=until, year=year), _row)


def chosen(
    assembly: Assembly, *, actors: Sequence[str] = (), kinds: Sequence[str] = (), areas: Sequence[str] = (), since: str | None = None,
    until: str | None = None, year: int | None = None,
) -> list[Group]:  # fmt: skip
    """The same, beside their tellings."""
    return [
        group
        for group in sorted(between(assembly, actors), key=place)
        if (not kinds or group.record.kind in kinds)
        and (not areas or set(areas) & set(group.record.content.areas))
        and (year is None or place(group)[0].year == year)
        and _within(group, since, until)
    ]


def years(assembly: Assembly, *, actors: Sequence[str] = ()) -> list[Row]:
    """How many `records` the timeline has in each `year` from the first to the last, how many it has `before` them, and the `first` of them."""
    found: dict[int, list[Group]] = {}
    for group in sorted(between(assembly, actors), key=place):
        found.setdefault(place(group)[0].year, []).append(group)
    before = len(found.pop(datetime.MINYEAR, ()))
    rows: list[Row] = []
    for year in range(min(found), max(found) + 1) if found else ():
        told = found.get(year, [])
        rows.append({"year": year, "records": len(told), "before": before, "first": told[0].id if told else None})
        before += len(told)
    return rows


def _row(group: Group) -> Row:
    return record_row(group) | {"date": date_of(group), "dated": group.when is not None, "planned": group.record.status in PLANNED}


def date_of(group: Group) -> str | None:
    """The date a record is placed on (EDTF): its own, else that of the story that first told it."""
    return group.record.content.when if group.when else told_on(group)


def told_on(group: Group) -> str | None:
    """The date of the story that first told a record (EDTF), as sharp as that story's own."""
    return group.tellings[0].origin.published or group.record.first_seen


def place(group: Group) -> tuple[datetime.date, str]:
    """Where a record stands in time: its first day, then its id."""
    day = group.when.first if group.when else group.told
    return day or datetime.date.min, group.id


def _within(group: Group, since: str | None, until: str | None) -> bool:
    first, last = span_of(date_of(group))
    return (since is None or last >= span_of(since)[0]) and (until is None or first <= span_of(until)[1])


def timeline_page(rows: Sequence[Row], words: Words) -> Page:
    """Date (in brackets that of the story), kind, who, what, status; below it the best quote."""
    return Page(words.say("timeline", "title"), [_item(row, words) for row in rows])


def _item(row: Row, words: Words) -> Item:
    date = words.date(row["date"])
    line = words.say(
        "timeline", "line", date=date if row["dated"] else words.say("timeline", "undated", date=date), kind=words.term("kind", row["kind"]),
        who=words.who(row), title=title(row, words), state=state_words(row, words), id=short(row),
    )  # fmt: skip
    return Item(line, mappings(row["footnotes"])[:1], record=str(row["record"]))
