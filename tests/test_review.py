"""Judging by the Python door, with a reader small enough to see through, and one that comes after it."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fake_reader import FakeReader, FakeReading

from communique import Ledger
from communique.ledger import LedgerError
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.spans import Span
from communique.model.statements import Statement, statement_id
from communique.sources.story import Story

STORIES = {
    "promise": ("2021-04-06", "In April RUS pledges 400 doses to LAO. RUS meets LAO."),
    "again": ("2021-05-06", "In May RUS pledges 400 doses to LAO."),
    "third": ("2021-06-06", "In June RUS pledges 300 doses to LAO."),
}


class NewerReader(FakeReader):
    """Reads as the fake reader does, with two words more before each span, and the area where that gave none."""

    def read(self, document: Document, sighting: Sighting) -> FakeReading:
        found = super().read(document, sighting)
        return replace(found, statements=tuple(self.again(document, one) for one in found.statements), reader="newer 1")

    def again(self, document: Document, one: Statement) -> Statement:
        span = one.evidence[0].span
        evidence = (Evidence.cut(document, Span(max(0, span.start - 3), span.end)),)
        content = replace(one.content, areas=one.content.areas or ("HEA",))  # type: ignore[type-var]
        return replace(one, id=statement_id(content, evidence), content=content, evidence=evidence)


class DoubtingReader(FakeReader):
    """Finds nothing any more."""

    def read(self, document: Document, sighting: Sighting) -> FakeReading:
        return FakeReading((), (), "doubting 1", sighting.published)


def told(name: str) -> Story:
    published, text = STORIES[name]
    document = Document.of(text, language="xx")
    return Story(document, Sighting(document.id, name, published=published), name)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "l.db"


@pytest.fixture
def ledger(place: Path) -> Iterator[Ledger]:
    with Ledger.open(place, reader=FakeReader()) as opened:
        opened.read([told(name) for name in STORIES])
        yield opened


def id_of(ledger: Ledger, name: str, kind: str = "commitment") -> str:
    (found,) = ledger.statements(document=name, kind=kind)
    return found.id


def records(ledger: Ledger) -> list[list[str]]:
    names = {one.statement.id: one.sighting.name for one in ledger.reviewed(ledger.query())}
    return [[names[id_] for id_ in record.statement_ids] for record in ledger.records().records if record.kind == "commitment"]


def everything(ledger: Ledger) -> str:
    made = ledger.records()
    return repr((made.records, made.links, made.deliveries, made.families, made.groups, made.on))


WHO = {"by": "anna", "why": "read both"}


def test_a_rejected_statement_is_in_no_record_and_comes_back(ledger: Ledger) -> None:
    before, exported = everything(ledger), io.BytesIO()
    promise = id_of(ledger, "promise")
    judgement = ledger.judge("reject", promise[:8], **WHO)
    assert records(ledger) == [["again"], ["third"]]
    assert promise not in {one.id for one in ledger.statements()}
    assert [one.id for one in ledger.judgements()] == [judgement.id]
    (shown,) = (one for one in ledger.reviewed(ledger.query(), rejected=True) if one.rejected)
    assert shown.statement.id == promise and shown.judgements == (judgement,)
    ledger.export(exported)
    assert promise not in exported.getvalue().decode()
    assert ledger.statement(promise) is not None  # what was read is still there
    undone = ledger.undo(judgement.id[:6], by="ben", why="it is so")
    assert everything(ledger) == before
    assert [one.verdict for one in ledger.judgements()] == ["reject", "undo"] and undone.undoes == judgement.id
    ledger.undo(undone.id, by="anna", why="no, it is not")
    assert records(ledger) == [["again"], ["third"]]


def test_statements_are_rejected_together_and_brought_back_together(ledger: Ledger) -> None:
    before = everything(ledger)
    judgement = ledger.judge("reject", *(id_of(ledger, name) for name in STORIES), id_of(ledger, "third"), **WHO)
    assert len(judgement.left) == 3 and not records(ledger)
    ledger.undo(judgement.id, **WHO)
    assert everything(ledger) == before


def test_an_edit_changes_one_field_and_says_by_whom(ledger: Ledger) -> None:
    promise = id_of(ledger, "promise")
    first = ledger.judge("edit", promise, field="quantity", value=">= 500 dose", quote="400  DOSES", **WHO)
    second = ledger.judge("edit", promise, field="what", value="DOSES to LAO", **WHO)
    found = ledger.review_of(promise)
    assert found is not None and found.judgements == (first, second)
    assert (found.statement.content.quantity.value, found.statement.content.what) == (500, "doses to LAO")  # type: ignore[union-attr]
    assert second.quote is not None and second.quote.quote.exact == "doses to LAO"
    flat = io.BytesIO()
    ledger.export(flat)
    (line,) = (one for one in map(json.loads, flat.getvalue().splitlines()) if one["statement"] == promise)
    assert line["quantity"]["value"] == 500 and [one["user"] for one in line["judged"]] == ["anna", "anna"]
    plain = io.BytesIO()
    ledger.export(plain, as_read=True)
    (line,) = (one for one in map(json.loads, plain.getvalue().splitlines()) if one["statement"] == promise)
    assert line["quantity"]["value"] == 400 and line["judged"] == []


def test_edited_statements_are_asked_for_by_what_they_say_now(ledger: Ledger) -> None:
    promise = id_of(ledger, "promise")
    ledger.judge("edit", promise, field="by", value="VNM", **WHO)
    ledger.judge("edit", promise, field="when", value="2019-01", **WHO)
    assert [one.id for one in ledger.statements(between=["VNM", "LAO"])] == [promise]
    assert promise not in {one.id for one in ledger.statements(between=["RUS", "LAO"])}
    assert [one.id for one in ledger.statements(until="2020")] == [promise]
    assert promise not in {one.id for one in ledger.statements(since="2021")}
    assert next(ledger.statements()).id == promise
    *_, last = ledger.statements(order="newest")
    assert last.id == promise
    assert {one.id for one in ledger.statements(document="promise")} == {promise, id_of(ledger, "promise", "meeting")}
    names = [one.sighting.name for one in ledger.reviewed(ledger.query(order="document"))]
    assert names == sorted(names) and len(names) == 4


def test_records_are_merged_and_split(ledger: Ledger) -> None:
    before = everything(ledger)
    assert records(ledger) == [["promise", "again"], ["third"]]
    first, third = id_of(ledger, "promise"), id_of(ledger, "third")
    merged = ledger.judge("merge", third, first, **WHO)
    assert records(ledger) == [["promise", "again", "third"]]
    assert {one.id for one in (*merged.left, *merged.right)} == {first, id_of(ledger, "again"), third}
    split = ledger.judge("split", third, **WHO)
    assert records(ledger) == [["promise", "again"], ["third"]]
    ledger.undo(split.id, **WHO)
    assert records(ledger) == [["promise", "again", "third"]]
    ledger.undo(merged.id, **WHO)
    assert everything(ledger) == before
    ledger.judge("split", id_of(ledger, "again"), **WHO)
    assert records(ledger) == [["promise"], ["again"], ["third"]]


def test_a_score_and_links(ledger: Ledger) -> None:
    first, third = id_of(ledger, "promise"), id_of(ledger, "third")
    ledger.judge("score", first, value="\N{MINUS SIGN}1", on="2022-12-31", **WHO)
    states = {one.record: one for one in ledger.records().deliveries}
    assert states[first].assessed is not None and states[first].assessed.value == "-1" and states[third].assessed is None
    link = ledger.judge("link", third, first, value="supersedes", **WHO)
    assert [(one.kind, one.source, one.target, one.basis) for one in ledger.records().links] == [("supersedes", third, first, "reviewed")]
    ledger.judge("unlink", first, third, **WHO)
    assert not ledger.records().links
    assert link in ledger.judgements()


def test_records_as_the_judgements_stood(ledger: Ledger) -> None:
    before = everything(ledger)
    reject = ledger.judge("reject", id_of(ledger, "promise"), **WHO)
    made = ledger.records(judgements=[one for one in ledger.judgements() if one.created_at < reject.created_at])
    assert repr((made.records, made.links, made.deliveries, made.families, made.groups, made.on)) == before


def judged(ledger: Ledger) -> None:
    promise, again, third = (id_of(ledger, name) for name in STORIES)
    ledger.judge("accept", promise, **WHO)
    ledger.judge("edit", promise, field="due", value="2022", **WHO)
    ledger.judge("merge", promise, third, **WHO)
    ledger.judge("score", promise, value="+1", on="2022-01-01", **WHO)
    ledger.judge("reject", id_of(ledger, "promise", "meeting"), **WHO)
    ledger.judge("split", again, **WHO)


def shape(ledger: Ledger) -> list[tuple[str, int, str | None, str | None]]:
    made = ledger.records()
    scores = {one.record: one.assessed.value for one in made.deliveries if one.assessed}
    return [(one.kind, len(one.statement_ids), one.content.due, scores.get(one.id)) for one in made.records]


def test_all_of_it_survives_a_newer_reader(ledger: Ledger, place: Path) -> None:
    judged(ledger)
    before, ids = shape(ledger), {one.id for one in ledger.statements()}
    assert before == [("commitment", 2, "2022", "+1"), ("commitment", 1, None, None)]
    with Ledger.open(place, reader=NewerReader()) as again:
        assert again.read([told(name) for name in STORIES]).changed == 3
        assert shape(again) == before and not again.settled().stale
        assert not ids & {one.id for one in again.statements()}
        assert all(one.content.areas for one in again.statements())
        assert len(again.judgements()) == 6
        assert ledger.judgements() == again.judgements()


def test_judgements_that_find_nothing_are_kept_and_told(ledger: Ledger, place: Path) -> None:
    judged(ledger)
    ids = {name: id_of(ledger, name) for name in STORIES}
    known = ledger.judgements()
    with Ledger.open(place, reader=DoubtingReader()) as again:
        again.read([told(name) for name in STORIES])
        assert again.judgements() == known
        assert again.settled().stale == {one.id for one in known if one.verdict in ("accept", "edit", "reject", "merge", "split")}
        assert shape(again) == [("commitment", 1, "2022", "+1")]  # what was accepted and edited lives on, as it was seen
        (lives,) = again.statements()
        assert (lives.id, lives.found_by, lives.content.due) == (ids["promise"], "reviewer", "2022")
        assert [one.id for one in again.statements(document="promise")] == [lives.id]
        found = again.review_of(lives.id[:9])
        assert found is not None and found.sighting.name == "promise"
        again.judge("reject", lives.id, by="ben", why="it was never said")
        assert not again.records().records
    with Ledger.open(place, reader=FakeReader()) as back:
        back.read([told(name) for name in STORIES])
        assert not back.settled().stale
        assert [record.statement_ids for record in back.records().records] == [(ids["again"],), (ids["third"],)]


def test_what_lives_on_has_the_day_of_its_dateline(tmp_path: Path) -> None:
    """The source told no date, the story did: what is no longer read was known on that day all the same."""
    story = Document.of("Dated 2021-04-06: RUS pledges 5 doses to LAO.", language="xx")

    class Doubting(FakeReader):
        def read(self, document: Document, sighting: Sighting) -> FakeReading:
            return replace(super().read(document, sighting), statements=(), reader="doubting 1")

    with Ledger.open(tmp_path / "l.db", reader=FakeReader()) as opened:
        opened.read(story)
        opened.judge("accept", next(opened.statements()).id, **WHO)
    with Ledger.open(tmp_path / "l.db", reader=Doubting()) as again:
        assert again.read(story).changed == 1
        (record,) = again.records(as_of=datetime.date(2021, 4, 6)).records
        assert record.first_seen == "2021-04-06"
        assert not again.records(as_of=datetime.date(2021, 4, 5)).records
        assert [one.found_by for one in again.statements(since="2021-04-06", until="2021-04-06")] == ["reviewer"]


def test_judgements_travel(ledger: Ledger, place: Path, tmp_path: Path) -> None:
    judged(ledger)
    ledger.undo(ledger.judgements()[0].id, **WHO)
    assert ledger.export_judgements(tmp_path / "j.jsonl") == 7
    with Ledger.open(tmp_path / "other.db", reader=FakeReader()) as other:
        assert other.take_in(tmp_path / "j.jsonl") == 7
        assert len(other.settled().stale) == 5  # the stories are not here yet: the judgements wait
        other.read([told(name) for name in reversed(STORIES)])
        assert everything(other) == everything(ledger)
        assert other.judgements() == ledger.judgements() and not other.settled().stale
        assert other.take_in(tmp_path / "j.jsonl") == 0
        again = io.BytesIO()
        other.export_judgements(again)
        assert again.getvalue() == (tmp_path / "j.jsonl").read_bytes()


BAD = {
    "not json": (lambda line: "{", "not JSON"),
    "no object": (lambda line: "[]", "an object is expected"),
    "unknown field": (lambda line: json.dumps(line | {"verdic": 1}), "no field 'verdic'"),
    "unknown verdict": (lambda line: json.dumps(line | {"verdict": "like"}), "verdict cannot be 'like'"),
    "changed": (lambda line: json.dumps(line | {"user": "ben"}), "the line was changed"),
    "no time": (lambda line: json.dumps(line | {"created_at": "today"}), "created_at cannot be 'today'"),
    "no reason": (lambda line: json.dumps(line | {"reason": None}), "reason is missing"),
    "another word": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"type": "promised"}]}), "left: commitment: type 'promised'"),
    "another date": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"due": "soon"}]}), "due cannot be 'soon'"),
    "no evidence": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"evidence": []}]}), "needs evidence"),
    "a number for words": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"name": 7}]}), "name cannot be 7: a text is expected"),
    "no number": (
        lambda line: json.dumps(line | {"left": [line["left"][0] | {"quantity": {"value": float("inf"), "unit": "dose"}}]}), "numbers are expected",
    ),
    "too deep": (lambda line: "[" * 100_000, ""),
    "a list of numbers": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"by": [7]}]}), "by cannot hold 7"),
    "half a span": (lambda line: json.dumps(line | {"left": [line["left"][0] | {"slots": {"by": [[3]]}}]}), "is no span"),
    "half a character": (lambda line: json.dumps(line | {"reason": "\ud83c"}), "half a character"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_with_a_bad_line_is_refused_whole(ledger: Ledger, tmp_path: Path, name: str) -> None:
    judged(ledger)
    ledger.export_judgements(tmp_path / "j.jsonl")
    lines = (tmp_path / "j.jsonl").read_text(encoding="utf-8").splitlines()
    spoil, message = BAD[name]
    lines[1] = spoil(json.loads(lines[0]))
    (tmp_path / "j.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with Ledger.open(tmp_path / "other.db", reader=FakeReader()) as other:
        with pytest.raises(ValueError, match=rf"j\.jsonl:2: .*{message}"):
            other.take_in(tmp_path / "j.jsonl")
        assert not other.judgements()


def test_a_line_without_an_id_is_a_new_judgement(ledger: Ledger, tmp_path: Path) -> None:
    judgement = ledger.judge("accept", id_of(ledger, "promise"), **WHO)
    ledger.export_judgements(tmp_path / "j.jsonl")
    line = json.loads((tmp_path / "j.jsonl").read_text(encoding="utf-8"))
    del line["id"]
    line |= {"verdict": "reject", "user": "ben", "created_at": "2026-01-01T12:00:00+02:00"}
    (tmp_path / "j.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert ledger.take_in(tmp_path / "j.jsonl") == 1
    assert [(one.user, one.created_at[:16]) for one in ledger.judgements()] == [("ben", "2026-01-01T10:00"), ("anna", judgement.created_at[:16])]


def refusals() -> dict[str, tuple[tuple[str, ...], dict[str, str], str]]:
    return {
        "an unknown statement": (("accept", "ffff"), {}, "no statement begins with 'ffff'"),
        "no statement": (("accept",), {}, "accept takes statements"),
        "two statements": (("edit", "promise", "third"), {"field": "due", "value": "2025"}, "one id is expected: 2 given"),
        "an unknown verdict": (("praise", "promise"), {}, "no verdict 'praise'"),
        "nobody": (("accept", "promise"), {"by": " "}, "by is missing: say who decides"),
        "no reason": (("accept", "promise"), {"why": ""}, "why is missing"),
        "a field for accept": (("accept", "promise"), {"field": "due"}, "field is not for accept"),
        "a day for a link": (("link", "third", "promise"), {"value": "follows", "on": "2026-01-01"}, "on is not for link"),
        "an unknown field": (("edit", "promise"), {"field": "dew", "value": "2025"}, "no field 'dew'"),
        "no value": (("edit", "promise"), {"field": "due"}, "value is missing"),
        "no date": (("edit", "promise"), {"field": "due", "value": "soon"}, "due cannot be 'soon'"),
        "an unknown actor": (("edit", "promise"), {"field": "by", "value": "RUX"}, "by cannot hold 'RUX'.*did you mean RUS"),
        "an unknown area": (("edit", "promise"), {"field": "areas", "value": "HEAL"}, "areas cannot hold 'HEAL'.*did you mean HEA"),
        "an unknown place": (("edit", "promise"), {"field": "where", "value": "Hanoy"}, "where cannot hold 'Hanoy'.*did you mean Hanoi"),
        "an unknown currency": (("edit", "promise"), {"field": "quantity", "value": "5 USX"}, "no currency that the world knows: did you mean"),
        "an unknown mechanism": (("edit", "promise"), {"field": "mechanism", "value": "club"}, "no mechanism that the world knows"),
        "words that are not there": (("edit", "promise"), {"field": "what", "value": "500 doses"}, "what cannot be '500 doses'.*not in the story"),
        "a quote that is not there": (("edit", "promise"), {"field": "due", "value": "2025", "quote": "by 2025"}, "quote cannot be 'by 2025'"),
        "what it says already": (("edit", "promise"), {"field": "type", "value": "PLEDGED"}, "there is nothing to change"),
        "one record": (("merge", "promise"), {}, "two records or more"),
        "the same record": (("merge", "promise", "again"), {}, "stand in one record already"),
        "two kinds": (("merge", "promise", "meeting"), {}, "a commitment and a meeting cannot be one thing"),
        "all of a record": (("split", "promise", "again"), {}, "that is all of record"),
        "two records": (("split", "promise", "third"), {}, "stand in 2 records"),
        "a score of a meeting": (("score", "meeting"), {"value": "+1"}, "is a meeting: only commitments"),
        "a score that is none": (("score", "promise"), {"value": "+2"}, "value cannot be '.2'"),
        "a day that is none": (("score", "promise"), {"value": "+1", "on": "May"}, "on cannot be 'May'"),
        "a link that is none": (("link", "third", "promise"), {"value": "likes"}, "value cannot be 'likes': one of fulfils"),
        "a link with itself": (("link", "again", "promise"), {"value": "follows"}, "a link is between two"),
        "no link": (("unlink", "third", "promise"), {}, "no link between"),
    }  # fmt: skip


REFUSED = refusals()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(ledger: Ledger, name: str) -> None:
    (verdict, *names), fields, message = REFUSED[name]
    ids = {"meeting": id_of(ledger, "promise", "meeting"), **{story: id_of(ledger, story) for story in STORIES}}
    with pytest.raises((ValueError, LedgerError), match=message):
        ledger.judge(verdict, *(ids.get(one, one) for one in names), **WHO | fields)  # type: ignore[arg-type]
    assert not ledger.judgements()


def test_what_cannot_be_undone(ledger: Ledger) -> None:
    judgement = ledger.judge("reject", id_of(ledger, "promise"), **WHO)
    with pytest.raises(LedgerError, match="stands in no record: undo that first"):
        ledger.judge("merge", judgement.left[0].id, id_of(ledger, "third"), **WHO)
    ledger.undo(judgement.id, **WHO)
    with pytest.raises(LedgerError, match="is undone already"):
        ledger.undo(judgement.id, **WHO)
    for words in ("", "zz", "0" * 16):
        with pytest.raises(LedgerError, match="no judgement begins with"):
            ledger.undo(words, **WHO)
    assert len(ledger.judgements()) == 2


def test_a_quote_is_the_whole_word_that_is_nearest() -> None:
    text = "The warfare ended. RUS pledges 7 doses to LAO. Of the ARF, they say. The  arf\nforum met."
    with Ledger.open(":memory:", reader=FakeReader()) as opened:
        opened.read(Document.of(text, language="xx"))
        (one,) = opened.statements()
        judgement = opened.judge("edit", one.id, field="name", value="ARF", **WHO)
        assert judgement.quote is not None and judgement.quote.span.start == text.index("ARF")
        judgement = opened.judge("edit", one.id, field="name", value="the ARF forum", **WHO)
        assert judgement.value == "The  arf\nforum"


def test_copies_are_told_of_and_not_touched(ledger: Ledger) -> None:
    filler = " ".join(f"Delegates of both sides spoke about matter number {number} at some length." for number in range(60))
    copies = [Document.of(f"{head} {filler} RUS pledges 9 doses to LAO. VNM meets LAO.", language="xx") for head in ("HANOI:", "Hanoi, today.")]
    ledger.read(copies)
    assert len(ledger.family(copies[0].id)) == 2
    one, other = (next(ledger.statements(document=copy.id, kind="commitment")) for copy in copies)
    ledger.judge("reject", one.id, **WHO)
    assert [kept.statement.id for kept in ledger.in_copies(one)] == [other.id]
    assert other.id in {told.id for told in ledger.statements()} and not ledger.in_copies(next(ledger.statements(document="promise")))


def test_decisions_of_one_moment_keep_their_order(ledger: Ledger) -> None:
    promise = id_of(ledger, "promise")
    for year in range(2022, 2042):
        ledger.judge("edit", promise, field="due", value=str(year), **WHO)
    assert [one.value for one in ledger.judgements()] == [str(year) for year in range(2022, 2042)]
    found = ledger.review_of(promise)
    assert found is not None and found.statement.content.due == "2041"
