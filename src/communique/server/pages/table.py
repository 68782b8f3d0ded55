"""The pages: a router each."""

from __future__ import annotations

from communique.server.pages import account, judgements, partnership, partnerships, review

ROUTERS = (partnerships.router, partnership.router, account.router, review.router, judgements.router)
