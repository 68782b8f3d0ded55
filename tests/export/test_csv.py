"""CSV: what is written can be read again, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.csv import RECORDS, STATEMENTS, cells, guarded, listed, plain, write

TROUBLE = st.text(alphabet=st.sampled_from("ab =+-@';\"|\\\n\r\tnu0\u202e\u2028\x00\x85é＝,"), max_size=12)


def table(rows: list[dict[str, Any]], **options: Any) -> list[list[str]]:
    stream = io.BytesIO()
    assert write(rows, stream, **options) == len(rows)
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'tis", "''tis"),
        ("\t=1", "\\t=1"),
        ("\r=1", "\\r=1"),
        ("a;=1", "a\\u003b=1"),
        ('a; "=1', 'a\\u003b "=1'),
        ("a; b", "a; b"),
        ("a\nb\\c", "a\\nb\\\\c"),
        ("a\u202eb\x00", "a\\u202eb\\u0000"),
        ("é “x” 🌊", "é “x” 🌊"),
    ],
)
def test_what_a_text_is_written_as(text: str, cell: str) -> None:
    assert cells({"x": text}) == {"x": cell} and plain(cell) == text


@given(TROUBLE)
def test_a_text_comes_back(text: str) -> None:
    ((cell,),) = table([{"x": text}], columns=["x"])[1:] or [("",)]
    assert plain(cell) == text
    for piece in (cell, *cell.split(";")):
        assert not re.match(r"[\s\"]*[=+\-@＝]", piece)
    assert not set(cell) & set("\n\r\t\u202e\u2028\x00\x85")


@given(st.lists(TROUBLE, min_size=1, max_size=4).filter(lambda items: items != [""]))
def test_a_list_comes_back(items: list[str]) -> None:
    ((cell,),) = table([{"x": items}], columns=["x"])[1:]
    assert listed(cell) == items


def test_numbers_stay_numbers() -> None:
    assert table([{"a": -5, "b": 7.25, "c": True, "d": None, "e": 0}])[1] == ["-5", "7.25", "true", "0"]


def test_rows_within_rows_are_columns_behind_the_others() -> None:
    rows = [
        {"note": [{"quote": "a|b", "of": {"n": 1}, "by": ["X", "Y"]}, {"quote": "c"}], "title": "t", "quantity": {"value": 2, "of": None}},
        {"title": "u", "more": [], "areas": ["HEA", "ENE"]},
    ]
    header, *found = table(rows)
    assert header == ["title", "areas", "note.quote", "note.of.n", "note.by", "quantity.value"]
    assert found == [["t", "", "a\\|b|c", "1|", '["X", "Y"]|', "2"], ["u", "HEA|ENE", "", "", "", ""]]
    assert listed(found[0][2]) == ["a|b", "c"] and json.loads(listed(found[0][4])[0]) == ["X", "Y"] and listed("") == []


def test_no_rows() -> None:
    assert table([]) == [] and table([], columns=["a", "b"]) == [["a", "b"]]


def test_the_guard_is_on_the_whole_cell() -> None:
    assert guarded("=a|b") == "'=a|b" and listed("'=a|b") == ["=a", "b"]


def test_no_column_is_named_twice() -> None:
    assert len(set(STATEMENTS)) == len(STATEMENTS) and len(set(RECORDS)) == len(RECORDS)
