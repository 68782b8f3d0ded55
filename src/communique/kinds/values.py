"""The values of a statement's fields as people write them: read, checked against the words of its kind, written again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

from communique.kinds.base import Flat
from communique.kinds.table import KINDS
from communique.model.dates import bounds
from communique.model.quantities import COMPARATORS, Comparator, Quantity
from communique.model.statements import Modality, Statement, Voice

CONTENT = ("by", "to", "type", "status", "level", "name", "ordinal", "when", "due", "where", "areas", "quantity", "what", "mechanism", "issue")
"""The fields of a content, in the order in which they are shown."""
SAID = ("speaker", "voice", "modality", "polarity", "hedged")
"""The fields of a statement beside its content: who says so, and how."""
FIELDS = CONTENT + SAID
LISTS = ("by", "to", "areas")
VERBATIM = ("name", "what", "speaker")
"""Fields that hold words of the story."""

_ACTOR = re.compile(r"[A-Z][A-Za-z0-9-]*(?::\S.*)?\Z")
_QUANTITY = re.compile(r"(?P<comparator>>=|<=|[=<>~])?\s*(?P<value>-?\d[\d,]*(?:\.\d+)?)(?:\s+of\s+(?P<of>\d[\d,]*(?:\.\d+)?))?\s+(?P<unit>\S.*)\Z")
_VOCABULARIES: Mapping[str, tuple[str, ...]] = {"voice": get_args(Voice), "modality": get_args(Modality)}
_ANSWERS = {"true": True, "yes": True, "false": False, "no": False}
_NEEDED = frozenset({"voice", "modality", "polarity", "hedged"})
"""Fields that cannot be empty."""


def parse(kind: str, field: str, words: str) -> object:
    """The value of a field that people write so; nothing but blanks is no value (None, or an empty tuple).

    Raises ValueError, naming field, value and remedy, for what the field of this kind does not hold.
    """
    if field not in FIELDS:
        raise ValueError(f"no field {field!r}: one of {' '.join(FIELDS)}")
    words = words.strip() if field in VERBATIM else " ".join(words.split())
    if not words:
        if field in _NEEDED:
            raise ValueError(f"{field} cannot be empty: give one of {' '.join(_VOCABULARIES.get(field, ('true', 'false')))}")
        return () if field in LISTS else None
    if field in ("type", "status", "level"):
        return _of(_vocabulary(kind, field), field, words.lower(), kind)
    if field in _VOCABULARIES:
        return _of(_VOCABULARIES[field], field, words.lower())
    return _PARSERS[field](field, words) if field in _PARSERS else words


def write(value: object) -> str:
    """A value as people write it: what `parse` reads again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Quantity):
        comparator = "" if value.comparator == "=" else f"{value.comparator} "
        of = "" if value.of is None else f" of {_digits(value.of)}"
        return f"{comparator}{_digits(value.value)}{of} {value.unit}"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def value_of(statement: Statement, field: str) -> object:
    """What a field of a statement holds."""
    return getattr(statement if field in SAID else statement.content, field)


def choices(kind: str, field: str) -> tuple[str, ...] | None:
    """The words that a field of a kind may hold: none where it has no such field, None where it holds something else than words of a list."""
    if field in ("type", "status", "level"):
        return _vocabulary(kind, field)
    return ("true", "false") if field in ("polarity", "hedged") else _VOCABULARIES.get(field)


def changed(statement: Statement, field: str, words: str) -> Statement:
    """A statement with another value of a field; its id stays. Raises ValueError as `parse` does."""
    value: Any = parse(statement.kind, field, words)
    if field in SAID:
        return replace(statement, **{field: value})
    content = statement.content
    assert isinstance(content, Flat)
    return replace(statement, content=replace(content, **{field: value}))


def _of(allowed: tuple[str, ...], field: str, word: str, kind: str = "") -> str:
    if word not in allowed:
        of = f" of a {kind}" if kind else ""
        raise ValueError(f"{field}{of} cannot be {word!r}: " + (f"one of {' '.join(allowed)}" if allowed else "it has none, leave it empty"))
    return word


def _vocabulary(kind: str, field: str) -> tuple[str, ...]:
    known = KINDS[kind]
    return tuple(sorted({"type": known.types, "status": known.statuses, "level": known.levels}[field]))


def _ordinal(field: str, words: str) -> int:
    if not words.isdecimal() or not 0 < int(words) < 10_000:
        raise ValueError(f"{field} cannot be {words!r}: a whole number from 1 on is expected, such as 19")
    return int(words)


def _date(field: str, words: str) -> str:
    try:
        bounds(words)
    except ValueError:
        raise ValueError(f"{field} cannot be {words!r}: write a date as 2021, 2021-04, 2021-04-06 or ../2025 (EDTF)") from None
    return words


def _actors(field: str, words: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_cased(piece.strip()) for piece in words.split(",") if piece.strip()))
    for actor in found:
        if not _ACTOR.match(actor):
            raise ValueError(f"{field} cannot hold {actor!r}: write actors as RUS, ASEAN or RUS:Gazprom, with commas between")
    return found


def _cased(actor: str) -> str:
    state, colon, name = actor.partition(":")
    return (state.upper() if state.islower() and state.isalnum() else state) + colon + name


def _areas(field: str, words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.strip().upper() for piece in words.split(",") if piece.strip()))


def _quantity(field: str, words: str) -> Quantity:
    match = _QUANTITY.match(words)
    if not match:
        raise ValueError(f"{field} cannot be {words!r}: write number and unit, such as 400000 dose, >= 20000000000 USD or 99 of 139 action line")
    comparator: Comparator = next((one for one in get_args(Comparator) if one == match["comparator"]), "=")
    assert comparator in COMPARATORS
    of = match["of"]
    return Quantity(_number(match["value"]), match["unit"], comparator, None if of is None else _number(of))


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _digits(number: float) -> str:
    return format(Decimal(repr(number)).normalize(), "f")


def _answer(field: str, words: str) -> bool:
    if words.lower() not in _ANSWERS:
        raise ValueError(f"{field} cannot be {words!r}: true or false")
    return _ANSWERS[words.lower()]


_PARSERS: Mapping[str, Callable[[str, str], object]] = {
    "by": _actors, "to": _actors, "areas": _areas, "ordinal": _ordinal, "when": _date, "due": _date, "quantity": _quantity, "polarity": _answer,
    "hedged": _answer,
}  # fmt: skip
