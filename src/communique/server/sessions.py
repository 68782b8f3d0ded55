"""Who asks, and whether it may: sessions in signed cookies, tokens of programs, and the gate that everything that changes something passes.

The gate stands before all routes: whatever is neither GET nor HEAD nor OPTIONS is refused to those who are not signed in, and from a browser it must
come from a page of ours and bring its session's token, in the form (`token`) or in the header `X-Form-Token`. Programs send `Authorization: Bearer`.
Routes read `request.state.user` (a name, or None) and put `request.state.token` into their forms.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool

from communique.server.accounts import Account, Accounts
from communique.server.api.problems import Refused, problem
from communique.server.asking import asking
from communique.server.rendering import render

COOKIE, VISIT = "communique-session", "communique-visit"
"""The cookie of a session, and of whoever is about to sign in."""
LASTS = 12 * 3600
"""Seconds after which a session ends by itself."""
TOKEN, HEADER = "token", "x-form-token"
"""The field of a form, and the header, that bring a session's token."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SIGN_IN = "/sign-in"
FORMS = "/review"
"""Where pages are that only those who are signed in can use."""
LONGEST_FORM = 256 * 1024
"""Bytes of a form."""

_Next = Callable[[Request], Awaitable[Response]]


class Session(NamedTuple):
    """Somebody's visit, from signing in to signing out."""

    account: Account
    id: str
    began: float

    @property
    def until(self) -> float:
        """When it ends by itself, in seconds since 1970."""
        return self.began + LASTS


async def gate(request: Request, proceed: _Next) -> Response:
    """Let through who may. What only looks is let through always, but for the pages of review, which lead to the sign-in page."""
    state, accounts = request.state, accounts_of(request)
    state.user, state.token, state.session = None, "", None
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if bearer:
        account = await run_in_threadpool(accounts.by_token, bearer.strip()) if kind.lower() == "bearer" else None
        if account is None:
            return _unknown(request, "the token opens nothing: `communique accounts token NAME` makes one")
        state.user = account.name
        return await proceed(request)
    if COOKIE in request.cookies and not request.url.path.startswith("/static/"):
        session = await run_in_threadpool(_session, accounts, request.cookies[COOKIE])
        if session is not None:
            state.user, state.session, state.token = session.account.name, session, form_token(accounts, session.id)
    refused = await _refusal(request, accounts)
    return await proceed(request) if refused is None else refused


async def _refusal(request: Request, accounts: Accounts) -> Response | None:
    """The answer to what may not be; None if it may."""
    path, session = request.url.path, request.state.session
    if request.method in SAFE:
        return _to_sign_in(request.url.path, request.url.query) if session is None and _within(path, FORMS) else None
    entering = path == SIGN_IN and request.method == "POST"
    if session is None and not entering:
        if _within(path, "/api") or "text/html" not in request.headers.get("accept", ""):
            return _unknown(request, "this changes the ledger: sign in, or send `Authorization: Bearer TOKEN`")
        page = urlsplit(request.headers.get("referer", ""))
        return _to_sign_in(page.path, page.query) if page.netloc == request.url.netloc else _to_sign_in("/", "")
    if not _from_here(request):
        return _forbidden(request, "elsewhere")
    given: object = request.headers.get(HEADER)
    if given is None:
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LONGEST_FORM:
            return _forbidden(request, "too_long", status=413)
        await request.body()  # kept, so that the route can read it again
        async with request.form() as form:
            given = form.get(TOKEN)
    own = request.cookies.get(VISIT, "") if entering else session.id
    wanted = form_token(accounts, own) if own else ""
    if not wanted or not isinstance(given, str) or not hmac.compare_digest(given.encode(), wanted.encode()):
        return _forbidden(request, "no_token")
    return None


def accounts_of(request: Request) -> Accounts:
    """The accounts of the ledger that is served."""
    accounts: Accounts = request.app.state.accounts
    return accounts


def begin(response: Response, request: Request, account: Account) -> None:
    """Begin a session: its signed cookie goes with the response."""
    cookie = _signer(accounts_of(request)).dumps([*account, secrets.token_urlsafe(16)])
    response.set_cookie(
        COOKIE, cookie if isinstance(cookie, str) else cookie.decode(), max_age=LASTS, httponly=True, samesite="lax", secure=_secure(request)
    )
    response.delete_cookie(VISIT)


def end(response: Response, request: Request) -> None:
    """End the session asked with: its cookie opens nothing any more, wherever a copy of it is."""
    session: Session | None = request.state.session
    if session is not None:
        accounts_of(request).end(session.id, session.until)
    response.delete_cookie(COOKIE)


def visit(request: Request) -> str:
    """The number of a visit before there is a session: the token of the form to sign in hangs on it."""
    return request.cookies.get(VISIT) or secrets.token_urlsafe(16)


def remember(response: Response, request: Request, number: str) -> None:
    """Send the number of a visit along, until the form comes back."""
    response.set_cookie(VISIT, number, max_age=3600, httponly=True, samesite="strict", secure=_secure(request))


def form_token(accounts: Accounts, session: str) -> str:
    """What the forms of a session or visit bring with them, which no other page can know; empty where there are no accounts."""
    secret = accounts.secret
    return hmac.new(secret.encode(), f"form {session}".encode(), hashlib.sha256).hexdigest() if secret else ""


def local(address: str) -> str:
    """An address if it is a page of ours, else the first page."""
    plain = address.startswith("/") and not address.startswith("//") and address.isprintable() and "\\" not in address
    return address if plain and not _within(address.partition("?")[0], SIGN_IN) else "/"


def _session(accounts: Accounts, cookie: str) -> Session | None:
    """The session of a cookie: signed by us, not too old, not ended, of an account that is still the same."""
    if accounts.secret is None:
        return None
    try:
        told, began = _signer(accounts).loads(cookie, max_age=LASTS, return_timestamp=True)
        name, stamp, id_ = map(str, told)
    except (BadSignature, ValueError, TypeError):
        return None
    account = accounts.by_name(name)
    if account is None or account.stamp != stamp or accounts.ended(id_):
        return None
    return Session(account, id_, began.timestamp())


def _signer(accounts: Accounts) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(accounts.secret or secrets.token_urlsafe(), salt="session", signer_kwargs={"digest_method": hashlib.sha256})


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _from_here(request: Request) -> bool:
    """Whether a page of ours sent this: browsers say where a form comes from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    told = request.headers.get("origin") or request.headers.get("referer", "")
    return bool(told) and urlsplit(told).netloc == request.url.netloc


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + "/")


def _to_sign_in(path: str, query: str) -> Response:
    return RedirectResponse(f"{SIGN_IN}?{urlencode({'next': local(path + ('?' + query if query else ''))})}", 303)


def _unknown(request: Request, detail: str) -> Response:
    return problem(request, Refused("sign-in", detail, headers={"WWW-Authenticate": 'Bearer realm="communique"'}))


def _forbidden(request: Request, reason: str, *, status: int = 403) -> Response:
    asked = asking(Request({**request.scope, "query_string": b""}))
    told = asked.words.label("account", reason)
    if _within(request.url.path, "/api"):
        return problem(request, Refused("too-large" if status == 413 else "forbidden", told))
    return render("problem.html", asked, {"code": status, "reason": told}, status=status)
