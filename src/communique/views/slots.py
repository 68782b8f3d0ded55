"""The fields of a record in words: what they are called, and what they hold."""

from __future__ import annotations

import re
from dataclasses import asdict

from communique.kinds.values import VERBATIM, parse
from communique.model.quantities import Quantity
from communique.views.rows import Row
from communique.views.titles import meeting_sort, short
from communique.views.words import Words

_DATES = frozenset({"when", "due"})
_ACTORS = frozenset({"by", "to"})
_NEXT_ACTOR = re.compile(r"[ ,](?=[A-Z][A-Z0-9-]+(?::|[ ,]|\Z))")
_ORDINAL = re.compile(r"(?P<number>\d+)(?: (?P<inferred>inferred)| on (?P<date>\S+))?\Z")


def slot_words(row: Row, slot: object, words: Words) -> str:
    """What a field is called: of a promise, its type is how firm it is."""
    return words.term("slot", "strength" if slot == "type" and row["kind"] == "commitment" else slot)


def value_words(row: Row, slot: str, value: object, words: Words) -> str:
    """What a field of a record holds, as text (`kinds.values.write`, or a version that is in dispute), in words."""
    told = str(value)
    if slot in _DATES:
        return words.date(told)
    if slot in _ACTORS:
        return words.actors(_NEXT_ACTOR.split(told))
    if slot == "areas":
        return ", ".join(words.area(code) for code in told.split(","))
    if slot == "quantity":
        return _quantity(row, told, words)
    if slot == "ordinal":
        return _ordinal(told, words)
    if slot == "type":
        return _type(row, told, words)
    if slot == "mechanism":
        return words.mechanism(told)
    if slot == "issue":
        return words.issue(told)
    if slot == "where":
        return words.place(told)
    if slot in VERBATIM:
        return words.quoted(told)
    return words.term("state" if slot == "status" and row["kind"] == "commitment" else slot, told)


def version_words(row: Row, slot: str, version: Row, words: Words) -> str:
    """One of the values in dispute, in words; what another record claims says which."""
    value = value_words(row, slot, version["value"], words)
    return words.say("conflicts", "other", value=value, id=short(version)) if version["record"] else value


def _quantity(row: Row, told: str, words: Words) -> str:
    try:
        value = parse(str(row["kind"]), "quantity", told)
    except ValueError:
        return told
    return words.quantity(asdict(value)) if isinstance(value, Quantity) else told


def _ordinal(told: str, words: Words) -> str:
    """A number in a row, told of this record, of another of a day, or by the neighbours of this."""
    found = _ORDINAL.match(told)
    if found is None:
        return told
    number = words.ordinal(found["number"])
    if found["date"]:
        return words.say("conflicts", "elsewhere", ordinal=number, date=words.date(found["date"]))
    return words.say("conflicts", "inferred", ordinal=number) if found["inferred"] else number


def _type(row: Row, told: str, words: Words) -> str:
    if row["kind"] == "meeting":
        return meeting_sort(row | {"type": told}, words)
    of_kind = words.interface.sections["terms"].get("strength" if row["kind"] == "commitment" else str(row["kind"]), {})
    return str(of_kind.get(told) or words.term("type", told))
