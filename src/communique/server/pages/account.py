"""Signing in and out."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from communique.server.asking import Asking, asking
from communique.server.attempts import Attempts
from communique.server.rendering import render
from communique.server.sessions import SIGN_IN, accounts_of, begin, end, form_token, local, remember, visit

router = APIRouter()

_Asked = Annotated[Asking, Depends(asking)]


@router.get(SIGN_IN)
def sign_in_page(request: Request, asked: _Asked, next: str = "/") -> Response:
    """The form to sign in, or the way on for those who are."""
    return RedirectResponse(local(next), 303) if request.state.user else _page(asked, next)


@router.post(SIGN_IN)
def sign_in(
    request: Request, asked: _Asked, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/"
) -> Response:
    """Sign in. Whoever fails again and again waits, longer every time."""
    attempts: Attempts = request.app.state.attempts
    keys = ("name", name.strip().casefold()[:80]), ("address", request.client.host if request.client else "")
    wait = math.ceil(attempts.wait(*keys))
    if wait:
        response = _page(asked, next, name, asked.words.label("account", "wait", seconds=wait), 429)
        response.headers["Retry-After"] = str(wait)
        return response
    attempts.failed(*keys)  # beforehand: many tries at once are many
    account = accounts_of(request).by_password(name, password)
    if account is None:
        return _page(asked, next, name, asked.words.label("account", "wrong"), 401)
    attempts.forget(*keys)
    response = RedirectResponse(local(next), 303)
    begin(response, request, account)
    return response


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Sign out: the session is over, wherever its cookie is."""
    response = RedirectResponse("/", 303)
    end(response, request)
    return response


def _page(asked: Asking, next: str, name: str = "", problem: str = "", status: int = 200) -> Response:
    request = asked.request
    number = visit(request)
    token = form_token(accounts_of(request), number)
    response = render("sign_in.html", asked, {"form_token": token, "next": local(next), "name": name, "problem": problem}, status=status)
    if token:
        remember(response, request, number)
    response.headers["Cache-Control"] = "no-store"
    return response
