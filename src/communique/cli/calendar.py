"""`communique calendar`: what is to come, also as iCalendar."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption
from communique.cli.viewing import ICS, AsOf, Between, Format, Json, Lang, actors, assembly_at, day, show, words_in

Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", callback=day, help="Look ahead until that day. [default: 18 months]", show_default=False)
]


def calendar(
    between: Between = None, until: Until = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """What is to come: meetings, terms, ends, anniversaries, sessions to be expected. With --format ics, what has a day, for other calendars."""
    from communique.views.calendar import calendar, calendar_page
    from communique.world.load import load_world

    with assembly_at(ledger, as_of) as found:
        paces = {id_: one.cadence for id_, one in load_world().mechanisms.items()}
        rows = calendar(found, paces, actors=actors(between), until=until)
        if form == ICS and not as_json:
            from communique.views.events import ics

            assert found.on  # asked for a day, or today
            sys.stdout.buffer.write(ics(rows, words_in(lang), on=found.on))
            sys.stdout.buffer.flush()
        else:
            show(rows, form, as_json, lang, calendar_page)
