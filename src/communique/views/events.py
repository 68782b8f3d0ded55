"""The calendar as an iCalendar file (RFC 5545), for the calendars people keep: only what has a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from icalendar import Calendar, Event, vText

from communique.model.dates import bounds
from communique.model.harmless import one_line
from communique.views.calendar import coming
from communique.views.page import told_by
from communique.views.rows import Row, mapping, mappings
from communique.views.words import Words

PRODUCT = "-//Communique//calendar//"


def ics(rows: Sequence[Row], words: Words, *, on: datetime.date) -> bytes:
    """The events of a calendar's rows; those without a day are named in the calendar's description. `on` is the day looked from: the same rows give
    the same bytes.
    """
    made = Calendar()
    made.add("prodid", PRODUCT + words.interface.code.upper())
    made.add("version", "2.0")
    made.add("x-wr-calname", vText(words.say("calendar", "title")))
    vague = [words.say("calendar", "line", date=words.date(row["date"]), what=one_line(coming(row, words))) for row in rows if not row["sharp"]]
    if vague:
        made.add("x-wr-caldesc", vText("\n".join([words.say("calendar", "vague") + ":", *vague])))
    for row in rows:
        if row["sharp"]:
            made.add_component(_event(row, words, on))
    return bytes(made.to_ical())


def _event(row: Row, words: Words, on: datetime.date) -> Event:
    first, last = bounds(str(row["date"]))
    assert first and last  # sharp dates have both ends
    event = Event()
    event.add("uid", f"{row['what']}-{mapping(row['of'])['record']}-{row['date']}@communique".replace("/", "-"))
    event.add("dtstamp", datetime.datetime.combine(on, datetime.time(), datetime.UTC))
    event.add("dtstart", first)
    event.add("dtend", last + datetime.timedelta(1))
    event.add("summary", one_line(coming(row, words)))
    notes = mappings(row["footnotes"])[:1]
    event.add("description", "\n".join(f"{words.quoted(note['quote'])} {told_by(note, words)}" for note in notes))
    return event
