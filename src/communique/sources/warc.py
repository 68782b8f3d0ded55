"""Stories from web archives: WARC and WACZ, read as a stream, record by record."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from communique.model.problems import Problem
from communique.sources import plain
from communique.sources.limits import PAGE, too_large
from communique.sources.story import Item, Page

_HTML = ("text/html", "application/xhtml+xml")
_LONGEST = 1_000_000
"""Bytes of a line of a record's head."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def archives(path: Path) -> Iterator[Item]:
    """The pages of a WARC file, gzipped or not. Raises OSError if it cannot be read."""
    with path.open("rb") as stream:
        yield from pages_of(stream, where=str(path))


def collections(path: Path) -> Iterator[Item]:
    """The pages of a WACZ file: of the WARC files in it. Raises OSError if it cannot be read."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = sorted(name for name in packed.namelist() if name.endswith((".warc", ".warc.gz")))
            if not names:
                yield Problem("no-stories", "the file holds no web archive: check that it is a WACZ", str(path))
            for name in names:
                with packed.open(name) as stream:
                    yield from pages_of(stream, where=f"{path}:{name}")  # type: ignore[arg-type]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        yield Problem("wacz", f"not a WACZ as it should be: {error}: the file is damaged; get it anew", str(path))


def pages_of(stream: BinaryIO, *, where: str) -> Iterator[Item]:
    """The pages of a stream of WARC records: answers that brought HTML, and texts taken from pages (WET). All else is passed over."""
    from warcio.archiveiterator import ArchiveIterator  # at the moment of use

    records = ArchiveIterator(stream)
    _bound(records)
    empty = True
    while True:
        try:
            record = next(records, None)
            item = _item(record, where) if record is not None else None
        except OSError:
            raise
        except Exception as error:  # the library meets damage of every kind with errors of every kind
            yield Problem("warc", f"not a web archive from here on: {' '.join(str(error).split())}: the file is damaged; get it anew", where)
            return
        if record is None:
            break
        if item is not None:
            empty = False
            yield item
    if empty:
        yield Problem("no-stories", "the archive holds no pages of HTML", where)


def estimate(path: Path) -> int:
    """About how many pages a WARC file holds, by those in its first megabytes."""
    size, count, looked_at = path.stat().st_size, 0, 2_000_000
    with path.open("rb") as stream:
        for item in pages_of(stream, where=str(path)):
            count += isinstance(item, Page)
            if stream.tell() >= looked_at:
                break
        return round(count * size / max(1, stream.tell()))


def _item(record: Any, where: str) -> Item | None:
    head = record.rec_headers
    url = (head.get_header("WARC-Target-URI") or "").strip("<>")
    place = f"{where}: {url}"
    at = (head.get_header("WARC-Date") or "")[:20] or None
    if at is not None and not re.match(r"\d{4}-\d{2}-\d{2}", at):
        at = None
    if record.rec_type == "conversion":
        data = record.content_stream().read(PAGE + 1)
        story = too_large(PAGE, place) if len(data) > PAGE else plain.story_of(data, name=url, where=place)
        if isinstance(story, Problem):
            return story
        return story._replace(sighting=replace(story.sighting, url=url or None, retrieved_at=at))
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return None
    content_type = record.http_headers.get_header("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in _HTML:
        return None
    try:
        data = record.content_stream().read(PAGE + 1)
    except Exception as error:  # what packs the page is not known, or is damaged: the next record is another matter
        return Problem("packed", f"the page cannot be unpacked: {' '.join(str(error).split())}", place)
    if len(data) > PAGE:
        return too_large(PAGE, place)
    charset = _CHARSET.search(content_type)
    return Page(data, url, place, url=url, charset=charset[1] if charset else None, retrieved_at=at)


class _LongLineError(Exception):
    """A line of a record's head without end."""


def _bound(records: Any) -> None:
    """Let no line of a head be without end: the library reads each whole."""
    unbound = records.reader.readline

    def readline(length: int | None = None) -> bytes:
        line: bytes = unbound(length or _LONGEST + 1)
        if length is None and len(line) > _LONGEST:
            raise _LongLineError("a head has a line without end")
        return line

    records.reader.readline = readline
