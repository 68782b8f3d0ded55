"""The timeline: all that happened or is planned, in the order of time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.times import span_of
from communique.views.rows import Row, between, footnotes, quote_line, record_row, short, title, who

_PLANNED = frozenset({"proposed", "scheduled", "announced", "under_negotiation"})


def timeline(
    assembly: Assembly, *, actors: Sequence[str] = (), kinds: Sequence[str] = (), since: str | None = None, until: str | None = None
) -> list[Row]:  # fmt: skip
    """The records in the order of time, each on its own date, else (`dated` false) on that of the story that first told it.

    `planned` marks what no story tells as done. `since` and `until` (EDTF) keep what may lie between them.
    """
    rows = []
    for group in sorted(between(assembly, actors), key=_place):
        if (kinds and group.record.kind not in kinds) or not _between(group, since, until):
            continue
        rows.append(
            record_row(group)
            | {"date": _date(group), "dated": group.when is not None, "planned": group.record.status in _PLANNED, "footnotes": footnotes(group)}
        )
    return rows


def _date(group: Group) -> str | None:
    return group.record.content.when if group.when else group.record.first_seen


def _place(group: Group) -> tuple[datetime.date, str]:
    day = group.when.first if group.when else group.told
    return day or datetime.date.min, group.id


def _between(group: Group, since: str | None, until: str | None) -> bool:
    first, last = span_of(_date(group))
    return (since is None or last >= span_of(since)[0]) and (until is None or first <= span_of(until)[1])


def timeline_text(assembly: Assembly, rows: Sequence[Row]) -> list[str]:
    """The timeline as lines: date (in brackets that of the story), kind, who, what, status; below it the best quote."""
    groups = {group.id: group for group in assembly.groups}
    lines = []
    for row in rows:
        group = groups[str(row["record"])]
        date = str(row["date"] or "?")
        lines.append(
            f"{date if row['dated'] else f'[{date}]':<24} {group.record.kind:<10} {who(group)}  {title(group)}{_state(row)}  ({short(group.id)})"
        )
        lines.append(f"    {quote_line(group)}")
    return lines


def _state(row: Row) -> str:
    status = str(row["status"]).replace("_", " ") if row["status"] else ""
    conflicts = row["conflicts"]
    marks = [status, "sources disagree" if conflicts else "", f"{row['sources']} sources" if row["sources"] != 1 else ""]
    told = ", ".join(mark for mark in marks if mark)
    return f" · {told}" if told else ""
