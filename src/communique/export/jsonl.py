"""Flat records and rows of views as JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from communique.model.harmless import STEERING

_ESCAPED = re.compile(f"(?!\n)[{STEERING}<>&]")


def as_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON that loses nothing and steers nothing: what could end a script in a page, turn the direction of a terminal or break a line is
    written as an escape (`\\u003c`), which every reader of JSON undoes. Rows that are made when asked for become lists.
    """
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, default=list, ensure_ascii=False, allow_nan=False, indent=indent))


def write(records: Iterable[Mapping[str, object]], stream: BinaryIO) -> int:
    """Write records, an object a line in UTF-8, and give their number."""
    count = 0
    for record in records:
        count += 1
        stream.write(as_json(record).encode("utf-8") + b"\n")
    return count
