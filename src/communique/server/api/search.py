"""`/search`: statements by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from communique.export.flat import flat
from communique.run.reviewed import Reviewed
from communique.run.searching import Found
from communique.server.api import schemas
from communique.server.api.answering import cursor, key_of, page, place_in, streamed, version
from communique.server.api.parameters import (
    MOST,
    PAGE,
    AsLinked,
    Between,
    FromDay,
    Kind,
    Part,
    Since,
    Until,
    actors_in,
    date_in,
    document_of,
    kind_in,
)
from communique.server.api.problems import Refused

router = APIRouter(prefix="/search", tags=["search"])


@router.get("", response_model=schemas.Hits)
def search(
    asked: FromDay, part: Part, form: AsLinked,
    q: Annotated[str, Query(max_length=400, description='Words; `"a phrase"`; `begin*`. All must be there.', examples=["vaccine"])],
    kind: Kind = None, between: Between = None, since: Since = None, until: Until = None,
    document: Annotated[str | None, Query(max_length=200, description="Only those of this story: its id, or its name.")] = None,
    order: Annotated[Literal["newest", "best"], Query(description="`best`: what fits best first, where a thousand are found at most.")] = "newest",
) -> Response:  # fmt: skip
    """Statements found by words of their quotes and fields, by ids and names, or by title and outlet of their story; as people left them."""
    tag, ledger, key = version(asked, form), asked.holding.ledger, key_of(asked)
    given = kind_in(kind), actors_in(between), date_in("since", since), date_in("until", until)
    story = document_of(asked, document).id if document else None
    place = place_in(part.cursor, key)

    def found(limit: int, after: str | None) -> Found:
        kind, between, since, until = given
        try:
            return ledger.search(
                q,
                kind=kind,
                between=between,
                since=since,
                until=until,
                document=story,
                as_of=asked.on,
                limit=limit,
                after=after,
                best=order == "best",
            )
        except ValueError as error:
            raise Refused("not-valid", f"cursor: {error}", field="cursor") from None

    def every() -> Iterator[Reviewed]:
        left, after = part.limit, first
        while left is None or left > 0:
            some = found(min(left or MOST, MOST), after)
            yield from some.statements
            left, after = None if left is None else left - len(some.statements), some.next
            if after is None:
                return

    first = str(place[0]) if place else None
    if form != "json":
        rows = (flat(one.statement, one.sighting, one.judgements) for one in every())
        return streamed(asked, lambda: rows, form, what="statements", name="search", tag=tag)
    hits = found(part.limit or PAGE, first)
    return page(
        asked, (flat(one.statement, one.sighting, one.judgements) for one in hits.statements), cursor([hits.next], key) if hits.next else None,
        tag=tag, total=hits.total, more=hits.more, order="best" if hits.best else "newest",
    )  # fmt: skip
