"""`communique export`: statements, records and judgements for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from communique.cli.options import LEDGER, LedgerOption, failing, ledger_at
from communique.cli.review import export_judgements
from communique.cli.viewing import day

_WHAT = ("statements", "records", "judgements", "vocabulary")


def _what(name: str) -> str:
    if name not in _WHAT:
        raise typer.BadParameter(f"nothing named {name!r} to export: one of {', '.join(_WHAT)}")
    return name


def _form(name: str | None) -> str | None:
    from communique.export.table import FORMATS

    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"no form {name!r}: one of {', '.join(FORMATS)}")
    return name


def _base(address: str | None) -> str | None:
    from communique.export.vocabulary import checked_base

    try:
        return checked_base(address)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def export(
    what: Annotated[str, typer.Argument(metavar="[statements|records|judgements|vocabulary]", callback=_what, help="What to export.")] = "statements",
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORM", callback=_form, help="jsonl, csv or jsonld. [default: jsonl]", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write, whole or not at all; else standard output.")
    ] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="Statements as the reader found them, before people judged them.")] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", callback=day, help="Records as known by the end of that day. [default: today]", show_default=False),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="ADDRESS", callback=_base, help="What the IRIs of JSON-LD begin with. [default: urn:communique]", show_default=False
        ),
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Export statements as flat records by the names of their documents; records with their statements, links and states; judgements, for `communique
    review import` (jsonl); or the codes of the codebook as a SKOS vocabulary (jsonld)."""
    only = {"judgements": "jsonl", "vocabulary": "jsonld"}.get(what)
    if only and form not in (None, only):
        raise typer.BadParameter(f"{what} can be had as {only} only")
    form = form or only or "jsonl"
    if base is not None and form != "jsonld":
        raise typer.BadParameter("--base is for --format jsonld")
    if as_of is not None and what != "records":
        raise typer.BadParameter("--as-of is for records")
    if as_read and what != "statements":
        raise typer.BadParameter("--as-read is for statements")
    if what == "judgements":
        export_judgements(ledger, output)
    elif what == "vocabulary":
        _vocabulary(output, base)
    else:
        _stored(ledger, what, output, form, as_read=as_read, as_of=as_of, base=base)


def _stored(ledger: Path, what: str, output: Path | None, form: str, *, as_read: bool, as_of: str | None, base: str | None) -> None:
    import datetime

    with ledger_at(ledger) as opened:

        def write(target: Path | BinaryIO) -> int:
            if what == "statements":
                return opened.export(target, form=form, as_read=as_read, base=base)
            return opened.export_records(target, form=form, as_of=datetime.date.fromisoformat(as_of) if as_of else datetime.date.today(), base=base)

        _written(write, what, output)


def _vocabulary(output: Path | None, base: str | None) -> None:
    from communique.export.jsonld import write_vocabulary
    from communique.export.table import whole_file

    def write(target: Path | BinaryIO) -> int:
        if not isinstance(target, Path):
            return write_vocabulary(target, base=base)
        with whole_file(target) as stream:
            return write_vocabulary(stream, base=base)

    with failing():
        _written(write, "schemes and concepts", output)


def _written(write: Callable[[Path | BinaryIO], int], what: str, output: Path | None) -> None:
    if output is None:
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        typer.echo(f"{write(output):,} {what} in {output}", err=True)
