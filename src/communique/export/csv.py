"""Flat records and rows of views as CSV (RFC 4180, UTF-8) that loses no words and runs no formula in a spreadsheet: see docs/exports.md.

A cell never spans lines. `\\n`, `\\r`, `\\t`, `\\u202e` stand for what steers a page, `\\\\` for a backslash; the items of a list are joined by `|`
(in an item, `\\|`). What a spreadsheet would take for a formula has a `'` before it, as has what begins with one.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import BinaryIO

from communique.model.harmless import STEERING

_QUANTITY = "quantity.value quantity.unit quantity.comparator quantity.of"
_DOCUMENT = "document document_id document_published document_publisher document_title document_url"
STATEMENTS = tuple(
    f"{_DOCUMENT} statement kind by to type level status name ordinal when due where areas {_QUANTITY} what speaker evidence.quote evidence.start "
    "evidence.end voice modality polarity hedged found_by judged.verdict judged.slot judged.value judged.user judged.reason judged.created_at".split()
)
"""The columns of statements; the spans of each field (`slots`) and what stands around a quote are in the other forms."""
RECORDS = tuple(
    f"record kind by to type level status denied name mechanism issue ordinal when due where areas {_QUANTITY} what sources score first_seen "
    "last_seen delivery.state delivery.on delivery.basis delivery.records delivery.trackable delivery.specificity delivery.assessed.value "
    "history.status history.when history.by history.statements conflicts.slot conflicts.versions links.kind links.target links.basis "
    "links.statements judgements.verdict judgements.slot judgements.value judgements.user judgements.reason judgements.created_at "
    "statements.statement statements.document statements.document_published statements.document_publisher statements.evidence".split()
)
"""The columns of records; all that their statements say is in the other forms."""

_SIGNS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(f"'|[\\s\"]*[{_SIGNS}]")
_BEHIND_SEMICOLON = re.compile(f';(?=[\\s"]*[{_SIGNS}])')
_ESCAPED = re.compile(f"[\\\\{STEERING}]")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_WRITTEN = re.compile(r"\\(?:u([0-9a-f]{4})|(.))")
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}
_BAR = re.compile(r"\\.|\|")

Cells = dict[str, str]


def write(rows: Iterable[Mapping[str, object]], stream: BinaryIO, *, columns: Sequence[str] | None = None) -> int:
    """Write rows under a header and give their number; with `columns` these and no others, as a stream, else all that any row has.

    What lies in a row within a row has its path as its column (`quantity.value`); of a list of rows each field is a list.
    """
    made: Iterable[Cells] = map(cells, rows)
    if columns is None:
        made = list(made)
        columns = _columns(made)
    lines = csv.writer(codecs.getwriter("utf-8")(stream))
    if columns:
        lines.writerow(columns)
    count = 0
    for row in made:
        count += 1
        lines.writerow([row.get(column, "") for column in columns])
    return count


def statements(records: Iterable[Mapping[str, object]], stream: BinaryIO) -> int:
    """Write flat statements, a line each, as a stream."""
    return write(records, stream, columns=STATEMENTS)


def records(found: Iterable[Mapping[str, object]], stream: BinaryIO) -> int:
    """Write flat records of `export.records`, a line each, as a stream."""
    return write(found, stream, columns=RECORDS)


def _columns(rows: Iterable[Cells]) -> list[str]:
    """The columns of some rows in the order they are met; the paths of rows within rows last."""
    found = dict.fromkeys(column for row in rows for column in row)
    return sorted(found, key=lambda column: "." in column)


def cells(row: Mapping[str, object]) -> Cells:
    """The cells of a row by column, as they are written; what is empty is left out."""
    return {column: text if isinstance(value, int | float) else guarded(text) for column, value, text in _cells("", row)}


def _cells(path: str, value: object) -> Iterator[tuple[str, object, str]]:
    if isinstance(value, str):
        yield path, value, escaped(value)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if one is not None:
                yield from _cells(f"{path}.{key}" if path else str(key), one)
    elif isinstance(value, Sequence):
        for below, texts in _items(value).items():
            yield f"{path}.{below}" if below else path, value, "|".join(text.replace("|", "\\|") for text in texts)
    elif value is not None:
        yield path, value, _text(value)


def _items(values: Sequence[object]) -> dict[str, list[str]]:
    """The texts of a list's items, by field where they are rows; lists in a list as JSON."""
    fields: dict[str, list[str]] = {}
    for at, item in enumerate(values):
        for field, value in _fields("", item) if isinstance(item, Mapping) else [("", item)]:
            fields.setdefault(field, [""] * len(values))[at] = escaped(_text(value))
    return fields


def _fields(path: str, row: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        below = f"{path}.{key}" if path else str(key)
        if isinstance(value, Mapping):
            yield from _fields(below, value)
        elif value is not None and (isinstance(value, str) or not isinstance(value, Sequence) or len(value)):
            yield below, value


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, default=list, ensure_ascii=False)


def escaped(text: str) -> str:
    """A text on one line, without what steers a page; `plain` undoes it."""
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}", text)


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, not even one that divides lines at semicolons."""
    text = _BEHIND_SEMICOLON.sub("\\\\u003b", text) if ";" in text else text
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that a cell was written from."""
    return _unescaped(cell.removeprefix("'"))


def listed(cell: str) -> list[str]:
    """The items that a cell of a list was written from."""
    text = cell.removeprefix("'")
    bars = [match.start() for match in _BAR.finditer(text) if match[0] == "|"]
    return [_unescaped(text[start + 1 : end]) for start, end in pairwise((-1, *bars, len(text)))] if text else []


def _unescaped(text: str) -> str:
    return _WRITTEN.sub(lambda match: chr(int(match[1], 16)) if match[1] else _MEANT.get(match[2], match[2]), text)
