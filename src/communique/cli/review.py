"""`communique review`: what people decide about statements and records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import LEDGER, LedgerOption, fail, ledger_at
from communique.cli.viewing import day
from communique.model.harmless import harmless, one_line

if TYPE_CHECKING:
    from communique.ledger import Ledger
    from communique.model.judgements import Judgement, Verdict

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _said(words: str) -> str:
    if not words.strip():
        raise typer.BadParameter("it is empty")
    return words


By = Annotated[
    str, typer.Option("--by", metavar="NAME", envvar="COMMUNIQUE_REVIEWER", callback=_said, help="Who decides.", show_default=False)
]  # fmt: skip
Why = Annotated[str, typer.Option("--why", metavar="WORDS", callback=_said, help="For what reason.", show_default=False)]
StatementId = Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement's id, or the first digits of it.", show_default=False)]
StatementIds = Annotated[
    list[str], typer.Argument(metavar="STATEMENT...", help="Ids of statements, or the first digits of them.", show_default=False)
]  # fmt: skip
RecordId = Annotated[
    str, typer.Argument(metavar="RECORD", help="A record's id, or that of any of its statements; the first digits are enough.", show_default=False)
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, whole or not at all; else standard output.")]


@app.callback()
def review() -> None:
    """Judge what was read: accept, reject or edit statements, merge or split records, score promises. Nothing is overwritten, all can be undone."""


@app.command("accept")
def accept(statements: StatementIds, by: By, why: Why, ledger: LedgerOption = LEDGER) -> None:
    """Statements are as they should be: they stay, whatever a later reading finds."""
    _judge(ledger, "accept", statements, by, why)


@app.command("reject")
def reject(statements: StatementIds, by: By, why: Why, ledger: LedgerOption = LEDGER) -> None:
    """The story does not say this: the statements leave the records, and stay away when the story is read again."""
    _judge(ledger, "reject", statements, by, why)


@app.command("edit", context_settings={"ignore_unknown_options": True})
def edit(
    statement: StatementId,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="One of the statement's fields, such as due.", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", help='Its value, as `communique explain` writes them; "" for none.', show_default=False)],
    by: By,
    why: Why,
    quote: Annotated[str | None, typer.Option(metavar="WORDS", help="The words of the story it is read at.", show_default=False)] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """A field of a statement has another value. Lists have commas between; amounts are written as 400000 dose or ">= 7 USD"."""
    _judge(ledger, "edit", [statement], by, why, field=field, value=value, quote=quote)


@app.command("merge")
def merge(
    records: Annotated[
        list[str], typer.Argument(metavar="RECORD RECORD...", help="Ids of records, or of any of their statements.", show_default=False)
    ],
    by: By,
    why: Why,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Records are of one thing."""
    _judge(ledger, "merge", records, by, why)


@app.command("split")
def split(statements: StatementIds, by: By, why: Why, ledger: LedgerOption = LEDGER) -> None:
    """Some statements of a record are of another thing: together they make a record of their own."""
    _judge(ledger, "split", statements, by, why)


@app.command("score", context_settings={"ignore_unknown_options": True})
def score(
    record: RecordId,
    value: Annotated[str, typer.Argument(metavar="+1|0|-1", help="Kept; in part, or under way; not kept.", show_default=False)],
    by: By,
    why: Why,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", callback=day, help="The day it is the score of. [default: today]", show_default=False)
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """What became of a commitment, as a person sees it: it stands beside the state that is told or computed, from that day on."""
    _judge(ledger, "score", [record], by, why, value=value, on=on)


@app.command("link")
def link(
    source: RecordId,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="How the first bears on the second, such as fulfils.", show_default=False)],
    target: RecordId,
    by: By,
    why: Why,
    ledger: LedgerOption = LEDGER,
) -> None:
    """A record bears on another: it fulfils, follows, implements, supersedes or contradicts it, or is part_of it."""
    _judge(ledger, "link", [source, target], by, why, value=kind)


