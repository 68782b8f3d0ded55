"""Statements in words, for tables and lines."""

from __future__ import annotations

from communique.export.flat import number
from communique.model.harmless import one_line
from communique.model.quantities import Quantity
from communique.model.statements import Statement

SHOWN_DIGITS = 8
"""Digits of an id that are shown: enough to name it."""


def quantity_words(quantity: Quantity) -> str:
    """A quantity as people write it: `99 of 139 action line`, `> 20,000,000,000 USD`."""
    value = f"{number(quantity.value):,}"
    of = f" of {number(quantity.of):,}" if quantity.of is not None else ""
    return f"{'' if quantity.comparator == '=' else quantity.comparator + ' '}{value}{of} {quantity.unit}".rstrip()


def who(statement: Statement, *, plain: bool = False) -> str:
    """Who deals with whom: `RUS → ASEAN`, `ASEAN, RUS`."""
    by, to = (", ".join(map(one_line, actors)) for actors in (statement.content.by, statement.content.to))
    return f"{by or '?'} {'->' if plain else '→'} {to}" if to else by or "?"


def sort_words(statement: Statement) -> str:
    """Type, status and level: `session, held, senior officials`."""
    content = statement.content
    return ", ".join(word.replace("_", " ") for word in (content.type, content.status, content.level) if word)


def details(statement: Statement) -> str:
    """All else that fills the statement, in one line."""
    content = statement.content
    parts = [
        f"no. {content.ordinal}" if content.ordinal is not None else "",
        one_line(content.name or ""),
        one_line(content.what or ""),
        quantity_words(content.quantity) if content.quantity else "",
        f"at {one_line(content.where)}" if content.where else "",
        f"due {content.due}" if content.due else "",
        " ".join(content.areas),
        "not so" if not statement.polarity else "",
        "hedged" if statement.hedged else "",
        f"says {one_line(statement.speaker)}" if statement.speaker else "",
    ]
    return " · ".join(part for part in parts if part)


def quote(statement: Statement) -> str:
    """The words of the evidence, in one line."""
    return " … ".join(one_line(piece.quote.exact) for piece in statement.evidence)
