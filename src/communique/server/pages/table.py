"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import account, actor, document, judgements, mechanism, news, partnership, partnerships, record, review, search

ROUTERS = (
    partnerships.router, partnership.router, record.router, document.router, actor.router, mechanism.router, news.router, search.router,
    account.router, review.router, judgements.router,
)  # fmt: skip
