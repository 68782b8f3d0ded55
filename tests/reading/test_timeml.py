"""The TimeML view of dates, in every language that has examples of it; days that move; and the fair counting of `benchmarks/dates`."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import communique.languages
from communique.languages.errors import PackError
from communique.languages.load import load_pack
from communique.reading.dates.feasts import easter, feast
from communique.reading.dates.find import Anchor
from communique.reading.dates.reader import DateReader

FOLDER = Path(communique.languages.__file__).parent
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "dates"))


@cache
def reader(language: str) -> DateReader:
    pack = load_pack(language)
    assert pack is not None
    return DateReader(pack)


def examples() -> Iterator[tuple[str, str, list[str]]]:
    """(language, text, expected lines) of the packs' examples."""
    for path in sorted(FOLDER.glob("*/examples/timeml.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            text, divided, expected = block.strip().partition("\n---\n")
            if divided:
                yield path.parent.parent.name, text, expected.splitlines()


@pytest.mark.parametrize(("language", "text", "expected"), list(examples()), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_times_as_timeml_marks_them(language: str, text: str, expected: list[str]) -> None:
    found = reader(language).read(text, anchor=Anchor(published="2021-04-15"), apart=True)
    assert [f"{m.span.of(text)} | {m.value.timex_type} | {m.value.timex_value}" for m in found] == expected


@pytest.mark.parametrize(
    ("language", "text", "loose"),
    [
        ("es", "La tasa anual y la actual crisis.", ["anual", "actual"]),
        ("es", "La próxima ronda y una futura red.", ["próxima", "futura"]),
        ("es", "El pasado sigue vivo.", ["pasado"]),
        ("en", "In the past, the day-long talks failed.", ["past", "day-long"]),
    ],
)
def test_loose_words_are_times_in_the_timeml_view_only(language: str, text: str, loose: list[str]) -> None:
    apart = [m.span.of(text) for m in reader(language).read(text, anchor=Anchor(published="2021-04-15"), apart=True)]
    whole = [m.span.of(text) for m in reader(language).read(text, anchor=Anchor(published="2021-04-15"))]
    assert set(loose) <= set(apart)
    assert not set(loose) & set(whole)


@pytest.mark.parametrize(("year", "day"), [(1999, "04-04"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2019, "04-21"), (2024, "03-31")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("11-4th-4", 2021, "2021-11-25"),
        ("11-4th-4+1", 2019, "2019-11-29"),
        ("11-1st-1+1", 2016, "2016-11-08"),
        ("05-0last-1", 2021, "2021-05-31"),
        ("12-0last-7", 2020, "2020-12-27"),
        ("easter-2", 2018, "2018-03-30"),
        ("easter+49", 2019, "2019-06-09"),
    ],
)
def test_days_that_move(name: str, year: int, day: str) -> None:
    assert feast(name, year) == datetime.date.fromisoformat(day)


def test_a_holiday_without_a_rule_is_refused(tmp_path: Path) -> None:
    from communique.languages import calendar

    (tmp_path / "calendar.tsv").write_text("forms\tclass\tvalue\tnote\nthe feast\tholiday\tsoon\n", encoding="utf-8")
    with pytest.raises(PackError, match="11-4th-4"):
        calendar.read(tmp_path)


def test_scores_count_as_tempeval_does() -> None:
    from score import Counts, bootstrap, count, total
    from sets import Timex

    gold = [Timex(0, 4, "DATE", "2021"), Timex(10, 20, "DATE", "2021-4-5"), Timex(30, 35, "DATE", ""), Timex(40, 44, "TIME", "T14")]
    read = [Timex(0, 4, "DATE", "2020"), Timex(12, 20, "DATE", "2021-04-05"), Timex(30, 35, "DATE", "2020"), Timex(50, 54, "DATE", "2020")]
    counts = count(gold, read)
    assert counts == Counts(gold=4, read=4, strict=2, relaxed=3, right=1, unvalued=1, spare=1)
    assert [round(value, 1) for value in counts.f1()] == [50.0, 75.0, 33.3]
    assert total([counts, counts]).gold == 8
    assert bootstrap([counts], [counts], times=20)[2] == (0.0, 0.0, 0.0)
