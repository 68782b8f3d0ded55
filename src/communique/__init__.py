"""Communiqué: from wire stories to a sourced ledger of what international partners met for, agreed, promised and did."""

__version__ = "0.1.0"
