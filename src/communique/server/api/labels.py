"""Rows of views with a line each, as pages say it in the language asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from communique.views.brief_page import sentence
from communique.views.page import Heading, Item, Page, Table
from communique.views.rows import Row, items
from communique.views.words import Words

PageOf = Callable[[Sequence[Row], Words], Page]


def labelled(rows: Sequence[Row], page: PageOf, words: Words) -> Iterator[Row]:
    """Rows that each make something of a page, with what it says."""
    for row in rows:
        yield row | {"label": _line(page([row], words))}


def brief_labelled(rows: Sequence[Row], words: Words) -> Iterator[Row]:
    """The sentences of a brief; of its first row, what it is of."""
    for row in rows:
        yield row | {"label": words.parties(items(row["actors"])) if row["section"] == "basis" else sentence(row, words)}


def _line(page: Page) -> str:
    """What the first item of a page says; of figures and fields, what they are of."""
    for block in page.blocks:
        if isinstance(block, Item):
            return block.text.replace(f" ({block.record[:8]})", "") if block.record else block.text
    heading = next((block.text for block in page.blocks if isinstance(block, Heading)), "")
    table = next((block for block in page.blocks if isinstance(block, Table)), None)
    return heading or (table.rows[0][0].text if table and table.rows else "")
