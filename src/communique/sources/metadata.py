"""What a page says of itself: title, publisher, author, language, date of publication, its own address."""

from __future__ import annotations

import datetime
import email.utils
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "dc.title", "dcterms.title", "twitter:title", "headline"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl"),
    "language": ("og:locale", "dc.language", "dcterms.language", "content-language"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
        "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "citation_publication_date",
        "cxenseparse:recs:publishtime", "article.published", "date",
    ),
}  # fmt: skip
"""The names of meta elements that tell a field, the one to be believed first coming first."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|PressRelease|Statement)$")
_NUMBERS = re.compile(r"\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?(?![\d-])")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_FIRST_YEAR = 1985
"""No page is older; an earlier date is a template's."""


class Metadata(NamedTuple):
    """What a page says of itself; what it leaves out is None. `published` is an EDTF day."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    canonical: str | None = None


def metadata_of(tree: Any, *, until: str | None = None) -> Metadata:
    """What a parsed page (lxml) says of itself, linked data before meta elements before marked text. No date is after the day `until`."""
    data = _linked(tree)
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or "").lower()
        content = _words(element.get("content"))
        if key and content:
            metas.setdefault(key, content)

    def told(field: str) -> Iterator[str]:
        return (metas[key] for key in _META[field] if key in metas)

    dates = [_text(data.get("datePublished")), _text(data.get("dateCreated")), *told("published"), *_times(tree)]
    link = next((one.get("href") for one in tree.iter("link") if (one.get("rel") or "").lower() == "canonical"), None)
    authors = [_name(data.get("author")), *(one for one in told("author") if "://" not in one)]
    return Metadata(
        title=_first(_text(data.get("headline")), *told("title"), *_elements(tree, "h1"), *_elements(tree, "title")),
        publisher=_first(_name(data.get("publisher")), *told("publisher")),
        author=_first(*authors),
        language=next((one for one in (_text(data.get("inLanguage")), tree.get("lang"), *told("language")) if one and _TAG.fullmatch(one)), None),
        published=next((day for words in dates if words and (day := page_day(words, until=until))), None),
        canonical=link.strip() if link else None,
    )


def page_day(words: str, *, until: str | None = None) -> str | None:
    """The day, as EDTF, of a date a program wrote (ISO 8601, RFC 5322, numbers); None where it is none, or may be two, or cannot be.

    The day is that of the writer's own clock. `until`: no day after this one is believed.
    """
    match = _COMPACT.match(words)
    numbers = match or _NUMBERS.match(words)
    day: datetime.date | None = None
    if numbers:
        one, two, three = map(int, numbers.groups())
        if len(numbers[1]) == 4:
            day = _day(one, two, three)
        elif len(numbers[3]) == 4 and (one > 12 or two > 12 or one == two):
            day = _day(three, min(two, one) if max(one, two) > 12 else two, max(one, two))
    else:
        parsed = email.utils.parsedate(words)
        day = _day(*parsed[:3]) if parsed else None
    if day is None or day.year < _FIRST_YEAR or (until is not None and day.isoformat() > until[:10]):
        return None
    return day.isoformat()


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _linked(tree: Any) -> dict[str, Any]:
    """The page's linked data (JSON-LD) on its article: of several, the first that is dated."""
    found = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json" and script.text:
            try:
                value = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->").rstrip(" ;"), strict=False)
            except (ValueError, RecursionError):
                continue
            found += list(_things(value))
    articles = [one for one in found if any(_ARTICLE.search(kind) for kind in _kinds(one))]
    return next((one for one in articles if one.get("datePublished")), articles[0] if articles else {})


def _things(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value[:100]:
            yield from _things(one, depth)
    elif isinstance(value, dict) and depth < 4:
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _kinds(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str)]


def _times(tree: Any) -> Iterator[str]:
    """The dates of `time` elements that say they are the publication's, or stand before the text."""
    for element in tree.iter("time"):
        stated = element.get("datetime")
        marked = element.get("pubdate") is not None or (element.get("itemprop") or "").lower() == "datepublished"
        if stated and (marked or not _among_links(element)):
            yield stated


def _among_links(element: Any) -> bool:
    """Whether an element is part of something else on the page: a link, a list, a side column, the foot."""
    return any(one.tag in ("a", "li", "aside", "nav", "footer") for one in element.iterancestors())


def _elements(tree: Any, tag: str) -> Iterator[str]:
    return (words for element in tree.iter(tag) if (words := _words(" ".join(element.itertext()))))


def _name(value: object) -> str | None:
    """The name of a person or organisation of linked data, or of several."""
    if isinstance(value, list):
        names = [name for one in value[:10] if (name := _name(one))]
        return ", ".join(names) or None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _words(value) if isinstance(value, str) else None


def _words(value: str | None) -> str | None:
    words = " ".join((value or "").replace("\0", " ").split())
    return words[:1000] or None


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
