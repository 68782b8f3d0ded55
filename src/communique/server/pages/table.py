"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import actor, document, mechanism, news, partnership, partnerships, record

ROUTERS = (partnerships.router, partnership.router, record.router, document.router, actor.router, mechanism.router, news.router)
