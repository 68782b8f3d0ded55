"""Get a pack by its language code; each is loaded once, on first use."""

from __future__ import annotations

from functools import lru_cache

from communique.languages.compile import codes, compiled
from communique.languages.pack import Pack


@lru_cache(maxsize=64)
def load_pack(code: str) -> Pack | None:
    """The pack of an ISO 639-1 code, or None where there is none. Raises PackError on bad data."""
    return compiled(code) if code in codes() else None
