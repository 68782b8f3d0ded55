"""The roster: who held which office on a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from communique.assembly.group import Group
from communique.assembly.merge import rank
from communique.assembly.offices import Term, holders, terms
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.views.page import Item, Page
from communique.views.rows import Row, Rows, footnote, items, mappings, record_row
from communique.views.titles import wording
from communique.views.words import Words


def roster(assembly: Assembly, *, on: datetime.date | None = None, actors: Sequence[str] = (), offices: Sequence[str] = ()) -> Rows:
    """Who held each office on a day, by default the day looked from: those whose term covers it, else who was seen in office nearest to it.

    `covers` tells which of the two; `seen` is the date (EDTF) of the telling nearest to the day. With `actors`, the offices of these and those held
    at them.
    """
    day = on or assembly.on
    if day is None:
        return Rows((), _row)
    groups = {group.id: group for group in assembly.groups if group.record.kind == "role"}
    wanted = {actor.upper() for actor in actors}
    held = [
        _Held(groups[term.record], term, day)
        for term in holders(terms(tuple(groups.values())), day)
        if (not wanted or wanted & groups[term.record].parties) and (not offices or term.office in offices)
    ]
    return Rows(held, _row)


class _Held(NamedTuple):
    """An office held on a day: its record and term."""

    group: Group
    term: Term
    day: datetime.date


def _row(held: _Held) -> Row:
    group, term, day = held
    near = sorted(group.tellings, key=lambda one: (_away(one, day), one.order))
    return record_row(group) | {
        "office": term.office,
        "holder": group.record.content.name,
        "on": day.isoformat(),
        "covers": _covers(group, term, day),
        "open": term.open,
        "seen": near[0].content.when or near[0].origin.published,
        "footnotes": Rows([near[0], *sorted(near[1:], key=rank, reverse=True)], footnote),
    }


def _covers(group: Group, term: Term, day: datetime.date) -> bool:
    """Whether words give a term that holds the day, or that began before it and is not told to have ended."""
    return any(one.when and one.when.first <= day <= one.when.last for one in group.tellings) or (term.open and term.first <= day.isoformat())


def _away(one: Telling, day: datetime.date) -> int:
    if one.when is None:
        return abs((one.origin.known - day).days) if one.origin.known else 10**6
    return max(0, (one.when.first - day).days, (day - one.when.last).days)


def roster_page(rows: Sequence[Row], words: Words) -> Page:
    """A line an office: who, for whom, and since when or when seen."""
    day = words.date(rows[0]["on"]) if rows else ""
    return Page(words.say("roster", "title", on=day), [_item(row, words) for row in rows])


def _item(row: Row, words: Words) -> Item:
    office, at = words.term("role", row["office"]), words.actors(row["to"])
    what = words.say("roster", "at", office=office, at=at) if at else office
    holder = words.say("roster", "of", name=wording(row, words), by=words.actors(row["by"])) if row["holder"] else words.actors(items(row["by"]))
    line = words.say(
        "roster", "covers" if row["covers"] or row["office"] == "incoming_chair" else "near", office=what, holder=holder, date=words.date(row["seen"])
    )
    return Item(line[:1].upper() + line[1:], mappings(row["footnotes"])[:1], record=str(row.get("record", "")))
