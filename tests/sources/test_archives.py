"""Web archives: pages come out as from the web, whatever else is in the file."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from tests.sources.test_pages import markup
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from communique.model.problems import Problem
from communique.sources.limits import PAGE
from communique.sources.page import story_of
from communique.sources.piped import items as piped
from communique.sources.story import Page, Story
from communique.sources.table import count, items

AT = "2021-04-07T01:02:03Z"


def page(number: int) -> bytes:
    paragraphs = [
        f"Hanoï (VNA) – La Russie a livré {number} tonnes d'aide au Laos, a annoncé mardi le ministère des Affaires étrangères à Vientiane."
    ] * 2
    return markup(title=f"Story {number}", paragraphs=[f"{place}. {one}" for place, one in enumerate(paragraphs)]).encode()


def archive(path: Path, *responses: tuple[bytes, str, str, dict[str, str]], packed: bool = True) -> Path:
    """A WARC of a request, responses (body, content type, status, more headers), and records of other kinds."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "tests"}))
        for number, (body, kind, status, more) in enumerate(responses):
            head = StatusAndHeaders(f"{status} OK", [("Content-Type", kind), *more.items()], protocol="HTTP/1.1")
            url = f"https://example.org/{number}"
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": AT})
            )
    return path


def html(number: int, **more: str) -> tuple[bytes, str, str, dict[str, str]]:
    return page(number), "text/html; charset=utf-8", "200", more


def told(given: object) -> list[str]:
    taken = [story_of(one) if isinstance(one, Page) else one for one in given]  # type: ignore[attr-defined]
    return [one.code if isinstance(one, Problem) else one.document.text.split("\n\n")[0] for one in taken]


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_the_pages_of_an_archive(tmp_path: Path, name: str, packed: bool) -> None:
    others = (b"{}", "application/json", "200", {}), (b"<html>", "text/html", "404", {}), (b"", "text/html", "301", {"Location": "/x"})
    path = archive(tmp_path / name, html(0), *others, html(4), packed=packed)
    found = list(items([path]))
    assert told(found) == ["Story 0", "Story 4"]
    assert isinstance(found[1], Page)
    story = story_of(found[1])
    assert isinstance(story, Story)
    assert (story.sighting.url, story.sighting.retrieved_at, story.sighting.name) == ("https://example.org/4", AT, "https://example.org/4")
    assert story.where == f"{path}: https://example.org/4"
    assert count([path]) == 2
    assert told(piped(io.BytesIO(path.read_bytes()))) == ["Story 0", "Story 4"]


def test_a_wacz(tmp_path: Path) -> None:
    archive(tmp_path / "a.warc.gz", html(1))
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as packed:
        packed.write(tmp_path / "a.warc.gz", "archive/a.warc.gz")
        packed.writestr("datapackage.json", json.dumps({}))
    with zipfile.ZipFile(tmp_path / "empty.wacz", "w") as packed:
        packed.writestr("datapackage.json", "{}")
    (tmp_path / "bad.wacz").write_bytes(b"PK\3\4 and no more")
    assert told(items([tmp_path / name for name in ("a.wacz", "empty.wacz", "bad.wacz")])) == ["Story 1", "no-stories", "wacz"]


def test_bad_records_are_problems_and_the_rest_go_on(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"x" * 60_000_000)
    responses = (
        html(0),
        (b"<html>" + b"x" * 10_000_001, "text/html", "200", {}),
        (bomb, "text/html", "200", {"Content-Encoding": "gzip"}),
        (page(3).replace(b"mardi", b"\0"), "text/html", "200", {}),
        (b"\x80\x81 no page", "text/html", "200", {}),
        (gzip.compress(page(5)), "text/html", "200", {"Content-Encoding": "gzip"}),
        (page(6), "text/html", "200", {"Content-Encoding": "no-such-packing"}),
        html(7),
    )
    path = archive(tmp_path / "a.warc.gz", *responses)
    found = told(items([path]))
    assert found[:6] == ["Story 0", "too-large", "too-large", "nul", "not-html", "Story 5"]
    assert found[6] in ("Story 6", "packed") and found[7:] == ["Story 7"]


DAMAGED = {
    "no archive": b"just text\n" * 40,
    "nothing": b"",
    "a line without end": b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"x" * 3_000_000,
    "gzipped as a whole": b"",
    "cut off": b"",
    "noise": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_archive_is_a_problem(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "whole.warc", html(0), html(1), packed=False)
    data = DAMAGED[name]
    if name == "gzipped as a whole":
        data = gzip.compress(path.read_bytes())
    elif name == "cut off":
        data = path.read_bytes()[: -len(page(1)) // 2]
    (tmp_path / "bad.warc").write_bytes(data)
    found = told(items([tmp_path / "bad.warc", path]))
    assert found[-2:] == ["Story 0", "Story 1"]
    assert [one for one in found[:-2] if not one.startswith("Story")] or name == "cut off"


@pytest.mark.parametrize("kind", ["video/mp4", "text/html"])
def test_a_record_larger_than_memory_is_passed_over(tmp_path: Path, kind: str) -> None:
    """A record of 200 MB between two pages takes no more memory than a page may have."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()
    archive(tmp_path / "before.warc", html(0), packed=False)
    archive(tmp_path / "after.warc", html(1), packed=False)
    with (tmp_path / "a.warc").open("wb") as stream:
        stream.write((tmp_path / "before.warc").read_bytes())
        fields = f"WARC-Type: response\r\nWARC-Target-URI: https://example.org/big\r\nContent-Length: {len(head) + 200_000_000}\r\n"
        stream.write(f"WARC/1.0\r\n{fields}Content-Type: application/http; msgtype=response\r\n\r\n".encode() + head)
        stream.seek(200_000_000, io.SEEK_CUR)  # nothing: a hole in the file
        stream.write(b"\r\n\r\n" + (tmp_path / "after.warc").read_bytes())
    tracemalloc.start()
    try:
        found = told(items([tmp_path / "a.warc"]))
        assert tracemalloc.get_traced_memory()[1] < 3 * PAGE
    finally:
        tracemalloc.stop()
    assert found == ["Story 0", *(["too-large"] if kind == "text/html" else []), "Story 1"]


def test_texts_taken_from_pages(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for text in ("Été.\n".encode(), b"\xff"):
            writer.write_record(
                writer.create_warc_record("https://example.org/w", "conversion", payload=io.BytesIO(text), warc_content_type="text/plain")
            )
    assert told(items([tmp_path / "a.warc"])) == ["Été.\n", "encoding"]
