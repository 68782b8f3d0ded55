"""The steps that bring a ledger's tables to the version this program knows."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from sqlalchemy import Connection, func, insert, inspect, select, text

from communique.store import searching
from communique.store.base import StoreError
from communique.store.schema import families, judgements, marks, metadata, migrations, searched, visits, watched

Step = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


def _second(connection: Connection) -> None:
    """Authors. The first step makes the tables as they now are, so that a new ledger has them already."""
    for name in ("sightings", "readings"):
        if "author" not in {column["name"] for column in inspect(connection).get_columns(name)}:
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN author VARCHAR"))


def _third(connection: Connection) -> None:
    """What is watched."""
    metadata.create_all(connection, tables=[watched, visits])


def _fourth(connection: Connection) -> None:
    """Families of copies."""
    metadata.create_all(connection, tables=[families, marks])


def _fifth(connection: Connection) -> None:
    """Judgements. Two tables of the first step were drawn for them and never written to."""
    columns = {column["name"] for column in inspect(connection).get_columns(judgements.name)}
    if "undoes" not in columns:
        for name in ("judgements", "reviews"):
            connection.execute(text(f"DROP TABLE {name}"))
    metadata.create_all(connection, tables=[judgements])


def _sixth(connection: Connection) -> None:
    """Further looks at pages, for their publishers correct them."""
    known = {column["name"] for column in inspect(connection).get_columns(visits.name)}
    for name in ("stamp", "visited_at", "etag", "modified"):
        if name not in known:
            connection.execute(text(f"ALTER TABLE {visits.name} ADD COLUMN {name} VARCHAR"))
    if "looks" not in known:
        connection.execute(text(f"ALTER TABLE {visits.name} ADD COLUMN looks INTEGER DEFAULT 0 NOT NULL"))
        connection.execute(text(f"UPDATE {visits.name} SET looks = 1 WHERE state = 'done'"))


def _seventh(connection: Connection) -> None:
    """The index of words, with what is live already."""
    metadata.create_all(connection, tables=[searched])
    searching.make(connection)
    searching.fill(connection)


STEPS: tuple[Step, ...] = (_first, _second, _third, _fourth, _fifth, _sixth, _seventh)
"""Step i brings version i to version i + 1. A released step never changes: a new version is a new step."""

VERSION = len(STEPS)


def version_of(connection: Connection) -> int:
    """The version of a ledger's tables; 0 for an empty database.

    Raises StoreError where the tables are of something else, or newer than this program.
    """
    names = inspect(connection).get_table_names()
    if migrations.name not in names:
        if names:
            raise StoreError("it holds the tables of another program: name another file with --ledger")
        return 0
    version = int(connection.execute(select(func.max(migrations.c.version))).scalar() or 0)
    if version > VERSION:
        raise StoreError(f"it was written by a newer communique (schema {version}; this one knows {VERSION}): upgrade communique")
    return version


def migrate(connection: Connection) -> None:
    """Bring the tables to VERSION. Inside the caller's transaction. Raises StoreError as `version_of` does."""
    for number, step in enumerate(STEPS[version_of(connection) :], version_of(connection) + 1):
        step(connection)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        connection.execute(insert(migrations).values(version=number, applied_at=now))
