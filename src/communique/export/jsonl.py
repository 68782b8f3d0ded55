"""Flat records as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from communique.export.flat import Record


def write(records: Iterable[Record], stream: BinaryIO) -> int:
    """Write records, an object a line in UTF-8, and give their number."""
    count = 0
    for record in records:
        count += 1
        stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n")
    return count
