"""Searches as people ask them: names, pages, what was judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.fake_reader import FakeReader

from communique.ledger import Ledger
from communique.model.documents import Document, Sighting
from communique.run.searching import MOST, Found
from communique.store.base import Read


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:", reader=FakeReader()) as opened:
        yield opened


def read(ledger: Ledger, text: str, name: str = "s1", published: str | None = "2021-04", **more: str) -> list[str]:
    """Read a story; the ids of its statements."""
    document = Document.of(text, language="xx")
    sighting = Sighting(document.id, name, published=published, **more)
    found = FakeReader().read(document, sighting).statements
    ledger.store.keep([document], [sighting], {document.id: Read("fake 1", sighting, found)}, read_at="2026-01-02T03:04:05+00:00")
    return [one.id for one in found]


def names(found: Found) -> list[str]:
    return [one.sighting.name for one in found.statements]


def every_page(ledger: Ledger, words: str, limit: int, **asked: object) -> list[str]:
    """The ids of all pages, which must agree on what they say of the whole."""
    ids, after, told = [], None, set()
    while True:
        found = ledger.search(words, limit=limit, after=after, **asked)
        ids += [one.statement.id for one in found.statements]
        told.add((found.total, found.more, found.best))
        after = found.next
        if after is None:
            assert len(told) == 1
            return ids
        assert len(found.statements) == limit


def test_names_of_any_language_find_what_has_the_id(ledger: Ledger) -> None:
    read(ledger, "RUS meets ASEAN.", "a")
    read(ledger, "VNM pledges 7 doses to ASEAN.", "b")
    for words in ("Russie", "russe", "Россия", "Russian Federation", "Rusia", "Nga", "RUS", "russia"):
        assert names(ledger.search(words)) == ["a"], words
    assert names(ledger.search("Viet Nam doses")) == ["b"]
    assert names(ledger.search("Вьетнам АСЕАН")) == ["b"]
    assert names(ledger.search("Hà Nội")) == names(ledger.search("Ханой")) == ["a"]  # the place of its meeting; a capital is not its state
    assert names(ledger.search('"Viet Nam"')) == names(ledger.search("y")) == []


def test_filters_narrow(ledger: Ledger) -> None:
    read(ledger, "RUS meets ASEAN. RUS pledges 7 doses to ASEAN.", "a", "2021-04-06")
    read(ledger, "VNM meets ASEAN.", "b", "2022")
    assert names(ledger.search("ASEAN")) == ["b", "a", "a"]
    assert names(ledger.search("ASEAN", kind="meeting", until="2021")) == ["a"]
    assert (
        names(ledger.search("ASEAN", between=["vnm"]))
        == names(ledger.search("ASEAN", since="2022"))
        == names(ledger.search("ASEAN", document="b"))
        == ["b"]
    )
    with pytest.raises(ValueError, match="date"):
        ledger.search("ASEAN", since="soon")


def test_many_are_counted_as_more(ledger: Ledger) -> None:
    text = " ".join(f"RUS pledges {number} doses to ASEAN." for number in range(MOST))
    read(ledger, text)
    found = ledger.search("doses", limit=7)
    assert (found.total, found.more, len(found.statements)) == (MOST, False, 7)
    assert ledger.search("doses", best=True).best
    read(ledger, "VNM pledges 7 doses to ASEAN.", "new", "2022")
    found = ledger.search("doses", limit=3, best=True)
    assert (found.total, found.more, found.best, names(found)) == (MOST, True, False, ["new", "s1", "s1"])
    ids = every_page(ledger, "doses", 300)
    assert len(ids) == len(set(ids)) == MOST + 1
    assert len(ledger.search("doses", limit=5000).statements) == MOST + 1


def test_the_best_say_it_oftener_and_in_fewer_words_and_not_only_in_their_title(ledger: Ledger) -> None:
    read(ledger, "RUS meets ASEAN.", "title", "2023", title="Doses for all")
    read(ledger, "RUS pledges 7 doses to ASEAN.", "once", "2022")
    read(ledger, "VNM pledges 7 doses to ASEAN.", "twice", "2021", title="Doses told of")
    assert names(ledger.search("doses")) == ["title", "once", "twice"]
    assert names(ledger.search("doses", best=True)) == ["twice", "once", "title"]
    assert every_page(ledger, "doses", 1, best=True) == every_page(ledger, "doses", 9, best=True)


def test_what_people_rejected_is_not_found(ledger: Ledger) -> None:
    first, second = read(ledger, "RUS meets ASEAN. RUS pledges 7 doses to ASEAN.")
    judgement = ledger.judge("reject", first, by="anna", why="no meeting")
    assert names(ledger.search("meets")) == [] and ledger.search("ASEAN").total == 1
    (one,) = ledger.search("doses").statements
    assert one.statement.id == second
    ledger.undo(judgement.id, by="anna", why="it was one")
    assert [one.statement.id for one in ledger.search("ASEAN").statements] == [first, second]


def test_what_people_edited_is_found_as_they_left_it(ledger: Ledger) -> None:
    _, promise = read(ledger, "RUS meets ASEAN. RUS pledges 7 doses to ASEAN. More about vaccines.", published="2021-04-06")
    read(ledger, "VNM meets ASEAN.", "b", "2022")
    for field, value in (("to", "VNM"), ("when", "2023-05-01"), ("what", "vaccines"), ("where", "Jakarta")):
        ledger.judge("edit", promise, by="anna", why="as it says", field=field, value=value)
    (one,) = ledger.search("vaccines").statements
    assert (
        one.statement.id == promise
        and one.statement.content.to == ("VNM",)
        and [each.slot for each in one.judgements] == ["to", "when", "what", "where"]
    )
    assert names(ledger.search("Jakarta", kind="commitment")) == names(ledger.search("RUS", between=["RUS", "VNM"])) == ["s1"]
    assert names(ledger.search("pledges", between=["ASEAN"])) == names(ledger.search("pledges", until="2022")) == []
    assert names(ledger.search("ASEAN")) == ["s1", "b", "s1"]
    assert every_page(ledger, "ASEAN", 1) == every_page(ledger, "ASEAN", 2) == [one.statement.id for one in ledger.search("ASEAN").statements]


def test_what_was_accepted_is_found_though_it_is_no_longer_read(ledger: Ledger) -> None:
    _, promise = read(ledger, "RUS meets ASEAN. RUS pledges 7 doses to ASEAN.")
    ledger.judge("accept", promise, by="anna", why="it does")
    assert ledger.search("doses").total == 1
    (document,) = ledger.documents()
    ledger.store.keep([document], [], {document.id: Read("fake 2", ledger.sightings(document.id)[0], ())}, read_at="2026-01-02T03:04:05+00:00")
    (one,) = ledger.search("doses").statements
    assert one.statement.id == promise and one.judgements and ledger.search("meets").total == 0


def test_pages_hold_what_was_judged_and_what_was_not_in_one_order(ledger: Ledger) -> None:
    ids = [read(ledger, f"RUS pledges {number} doses to ASEAN.", f"s{number}", f"2021-04-{1 + number // 2:02}")[0] for number in range(40)]
    for number in (0, 1, 7, 8, 20, 21, 39):
        ledger.judge("accept", ids[number], by="anna", why="so it is")
    ledger.judge("reject", ids[11], by="anna", why="so it is not")
    whole = ledger.search("doses", limit=100)
    days = [one.sighting.published for one in whole.statements]
    assert days == sorted(days, reverse=True) and whole.total == len(days) == 39
    for best in (False, True):
        wanted = [one.statement.id for one in ledger.search("doses", limit=100, best=best).statements]
        assert sorted(wanted) == sorted(set(ids) - {ids[11]})
        for limit in (1, 2, 3, 7, 38, 39):
            assert every_page(ledger, "doses", limit, best=best) == wanted


def test_a_page_that_no_search_gave_is_refused(ledger: Ledger) -> None:
    for after in ("", "soon", "n1", "n1-2-3-4", "x1-0-0", f"n{10**20}-0-0", "n-1-0-0", "n1-0-0\n", "n١-0-0"):
        with pytest.raises(ValueError, match="give the `next` of a page"):
            ledger.search("ASEAN", after=after)
    with pytest.raises(ValueError, match="limit cannot be 0"):
        ledger.search("ASEAN", limit=0)
    assert ledger.search("ASEAN", after="n1-0-5").statements == ()
    assert ledger.search("ASEAN", after="b99-0-5", best=True).statements == ()


def test_nothing_is_found_by_nothing(ledger: Ledger) -> None:
    (meeting,) = read(ledger, "RUS meets ASEAN.")
    ledger.judge("accept", meeting, by="anna", why="so it is")
    assert ledger.search("").total == ledger.search('"" * 🌊').total == 0


def test_the_words_found_are_marked(ledger: Ledger) -> None:
    text = "À Hanoï, le partenariat stratégique : l’ASEAN, des partenaires."
    for words, marked in (
        ("hanoi", ["Hanoï"]), ('"partenariat strategique"', ["partenariat stratégique"]), ("parten*", ["partenariat", "partenaires"]),
        ("l'asean hanoi", ["Hanoï", "l’ASEAN"]), ("Ханой", ["Hanoï"]), ('le "le partenariat"', ["le partenariat"]), ("nothing", []),
    ):  # fmt: skip
        spans = ledger.search(words).sought.spans(text)
        assert [text[span.start : span.end] for span in spans] == marked, words
