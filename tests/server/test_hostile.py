"""Stories that bring markup, formulas or marks that turn the direction of a line: pages show them, and obey none of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.model.documents import Document, Sighting
from communique.model.harmless import harmless
from communique.server.app import make_app
from communique.sources.story import Story

TEXT = (
    "<script>alert('title')</script> \u202eeltit\n\n"
    "Moscow, 5 April 2023 (Test) - Russia pledged on Tuesday to give ASEAN 400,000 doses of <b onclick=x>vaccine</b> \u202eevil\u202c.\n\n"
    '=HYPERLINK("http://evil.example","ASEAN") and Russia signed the "><img src=x onerror=alert(1)> agreement on 4 April 2023 in Hanoi.\x07\n\n'
    'Russia and ASEAN signed a memorandum of understanding on "<script>alert(2)</script> energy" on 4 April 2023.\n'
)
STORY = Document.of(TEXT, language="en")


@pytest.fixture(scope="module")
def hostile() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as opened:
        told = Sighting(
            STORY.id, name="<b>name\u202e</b>", url="javascript:alert(1)", publisher="<i>Out\u202elet</i>", title=TEXT.splitlines()[0],
            published="2023-04-05", author='"><script>alert(3)</script>',
        )  # fmt: skip
        opened.read([Story(STORY, told, "here")])
        yield opened


@pytest.fixture(scope="module")
def client(hostile: Ledger) -> TestClient:
    return TestClient(make_app(hostile))


class Seen(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of the story."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.story, self._depth = "", 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.elements.append((tag, named))
        if tag == "div" and (self._depth or named.get("class") == "story"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "div" and self._depth > 0

    def handle_data(self, data: str) -> None:
        self.story += data if self._depth else ""


def pages(ledger: Ledger) -> list[str]:
    """The address of every page that shows words of the story."""
    records = [f"/records/{one.id}" for one in ledger.records().records]
    return [
        *records, f"/documents/{STORY.id}", *(f"/documents/{STORY.id}?statement={one.id}" for one in ledger.statements()),
        "/", "/actors/RUS", "/news",
        "/partnerships/ASEAN,RUS", "/partnerships/ASEAN,RUS/timeline", "/partnerships/ASEAN,RUS/register", "/search?q=agreement",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE",
    ]  # fmt: skip


def test_the_story_is_read(hostile: Ledger) -> None:
    assert len(list(hostile.statements())) >= 3


def test_no_page_obeys_it(hostile: Ledger, client: TestClient) -> None:
    for address in pages(hostile):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not set(answer.text) & {"\u202e", "\u202c", "\x07"}, address
        for tag, named in Seen(answer.text).elements:
            assert tag not in ("b", "i", "img", "iframe"), address
            assert tag != "script" or str(named.get("src")).startswith("/static/"), address
            assert not any(name.startswith("on") or name == "style" for name in named), address
            assert not any(str(named.get(name, "")).lower().startswith(("javascript:", "http")) for name in ("href", "src", "action")), address


def test_the_story_is_shown_as_it_is_sign_for_sign(client: TestClient) -> None:
    shown = Seen(client.get(f"/documents/{STORY.id}").text).story
    assert shown == harmless(TEXT) and len(shown) == len(TEXT)
