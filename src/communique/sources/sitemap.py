"""What sitemaps tell: the addresses of a site's pages, with dates and titles where the sitemap is for news."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from communique.model.problems import Problem
from communique.sources.feed import Entry
from communique.sources.limits import WHOLE, read_stream
from communique.sources.metadata import page_day
from communique.sources.newsxml import local


class Sitemap(NamedTuple):
    """A sitemap: pages, the newest first, or further sitemaps, the newest first."""

    entries: tuple[Entry, ...]
    further: tuple[str, ...]


def is_sitemap(data: bytes) -> bool:
    """Whether bytes look like a sitemap."""
    start = data[:4096].lower()
    return b"<urlset" in start or b"<sitemapindex" in start


def sitemap_of(data: bytes, *, where: str) -> Sitemap | Problem:
    """The sitemap of some bytes, gzipped or not; a problem where they are none. What a damaged one tells before its damage is taken."""
    from lxml import etree

    whole = read_stream(BytesIO(data), where, most=WHOLE)
    if isinstance(whole, Problem):
        return whole
    if b"<!ENTITY" in whole:
        return Problem("entities", "XML that declares entities of its own is refused: they can grow without end", where)
    pages: list[tuple[str, Entry]] = []
    further: list[tuple[str, str]] = []
    events = etree.iterparse(BytesIO(whole.lstrip()), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    flaw: Exception | None = None
    try:
        for _, element in events:
            kind = local(element)
            if kind not in ("url", "sitemap"):
                continue
            told = {local(one): " ".join((one.text or "").split()) for one in element.iter()}
            if told.get("loc", "").startswith(("http://", "https://")):
                if kind == "url":
                    pages.append((told.get("publication_date") or told.get("lastmod") or "", _entry(told)))
                else:
                    further.append((told.get("lastmod") or "", told["loc"]))
            _forget(element)
    except etree.XMLSyntaxError as error:
        flaw = error
    if not pages and not further:
        return Problem("sitemap", f"not a sitemap{f', or a damaged one: {flaw}' if flaw else ' with addresses'}: check the address", where)
    newest = sorted(pages, key=lambda one: one[0], reverse=True)
    return Sitemap(tuple(entry for _, entry in newest), tuple(url for _, url in sorted(further, key=lambda one: one[0], reverse=True)))


def _entry(told: dict[str, str]) -> Entry:
    stated = told.get("publication_date")
    return Entry(
        url=told["loc"], name=told["loc"], title=told.get("title") or None, published=page_day(stated) if stated else None,
        publisher=told.get("name") or None, language=told.get("language") or None, changed=told.get("lastmod") or None,
    )  # fmt: skip


def _forget(element: Any) -> None:
    """Let go of what was read."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
