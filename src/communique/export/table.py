"""The forms of export, and files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from communique.export import csv, jsonl, jsonld
from communique.export.flat import Record
from communique.export.vocabulary import checked_base

Write = Callable[[Iterable[Record], BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export: its media type, the ending of its files, and what writes statements, records (`export.records`), or rows of views."""

    media_type: str
    ending: str
    writes: Mapping[str, Write]


LISTS = ("documents", "partnerships", "actors", "mechanisms", "judgements")
"""What lists of the API hold, beside statements and records: rows that are nodes too."""
_NODES = ("statements", "records", *LISTS)

FORMATS: dict[str, Form] = {
    "jsonl": Form("application/x-ndjson", ".jsonl", dict.fromkeys([*_NODES, "rows"], jsonl.write)),
    "csv": Form(
        "text/csv; charset=utf-8", ".csv", {**dict.fromkeys([*LISTS, "rows"], csv.write), "statements": csv.statements, "records": csv.records}
    ),
    "jsonld": Form("application/ld+json", ".jsonld", dict.fromkeys(_NODES, jsonld.write)),
}
"""The forms by their names."""


def writer(form: str, what: str, *, base: str | None = None) -> Write:
    """What writes statements, records or rows in a form; `base` is that of the IRIs in JSON-LD.

    Raises ValueError on an unknown form, one that has no such thing, or a `base` that is no address.
    """
    if form not in FORMATS or what not in FORMATS[form].writes:
        raise ValueError(f"no export form {form!r} of {what}: one of {' '.join(name for name, one in FORMATS.items() if what in one.writes)}")
    return partial(jsonld.write, base=checked_base(base)) if form == "jsonld" else FORMATS[form].writes[what]


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` when all are written, and never only some.

    What is no regular file (a pipe, a terminal) is written to at once. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()  # behind a link, the file it leads to is replaced, not the link
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
