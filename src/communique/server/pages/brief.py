"""The brief as a file, to send on or to edit: a Word document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Response

from communique.server.asking import Asking, asking
from communique.server.pages.partnership import actors_of, rows_of
from communique.views.page_docx import MEDIA_TYPE, docx
from communique.views.table import VIEWS

router = APIRouter(prefix="/partnerships")


@router.get("/{name}/brief.docx")
def brief(name: str, asked: Annotated[Asking, Depends(asking)]) -> Response:
    """The brief of a partnership on the day asked for. Raises HTTPException: 404 where nothing is known of it, 501 where python-docx is missing."""
    actors = actors_of(name, asked)
    rows = rows_of("brief", actors, asked.holding, asked.on)
    if not rows:
        raise HTTPException(404, asked.words.label("partnership", "nothing"))
    try:
        made = docx(VIEWS["brief"].page(rows, asked.words), asked.words, on=asked.day)
    except ModuleNotFoundError as error:
        raise HTTPException(501, str(error)) from None
    told = f'attachment; filename="{"-".join(actors).lower()}-brief-{asked.day}.docx"'
    return Response(made, media_type=MEDIA_TYPE, headers={"Content-Disposition": told})
