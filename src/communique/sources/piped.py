"""Stories from standard input: what is piped tells by its first bytes what it is."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from communique.model.problems import Problem
from communique.sources import jsonl, newsxml, plain, warc
from communique.sources.limits import GZIP, PAGE, WHOLE, read_stream, too_large
from communique.sources.story import Item, Page

NAME = "stdin"
WHERE = "standard input"
_XML = (b"<?xml", b"<nitf", b"<newsitem", b"<newsmessage")


def items(stream: BinaryIO) -> Iterator[Item]:
    """What a stream holds: JSON, JSON Lines (as a stream), a page, the wires' XML, or else one text."""
    head = stream.readline(PAGE + 1)
    while head and not head.strip(b" \t\r\n\xef\xbb\xbf") and len(head) <= PAGE:
        more = stream.readline(PAGE + 1)
        if not more:
            break
        head += more
    if head.startswith(GZIP):
        head += stream.read(4096)
    if _beginning(head).startswith(b"WARC/"):
        yield from warc.pages_of(_Joined(head, stream), where=WHERE)
        return
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"{") and _whole(start):
        yield from jsonl.lines_of(_Joined(head, stream), name=NAME, where=WHERE)
        return
    rest = read_stream(stream, WHERE, most=WHOLE) if not head.startswith(GZIP) else read_stream(_Joined(head, stream), WHERE)
    if isinstance(rest, Problem):
        yield rest
        return
    data = rest if head.startswith(GZIP) else head + rest
    start = data[:4096].lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    if start.startswith((b"{", b"[")):
        yield from jsonl.stories_of(data, name=NAME, where=WHERE)
    elif start.startswith(_XML):
        yield from newsxml.stories_of(data, name=NAME, where=WHERE)
    elif start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<body" in data[:100_000].lower()):
        yield Page(data, NAME, WHERE) if len(data) <= PAGE else too_large(PAGE, WHERE)
    else:
        yield plain.story_of(data, name=NAME, where=WHERE)


def _beginning(head: bytes) -> bytes:
    """The first bytes of a stream, unpacked if they are gzipped."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(head, 16) if head.startswith(GZIP) else head[:16]
    except zlib.error:
        return b""


def _whole(line: bytes) -> bool:
    """Whether a line is a JSON value by itself."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


class _Joined(io.RawIOBase, BinaryIO):
    """A stream with what was read of it put back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._head.readline(-1 if size is None else size) or self._stream.readline(-1 if size is None else size)

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = -1 if size is None else size
        data = self._head.read(wanted)
        return data + (self._stream.read(wanted - len(data)) if wanted >= 0 else self._stream.read()) if len(data) != wanted else data
