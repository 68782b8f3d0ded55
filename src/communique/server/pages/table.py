"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import partnership, partnerships

ROUTERS = (partnerships.router, partnership.router)
