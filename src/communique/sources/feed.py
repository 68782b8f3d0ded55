"""What feeds tell: RSS, Atom and JSON feeds, each entry an address with what is said of it."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from communique.model.problems import Problem
from communique.sources.limits import read_whole
from communique.sources.metadata import page_day
from communique.sources.story import Item, Page


class Entry(NamedTuple):
    """An address a feed or a sitemap tells of, and what it says of it. `content` is the story's HTML, where the feed has it whole; `changed` is when
    the page was last changed, in the words of who says so."""

    url: str | None
    name: str
    title: str | None = None
    published: str | None = None
    author: str | None = None
    content: str | None = None
    publisher: str | None = None
    language: str | None = None
    changed: str | None = None


class Feed(NamedTuple):
    """A feed: its title and language, and its entries in their order."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


_WHOLE = 600
"""Characters from which on the HTML in a feed is taken for the story and not for its first words."""


def feeds(path: Path) -> Iterator[Item]:
    """The stories in a saved feed. Raises OSError if the file cannot be read."""
    data = read_whole(path, str(path))
    if isinstance(data, Problem):
        yield data
    else:
        yield from stories_of(data, where=str(path))


def stories_of(data: bytes, *, where: str) -> Iterator[Item]:
    """The stories that stand whole in a feed; an entry that is only an address is a problem: from a file nothing is fetched."""
    feed = feed_of(data, where=where)
    if isinstance(feed, Problem):
        yield feed
        return
    if not feed.entries:
        yield Problem("no-stories", "the feed has no entries: read it again later", where)
    for number, entry in enumerate(feed.entries, 1):
        place = f"{where}[{number}]"
        yield page_of(entry, feed, where=place) or Problem(
            "not-whole", f"the feed has only the address of this story ({entry.url or 'none'}): read that, or the feed by its own address", place
        )


def page_of(entry: Entry, feed: Feed, *, where: str, retrieved_at: str | None = None) -> Page | None:
    """The page of an entry whose story stands whole in the feed."""
    if not entry.content or len(entry.content) < _WHOLE:
        return None
    body = entry.content if "<p" in entry.content.lower() else "".join(f"<p>{one}</p>" for one in entry.content.split("\n") if one.strip())
    title = f"<h1>{html.escape(entry.title)}</h1>" if entry.title else ""
    markup = f"<html><body><article>{title}{body}</article></body></html>"
    return Page(
        markup.encode("utf-8", "replace"), entry.url or entry.name, where, url=entry.url, retrieved_at=retrieved_at, published=entry.published,
        publisher=entry.publisher or feed.title, title=entry.title, author=entry.author, language=entry.language or feed.language,
    )  # fmt: skip


def feed_of(data: bytes, *, where: str, content_type: str = "") -> Feed | Problem:
    """The feed of some bytes; a problem where they are none."""
    if data.lstrip(b" \t\r\n\xef\xbb\xbf").startswith(b"{"):
        return _json_feed(data, where)
    if b"<!ENTITY" in data:
        return Problem("entities", "XML that declares entities of its own is refused: they can grow without end", where)
    import feedparser  # at the moment of use: heavy

    headers = {"content-location": where, **({"content-type": content_type} if content_type else {})}
    found = feedparser.parse(data, response_headers=headers)
    if not found.get("version") and not found.entries:
        return Problem("feed", "not a feed (RSS, Atom or JSON feed), or a damaged one: check the address", where)
    head = found.feed
    entries = tuple(_entry(one, number) for number, one in enumerate(found.entries, 1))
    return Feed(_text(head.get("title")), _text(head.get("language")), entries)


def is_feed(data: bytes) -> bool:
    """Whether bytes look like a feed."""
    start = data[:4096].lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"{"):
        return b"jsonfeed.org/version" in data[:4096].replace(b"\\/", b"/")
    lower = start.lower()
    return any(mark in lower for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def _entry(one: Any, number: int) -> Entry:
    content = max((str(part.get("value") or "") for part in one.get("content", ())), key=len, default="")
    summary = str(one.get("summary") or "")
    link = _text(one.get("link"))
    words = _text(one.get("published")) or _text(one.get("date")) or _text(one.get("updated"))
    published = page_day(words) if words else None
    stamp = one.get("published_parsed") or one.get("updated_parsed")
    if words and published is None and stamp:
        published = page_day(f"{stamp[0]:04}-{stamp[1]:02}-{stamp[2]:02}")
    return Entry(
        url=link if link and link.startswith(("http://", "https://")) else None,
        name=_text(one.get("id")) or link or f"entry {number}",
        title=_text(one.get("title")),
        published=published,
        author=_text(one.get("author")),
        content=content if len(content) >= len(summary) else summary,
        language=_text((one.get("title_detail") or {}).get("language")),
        changed=_text(one.get("updated")) if "updated" in one else None,  # else the library gives another date
    )


def _json_feed(data: bytes, where: str) -> Feed | Problem:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Problem("feed", f"not a JSON feed as it should be: {error}", where)
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return Problem("feed", "not a feed: JSON without `items`", where)
    entries = []
    for number, one in enumerate(value["items"], 1):
        if not isinstance(one, dict):
            continue
        link = _text(one.get("url")) or _text(one.get("external_url"))
        url = urljoin(where, link) if link else None
        authors = one.get("authors") if isinstance(one.get("authors"), list) else [one.get("author")]
        names = [name for author in authors or () if isinstance(author, dict) and (name := _text(author.get("name")))]
        words = _text(one.get("date_published")) or _text(one.get("date_modified"))
        plain = _text(one.get("content_html")) or html.escape(str(one.get("content_text") or ""))
        entries.append(
            Entry(
                url=url if url and url.startswith(("http://", "https://")) else None, name=_text(one.get("id")) or url or f"entry {number}",
                title=_text(one.get("title")), published=page_day(words) if words else None, author=", ".join(names) or None, content=plain,
                language=_text(one.get("language")), changed=_text(one.get("date_modified")),
            )
        )  # fmt: skip
    return Feed(_text(value.get("title")), _text(value.get("language")), tuple(entries))


def _text(value: object) -> str | None:
    return (str(value).strip() or None) if isinstance(value, str | int) and not isinstance(value, bool) else None
