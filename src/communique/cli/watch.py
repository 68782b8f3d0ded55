"""`communique watch`: keep up with feeds, sitemaps and pages."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, fail, ledger_at, log_to

if TYPE_CHECKING:
    from communique.watch.rounds import Round

_SHOWN = 50


def watch(
    settings: Annotated[Path, typer.Argument(metavar="SOURCES.toml", help="What to watch, and how.", show_default=False)],
    ledger: LedgerOption = LEDGER,
    once: Annotated[bool, typer.Option("--once", help="Look at every source once, read what is new, and end: for cron.")] = False,
    log: Annotated[Path | None, typer.Option("--log", metavar="FILE", help="Add a line of JSON to this file for all that happens.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> None:
    """Keep up with feeds, sitemaps and pages until stopped (Ctrl-C or SIGTERM); started again, go on where it was.

    The status is 0 if all went well or it was stopped, 1 if --once met problems (what could be had is kept), 2 if the command was wrong.
    """
    from communique.watch.rounds import Watch
    from communique.watch.settings import SettingsError, read_settings

    stop = threading.Event()
    with ledger_at(ledger, create=True) as opened, log_to(log) as told:
        try:
            wanted = read_settings(settings)
        except SettingsError as error:
            fail(str(error))
        _stop_on_signals(stop)
        watching = Watch(opened, wanted, stop=stop, log=told, progress=None if quiet or once else _progress())
        done = watching.run(once=once)
    for problem in done.problems[:_SHOWN] if once else ():
        typer.echo(f"problem: {problem}", err=True)
    if not quiet:
        typer.echo(_summary(done, ledger))
    if once and done.problems:
        raise typer.Exit(1)


def _stop_on_signals(stop: threading.Event) -> None:
    """A first signal ends the watch after what is under way; a second one ends it at once."""

    def ask(number: int, frame: object) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)


def _progress() -> Callable[[Round], None]:
    """What tells a terminal, or whoever reads standard error, what is new."""
    shown = 0, 0

    def update(done: Round) -> None:
        nonlocal shown
        for problem in done.problems[len(done.problems) - min(done.problems_met - shown[1], len(done.problems)) :]:
            typer.echo(f"problem: {problem}", err=True)
        if done.load.stories != shown[0]:
            typer.echo(f"{done.load.stories:,} stories, {done.load.statements.total():,} statements", err=True)
            sys.stderr.flush()
        shown = done.load.stories, done.problems_met

    return update


def _summary(done: Round, ledger: Path) -> str:
    load = done.load
    looked = f"{done.checked:,} looks at sources ({done.unchanged:,} unchanged, {done.unanswered:,} unanswered), {done.found:,} addresses found"
    if done.again:
        looked += f", {done.again:,} pages looked at again ({done.corrected:,} corrected)"
    read = f"{load.stories:,} stories ({load.new:,} new, {load.changed:,} changed, {load.failed:,} not read), {load.statements.total():,} statements"
    return f"{looked}\n{read}\n{done.problems_met:,} problems\nledger: {ledger}"
