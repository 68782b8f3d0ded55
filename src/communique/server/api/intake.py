"""`/intake`: stories to be read and kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from threading import Lock

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from communique.ledger import LedgerError
from communique.model.problems import Problem
from communique.server.api import changes
from communique.server.api.answering import told
from communique.server.api.parameters import Timeless
from communique.server.api.problems import Refused, ledger_problem
from communique.server.api.reviewers import Reviewer
from communique.server.asking import Asking
from communique.sources.jsonl import lines_of, stories_of
from communique.sources.story import Item, Story

router = APIRouter(prefix="/intake", tags=["intake"])

LARGEST = 16 * 1024 * 1024
"""Bytes that are taken at once."""
STORIES = 1000
"""Stories that are taken at once."""
JSON, LINES = "application/json", "application/x-ndjson"
_reading = Lock()
"""Stories are read by one reader, one load after the other."""

_STORY = {"$ref": "#/components/schemas/Story"}
_BODY = {
    "required": True,
    "content": {
        JSON: {"schema": {"anyOf": [_STORY, {"type": "array", "items": _STORY, "minItems": 1, "maxItems": STORIES}]}},
        LINES: {"schema": {"type": "string", "description": "A story a line."}},
    },
}


async def sent(request: Request, user: Reviewer) -> bytes:
    """What was sent, as far as it is not too much; from reviewers only."""
    large = Refused("too-large", f"the body has more than {LARGEST:,} bytes: send fewer stories at once")
    told_length = request.headers.get("content-length", "")
    if told_length.isdecimal() and int(told_length) > LARGEST:
        raise large
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > LARGEST:
            raise large
    return bytes(data)


@router.post(
    "", response_model=changes.Taken, openapi_extra={"requestBody": _BODY},
    description=f"Read stories and keep what they say: a JSON object or an array of them, or JSON Lines (`{LINES}`); at most {STORIES:,} stories and "
    f"{LARGEST // 1024 // 1024} MB. What cannot be read is told story by story, and the rest is kept. Read again, a story changes nothing. Only for "
    "reviewers.",
)  # fmt: skip
async def intake(request: Request, asked: Timeless, user: Reviewer, data: bytes = Depends(sent)) -> Response:
    """Read stories and keep what they say."""
    form = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if form not in (JSON, LINES, "application/jsonl"):
        raise Refused("wrong-form", f"Content-Type: stories come as {JSON} or {LINES}, not as {form[:60] or 'nothing'}", field="Content-Type")
    return await run_in_threadpool(_read, asked, data, form)


def _read(asked: Asking, data: bytes, form: str) -> Response:
    items = list(islice(_items(data, form), STORIES + 1))
    if len(items) > STORIES:
        raise Refused("too-large", f"there are more than {STORIES:,} stories: send fewer at once")
    stories = [one for one in items if isinstance(one, Story)]
    problems = [one for one in items if isinstance(one, Problem)]
    if not stories:
        raise Refused("not-valid", problems[0].message if problems else "there is no story: send one", problems=map(_problem, problems))
    became: list[dict[str, object]] = []

    def note(event: dict[str, object]) -> None:
        if event["event"] == "story":
            became.append({name: event[name] for name in ("document", "where", "became", "statements")})

    ledger = asked.holding.ledger
    try:
        with _reading, asked.holding.writing:
            load = ledger.read(stories, log=note)
    except LedgerError as error:
        raise ledger_problem(error) from None
    asked.holding.changed()
    problems += load.problems
    return told(
        asked,
        {
            "new": load.new, "changed": load.changed, "unchanged": load.unchanged, "copies": load.copies,
            "failed": load.failed + sum(isinstance(one, Problem) for one in items), "statements": dict(load.statements), "stories": became,
            "problems": [_problem(one) for one in problems],
        },
    )  # fmt: skip


def _items(data: bytes, form: str) -> Iterator[Item]:
    return stories_of(data, name="story", where="body") if form == JSON else lines_of(io.BytesIO(data), name="story", where="body")


def _problem(one: Problem) -> dict[str, str]:
    return {"code": one.code, "message": one.message, "where": one.where}
