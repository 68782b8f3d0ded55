"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import account, actor, brief, document, judgements, mechanism, news, partnership, partnerships, record, review, search

ROUTERS = (
    partnerships.router, brief.router, partnership.router, record.router, document.router, actor.router, mechanism.router, news.router, search.router,
    account.router, review.router, judgements.router,
)  # fmt: skip
