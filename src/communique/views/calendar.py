"""The calendar: what is to come, as told or as computed from what was told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.assembly.anniversaries import Anniversary, anniversaries
from communique.assembly.group import Group
from communique.assembly.offices import PRESIDING
from communique.assembly.pipeline import Assembly
from communique.assembly.series import Cadences, mechanisms
from communique.assembly.times import days_of, span_of
from communique.views.page import Block, Heading, Item, Page
from communique.views.rows import Row, Rows, between, footnotes, items, mapping, mappings, record_row
from communique.views.terms import end_of, is_day, successors
from communique.views.timeline import PLANNED
from communique.views.titles import title
from communique.views.words import Words

AHEAD = 548
"""Days that are looked ahead: eighteen months, what offices plan for."""
DONE = frozenset({"delivered", "superseded", "withdrawn", "not_delivered"})
"""States in which a term no longer asks for anything."""
_OVER = frozenset({"denounced", "terminated", "expired", "superseded", "failed"})


def calendar(assembly: Assembly, cadences: Cadences, *, actors: Sequence[str] = (), until: str | None = None) -> Rows:
    """What is to come from the day looked from until a day (ISO), by default for eighteen months, in the order of time.

    Each row has `what` (meeting, event, due, end, anniversary, expected, office), its `date` (EDTF), whether it is `sharp` enough for an event (a
    day, or days), and whether it is `computed` rather than told. What no record is about by itself, such as a session expected, rests on the last.
    """
    on = assembly.on
    if on is None:
        return Rows((), _row)
    last = datetime.date.fromisoformat(until) if until else on + datetime.timedelta(AHEAD)
    groups = between(assembly, actors)
    dates = [*_told(groups, assembly), *_birthdays(groups, assembly, last), *_sessions(groups, assembly, cadences)]
    kept = [one for one in dates if _coming(one.date, on, last)]
    kept.sort(key=lambda one: (span_of(one.date)[1], span_of(one.date)[0], one.what, one.group.id))
    return Rows(kept, _row)


def _coming(edtf: str, on: datetime.date, last: datetime.date) -> bool:
    days = days_of(edtf)
    return days is not None and days.last > on and (days.first if ".." not in edtf else days.last) <= last


class _Date(NamedTuple):
    """What is to come, its date (EDTF), the record it rests on, whether it is computed rather than told, and what else its row says."""

    what: str
    date: str
    group: Group
    computed: bool = False
    more: Row | None = None


def _row(one: _Date) -> Row:
    row: Row = {"what": one.what, "date": one.date, "sharp": not one.computed and is_day(one.date), "computed": one.computed}
    return row | {"of": record_row(one.group), **(one.more or {}), "footnotes": footnotes(one.group.tellings)}


def _told(groups: Sequence[Group], assembly: Assembly) -> Iterator[_Date]:
    """What words announce: meetings, events, terms, ends, offices."""
    states = {one.record: one.state for one in assembly.deliveries}
    heirs = successors(assembly.links)
    for group in groups:
        record, content = group.record, group.record.content
        if record.kind in ("meeting", "action") and record.status in PLANNED and content.when:
            yield _Date("meeting" if record.kind == "meeting" else "event", content.when, group)
        elif record.kind == "commitment" and content.due and states.get(group.id) not in DONE:
            yield _Date("due", content.due.rpartition("/")[2], group)
        elif record.kind == "agreement" and record.status not in _OVER and (end := end_of(group)):
            yield _Date("end", end, group, more={"successors": heirs.get(group.id, [])})
        elif record.kind == "role" and content.type in PRESIDING and content.when and _begins_after(content.when, assembly.on):
            yield _Date("office", content.when, group)


def _begins_after(edtf: str, on: datetime.date | None) -> bool:
    return on is not None and span_of(edtf)[0] > on


def _birthdays(groups: Sequence[Group], assembly: Assembly, last: datetime.date) -> Iterator[_Date]:
    """Round anniversaries to come, on the day of the change where words give it, else in its year."""
    by_id = {group.id: group for group in groups}
    for one in anniversaries(groups, assembly.links, assembly.on):
        of = _remembered(one, by_id)
        if of is None or one.type == "designated_year":
            continue
        day = by_id[one.base].record.content.when if one.base in by_id else None
        for number, year in one.coming:
            date = f"{year}{day[4:]}" if day and is_day(day) and "/" not in day and day[5:] != "02-29" else f"{year}"
            if year <= last.year:
                more: Row = {"number": number, "base": one.year, "basis": one.basis, "sharp": is_day(date)}
                yield _Date("anniversary", date, of, True, more)


def _remembered(one: Anniversary, by_id: Mapping[str, Group]) -> Group | None:
    """The record an anniversary rests on: the change itself, else the last anniversary told of."""
    told = [id_ for _, id_ in one.told]
    return by_id.get(one.base or (told[-1] if told else ""))


def _sessions(groups: Sequence[Group], assembly: Assembly, cadences: Cadences) -> Iterator[_Date]:
    """Sessions that the pace of their series makes likely, to the month: a pace knows no days."""
    by_id = {group.id: group for group in groups}
    for card in mechanisms(groups, cadences):
        if card.last and card.next_from and card.next_until:
            window = f"{card.next_from[:7]}/{card.next_until[:7]}"
            yield _Date("expected", window, by_id[card.last.record], True, {"series": card.id, "pace": card.cadence})


def calendar_page(rows: Sequence[Row], words: Words) -> Page:
    """What has a day, then what has none."""
    blocks: list[Block] = []
    for sharp in (True, False):
        chosen = [row for row in rows if row["sharp"] is sharp]
        if chosen:
            blocks += [Heading(words.say("calendar", "sharp" if sharp else "vague")), *(_item(row, words) for row in chosen)]
    return Page(words.say("calendar", "title"), blocks)


def _item(row: Row, words: Words) -> Item:
    line = words.say("calendar", "line", date=words.date(row["date"]), what=coming(row, words))
    return Item(line, mappings(row["footnotes"])[:1], record=str(mapping(row["of"])["record"]))


def coming(row: Row, words: Words) -> str:
    """What is to come, in a line without its date."""
    of, what = mapping(row["of"]), str(row["what"])
    parties = words.parties(sorted([*items(of["by"]), *items(of["to"])]))
    if what == "anniversary":
        key = "anniversary_level" if of["level"] else "anniversary"
        return words.say(
            "calendar", key, parties=parties, ordinal=words.ordinal(row["number"]), year=row["base"], level=words.term("level", of["level"])
        )
    if what == "expected":
        pace = words.term("pace", row["pace"])
        return words.say("calendar", "expected", title=words.mechanism(str(row["series"])), pace=pace, last=words.date(of["when"]))
    if what == "office":
        return words.say("calendar", "office", by=words.actors(of["by"]), office=words.term("role", of["type"]), to=words.actors(of["to"]))
    after = words.say("calendar", "no_heir") if row.get("successors") == [] else ""
    return words.say("calendar", what, title=title(of, words), who=words.who(of)) + after
