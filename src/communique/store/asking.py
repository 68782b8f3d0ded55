"""Questions on the statements of a SQL store, and the statements of their rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, false, func, or_, select, true

from communique.store import schema
from communique.store.base import Kept, Query, interval
from communique.store.rows import EVIDENCE, SIGHTING, kept_of

_AT_ONCE = 500
_A_DAY = datetime.timedelta(1)
_DAY, _MONTH, _YEAR = len("2021-04-30"), len("2021-04"), len("2021")


def begins(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Whether an id in hexadecimal digits begins so: never, if these are none."""
    prefix = prefix.strip().lower()
    if not prefix or set(prefix) - set("0123456789abcdef"):
        return false()
    return and_(column >= prefix, column < prefix + "g")


def told() -> Select[Any]:
    """All statements, with the sighting of their reading."""
    statements, readings = schema.statements, schema.readings
    read = [readings.c[name].label("reading_" + name) for name in SIGHTING]
    return select(statements, *read).join(readings, readings.c.id == statements.c.reading_id)


def live() -> Select[Any]:
    """Those of live readings."""
    return told().where(schema.readings.c.live == true())


def conditions(query: Query) -> list[ColumnElement[bool]]:
    """What holds of the statements that answer a query."""
    statements, readings, actors, seen = schema.statements.c, schema.readings.c, schema.statement_actors.c, schema.sightings.c
    found: list[ColumnElement[bool]] = []
    if query.kind:
        found.append(statements.kind == query.kind)
    for actor in query.between:
        column = actors.actor if ":" in actor else actors.state
        here = and_(actors.reading_id == statements.reading_id, actors.statement_id == statements.id)
        found.append(exists().where(here, column == actor))
    if query.since:
        found.append(statements.last_day >= interval(query.since)[0])
    if query.until:
        found.append(statements.first_day <= interval(query.until)[1])
    if query.documents is not None:
        found.append(readings.document_id.in_(query.documents))
    if query.document:
        named = select(seen.document_id).where(seen.name == query.document)
        found.append(or_(readings.document_id == query.document, readings.document_id.in_(named)))
    if query.known_by is not None:
        found.append(known_by(query.known_by))
    return found


def known_by(day: datetime.date) -> ColumnElement[bool]:
    """Whether the story of a reading was known by the end of a day: one that has a month or a year, not before this was over; one without a date,
    never."""
    told = func.coalesce(schema.readings.c.published, schema.readings.c.retrieved_at)
    after = min(day, datetime.date.max - _A_DAY) + _A_DAY
    before = {_DAY: after.isoformat(), _MONTH: after.isoformat()[:_MONTH], _YEAR: after.isoformat()[:_YEAR]}
    length = case((func.length(told) >= _DAY, _DAY), (func.length(told) >= _MONTH, _MONTH), else_=_YEAR)
    return or_(*[and_(length == of, func.substr(told, 1, of) < first) for of, first in before.items()])


def kept(connection: Connection, question: Select[Any]) -> Iterator[Kept]:
    """The statements of an ordered question, each with its evidence."""
    return map(kept_of, rows(connection, question))


def rows(connection: Connection, question: Select[Any]) -> Iterator[list[dict[str, Any]]]:
    """The rows of each statement of an ordered question, one a piece of its evidence."""
    statements, pieces = schema.statements, schema.evidence
    question = (
        question.add_columns(*[pieces.c[name].label("evidence_" + name) for name in EVIDENCE])
        .join(pieces, and_(pieces.c.reading_id == statements.c.reading_id, pieces.c.statement_id == statements.c.id))
        .order_by(statements.c.reading_id, statements.c.id, pieces.c.position)
    )
    found = connection.execution_options(yield_per=_AT_ONCE).execute(question).mappings()
    for _, group in groupby(found, key=lambda row: (row["reading_id"], row["id"])):
        yield [dict(row) for row in group]
