"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import document, partnership, partnerships, record

ROUTERS = (partnerships.router, partnership.router, record.router, document.router)
