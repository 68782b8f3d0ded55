"""One partnership: where it stands on a page, and every view of it on a page of its own."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.kinds.table import KINDS
from communique.languages.interface import DEFAULT
from communique.model.collector import keep_for_good
from communique.server.asking import Asking, asking, date_of
from communique.server.holding import Holding, today
from communique.server.rendering import render
from communique.views.board import STATES
from communique.views.brief import brief
from communique.views.charts import chart
from communique.views.page import Heading, Page, Paragraph
from communique.views.positions import matrix
from communique.views.rows import Row, mappings
from communique.views.table import VIEWS
from communique.views.timeline import timeline, years
from communique.views.words import Words, load_words
from communique.world.load import members

router = APIRouter(prefix="/partnerships")

URGENT = 5
"""Undertakings that the first page shows."""
LATEST = 6
"""Records of the timeline that the first page shows."""
COMING = 5
"""Dates to come that the first page shows."""
SHOWN = "board timeline calendar levels cadence indicators positions conflicts register areas".split()
"""The views that the first page shows something of."""
WARM = 1500
"""Partnerships whose first page is made before it is asked for."""
WARMING = 90.0
"""Seconds that making them may take."""
LADDER = 12
"""Changes of the relation itself that the first page shows, the latest."""
CARDS = 3
"""Series of meetings, figures and conflicts that the first page shows, of each."""
POINTS = 12
"""Figures of a series that the first page tells in its table."""
FIELDS = 12
"""Fields of cooperation that the first page shows, and positions."""


@router.get("/{name}")
def partnership(name: str, asked: Annotated[Asking, Depends(asking)]) -> Response:
    """Where a partnership stands: a little of every view."""
    actors = actors_of(name, asked)
    state = _kept(actors, asked.holding, asked.words, asked.on)
    return render("partnership.html", asked, {"actors": actors, "view": "", "views": list(VIEWS), **state})


@router.get("/{name}/{view}")
def one_view(
    name: str, view: str, asked: Annotated[Asking, Depends(asking)], page: int = 1, kind: str = "", area: str = "", since: str = "",
    until: str = "", year: int | None = None,
) -> Response:  # fmt: skip
    """A whole view of a partnership, a long one by pages; of the timeline also a part: records of a kind, in a field, of a time."""
    if view not in VIEWS:
        raise HTTPException(404, asked.words.label("problem", "no_view", view=view, views=", ".join(VIEWS)))
    actors = actors_of(name, asked)
    wanted = Wanted(kind, area, date_of(since), date_of(until), year) if view == "timeline" else Wanted()
    rows = rows_of(view, actors, asked.holding, asked.on) if wanted == Wanted() else _part(actors, asked.holding, asked.on, wanted)
    first = max(page - 1, 0) * PAGE
    shown = rows if view in WHOLE else rows[first : first + PAGE]
    pages = 1 if view in WHOLE else max(1, -(-len(rows) // PAGE))
    made = VIEWS[view].page(shown, asked.words) if shown else None
    values: dict[str, object] = {"actors": actors, "view": view, "views": list(VIEWS), "page": made, "number": max(page, 1), "pages": pages}
    values["figures"] = _figures(rows, asked.words) if view == "indicators" else []
    values |= {"years": _years(actors, asked) if view == "timeline" and wanted == Wanted() else [], "of_a_page": PAGE}
    values |= {"rows": shown, "wanted": wanted, "kinds": list(KINDS), "areas": sorted(asked.holding.world.areas, key=asked.words.area)}
    return render("view.html", asked, values)


class Wanted(NamedTuple):
    """Which records of a timeline are asked for."""

    kind: str = ""
    area: str = ""
    since: str | None = None
    until: str | None = None
    year: int | None = None


def _part(actors: Sequence[str], holding: Holding, on: datetime.date | None, wanted: Wanted) -> Sequence[Row]:
    kinds, areas = ([one] if one else [] for one in wanted[:2])
    return timeline(holding.between(actors, on), actors=actors, kinds=kinds, areas=areas, since=wanted.since, until=wanted.until, year=wanted.year)


PAGE = 100
"""Rows of a view that a page shows."""
WHOLE = frozenset({"brief", "areas", "positions", "indicators"})
"""Views whose rows make one page."""


def rows_of(view: str, actors: Sequence[str], holding: Holding, on: datetime.date | None) -> Sequence[Row]:
    """The rows of a view of a partnership, as known by the end of a day."""
    made = VIEWS[view]
    return holding.once((view, *actors, on or today()), lambda: made.rows(holding.between(actors, on, made.scope), actors, holding.world))


def _years(actors: Sequence[str], asked: Asking) -> list[Row]:
    return asked.holding.once(("years", *actors, asked.day), lambda: years(asked.holding.between(actors, asked.on), actors=actors))


def actors_of(name: str, asked: Asking) -> list[str]:
    """The sides of a partnership from its address. Raises HTTPException (404) where nothing is known of them."""
    actors = sorted({part.strip().upper() for part in name.split(",") if part.strip()})
    known = asked.holding.parts().actors
    if len(actors) < 2 or not all(actor in known for actor in actors):
        raise HTTPException(404, asked.words.label("problem", "no_partnership", name=name))
    return actors


def warm(holding: Holding) -> None:
    """Make the first pages of the largest partnerships in the usual language, so that nobody waits for them."""
    words, began = load_words(DEFAULT, holding.world), time.monotonic()
    for pair in list(holding.parts().pairs)[:WARM]:
        if time.monotonic() - began > WARMING:
            break
        _kept(pair, holding, words, None)
    keep_for_good()


def _kept(actors: Sequence[str], holding: Holding, words: Words, on: datetime.date | None) -> dict[str, object]:
    key = ("partnership", *actors, on or today(), words.interface.code)
    return holding.once(key, lambda: _state(actors, holding, words, on))


def _state(actors: Sequence[str], holding: Holding, words: Words, on: datetime.date | None) -> dict[str, object]:
    """What the first page shows, as pages of rows."""

    def page(view: str, rows: Sequence[Row]) -> Page | None:
        return VIEWS[view].page(list(rows), words) if rows else None

    told = {view: rows_of(view, actors, holding, on) for view in SHOWN}
    found = holding.between(actors, on)
    short = brief(found, actors, holding.world, sections=("summary", "relations"))
    sides = frozenset(actors)
    own = {group.id for group in found.groups if sides <= group.parties}
    states = Counter(str(one.state) for one in found.deliveries if one.record in own)
    return {
        **_short(page("brief", short), words),
        "states": [(state, states[state]) for state in STATES if states[state]],
        "urgent": page("board", told["board"][:URGENT]), "latest": page("timeline", list(told["timeline"][-LATEST:])[::-1]),
        "coming": page("calendar", told["calendar"][:COMING]), "levels": page("levels", told["levels"][-LADDER:]),
        "cards": page("cadence", told["cadence"][:CARDS]), "figures": _figures(told["indicators"][:CARDS], words, POINTS),
        "positions": _matrix(told["positions"][:FIELDS], words), "conflicts": page("conflicts", told["conflicts"][:CARDS]),
        "agreements": page("register", told["register"][-CARDS:]), "areas": told["areas"][:FIELDS],
        "numbers": {view: len(rows) for view, rows in told.items()}, "dealings": _dealings(actors, holding, on),
    }  # fmt: skip


def _short(page: Page | None, words: Words) -> dict[str, object]:
    """The beginning of the brief, below a heading that already says what the first of its own does; what it rests on, apart."""
    if page is None:
        return {"short": None, "basis": ""}
    first, *rest = page.blocks
    told = [block for block in rest if block != Heading(words.say("brief_sections", "summary"))]
    return {"short": replace(page, blocks=told), "basis": first.sentences[0].text if isinstance(first, Paragraph) else ""}


def _matrix(rows: Sequence[Row], words: Words) -> Page | None:
    """Of positions, the matrix, where there is one."""
    table = matrix(rows, words)
    if table is None:
        return VIEWS["positions"].page(rows, words) if rows else None
    return Page(words.say("positions", "title"), [table])


def _figures(rows: Sequence[Row], words: Words, last: int | None = None) -> list[tuple[Row | None, Page]]:
    """Each series of figures: its chart, if it has one, and its table, of the last so many of its points."""
    short = [row if last is None else row | {"points": mappings(row["points"])[-last:]} for row in rows]
    return [(chart(row, words), VIEWS["indicators"].page([told], words)) for row, told in zip(rows, short, strict=True)]


def _dealings(actors: Sequence[str], holding: Holding, on: datetime.date | None) -> list[tuple[tuple[str, ...], int]]:
    """Partnerships of members of a side with the other sides, and how many records each has: told apart, and not counted here."""
    pairs, found = holding.parts().pairs, Counter[tuple[str, ...]]()
    for side in actors:
        others = [actor for actor in actors if actor != side]
        for member in members(holding.world, side, on or today()):
            for other in others:
                first, second = sorted((member, other))
                if (first, second) in pairs and member != other:
                    found[first, second] = pairs[first, second]
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))
