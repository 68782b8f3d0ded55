"""Read the tab-separated tables of packs: the world's own reader, one for both."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from communique.world.tables import Row as Row
from communique.world.tables import rows as rows


@lru_cache(maxsize=16)
def paradigms(folder: Path) -> dict[str, Row]:
    """The rows of a pack's `paradigms.tsv`, by paradigm; read once."""
    return {row["paradigm"]: row for row in rows(folder / "paradigms.tsv")}


@lru_cache(maxsize=16)
def inflections(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The endings of a pack's `inflections.tsv` and what they become, by operation and in their order; read once."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in rows(folder / "inflections.tsv"):
        table.setdefault(row["operation"], []).append((row["ending"], row["result"]))
    return table


def rows_if_any(path: Path) -> Iterator[Row]:
    """The rows of a table that a pack may do without: none where there is no such file."""
    return rows(path) if path.is_file() else iter(())
