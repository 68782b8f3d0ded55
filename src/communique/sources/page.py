"""Stories as pages of HTML: the main text, and what the page says of itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.model.problems import Problem
from communique.sources.limits import PAGE, STORY, read_whole, too_large
from communique.sources.metadata import Metadata, metadata_of
from communique.sources.story import Item, Page, Story, language_code, publication_date, story, text_problem

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|article|meta|title)\b", re.IGNORECASE)
_LEAST = 200
"""Code points; where less is found, the story may stand in a table."""
_LONG = 80
"""Code points of a paragraph that is one of a story rather than a label."""
_LARGE = 500_000
"""Characters of a page for which the slower ways of finding its text would take seconds."""
_FEWEST = 40
"""Code points; less is no story."""


def pages(path: Path) -> Iterator[Item]:
    """The page in a file, named by the file's stem. Raises OSError if the file cannot be read."""
    where = str(path)
    data = read_whole(path, where, most=PAGE)
    yield data if isinstance(data, Problem) else Page(data, path.stem, where)


def story_of(page: Page) -> Story | Problem:
    """The story of a page; a problem where it has none. Whatever a page is made of, the problem is that page's."""
    if len(page.data) > PAGE:
        return too_large(PAGE, page.where)
    text = decode_page(page.data, page.charset)
    problem = text_problem(text, page.where)
    if problem:
        return problem
    if not _MARKUP.search(page.data[:100_000].replace(b"\0", b"")):
        return Problem("not-html", "this is no page of HTML: check what it is", page.where)
    try:
        return _taken(page, text)
    except Exception as error:  # the libraries below meet everything the web has; a page they choke on must not end the load
        return Problem("page", f"the page cannot be taken apart ({type(error).__name__}: {error}): report it with the page", page.where)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes. UTF-8 is told by the bytes themselves; else what the server or the page declares; else a guess."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(coding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(data) - 4:
            return data.decode("utf-8", "replace")
    declared = _DECLARED.search(data[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else None):
        if name and name.lower().replace("_", "-") not in ("utf-8", "utf8"):
            try:
                return data.decode("windows-1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name, "replace")
            except (LookupError, UnicodeError):
                continue
    if charset or declared:
        whole = data.decode("utf-8", "replace")
        if whole.count("\ufffd") * 200 < len(whole):  # a few damaged bytes in what says it is UTF-8
            return whole
    from charset_normalizer import from_bytes  # at the moment of use: few pages need it

    best = from_bytes(data[:200_000]).best()
    return data.decode(best.encoding if best else "windows-1252", "replace")


def _taken(page: Page, markup: str) -> Story | Problem:
    tree = _parsed(markup)
    if tree is None:
        return Problem("empty-page", "nothing stands on this page: check its address", page.where)
    told = metadata_of(tree, until=_tomorrow(page.retrieved_at))
    title = told.title or page.title
    text = main_text(markup, tree, title=_own_title(title, told.publisher))
    if text is None:
        return Problem("no-text", "no story was found on this page: it may be a list of links, or drawn by a script", page.where)
    if len(text) > STORY:
        return Problem("too-large", f"a story of {len(text):,} characters: cut it into smaller ones", page.where)
    problem = text_problem(text, page.where)
    if problem:
        return problem
    return story(
        text, name=page.name, where=page.where, language=_language(told, page), published=told.published or _stated(page.published),
        url=page.url or _address(told.canonical), publisher=told.publisher or page.publisher, title=_own_title(title, told.publisher),
        author=told.author or page.author, retrieved_at=page.retrieved_at,
    )  # fmt: skip


def main_text(markup: str, tree: Any, *, title: str | None = None) -> str | None:
    """The main text of a page and its tree, a blank line between paragraphs, under its title; None without one."""
    from trafilatura import bare_extraction  # at the moment of use: heavy

    headings = {_plain(" ".join(one.itertext())) for one in tree.iter("h1")}
    stands = sum(len(text) for one in tree.iter("p") if len(text := " ".join(one.itertext())) > _LONG)
    best: list[str] = []
    # The quick way finds what most pages have. Where it leaves much out, second opinions are asked; where there is little at all, the story may
    # stand in a table: a table may be a table, or what the whole page hangs in, so that its bars are taken off.
    for tables, fast in ((False, True), (False, False), (True, False)):
        enough = sum(map(len, best))
        if best and enough >= _LEAST and (tables or 2 * enough >= stands or len(markup) > _LARGE):
            break
        found = bare_extraction(
            _parsed(markup) if best or tables or not fast else tree,
            include_comments=False, include_tables=tables, include_formatting=False, with_metadata=False, fast=fast or len(markup) > _LARGE,
        )  # fmt: skip
        text = getattr(found, "text", None) or ""
        paragraphs = [line for one in text.split("\n") if (line := one.strip().strip("|").strip())]
        if sum(map(len, paragraphs)) > 1.2 * enough:
            best = paragraphs
    if sum(map(len, best)) < _FEWEST:
        return None
    if title and _plain(best[0]) not in headings | {_plain(title)}:
        best.insert(0, title)
    return "\n\n".join(best)


def _parsed(markup: str) -> Any:
    """The tree of a page: no entities of its own, nothing fetched, no depth without end."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _tomorrow(retrieved_at: str | None) -> str | None:
    """The last day a page fetched then may bear: east of here it is tomorrow already."""
    return (datetime.date.fromisoformat(retrieved_at[:10]) + datetime.timedelta(days=1)).isoformat() if retrieved_at else None


def _own_title(title: str | None, publisher: str | None) -> str | None:
    """A title without the name of the site after it."""
    if title and publisher:
        for mark in (" | ", " - ", " – ", " — ", " · ", " :: "):
            head, found, tail = title.rpartition(mark)
            if found and head.strip() and _plain(tail) == _plain(publisher):
                return head.strip()
    return title


def _language(told: Metadata, page: Page) -> str | None:
    for words in (told.language, page.language):
        if words:
            try:
                return language_code(words)
            except ValueError:
                continue
    return None


def _stated(published: str | None) -> str | None:
    try:
        return publication_date(published) if published else None
    except ValueError:
        return None


def _address(canonical: str | None) -> str | None:
    return canonical if canonical and canonical.startswith(("http://", "https://")) else None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
