"""The page of the search."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.model.documents import Document, Sighting
from communique.model.spans import Span
from communique.server.pages import search
from communique.sources.story import Story
from communique.views.found import marked


def statements(page: str) -> list[str]:
    return re.findall(r'href="/records/([0-9a-f]+)', page)


def test_nothing_is_sought_where_nothing_is_asked(client: TestClient) -> None:
    page = client.get("/search").text
    assert 'name="between"' in page and 'role="status"' not in page


def test_words_are_found_and_marked_the_newest_first(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/search?q=VACCINS").text
    found = ledger.search("vaccins")
    assert statements(page) == [one.statement.id for one in found.statements] and len(found.statements) > 2
    assert page.count("<mark>vaccins</mark>") >= len(found.statements) and f"{found.total} found" in page


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("kind=action", {"kind": "action"}),
        ("between=RUS,VNM", {"between": ("RUS", "VNM")}),
        ("since=2021-10", {"since": "2021-10"}),
        ("until=2021-08&kind=", {"until": "2021-08"}),
    ],
)
def test_what_is_found_can_be_narrowed(client: TestClient, ledger: Ledger, query: str, asked: dict[str, object]) -> None:
    expected = [one.statement.id for one in ledger.search("russie", limit=search.PAGE, **asked).statements]  # type: ignore[arg-type]
    assert statements(client.get(f"/search?q=russie&{query}").text) == expected
    assert expected and len(expected) < ledger.search("russie").total


def test_pages_follow_each_other(client: TestClient, ledger: Ledger) -> None:
    seen: list[str] = []
    address: str | None = "/search?q=russie&lang=fr"
    while address:
        page = client.get(address).text
        seen += statements(page)
        following = re.findall(r'rel="next" href="([^"]+)"', page)
        address = html.unescape(following[0]) if following else None
    assert len(seen) == len(set(seen)) == ledger.search("russie").total > search.PAGE


@pytest.mark.parametrize("query", ["after=nothing", "since=soon", "until=2021-13"])
def test_what_cannot_be_meant_is_refused_with_the_remedy(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?q=russie&{query}")
    assert answer.status_code == 400 and "This cannot be shown" in answer.text


@pytest.mark.parametrize("ends", [[], [0, 3], [4, 9], [0, 3, 4, 9], [0, 9]])
def test_marking_changes_no_word(ends: list[int]) -> None:
    text = "Élan 🌊 gh"
    spans = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    pieces = marked(text, spans)
    assert "".join(str(piece["text"]) for piece in pieces) == text
    assert [piece["text"] for piece in pieces if piece["marked"]] == [span.of(text) for span in spans]


def test_what_was_not_yet_known_is_not_found(client: TestClient, ledger: Ledger) -> None:
    day = datetime.date(2021, 6, 30)
    then = ledger.search("russie", as_of=day, limit=500).statements
    now = ledger.search("russie", limit=500).statements
    known = {one.statement.id for one in now if (one.sighting.published or "9999") <= day.isoformat()}
    assert {one.statement.id for one in then} == known and 0 < len(known) < len(now)
    page = client.get("/search?q=russie&as_of=2021-06-30").text
    assert statements(page) and set(statements(page)) <= known


@pytest.mark.parametrize(("published", "day", "known"), [
    ("2021-06-30", "2021-06-30", True), ("2021-07-01", "2021-06-30", False), ("2021-06", "2021-06-30", True), ("2021-06", "2021-06-29", False),
    ("2021", "2021-12-31", True), ("2021", "2021-12-30", False), (None, "9999-12-31", False),
])  # fmt: skip
def test_a_story_is_known_when_its_day_month_or_year_is_over(published: str | None, day: str, known: bool) -> None:
    document = Document.of("Hanoi, le 3 mai 2021. Le Vietnam et la Russie ont signé un accord sur les vaccins.")
    with Ledger.open(":memory:") as opened:
        opened.read(Story(document, Sighting(document.id, "one", published=published), "one"))
        on = datetime.date.fromisoformat(day)
        assert opened.search("vaccins").total == len(opened.latest()) == 1
        assert opened.search("vaccins", as_of=on).total == len(opened.latest(as_of=on)) == int(known)
        assert len(list(opened.reviewed(opened.query(as_of=on)))) == int(known)
