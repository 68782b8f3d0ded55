"""The number words, ordinals, comparators and unit nouns of a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.languages.errors import PackError
from communique.languages.forms import Index, Joined, index_forms, split_form
from communique.languages.kept import by_fields
from communique.languages.tables import rows, rows_if_any

CLASSES = frozenset(
    "one small hundred thousand magnitude vague fraction half joiner ordinal ordinal_prefix suffix comparator after of link span_open span_link gap "
    "plural rank label several superlative group decimal stop roman numbered ordered ordered_by lone joined_noun".split()
)  # fmt: skip
_VALUED = frozenset("one small hundred thousand magnitude vague fraction half ordinal".split())


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """`words`: form → class and value; `units`: noun or currency → its English noun or ISO 4217 code.

    `starts`: words a number can begin with; `suffixes`: what makes an ordinal of digits; `signs`: what opens a sum of money.
    `romans`: ordinals in Roman numerals (lower case), without their suffix too where a row `roman` says `bare`.
    `group`, `decimal`: the marks in digits.
    """

    words: Index
    units: Index
    starts: frozenset[str]
    suffixes: frozenset[str]
    signs: frozenset[str]
    romans: dict[str, int]
    numerals: dict[str, int]
    """bare Roman numerals (lower case), for languages whose ordinals have a word before the number; empty elsewhere"""
    ordinals: frozenset[str]
    """words an ordinal can begin with"""
    ranked: frozenset[str]
    """words and Roman numerals an ordinal can begin with"""
    opening: frozenset[str]
    """words that a number, an ordinal, a superlative or a sum of money can begin with"""
    group: str
    decimal: str
    names_between: bool = False
    """whether a nationality may stand between a number and what it counts: "50 Russian tourists" """
    ordered: frozenset[str] = frozenset()
    """nouns in the singular in front of which digits are an ordinal behind a word of `ordered_by`: "la 37 cumbre" """
    ordered_by: frozenset[str] = frozenset()
    plurals: tuple[str, ...] = ()
    """endings of nouns behind which a unit in the singular is none, where modifiers stand before their noun: "two migrant centers" """
    numbered: frozenset[str] = frozenset()
    """nouns behind which digits are an ordinal: "aniversario 30" """
    joined_nouns: frozenset[str] = frozenset()
    """nouns whose number a hyphen joins: "65-летие" """
    lone: bool = False
    """whether a million may stand without "one" """

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)


def _romans() -> Iterator[tuple[int, str]]:
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    for value in range(1, 90):
        yield value, tens[value // 10] + ones[value % 10]


def read(folder: Path, joined: Joined | None = None) -> Numbers:
    """The numbers and units of the pack in `folder`, cut into tokens as `joined` has it.

    Raises PackError on an unknown class, or a value that is no number.
    """
    path = folder / "numbers.tsv"
    entries: list[tuple[str, str, str]] = []
    marks = {"group": ".", "decimal": ",", "roman": "", "gap": "", "lone": ""}
    suffixes: dict[str, str] = {}
    joined_nouns: set[str] = set()
    for row in rows(path):
        kind, value = row["class"], row["value"]
        if kind not in CLASSES:
            raise PackError(path, row.line, f"unknown class {kind!r}: one of {' '.join(sorted(CLASSES))}")
        if kind in marks:
            marks[kind] = value
            continue
        if kind == "joined_noun":
            joined_nouns.update(row.many("forms"))
            continue
        if kind == "suffix":
            suffixes.update(dict.fromkeys(row.many("forms"), value))
            continue
        if kind in _VALUED:
            try:
                float(value)
            except ValueError:
                raise PackError(path, row.line, f"{kind} {value!r}: expected a number") from None
        entries.extend((form, kind, value) for form in row.many("forms"))
    units: list[tuple[str, str, str]] = []
    before: set[str] = set()
    """money that stands before its number, besides signs and codes: "Rp5 triliun" """
    for row in rows_if_any(folder / "units.tsv"):
        if not row["unit"]:
            raise PackError(folder / "units.tsv", row.line, "no unit")
        kind = "money" if len(row["unit"]) == 3 and row["unit"].isupper() else "unit"
        units.extend((form, kind, row["unit"]) for form in row.many("forms"))
        if row.get("note") == "before":
            before.update(row.many("forms"))
    counted = {"one", "small", "hundred", "thousand", "magnitude", "vague", "fraction", "half", "several"}
    starts = frozenset(words[0] for form, kind, _ in entries if kind in counted for words in split_form(form, joined))
    signs = frozenset(
        words[0]
        for form, kind, unit in units
        if kind == "money" and (form in before or form.upper() == unit or any(unicodedata.category(mark) == "Sc" for mark in form))
        for words in split_form(form, joined)
    )
    romans = {
        f"{numeral}{suffix}": value
        for value, numeral in _romans()
        for suffix, only in suffixes.items()
        if suffix.isalpha() and only in ("", str(value))
    }
    if marks["roman"] == "bare":  # "IV Cumbre"
        romans |= {numeral: value for value, numeral in _romans()}
    prefixed = any(kind == "ordinal_prefix" for _, kind, _ in entries)
    ordinals = frozenset(words[0] for form, kind, _ in entries if kind in ("ordinal", "ordinal_prefix") for words in split_form(form, joined))
    superlatives = frozenset(words[0] for form, kind, _ in entries if kind == "superlative" for words in split_form(form, joined))
    return Numbers(
        words=index_forms(entries, joined),
        units=index_forms(units, joined),
        starts=starts,
        suffixes=frozenset(suffixes),
        signs=signs,
        romans=romans,
        numerals={numeral: value for value, numeral in _romans()} if prefixed else {},
        ordinals=ordinals,
        ranked=ordinals.union(romans),
        opening=starts.union(signs, ordinals, romans, superlatives),
        group=marks["group"],
        names_between=marks["gap"] == "names",
        decimal=marks["decimal"],
        ordered=frozenset(form for form, kind, _ in entries if kind == "ordered"),
        ordered_by=frozenset(form for form, kind, _ in entries if kind == "ordered_by"),
        plurals=tuple(form for form, kind, _ in entries if kind == "plural"),
        numbered=frozenset(form for form, kind, _ in entries if kind == "numbered"),
        joined_nouns=frozenset(joined_nouns),
        lone=marks["lone"] == "magnitude",
    )
