"""`/partnerships`: actors who have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response

from communique.model.fold import fold
from communique.server.api import schemas
from communique.server.api.answering import listed, on_day, told, version
from communique.server.api.parameters import AsLinked, FromDay, Part, Wanted
from communique.server.api.views import Actors
from communique.server.asking import Asking
from communique.server.pages.partnership import actors_of, rows_of
from communique.views.rows import Row
from communique.views.table import VIEWS

router = APIRouter(prefix="/partnerships", tags=["partnerships"])

Pair = tuple[Sequence[str], int]


@router.get("", response_model=schemas.Counted[schemas.Partnership])
def partnerships(asked: FromDay, part: Part, form: AsLinked, q: Wanted = "") -> Response:
    """Pairs of actors with records between them, those with most first; or those whose names hold some words."""
    tag, wanted = version(asked, form), fold(q).split()
    pairs = asked.holding.pairs(asked.on).items()
    found = [(pair, number) for pair, number in pairs if all(word in fold(asked.words.parties(pair)) for word in wanted)]
    return listed(asked, found, part, lambda some: partnership_rows(asked, some), form=form, what="partnerships", name="partnerships", tag=tag)


@router.get("/{actors}", response_model=schemas.WholePartnership)
def partnership(actors: Actors, asked: FromDay) -> Response:
    """A partnership: how many rows each of its views has on a day."""
    tag = version(asked)
    sides = actors_of(actors, asked)
    views = {view: len(rows_of(view, sides, asked.holding, asked.on)) for view in VIEWS}
    return told(asked, {"actors": sides, "label": asked.words.parties(sides), "as_of": on_day(asked), "views": views}, tag=tag)


def partnership_rows(asked: Asking, some: Sequence[Pair]) -> Iterator[Row]:
    """Pairs as they are told."""
    return ({"actors": list(pair), "label": asked.words.parties(pair), "records": number} for pair, number in some)
