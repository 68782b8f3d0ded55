"""Read the tab-separated tables of the world and of packs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.world.errors import PackError


class Row(dict[str, str]):
    """A row of a table: its cells by column name, and its line number (a dict because thousands are read at each start)."""

    __slots__ = ("line",)
    line: int

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column name."""
        return self

    def many(self, column: str) -> list[str]:
        """The values of a cell that may hold several, separated by `|`."""
        return [value.strip() for value in self[column].split("|") if value.strip()]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a table whose first line that is no comment names the columns.

    Missing cells at the end are empty. Raises PackError where there is no such table, or a row has more cells than the header.
    """
    if not path.is_file():
        raise PackError(path, 0, "no such table: add it")
    header: list[str] = []
    width = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = list(map(str.strip, line.split("\t")))
        if not header:
            header, width = cells, len(cells)
            continue
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        elif len(cells) > width:
            raise PackError(path, number, f"{len(cells)} cells, but the header names {width} columns")
        row = Row(zip(header, cells, strict=True))
        row.line = number
        yield row
