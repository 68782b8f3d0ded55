"""Decline the phrases of a pack when it is compiled, where it has a table for it (`declensions.tsv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import NamedTuple

from communique.languages.cases import ANY, CASES, GENDERS, bit
from communique.languages.errors import PackError
from communique.languages.tables import rows

KINDS = frozenset({"adjective", "noun", "plural", "only", "name", "fixed", "joined", "apposed"})


ACCUSATIVE = CASES.index("a")


class Rule(NamedTuple):
    """How words with an ending decline: for each gender the endings of the six cases, each in its variants. A group in the pattern stays."""

    ending: re.Pattern[str]
    forms: dict[str, tuple[tuple[str, ...], ...]]


_CLOSING = {'"': '"', "«": "»", "“": "”", "„": "“"}
"""opening quotation mark → closing"""


@dataclass(frozen=True, slots=True)
class Declension:
    """The rules of a language by kind: adjective, noun, plural (of nouns given in the plural), only (nouns that have no singular),
    name (of persons), fixed (indeclinable).

    A word that fits a `joined` rule declines on both sides of its hyphen; behind one that fits an `apposed` rule the name may decline with it.
    """

    rules: dict[str, tuple[Rule, ...]]

    def phrase(
        self, phrase: str, *, name: bool = False, proper: bool = False, plural: bool = False, animate: bool = False
    ) -> Iterator[tuple[str, int]]:
        """The forms of a phrase in the nominative, each with its mask: adjectives and the first noun decline, what follows stays.

        In the `name` of a person all parts decline, or the last alone. A `proper` name has no plural; `plural` says that the phrase stands in it;
        the accusative of the `animate` is their genitive.
        """
        if len(phrase) > 2 and phrase[-1] == _CLOSING.get(phrase[0]):  # a name between quotation marks
            for form, mask in self.phrase(phrase[1:-1], name=name, proper=proper, plural=plural, animate=animate):
                yield f"{phrase[0]}{form}{phrase[-1]}", mask
            return
        words = phrase.split(" ")
        if name:
            yield from self._name(words)
            return
        at = 0
        while at < len(words) - 1 and self._rule("adjective", words[at]) is not None:
            at += 1
        tail = "".join(f" {word}" for word in words[at + 1 :])
        plural = plural or any(self._is_plural(word) for word in words[:at])
        head, genders = self._head(words[at], plural)
        if proper and genders[0:1] != "p":
            genders = genders.replace("p", "")
        if words[at] not in {form for gender in genders for form in head[gender][0]}:
            yield phrase, ANY  # no rule gives the phrase back: it is at least what is written
        for gender in genders:
            for position, case in enumerate(CASES):
                parts = [self._adjective(word, gender, position, animate) for word in words[:at]]
                for combination in product(*parts, head[gender][1 if case == "a" and animate and gender in "mp" else position]):
                    yield " ".join(combination) + tail, bit(case, gender)
        named = self._head(words[-1], False) if genders and at == len(words) - 2 and self._rule("apposed", words[at]) is not None else ({}, "")
        for position, case in enumerate(CASES) if named[1] else ():  # "Республики Индии" as well as "Республики Индия"
            parts = [self._adjective(word, genders[0], position, animate) for word in words[:at]]
            for combination in product(*parts, head[genders[0]][position], named[0][named[1][0]][position]):
                yield " ".join(combination), bit(case, genders[0])

    def _head(self, word: str, plural: bool) -> tuple[dict[str, tuple[tuple[str, ...], ...]], str]:
        """The forms of the head of a phrase, and the genders it has them in; none where it does not decline."""
        first, hyphen, last = word.rpartition("-")
        if hyphen and self._rule("joined", first.lower()) is not None:
            left, genders = self._head(first, plural)
            right, others = self._head(last, plural)
            other = next((right[gender] for gender in others if gender != "p"), None)
            pairs = {}
            for gender in genders:
                beside = right.get(gender) or (other if gender != "p" else None)
                if beside is not None:
                    pairs[gender] = tuple(tuple(f"{a}-{b}" for a, b in product(x, y)) for x, y in zip(left[gender], beside, strict=True))
            return pairs, "".join(pairs)
        if self._rule("fixed", word) is not None:
            return {}, ""
        kinds = ("only", "plural", "adjective", "noun") if plural else ("only", "adjective", "noun", "plural")
        for kind in kinds:
            rule = self._rule(kind, word)
            if rule is not None:
                forms = _inflect(word, rule)
                genders = "".join(gender for gender in GENDERS if gender in forms and (not plural or gender == "p"))
                return forms, genders
        return {}, ""

    def _is_plural(self, word: str) -> bool:
        rule = self._rule("adjective", word)
        return rule is not None and word in _inflect(word, rule)["p"][0]

    def _adjective(self, word: str, gender: str, case: int, animate: bool) -> tuple[str, ...]:
        rule = self._rule("adjective", word)
        if rule is None:
            return (word,)
        return _inflect(word, rule)[gender][(1 if animate else 0) if case == ACCUSATIVE and gender in "mp" else case]

    def _name(self, words: list[str]) -> Iterator[tuple[str, int]]:
        yield " ".join(words), bit("n", "m") | bit("n", "f")
        parts = []
        for word in words:
            rule = None if self._rule("fixed", word) else self._rule("name", word) or self._rule("noun", word)
            forms = _inflect(word, rule) if rule is not None else {}
            parts.append(next((forms[gender] for gender in "mfn" if gender in forms), None))
        for position, case in enumerate(CASES) if any(parts) else ():
            for source in (1, position) if case == "a" else (position,):
                shape = [part[source] if part else (word,) for word, part in zip(words, parts, strict=True)]
                for combination in product(*shape):
                    yield " ".join(combination), bit(case, "m") | bit(case, "f")
                for last in shape[-1]:
                    yield " ".join([*words[:-1], last]), bit(case, "m") | bit(case, "f")

    def _rule(self, kind: str, word: str) -> Rule | None:
        for rule in self.rules.get(kind, ()):
            if rule.ending.search(word):
                return rule
        return None


def _inflect(word: str, rule: Rule) -> dict[str, tuple[tuple[str, ...], ...]]:
    match = rule.ending.search(word)
    assert match is not None
    stem = word[: match.end(1)] if rule.ending.groups and match[1] is not None else word[: match.start()]
    return {gender: tuple(tuple(stem + ending for ending in cell) for cell in cells) for gender, cells in rule.forms.items()}


def read(folder: Path) -> Declension | None:
    """The declension of the pack in `folder`, None where it has none. Raises PackError on a bad row."""
    path = folder / "declensions.tsv"
    if not path.is_file():
        return None
    found: dict[str, list[Rule]] = {}
    for row in rows(path):
        if row["kind"] not in KINDS:
            raise PackError(path, row.line, f"unknown kind {row['kind']!r}: one of {' '.join(sorted(KINDS))}")
        forms = {}
        for gender in GENDERS:
            cells = row[gender].split()
            if cells and len(cells) != len(CASES):
                raise PackError(path, row.line, f"{len(cells)} endings in column {gender}, expected {len(CASES)}")
            if cells:
                forms[gender] = tuple(tuple(variant.replace("-", "") for variant in cell.split("|")) for cell in cells)
        try:
            found.setdefault(row["kind"], []).append(Rule(re.compile(f"(?:{row['ending']})$"), forms))
        except re.error as error:
            raise PackError(path, row.line, f"{row['ending']!r} is no pattern: {error}") from None
    return Declension({kind: tuple(rules) for kind, rules in found.items()})


def endings(folder: Path) -> Iterator[tuple[str, str]]:
    """The rules that tell the cases of words outside the phrase book: ending (a whole word after `^`) and tags, from `inflections.tsv`."""
    for row in rows(folder / "inflections.tsv"):
        if row["operation"] == "case":
            yield row["ending"], row["result"]
