"""`/`: what there is."""

from __future__ import annotations

from fastapi import APIRouter, Response

from communique import __version__
from communique.kinds.table import KINDS
from communique.languages.interface import interfaces
from communique.server.api import schemas
from communique.server.api.answering import told, version
from communique.server.api.parameters import Timeless
from communique.views.table import VIEWS

router = APIRouter(tags=["root"])

_RESOURCES = ("documents", "statements", "records", "partnerships", "actors", "mechanisms", "search", "judgements", "openapi.json")


@router.get("", response_model=schemas.Root)
def root(asked: Timeless) -> Response:
    """What there is: the resources with their addresses, the views, the kinds of record, the languages of labels."""
    tag = version(asked)
    parts = asked.holding.parts()
    return told(
        asked,
        {
            "name": "communique", "version": __version__, "ledger": tag.strip('"'), "records": len(parts.whole.groups),
            "partnerships": len(parts.pairs), "kinds": [*KINDS], "views": [*VIEWS], "languages": [*interfaces()],
            "resources": {name: f"/api/v1/{name}" for name in _RESOURCES},
        },
        tag=tag,
    )  # fmt: skip
