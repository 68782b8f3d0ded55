"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import account, document, judgements, partnership, partnerships, record, review

ROUTERS = (partnerships.router, partnership.router, record.router, document.router, account.router, review.router, judgements.router)
