"""A story with its evidence marked, and what became of it; a statement leads to its words."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response
from fastapi.responses import RedirectResponse

from communique.assembly.pipeline import Assembly
from communique.ledger import LedgerError
from communique.model.documents import Document
from communique.server.asking import LANGUAGE, Asking, asking
from communique.server.rendering import render
from communique.store.base import joined
from communique.views import story as view
from communique.views.record import source_words
from communique.views.titles import title

COPIES = 20
"""Copies of a story that are named."""

router = APIRouter()


@router.get("/documents/{key}")
def document(key: str, asked: Annotated[Asking, Depends(asking)], statement: str = "", slot: str = "") -> Response:
    """A story by its id, the first digits of it or its name; of one statement the words of every field are marked."""
    found = _document(key, asked)
    ledger = asked.holding.ledger
    row = view.story(told_by_day(found.id, asked), found, (one for one, _ in ledger.told_in([found.id])), chosen=statement)
    read_with = ledger.store.read_with([found.id]).get(found.id)
    seen = joined((), [*([read_with] if read_with else []), *ledger.sightings(found.id)])
    alike = dict.fromkeys([*ledger.family(found.id), *asked.holding.parts().family(found.id)])
    copies = [(id_, ledger.sightings(id_)) for id_ in islice(alike, COPIES) if id_ != found.id]
    values = {
        "row": row,
        "seen": seen,
        "copies": copies,
        "headline": view.headline(found, seen),
        "slot": slot,
        "view": view,
        "source_words": source_words,
        "title": title,
    }
    return render("document.html", asked, values)


@router.get("/statements/{id_}")
def statement(id_: str, asked: Annotated[Asking, Depends(asking)], slot: str = "") -> Response:
    """Where a statement stands in its story, and one of its fields in it."""
    try:
        found = asked.holding.ledger.review_of(id_)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    if found is None:
        raise HTTPException(404, asked.words.label("document", "no_statement", id=id_))
    one = found.statement
    place = f"slot-{slot}" if any(len(span) for span in one.slots.get(slot, ())) else f"s-{one.id}"
    language = asked.request.query_params.get(LANGUAGE)
    return RedirectResponse(f"{asked.to(f'/documents/{one.document_id}', statement=one.id, slot=slot, lang=language)}#{place}", 302)


def told_by_day(id_: str, asked: Asking) -> Assembly:
    """The records that a story tells of, as they were known on its day: what it added is what was new then."""
    parts = asked.holding.parts()
    origin = parts.origin(id_)
    return asked.holding.once(("told in", id_), lambda: parts.told_in(id_, on=origin.known if origin else None))


def _document(key: str, asked: Asking) -> Document:
    try:
        found = asked.holding.ledger.document(key)
    except LedgerError as error:
        raise HTTPException(404, str(error)) from None
    if found is None:
        raise HTTPException(404, asked.words.label("document", "no_document", id=key))
    return found
