"""What a source gives: a story, and how it turns bytes and stated dates into one."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.model.dates import precision_of
from communique.model.documents import Document, Sighting
from communique.model.problems import Problem


class Story(NamedTuple):
    """A document, where it was seen, and the place it was loaded from (`file` or `file:line`)."""

    document: Document
    sighting: Sighting
    where: str


class Page(NamedTuple):
    """A page whose story has not been taken out yet: its bytes, and what is known of it from elsewhere.

    Taking the story out is the costly part (`sources.page.story_of`); it needs nothing else, so that any process can do it.
    `published`, `title`, `author`, `publisher` and `language` fill what the page itself leaves out.
    """

    data: bytes
    name: str
    where: str
    url: str | None = None
    charset: str | None = None
    retrieved_at: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None


Item = Story | Page | Problem
"""What a source gives, one by one."""

CRAWL_HEADER = re.compile(r"\s*date (\d{4}-\d{2}(?:-\d{2})?)\b")
"""The line some crawlers put before a story: ` date 2021-04 `. It sets the publication date, at its precision, and nothing else."""

_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def header_date(text: str) -> str | None:
    """The EDTF date of the crawl header that opens a text; None without one, or where it is no date."""
    match = CRAWL_HEADER.match(text)
    if match is None:
        return None
    try:
        return match[1] if precision_of(match[1]) in ("month", "day") else None
    except ValueError:
        return None


def publication_date(words: str) -> str:
    """The EDTF date of a publication date as given: EDTF, or an ISO 8601 time stamp, whose day is taken.

    Raises ValueError, with the remedy, on anything else.
    """
    stamp = _TIMESTAMP.match(words)
    edtf = stamp[1] if stamp else words.strip()
    try:
        precision_of(edtf)
    except ValueError:
        raise ValueError(f"the publication date {words!r} is no date: write it as 2021, 2021-04 or 2021-04-06 (EDTF)") from None
    return edtf


def language_code(words: str) -> str:
    """The ISO 639 code of a language tag: `fr` for `fr-FR`. Raises ValueError, with the remedy, if it is none."""
    code = re.split(r"[-_]", words.strip().lower(), maxsplit=1)[0]
    if not _LANGUAGE.fullmatch(code):
        raise ValueError(f"the language {words!r} is no ISO 639 code: write it as two letters, such as en")
    return code


def decode(data: bytes, where: str) -> str | Problem:
    """The text of UTF-8 bytes, with or without a byte order mark; line ends stay as they are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("encoding", "the file is UTF-16, not UTF-8: convert it to UTF-8 and read it again", where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start] if error.start < len(data) else 0
        return Problem("encoding", f"not UTF-8: byte 0x{byte:02x} at offset {error.start}: convert the file to UTF-8 and read it again", where)


def text_problem(text: str, where: str) -> Problem | None:
    """Why a text cannot be kept: it is empty, or holds what is no character. None if it can."""
    if not text.strip():
        return Problem("empty-text", "the story has no text: remove it or fill it in", where)
    nul = text.find("\0")
    if nul >= 0:
        return Problem("nul", f"a NUL character stands at {nul}: this is not a text file, or it is damaged; remove the NUL", where)
    lone = _LONE_SURROGATE.search(text)
    if lone:
        return Problem("surrogate", f"half a surrogate pair stands at {lone.start()}: the escapes of the file are damaged; write it anew", where)
    return None


def story(
    text: str, *, name: str, where: str, language: str | None = None, published: str | None = None,
    url: str | None = None, publisher: str | None = None, title: str | None = None, author: str | None = None, retrieved_at: str | None = None,
) -> Story:  # fmt: skip
    """The story of a text that has passed `text_problem`. Without `published`, the crawl header gives it."""
    document = Document.of(text, language=language or "und")
    sighting = Sighting(document.id, name, url, publisher, title, published or header_date(text), retrieved_at, author)
    return Story(document, sighting, where)
