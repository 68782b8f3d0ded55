"""The one Python door, with a reader small enough to see through."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from tests.fake_reader import FakeReader

from communique import Ledger
from communique.export.table import FORMATS, Form
from communique.ledger import LedgerError
from communique.model.documents import Document

FIRST = " date 2021-04\nRUS meets ASEAN. Élan 🌊 RUS pledges 400 doses to ASEAN."
SECOND = " date 2022-05\nVNM:Acme pledges 7 doses to RUS. IDN meets LAO."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stories"
    made.mkdir()
    (made / "first.txt").write_text(FIRST, encoding="utf-8")
    (made / "second.txt").write_text(SECOND, encoding="utf-8")
    return made


def opened(location: Path | str = ":memory:", version: str = "fake 1") -> Ledger:
    return Ledger.open(location, reader=FakeReader(version))


def kinds(ledger: Ledger, **query: object) -> list[str]:
    return [one.kind for one in ledger.statements(**query)]


def test_a_ledger_keeps_what_was_read(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "l.db") as ledger:
        load = ledger.read(folder)
        assert (load.stories, load.new, load.changed, load.unchanged, load.copies, load.failed) == (2, 2, 0, 0, 0, 0)
        assert load.statements == {"meeting": 2, "commitment": 2} and not load.problems
        before = list(ledger.statements())
    with opened(tmp_path / "l.db") as again:
        assert list(again.statements()) == before
        assert len(list(again.documents())) == 2


def test_reading_again_changes_nothing(folder: Path) -> None:
    with opened() as ledger:
        ledger.read(folder)
        before = list(ledger.statements())
        load = ledger.read([folder / "second.txt", str(folder / "first.txt")])
        assert (load.new, load.changed, load.unchanged) == (0, 0, 2)
        assert list(ledger.statements()) == before


def test_documents_are_read_as_files_are() -> None:
    with opened() as ledger:
        load = ledger.read(Document.of("RUS meets ASEAN.", language="xx"), published="2021-04-06")
        assert (load.new, load.statements.total()) == (1, 1)
        (statement,) = ledger.statements()
        assert statement.content.when == "2021-04-06"
        document = ledger.document(statement.document_id)
        assert document is not None and document.language == "xx"
        assert [one.name for one in ledger.sightings(document.id)] == [document.id]


def test_the_date_of_a_dateline_is_kept_where_the_source_tells_none(tmp_path: Path) -> None:
    told = Document.of("Dated 2021-04-06: RUS pledges 5 doses to LAO.", language="xx")
    with opened(tmp_path / "l.db") as ledger:
        ledger.read(told)
        (kept,) = ledger.kept(ledger.query())
        assert kept.sighting.published == "2021-04-06"
        assert [one.published for one in ledger.sightings(told.id)] == [None]
        assert kinds(ledger, since="2021-04-01", until="2021-04-30") == ["commitment"] and not kinds(ledger, since="2021-05-01")
        assert ledger.read(told).unchanged == 1
        ledger.read(told, published="2021-04-07")
        (kept,) = ledger.kept(ledger.query())
        assert kept.sighting.published == "2021-04-07"


def test_paths_and_documents_can_be_mixed(folder: Path) -> None:
    with opened() as ledger:
        assert ledger.read([folder / "first.txt", Document.of("IDN meets LAO."), folder / "second.txt"]).new == 3


def test_the_same_story_twice_is_one_document_with_two_sightings(folder: Path) -> None:
    (folder / "copy.txt").write_text(FIRST, encoding="utf-8")
    with opened() as ledger:
        load = ledger.read(folder)
        assert (load.stories, load.new, load.copies, load.statements.total()) == (3, 2, 1, 4)
        document = ledger.document("copy")
        assert document is not None and document == ledger.document("first")
        assert {one.name for one in ledger.sightings(document.id)} == {"first", "copy"}
        assert len(list(ledger.statements(document="copy"))) == len(list(ledger.statements(document="first"))) == 2


def test_the_order_of_copies_does_not_matter(tmp_path: Path) -> None:
    for name, published in (("a", "2021-05"), ("b", "2021-04-06"), ("c", None)):
        (tmp_path / f"{name}.json").write_text(json.dumps({"text": "RUS meets ASEAN.", "published": published}), encoding="utf-8")
    found = []
    for names in ("abc", "cba", "bca"):
        with opened() as ledger:
            for name in names:
                ledger.read(tmp_path / f"{name}.json")
            found.append([(one.id, one.content.when) for one in ledger.statements()])
    assert found[0] == found[1] == found[2] and len(found[0]) == 1
    assert found[0][0][1] == "2021-04-06"


def test_statements_are_filtered(folder: Path) -> None:
    with opened() as ledger:
        ledger.read(folder)
        assert kinds(ledger, kind="meeting") == ["meeting", "meeting"]
        assert kinds(ledger, kind="role") == []
        assert sorted(kinds(ledger, between=["rus", "ASEAN"])) == ["commitment", "meeting"]
        assert kinds(ledger, between=("VNM", "RUS")) == kinds(ledger, between=("vnm:Acme", "RUS")) == ["commitment"]
        assert kinds(ledger, between=("VNM:Other", "RUS")) == []
        assert kinds(ledger, since="2022", document="first") == []
        assert sorted(kinds(ledger, since="2022")) == sorted(kinds(ledger, document="second")) == ["commitment", "meeting"]
        assert {one.content.when for one in ledger.statements(kind="meeting", until="2021")} == {"2021-04"}
        assert len(kinds(ledger, since="2021-04", until="2022-05")) == 4
        newest = [one.content.when for one in ledger.statements(kind="meeting", order="newest")]
        assert newest == ["2022-05", "2021-04"]
        document = ledger.document("first")
        assert document is not None
        assert len(kinds(ledger, document=document.id)) == len(kinds(ledger, document=document.id[:8])) == 2
        with pytest.raises(ValueError, match="EDTF"):
            ledger.statements(since="soon")


def test_a_statement_by_the_beginning_of_its_id(folder: Path) -> None:
    with opened() as ledger:
        ledger.read(folder)
        for statement in ledger.statements():
            kept = ledger.statement(statement.id[:10])
            assert kept is not None and kept.statement == statement
            assert kept.sighting.document_id == statement.document_id
        assert ledger.statement("no such id") is None
        assert ledger.statement("%") is None and ledger.statement("_" * 8) is None
        assert ledger.statement("") is None
        ledger.read([Document.of(f"{place}. RUS meets ASEAN.") for place in range(17)])  # more than there are first digits
        digits = [statement.id[0] for statement in ledger.statements()]
        with pytest.raises(LedgerError, match="give more of the id"):
            ledger.statement(max(digits, key=digits.count))


def test_a_document_by_name_and_id(folder: Path) -> None:
    with opened() as ledger:
        ledger.read(folder)
        first = ledger.document("first")
        assert first is not None and first.text == FIRST
        assert ledger.document(first.id) == ledger.document(first.id[:10]) == first
        assert ledger.document("third") is None
        assert ledger.document("%") is None


def test_export_to_a_file_and_to_a_stream(folder: Path, tmp_path: Path) -> None:
    with opened() as ledger:
        ledger.read(folder)
        stream = io.BytesIO()
        assert ledger.export(stream) == ledger.export(tmp_path / "out.jsonl") == 4
        assert (tmp_path / "out.jsonl").read_bytes() == stream.getvalue()
        records = [json.loads(line) for line in stream.getvalue().decode("utf-8").splitlines()]
        assert [record["document"] for record in records] == ["first", "first", "second", "second"]
        texts = {"first": FIRST, "second": SECOND}
        for record in records:
            for piece in record["evidence"]:
                assert piece["quote"] == texts[record["document"]][piece["start"] : piece["end"]]
        assert ledger.export(io.BytesIO(), query=ledger.query(kind="meeting")) == 2
        with pytest.raises(ValueError, match="jsonl"):
            ledger.export(stream, form="xml")


def test_a_failed_export_leaves_the_file_as_it_was(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old", encoding="utf-8")

    def broken(records: object, stream: io.BytesIO) -> int:
        stream.write(b"half")
        raise OSError("disk full")

    monkeypatch.setitem(FORMATS, "jsonl", Form("", "", {"statements": broken}))
    with opened() as ledger, pytest.raises(OSError, match="disk full"):
        ledger.export(target)
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "stories"]


def test_bad_stories_are_problems_and_the_rest_are_kept(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\0")
    (folder / "break.txt").write_text("BREAK", encoding="utf-8")
    (folder / "nopack.txt").write_text("NOPACK", encoding="utf-8")
    with opened() as ledger:
        load = ledger.read([folder, folder / "missing.txt", Document.of(" ")])
        assert (load.stories, load.new, load.failed) == (7, 2, 5)
        assert sorted(problem.code for problem in load.problems) == ["empty-text", "no-pack", "no-such-file", "nul", "reader"]
        assert all(problem.where for problem in load.problems)
        assert load.statements.total() == 4


def test_what_is_no_date_or_language_is_refused_at_once(folder: Path) -> None:
    with opened() as ledger:
        with pytest.raises(ValueError, match="EDTF"):
            ledger.read(folder, published="soon")
        with pytest.raises(ValueError, match="ISO 639"):
            ledger.read(folder, language="français")
        assert not list(ledger.documents())


def test_another_reader_replaces_what_was_read(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "l.db") as ledger:
        ledger.read(folder)
    with opened(tmp_path / "l.db", version="fake 2") as ledger:
        load = ledger.read(folder)
        assert (load.new, load.unchanged + load.changed) == (0, 2)
        assert len(list(ledger.statements())) == 4


def test_progress_is_told(folder: Path) -> None:
    told: list[int] = []
    with opened() as ledger:
        ledger.read(folder, progress=lambda load: told.append(load.stories))
    assert told == [2]


def test_a_ledger_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a ledger, but a longer text than a header" * 9, encoding="utf-8")
    for location in (tmp_path, tmp_path / "no" / "l.db", tmp_path / "text.db", "redis://x"):
        with pytest.raises(LedgerError):
            opened(location)
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger.open(tmp_path / "l.db", create=False)
    assert not (tmp_path / "l.db").exists()


def test_a_ledger_can_be_asked_while_it_is_walked_through(folder: Path, tmp_path: Path) -> None:
    for location in (":memory:", tmp_path / "l.db"):
        with opened(location) as ledger:
            ledger.read(folder)
            assert sum(ledger.document(one.document_id) is not None for one in ledger.statements()) == 4


def test_records_are_kept_up_to_date_as_if_put_together_anew(tmp_path: Path) -> None:
    place = tmp_path / "l.db"

    def same(ledger: Ledger) -> None:
        with opened(place) as other:
            assert repr(ledger.records()) == repr(other.records())

    with opened(place) as ledger:
        for number in range(12):
            actors = "RUS", "VNM", "LAO"
            one, other = actors[number % 3], actors[(number + number // 3) % 3]
            text = f" date 2021-{number % 5 + 1:02}\n{one} meets ASEAN. {one} pledges {400 + number % 2} doses to {other}. Story {number // 2}."
            ledger.read(Document.of(text, language="xx"), published=f"2021-{number % 5 + 1:02}-0{number % 3 + 1}")
            same(ledger)
        kept = ledger._records and ledger._records._current
        assert kept is not None
        ledger.read(Document.of("no statement here", language="xx"), published="2021-04-06")
        same(ledger)
        ledger.read(Document.of("LAO meets RUS.", language="xx"), published="2021-04-06")
        same(ledger)
        assert ledger._records and ledger._records._current is kept
        ledger.read(Document.of("LAO meets RUS.", language="xx"), published="2021-06-07")
        same(ledger)
        assert ledger._records._current is not kept
        rejected = ledger.judge("reject", ledger.records().records[0].id, by="anna", why="misread")
        same(ledger)
        ledger.undo(rejected.id, by="anna", why="it was not")
        same(ledger)
        with opened(place) as other:
            other.read(Document.of("VNM meets RUS.", language="xx"), published="2021-06-08")
        same(ledger)
