"""Open the store a location names."""

from __future__ import annotations

from pathlib import Path

from communique.store.base import Store, StoreError
from communique.store.sqlite import open_sqlite


def open_store(location: Path | str, *, create: bool = True) -> Store:
    """The store at a file's path. Raises StoreError, with the remedy, if it cannot be opened or its kind is unknown."""
    if "://" in str(location):
        scheme = str(location).partition("://")[0]
        raise StoreError(f"no store for {scheme!r} addresses: name a file")
    return open_sqlite(location, create=create)
