"""The register of agreements: what each came to, until when it holds, what followed it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.assembly.pipeline import Assembly
from communique.assembly.plans import ends
from communique.views.rows import Row, between, footnotes, quote_line, record_row, short, title, who


def register(assembly: Assembly, *, actors: Sequence[str] = (), ending: str | None = None) -> list[Row]:
    """All agreements by parties and first day, each with its history of statuses, its last day and links to others.

    With `ending` (an ISO day), only those that end after the day looked from and by that day.
    """
    rows = []
    for group in between(assembly, actors):
        if group.record.kind != "agreement":
            continue
        last = ends(group)
        day = last.isoformat() if last else None
        if ending is not None and (day is None or day > ending or (assembly.on is not None and day < assembly.on.isoformat())):
            continue
        links = [{"kind": link.kind, "to": link.target, "basis": link.basis} for link in assembly.links if link.source == group.id]
        after = [link.source for link in assembly.links if link.target == group.id and link.kind == "supersedes"]
        rows.append(
            record_row(group)
            | {
                "history": [
                    {"status": step.status, "when": step.when, "by": list(step.by), "statements": list(step.statement_ids)}
                    for step in group.record.history
                ],
                "ends": day,
                "ended": bool(day and assembly.on and day < assembly.on.isoformat()),
                "links": links,
                "successors": after,
                "footnotes": footnotes(group),
            }
        )
    return sorted(rows, key=lambda row: (str(row["by"]), str(row["first_seen"] or ""), str(row["record"])))


def register_text(assembly: Assembly, rows: Sequence[Row]) -> list[str]:
    """The register as lines: the agreement, its history in time order, its end."""
    groups = {group.id: group for group in assembly.groups}
    lines = []
    for row in rows:
        group = groups[str(row["record"])]
        lines.append(f"{who(group)}  {title(group)} · {row['type']}  ({short(group.id)})")
        for step in group.record.history:
            lines.append(f"    {step.when or '?':<24} {step.status.replace('_', ' ')} · {' '.join(step.by)}")
        if row["ends"]:
            heir = f", superseded by {', '.join(short(str(one)) for one in _list(row['successors']))}" if row["successors"] else ""
            lines.append(f"    {row['ends']:<24} {'ended' if row['ended'] else 'ends'}{heir}{'' if heir else ', no successor known'}")
        lines.append(f"    {quote_line(group)}")
    return lines


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
