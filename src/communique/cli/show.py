"""`communique show`: a table of statements with their words."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from communique.cli.options import LEDGER, Both, FromDate, LedgerOption, OfDocument, OfKind, ToDate, fail, ledger_at
from communique.model.harmless import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from communique.run.reviewed import Reviewed


class Show(TyperCommand):
    """The command, whose `--between` also takes its two actors joined by a comma."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take `--between A,B` and `--between=A,B` as `--between A B`."""
        given: list[str] = []
        for word in args:
            if word.startswith("--between=") and "," in word:
                given += ["--between", *word.removeprefix("--between=").split(",", 1)]
            elif given and given[-1] == "--between" and "," in word:
                given += word.split(",", 1)
            else:
                given.append(word)
        return super().parse_args(ctx, given)


def show(
    kind: OfKind = None,
    between: Both = None,
    since: FromDate = None,
    until: ToDate = None,
    document: OfDocument = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Those that people rejected, too.")] = False,
    oldest_first: Annotated[bool, typer.Option("--oldest-first", help="In the order of time.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Show statements as people left them and the words they rest on, the newest first.

    The date is the statement's own, or else (in brackets) that of its story. Piped, it is plain text, a line a statement, tabs
    between: id, date, kind, who, type and status, details, document, words.
    """
    from rich.console import Console

    with ledger_at(ledger) as opened:
        query = opened.query(
            kind=kind, between=between or (), since=since, until=until, document=document, order="oldest" if oldest_first else "newest"
        )
        if document and not opened.seen_at(document) and opened.document(query.document or document) is None:
            fail(f"no document {document!r}: the names stand in the last line of each statement shown")
        found = opened.reviewed(query, rejected=rejected)
        count = show_table(found, Console(highlight=False)) if sys.stdout.isatty() else show_lines(found)
    if not count:
        typer.echo("no such statements", err=True)


def show_lines(found: Iterable[Reviewed]) -> int:
    """Print statements a line each, and give their number."""
    from communique.cli.judgements import mark
    from communique.cli.words import SHOWN_DIGITS, details, quote, sort_words, who

    count = 0
    for kept in found:
        count += 1
        statement = kept.statement
        told = _told(details(statement), mark(kept.judgements))
        cells = (
            statement.id[:SHOWN_DIGITS], _date(kept), statement.kind, who(statement, plain=True), sort_words(statement), told,
            one_line(kept.sighting.name), quote(statement),
        )  # fmt: skip
        typer.echo("\t".join(cells))
    return count


def show_table(found: Iterable[Reviewed], console: Console) -> int:
    """Print statements as a table, a screenful at a time so that long ledgers begin at once, and give their number."""
    from itertools import islice

    count, items = 0, iter(found)
    while page := list(islice(items, 500)):
        console.print(_table(page, console.width, header=count == 0))
        count += len(page)
    if count:
        console.print(f"{count:,} {'statement' if count == 1 else 'statements'}", style="dim")
    return count


def _table(page: list[Reviewed], width: int, *, header: bool) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from communique.cli.judgements import mark
    from communique.cli.words import SHOWN_DIGITS, details, quote, sort_words, who

    table = Table(box=box.SIMPLE_HEAD, show_header=header, pad_edge=False, padding=(0, 1, 1, 0), expand=True, header_style="bold")
    wide = width >= 100
    table.add_column("date", width=12, overflow="fold")
    table.add_column("kind", width=17 if wide else 12, overflow="fold")
    table.add_column("who", width=20 if wide else 12, overflow="fold")
    table.add_column("what, in whose words", ratio=1, overflow="fold")
    for kept in page:
        statement = kept.statement
        words = Text()
        told = _told(details(statement), mark(kept.judgements))
        if told:
            words.append(told + "\n")
        words.append(f"“{quote(statement)}”\n", style="italic green")
        words.append(f"{one_line(kept.sighting.name)} · {statement.id[:SHOWN_DIGITS]}", style="dim")
        kind = Text(statement.kind, style="bold").append("\n" + sort_words(statement), style="not bold")
        table.add_row(Text(_date(kept)), kind, Text(who(statement)), words)
    return table


def _told(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _date(kept: Reviewed) -> str:
    when, published = kept.statement.content.when, kept.sighting.published
    return when or (f"[{published}]" if published else "")
