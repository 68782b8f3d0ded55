"""Pages, feeds and sitemaps over real HTTP on loopback, from sites that are well-behaved and sites that are not."""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sources.test_pages import PARAGRAPHS, ROOT, markup, told
from tests.wire_site import Answer, Site, site

from communique import Ledger
from communique.model.problems import Problem
from communique.sources.guard import is_public
from communique.sources.page import story_of
from communique.sources.robots import robots_of
from communique.sources.story import Page, Story
from communique.sources.table import items
from communique.sources.web import Failed, Fetched, Fetcher, Web

WEB = Web(delay=0, timeout=0.6, deadline=1.5, private=True, tries=2, most=20, sleep=lambda seconds: None)


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as opened:
        yield opened


def taken(*addresses: str, web: Web = WEB) -> list[Story | Problem]:
    with Fetcher(web) as fetcher:
        return [story_of(one) if isinstance(one, Page) else one for one in items(addresses, fetcher=fetcher)]


def codes(found: list[Story | Problem]) -> list[str]:
    return [one.code if isinstance(one, Problem) else one.document.text.split("\n\n")[0] for one in found]


def page(number: int) -> str:
    return markup(title=f"Story {number}", paragraphs=[f"{number}. {one}" for one in PARAGRAPHS])


def rss(*entries: tuple[str, str], more: str = "") -> str:
    every = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>Tue, 06 Apr 2021 08:15:00 +0700</pubDate>{more}</item>"
        for title, link in entries
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Agence</title><language>fr</language>{every}</channel></rss>"


# -- one page


def test_a_page_is_a_story(wire: Site) -> None:
    url = wire.put("/a.html", markup())
    (story,) = taken(url)
    assert isinstance(story, Story), story
    assert story.document.text.split("\n\n")[1:] == PARAGRAPHS
    assert (story.sighting.name, story.sighting.url, story.where) == (url, url, url)
    assert story.sighting.retrieved_at and story.sighting.retrieved_at.endswith("Z")
    assert wire.requests[0][1]["user-agent"].startswith("communique/")


