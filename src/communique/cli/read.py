"""`communique read`: stories into the ledger."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, checked_date, checked_language, fail, ledger_at, log_to

if TYPE_CHECKING:
    from communique.run.load import Load

_SHOWN = 50
"""Problems that are named one by one; of more only the number is told."""


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files of stories (.txt .json .jsonl .csv .tsv .html .xml .rss), folders of them, addresses of pages, feeds and sitemaps, or - for "
            "standard input.",
            show_default=False,
        ),
    ],
    ledger: LedgerOption = LEDGER,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", callback=checked_date, help="Publication date of all these stories, over what they say (EDTF).")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", callback=checked_language, help="Language of all these stories, over what they say (ISO 639).")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at the same time.")] = 1,
    most: Annotated[int, typer.Option(min=1, metavar="N", help="Stories that are taken of one feed or sitemap, the first ones of it.")] = 1000,
    delay: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Least time between two requests to a host.")] = 1.0,
    agent: Annotated[
        str | None, typer.Option(metavar="WORDS", help="What this program calls itself to hosts: name yourself and how to reach you.")
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="Fetch from private networks, too.")] = False,
    log: Annotated[Path | None, typer.Option("--log", metavar="FILE", help="Add a line of JSON to this file for each story and problem.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> None:
    """Read stories into the ledger, which is made if it is not there. Stories read before change nothing.

    The status is 0 if all went well, 1 if something was wrong with some stories (the others are kept), 2 if the command was.
    """
    from communique.sources.web import Web

    web = Web(delay=delay, private=private, most=most, agent=agent or Web().agent)
    with ledger_at(ledger, create=True) as opened, _progress(sources, shown=not quiet and sys.stderr.isatty()) as progress, log_to(log) as told:
        load = opened.read(sources, published=published, language=lang, jobs=jobs, web=web, progress=progress, log=told)
        stale = len(opened.settled().stale) if load.changed else 0
    for problem in load.problems[:_SHOWN]:
        typer.echo(f"problem: {problem}", err=True)
    if load.problems_met > _SHOWN:
        typer.echo(f"and {load.problems_met - _SHOWN:,} more problems", err=True)
    if stale and not quiet:
        told_of = "1 judgement finds" if stale == 1 else f"{stale:,} judgements find"
        typer.echo(f"{told_of} no statement any more: `communique review list --stale`", err=True)
    if not quiet:
        typer.echo(_summary(load, ledger))
    if load.problems:
        raise typer.Exit(1)
    if not load.stories:
        fail("nothing to read: name stories, or folders of them")


def _summary(load: Load, ledger: Path) -> str:
    told = [("new", load.new), ("changed", load.changed), ("unchanged", load.unchanged), ("copies", load.copies), ("not read", load.failed)]
    stories = ", ".join(f"{count:,} {name}" for name, count in told if count)
    lines = [f"{load.stories:,} {'story' if load.stories == 1 else 'stories'} ({stories})", f"{load.statements.total():,} statements"]
    if load.statements:
        width = len(f"{max(load.statements.values()):,}")
        lines += [f"  {count:>{width},} {kind}" for kind, count in sorted(load.statements.items(), key=lambda item: (-item[1], item[0]))]
    if load.doubts:
        lines.append(f"{load.doubts:,} {'doubt' if load.doubts == 1 else 'doubts'} settled (--log tells them)")
    lines.append(f"{load.problems_met:,} {'problem' if load.problems_met == 1 else 'problems'}")
    lines.append(f"ledger: {ledger}")
    return "\n".join(lines)


@contextmanager
def _progress(sources: list[str], *, shown: bool) -> Iterator[Callable[[Load], None] | None]:
    """What is told how far a load is: a bar on standard error with stories, statements, rate and time left, or nothing."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from communique.sources.table import count

    told = TextColumn("{task.fields[statements]:,} statements"), TextColumn("{task.fields[rate]:,.0f} stories/s")
    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), *told, TimeElapsedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        total = count(sources)
        started = time.monotonic()
        task = bar.add_task("reading", total=total, statements=0, rate=0.0)

        def update(load: Load) -> None:
            done, seconds = load.stories, time.monotonic() - started
            most = None if total is None else max(done, total)
            bar.update(task, completed=done, total=most, statements=load.statements.total(), rate=done / seconds if seconds else 0.0)

        yield update
