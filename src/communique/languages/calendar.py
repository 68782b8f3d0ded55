"""The words of time of a language: months, weekdays, units, directions, and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from communique.languages.errors import PackError
from communique.languages.forms import Index, Joined, index_forms, split_form
from communique.languages.kept import by_fields
from communique.languages.tables import rows

CORE = frozenset(
    "month weekday season unit units holiday deictic anaphor ref set clock hour part daypart code".split()
)  # fmt: skip
"""Classes a time expression can be found by; `month` may be noted `capital` (another thing when capitalised); any row `named`, or `loose`."""
LINKS = frozenset(
    "last next this same current then previous following ago earlier later in_future by until since for each vague article of to in between "
    "and dash slash comma open close colon times horizon respectively half several meridiem zone decade_mark filler".split()
)  # fmt: skip
GUARDS = frozenset(
    "age place programme day_follow always_future always_past ahead plural_ending year_noun hour_noun hour_zone weekday_ahead compared than".split()
)
SETTINGS = frozenset({"order", "pointed", "timeml"})
MARKS = frozenset("lengths_from_now lengths_ahead vague_lengths contracted ages".split())
"""What a row `timeml` may say of how a language's annotators mark times, for the TimeML view only: "hace dos años" or "within two years" as a
length, "recent months" as a length of no number, "del sábado" with its preposition, ages as lengths. The row's forms are words of direction that
are times alone there: "la próxima ronda"."""
_HOLIDAY = re.compile(r"\d\d-\d\d|\d\d-\d(?:st|nd|rd|th|last)-[1-7](?:\+\d)?|easter(?:[+-]\d+)?")
_NUMERIC = {"month": 12, "weekday": 7}


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """`forms`: every word of time; `core`: the words a search begins at (the longest of each form); `known`: every word of any form.

    `guards`: class → words that forbid or allow a reading; `order`: `dmy`, `mdy` or `ymd`, with `<` where "last" and "next" stand before days and
    months ("el próximo martes"); `capital`: months that are names when capitalised; `plural`: direction words in the plural;
    `named`: forms that are words of time only with a capital.
    `apart`: the same with the rows noted `loose`, words that only the TimeML view counts as times ("the future"), and with the language's `marks`
    for that view and the words of direction that are times `alone` there; None in itself.
    """

    forms: Index
    core: frozenset[str]
    known: frozenset[str]
    guards: dict[str, frozenset[str]]
    order: str
    capital: frozenset[str]
    plural: frozenset[str]
    named: frozenset[str]
    marks: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    apart: Calendar | None = None

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)


def read(folder: Path, joined: Joined | None = None) -> Calendar:
    """The calendar of the pack in `folder`, cut into tokens as `joined` has it. Raises PackError on an unknown class or a value out of range."""
    return replace(_read(folder, joined, apart=False), apart=_read(folder, joined, apart=True))


def _read(folder: Path, joined: Joined | None, *, apart: bool) -> Calendar:
    path = folder / "calendar.tsv"
    entries: list[tuple[str, str, str]] = []
    guards: dict[str, set[str]] = {name: set() for name in GUARDS}
    order, pointed, capital, plural, named = "dmy", "", set[str](), set[str](), set[str]()
    marks, alone = frozenset[str](), frozenset[str]()
    for row in rows(path):
        kind, value, forms = row["class"], row["value"], row.many("forms")
        if kind == "order":
            order = value
        elif kind == "pointed":
            pointed = value
        elif kind == "timeml":
            marks = frozenset(value.split())
            if marks - MARKS:
                raise PackError(path, row.line, f"timeml {value!r}: expected some of {' '.join(sorted(MARKS))}")
            alone = frozenset(form.lower() for form in forms)
        elif row.cells.get("note") == "loose" and not apart:
            continue
        elif kind in GUARDS:
            guards[kind].update(form.lower() for form in forms)
        elif kind in CORE or kind in LINKS:
            if kind in _NUMERIC and not (value.isdigit() and 1 <= int(value) <= _NUMERIC[kind]):
                raise PackError(path, row.line, f"{kind} {value!r}: expected 1 to {_NUMERIC[kind]}")
            if kind == "holiday" and not _HOLIDAY.fullmatch(value):
                raise PackError(path, row.line, f"holiday {value!r}: expected such as 12-25, 11-4th-4 (fourth Thursday) or easter-2")
            if not forms:
                raise PackError(path, row.line, f"no forms for {kind} {value!r}")
            entries.extend((form, kind, value) for form in forms)
            if row.cells.get("note") == "capital":
                capital.update(forms)
            elif row.cells.get("note") == "plural":
                plural.update(forms)
            elif row.cells.get("note") == "named":
                named.update(" ".join(words) for form in forms for words in split_form(form, joined))
        else:
            raise PackError(path, row.line, f"unknown class {kind!r}: one of {' '.join(sorted(CORE | LINKS | GUARDS | SETTINGS))}")
    core = {max(words, key=len) for form, kind, _ in entries if kind in CORE for words in split_form(form, joined)}
    known = {word for form, _, _ in entries for words in split_form(form, joined) for word in words}
    if order not in {"dmy", "mdy", "ymd"}:
        raise PackError(path, 1, f"order {order!r}: expected dmy, mdy or ymd")
    if pointed not in {"", "before"}:
        raise PackError(path, 1, f"pointed {pointed!r}: expected before, or no such row")
    return Calendar(
        forms=index_forms(entries, joined),
        core=frozenset(core | alone if apart else core),
        known=frozenset(known),
        guards={name: frozenset(words) for name, words in guards.items()},
        order=(f"{order}<" if pointed else order) + ("+" if apart and alone else ""),
        capital=frozenset(capital),
        plural=frozenset(plural),
        named=frozenset(named),
        marks=marks if apart else frozenset(),
        alone=alone if apart else frozenset(),
    )
