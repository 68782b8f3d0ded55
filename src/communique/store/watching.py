"""The state of watches in a SQL store."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from communique.model.visits import Visit, Watched
from communique.store import schema

_AT_ONCE = 300
_WATCHED = tuple(field.name for field in dataclasses.fields(Watched))
_VISIT = tuple(field.name for field in dataclasses.fields(Visit))


def watched(connection: Connection) -> dict[str, Watched]:
    """What is known of each watched address."""
    return {row["address"]: Watched(**{name: row[name] for name in _WATCHED}) for row in connection.execute(select(schema.watched)).mappings()}


def note(connection: Connection, one: Watched, found: Sequence[Visit]) -> int:
    """Keep the state of a watched address together with what was found there; the number of addresses that are new.

    Of an address that is known, what is given now stands."""
    table = schema.watched
    connection.execute(delete(table).where(table.c.address == one.address))
    connection.execute(insert(table).values({name: getattr(one, name) for name in _WATCHED}))
    by_url = {visit.url: visit for visit in found}
    before = known(connection, by_url)
    visited(connection, (by_url[url] for url in before))
    new = [_row(visit) for url, visit in by_url.items() if url not in before]
    if new:
        connection.execute(insert(schema.visits), new)
    return len(new)


def known(connection: Connection, urls: Iterable[str]) -> dict[str, Visit]:
    """What is known of addresses that were found before."""
    table, every = schema.visits, list(urls)
    parts = (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
    return {row["url"]: _visit(row) for part in parts for row in connection.execute(select(table).where(table.c.url.in_(part))).mappings()}


def waiting(connection: Connection, sources: Collection[str], now: str, most: int) -> list[Visit]:
    """Addresses found at these sources that are to be visited now: those never had, then those looked at again, each as they were found."""
    table = schema.visits
    wanted = table.c.state == "waiting", table.c.next_at <= now, table.c.source.in_(sources)
    question = select(table).where(*wanted).order_by(table.c.looks > 0, table.c.next_at, table.c.found_at, table.c.url)
    return [_visit(row) for row in connection.execute(question.limit(most)).mappings()]


def next_visit(connection: Connection, sources: Collection[str]) -> str | None:
    """When the next waiting address of these sources is to be visited."""
    table = schema.visits
    return connection.execute(select(func.min(table.c.next_at)).where(table.c.state == "waiting", table.c.source.in_(sources))).scalar()


def visited(connection: Connection, visits: Iterable[Visit]) -> None:
    """Keep what became of visits."""
    table = schema.visits
    for visit in visits:
        connection.execute(update(table).where(table.c.url == visit.url).values(_row(visit)))


def _visit(row: RowMapping) -> Visit:
    return Visit(**{name: row[name] for name in _VISIT})


def _row(visit: Visit) -> dict[str, object]:
    return {name: dict(visit.told) if name == "told" else getattr(visit, name) for name in _VISIT}
