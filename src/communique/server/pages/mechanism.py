"""One series of meetings: its sessions, when the next is due, what is missing, and numbers that do not fit."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.server.asking import Asking, asking
from communique.server.rendering import render
from communique.views.cadence import cadence, cadence_page
from communique.views.conflicts import conflicts, conflicts_page
from communique.views.rows import mappings

router = APIRouter(prefix="/mechanisms")


@router.get("/{id_:path}")
def mechanism(id_: str, asked: Annotated[Asking, Depends(asking)]) -> Response:
    """The card of a series, on the day looked from."""
    holding, words = asked.holding, asked.words
    known, parts = holding.world.mechanisms.get(id_), holding.parts()
    if known is None and not parts.sessions[id_]:
        raise HTTPException(404, words.label("mechanism", "none", id=id_))
    found = parts.series(id_, on=asked.on or asked.day)
    paces = {id_: known.cadence} if known else {}
    card = next((row for row in cadence(found, paces) if row["id"] == id_), None)
    sessions = {str(one["record"]) for one in mappings(card["sessions"])} if card else set()
    doubts = [row for row in conflicts(found) if row["record"] in sessions]
    values = {
        "name": words.mechanism(id_), "known": known, "card": cadence_page([card], words) if card else None,
        "parties": known.parties if known else id_.partition("|")[0].split("+"), "doubts": conflicts_page(doubts, words) if doubts else None,
    }  # fmt: skip
    return render("mechanism.html", asked, values)
