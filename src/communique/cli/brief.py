"""`communique brief`: two pages on a partnership."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import LEDGER, LedgerOption
from communique.cli.viewing import AsOf, Format, Json, Lang, actors, assembly_at, show


def brief(
    parties: Annotated[str, typer.Argument(metavar="ACTORS", help="The sides of the partnership, such as ASEAN,RUS.", show_default=False)],
    as_of: AsOf = None, form: Format = "text", as_json: Json = False, lang: Lang = None, ledger: LedgerOption = LEDGER,
) -> None:  # fmt: skip
    """A partnership on two pages: where it stands, what is open, what comes next; every sentence with the words it rests on."""
    from communique.views.brief import brief
    from communique.views.brief_page import brief_page
    from communique.world.load import load_world

    sides = actors(parties)
    if len(sides) < 2:
        raise typer.BadParameter("a partnership has two sides or more: write them as ASEAN,RUS")
    with assembly_at(ledger, as_of) as found:
        show(brief(found, sides, load_world()), form, as_json, lang, brief_page)
