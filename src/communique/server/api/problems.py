"""What the API says when it cannot answer: problem details (RFC 9457), of every error alike."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from communique.ledger import LedgerError
from communique.server.api.writing import as_bytes

MEDIA_TYPE = "application/problem+json"

TYPES: Mapping[str, tuple[int, str]] = {
    "bad-request": (400, "The request cannot be read"),
    "sign-in": (401, "Only reviewers who are signed in may do this"),
    "forbidden": (403, "This may not be done"),
    "not-found": (404, "There is no such thing here"),
    "wrong-method": (405, "This address does not take this method"),
    "not-acceptable": (406, "There is no such form of this"),
    "ambiguous": (409, "Several things answer to this"),
    "too-large": (413, "This is more than is taken at once"),
    "wrong-form": (415, "What is sent is of another sort than is taken here"),
    "not-valid": (422, "What was given cannot be meant"),
    "failed": (500, "The program failed"),
    "unavailable": (503, "The ledger cannot answer now"),
}
"""Sorts of problems by name: the status and the title of each. The reference page tells them at `/api#problem-<name>`."""

_log = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818 (the error is the caller's)
    """A request that cannot be answered: the sort of its problem, what is wrong and the remedy, and the fields that are wrong."""

    def __init__(
        self, sort: str, detail: str, *, field: str | None = None, errors: Sequence[Mapping[str, str]] = (), headers: Mapping[str, str] | None = None,
        problems: Iterable[Mapping[str, str]] = (),
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.sort, self.detail, self.headers = sort, detail, dict(headers or {})
        self.problems = [dict(one) for one in problems]
        self.errors = [dict(one) for one in errors] or ([{"field": field, "detail": detail}] if field else [])


def problem(request: Request, refused: Refused) -> Response:
    """The answer that tells a problem."""
    status, title = TYPES[refused.sort]
    told: dict[str, object] = {
        "type": f"/api#problem-{refused.sort}", "title": title, "status": status, "detail": refused.detail, "instance": request.url.path,
    }  # fmt: skip
    if refused.errors:
        told["errors"] = refused.errors
    if refused.problems:
        told["problems"] = refused.problems
    headers = {"Cache-Control": "no-store"} | refused.headers
    return Response(as_bytes(told), status, media_type=MEDIA_TYPE, headers=headers)


def take_errors(api: FastAPI) -> None:
    """Have every error of an application told as a problem."""
    api.exception_handler(Refused)(_refused)
    api.exception_handler(HTTPException)(http_problem)
    api.exception_handler(RequestValidationError)(_not_valid)
    api.exception_handler(LedgerError)(_ledger)
    api.exception_handler(Exception)(_failed)


async def _refused(request: Request, error: Refused) -> Response:
    return problem(request, error)


async def http_problem(request: Request, error: HTTPException) -> Response:
    """What the framework or a page's own function refuses."""
    sort = next((name for name, (status, _) in TYPES.items() if status == error.status_code), "bad-request" if error.status_code < 500 else "failed")
    detail = str(error.detail)
    if detail == HTTPStatus(error.status_code).phrase:
        detail = _DETAILS.get(error.status_code, detail).format(method=request.method, path=request.url.path)
    return problem(request, Refused(sort, detail, headers=error.headers))


_DETAILS: Mapping[int, str] = {
    404: "nothing is at {path}: GET /api/v1/openapi.json tells what there is",
    405: "{method} is not taken at {path}: use one of the methods that the header Allow names",
}


async def _not_valid(request: Request, error: RequestValidationError) -> Response:
    """Parameters or a body that are not of their form: each field, what is wrong with it, and where it stands."""
    errors = [
        {"in": _PLACES.get(str(one["loc"][0]), "body"), "field": _field(one["loc"]), "detail": _told(str(one["msg"]))} for one in error.errors()
    ]
    detail = "; ".join(f"{one['field']}: {one['detail']}" for one in errors)
    return problem(request, Refused("not-valid", detail, errors=errors))


_PLACES: Mapping[str, str] = {name: name for name in ("path", "query", "header", "cookie", "body")}


def _field(place: Sequence[int | str]) -> str:
    return ".".join(str(one) for one in place[1:]) or str(place[0])


def _told(message: str) -> str:
    return message[:1].lower() + message[1:]


async def _ledger(request: Request, error: LedgerError) -> Response:
    """What the ledger cannot answer: the database is in trouble, or what was named is not there or not the only one."""
    return problem(request, ledger_problem(error))


def ledger_problem(error: LedgerError) -> Refused:
    """What the ledger refuses, as a problem; it says itself what is wrong, and the remedy."""
    if error.__cause__ is not None:
        _log.warning("the ledger cannot answer: %s", error)
        return Refused("unavailable", "the ledger cannot answer now: try again in a moment", headers={"Retry-After": "5"})
    return Refused("ambiguous" if str(error).startswith("several") else "not-found", str(error))


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of the program: it is in the log, and nothing of it in the answer."""
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(request, Refused("failed", "the program failed on this request; the log of the server tells where: report it"))
