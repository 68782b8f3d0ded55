"""`/statements`: what stories say, as people left it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from communique.export.flat import flat, judged_record
from communique.ledger import LedgerError
from communique.run.reviewed import Reviewed
from communique.server.api import schemas
from communique.server.api.answering import cursor, key_of, page, place_in, streamed, told, version
from communique.server.api.parameters import (
    PAGE,
    AsLinked,
    Between,
    FromDay,
    Kind,
    Part,
    Since,
    Timeless,
    Until,
    actors_in,
    date_in,
    document_of,
    kind_in,
)
from communique.server.api.problems import Refused, ledger_problem
from communique.store.base import Query as Filters
from communique.store.rows import days_of

router = APIRouter(prefix="/statements", tags=["statements"])

Order = Literal["newest", "oldest"]
Place = tuple[int, str]
"""A statement's place in a list: the day it is sorted by, and its document."""


@router.get("", response_model=schemas.Listing[schemas.Statement])
def statements(
    asked: FromDay, part: Part, form: AsLinked, kind: Kind = None, between: Between = None, since: Since = None, until: Until = None,
    document: Annotated[str | None, Query(max_length=200, description="Only those of this story: its id, or its name.")] = None,
    order: Annotated[Order, Query(description="By their own date, else that of their story.")] = "newest",
) -> Response:  # fmt: skip
    """What stories say, newest first, edited as reviewers left it and without what they rejected. All of them, as a stream, in the other forms."""
    ledger = asked.holding.ledger
    story = document_of(asked, document).id if document else None
    query = ledger.query(
        kind=kind_in(kind), between=actors_in(between), since=date_in("since", since), until=date_in("until", until), document=story,
        as_of=asked.on, order=order,
    )  # fmt: skip
    key = key_of(asked)
    place = place_in(part.cursor, key)
    after = _after(place) if place is not None else None
    tag = version(asked, form)

    def found() -> Iterator[Reviewed]:
        if after is None:
            return ledger.reviewed(query)
        return _beyond(ledger.reviewed(_from(query, after[0])), after, newest=order == "newest")

    def rows() -> Iterator[dict[str, object]]:
        return (flat(one.statement, one.sighting, one.judgements) for one in islice(found(), part.limit))

    if form != "json":
        return streamed(asked, rows, form, what="statements", name="statements", tag=tag)
    limit = part.limit or PAGE
    shown = list(islice(found(), limit + 1))
    more = cursor(_cursor_after(shown[:limit], after), key) if len(shown) > limit else None
    return page(asked, (flat(one.statement, one.sighting, one.judgements) for one in shown[:limit]), more, tag=tag)


@router.get("/{statement}", response_model=schemas.WholeStatement)
def statement(statement: str, asked: Timeless) -> Response:
    """What a story says, with the words each field was read at, its record, and all that people decided of it; rejected ones too."""
    tag = version(asked)
    ledger = asked.holding.ledger
    try:
        found = ledger.review_of(statement)
    except LedgerError as error:
        raise ledger_problem(error) from None
    if found is None:
        raise Refused("not-found", f"no statement {statement[:80]!r}: GET /api/v1/statements gives their ids", field="statement")
    record = asked.holding.parts().find(found.statement.id)
    return told(
        asked,
        flat(found.statement, found.sighting, found.judgements) | {
            "record": record.id if record else None,
            "rejected": found.rejected,
            "judgements": [judged_record(one) for one in found.judgements],
            "copies": [kept.statement.id for kept in ledger.in_copies(found.statement)],
        },
        tag=tag,
    )  # fmt: skip


def _place(one: Reviewed) -> Place:
    return days_of(one.statement.content, one.sighting)[2].toordinal(), one.statement.document_id


def _cursor_after(shown: list[Reviewed], before: tuple[Place, int] | None) -> list[int | str]:
    """The place of the last that was shown, and how many there were shown in all: a story may say more on one day than a page holds."""
    last = _place(shown[-1])
    same = sum(1 for one in shown if _place(one) == last)
    return [*last, same + (before[1] if before is not None and before[0] == last else 0)]


def _after(place: list[object]) -> tuple[Place, int]:
    match place:
        case [int(day), str(document), int(number)] if 1 <= day <= datetime.date.max.toordinal() and number >= 0:
            return (day, document), number
    raise Refused("not-valid", "cursor is none of this list: take `next` of the answer before as it is", field="cursor")


def _from(query: Filters, place: Place) -> Filters:
    """The query without what certainly stands before a place: no page is longer in coming than the first."""
    day = datetime.date.fromordinal(place[0]).isoformat()
    if place[0] == 1:  # what has no day stands there
        return query
    if query.order == "newest":
        return query if query.until is not None and query.until < day else replace(query, until=day)
    return query if query.since is not None and query.since > day else replace(query, since=day)


def _beyond(found: Iterator[Reviewed], after: tuple[Place, int], *, newest: bool) -> Iterator[Reviewed]:
    """What stands after a place, of what comes in order."""
    (day, document), number = after
    for one in found:
        here = _place(one)
        if here == (day, document):
            number -= 1
            if number < 0:
                yield one
        elif (-here[0] if newest else here[0], here[1]) > (-day if newest else day, document):
            yield one
