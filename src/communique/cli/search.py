"""`communique search`: statements found by their words."""

from __future__ import annotations

import datetime
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, Both, FromDate, LedgerOption, OfDocument, OfKind, ToDate, ledger_at
from communique.cli.show import show_lines, show_table
from communique.cli.viewing import Json, day

if TYPE_CHECKING:
    from communique.run.searching import Found


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What is sought; several words in quotation marks are a phrase.")],
    kind: OfKind = None,
    between: Both = None,
    since: FromDate = None,
    until: ToDate = None,
    document: OfDocument = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", callback=day, help="Only in stories known by the end of that day.", show_default=False)
    ] = None,
    best: Annotated[bool, typer.Option("--best", help="Those first that fit best, where no more than 1,000 are found.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="As many at once.")] = 50,
    after: Annotated[str | None, typer.Option(metavar="PAGE", help="Those after a page that was shown; it says how.", show_default=False)] = None,
    as_json: Json = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Find statements by words of their quotes and fields, by ids and names, and by the title and outlet of their story.

    All words must be there; begin* finds words that begin so. Accents and capitals do not matter. Names are found in all languages that are read
    (Russie finds what is of RUS), ids as they are written: RUS, ASEAN-RU.JCC, meeting, area:HEA, type:mou. The newest come first; lines are
    those of `show`.
    """
    with ledger_at(ledger) as opened:
        try:
            found = opened.search(
                " ".join(map(_phrase, words)), kind=kind, between=between or (), since=since, until=until, document=document,
                as_of=datetime.date.fromisoformat(as_of) if as_of else None, limit=limit, after=after, best=best,
            )  # fmt: skip
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    _show(found, as_json=as_json)


def _show(found: Found, *, as_json: bool) -> None:
    if as_json:
        from communique.export.flat import flat

        statements = [flat(one.statement, one.sighting, one.judgements) for one in found.statements]
        typer.echo(json.dumps({"total": found.total, "more": found.more, "next": found.next, "statements": statements}, ensure_ascii=False, indent=1))
        return
    if sys.stdout.isatty():
        from rich.console import Console

        show_table(found.statements, Console(highlight=False))
    else:
        show_lines(found.statements)
    told = f"{'more than ' if found.more else ''}{found.total:,} found" if found.total else "nothing found"
    typer.echo(f"{told}; the next: --after {found.next}" if found.next else told, err=True)


def _phrase(words: str) -> str:
    """Words that the shell kept together, as a phrase."""
    return f'"{words}"' if len(words.split()) > 1 and '"' not in words else words
