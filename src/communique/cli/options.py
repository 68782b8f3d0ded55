"""What the commands share: options, the ledger they work on, and how they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from communique.ledger import Ledger

LedgerOption = Annotated[Path, typer.Option("--ledger", metavar="FILE", envvar="COMMUNIQUE_LEDGER", help="The ledger's file.")]
LEDGER = Path("ledger.db")


@contextmanager
def failing() -> Iterator[None]:
    """What cannot be done ends the command with status 1 and, on standard error, what was wrong and the remedy."""
    from concurrent.futures import BrokenExecutor

    try:
        yield
    except BrokenPipeError:
        raise  # whoever read our output has had enough: no error
    except BrokenExecutor:
        fail("a reading process ended before its time (out of memory?): what was kept is safe; run it again with --jobs 1")
    except OSError as error:
        fail(f"{error.filename or 'file'}: {error.strerror or error}: check the path and its permissions")
    except Exception as error:
        from communique.score.gold import GoldError
        from communique.store.base import StoreError
        from communique.world.errors import PackError

        if not isinstance(error, StoreError | GoldError | PackError):
            raise
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what was wrong and leave with status 1."""
    typer.echo(f"error: {message}", err=True)
    raise typer.Exit(1)


@contextmanager
def ledger_at(path: Path, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger in a file, closed at the end; failures as in `failing`."""
    with failing():
        from communique.ledger import Ledger

        with Ledger.open(path, create=create) as ledger:
            yield ledger


@contextmanager
def log_to(path: Path | None) -> Iterator[Callable[[dict[str, object]], None] | None]:
    """What adds events to a file, a line of JSON each with its time; None without a file."""
    if path is None:
        yield None
        return
    import datetime
    import json

    with path.open("a", encoding="utf-8", buffering=1) as stream:

        def write(event: dict[str, object]) -> None:
            at = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
            stream.write(json.dumps({"at": at, **event}, ensure_ascii=False) + "\n")

        yield write


def checked_date(words: str | None) -> str | None:
    """A date as EDTF; what is none is a wrong use of the command."""
    if words is None:
        return None
    from communique.sources.story import publication_date

    try:
        return publication_date(words)
    except ValueError:
        raise typer.BadParameter(f"{words!r} is no date: write it as 2021, 2021-04 or 2021-04-06 (EDTF)") from None


def checked_language(code: str | None) -> str | None:
    """A language's code, ISO 639; what is none is a wrong use of the command."""
    if code is None:
        return None
    from communique.sources.story import language_code

    try:
        return language_code(code)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def checked_kind(name: str | None) -> str | None:
    """The name of a kind; what is none is a wrong use of the command."""
    if name is None:
        return None
    from communique.kinds.table import KINDS

    if name.lower() not in KINDS:
        raise typer.BadParameter(f"no kind {name!r}: one of {', '.join(KINDS)}")
    return name.lower()


OfKind = Annotated[str | None, typer.Option("--kind", metavar="KIND", callback=checked_kind, help="Only statements of this kind.")]
Both = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="ACTOR ACTOR", help="Only those in which both take part, such as RUS ASEAN.", show_default=False),
]
FromDate = Annotated[str | None, typer.Option("--since", metavar="DATE", callback=checked_date, help="Only those of this date or later (EDTF).")]
ToDate = Annotated[str | None, typer.Option("--until", metavar="DATE", callback=checked_date, help="Only those of this date or earlier (EDTF).")]
OfDocument = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Only those of this document: its name, or the first digits of its id.")
]
