"""The store in one SQLite file."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from communique.store.base import StoreError
from communique.store.migrations import VERSION, migrate, version_of
from communique.store.sql import SqlStore, remedy

WAIT = 30_000
"""Milliseconds to wait for another program's write."""

MEMORY = ":memory:"


def open_sqlite(path: Path | str, *, create: bool = True) -> SqlStore:
    """The store in a file, made with its tables if it is not there; `:memory:` is one that is not kept.

    Raises StoreError, with the remedy, if the file is no ledger, is newer than this program or cannot be opened, and without
    `create` if it is not there.
    """
    memory = str(path) == MEMORY
    place = Path(path)
    if not memory:
        if place.is_dir():
            raise StoreError(f"{path} is a folder: name a file with --ledger")
        if not place.exists() and not create:
            raise StoreError(f"no ledger at {path}: run `communique read` first, or name one with --ledger")
        if not place.parent.is_dir():
            raise StoreError(f"no folder {place.parent} for the ledger: make it first, or name another file with --ledger")
    engine = _engine(str(path), memory=memory)
    try:
        _ready(engine)
    except StoreError as error:
        engine.dispose()
        raise StoreError(f"{path} cannot be used as a ledger: {error}") from error
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreError(f"{path}: {getattr(error, 'orig', None) or error}: {remedy(str(error))}") from error
    return SqlStore(engine, name=str(path))


def _engine(path: str, *, memory: bool) -> Engine:
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {"poolclass": QueuePool, "max_overflow": -1}  # as many as ask at a time
    engine = create_engine(
        URL.create("sqlite", database=path),
        connect_args={"timeout": WAIT / 1000, "check_same_thread": False},
        json_serializer=partial(json.dumps, ensure_ascii=False, separators=(",", ":")), **pool,
    )  # fmt: skip
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: Any, record: object) -> None:
    connection.isolation_level = None  # the driver's own late BEGIN would let two writers start on one snapshot: `_begun` says it
    for pragma in (f"busy_timeout={WAIT}", "foreign_keys=on", "synchronous=full"):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    if getattr(connection.connection.dbapi_connection, "in_transaction", False):
        return  # a store in memory has one connection: what is read while it is walked through shares its transaction
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


def _ready(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        version = version_of(connection)
    if version < VERSION:
        raw = engine.raw_connection()  # the journal's mode cannot change inside a transaction
        try:
            raw.cursor().execute("PRAGMA journal_mode=wal")
        finally:
            raw.close()
        with engine.connect().execution_options(write=True) as connection, connection.begin():
            migrate(connection)
