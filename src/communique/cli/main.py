"""The command `communique`. Each command loads what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

from typing import Annotated

import typer

from communique import __version__
from communique.cli import (
    accounts,
    analysis,
    brief,
    calendar,
    dates,
    explain,
    export,
    languages,
    read,
    review,
    score,
    search,
    serve,
    show,
    views,
    watch,
)

app = typer.Typer(
    name="communique", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def communique(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", callback=_version, is_eager=True)] = False,
) -> None:
    """From wire stories to a sourced ledger: who met, what was agreed, what was promised, what came of it, on whose word."""


app.command("read")(read.read)
app.command("watch")(watch.watch)
app.command("show", cls=show.Show)(show.show)
app.command("search", cls=show.Show)(search.search)
app.command("brief")(brief.brief)
app.command("timeline")(views.timeline)
app.command("board")(views.board)
app.command("register")(views.register)
app.command("cadence")(views.cadence)
app.command("conflicts")(views.conflicts)
app.command("calendar")(calendar.calendar)
app.command("roster")(analysis.roster)
app.command("positions")(analysis.positions)
app.command("indicators")(analysis.indicators)
app.command("gaps")(analysis.gaps)
app.command("news")(analysis.news)
app.command("outcomes")(analysis.outcomes)
app.command("record")(analysis.record)
app.command("explain")(explain.explain)
app.command("serve")(serve.serve)
app.command("dates")(dates.dates)
app.command("export")(export.export)
app.command("score")(score.score)
app.add_typer(review.app, name="review")
app.add_typer(accounts.app, name="accounts")
app.add_typer(languages.app, name="languages")
