"""Where sources disagree, and who says what."""

from __future__ import annotations

from collections.abc import Sequence

from communique.assembly.pipeline import Assembly
from communique.views.rows import Row, between, footnote, short, title, who


def conflicts(assembly: Assembly, *, actors: Sequence[str] = ()) -> list[Row]:
    """Every conflict: its record and slot, and each value with the statements that give it, the value shown first."""
    tellings = {one.id: one for group in assembly.groups for one in group.tellings}
    return [
        {
            "record": group.id,
            "kind": group.record.kind,
            "slot": conflict.slot,
            "values": [
                {"value": version.value, "told_by": [footnote(tellings[id_]) for id_ in version.statement_ids if id_ in tellings]}
                for version in conflict.versions
            ],
        }
        for group in between(assembly, actors)
        for conflict in group.record.conflicts
    ]


def conflicts_text(assembly: Assembly, rows: Sequence[Row]) -> list[str]:
    """The conflicts as lines: the record and slot, then each value and who gives it."""
    groups = {group.id: group for group in assembly.groups}
    lines = []
    for row in rows:
        group = groups[str(row["record"])]
        lines.append(f"{row['kind']} · {who(group)}  {title(group)}: {row['slot']}  ({short(group.id)})")
        for version in _dicts(row["values"]):
            told = "; ".join(f"{one['publisher'] or ''} {one['published'] or ''} [{one['document']}]".strip() for one in _dicts(version["told_by"]))
            lines.append(f"    {version['value']:<32} {told}".rstrip())
    return lines


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
