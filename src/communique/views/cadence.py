"""Mechanism cards: when each series met, whether it keeps its pace, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from communique.assembly.pipeline import Assembly
from communique.assembly.series import Cadences, Mechanism, mechanisms
from communique.views.rows import Row, between, short


def cadence(assembly: Assembly, cadences: Cadences, *, actors: Sequence[str] = (), names: Mapping[str, str] | None = None) -> list[Row]:
    """A card for each series of meetings: its sessions, the last, the window of the next, gaps, and whether it is late on the day looked from."""
    names = names or {}
    cards = mechanisms(between(assembly, actors), cadences)
    return [asdict(card) | {"name": names.get(card.id, card.id), "late": _late(card, assembly)} for card in cards]


def _late(card: Mechanism, assembly: Assembly) -> bool:
    return bool(card.next_until and assembly.on and card.next_until < assembly.on.isoformat())


def cadence_text(rows: Sequence[Row]) -> list[str]:
    """The cards as lines."""
    lines: list[str] = []
    for row in rows:
        pace = f" · every {row['cadence']}" if row["cadence"] else ""
        lines.append(f"{row['name']}{pace}")
        for session in _dicts(row["sessions"]):
            number = f"no. {session['ordinal']}" if session["ordinal"] is not None else ""
            guess = f"({session['inferred']} by its neighbours)" if session["inferred"] is not None else ""
            told = " ".join(part for part in (number, guess) if part)
            lines.append(f"    {session['when']:<24} {session['status'] or 'no status'} {told}".rstrip() + f"  ({short(str(session['record']))})")
        for gap in _dicts(row["gaps"]):
            which = f"no. {gap['ordinal']}" if gap["ordinal"] is not None else "a session"
            lines.append(f"    {which} not reported, between {gap['after']} and {gap['before']}")
        if row["next_from"]:
            lines.append(f"    next expected {row['next_from']} to {row['next_until']}{': not reported' if row['late'] else ''}")
    return lines


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list | tuple) else []
