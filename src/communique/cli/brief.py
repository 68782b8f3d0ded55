"""`communique brief`: two pages on a partnership."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, fail
from communique.cli.viewing import DOCX, AsOf, Format, Json, Lang, actors, assembly_at, show, words_in

if TYPE_CHECKING:
    from communique.views.rows import Row

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE.docx", help="With --format docx, the file to write; else standard output.", show_default=False),
]


def brief(
    parties: Annotated[str, typer.Argument(metavar="ACTORS", help="The sides of the partnership, such as ASEAN,RUS.", show_default=False)],
    as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, output: Output = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """A partnership on two pages: where it stands, what is open, what comes next; every sentence with the words it rests on. With --format docx, as a
    Word document."""
    from communique.views.brief import brief
    from communique.views.brief_page import brief_page
    from communique.world.load import load_world

    sides = actors(parties)
    if len(sides) < 2:
        raise typer.BadParameter("a partnership has two sides or more: write them as ASEAN,RUS")
    if output is not None and (form != DOCX or as_json):
        raise typer.BadParameter("--output is for --format docx")
    with assembly_at(ledger, as_of) as found:
        rows = brief(found, sides, load_world())
        if form == DOCX and not as_json:
            assert found.on  # asked for a day, or today
            _document(rows, lang, found.on, output)
        else:
            show(rows, form, as_json, lang, brief_page)


def _document(rows: Sequence[Row], lang: str | None, on: datetime.date, output: Path | None) -> None:
    """Write a brief as a Word document."""
    from communique.export.table import whole_file
    from communique.views.brief_page import brief_page
    from communique.views.page_docx import docx

    words = words_in(lang)
    if not rows:
        fail(words.say("page", "nothing"))
    if output is None and sys.stdout.isatty():
        fail("a Word document is no text for a terminal: name a file with -o brief.docx")
    try:
        data = docx(brief_page(rows, words), words, on=on)
    except ModuleNotFoundError as error:
        fail(str(error))
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        with whole_file(output) as stream:
            stream.write(data)
