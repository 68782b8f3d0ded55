"""The views over all records: `timeline`, `board`, `register`, `cadence`, `conflicts`."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, checked_date, checked_kind
from communique.cli.viewing import AsOf, Between, Format, Json, Lang, actors, assembly_at, day, show

Ending = Annotated[
    str | None, typer.Option("--ending", metavar="DATE", callback=day, help="Only those that end from now until that day.", show_default=False)
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", callback=checked_date, help="Only those of this date or later (EDTF).", show_default=False)
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", callback=checked_date, help="Only those of this date or earlier (EDTF).", show_default=False)
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", callback=checked_kind, help="Only records of this kind.", show_default=False)]

Area = Annotated[str | None, typer.Option("--area", metavar="CODES", help="Only those in these fields, such as HEA,ENE.", show_default=False)]


def _state(name: str | None) -> str | None:
    if name is None:
        return None
    from communique.views.board import STATES

    if name not in STATES:
        raise typer.BadParameter(f"no state {name!r}: one of {', '.join(STATES)}")
    return name


State = Annotated[
    str | None,
    typer.Option("--state", metavar="STATE", callback=_state, help="Only those in this state, such as no_reported_follow_up.", show_default=False),
]
By = Annotated[str | None, typer.Option("--by", metavar="ACTORS", help="Only what these promise.", show_default=False)]
To = Annotated[str | None, typer.Option("--to", metavar="ACTORS", help="Only what is promised to these.", show_default=False)]


def timeline(
    between: Between = None, kind: Kind = None, area: Area = None, since: Since = None, until: Until = None, as_of: AsOf = None,
    form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """What happened and what is planned, in the order of time. A date in brackets is that of the story that first told it."""
    from communique.views.timeline import timeline, timeline_page

    with assembly_at(ledger, as_of) as found:
        rows = timeline(found, actors=actors(between), kinds=[kind] if kind else [], areas=actors(area), since=since, until=until)
        show(rows, form, as_json, lang, timeline_page)


def board(
    between: Between = None, state: State = None, by: By = None, to: To = None, since: Since = None, as_of: AsOf = None, form: Format = "text",
    as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """Commitments by the state of their delivery: what can be followed first, what is only declared after it."""
    from communique.views.board import board, board_page

    with assembly_at(ledger, as_of) as found:
        rows = board(found, actors=actors(between), states=[state] if state else [], by=actors(by), to=actors(to), since=since)
        show(rows, form, as_json, lang, board_page)


def register(
    between: Between = None, ending: Ending = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """Agreements with the history of their statuses, their end, and what followed them."""
    from communique.views.register import register, register_page

    with assembly_at(ledger, as_of) as found:
        show(register(found, actors=actors(between), ending=ending), form, as_json, lang, register_page)


def cadence(
    between: Between = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER
) -> None:
    """Series of meetings: when each met, when it should meet next, which sessions nobody reported."""
    from communique.views.cadence import cadence, cadence_page
    from communique.world.load import load_world

    with assembly_at(ledger, as_of) as found:
        paces = {id_: one.cadence for id_, one in load_world().mechanisms.items()}
        show(cadence(found, paces, actors=actors(between)), form, as_json, lang, cadence_page)


def conflicts(
    between: Between = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER
) -> None:
    """Where sources disagree on a number, date, amount, place or status, and who says which."""
    from communique.views.conflicts import conflicts, conflicts_page

    with assembly_at(ledger, as_of) as found:
        show(conflicts(found, actors=actors(between)), form, as_json, lang, conflicts_page)
