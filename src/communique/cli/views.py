"""The views: `timeline`, `board`, `register`, `cadence`, `conflicts`. Each shows what was known on a day, as text or JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, checked_date, checked_kind, ledger_at, safe_text

if TYPE_CHECKING:
    from communique.assembly.pipeline import Assembly
    from communique.views.rows import Row


def _day(words: str | None) -> str | None:
    """A day, or the last day of a month or year."""
    edtf = checked_date(words)
    if edtf is None:
        return None
    from communique.model.dates import bounds

    last = bounds(edtf)[1]
    if last is None:
        raise typer.BadParameter(f"{words!r} has no last day: write it as 2021, 2021-04 or 2021-04-06")
    return last.isoformat()


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", callback=_day, help="What was known by the end of that day. [default: today]", show_default=False),
]
Between = Annotated[
    str | None, typer.Option("--between", metavar="ACTORS", help="Only where all of these take part, such as ASEAN,RUS.", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="As JSON, an array of objects, for programs.")]
Ending = Annotated[
    str | None, typer.Option("--ending", metavar="DATE", callback=_day, help="Only those that end from now until that day.", show_default=False)
]


@contextmanager
def _assembly(ledger: Path, as_of: str | None) -> Iterator[Assembly]:
    with ledger_at(ledger) as opened:
        yield opened.records(as_of=datetime.date.fromisoformat(as_of) if as_of else datetime.date.today())


def _actors(between: str | None) -> list[str]:
    return [actor.strip().upper() for actor in (between or "").split(",") if actor.strip()]


def _show(rows: Sequence[Row], as_json: bool, lines: Callable[[], Sequence[str]]) -> None:
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif rows:
        typer.echo(safe_text("\n".join(lines())))
    else:
        typer.echo("nothing known", err=True)


def timeline(
    between: Between = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", callback=checked_kind, help="Only records of this kind.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=checked_date, help="Only those of this date or later (EDTF).")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=checked_date, help="Only those of this date or earlier (EDTF).")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """What happened and what is planned, in the order of time. A date in brackets is that of the story that first told it."""
    from communique.views.timeline import timeline, timeline_text

    with _assembly(ledger, as_of) as found:
        rows = timeline(found, actors=_actors(between), kinds=[kind] if kind else [], since=since, until=until)
        _show(rows, as_json, lambda: timeline_text(found, rows))


def board(
    between: Between = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only commitments in this state, such as no_reported_follow_up.")] = None,
    as_of: AsOf = None,
    as_json: Json = False,
    ledger: LedgerOption = LEDGER,
) -> None:
    """Commitments by the state of their delivery: what can be followed first, what is only declared after it."""
    from communique.views.board import STATES, board, board_text

    if state is not None and state not in STATES:
        raise typer.BadParameter(f"no state {state!r}: one of {', '.join(STATES)}")
    with _assembly(ledger, as_of) as found:
        rows = board(found, actors=_actors(between), states=[state] if state else [])
        _show(rows, as_json, lambda: board_text(found, rows))


def register(between: Between = None, ending: Ending = None, as_of: AsOf = None, as_json: Json = False, ledger: LedgerOption = LEDGER) -> None:
    """Agreements with the history of their statuses, their end, and what followed them."""
    from communique.views.register import register, register_text

    with _assembly(ledger, as_of) as found:
        rows = register(found, actors=_actors(between), ending=ending)
        _show(rows, as_json, lambda: register_text(found, rows))


def cadence(between: Between = None, as_of: AsOf = None, as_json: Json = False, ledger: LedgerOption = LEDGER) -> None:
    """Series of meetings: when each met, when it should meet next, which sessions nobody reported."""
    from communique.views.cadence import cadence, cadence_text
    from communique.world.load import load_world

    with _assembly(ledger, as_of) as found:
        known = load_world().mechanisms
        names, paces = {id_: one.name for id_, one in known.items()}, {id_: one.cadence for id_, one in known.items()}
        rows = cadence(found, paces, actors=_actors(between), names=names)
        _show(rows, as_json, lambda: cadence_text(rows))


def conflicts(between: Between = None, as_of: AsOf = None, as_json: Json = False, ledger: LedgerOption = LEDGER) -> None:
    """Where sources disagree on a number, date, amount, place or status, and who says which."""
    from communique.views.conflicts import conflicts, conflicts_text

    with _assembly(ledger, as_of) as found:
        rows = conflicts(found, actors=_actors(between))
        _show(rows, as_json, lambda: conflicts_text(found, rows))
