"""What a chart draws, and how many records each year has."""

from __future__ import annotations

import pytest
from tests.views.conftest import ENGLISH, known

from communique.views.charts import chart
from communique.views.rows import Row, mappings
from communique.views.timeline import timeline, years


def series(*points: tuple[str | None, float, bool], type_: str = "trade_total") -> Row:
    told = [{"when": when, "target": aim, "quantity": {"value": value, "unit": "USD", "comparator": "=", "of": None}} for when, value, aim in points]
    return {"type": type_, "by": ["ASEAN", "RUS"], "to": [], "unit": "USD", "points": told}


def drawn(row: Row) -> list[tuple[object, object, object]]:
    made = chart(row, ENGLISH)
    assert made is not None
    return [(point["x"], point["sort"], point["joined"]) for point in mappings(made["points"])]


def test_a_line_joins_what_was_told_of_one_sort_of_period() -> None:
    row = series(("2018", 1e9, False), ("2019", 2e9, False), ("2020-07", 3e8, False), ("2021", 3e9, False))
    assert drawn(row) == [(2018.0, "told", True), (2019.0, "told", True), (2020.497, "told", False), (2021.0, "told", True)]


def test_aims_and_values_that_disagree_stand_apart() -> None:
    row = series(("2018", 1e9, False), ("2019", 2e9, False), ("2019", 3e9, False), ("2025", 9e9, True))
    assert drawn(row) == [(2018.0, "told", True), (2019.0, "apart", False), (2019.0, "apart", False), (2025.0, "aim", False)]
    made = chart(row, ENGLISH)
    assert made is not None and made["sorts"] == ["aim", "apart", "told"] and made["unit"] == "USD"
    assert mappings(made["points"])[-1]["told"] == "2025: 9 billion USD (aim)"


@pytest.mark.parametrize(
    "row",
    [series(("2018", 1e9, False)), series(("2018", 1e9, False), (None, 2e9, False)), series(("2018", 1e9, False), ("../2020", 2e9, False)),
     series(("2018", 8, False), ("2019", 9, False), type_="other"), series(("2018", 1e9, False), ("2018", 2e9, False))],
)  # fmt: skip
def test_what_cannot_be_compared_has_no_chart(row: Row) -> None:
    assert chart(row, ENGLISH) is None


def test_every_record_of_the_timeline_has_its_year() -> None:
    found = known("2024-12-31")
    rows, told = years(found, actors=["ASEAN", "RUS"]), timeline(found, actors=["ASEAN", "RUS"])
    assert [row["year"] for row in rows] == list(range(int(str(rows[0]["year"])), int(str(rows[-1]["year"])) + 1))
    for row in rows:
        if row["records"]:
            assert told[int(str(row["before"]))]["record"] == row["first"]
    assert sum(int(str(row["records"])) for row in rows) == len(told)
