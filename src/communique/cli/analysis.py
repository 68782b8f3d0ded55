"""The views that compare: `roster`, `positions`, `indicators`, `gaps`, `news`, `outcomes`; and `record`, one of them whole."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption, fail, ledger_at
from communique.cli.viewing import AsOf, Between, Format, Json, Lang, actors, assembly_at, day, show

On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", callback=day, help="The day asked about. [default: that of --as-of]", show_default=False)
]
Office = Annotated[str | None, typer.Option("--office", metavar="OFFICES", help="Only these, such as chair,foreign_minister.", show_default=False)]
Issue = Annotated[str | None, typer.Option("--issue", metavar="ISSUES", help="Only these, such as myanmar,south-china-sea.", show_default=False)]
By = Annotated[str | None, typer.Option("--by", metavar="ACTORS", help="Only what these say.", show_default=False)]
Among = Annotated[
    str | None,
    typer.Option("--among", metavar="BODY", help="Each member of this body, also those of whom no position was found.", show_default=False),
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPES", help="Only these, such as trade_total.", show_default=False)]
Story = Annotated[str, typer.Argument(metavar="DOCUMENT", help="The story: its name, or the first digits of its id.", show_default=False)]


def _reason(name: str | None) -> str | None:
    from communique.views.gaps import REASONS

    if name is not None and name not in REASONS:
        raise typer.BadParameter(f"no reason {name!r}: one of {', '.join(REASONS)}")
    return name


Reason = Annotated[str | None, typer.Option("--reason", metavar="REASON", callback=_reason, help="Only gaps of this sort.", show_default=False)]


def _words(given: str | None) -> list[str]:
    return [word.strip() for word in (given or "").split(",") if word.strip()]


def roster(
    of: Annotated[str | None, typer.Option("--of", metavar="ACTORS", help="Only offices of these or held at them.", show_default=False)] = None,
    on: On = None, office: Office = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """Who held which office on a day: by the term that words give, else who was seen in it nearest to the day, within a year."""
    from communique.views.roster import roster, roster_page

    with assembly_at(ledger, as_of) as found:
        asked = datetime.date.fromisoformat(on) if on else None
        show(roster(found, on=asked, actors=actors(of), offices=_words(office)), form, as_json, lang, roster_page)


def positions(
    between: Between = None, by: By = None, issue: Issue = None, among: Among = None, as_of: AsOf = None, form: Format = "text",
    as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """Who takes which side on what: a matrix of actors and issues, and all stances with their dates."""
    from communique.views.positions import positions, positions_page
    from communique.world.load import load_world, members

    with assembly_at(ledger, as_of) as found:
        body = sorted(members(load_world(), among.strip().upper(), found.on)) if among and found.on else []
        if among and not body:
            raise typer.BadParameter(f"{among}: no body whose members are known")
        rows = positions(found, actors=actors(by), issues=_words(issue), among=body, between=actors(between))
        show(rows, form, as_json, lang, positions_page)


def indicators(
    between: Between = None, type_: Type = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """Numbers about relations as series: trade, investment, visitors, each as it was reported."""
    from communique.views.indicators import indicators, indicators_page

    with assembly_at(ledger, as_of) as found:
        show(indicators(found, actors=actors(between), types=_words(type_)), form, as_json, lang, indicators_page)


def gaps(
    between: Between = None, reason: Reason = None, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None,
    ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """What is missing: announced and never reported, moved, left out of a series, ending without a successor, told by one source."""
    from communique.views.gaps import gaps, gaps_page
    from communique.world.load import load_world

    with assembly_at(ledger, as_of) as found:
        paces = {id_: one.cadence for id_, one in load_world().mechanisms.items()}
        show(gaps(found, paces, actors=actors(between), reasons=[reason] if reason else []), form, as_json, lang, gaps_page)


def news(story: Story, as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER) -> None:
    """What a story adds to what was known before it: new, added, confirmed, repeated, contradicted."""
    from communique.views.news import news, news_page

    with ledger_at(ledger) as opened:
        document = opened.document(story)
        if document is None:
            fail(f"no document {story!r}: `communique show` gives their names")
        found = opened.records(as_of=datetime.date.fromisoformat(as_of) if as_of else None)
        known = next((one.origin.known for group in found.groups for one in group.tellings if one.origin.document == document.id), None)
        if as_of is None and known is not None:
            found = opened.records(as_of=known)
        show(news(found, document.id), form, as_json, lang, news_page)


def outcomes(
    meeting: Annotated[str, typer.Argument(metavar="ID", help="The meeting: its record's id, or the first digits of it.", show_default=False)],
    as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """What a meeting came to: changes of the relation, agreements and undertakings told beside it, and what has moved since."""
    from communique.views.outcomes import outcomes, outcomes_page

    with assembly_at(ledger, as_of) as found:
        named = sorted(record.id for record in found.records if record.kind == "meeting" and record.id.startswith(meeting))
        if len(named) != 1:
            fail(f"{'no meeting' if not named else 'several meetings'} {meeting!r}: `communique timeline --kind meeting` gives their ids")
        show(outcomes(found, named[0]), form, as_json, lang, outcomes_page)


def record(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The record, or a statement in it: its id, or the first digits.", show_default=False)],
    as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """One record with all that it rests on: each value with its words, its history, every story that tells it, and what it bears on."""
    from communique.views.record import record, record_page

    with ledger_at(ledger) as opened:
        found = opened.records(as_of=datetime.date.fromisoformat(as_of) if as_of else datetime.date.today())
        named = [group.id for group in found.groups if any(one.startswith(id_) for one in group.record.statement_ids)]
        if len(named) != 1:
            fail(f"{'no record' if not named else 'several records'} {id_!r}: `communique timeline` gives their ids")
        show(record(found, named[0], opened.told_in), form, as_json, lang, record_page)