@app.command("unlink")
def unlink(source: RecordId, target: RecordId, by: By, why: Why, ledger: LedgerOption = LEDGER) -> None:
    """Two records have nothing to do with each other: no link holds between them."""
    _judge(ledger, "unlink", [source, target], by, why)


@app.command("undo")
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="A judgement's id, or the first digits of it.", show_default=False)],
    by: By,
    why: Why,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Undo a judgement, or an undo: all is as before, and the list tells of both."""
    with _refusing(ledger) as opened:
        _tell(opened, opened.undo(judgement, by=by, why=why))


@app.command("list")
def list_judgements(
    of: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only those on this statement, or on its record: their history.", show_default=False)
    ] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that find no statement any more: look again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, an array of objects, for programs.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """List judgements, the earliest first, those undone too.

    A line each, tabs between: id, time, by whom, verdict, of what, what was decided, standing (in force, stale, undone), why.
    """
    from communique.cli.judgements import history, lines, rows

    with ledger_at(ledger) as opened:
        listed = history(opened, of)
        if of is not None and listed is None:
            fail(f"no statement begins with {of!r}: `communique show` gives the ids")
        shown = [one for one in listed or () if not stale or one.standing == "stale"]
    if as_json:
        typer.echo(json.dumps(rows(shown), ensure_ascii=False, indent=1))
    elif shown:
        typer.echo(harmless("\n".join(lines(shown))))
    else:
        typer.echo("no such judgements", err=True)


@app.command("export")
def export(output: Output = None, ledger: LedgerOption = LEDGER) -> None:
    """Export all judgements, a JSON object a line, for `communique review import`."""
    export_judgements(ledger, output)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", exists=True, dir_okay=False, help="What was exported, from any ledger.", show_default=False)
    ],
    ledger: LedgerOption = LEDGER,
) -> None:
    """Take in judgements that were exported: all of them or, if one is not sound, none. Those already here are passed over."""
    with _refusing(ledger) as opened:
        new = opened.take_in(file)
        stale = len(opened.settled().stale)
    told = f"; {stale:,} {'finds' if stale == 1 else 'find'} no statement here: `communique review list --stale`" if stale else ""
    typer.echo(f"{new:,} {'judgement' if new == 1 else 'judgements'} taken in{told}")


def export_judgements(ledger: Path, output: Path | None) -> None:
    """Write the judgements of a ledger to a file or to standard output."""
    with ledger_at(ledger) as opened:
        if output is None:
            opened.export_judgements(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            typer.echo(f"{opened.export_judgements(output):,} judgements in {output}", err=True)


@contextmanager
def _refusing(ledger: Path) -> Iterator[Ledger]:
    """The ledger in a file; what cannot be meant ends the command with status 1 and what is wrong."""
    with ledger_at(ledger) as opened:
        try:
            yield opened
        except ValueError as error:
            fail(str(error))


def _judge(ledger: Path, verdict: Verdict, ids: list[str], by: str, why: str, **fields: Any) -> None:
    with _refusing(ledger) as opened:
        judgement = opened.judge(verdict, *ids, by=by, why=why, **fields)
        _tell(opened, judgement)
        judged = judgement.left if verdict in ("accept", "reject", "edit") else ()
        again = [kept for one in judged for kept in opened.in_copies(one) if kept.statement.id not in {named.id for named in judged}]
    if again:
        told = ", ".join(f"{kept.statement.id[:8]} in {one_line(kept.sighting.name)}" for kept in again)
        typer.echo(f"copies of the story say the same and are not judged: {told}", err=True)


def _tell(opened: Ledger, judgement: Judgement) -> None:
    """Say what was kept."""
    from communique.cli.judgements import lines, listed

    typer.echo(harmless("\n".join(lines(one for one in listed(opened) if one.judgement.id == judgement.id))))
