"""The views of what some actors have to do with each other, by name: what gives their rows, and what makes a page of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from communique.assembly.pipeline import Assembly
from communique.views.areas import areas, areas_page
from communique.views.board import board, board_page
from communique.views.brief import brief
from communique.views.brief_page import brief_page
from communique.views.cadence import cadence, cadence_page
from communique.views.calendar import calendar, calendar_page
from communique.views.conflicts import conflicts, conflicts_page
from communique.views.gaps import gaps, gaps_page
from communique.views.indicators import indicators, indicators_page
from communique.views.levels import levels, levels_page
from communique.views.page import Page
from communique.views.positions import positions, positions_page
from communique.views.register import register, register_page
from communique.views.roster import roster, roster_page
from communique.views.rows import Row
from communique.views.timeline import timeline, timeline_page
from communique.views.words import Words
from communique.world.load import World

Actors = Sequence[str]


Scope = Literal["own", "members", "offices"]
"""Which records a view of some actors is made of: those in which all of them take part, and who presides at them; besides, those of the members of a
side with the others, and what they say on named issues; all offices that one of them holds, or that are held at one."""


class View(NamedTuple):
    """The rows of a view of some actors' records, and the page that rows make in a language."""

    rows: Callable[[Assembly, Actors, World], Sequence[Row]]
    page: Callable[[Sequence[Row], Words], Page]
    scope: Scope = "own"


def _paces(world: World) -> dict[str, str]:
    return {id_: one.cadence for id_, one in world.mechanisms.items()}


VIEWS: Mapping[str, View] = {
    "brief": View(brief, brief_page, "members"),
    "timeline": View(lambda found, actors, world: timeline(found, actors=actors), timeline_page),
    "board": View(lambda found, actors, world: board(found, actors=actors), board_page),
    "calendar": View(lambda found, actors, world: calendar(found, _paces(world), actors=actors), calendar_page),
    "register": View(lambda found, actors, world: register(found, actors=actors), register_page),
    "levels": View(lambda found, actors, world: levels(found, actors=actors), levels_page),
    "areas": View(lambda found, actors, world: areas(found, actors=actors), areas_page),
    "cadence": View(lambda found, actors, world: cadence(found, _paces(world), actors=actors), cadence_page),
    "indicators": View(lambda found, actors, world: indicators(found, actors=actors), indicators_page),
    "positions": View(lambda found, actors, world: positions(found, between=actors), positions_page),
    "roster": View(lambda found, actors, world: roster(found, actors=actors), roster_page, "offices"),
    "conflicts": View(lambda found, actors, world: conflicts(found, actors=actors), conflicts_page),
    "gaps": View(lambda found, actors, world: gaps(found, _paces(world), actors=actors), gaps_page),
}
