"""The calendar: what is to come, what of it has a day, and the same as iCalendar."""

from __future__ import annotations

import datetime

from icalendar import Calendar
from tests.views.conftest import ENGLISH, FRENCH, PACES, known, lines

from communique.assembly.times import span_of
from communique.views.calendar import calendar, calendar_page, coming
from communique.views.events import ics
from communique.views.rows import mapping

DAY = datetime.date(2022, 2, 12)
ROWS = calendar(known("2022-02-12"), PACES, actors=["ASEAN"])
LATER = calendar(known("2022-12-31"), PACES, actors=["ASEAN", "RUS"])


def test_what_is_announced_and_what_is_to_be_expected() -> None:
    found = [(row["what"], row["date"], row["sharp"]) for row in ROWS]
    assert ("event", "2022-02-14", True) in found and ("meeting", "2022-02-17", True) in found
    assert ("office", "2023", False) in found
    assert [row["series"] for row in ROWS if row["what"] == "expected" and row["date"] == "2021-09/2022-09"] == ["ASEAN-RU.JCC"]


def test_nothing_past_and_nothing_too_far() -> None:
    assert all(span_of(str(row["date"]))[1] > DAY for row in ROWS)
    soon = calendar(known("2022-02-12"), PACES, actors=["ASEAN"], until="2022-02-15")
    assert {row["date"] for row in soon if row["sharp"]} == {"2022-02-14"}


def test_an_anniversary_has_the_day_of_the_change() -> None:
    (row,) = [row for row in LATER if row["what"] == "anniversary"]
    assert (row["date"], row["number"], row["base"], row["computed"]) == ("2023-11-14", 5, 2018, True)
    assert coming(row, FRENCH) == "5e anniversaire : partenariat stratégique ASEAN–Russie (depuis 2018)"


def test_an_end_known_to_the_year_is_no_event() -> None:
    (row,) = [row for row in LATER if row["what"] == "end"]
    assert (row["date"], row["sharp"], row["successors"]) == ("2024", False, [])


def test_as_text() -> None:
    told = lines(calendar_page(LATER, ENGLISH))
    assert told[0] == "With a day" and told[1].startswith("14 November 2023: 5th anniversary of the strategic partnership")
    assert any(line.startswith("2024: end of") and line.endswith("no successor found") for line in told[told.index("Without a day") :])


def test_as_icalendar() -> None:
    data = ics(ROWS, ENGLISH, on=DAY)
    made = Calendar.from_ical(data)
    events = {event["uid"]: event for event in made.walk("VEVENT")}
    sharp = [row for row in ROWS if row["sharp"]]
    assert len(events) == len(sharp) >= 2
    (one,) = [event for uid, event in events.items() if uid.startswith("meeting") and "2022-02-17@" in uid and "2022-02-16" not in uid]
    assert (one.decoded("dtstart"), one.decoded("dtend")) == (datetime.date(2022, 2, 17), datetime.date(2022, 2, 18))
    assert "17 février" in one["description"] and "Lavrov" in one["description"]
    assert "Without a day" in made["x-wr-caldesc"] and "2023: Indonesia: incoming chair\\, ASEAN" in made["x-wr-caldesc"]
    assert data == ics(ROWS, ENGLISH, on=DAY)


def test_days_in_a_row_are_one_event() -> None:
    row = next(row for row in ROWS if row["date"] == "2022-02-16/2022-02-17")
    (event,) = Calendar.from_ical(ics([row], ENGLISH, on=DAY)).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (datetime.date(2022, 2, 16), datetime.date(2022, 2, 18))
    assert mapping(row["of"])["status"] == "scheduled"
