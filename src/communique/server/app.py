"""The web face of a ledger: pages for people, and the same by REST for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from communique import __version__
from communique.ledger import Ledger
from communique.server.accounts import Accounts
from communique.server.api.problems import http_problem
from communique.server.api.reference import make_reference
from communique.server.api.service import PATH as API
from communique.server.api.service import make_api
from communique.server.asking import Asking, asking
from communique.server.attempts import Attempts
from communique.server.holding import Holding
from communique.server.pages.table import ROUTERS
from communique.server.rendering import render
from communique.server.sessions import gate
from communique.world.load import load_world

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_KEEP = "public, max-age=31536000, immutable"

_Next = Callable[[Request], Awaitable[Response]]


def make_app(ledger: Ledger, *, accounts: Accounts | None = None, names: Sequence[str] = ()) -> FastAPI:
    """The application that serves a ledger, which stays the caller's to close. Its records are put together when first asked for.

    Those who have one of the accounts may change it; without any, nobody may. It answers to these `names` of hosts only, if some are given.
    """
    app = FastAPI(title="communique", version=__version__, docs_url=None, redoc_url=None)
    app.state.holding = Holding(ledger, load_world())
    app.state.accounts, app.state.attempts = accounts or Accounts(None), Attempts()
    app.mount("/static", StaticFiles(directory=Path(str(files("communique.server"))) / "static"), name="static")
    api = make_api(app.state.holding)
    app.include_router(make_reference(api), include_in_schema=False)
    app.mount(API, api)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.middleware("http")(gate)
    app.middleware("http")(_guarded)
    if names:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(names), www_redirect=False)
    app.exception_handler(StarletteHTTPException)(_refused)
    return app


async def _guarded(request: Request, proceed: _Next) -> Response:
    """Every answer says what a browser may do with it."""
    response = await proceed(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith("/static/") and "v" in request.query_params:
        response.headers["Cache-Control"] = _KEEP
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


async def _refused(request: Request, error: StarletteHTTPException) -> Response:
    """What cannot be shown, as a page that says why; below the address of the API, where no address can hold a line end, as its problem."""
    if request.url.path.startswith(f"{API}/"):
        return await http_problem(request, error)
    try:
        asked = asking(request)
    except HTTPException:
        asked = _asking_now(request)
    return render("problem.html", asked, {"code": error.status_code, "reason": str(error.detail)}, status=error.status_code)


def _asking_now(request: Request) -> Asking:
    """The same request without a day: the one it gives is none."""
    return asking(Request({**request.scope, "query_string": b""}))
