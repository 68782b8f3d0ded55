"""What every store does: the same tests over each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.fake_reader import FakeReader

from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.judgements import Judgement, Verdict
from communique.model.spans import Quote, Span
from communique.model.statements import Statement
from communique.store.base import Query, Read, Store, StoreError
from communique.store.open import open_store

NOW = "2026-01-02T03:04:05+00:00"

STORES: dict[str, Callable[[Path], Store]] = {
    "sqlite file": lambda folder: open_store(folder / "ledger.db"),
    "sqlite memory": lambda folder: open_store(":memory:"),
}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = STORES[request.param](tmp_path)
    yield opened
    opened.close()


def seen(text: str, name: str = "s1", published: str | None = "2021-04", language: str = "xx", **more: str) -> tuple[Document, Sighting]:
    document = Document.of(text, language=language)
    return document, Sighting(document.id, name, published=published, **more)


def keep(store: Store, *pairs: tuple[Document, Sighting], version: str = "fake 1", overrule: bool = False):
    reader = FakeReader(version)
    reads = {document.id: Read(version, sighting, reader.read(document, sighting).statements) for document, sighting in pairs}
    return store.keep([one for one, _ in pairs], [one for _, one in pairs], reads, read_at=NOW, overrule=overrule)


TEXT = "RUS meets ASEAN. Élan 🌊 RUS pledges 400 doses to ASEAN."


def test_what_is_kept_comes_back_whole(store: Store) -> None:
    document, sighting = seen(TEXT, url="https://example.org/1", publisher="Éa", title="T")
    outcome = keep(store, (document, sighting))
    assert outcome.new == {document.id} and not outcome.changed and not outcome.refused
    assert outcome.statements == {"meeting": 1, "commitment": 1}
    kept = list(store.statements(Query(order="document")))
    assert tuple(one.statement for one in kept) == FakeReader().read(document, sighting).statements
    assert {one.sighting for one in kept} == {sighting}
    assert store.document(document.id) == document
    assert list(store.documents()) == [document]
    assert store.sightings([document.id, "nothing"]) == {document.id: (sighting,)}
    assert store.languages([document.id, "nothing"]) == {document.id: "xx"}


def test_the_latest_readings_come_first_and_page_by_page(store: Store) -> None:
    stories = [seen(f"RUS meets ASEAN. {number}", name=f"s{number}") for number in range(5)]
    for story in stories:
        keep(store, story)
    keep(store, stories[0], version="fake 2")  # read anew: the latest
    first = store.latest(most=3)
    rest = store.latest(most=3, before=first[-1].number)
    assert [one.sighting.name for one in (*first, *rest)] == ["s0", "s4", "s3", "s2", "s1"]
    assert first[0].sighting == stories[0][1] and first[0].read_at == NOW
    assert store.latest(most=3, before=rest[-1].number) == []


def test_what_assembly_compares_comes_without_slots_and_cuts_its_words_on_demand(store: Store) -> None:
    stories = [seen(TEXT), seen("RUS meets ASEAN.", name="s2", language="fr")]
    keep(store, *stories)
    whole = {one.statement.id: one for one in store.statements(Query())}
    found = list(store.slim())
    assert {one.statement.id for one in found} == set(whole) and len(found) == len(whole)
    for one in found:
        kept = whole[one.statement.id]
        assert one.statement == replace(kept.statement, slots={})
        assert repr(one.statement.evidence) == repr(kept.statement.evidence)
        assert hash(one.statement.evidence) == hash(kept.statement.evidence)
        assert one.quoted == " . ".join(piece.quote.exact for piece in kept.statement.evidence)
        assert one.sighting == kept.sighting
        assert one.language == {document.id: document.language for document, _ in stories}[one.statement.document_id]
    keep(store, stories[0], version="fake 2")
    assert sorted(one.statement.id for one in store.slim()) == sorted(whole)


def test_keeping_again_changes_nothing(store: Store) -> None:
    pair = seen(TEXT)
    keep(store, pair)
    before = list(store.statements(Query()))
    outcome = keep(store, pair)
    assert not outcome.new and not outcome.changed
    assert list(store.statements(Query())) == before


def test_a_later_reading_is_live(store: Store) -> None:
    document, sighting = pair = seen(TEXT)
    keep(store, pair)
    assert store.keep([document], [sighting], {document.id: Read("fake 2", sighting, ())}, read_at=NOW).changed == {document.id}
    assert not list(store.statements(Query()))
    assert keep(store, pair).changed == {document.id}
    assert len(list(store.statements(Query()))) == 2


@pytest.mark.parametrize("flaw", ["words", "place", "end", "document", "slot", "date"])
def test_unsound_statements_are_refused_and_the_rest_kept(store: Store, flaw: str) -> None:
    document, sighting = seen(TEXT)
    good, other = FakeReader().read(document, sighting).statements
    piece = other.evidence[0]
    bad = {
        "words": lambda: replace(other, evidence=(replace(piece, quote=Quote(piece.quote.exact.replace("400", "900"))),)),
        "place": lambda: replace(other, evidence=(replace(piece, span=Span(piece.span.start + 1, piece.span.end + 1)),)),
        "end": lambda: replace(other, evidence=(replace(piece, span=Span(piece.span.start, piece.span.end + 9)),)),
        "document": lambda: replace(other, evidence=(replace(piece, document_id="0" * 16),)),
        "slot": lambda: replace(other, slots={"by": (Span(0, 999),)}),
        "date": lambda: replace(other, content=replace(other.content, when="next year")),
    }[flaw]()
    outcome = store.keep([document], [sighting], {document.id: Read("r", sighting, (bad, good))}, read_at=NOW)
    assert len(outcome.refused) == 1 and bad.id in outcome.refused[0].message
    assert [kept.statement for kept in store.statements(Query())] == [good]


def test_the_same_id_twice_is_refused_once(store: Store) -> None:
    document, sighting = seen(TEXT)
    statements = FakeReader().read(document, sighting).statements
    outcome = store.keep([document], [sighting], {document.id: Read("r", sighting, (*statements, statements[0]))}, read_at=NOW)
    assert [problem.code for problem in outcome.refused] == ["same-statement"]
    assert len(list(store.statements(Query()))) == 2


QUERIES = [
    (Query(), "bcad"),
    (Query(kind="meeting"), "bad"),
    (Query(between=("RUS", "ASEAN")), "ca"),
    (Query(between=("ASEAN", "RUS"), kind="commitment"), "c"),
    (Query(between=("RUS:Gazprom",)), "c"),
    (Query(between=("RUS", "FRA")), ""),
    (Query(since="2021"), "cad"),
    (Query(since="2021-04-30"), "ad"),
    (Query(since="2021-05"), "d"),
    (Query(until="2020"), "b"),
    (Query(until="2021-03-31"), "bc"),
    (Query(since="2021-04", until="2021-04-01"), "a"),
    (Query(document="b"), "b"),
    (Query(document="nothing"), ""),
    (Query(order="newest"), "dacb"),
    (Query(order="document"), "abcd"),
]


@pytest.mark.parametrize(("query", "names"), QUERIES, ids=repr)
def test_queries(store: Store, query: Query, names: str) -> None:
    keep(
        store,
        seen("RUS meets ASEAN.", "a", "2021-04"),
        seen("VNM meets CHN.", "b", "2020-12-31"),
        seen("RUS:Gazprom pledges 7 doses to ASEAN.", "c", "2021-03-31"),
        seen("VNM meets EU.", "x", "2022"),
    )
    found = [kept.sighting.name.replace("x", "d") for kept in store.statements(query)]
    assert "".join(found) == names


def test_documents_by_their_ids(store: Store) -> None:
    one, other, third = seen("RUS meets ASEAN.", "a"), seen("VNM meets CHN.", "b"), seen("VNM meets EU.", "c")
    keep(store, one, other, third)
    found = store.statements(Query(documents=(third[0].id, one[0].id, "nothing"), order="document"))
    assert [kept.sighting.name for kept in found] == ["a", "c"]
    assert not list(store.statements(Query(documents=())))


def test_the_sightings_documents_were_read_with(store: Store) -> None:
    document, sighting = seen(TEXT, published=None)
    unread = seen("Nothing.", "unread")
    store.keep([document, unread[0]], [sighting, unread[1]], {document.id: Read("r", replace(sighting, published="2021-04-06"), ())}, read_at=NOW)
    assert store.read_with([document.id, unread[0].id, "nothing"]) == {document.id: replace(sighting, published="2021-04-06")}


def test_statements_by_the_beginning_of_their_id(store: Store) -> None:
    pair = seen(TEXT)
    keep(store, pair)
    for kept in store.statements(Query()):
        assert store.statement(kept.statement.id) == kept
        assert store.statement(kept.statement.id[:10].upper()) == kept
    for words in ("", "zz", "%", "0" * 16):
        assert store.statement(words) is None


def test_an_ambiguous_beginning_is_an_error(store: Store) -> None:
    keep(store, seen(" ".join(f"RUS pledges {number} doses to ASEAN." for number in range(40))))
    first = [kept.statement.id[0] for kept in store.statements(Query())]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(StoreError, match="several statements"):
        store.statement(twice)


def test_documents_by_name_and_beginning(store: Store) -> None:
    one, other = seen("RUS meets ASEAN.", "same"), seen("VNM meets EU.", "same")
    keep(store, one, other, seen("RUS meets VNM.", "alone"))
    assert store.document(one[0].id[:9]) == one[0]
    alone = store.document("alone")
    assert alone and alone.text == "RUS meets VNM."
    assert store.document("nobody") is None
    with pytest.raises(StoreError, match="several documents"):
        store.document("same")


def test_sightings_fill_each_other_and_stay_apart_where_they_differ(store: Store) -> None:
    document, first = seen(TEXT, "a", None)
    keep(store, (document, first))
    assert keep(store, (document, replace(first, published="2021-04"))).changed == {document.id}
    assert [one.published for one in store.sightings([document.id])[document.id]] == ["2021-04"]
    keep(store, (document, first))  # what is left out erases nothing
    assert [one.published for one in store.sightings([document.id])[document.id]] == ["2021-04"]
    keep(store, (document, replace(first, published="2021-04-05")))
    keep(store, (document, replace(first, name="b", published="2022")))
    assert [one.published for one in store.sightings([document.id])[document.id]] == ["2021-04-05", "2021-04", "2022"]
    keep(store, (document, replace(first, published="2020")), overrule=True)
    assert [(one.name, one.published) for one in store.sightings([document.id])[document.id]] == [("a", "2020"), ("b", "2022")]


def test_languages_fill_and_are_overruled_only_on_demand(store: Store) -> None:
    for language, overrule, kept in (("und", False, "und"), ("xx", False, "xx"), ("yy", False, "xx"), ("und", True, "xx"), ("yy", True, "yy")):
        pair = seen(TEXT, language=language)
        keep(store, pair, overrule=overrule)
        assert store.languages([pair[0].id]) == {pair[0].id: kept}


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    good, (document, sighting) = seen("RUS meets ASEAN."), seen("VNM meets EU.", "s2")
    broken = replace(FakeReader().read(document, sighting).statements[0], hedged=None, voice=None)  # what no column takes
    reads = {
        good[0].id: Read("r", good[1], FakeReader().read(*good).statements),
        document.id: Read("r", sighting, (broken,)),
    }
    with pytest.raises(StoreError):
        store.keep([good[0], document], [good[1], sighting], reads, read_at=NOW)
    assert not list(store.documents()) and not list(store.statements(Query()))


def test_a_document_without_a_reading_is_kept(store: Store) -> None:
    document, sighting = seen(TEXT)
    assert store.keep([document], [sighting], {}, read_at=NOW).new == {document.id}
    assert list(store.documents()) == [document] and not list(store.statements(Query()))


def judged(*statements: Statement, verdict: Verdict = "accept", at: str = "2026-03-01T10:00:00.000000+00:00", **fields: Any) -> Judgement:
    return Judgement(verdict=verdict, left=statements, user="anna", reason="read it", created_at=at, **fields)


def test_judgements_come_back_whole_and_in_order(store: Store) -> None:
    document, sighting = pair = seen(TEXT)
    keep(store, pair)
    meeting, promise = FakeReader().read(document, sighting).statements
    quote = Evidence.cut(document, Span(document.text.index("400"), document.text.index("400") + 9))
    first = judged(promise, verdict="edit", slot="quantity", value="400 dose", quote=quote)
    second = judged(promise, verdict="score", value="-1", on="2026-02-28", at="2026-03-02T10:00:00.000000+00:00")
    third = judged(meeting, verdict="link", right=(promise,), value="fulfils", at="2026-03-03T10:00:00.000000+00:00")
    undo = judged(verdict="undo", undoes=first.id, at="2026-03-04T10:00:00.000000+00:00")
    assert store.judgements() == ()
    assert store.judge([undo, third, second, first]) == 4
    assert store.judgements() == (first, second, third, undo)
    assert [one.id for one in store.judgements()] == [first.id, second.id, third.id, undo.id]
    assert store.judge([first, undo]) == 0 and len(store.judgements()) == 4


def test_judgements_stay_when_a_story_is_read_again(store: Store) -> None:
    document, sighting = pair = seen(TEXT)
    keep(store, pair)
    one = judged(FakeReader().read(document, sighting).statements[1], verdict="reject")
    store.judge([one])
    store.keep([document], [sighting], {document.id: Read("fake 2", sighting, ())}, read_at=NOW)
    assert store.judgements() == (one,)


def test_judgements_on_stories_that_are_not_here_wait(store: Store) -> None:
    document, sighting = pair = seen(TEXT)
    one = judged(FakeReader().read(document, sighting).statements[0])
    assert store.judge([one]) == 1
    keep(store, pair)
    assert store.judgements() == (one,)


def unsound(document: Document, meeting: Statement, promise: Statement) -> dict[str, tuple[Judgement, str]]:
    moved = replace(meeting, evidence=(replace(meeting.evidence[0], span=Span(1, 17)),))
    elsewhere = Evidence.cut(Document.of("RUS meets ASEAN elsewhere."), Span(0, 5))
    return {
        "misquoted": (judged(moved), "are not at 1..17"),
        "a quote that is not there": (
            judged(meeting, verdict="edit", slot="when", value="2021", quote=Evidence(document.id, Span(0, 4), Quote("1999"))), "'1999' are not at",
        ),
        "words that are not there": (judged(promise, verdict="edit", slot="what", value="500 doses"), "what cannot be '500 doses'"),
        "a quote from elsewhere": (judged(meeting, verdict="edit", slot="when", value="2021", quote=elsewhere), "another document"),
        "undoing nothing": (judged(verdict="undo", undoes="0" * 16), "no judgement 0000000000000000 to undo"),
        "a word of another kind": (judged(meeting, verdict="edit", slot="status", value="signed"), "status of a meeting cannot be 'signed'"),
        "a date that is none": (judged(meeting, verdict="edit", slot="when", value="soon"), "when cannot be 'soon'"),
        "a value written otherwise": (judged(meeting, verdict="edit", slot="by", value="RUS, ASEAN"), "write 'RUS,ASEAN'"),
        "a score of a meeting": (judged(meeting, verdict="score", value="+1", on="2026-01-01"), "only commitments"),
        "a score that is none": (judged(promise, verdict="score", value="2", on="2026-01-01"), "value cannot be '2'"),
        "a score of no day": (judged(promise, verdict="score", value="0", on="2026"), "on cannot be '2026'"),
        "a merge of two kinds": (judged(meeting, verdict="merge", right=(promise,)), "one kind"),
        "a merge with itself": (judged(meeting, verdict="merge", right=(meeting,)), "both sides"),
        "a merge of one": (judged(meeting, verdict="merge"), "right holds 0 statements"),
        "an accept of none": (judged(), "left holds 0 statements"),
        "an edit of two": (judged(meeting, promise, verdict="edit", slot="when", value="2021"), "left holds 2 statements"),
        "a link of no kind": (judged(meeting, verdict="link", right=(promise,), value="likes"), "value cannot be 'likes'"),
        "an accept with a value": (judged(meeting, value="yes"), "value is not for accept"),
        "of no zone": (judged(meeting, at="2026-01-01T00:00:00"), "created_at cannot be '2026-01-01T00:00:00': write a time with its zone"),
        "of another zone": (judged(meeting, at="2026-01-01T00:00:00.000000+02:00"), "write 2025-12-31T22:00:00.000000.00:00"),
        "of tomorrow": (judged(meeting, at="2999-01-01T00:00:00.000000+00:00"), "still to come"),
        "no text": (judged(meeting, verdict="edit", slot="what", value="\ud800"), "half a character"),
    }  # fmt: skip


SAMPLE = seen(TEXT)
UNSOUND = unsound(SAMPLE[0], *FakeReader().read(*SAMPLE).statements)


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_judgement_is_refused_and_none_is_kept(store: Store, name: str) -> None:
    keep(store, SAMPLE)
    one, message = UNSOUND[name]
    good = judged(FakeReader().read(*SAMPLE).statements[0], verdict="reject")
    with pytest.raises(StoreError, match=message):
        store.judge([good, one])
    assert store.judgements() == ()


def test_many_documents_at_once(store: Store) -> None:
    pairs = [seen(f"RUS pledges {number} doses to ASEAN.", f"n{number}") for number in range(1200)]
    keep(store, *pairs)
    assert not keep(store, *pairs).changed
    assert sum(1 for _ in store.statements(Query())) == 1200
