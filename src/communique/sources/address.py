"""Stories from an address of the web: a page, a feed, a sitemap, or a file of stories."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from communique.model.problems import Problem
from communique.sources import feed, jsonl, newsxml, plain, sitemap, warc
from communique.sources.feed import Entry, Feed
from communique.sources.limits import GZIP, PAGE, WHOLE, read_stream, too_large
from communique.sources.page import decode_page
from communique.sources.story import Item, Page
from communique.sources.web import Failed, Fetched, Fetcher

Kind = Literal["feed", "sitemap", "page", "xml", "json", "lines", "text", "archive"]

_SITEMAPS = 50
"""Sitemaps that one index may lead to."""


def items(url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The stories at an address; of a feed or sitemap those of its pages, as many as the fetcher takes, one by one as they are fetched.

    The address itself was asked for by a person; those it leads to are fetched only where robots may.
    """
    answer = fetcher.get(url, robots=False)
    if isinstance(answer, Failed):
        yield answer.problem
        return
    yield from found(answer, url, fetcher)


def found(answer: Fetched, url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The stories an answer gives or leads to."""
    if kind_of(answer) == "archive":
        yield from warc.pages_of(BytesIO(answer.data), where=url)
        return
    whole = unpacked(answer, url)
    if isinstance(whole, Problem):
        yield whole
        return
    answer, data = whole, whole.data
    kind = kind_of(answer)
    if kind == "feed":
        told = feed.feed_of(data, where=answer.url, content_type=answer.content_type)
        if isinstance(told, Problem):
            yield told
        else:
            yield from _entries(told.entries, told, url, fetcher)
    elif kind == "sitemap":
        met = list(sitemap_entries(data, answer.url, fetcher))
        yield from (one for one in met if isinstance(one, Problem))
        yield from _entries(tuple(one for one in met if isinstance(one, Entry)), Feed(None, None, ()), url, fetcher)
    elif kind == "xml":
        yield from newsxml.stories_of(data, name=url, where=url)
    elif kind == "json":
        yield from jsonl.stories_of(data, name=url, where=url)
    elif kind == "lines":
        yield from jsonl.lines_of(BytesIO(data), name=url, where=url)
    elif kind == "text":
        yield plain.story_of(decode_page(data, answer.charset).encode("utf-8"), name=url, where=url)
    else:
        yield page_at(answer, url)


def page_at(answer: Fetched, url: str, entry: Entry | None = None, told: Feed | None = None) -> Page | Problem:
    """The page an answer brought, named by the address asked for; entry and feed fill in what the page leaves out."""
    if len(answer.data) > PAGE:
        return too_large(PAGE, url)
    page = Page(answer.data, url, url, url=url, charset=answer.charset, retrieved_at=answer.retrieved_at)
    if entry is None:
        return page
    return page._replace(
        published=entry.published, title=entry.title, author=entry.author, publisher=entry.publisher or (told.title if told else None),
        language=entry.language or (told.language if told else None),
    )  # fmt: skip


def _entries(entries: tuple[Entry, ...], told: Feed, url: str, fetcher: Fetcher) -> Iterator[Item]:
    if not entries:
        yield Problem("no-stories", "no stories are told of there: check the address, or read it again later", url)
    seen: set[str] = set()
    for entry in entries[: fetcher.web.most]:
        if entry.url in seen:
            continue
        if entry.url:
            seen.add(entry.url)
        yield entry_item(entry, told, url, fetcher.get(entry.url, most=PAGE) if entry.url else None)
    if len(entries) > fetcher.web.most:
        left = len(entries) - fetcher.web.most
        yield Problem("more", f"{left:,} more stories are told of there: take more with --most, or keep up with it by `communique watch`", url)


def entry_item(entry: Entry, told: Feed, url: str, answer: Fetched | Failed | None) -> Page | Problem:
    """What came of an entry: its page, or else the story in the feed where it stands whole there, or else why not."""
    if isinstance(answer, Fetched) and entry.url:
        return page_at(answer, entry.url, entry, told)
    whole = feed.page_of(entry, told, where=entry.url or url)
    if whole is not None:
        return whole
    return answer.problem if isinstance(answer, Failed) else Problem("no-address", f"the entry {entry.name!r:.80} has no address and no text", url)


def sitemap_entries(data: bytes, url: str, fetcher: Fetcher) -> Iterator[Entry | Problem]:
    """The pages of a sitemap and of those it leads to, until there are as many as are taken."""
    waiting: list[tuple[str, bytes | None]] = [(url, data)]
    seen, count = {url}, 0
    while waiting and count <= fetcher.web.most:
        here, known = waiting.pop(0)
        if known is None:
            answer = fetcher.get(here)
            if isinstance(answer, Failed):
                yield answer.problem
                continue
            known = answer.data
        told = sitemap.sitemap_of(known, where=here)
        if isinstance(told, Problem):
            yield told
            continue
        count += len(told.entries)
        yield from told.entries
        for one in told.further:
            if one not in seen and len(seen) <= _SITEMAPS:
                seen.add(one)
                waiting.append((one, None))


def unpacked(answer: Fetched, url: str) -> Fetched | Problem:
    """An answer whose bytes are a gzipped file, unpacked."""
    if not answer.data.startswith(GZIP):
        return answer
    data = read_stream(BytesIO(answer.data), url, most=WHOLE)
    return data if isinstance(data, Problem) else answer._replace(data=data)


def kind_of(answer: Fetched) -> Kind:
    """What an answer is, by its bytes first and then by what the server says."""
    data = answer.data
    start = data[:4096].lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    if answer.content_type == "application/warc" or answer.url.endswith((".warc", ".warc.gz")):
        return "archive"
    if feed.is_feed(data):
        return "feed"
    if sitemap.is_sitemap(data):
        return "sitemap"
    if start.startswith((b"<nitf", b"<newsitem", b"<newsmessage")) or (start.startswith(b"<?xml") and b"<html" not in start):
        return "xml"
    if answer.content_type in ("application/x-ndjson", "application/jsonl") or answer.url.endswith(".jsonl"):
        return "lines"
    if answer.content_type.endswith(("/json", "+json")):
        return "json"
    return "text" if answer.content_type == "text/plain" and not start.startswith((b"<!doctype", b"<html")) else "page"
