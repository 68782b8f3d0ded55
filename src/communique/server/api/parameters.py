"""What the addresses of the API take besides their path: a day, a language, a form, a place in a list; each checked and told in one place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from fastapi import Depends, HTTPException, Query, Request

from communique.export.table import FORMATS
from communique.kinds.table import KINDS
from communique.languages.interface import interfaces
from communique.ledger import LedgerError
from communique.model.dates import bounds
from communique.model.documents import Document
from communique.server.api.problems import Refused
from communique.server.asking import Asking, asking

VERSION = "/v1"
"""What the paths of the API begin with."""
PAGE = 50
"""Items that are sent at a time, unless `limit` asks for others."""
MOST = 500
"""Items that are sent at a time at most; all of a list come as CSV, JSON Lines or JSON-LD, without a limit."""

DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

AsOf = Annotated[
    str | None,
    Query(
        pattern=DATE, description="What was known by the end of that day (or month, or year); without it, all that is known.", examples=["2021-12-31"]
    ),
]
Lang = Annotated[
    str | None,
    Query(description="The language of labels, by its code; else that of `Accept-Language`, else the first of `GET /v1`.", max_length=16),
]
Limit = Annotated[int | None, Query(ge=1, le=MOST, description=f"Items at a time; {PAGE} without it, or all where the form is no JSON.")]
Cursor = Annotated[str | None, Query(max_length=512, description="Where to go on: `next` of the answer before, as it is.")]
Between = Annotated[
    str | None,
    Query(max_length=200, description="Only those in which all of these take part: ids of actors, commas between.", examples=["ASEAN,RUS"]),
]
Kind = Annotated[str | None, Query(json_schema_extra={"enum": [*KINDS]}, description="Only those of this kind.")]
Since = Annotated[str | None, Query(pattern=DATE, description="Only those whose date may be then or later.", examples=["2018"])]
Until = Annotated[str | None, Query(pattern=DATE, description="Only those whose date may be then or earlier.", examples=["2021-06"])]
Wanted = Annotated[str, Query(max_length=200, description="Only those whose names hold these words.", examples=["viet"])]

Tabular = Literal["json", "jsonl", "csv"]
Linked = Literal["json", "jsonl", "csv", "jsonld"]
Viewed = Literal["json", "jsonl", "csv", "jsonld", "markdown"]
Dated = Literal["json", "jsonl", "csv", "jsonld", "markdown", "ics"]
_FORM = Query(alias="format", description="The form of the answer; without it, what `Accept` prefers.")

MEDIA_TYPES = {
    "json": "application/json",
    **{name: form.media_type for name, form in FORMATS.items()},
    "ics": "text/calendar; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
}
"""The forms of answers and their media types."""


def known_parameters(request: Request) -> None:
    """Refuse a parameter that an address does not take, by the description of the API: a filter that is misspelt would be passed over."""
    paths = request.app.openapi()["paths"]
    path = str(getattr(request.scope.get("route"), "path", ""))
    operation = (paths.get(path) or paths.get(VERSION + path) or {}).get(request.method.lower())  # some releases of FastAPI leave the prefix out
    if operation is None:
        return
    known = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    unknown = sorted(set(request.query_params) - set(known))
    if unknown:
        told = f"there are {', '.join(known)}" if known else "there are none"
        errors = [{"in": "query", "field": name[:80], "detail": f"not taken here: {told}"} for name in unknown[:8]]
        raise Refused("not-valid", f"{unknown[0][:80]!r} is not taken here: {told}", errors=errors)


def from_day(request: Request, as_of: AsOf = None, lang: Lang = None) -> Asking:
    """The request, seen from a day."""
    _language(lang)
    try:
        return asking(request)
    except HTTPException as error:
        raise Refused("not-valid", f"as_of: {error.detail}", field="as_of") from None


def timeless(request: Request, lang: Lang = None) -> Asking:
    """The request, where no day matters."""
    _language(lang)
    return asking(request)


FromDay = Annotated[Asking, Depends(from_day)]
Timeless = Annotated[Asking, Depends(timeless)]


def _language(told: str | None) -> None:
    if told is not None and told not in interfaces():
        raise Refused("not-valid", f"lang cannot be {told!r}: one of {', '.join(interfaces())}", field="lang")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which part of a list is asked for."""

    limit: int | None
    cursor: str | None


