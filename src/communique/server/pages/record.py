"""One record: every value one click from its words, its history, its sources, and what it bears on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.server.asking import Asking, asking
from communique.server.rendering import render
from communique.views import record as view
from communique.views.rows import Row
from communique.views.slots import slot_words, value_words, version_words
from communique.views.titles import title

router = APIRouter(prefix="/records")


@router.get("/{id_}")
def record(id_: str, asked: Annotated[Asking, Depends(asking)], page: int = 1) -> Response:
    """A record by its id or that of any of its statements; its sources by pages."""
    row = row_of(id_, asked, page=max(page, 1))
    words = asked.words
    if row is None:
        return render("unknown.html", asked, {"id": id_, "day": words.date(asked.day.isoformat())})
    values = {
        "row": row, "title": title(row, words), "number": max(page, 1), "pages": -(-int(str(row["tellings"])) // view.SOURCES),
        "slot_words": slot_words, "value_words": value_words, "version_words": version_words, "view": view,
    }  # fmt: skip
    return render("record.html", asked, values)


def row_of(id_: str, asked: Asking, *, page: int = 1) -> Row | None:
    """The row of a record on the day asked for; None where nobody had told it by then. Raises HTTPException (404) where there is none at all."""
    holding = asked.holding
    parts = holding.parts()
    group = parts.find(id_)
    if group is None:
        raise HTTPException(404, asked.words.label("record", "no_record", id=id_))
    on = asked.on or asked.day
    near = holding.once(("around", group.id, on), lambda: parts.around(group, on=on))
    for member in (group.id, *group.record.statement_ids):
        if found := view.record(near, member, holding.ledger.told_in, first=(page - 1) * view.SOURCES):
            return found[0]
    return None
