"""The resources of the API: a router each."""

from __future__ import annotations

from communique.server.api import actors, documents, intake, judgements, mechanisms, partnerships, records, root, search, statements, views

ROUTERS = (
    root.router, documents.router, statements.router, records.router, partnerships.router, views.router, actors.router, mechanisms.router,
    search.router, judgements.router, intake.router,
)  # fmt: skip
