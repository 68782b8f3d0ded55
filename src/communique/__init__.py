"""Communiqué: from wire stories to a sourced ledger of what international partners met for, agreed, promised and did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.ledger import Ledger as Ledger

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`communique.Ledger`, loaded when it is first asked for, so that the package itself is quick to import."""
    if name == "Ledger":
        from communique.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
