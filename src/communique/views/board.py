"""The board of commitments: by the state of their delivery, what can be followed before what is only declared."""

from __future__ import annotations

from collections.abc import Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.views.judged import judgement_row
from communique.views.rows import Row, between, footnotes, quote_line, record_row, short, title, who

STATES = (
    "overdue_no_report due_soon delayed open reaffirmed no_reported_follow_up started partly_delivered delivered superseded suspended withdrawn "
    "not_delivered"
).split()
"""The columns, what asks for attention first."""


def board(assembly: Assembly, *, actors: Sequence[str] = (), states: Sequence[str] = ()) -> list[Row]:
    """All commitments: trackable ones first, then by state and first day known. Each has the state, its basis and the records that tell it."""
    wanted = {group.id: group for group in between(assembly, actors)}
    rows = []
    for delivery in assembly.deliveries:
        group = wanted.get(delivery.record)
        if group is None or (states and delivery.state not in states):
            continue
        rows.append(
            record_row(group)
            | {
                "state": delivery.state,
                "basis": delivery.basis,
                "told_by": list(delivery.records),
                "strength": group.record.content.type,
                "specificity": delivery.specificity,
                "trackable": delivery.trackable,
                "assessed": judgement_row(delivery.assessed) if delivery.assessed else None,
                "footnotes": footnotes(group),
            }
        )
    return sorted(rows, key=lambda row: (not row["trackable"], STATES.index(str(row["state"])), str(row["first_seen"] or ""), str(row["record"])))


def board_text(assembly: Assembly, rows: Sequence[Row]) -> list[str]:
    """The board as lines, a heading a state."""
    groups = {group.id: group for group in assembly.groups}
    lines: list[str] = []
    heading = ""
    for row in rows:
        group = groups[str(row["record"])]
        column = f"{'trackable' if row['trackable'] else 'declaratory'}: {str(row['state']).replace('_', ' ')}"
        if column != heading:
            lines += ["", column] if lines else [column]
            heading = column
        due = f", due {row['due']}" if row["due"] else ""
        basis = f", {row['basis']}" if row["basis"] else ""
        lines.append(f"  {who(group)}  {title(group)} · {row['strength'] or '?'}{due}{basis}  ({short(group.id)})")
        lines.append(f"      {quote_line(group)}")
        assessed = row["assessed"]
        if isinstance(assessed, dict):
            lines.append(f"      scored {assessed['value']} on {assessed['on']} by {assessed['user']}: {assessed['reason']}")
        lines += [f"      told by {_deed(groups[str(id_)])}" for id_ in _told(row) if id_ != group.id]
    return lines


def _told(row: Row) -> list[object]:
    told = row["told_by"]
    return list(told) if isinstance(told, list) else []


def _deed(group: Group) -> str:
    date = group.record.content.when or group.record.first_seen or "?"
    return f"{group.record.kind} {date}: {title(group)}  ({short(group.id)})"