def test_a_page_at_an_address_says_what_its_text_says(wire: Site, tmp_path: Path) -> None:
    """But for ids and offsets, the statements are those of the text in a file."""
    for path in sorted((ROOT / "examples").glob("2021-0[3-7]-*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        title, *paragraphs = given["text"].split("\n\n")
        head = f"<meta property='article:published_time' content='{given['published']}'>"
        url = wire.put(f"/{path.stem}.html", markup(head=head, title=title, paragraphs=paragraphs, lang=given["lang"]))
        assert told(url) == told(path) != []


def test_read_again_a_page_changes_nothing_and_its_twin_is_a_sighting(wire: Site) -> None:
    one, twin = wire.put("/a.html", markup()), wire.put("/amp/a.html", markup())
    with Ledger.open(":memory:") as ledger:
        assert ledger.read(one, web=WEB).new == 1
        assert ledger.read(one, web=WEB).unchanged == 1
        assert ledger.read([twin], web=WEB).changed == 1
        (document,) = ledger.documents()
        assert [seen.url for seen in ledger.sightings(document.id)] == [twin, one] or [seen.url for seen in ledger.sightings(document.id)] == [
            one,
            twin,
        ]


def forever(stream: Any) -> None:
    while True:
        stream.write(b"<p>" + b"x" * 65_536)


def slowly(stream: Any) -> None:
    for _ in range(40):
        stream.write(b"<p>x")
        stream.flush()
        time.sleep(0.1)


def never(stream: Any) -> None:
    time.sleep(1.2)


def a_slow_head(stream: Any) -> None:
    stream.write(b"HTTP/1.1 200 OK\r\n")
    for place in range(80):
        stream.write(f"X-{place}: x\r\n".encode())
        stream.flush()
        time.sleep(0.1)


def a_head_without_end(stream: Any) -> None:
    stream.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        stream.write(b"x" * 65_536)


def early_hints_without_end(stream: Any) -> None:
    while True:
        stream.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")


BAD: dict[str, tuple[Answer, str]] = {
    "missing": (Answer(status=404), "http-404"),
    "forbidden": (Answer(status=403), "http-403"),
    "broken": (Answer(status=500), "http-500"),
    "busy": (Answer(status=429, headers={"Retry-After": "1"}), "http-429"),
    "gone for hours": (Answer(status=503, headers={"Retry-After": "7200"}), "http-503"),
    "empty": (Answer(b""), "empty-text"),
    "a PDF": (Answer(b"%PDF-1.7 ...", kind="application/pdf"), "not-html"),
    "slow": (Answer(stream=slowly), "timeout"),
    "silent": (Answer(stream=never), "timeout"),
    "without end": (Answer(stream=forever), "too-large"),
    "a slow head": (Answer(stream=a_slow_head, bare=True), "timeout"),
    "a head without end": (Answer(stream=a_head_without_end, bare=True), "unreachable"),
    "early hints without end": (Answer(stream=early_hints_without_end, bare=True), "timeout"),
    "no HTTP": (Answer(stream=lambda stream: stream.write(b"220 ready\r\n"), bare=True), "unreachable"),
    "50 MB": (Answer(b"<html><p>" + b"x" * 50_000_000), "too-large"),
    "a bomb": (Answer(gzip.compress(b"<p>" + b"x" * 90_000_000), headers={"Content-Encoding": "gzip"}), "too-large"),
    "a bomb of a file": (Answer(gzip.compress(b"<p>" + b"x" * 90_000_000), kind="application/gzip"), "too-large"),
    "a bomb in a bomb": (Answer(gzip.compress(gzip.compress(b"x" * 90_000_000)), headers={"Content-Encoding": "gzip, gzip"}), "packed"),
    "cut off": (Answer(gzip.compress(markup().encode())[:-20], headers={"Content-Encoding": "gzip"}), "packed"),
    "not gzip": (Answer(markup().encode(), headers={"Content-Encoding": "gzip"}), "packed"),
    "an unknown packing": (Answer(markup().encode(), headers={"Content-Encoding": "zz"}), "packed"),
    "a redirect to itself": (Answer(status=302, headers={"Location": "/bad"}), "redirects"),
    "a redirect to a file": (Answer(status=301, headers={"Location": "file:///etc/passwd"}), "address"),
    "laughs": (Answer(b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', kind="text/xml"), "entities"),
    "other XML": (Answer(b'<?xml version="1.0"?><recipes/>', kind="text/xml"), "unknown-xml"),
    "NUL": (Answer(markup().replace("mardi", "a\0b").encode()), "nul"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_a_problem_and_the_rest_go_on(wire: Site, name: str) -> None:
    answer, code = BAD[name]
    wire.answers["/bad"] = answer
    good = wire.put("/good", markup())
    started = time.monotonic()
    assert codes(taken(wire.at("/bad"), good)) == [code, "Un entretien à Hanoï"]
    assert time.monotonic() - started < 8


def test_nobody_there() -> None:
    assert codes(taken("http://127.0.0.1:9/x", "http://no-such-host.invalid/", "http://", "http://[x/")) == [
        "unreachable",
        "unreachable",
        "address",
        "address",
    ]


def test_redirects_are_followed_a_few_times(wire: Site) -> None:
    for hop in range(8):
        wire.put(f"/{hop}", status=302, headers={"Location": f"/{hop + 1}"})
    wire.put("/8", markup())
    assert codes(taken(wire.at("/4"), wire.at("/0"))) == ["Un entretien à Hanoï", "redirects"]


def test_a_passing_failure_is_tried_again_when_the_server_says(wire: Site) -> None:
    waited: list[float] = []
    wire.put("/a", b"", Answer(status=429, headers={"Retry-After": "7"}), Answer(status=500), Answer(markup().encode()))
    web = Web(delay=0, private=True, tries=3, timeout=1, sleep=waited.append)
    assert codes(taken(wire.at("/a"), web=web)) == ["Un entretien à Hanoï"]
    assert waited == [7.0, 0.0]


def test_a_host_is_asked_at_its_pace(wire: Site) -> None:
    waited: list[float] = []
    wire.put("/robots.txt", "User-agent: *\nCrawl-delay: 5\n", kind="text/plain")
    for number in range(3):
        wire.put(f"/{number}", page(number))
    wire.put("/feed", rss(*((f"Story {number}", wire.at(f"/{number}")) for number in range(3))), kind="text/xml")
    assert codes(taken(wire.at("/feed"), web=Web(delay=2, private=True, sleep=waited.append))) == ["Story 0", "Story 1", "Story 2"]
    assert [round(one) for one in waited] in ([2, 2, 5, 5], [2, 2, 4, 5, 5], [2, 2, 5, 5, 5], [2, 4, 5, 5])


LAUGHS = "".join(f'<!ENTITY {chr(98 + place)} "{f"&{chr(97 + place)};" * 10}">' for place in range(9))


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("root", ["rss", "feed", "urlset", "nitf", "html"])
def test_a_billion_laughs(wire: Site, tmp_path: Path, root: str, coding: str) -> None:
    """From the web and from a file, as whatever kind of XML: a problem, and never the two thousand megabytes it would grow to."""
    head = f"""<?xml version="1.0" encoding="{coding}"?><!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>"""
    data = f"{head}<{root}><channel><item><title>&j;</title></item></channel></{root}>".encode(coding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = taken(wire.put("/x", data, kind=f"application/xml; charset={coding}"))
    for ending in ("xml", "rss", "html"):
        (tmp_path / f"x.{ending}").write_bytes(data)
        found += taken(str(tmp_path / f"x.{ending}"))
    assert len(found) >= 4 and all(isinstance(one, Problem) for one in found), found
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    assert grown < 300e6


@pytest.mark.parametrize(("written", "said"), [("cp1252", "utf-8"), ("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("utf-16", "utf-8")])
def test_a_server_that_lies_about_the_encoding(wire: Site, written: str, said: str) -> None:
    data = markup().replace("<meta charset=utf-8>", "").encode(written)
    (story,) = taken(wire.put("/a", data, kind=f"text/html; charset={said}"))
    assert isinstance(story, Story) and story.document.text.split("\n\n")[1:] == PARAGRAPHS


# -- private networks


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"]
)
def test_private_networks_are_refused_unless_allowed(wire: Site, host: str) -> None:
    wire.put("/", markup())
    port = wire.address.rpartition(":")[2]
    found = taken(f"http://{host}:{port}/", web=Web(delay=0, timeout=0.5, tries=1))
    assert codes(found) == ["private-network"] and not wire.requests


def test_a_redirect_to_a_private_network_is_refused(wire: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.sources.guard.is_public", lambda address: address == "127.0.0.1")
    port = wire.address.rpartition(":")[2]
    leads = wire.put("/a", status=302, headers={"Location": f"http://127.0.0.2:{port}/b"})
    good = wire.put("/b", markup())
    assert codes(taken(leads, good, web=Web(delay=0, timeout=0.5, tries=1))) == ["private-network", "Un entretien à Hanoï"]
    assert wire.asked("/b") == 1


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("100.64.0.1", False), ("224.0.0.1", False), ("fe80::1%eth0", False), ("::ffff:10.0.0.1", False)],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


# -- feeds and sitemaps


ATOM = """<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Agence</title>
<entry><title>Story 1</title><link href='{0}'/><id>x</id><published>2021-04-06T08:15:00+07:00</published><author><name>A.</name></author></entry>
<entry><title>Whole</title><id>w</id><updated>2021-04-07T00:00:00Z</updated><content type='html'>{1}</content></entry></feed>"""


def test_feeds_of_all_kinds(wire: Site) -> None:
    import html

    one = wire.put("/1", page(1))
    whole = "".join(f"<p>{words} {words}</p>" for words in PARAGRAPHS)
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Agence", "language": "fr",
        "items": [
            {"id": 1, "url": "/1", "date_published": "2021-04-06T08:15:00+07:00", "authors": [{"name": "A."}]},
            {"id": "w", "title": "Whole", "content_html": whole, "date_published": "2021-04-07"},
        ],
    }  # fmt: skip
    atom = wire.put("/atom", ATOM.format(one, html.escape(whole)), kind="application/atom+xml")
    as_json = wire.put("/json", json.dumps(feed), kind="application/feed+json")
    for address in (atom, as_json):
        first, second = taken(address)
        assert isinstance(first, Story) and isinstance(second, Story), (first, second)
        assert (first.sighting.url, first.sighting.published, first.sighting.author, first.sighting.publisher) == (one, "2021-04-06", "A.", "Agence")
        assert second.document.text.split("\n\n")[:2] == ["Whole", f"{PARAGRAPHS[0]} {PARAGRAPHS[0]}"]
        assert (second.sighting.published, second.document.language) == ("2021-04-07", "fr")


def test_a_damaged_feed_gives_what_it_has(wire: Site) -> None:
    one = wire.put("/1?a=1&b=2", page(1))
    broken = rss(("Pêche & commerce", one.replace("&", "&amp;"))).replace("</channel></rss>", "<item><title>x & y")
    feed = wire.put("/feed", broken.encode("latin-1", "replace"), kind="text/xml; charset=iso-8859-1")
    assert codes(taken(feed))[0] == "Story 1"


def test_entries_that_cannot_be_had_are_problems(wire: Site) -> None:
    wire.put("/robots.txt", "User-agent: *\nDisallow: /closed\n", kind="text/plain")
    wire.put("/closed/1", page(1))
    wire.put("/2", page(2))
    entries = ("a", wire.at("/closed/1")), ("b", wire.at("/missing")), ("c", wire.at("/2")), ("c", wire.at("/2")), ("d", "javascript:x")
    feed = wire.put("/feed", rss(*entries), kind="text/xml")
    assert codes(taken(feed)) == ["robots", "http-404", "Story 2", "no-address"]
    assert not wire.asked("/closed/1") and wire.asked("/robots.txt") == 1


def test_a_feed_gives_no_more_than_is_asked_for(wire: Site) -> None:
    for number in range(4):
        wire.put(f"/{number}", page(number))
    feed = wire.put("/feed", rss(*((f"{number}", wire.at(f"/{number}")) for number in range(4))), kind="text/xml")
    assert codes(taken(feed, web=Web(delay=0, private=True, most=2))) == ["Story 0", "Story 1", "more"]


def test_sitemaps(wire: Site) -> None:
    for number in range(3):
        wire.put(f"/{number}", page(number).replace("lang=fr", ""))
    news = "".join(
        f"<url><loc>{wire.at(f'/{number}')}</loc><news:news><news:publication><news:name>Agence</news:name><news:language>fr</news:language>"
        f"</news:publication><news:publication_date>2021-04-0{number + 1}T00:00:00Z</news:publication_date></news:news></url>"
        for number in (0, 1)
    )
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    wire.put("/news.xml.gz", gzip.compress(f"<?xml version='1.0'?><urlset {spaces}>{news}</urlset>".encode()), kind="application/gzip")
    wire.put(
        "/old.xml",
        f"<urlset {spaces}><url><loc>{wire.at('/2')}</loc><lastmod>2020-01-01</lastmod></url><url><loc>ftp://x</loc></url>",
        kind="text/xml",
    )
    places = "".join(f"<sitemap><loc>{wire.at(path)}</loc></sitemap>" for path in ("/news.xml.gz", "/old.xml", "/missing.xml", "/index.xml"))
    index = wire.put("/index.xml", f"<sitemapindex {spaces}>{places}</sitemapindex>", kind="text/xml")
    found = taken(index)
    assert codes(found) == ["http-404", "Story 1", "Story 0", "Story 2"]
    told = [(one.sighting.published, one.sighting.publisher, one.document.language) for one in found if isinstance(one, Story)]
    assert told == [("2021-04-02", "Agence", "fr"), ("2021-04-01", "Agence", "fr"), (None, None, "und")]


def test_other_files_of_stories(wire: Site) -> None:
    wire.put("/s.json", json.dumps([{"id": "a", "text": "One"}]), kind="application/json")
    wire.put("/s.jsonl", '{"id": "b", "text": "Two"}\n', kind="application/octet-stream")
    wire.put("/s.txt", "Été".encode("latin-1"), kind="text/plain; charset=iso-8859-1")
    wire.put("/s.xml", "<nitf><body><body.content><p>Three</p></body.content></body></nitf>", kind="text/xml")
    assert codes(taken(*map(wire.at, ("/s.json", "/s.jsonl", "/s.txt", "/s.xml")))) == ["One", "Two", "Été", "Three"]


def test_saved_feeds(tmp_path: Path) -> None:
    whole = f"<description><![CDATA[{''.join(f'<p>{one} {one}</p>' for one in PARAGRAPHS)}]]></description>"
    for name in ("f.rss", "f.xml", "f.atom"):
        (tmp_path / name).write_text(rss(("Whole", "https://example.org/1"), more=whole), encoding="utf-8")
        assert codes(taken(str(tmp_path / name))) == ["Whole"]
    (tmp_path / "f.rss").write_text(rss(("Not", "https://example.org/1")), encoding="utf-8")
    assert codes(taken(str(tmp_path / "f.rss"))) == ["not-whole"]


# -- conditional requests, robots


def test_what_has_not_changed_is_not_sent_again(wire: Site) -> None:
    url = wire.put("/a", markup(), headers={"ETag": '"1"', "Last-Modified": "Tue, 06 Apr 2021 08:15:00 GMT"})
    with Fetcher(WEB) as fetcher:
        first = fetcher.get(url)
        assert isinstance(first, Fetched) and first.data and (first.etag, first.modified) == ('"1"', "Tue, 06 Apr 2021 08:15:00 GMT")
        again = fetcher.get(url, etag=first.etag, modified=first.modified)
    assert isinstance(again, Fetched) and (again.status, again.data) == (304, b"")
    assert wire.requests[-1][1]["if-modified-since"] == "Tue, 06 Apr 2021 08:15:00 GMT"


RULES = """
User-agent: other
Disallow: /

User-agent: *
Disallow: /nothing

User-agent: somebody
User-agent: Communique
Disallow: /private/   # a comment
Allow: /private/open
Disallow: /*?print=
Disallow: /*.pdf$
Disallow:
Crawl-delay: 2.5
Sitemap: https://example.org/s.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/nothing", True),
        ("/private/", False),
        ("/private/x", False),
        ("/private", True),
        ("/private/open/1", True),
        ("/a?print=1", False),
        ("/a?x=1", True),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/robots.txt", True),
    ],
)
def test_robots(path: str, allowed: bool) -> None:
    rules = robots_of(RULES.encode(), "communique")
    assert rules.allows("https://example.org" + path) is allowed
    assert (rules.delay, rules.sitemaps) == (2.5, ("https://example.org/s.xml",))
    assert not robots_of(b"User-agent: *\nDisallow: /", "communique").allows("https://example.org/x")
    assert robots_of(b"\xff\xfe<html>", "communique").allows("https://example.org/x")


def test_a_robots_txt_holds_for_a_day(wire: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = wire.put("/a", markup())
    with Fetcher(WEB) as fetcher:
        assert isinstance(fetcher.get(url), Fetched) and isinstance(fetcher.get(url), Fetched) and wire.asked("/robots.txt") == 1
        wire.put("/robots.txt", "User-agent: *\nDisallow: /\n", kind="text/plain")
        now = time.monotonic()
        monkeypatch.setattr(time, "monotonic", lambda: now + 90_000)
        assert isinstance(fetcher.get(url), Failed) and wire.asked("/robots.txt") == 2


@pytest.mark.parametrize(("status", "fetched"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_robots_txt_that_cannot_be_had(wire: Site, status: int, fetched: bool) -> None:
    wire.put("/robots.txt", "", status=status)
    url = wire.put("/a", markup())
    with Fetcher(WEB) as fetcher:
        assert isinstance(fetcher.get(url), Fetched if fetched else Failed)
