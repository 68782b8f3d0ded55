"""Stories as a table, a story a row: CSV (commas, semicolons or tabs) and TSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from communique.model.problems import Problem
from communique.sources.limits import PAGE
from communique.sources.record import FIELDS, Names, story_of
from communique.sources.story import Item


def stories(path: Path) -> Iterator[Item]:
    """The stories of a table in UTF-8, read as a stream: its first row names the columns. Raises OSError if the file cannot be read.

    Columns are those of a story as JSON (`text`, `id`, `lang` …); others are passed over.
    """
    where = str(path)
    csv.field_size_limit(PAGE)
    with path.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as stream:
        rows: csv.DictReader[str] | None = None
        try:
            head = stream.readline(1 << 16)
            stream.seek(0)
            rows = csv.DictReader(stream, delimiter=_delimiter(head, path), strict=True)
            if "text" not in (rows.fieldnames or ()):
                yield Problem("columns", f"no column is named `text`: the first row names the columns, of {' '.join(FIELDS)}", where)
                return
            names, empty = Names(), True
            for number, row in enumerate(rows, 1):
                empty = False
                fields = {key: value for key, value in row.items() if key in FIELDS and value and value.strip()}
                yield names.once(story_of({"text": "", **fields}, name=f"{path.stem}-{number}", where=f"{where}:{rows.line_num}"))
            if empty:
                yield Problem("no-stories", "the file holds no story: remove it or fill it in", where)
        except UnicodeDecodeError as error:
            yield Problem("encoding", f"not UTF-8: byte 0x{error.object[error.start]:02x}: convert the file to UTF-8 and read it again", where)
        except csv.Error as error:
            place = f"{where}:{rows.line_num}" if rows is not None else where
            yield Problem("csv", f"not a table from here on: {error}; mend it and read the file again", place)


def _delimiter(head: str, path: Path) -> str:
    """The mark between columns: of those there are, the one the first row has most of."""
    return "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
