"""`communique read`: stories into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, checked_date, checked_language, fail, ledger_at

if TYPE_CHECKING:
    from communique.ledger import Load

_SHOWN = 50
"""Problems that are named one by one; of more only the number is told."""


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Stories (.txt, .json, .jsonl) and folders of them.", show_default=False)],
    ledger: LedgerOption = LEDGER,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", callback=checked_date, help="Publication date of all these stories, over what they say (EDTF).")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", callback=checked_language, help="Language of all these stories, over what they say (ISO 639).")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read at the same time.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")] = False,
) -> None:
    """Read stories into the ledger, which is made if it is not there. Stories read before change nothing.

    The status is 0 if all went well, 1 if something was wrong with some stories (the others are kept), 2 if the command was.
    """
    with ledger_at(ledger, create=True) as opened, _progress(paths, shown=not quiet and sys.stderr.isatty()) as progress:
        load = opened.read(paths, published=published, language=lang, jobs=jobs, progress=progress)
    for problem in load.problems[:_SHOWN]:
        typer.echo(f"problem: {problem}", err=True)
    if len(load.problems) > _SHOWN:
        typer.echo(f"and {len(load.problems) - _SHOWN} more problems", err=True)
    if not quiet:
        typer.echo(_summary(load, ledger))
    if load.problems:
        raise typer.Exit(1)
    if not load.stories:
        fail("nothing to read: name stories or folders of them")


def _summary(load: Load, ledger: Path) -> str:
    told = [("new", load.new), ("changed", load.changed), ("unchanged", load.unchanged), ("copies", load.copies), ("not read", load.failed)]
    stories = ", ".join(f"{count:,} {name}" for name, count in told if count)
    lines = [f"{load.stories:,} {'story' if load.stories == 1 else 'stories'} ({stories})", f"{load.statements.total():,} statements"]
    if load.statements:
        width = len(f"{max(load.statements.values()):,}")
        lines += [f"  {count:>{width},} {kind}" for kind, count in sorted(load.statements.items(), key=lambda item: (-item[1], item[0]))]
    lines.append(f"{len(load.problems):,} {'problem' if len(load.problems) == 1 else 'problems'}")
    lines.append(f"ledger: {ledger}")
    return "\n".join(lines)


@contextmanager
def _progress(paths: list[Path], *, shown: bool) -> Iterator[Callable[[int], None] | None]:
    """What is told how many stories are done: a bar on standard error, or nothing."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from communique.sources.table import count

    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        total = count(paths)
        task = bar.add_task("reading", total=total)
        yield lambda done: bar.update(task, completed=done, total=max(done, total))
