"""Statements as rows of the tables, and back."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from communique.kinds.table import KINDS
from communique.model.actors import state_of
from communique.model.documents import Sighting
from communique.model.evidence import Evidence
from communique.model.quantities import Quantity
from communique.model.spans import Quote, Span
from communique.model.statements import Content, Statement
from communique.store.base import Kept, Read, StoreError, interval

Row = dict[str, Any]
SIGHTING = tuple(field.name for field in dataclasses.fields(Sighting))
EVIDENCE = ("start", "end", "exact", "prefix", "suffix")
_PLAIN = ("type", "status", "level", "name", "ordinal", "when", "due", "where", "what", "mechanism", "issue")
_LISTS = ("by", "to", "areas")
_SAID = ("speaker", "voice", "modality", "polarity", "hedged", "found_by")


class Rows(NamedTuple):
    """The rows of a reading's statements, a list a table."""

    statements: list[Row]
    evidence: list[Row]
    actors: list[Row]


def rows_of(reading_id: int, statements: Iterable[Statement], sighting: Sighting) -> Rows:
    """The rows of statements in their order."""
    rows = Rows([], [], [])
    for position, statement in enumerate(statements):
        key = {"reading_id": reading_id, "statement_id": statement.id}
        rows.statements.append(_row(reading_id, position, statement, sighting))
        for place, piece in enumerate(statement.evidence):
            span, quote = piece.span, piece.quote
            rows.evidence.append(
                {**key, "position": place, "start": span.start, "end": span.end, "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
            )
        content = statement.content
        rows.actors.extend({**key, "actor": actor, "state": state_of(actor)} for actor in dict.fromkeys((*content.by, *content.to)))
    return rows


def kept_of(rows: Sequence[Mapping[str, Any]]) -> Kept:
    """The statement of its rows, one a piece of evidence, which hold the reading's and the evidence's columns by prefix too."""
    row = rows[0]
    kind = KINDS.get(row["kind"])
    if kind is None:
        raise StoreError(f"the ledger holds a kind this program does not know, {row['kind']!r}: upgrade communique")
    quantity = None
    if row["quantity_value"] is not None:
        quantity = Quantity(row["quantity_value"], row["quantity_unit"], row["quantity_comparator"], row["quantity_of"])
    fields: Row = {name: row[name] for name in _PLAIN}
    fields.update((name, tuple(row[name])) for name in _LISTS)
    content = kind(**fields, quantity=quantity)
    document_id = row["reading_document_id"]
    pieces = tuple(
        Evidence(
            document_id,
            Span(one["evidence_start"], one["evidence_end"]),
            Quote(one["evidence_exact"], one["evidence_prefix"], one["evidence_suffix"]),
        )
        for one in rows
    )
    slots = {name: tuple(Span(start, end) for start, end in spans) for name, spans in row["slots"].items()}
    statement = Statement(row["id"], row["kind"], content, pieces, slots, **{name: row[name] for name in _SAID})
    return Kept(statement, Sighting(**{name: row["reading_" + name] for name in SIGHTING}))


def digest(read: Read) -> str:
    """A hash of the reader and all it found: equal only for equal readings."""
    return hashlib.blake2b(repr(read).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def days_of(content: Content, sighting: Sighting) -> tuple[datetime.date, datetime.date, datetime.date]:
    """The first and last day a statement's own date may mean, else its story's publication, and the one of the two to sort by."""
    first, last = interval(content.when)
    if (first, last) == (datetime.date.min, datetime.date.max):
        first, last = interval(sighting.published)
    return first, last, first if first > datetime.date.min else last if last < datetime.date.max else datetime.date.min


def _row(reading_id: int, position: int, statement: Statement, sighting: Sighting) -> Row:
    content, quantity = statement.content, statement.content.quantity
    first, last, day = days_of(content, sighting)
    return {
        "reading_id": reading_id, "id": statement.id, "position": position, "kind": statement.kind,
        **{name: getattr(content, name) for name in _PLAIN},
        **{name: list(getattr(content, name)) for name in _LISTS},
        "quantity_value": quantity.value if quantity else None, "quantity_unit": quantity.unit if quantity else None,
        "quantity_comparator": quantity.comparator if quantity else None, "quantity_of": quantity.of if quantity else None,
        "slots": {name: [[span.start, span.end] for span in spans] for name, spans in statement.slots.items()},
        **{name: getattr(statement, name) for name in _SAID},
        "first_day": first, "last_day": last, "day": day,
    }  # fmt: skip
