"""What the commands that show records share: the day looked from, the parties, and how rows are printed."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import checked_date, ledger_at

if TYPE_CHECKING:
    from communique.assembly.pipeline import Assembly
    from communique.views.page import Page
    from communique.views.rows import Row
    from communique.views.words import Words


def day(words: str | None) -> str | None:
    """A day, or the last day of a month or year (ISO 8601); what has none is a wrong use of the command."""
    edtf = checked_date(words)
    if edtf is None:
        return None
    from communique.model.dates import bounds

    last = bounds(edtf)[1]
    if last is None:
        raise typer.BadParameter(f"{words!r} has no last day: write it as 2021, 2021-04 or 2021-04-06")
    return last.isoformat()


def _language(code: str | None) -> str | None:
    if code is None:
        return None
    from communique.languages.interface import interfaces

    if code.lower() not in interfaces():
        raise typer.BadParameter(f"views are not written in {code!r}: one of {', '.join(interfaces())}")
    return code.lower()


def _form(name: str) -> str:
    from communique.views.page import FORMATS

    if name not in (*FORMATS, CSV, *_OWN):
        raise typer.BadParameter(f"no format {name!r}: one of {', '.join((*FORMATS, CSV))}")
    return name


CSV = "csv"
ICS, DOCX = "ics", "docx"
_OWN = {ICS: "the calendar", DOCX: "the brief"}
"""The formats that only one view has."""

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", callback=day, help="What was known by the end of that day. [default: today]", show_default=False),
]
Between = Annotated[
    str | None, typer.Option("--between", metavar="ACTORS", help="Only where all of these take part, such as ASEAN,RUS.", show_default=False)
]
Format = Annotated[
    str, typer.Option("--format", metavar="FORM", callback=_form, help="text, markdown, json or csv; a calendar also ics, a brief docx.")
]
Json = Annotated[bool, typer.Option("--json", help="As JSON, an array of objects, for programs; as --format json.")]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", callback=_language, envvar="COMMUNIQUE_LANG", help="Language of text and Markdown.", show_default=False),
]


@contextmanager
def assembly_at(ledger: Path, as_of: str | None) -> Iterator[Assembly]:
    """The records of a ledger as known on a day, today without one."""
    with ledger_at(ledger) as opened:
        yield opened.records(as_of=datetime.date.fromisoformat(as_of) if as_of else datetime.date.today())


def actors(given: str | None) -> list[str]:
    """The actors of a comma-separated list."""
    return [actor.strip().upper() for actor in (given or "").split(",") if actor.strip()]


def words_in(lang: str | None) -> Words:
    """The words of a language, of the usual one where none is asked for."""
    from communique.languages.interface import DEFAULT
    from communique.views.words import load_words
    from communique.world.load import load_world

    return load_words(lang or DEFAULT, load_world())


def show(rows: Sequence[Row], form: str, for_programs: bool, lang: str | None, page: Callable[[Sequence[Row], Words], Page]) -> None:
    """Print rows as JSON or CSV, or as the page that they make in a language."""
    if for_programs or form == "json":
        from communique.export.jsonl import as_json

        typer.echo(as_json(rows, indent=1))
        return
    if form == CSV:
        from communique.export.csv import write

        write(rows, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    if form in _OWN:
        raise typer.BadParameter(f"only {_OWN[form]} can be had as {form}")
    from communique.views.page import markdown, text

    words = words_in(lang)
    if not rows:
        typer.echo(words.say("page", "nothing"), err=True)
        return
    made = page(rows, words)
    typer.echo(markdown(made, words) if form == "markdown" else text(made, words))
