"""All partnerships, those with most records first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from communique.model.fold import fold
from communique.server.asking import Asking, asking
from communique.server.rendering import render

PAGE = 60
"""Partnerships that are listed at a time."""

router = APIRouter()


@router.get("/")
def partnerships(asked: Annotated[Asking, Depends(asking)], q: str = "", page: int = 1) -> Response:
    """The list of partnerships, or those whose names hold some words."""
    holding, words = asked.holding, asked.words
    wanted = fold(q).split()
    named = ((pair, words.parties(pair), number) for pair, number in holding.pairs(asked.on).items())
    found = [{"actors": pair, "name": name, "number": number} for pair, name, number in named if all(word in fold(name) for word in wanted)]
    first = max(page - 1, 0) * PAGE
    shown = {"found": found[first : first + PAGE], "total": len(found), "page": max(page, 1), "pages": -(-len(found) // PAGE), "q": q}
    return render("partnerships.html", asked, shown)
