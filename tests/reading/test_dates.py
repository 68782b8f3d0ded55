"""The date reader: the pack's examples, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communique.languages
from communique.languages import calendar, numbers
from communique.languages.calendar import Calendar
from communique.languages.load import load_pack
from communique.languages.numbers import Numbers
from communique.languages.tables import rows
from communique.model.dates import bounds, precision_of
from communique.reading.dates.find import Anchor, find_dates
from communique.text.tokens import Tokens, tokenise

FOLDER = Path(communique.languages.__file__).parent / "fr"
CALENDAR, NUMBERS = calendar.read(FOLDER), numbers.read(FOLDER)
MONTHS = [row.many("forms")[0] for row in rows(FOLDER / "calendar.tsv") if row["class"] == "month"]
WEEKDAYS = [row.many("forms")[0] for row in rows(FOLDER / "calendar.tsv") if row["class"] == "weekday"]


def examples(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """(clock, text, expected lines) of an example file."""
    clock, text, expected, after = "none", "", list[str](), False
    for line in [*(FOLDER / "examples" / name).read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        if line.startswith("clock:"):
            clock = line[6:].strip()
        elif line == "---":
            after = True
        elif not line.strip():
            if after:
                yield clock, text, expected
            text, expected, after = "", [], False
        elif after:
            expected.append(line)
        else:
            text = line


@pytest.mark.parametrize(("clock", "text", "expected"), list(examples("dates.txt")), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_examples(
    clock: str, text: str, expected: list[str], french_calendar: Calendar, french_numbers: Numbers, french_tokens: Callable[[str], Tokens]
) -> None:
    anchor = Anchor(published=None if clock == "none" else clock)
    found = [
        f"{m.span.of(text)} | {m.value.date or 'none'} | {m.value.timex_value} | {m.value.relation}"
        for m in find_dates(french_tokens(text), french_calendar, french_numbers, anchor=anchor)
    ]
    assert found == expected


class Given(list[int]):
    """Tenses of tokens none of which opens a clause."""

    def opens(self, at: int, /) -> bool:
        return False


def read(text: str, anchor: str | None = "2021-04-15", tenses: list[int] | None = None) -> list[tuple[str, str | None]]:
    tokens = tokenise(text, elided=("l", "d", "jusqu"), whole=("aujourd'hui",))
    found = find_dates(tokens, CALENDAR, NUMBERS, anchor=Anchor(anchor), tenses=tenses and Given(tenses))
    return [(m.span.of(text), m.value.date.edtf if m.value.date else None) for m in found]


@pytest.mark.parametrize(("tense", "expected"), [(-1, "2020-08-12"), (1, "2021-08-12"), (0, "2020-08-12")], ids=["past", "future", "none: past"])
def test_a_year_less_day_follows_the_verb(tense: int, expected: str) -> None:
    assert read("verbe le 12 août", tenses=[tense, 0, 0, 0]) == [("le 12 août", expected)]


def test_a_word_for_the_direction_outdoes_the_verb() -> None:
    assert read("verbe le 12 août dernier", tenses=[1, 0, 0, 0, 0]) == [("le 12 août dernier", "2020-08-12")]


def test_a_weekday_that_disagrees_is_flagged_and_the_number_kept() -> None:
    tokens = tokenise("vendredi (19 mars)")
    (mention,) = find_dates(tokens, CALENDAR, NUMBERS, anchor=Anchor("2022-03-20"))
    assert mention.value.date is not None and mention.value.date.edtf == "2022-03-19?"
    assert mention.value.flags == ("weekday_mismatch",)


@given(
    st.integers(1, 28),
    st.sampled_from(MONTHS),
    st.integers(1900, 2090),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from([None, "2021-04-15", "2021-04", "2021"]),
)
def test_no_date_is_sharper_than_its_words(day: int, month: str, year: int, precision: str, anchor: str | None) -> None:
    words = {"day": f"le {day} {month} {year}", "month": f"en {month} {year}", "year": f"en {year}"}[precision]
    ((_, edtf),) = read(words, anchor)
    assert edtf is not None and precision_of(edtf) == precision and edtf.startswith(str(year))


@given(st.integers(1, 28), st.sampled_from(MONTHS), st.sampled_from(["2021-04-15", "2021-04", "2021", None]), st.sampled_from([-1, 0, 1]))
def test_a_year_less_day_keeps_its_day_and_month(day: int, month: str, anchor: str | None, tense: int) -> None:
    ((_, edtf),) = read(f"le {day} {month}", anchor, [tense] + [0] * 2)
    assert edtf is not None and edtf[4:] == f"-{MONTHS.index(month) + 1:02d}-{day:02d}"


@given(st.sampled_from(WEEKDAYS), st.dates())
def test_a_weekday_is_that_weekday(weekday: str, anchor: object) -> None:
    found = read(weekday, str(anchor)) if str(anchor) > "1900" else [(weekday, None)]
    ((_, edtf),) = found
    if edtf is not None:
        first = bounds(edtf)[0]
        assert first is not None and first.isoweekday() == WEEKDAYS.index(weekday) + 1


PIECES = sorted({form for row in rows(FOLDER / "calendar.tsv") for form in row.many("forms")}) + [
    "3", "31", "99", "2021", "1900", "2,5", "100.000", "03.04.2021", "14", "vingt", "premier", "XXe", "e", "personne", "\n", "(", "/", "-", "0",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from([None, "2021-04-15", "2021-04", "2021"]), st.sampled_from(["", " "]))
def test_any_words_of_time_are_read_without_a_fall(pieces: list[str], anchor: str | None, joint: str) -> None:
    text = (joint or " ").join(pieces)
    tokens = tokenise(text, elided=("l", "d", "jusqu"))
    end = 0
    for mention in find_dates(tokens, CALENDAR, NUMBERS, anchor=Anchor(anchor)):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        for date in (mention.value.date, mention.value.core):
            if date is not None:
                assert precision_of(date.edtf) == date.precision


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    for mention in find_dates(tokenise(text), CALENDAR, NUMBERS, anchor=Anchor("2021-04-15")):
        assert mention.span.of(text)


def test_every_first_quarter_in_a_language_that_names_quarters() -> None:
    pack = load_pack("vi")
    assert pack is not None
    found = find_dates(tokenise("mỗi quý một", joined=pack.joined), pack.calendar, pack.numbers, anchor=Anchor("2021-04-15"))
    assert [mention.value.timex_value for mention in found] in (["XXXX-Q1"], ["2021-Q1"])
