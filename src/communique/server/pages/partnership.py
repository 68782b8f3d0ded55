"""One partnership: where it stands on a page, and every view of it on a page of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.server.asking import Asking, asking
from communique.server.rendering import render
from communique.views.board import STATES
from communique.views.page import Page
from communique.views.rows import Row
from communique.views.table import VIEWS
from communique.world.load import members

router = APIRouter(prefix="/partnerships")

URGENT = 6
"""Undertakings that the first page shows."""
LATEST = 8
"""Records of the timeline that the first page shows."""
COMING = 6
"""Dates to come that the first page shows."""
SHOWN = "brief board timeline calendar levels cadence indicators positions conflicts register areas".split()
"""The views that the first page shows something of."""
CARDS = 4
"""Series of meetings, figures and conflicts that the first page shows, of each."""


@router.get("/{name}")
def partnership(name: str, asked: Annotated[Asking, Depends(asking)]) -> Response:
    """Where a partnership stands: a little of every view."""
    actors = actors_of(name, asked)
    state = asked.holding.once(("partnership", *actors, asked.day, asked.words.interface.code), lambda: _state(actors, asked))
    return render("partnership.html", asked, {"actors": actors, "view": "", "views": list(VIEWS), **state})


@router.get("/{name}/{view}")
def one_view(name: str, view: str, asked: Annotated[Asking, Depends(asking)], page: int = 1) -> Response:
    """A whole view of a partnership, a long one by pages."""
    if view not in VIEWS:
        raise HTTPException(404, asked.words.label("problem", "no_view", view=view, views=", ".join(VIEWS)))
    actors = actors_of(name, asked)
    rows = rows_of(view, actors, asked)
    first = max(page - 1, 0) * PAGE
    shown = rows if view in WHOLE else rows[first : first + PAGE]
    pages = 1 if view in WHOLE else max(1, -(-len(rows) // PAGE))
    made = VIEWS[view].page(shown, asked.words) if shown else None
    values = {"actors": actors, "view": view, "views": list(VIEWS), "page": made, "number": max(page, 1), "pages": pages, "total": len(rows)}
    return render("view.html", asked, values)


PAGE = 100
"""Rows of a view that a page shows."""
WHOLE = frozenset({"brief", "areas", "positions", "indicators"})
"""Views whose rows make one page."""


def rows_of(view: str, actors: Sequence[str], asked: Asking) -> Sequence[Row]:
    """The rows of a view of a partnership, on the day asked for."""
    holding = asked.holding
    return holding.once((view, *actors, asked.day), lambda: VIEWS[view].rows(holding.between(actors, asked.on), actors, holding.world))


def actors_of(name: str, asked: Asking) -> list[str]:
    """The sides of a partnership from its address. Raises HTTPException (404) where nothing is known of them."""
    actors = sorted({part.strip().upper() for part in name.split(",") if part.strip()})
    known = asked.holding.parts().actors
    if len(actors) < 2 or not all(actor in known for actor in actors):
        raise HTTPException(404, asked.words.label("problem", "no_partnership", name=name))
    return actors


def _state(actors: Sequence[str], asked: Asking) -> dict[str, object]:
    """What the first page shows, as pages of rows."""
    words = asked.words

    def page(view: str, rows: Sequence[Row]) -> Page | None:
        return VIEWS[view].page(rows, words) if rows else None

    told = {view: rows_of(view, actors, asked) for view in SHOWN}
    board, brief = told["board"], told["brief"]
    found = asked.holding.between(actors, asked.on)
    own = {group.id for group in found.groups if set(actors) <= group.parties}
    states = Counter(str(one.state) for one in found.deliveries if one.record in own)
    return {
        "basis": brief[0] if brief else None,
        "short": page("brief", [row for row in brief if row["section"] in ("basis", "summary", "relations")]),
        "states": [(state, states[state]) for state in STATES if states[state]],
        "urgent": page("board", board[:URGENT]), "latest": page("timeline", told["timeline"][-LATEST:]),
        "coming": page("calendar", told["calendar"][:COMING]), "levels": page("levels", told["levels"]),
        "cards": page("cadence", told["cadence"][:CARDS]), "figures": page("indicators", told["indicators"][:CARDS]),
        "positions": page("positions", told["positions"]), "conflicts": page("conflicts", told["conflicts"][:CARDS]),
        "agreements": page("register", told["register"][-CARDS:]), "areas": told["areas"],
        "numbers": {view: len(rows) for view, rows in told.items()}, "chart": _series(told["indicators"]), "dealings": _dealings(actors, asked),
    }  # fmt: skip


def _series(rows: Sequence[Row]) -> list[Row]:
    """The series of figures that a chart can draw: two points or more."""
    return [row for row in rows if len(_points(row)) > 1]


def _points(row: Row) -> list[object]:
    points = row["points"]
    return points if isinstance(points, list) else []


def _dealings(actors: Sequence[str], asked: Asking) -> list[tuple[tuple[str, ...], int]]:
    """Partnerships of members of a side with the other sides, and how many records each has: told apart, and not counted here."""
    pairs, found = asked.holding.parts().pairs, Counter[tuple[str, ...]]()
    for side in actors:
        others = [actor for actor in actors if actor != side]
        for member in members(asked.holding.world, side, asked.day):
            for other in others:
                first, second = sorted((member, other))
                if (first, second) in pairs and member != other:
                    found[first, second] = pairs[first, second]
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))
