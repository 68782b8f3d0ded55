"""Search: statements by their words, with what to look among, page by page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.kinds.table import KINDS
from communique.run.searching import Found
from communique.server.asking import Asking, asking, date_of
from communique.server.rendering import render
from communique.views.found import found as found_rows
from communique.views.titles import title

PAGE = 30
"""Statements that a page shows."""

router = APIRouter()


@router.get("/search")
def search(
    asked: Annotated[Asking, Depends(asking)], q: str = "", kind: str = "", between: str = "", since: str = "", until: str = "",
    after: str | None = None,
) -> Response:  # fmt: skip
    """The statements found, the newest first; nothing but the form where nothing is asked for."""
    page = _found(asked, q, kind, between, since, until, after) if q.strip() else None
    values = {
        "q": q, "kind": kind, "between": between, "since": since, "until": until, "kinds": list(KINDS), "found": page, "title": title,
        "rows": found_rows(asked.holding.parts(), page.statements, page.sought.spans) if page else [],
    }  # fmt: skip
    return render("search.html", asked, values)


def _found(asked: Asking, q: str, kind: str, between: str, since: str, until: str, after: str | None) -> Found:
    try:
        return asked.holding.ledger.search(
            q, kind=kind or None, between=[part.strip() for part in between.split(",") if part.strip()], since=date_of(since), until=date_of(until),
            as_of=asked.on, limit=PAGE, after=after or None,
        )  # fmt: skip
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
