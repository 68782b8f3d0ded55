"""Read the tab-separated tables of packs: the world's own reader, one for both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.world.tables import Row as Row
from communique.world.tables import rows as rows


def rows_if_any(path: Path) -> Iterator[Row]:
    """The rows of a table that a pack may do without: none where there is no such file."""
    return rows(path) if path.is_file() else iter(())
