"""Mechanism cards: when each series met, whether it keeps its pace, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from communique.assembly.pipeline import Assembly
from communique.assembly.series import Cadences, Mechanism, mechanisms
from communique.views.page import Item, Page
from communique.views.rows import Row, Rows, between, footnotes, mappings
from communique.views.titles import short
from communique.views.words import Words


def cadence(assembly: Assembly, cadences: Cadences, *, actors: Sequence[str] = ()) -> Rows:
    """A card for each series of meetings: its sessions, the last, the window of the next, gaps, and whether it is late on the day looked from."""
    groups = {group.id: group for group in assembly.groups}

    def row(card: Mechanism) -> Row:
        told = Rows(card.sessions, lambda one: asdict(one) | {"footnotes": footnotes(groups[one.record].tellings)})
        return asdict(replace(card, sessions=())) | {"sessions": told, "late": _late(card, assembly)}

    return Rows(mechanisms(between(assembly, actors), cadences), row)


def _late(card: Mechanism, assembly: Assembly) -> bool:
    return bool(card.next_until and assembly.on and card.next_until < assembly.on.isoformat())


def cadence_page(rows: Sequence[Row], words: Words) -> Page:
    """A card each: sessions with their quotes, gaps, the window of the next."""
    return Page(words.say("cadence", "title"), [_card(row, words) for row in rows])


def _card(row: Row, words: Words) -> Item:
    below = [_session(session, words) for session in mappings(row["sessions"])]
    for gap in mappings(row["gaps"]):
        key = "gap" if gap["ordinal"] is not None else "gap_unnumbered"
        below.append(Item(words.say("cadence", key, ordinal=gap["ordinal"], after=words.date(gap["after"]), before=words.date(gap["before"]))))
    if row["next_from"]:
        window = {"first": words.date(row["next_from"]), "last": words.date(row["next_until"])}
        below.append(Item(words.say("cadence", "late" if row["late"] else "next", **window)))
    pace = words.say("cadence", "pace", pace=words.term("pace", row["cadence"])) if row["cadence"] else ""
    return Item(words.say("cadence", "line", name=words.mechanism(str(row["id"])), pace=pace), (), below, mechanism=str(row["id"]))


def _session(session: Row, words: Words) -> Item:
    number = words.say("cadence", "number", ordinal=session["ordinal"]) if session["ordinal"] is not None else ""
    if session["inferred"] is not None:
        number += words.say("cadence", "inferred", ordinal=session["inferred"])
    status = words.term("status", session["status"]) or "?"
    line = words.say("cadence", "session", date=words.date(session["when"]), status=status, number=number, id=short(session))
    return Item(line, mappings(session["footnotes"])[:1], record=str(session["record"]))
