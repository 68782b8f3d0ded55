"""One actor: names, memberships, offices, partnerships, and what it did last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.languages.interface import interfaces
from communique.server.asking import Asking, asking
from communique.server.rendering import render
from communique.views.actor import actor as actor_row
from communique.views.actor import partners
from communique.views.roster import roster, roster_page
from communique.views.rows import Row
from communique.views.timeline import timeline, timeline_page
from communique.views.words import load_words

LATEST = 30
"""Records that are shown."""
PARTNERS = 60
"""Partnerships that are named."""

router = APIRouter(prefix="/actors")


@router.get("/{id_}")
def actor(id_: str, asked: Annotated[Asking, Depends(asking)]) -> Response:
    """An actor, on the day looked from."""
    holding, words = asked.holding, asked.words
    parts, key = holding.parts(), _id(id_)
    known = actor_row(holding.world, key, asked.day)
    if known is None:
        raise HTTPException(404, words.label("actor", "none", id=id_))
    of = str(known["of"] or key)
    offices = holding.once(("offices", of, asked.day), lambda: roster(parts.offices([of], on=asked.on), on=asked.day, actors=[of]))
    last = holding.once(("latest", of, asked.day), lambda: _latest(of, asked))
    values = {
        "actor": known, "name": words.actor(key), "names": {code: load_words(code, holding.world).actor(key) for code in interfaces()},
        "partners": partners(list(holding.pairs(asked.on).items()), of)[:PARTNERS], "number": holding.actors(asked.on).get(of, 0),
        "series": sorted(one for one, mechanism in holding.world.mechanisms.items() if of in mechanism.parties and parts.sessions[one]),
        "offices": roster_page(offices, words) if offices else None,
        "latest": timeline_page(list(reversed(last)), words) if last else None,
    }  # fmt: skip
    return render("actor.html", asked, values)


def _latest(of: str, asked: Asking) -> Sequence[Row]:
    """What an actor took part in last; what is to come is told by calendars."""
    found = asked.holding.parts().latest(of, LATEST, until=asked.day, on=asked.on)
    return timeline(found, actors=[of], until=asked.day.isoformat())[-LATEST:]


def _id(told: str) -> str:
    state, colon, name = told.partition(":")
    return state.upper() + colon + name
