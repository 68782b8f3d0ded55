"""`communique export`: statements and judgements for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, ledger_at
from communique.cli.review import export_judgements


def _what(name: str) -> str:
    if name not in ("statements", "judgements"):
        raise typer.BadParameter(f"nothing named {name!r} to export: `statements` or `judgements`")
    return name


def _form(name: str) -> str:
    from communique.export.table import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"no form {name!r}: one of {', '.join(FORMATS)}")
    return name


def export(
    what: Annotated[str, typer.Argument(metavar="[statements|judgements]", callback=_what, help="What to export.")] = "statements",
    form: Annotated[str, typer.Option("--format", metavar="FORM", callback=_form, help="The form: jsonl.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, whole or not at all; else standard output.")
    ] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="Statements as the reader found them, before people judged them.")] = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Export statements as flat records, one JSON object a line, by the names of their documents; or judgements, for `communique review import`."""
    if what == "judgements":
        export_judgements(ledger, output)
        return
    with ledger_at(ledger) as opened:
        if output is None:
            opened.export(sys.stdout.buffer, form=form, as_read=as_read)
            sys.stdout.buffer.flush()
        else:
            count = opened.export(output, form=form, as_read=as_read)
            typer.echo(f"{count:,} {what} in {output}", err=True)