def part(limit: Limit = None, cursor: Cursor = None) -> Slice:
    """Which part of a list is asked for."""
    return Slice(limit, cursor)


Part = Annotated[Slice, Depends(part)]


def tabular(request: Request, form: Annotated[Tabular | None, _FORM] = None) -> str:
    """The form of a list that has no records in it."""
    return form or accepted(request, get_args(Tabular))


def linked(request: Request, form: Annotated[Linked | None, _FORM] = None) -> str:
    """The form of a list that can also be had as linked data."""
    return form or accepted(request, get_args(Linked))


def viewed(request: Request, form: Annotated[Viewed | None, _FORM] = None) -> str:
    """The form of a view."""
    return form or accepted(request, get_args(Viewed))


def dated(request: Request, form: Annotated[Dated | None, _FORM] = None) -> str:
    """The form of the calendar."""
    return form or accepted(request, get_args(Dated))


AsTable = Annotated[str, Depends(tabular)]
AsLinked = Annotated[str, Depends(linked)]
AsView = Annotated[str, Depends(viewed)]
AsCalendar = Annotated[str, Depends(dated)]

_RANGE = re.compile(r"\s*([\w*.+-]+)/([\w*.+-]+)\s*((?:;[^;,]*)*)\s*")
_WEIGHT = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)")


def accepted(request: Request, forms: Sequence[str]) -> str:
    """The form that `Accept` prefers (RFC 9110, 12.5.1), of those there are; the first where it does not matter."""
    told = request.headers.get("accept", "").strip()
    if not told:
        return forms[0]
    weights = [(_weight(told, MEDIA_TYPES[form].partition(";")[0]), form) for form in forms]
    best = max(weight for weight, _ in weights)
    if best <= 0:
        raise Refused(
            "not-acceptable", f"Accept: this can be had as {', '.join(MEDIA_TYPES[form].partition(';')[0] for form in forms)}", field="Accept"
        )
    return next(form for weight, form in weights if weight == best)


def _weight(told: str, media_type: str) -> float:
    """How much a media type is wanted: by the narrowest of the ranges that hold it."""
    sort, _, sub = media_type.partition("/")
    found = (-1, 0.0)
    for one in told.split(","):
        match = _RANGE.fullmatch(one.lower())
        if match is None or match[1] not in ("*", sort) or match[2] not in ("*", sub):
            continue
        weight = _WEIGHT.search(match[3])
        found = max(found, ((match[1] != "*") + (match[2] != "*"), float(weight[1]) if weight else 1.0))
    return found[1]


def actors_in(told: str | None) -> list[str]:
    """The ids of actors of a list with commas between: states and organisations in capitals, companies as they are written."""
    return [state.upper() + colon + name for part in (told or "").split(",") if part.strip() for state, colon, name in [part.strip().partition(":")]]


def kind_in(told: str | None) -> str | None:
    """A kind of statement or record."""
    if told is not None and told not in KINDS:
        raise Refused("not-valid", f"kind cannot be {told[:40]!r}: one of {' '.join(KINDS)}", field="kind")
    return told


def date_in(name: str, told: str | None) -> str | None:
    """A day, month or year."""
    try:
        if told is not None:
            bounds(told)
    except ValueError:
        raise Refused("not-valid", f"{name} cannot be {told!r}: write it as 2021, 2021-04 or 2021-04-06", field=name) from None
    return told


def document_of(asked: Asking, key: str) -> Document:
    """The document of an id, of the first digits of one, or of the name a source gave it."""
    try:
        found = asked.holding.ledger.document(key)
    except LedgerError as error:
        raise Refused("unavailable" if error.__cause__ else "ambiguous", str(error), field="document") from None
    if found is None:
        raise Refused("not-found", f"no document {key[:80]!r}: GET /api/v1/documents gives their ids and names", field="document")
    return found
