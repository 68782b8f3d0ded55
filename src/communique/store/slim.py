"""Statements without what only a reader of them asks for: where each value was read, and the words, which are cut from the story on demand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import Any

from sqlalchemy import Connection, Text, and_, cast, select, true

from communique.kinds.table import KINDS
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.quantities import Quantity
from communique.model.spans import Quote, Span
from communique.model.statements import Statement
from communique.store import schema
from communique.store.base import Slim, StoreError

_AT_ONCE = 2000
_SIGHTING = ("document_id", "name", "url", "publisher", "title", "published", "retrieved_at", "author")
_NAMES = ("type", "status", "level", "when", "due", "where", "mechanism", "issue")
"""What many statements have in common: kept once."""
_OWN = ("name", "ordinal", "what")
_LISTS = ("by", "to", "areas")
_SAID = ("speaker", "voice", "modality", "polarity", "hedged", "found_by")
_QUANTITY = ("quantity_value", "quantity_unit", "quantity_comparator", "quantity_of")
_NO_SLOTS: Mapping[str, tuple[Span, ...]] = {}

Texts = Callable[[str], Document]
"""The document of an id."""


class Cited(Evidence):
    """Evidence whose words are cut from their story when they are asked for."""

    __slots__ = ("_texts",)
    _texts: Texts

    def __init__(self, document_id: str, span: Span, texts: Texts) -> None:
        put = object.__setattr__
        put(self, "document_id", document_id)
        put(self, "span", span)
        put(self, "_texts", texts)

    @property
    def quote(self) -> Quote:
        """The words, and those around them. Raises StoreError if the story is gone."""
        return Evidence.cut(self._texts(self.document_id), self.span).quote

    def __repr__(self) -> str:
        """As of any evidence."""
        return f"Evidence(document_id={self.document_id!r}, span={self.span!r}, quote={self.quote!r})"

    def __eq__(self, other: object) -> bool:
        """Whether it is of the same words."""
        return isinstance(other, Evidence) and (self.document_id, self.span, self.quote) == (other.document_id, other.span, other.quote)

    def __hash__(self) -> int:
        """Equal for equal evidence."""
        return hash((self.document_id, self.span, self.quote))


def slim(connection: Connection, texts: Texts, after: int) -> Iterator[Slim]:
    """All live statements of readings after one, reading by reading."""
    told, read, words, stories = schema.statements.c, schema.readings.c, schema.evidence.c, schema.documents.c
    columns = [
        told.reading_id, told.id, told.kind, *[told[name] for name in (*_NAMES, *_OWN)], *[cast(told[name], Text) for name in _LISTS],
        *[told[name] for name in (*_QUANTITY, *_SAID)], words.start, words.end, words.exact,
    ]  # fmt: skip
    question = (
        select(*columns)
        .join(schema.evidence, and_(words.reading_id == told.reading_id, words.statement_id == told.id))
        .join(schema.readings, read.id == told.reading_id)
        .where(read.live == true(), told.reading_id > after)
        .order_by(told.reading_id, told.id, words.position)
    )
    origins = select(read.id, *[read[name] for name in _SIGHTING], stories.language).join(schema.documents, stories.id == read.document_id)
    readings = iter(connection.execution_options(yield_per=_AT_ONCE).execute(origins.where(read.live == true(), read.id > after).order_by(read.id)))
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(question)
    for reading, of_reading in groupby(rows, key=itemgetter(0)):
        _, *fields, language = next(one for one in readings if one[0] == reading)
        sighting = Sighting(*fields)
        for _, group in groupby(of_reading, key=itemgetter(1)):
            pieces = list(group)
            yield Slim(_statement(pieces, sighting.document_id, texts), " . ".join(row[-1] for row in pieces), sighting, language)


def _statement(rows: list[Any], document_id: str, texts: Texts) -> Statement:
    _, id_, kind, *names, name, ordinal, what, by, to, areas, value, unit, comparator, of = rows[0][:21]
    speaker, voice, modality, polarity, hedged, found_by = rows[0][21:27]
    make = KINDS.get(kind)
    if make is None:
        raise StoreError(f"the ledger holds a kind this program does not know, {kind!r}: upgrade communique")
    once: Callable[[str], Any] = intern
    type_, status, level, when, due, where, mechanism, issue = [one and once(one) for one in names]
    content = make(
        by=_listed(by), to=_listed(to), type=type_, status=status, level=level, name=name, ordinal=ordinal, when=when, due=due, where=where,
        areas=_listed(areas), quantity=None if value is None else Quantity(value, once(unit), once(comparator), of), what=what,
        mechanism=mechanism, issue=issue,
    )  # fmt: skip
    pieces = tuple([Cited(document_id, Span(row[-3], row[-2]), texts) for row in rows])
    return Statement(
        id_, once(kind), content, pieces, _NO_SLOTS, speaker and once(speaker), once(voice), once(modality), polarity, hedged, once(found_by)
    )  # fmt: skip


@lru_cache(maxsize=65536)
def _listed(told: str) -> tuple[str, ...]:
    """A list of ids as it is kept, once for all statements that have it."""
    return tuple(map(intern, json.loads(told)))
