"""How the API answers: as JSON a page at a time, as a whole list in another form, or not at all where nothing changed."""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from communique.export.table import writer
from communique.server.api.parameters import MEDIA_TYPES, PAGE, Slice
from communique.server.api.problems import Refused
from communique.server.api.writing import as_bytes, written
from communique.server.asking import Asking
from communique.views.rows import Row

_Of = TypeVar("_Of")
_VARY = "Accept, Accept-Language, Cookie"
_SELF = secrets.token_hex(4)
"""This process: its count of versions begins anew in the next."""


class Unchanged(Exception):  # noqa: N818 (nothing went wrong)
    """Whoever asks has what would be sent."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


def take_unchanged(api: FastAPI) -> None:
    """Have an application answer 304 where nothing changed."""

    async def unchanged(request: Request, error: Unchanged) -> Response:
        return Response(status_code=304, headers={"ETag": error.tag, "Vary": _VARY})

    api.exception_handler(Unchanged)(unchanged)


def version(asked: Asking, form: str = "json") -> str:
    """The tag of an answer: another whenever what it rests on may have changed. Raises Unchanged where it is known already.

    It stands for the ledger, its records as they are put together, the day, the address, the language and the form: it is told without making the
    answer.
    """
    holding, url = asked.holding, asked.request.url
    holding.parts()
    key = (
        _SELF,
        holding.version,
        holding.ledger.store.stamp(),
        asked.today,
        url.path,
        url.query,
        asked.words.interface.code,
        form,
        str(asked.request.base_url),
    )
    return _checked(asked.request, repr(key).encode("utf-8", "replace"))


def _checked(request: Request, key: bytes) -> str:
    tag = f'"{hashlib.blake2b(key, digest_size=12).hexdigest()}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        raise Unchanged(tag)
    return tag


def told(asked: Asking, value: object, *, tag: str | None = None, links: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """A value as JSON; without a tag of its version it is tagged by its bytes."""
    body = as_bytes(value)
    if asked.request.method == "GET":
        tag = tag or _checked(asked.request, body + asked.words.interface.code.encode())
    headers = _headers(asked, tag, links)
    return Response(body, status, headers=headers, media_type=MEDIA_TYPES["json"])


def plain(asked: Asking, body: bytes, form: str, *, tag: str | None = None, name: str = "") -> Response:
    """Bytes of another form; tagged by themselves if not by their version."""
    tag = tag or _checked(asked.request, body)
    headers = _headers(asked, tag) | ({"Content-Disposition": f'attachment; filename="{name}"'} if name else {})
    return Response(body, headers=headers, media_type=MEDIA_TYPES.get(form, form))


def _headers(asked: Asking, tag: str | None, links: Mapping[str, str] | None = None) -> dict[str, str]:
    headers = {"Vary": _VARY, "Content-Language": asked.words.interface.code}
    if tag:
        headers["ETag"] = tag
    if links:
        headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in links.items())
    return headers


def streamed(asked: Asking, rows: Callable[[], Iterable[Row]], form: str, *, what: str, name: str, tag: str | None = None) -> Response:
    """A whole list in a form, sent while it is found; what fails before the first of it is sent fails as a problem."""
    pieces = written(writer(form, what), rows)
    first = next(pieces, b"")

    def every() -> Iterable[bytes]:
        yield first
        yield from pieces

    headers = _headers(asked, tag) | {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(every(), headers=headers, media_type=MEDIA_TYPES[form])


def listed(
    asked: Asking, found: Sequence[_Of], part: Slice, rows: Callable[[Sequence[_Of]], Iterable[Row]], *, form: str = "json", what: str = "rows",
    name: str = "list", tag: str | None = None, every: Callable[[Sequence[_Of]], Iterable[Row]] | None = None, **more: object,
) -> Response:  # fmt: skip
    """A list at hand: as JSON a page of it as `rows` gives it, how long it is, and where to go on; else all of it, as `every` gives it."""
    key = key_of(asked)
    start = _start(part, key, len(found))
    if form != "json":
        end = None if part.limit is None else start + part.limit
        shown = found[start:end]
        return streamed(asked, lambda: (every or rows)(shown), form, what=what, name=name, tag=tag)
    end = start + (part.limit or PAGE)
    after = cursor([end], key) if end < len(found) else None
    return page(asked, rows(found[start:end]), after, tag=tag, total=len(found), **more)


def page(asked: Asking, rows: Iterable[Row], after: str | None, *, tag: str | None = None, **more: object) -> Response:
    """A page of a list, with the address of the next where there is one."""
    following = asked.here(cursor=after) if after else None
    links = {"next": following} if following else {}
    return told(asked, {"items": list(rows), "next": after, **more}, tag=tag, links=links)


def _start(part: Slice, key: str, number: int) -> int:
    place = place_in(part.cursor, key)
    if place is None:
        return 0
    if len(place) != 1 or not isinstance(place[0], int) or isinstance(place[0], bool) or not 0 <= place[0] <= number + PAGE:
        raise _no_cursor()
    return place[0]


def key_of(asked: Asking) -> str:
    """What a cursor belongs to: the address and its filters."""
    query = sorted((name, value) for name, value in asked.request.query_params.multi_items() if name not in ("cursor", "limit", "lang", "format"))
    return hashlib.blake2b(repr((asked.request.url.path, query)).encode("utf-8", "replace"), digest_size=4).hexdigest()


def cursor(place: Sequence[int | str], key: str) -> str:
    """A place in a list as a word that nobody need understand."""
    return base64.urlsafe_b64encode(json.dumps([key, *place]).encode()).decode().rstrip("=")


def place_in(told: str | None, key: str) -> list[object] | None:
    """The place that a cursor stands for; None without one. Raises Refused on what is none, or is one of another list."""
    if not told:
        return None
    try:
        value = json.loads(base64.b64decode(told + "=" * (-len(told) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _no_cursor() from None
    if not isinstance(value, list) or not value or value[0] != key:
        raise _no_cursor()
    return value[1:]


def _no_cursor() -> Refused:
    return Refused("not-valid", "cursor is none of this list: take `next` of the answer before as it is, with the same filters", field="cursor")


def on_day(asked: Asking) -> str | None:
    """The day looked from as answers tell it."""
    return asked.on.isoformat() if isinstance(asked.on, datetime.date) else None
