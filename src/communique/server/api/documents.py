"""`/documents`: the stories, where they were seen, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from communique.export.flat import flat
from communique.model.documents import Document, Sighting
from communique.server.api import schemas
from communique.server.api.answering import cursor, key_of, listed, page, place_in, plain, streamed, told, version
from communique.server.api.labels import labelled
from communique.server.api.parameters import MOST, PAGE, AsLinked, AsTable, FromDay, Part, Timeless, document_of
from communique.server.api.rows import NewsRow
from communique.server.asking import Asking
from communique.views.news import news, news_page
from communique.views.rows import Row

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("", response_model=schemas.Listing[schemas.Document])
def documents(
    asked: FromDay, part: Part, form: AsLinked,
    order: Annotated[Literal["id", "latest"], Query(description="`latest`: what was read last comes first.")] = "id",
) -> Response:  # fmt: skip
    """All stories, each with the sighting it is read with first."""
    key = key_of(asked)
    place = place_in(part.cursor, key)
    found = (_latest if order == "latest" else _by_id)(asked, place[0] if place else None)
    if form != "json":
        return streamed(asked, lambda: (_row(asked, one) for one, _ in islice(found, part.limit)), form, what="documents", name="documents")
    limit = part.limit or PAGE
    some = list(islice(found, limit + 1))
    more = cursor([some[limit - 1][1]], key) if len(some) > limit else None
    return page(asked, (_row(asked, one) for one, _ in some[:limit]), more)


def _by_id(asked: Asking, after: object) -> Iterator[tuple[Document, int | str]]:
    """All stories known by the day looked from, in the order of their ids, each with the place of it in the list."""
    return ((one, one.id) for one in asked.holding.ledger.documents(after=str(after or ""), as_of=asked.on))


def _latest(asked: Asking, before: object) -> Iterator[tuple[Document, int | str]]:
    """The same, what was read last first."""
    ledger, number = asked.holding.ledger, before if isinstance(before, int) else None
    while readings := ledger.latest(most=MOST, before=number, as_of=asked.on):
        for one in readings:
            number = one.number
            document = ledger.document(one.sighting.document_id)
            if document is not None:
                yield document, number


@router.get("/{document}", response_model=schemas.WholeDocument)
def document(document: str, asked: Timeless) -> Response:
    """A story, by its id, the first digits of it, or the name its source gave it."""
    found = document_of(asked, document)
    ledger = asked.holding.ledger
    seen = [_sighting(one) for one in ledger.sightings(found.id)]
    return told(asked, {**_row(asked, found), "sightings": seen, "family": list(ledger.family(found.id)) or [found.id]})


@router.get(
    "/{document}/text", response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "The text as it was read."}},
)  # fmt: skip
def text(document: str, asked: Timeless) -> Response:
    """The text of a story, as it was read. All offsets are code points of it."""
    found = document_of(asked, document)
    return plain(asked, found.text.encode("utf-8", "replace"), "text/plain; charset=utf-8")


@router.get("/{document}/statements", response_model=schemas.Counted[schemas.Statement])
def statements(document: str, asked: Timeless, part: Part, form: AsLinked) -> Response:
    """What a story says, in the order of its text, as people left it."""
    found, ledger = document_of(asked, document), asked.holding.ledger
    tag = version(asked, form)
    said = list(ledger.reviewed(ledger.query(document=found.id, order="document")))
    return listed(
        asked, said, part, lambda some: (flat(one.statement, one.sighting, one.judgements) for one in some), form=form, what="statements",
        name=f"statements-{found.id}", tag=tag,
    )  # fmt: skip


@router.get("/{document}/sightings", response_model=schemas.Counted[schemas.Sighting])
def sightings(document: str, asked: Timeless, part: Part, form: AsTable) -> Response:
    """Where a story was seen, the sighting it is read with first."""
    found = document_of(asked, document)
    return listed(asked, asked.holding.ledger.sightings(found.id), part, _sightings, form=form, name=f"sightings-{found.id}")


@router.get("/{document}/family", response_model=schemas.Counted[schemas.Document])
def family(document: str, asked: Timeless, part: Part, form: AsLinked) -> Response:
    """The stories that are copies of the same report, this one among them, the earliest first; they count as one source."""
    found, ledger = document_of(asked, document), asked.holding.ledger

    def rows(ids: Sequence[str]) -> Iterator[Row]:
        return (_row(asked, one) for id_ in ids if (one := ledger.document(id_)) is not None)

    return listed(asked, ledger.family(found.id) or (found.id,), part, rows, form=form, what="documents", name=f"family-{found.id}")


@router.get("/{document}/news", response_model=schemas.Counted[NewsRow])
def document_news(document: str, asked: FromDay, part: Part, form: AsTable) -> Response:
    """What each statement of a story is to what was known before it: new, a contradiction, an addition, a confirmation or a repetition."""
    found = document_of(asked, document)
    tag = version(asked, form)
    holding = asked.holding
    rows = holding.once(("news", found.id, asked.day), lambda: news(holding.parts().told_in(found.id, on=asked.on), found.id))
    return listed(
        asked, rows, part, lambda some: labelled(some, news_page, asked.words), form=form, name=f"news-{found.id}", tag=tag, every=lambda some: some
    )


def _row(asked: Asking, found: Document) -> Row:
    seen = asked.holding.ledger.sightings(found.id)
    first = seen[0] if seen else Sighting(found.id)
    return {"document": found.id, **_sighting(first), "language": found.language, "characters": len(found.text)}


def _sightings(some: Sequence[Sighting]) -> Iterable[Row]:
    return map(_sighting, some)


def _sighting(one: Sighting) -> dict[str, object]:
    return {field.name: getattr(one, field.name) for field in fields(one) if field.name != "document_id"}
