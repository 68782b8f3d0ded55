"""How much is taken in at once, and how bytes are read and unpacked without ever taking more."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model.problems import Problem

STORY = 2_000_000
"""Code points of one story; the longest reports have a tenth."""
PAGE = 10_000_000
"""Bytes of one page of HTML or one line of JSON, unpacked."""
WHOLE = 50_000_000
"""Bytes of a file that has to be held whole: text, JSON, XML, a feed, a sitemap."""

GZIP = b"\x1f\x8b"


class TooLargeError(Exception):
    """More came than is taken."""

    def __init__(self, most: int) -> None:
        super().__init__(f"larger than {size_words(most)}")


def size_words(size: int) -> str:
    """A number of bytes for people: `10 MB`."""
    return f"{size / 1e6:,.0f} MB" if size >= 1_000_000 else f"{size:,} bytes"


def too_large(most: int, where: str) -> Problem:
    """That something is larger than is taken."""
    return Problem("too-large", f"larger than {size_words(most)}, the most that is taken: cut it into smaller ones", where)


def read_whole(path: Path, where: str, *, most: int = WHOLE) -> bytes | Problem:
    """The bytes of a file, unpacked where it is gzipped; a problem where there are more than `most`. Raises OSError if it cannot be read."""
    with path.open("rb") as stream:
        return read_stream(stream, where, most=most)


def read_stream(stream: BinaryIO, where: str, *, most: int = WHOLE) -> bytes | Problem:
    """The rest of a stream, as `read_whole`."""
    data = stream.read(most + 1)
    if len(data) > most:
        return too_large(most, where)
    if not data.startswith(GZIP):
        return data
    try:
        return b"".join(unpacked([data], "gzip", most=most))
    except TooLargeError:
        return too_large(most, where)
    except zlib.error as error:
        return Problem("gzip", f"not gzip as it should be: {error}: the file is damaged; get it anew", where)


def unpacked(pieces: Iterable[bytes], coding: str, *, most: int) -> Iterator[bytes]:
    """Pieces of bytes unpacked (`gzip`, `deflate`, `identity`), never more than `most` in all.

    Raises TooLargeError, zlib.error on damaged bytes, ValueError on another coding.
    """
    total = 0
    for piece in pieces if coding in ("", "identity") else _inflated(pieces, coding, most=most):
        total += len(piece)
        if total > most:
            raise TooLargeError(most)
        yield piece


def _inflated(pieces: Iterable[bytes], coding: str, *, most: int) -> Iterator[bytes]:
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"packed as {coding!r}, which is not known")
    raw = coding == "deflate"
    engine = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, told by their first bytes
    first = True
    for piece in pieces:
        data = piece
        while data:
            try:
                out = engine.decompress(data, 1 << 20)
            except zlib.error:
                if not (first and raw):
                    raise
                engine = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send deflate without its header
                out = engine.decompress(data, 1 << 20)
            first = False
            yield out
            data = engine.unconsumed_tail
            if engine.eof and not data:
                data = engine.unused_data
                if not data.startswith(GZIP):
                    return  # what follows the end is no part of it
                engine = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip files may be joined
    rest = engine.flush()
    if rest:
        yield rest
    if not engine.eof and not first:
        raise zlib.error("it ends before its end")
