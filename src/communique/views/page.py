"""What a view looks like before it is printed: headings, items and tables with the words they rest on; as text for a terminal or as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.model.harmless import one_line
from communique.views.rows import Row, mappings
from communique.views.words import Words

WIDTH = 110
"""Columns of text, as wide as most terminals."""
QUOTE = 130
"""Characters of a quote that are shown at the end of a page: enough to know it by."""
FORMATS = ("text", "markdown", "json")
_MARKUP = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above others; level 2 stands below the title of the page."""

    text: str
    level: int = 2

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True, slots=True)
class Item:
    """Something said: in its own paragraph or in a list, with the footnotes it rests on, what stands below it, and the record it tells or
    the series of meetings it is of, if one. Its text cannot steer a page.
    """

    text: str
    notes: Sequence[Row] = ()
    below: Sequence[Item] = ()
    record: str = ""
    mechanism: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in a row."""

    sentences: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their names, and rows of items."""

    header: Sequence[str]
    rows: Sequence[Sequence[Item]]


Block = Heading | Item | Paragraph | Table


def under_headings(rows: Sequence[Row], key: str, heading: Callable[[str], str], item: Callable[[Row], Item]) -> list[Block]:
    """Rows as items under a heading for each value of `key`, in the order the values are first met."""
    blocks: list[Block] = []
    every = list(rows)
    for value in dict.fromkeys(str(row[key]) for row in every):
        blocks.append(Heading(heading(value)))
        blocks += [item(row) for row in every if row[key] == value]
    return blocks


@dataclass(frozen=True, slots=True)
class Page:
    """A whole view. With `numbered`, quotes stand at the end of the text under their numbers, as they always do in Markdown; else below each item."""

    title: str
    blocks: Sequence[Block]
    numbered: bool = False


@dataclass(slots=True)
class Notes:
    """The footnotes of a page by statement, numbered as they are met."""

    words: Words
    numbers: dict[str, int] = field(default_factory=dict)
    notes: list[Row] = field(default_factory=list)

    def number(self, note: Row) -> int:
        """The number of a note, the next one where it was not met before."""
        key = str(note["statement"])
        if key not in self.numbers:
            self.notes.append(note)
            self.numbers[key] = len(self.notes)
        return self.numbers[key]

    def line(self, note: Row) -> str:
        """Outlet, date and quote of a note."""
        quote = textwrap.shorten(str(note["quote"]), QUOTE, placeholder=" …")
        return f"{told_by(note, self.words)}: {self.words.quoted(quote)}"


def told_by(note: Row, words: Words) -> str:
    """Who told something and when, and who judged it: `VNA, 14 November 2018 [2018-11-14-singapour] (term edited by anna)`.

    An outlet that is not known is not named.
    """
    told = ", ".join(part for part in (str(note["publisher"] or ""), words.date(note["published"]) if note["published"] else "") if part)
    judged = ", ".join(dict.fromkeys(_judged(row, words) for row in mappings(note.get("judged"))))
    return one_line(f"{told} [{note['document']}]{judged and f' ({judged})'}")


def _judged(row: Row, words: Words) -> str:
    """Who edited or accepted a statement."""
    if row["verdict"] == "edit":
        return words.say("page", "edited", field=words.term("slot", row["slot"]), user=row["user"])
    return words.say("page", "accepted", user=row["user"])


def text(page: Page, words: Words) -> str:
    """A page for the terminal."""
    notes = Notes(words)
    lines = [page.title, "=" * len(page.title)] if page.numbered else []
    for block in page.blocks:
        lines += _text_block(block, page, notes)
    if page.numbered and notes.notes:
        lines += ["", words.say("page", "notes")]
        for number, note in enumerate(notes.notes, 1):
            lines += textwrap.wrap(f"[{number}] {notes.line(note)}", WIDTH, subsequent_indent="    ", break_long_words=False)
    return "\n".join(lines).strip("\n")


def _text_block(block: Block, page: Page, notes: Notes) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", block.text)
    elif isinstance(block, Paragraph):
        told = " ".join(_numbered(one, notes) for one in block.sentences)
        yield from textwrap.wrap(told, WIDTH, break_long_words=False)
    elif isinstance(block, Table):
        yield from _text_table(block, page, notes)
    elif page.numbered:
        yield from _wrapped(block, notes, 0)
    else:
        yield from _quoted(block, notes, 0)


def _numbered(item: Item, notes: Notes) -> str:
    marks = "".join(f"[{notes.number(note)}]" for note in item.notes)
    return f"{item.text} {marks}".rstrip()


def _wrapped(item: Item, notes: Notes, depth: int) -> Iterator[str]:
    lead = "  " * depth
    yield from textwrap.wrap(f"{lead}- {_numbered(item, notes)}", WIDTH, subsequent_indent=f"{lead}  ", break_long_words=False)
    for one in item.below:
        yield from _wrapped(one, notes, depth + 1)


def _quoted(item: Item, notes: Notes, depth: int) -> Iterator[str]:
    lead = "    " * depth
    yield f"{lead}{item.text}"
    for note in item.notes[:1]:
        quote = textwrap.shorten(str(note["quote"]), WIDTH - len(lead) - 8, placeholder=" …")
        yield f"{lead}    {notes.words.quoted(quote)} {told_by(note, notes.words)}"
    for one in item.below:
        yield from _quoted(one, notes, depth + 1)


def _text_table(table: Table, page: Page, notes: Notes) -> Iterator[str]:
    cells = [[_numbered(cell, notes) if page.numbered else cell.text for cell in row] for row in table.rows]
    widths = [max(len(row[place]) for row in (table.header, *cells)) for place in range(len(table.header))]
    for row in (table.header, *cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def markdown(page: Page, words: Words) -> str:
    """A page as Markdown with footnotes."""
    notes = Notes(words)
    lines = [f"# {escaped(page.title)}"]
    before: Block | None = None
    for block in page.blocks:
        if not (isinstance(block, Item) and isinstance(before, Item)):
            lines.append("")
        lines += _markdown_block(block, notes)
        before = block
    if notes.notes:
        lines.append("")
        lines += [f"[^{number}]: {escaped(notes.line(note))}" for number, note in enumerate(notes.notes, 1)]
    return "\n".join(lines)


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _MARKUP.sub(r"\\\1", words)


def _markdown_block(block: Block, notes: Notes) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield " ".join(_noted(one, notes) for one in block.sentences)
    elif isinstance(block, Table):
        yield f"| {' | '.join(map(escaped, block.header))} |"
        yield f"|{'---|' * len(block.header)}"
        for row in block.rows:
            yield f"| {' | '.join(_noted(cell, notes) for cell in row)} |"
    else:
        yield from _listed(block, notes, 0)


def _noted(item: Item, notes: Notes) -> str:
    return escaped(item.text) + "".join(f"[^{notes.number(note)}]" for note in item.notes)


def _listed(item: Item, notes: Notes, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {_noted(item, notes)}"
    for one in item.below:
        yield from _listed(one, notes, depth + 1)
