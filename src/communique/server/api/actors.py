"""`/actors`: who takes part in records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path, Response

from communique.model.fold import fold
from communique.server.api import schemas
from communique.server.api.answering import listed, told, version
from communique.server.api.parameters import AsLinked, FromDay, Part, Timeless, Wanted, actors_in
from communique.server.api.partnerships import partnership_rows
from communique.server.api.problems import Refused
from communique.server.asking import Asking
from communique.views.rows import Row

router = APIRouter(prefix="/actors", tags=["actors"])

Id = Annotated[str, Path(description="The id of an actor.", examples=["ASEAN"])]


@router.get("", response_model=schemas.Counted[schemas.Actor])
def actors(asked: FromDay, part: Part, form: AsLinked, q: Wanted = "") -> Response:
    """Who takes part in records, those in most first; or those whose names hold some words."""
    tag, wanted = version(asked, form), fold(q).split()
    known = asked.holding.actors(asked.on).items()
    found = [(actor, number) for actor, number in known if all(word in fold(asked.words.actor(actor)) for word in wanted)]
    return listed(asked, found, part, lambda some: _rows(asked, some), form=form, what="actors", name="actors", tag=tag)


@router.get("/{actor}", response_model=schemas.WholeActor)
def actor(actor: Id, asked: Timeless) -> Response:
    """An actor with its partnerships, those with most records first, and its memberships."""
    tag = version(asked)
    parts, world = asked.holding.parts(), asked.holding.world
    id_ = next(iter(actors_in(actor)), "")
    if id_ not in parts.actors and id_ not in world.actors:
        raise Refused("not-found", f"no actor {actor[:80]!r}: GET /api/v1/actors gives their ids, such as ASEAN", field="actor")
    pairs = [(pair, number) for pair, number in parts.pairs.items() if id_ in pair]
    (row,) = _rows(asked, [(id_, parts.actors[id_])])
    return told(
        asked,
        {
            **row,
            "partnerships": list(partnership_rows(asked, pairs)),
            "memberships": [asdict(one) for one in world.memberships if id_ in (one.organisation, one.member)],
        },
        tag=tag,
    )


def _rows(asked: Asking, some: Sequence[tuple[str, int]]) -> Iterator[Row]:
    known = asked.holding.world.actors
    return (
        {"actor": id_, "label": asked.words.actor(id_), "kind": known[id_].kind if id_ in known else None, "records": number} for id_, number in some
    )
