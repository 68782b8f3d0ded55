"""What the API sends: values as JSON, and long lists written while they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import BinaryIO, cast

from communique.export.jsonl import as_json
from communique.export.table import Write
from communique.views.rows import Row

PIECE = 64 * 1024
"""Bytes that are sent at a time."""
_AHEAD = 16
"""Pieces that are written before the first of them is taken."""


def as_bytes(value: object) -> bytes:
    """A value as JSON in UTF-8 that steers nothing it is shown in."""
    return as_json(value).encode("utf-8")


class _Stopped(Exception):  # noqa: N818 (nothing went wrong)
    """Nobody reads any more."""


class _Pipe:
    """The stream that a writer writes to; another thread takes the pieces."""

    def __init__(self) -> None:
        self.pieces: Queue[bytes | BaseException | None] = Queue(_AHEAD)
        self.stopped = Event()
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        if len(self._held) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._held:
            self.put(bytes(self._held))
            self._held.clear()

    def put(self, piece: bytes | BaseException | None) -> None:
        while not self.stopped.is_set():
            try:
                self.pieces.put(piece, timeout=0.2)
            except Full:
                continue
            return
        raise _Stopped


def written(write: Write, rows: Callable[[], Iterable[Row]]) -> Iterator[bytes]:
    """The bytes that a writer makes of rows, while they are found.

    Rows are found and written in a thread of their own, from the first to the last: a database's cursor stays in the thread that opened it.
    """
    pipe = _Pipe()

    def work() -> None:
        end: BaseException | None = None
        try:
            write(rows(), cast(BinaryIO, pipe))
            pipe.flush()
        except _Stopped:
            return
        except BaseException as error:  # told to whoever reads
            end = error
        try:
            pipe.put(end)
        except _Stopped:
            return

    Thread(target=work, name="export", daemon=True).start()
    try:
        while (piece := pipe.pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.stopped.set()
