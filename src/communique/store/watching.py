"""The state of watches in a SQL store."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.model.visits import Visit, Watched
from communique.store import schema

_AT_ONCE = 300
_WATCHED = tuple(field.name for field in dataclasses.fields(Watched))
_VISIT = tuple(field.name for field in dataclasses.fields(Visit))


def watched(connection: Connection) -> dict[str, Watched]:
    """What is known of each watched address."""
    return {row["address"]: Watched(**{name: row[name] for name in _WATCHED}) for row in connection.execute(select(schema.watched)).mappings()}


def note(connection: Connection, one: Watched, found: Sequence[Visit]) -> int:
    """Keep the state of a watched address together with what was found there; the number of addresses that are new."""
    table, visits = schema.watched, schema.visits
    connection.execute(delete(table).where(table.c.address == one.address))
    connection.execute(insert(table).values({name: getattr(one, name) for name in _WATCHED}))
    by_url = {visit.url: visit for visit in found}
    urls = list(by_url)
    for start in range(0, len(urls), _AT_ONCE):
        for row in connection.execute(select(visits.c.url).where(visits.c.url.in_(urls[start : start + _AT_ONCE]))):
            by_url.pop(row.url, None)
    if by_url:
        connection.execute(insert(visits), [_row(visit) for visit in by_url.values()])
    return len(by_url)


def waiting(connection: Connection, sources: Collection[str], now: str, most: int) -> list[Visit]:
    """Addresses found at these sources that are to be visited now, those found first coming first."""
    table = schema.visits
    wanted = table.c.state == "waiting", table.c.next_at <= now, table.c.source.in_(sources)
    question = select(table).where(*wanted).order_by(table.c.next_at, table.c.found_at, table.c.url)
    return [Visit(**{name: row[name] for name in _VISIT}) for row in connection.execute(question.limit(most)).mappings()]


def next_visit(connection: Connection, sources: Collection[str]) -> str | None:
    """When the next waiting address of these sources is to be visited."""
    table = schema.visits
    return connection.execute(select(func.min(table.c.next_at)).where(table.c.state == "waiting", table.c.source.in_(sources))).scalar()


def visited(connection: Connection, visits: Iterable[Visit]) -> None:
    """Keep what became of visits."""
    table = schema.visits
    for visit in visits:
        connection.execute(update(table).where(table.c.url == visit.url).values(_row(visit)))


def _row(visit: Visit) -> dict[str, object]:
    return {name: dict(visit.told) if name == "told" else getattr(visit, name) for name in _VISIT}
