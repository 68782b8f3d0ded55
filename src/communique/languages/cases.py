"""Cases: for languages whose nouns decline, what a form can be, as a mask of case and gender.

A mask has one bit for each case (nominative, genitive, dative, accusative, instrumental, locative) and each of m, f, n, p (plural).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from communique.languages.kept import by_fields

CASES = "ngdail"
GENDERS = "mfnp"
NOM: Final = 0b1111
GEN: Final = 0b1111 << 4
DAT: Final = 0b1111 << 8
ACC: Final = 0b1111 << 12
INS: Final = 0b1111 << 16
LOC: Final = 0b1111 << 20
ANY: Final = (1 << 24) - 1
ADJECTIVE: Final = 1 << 24
"""Set beside the cases where the form is that of an adjective."""
MASCULINE: Final = 0x111111
FEMININE: Final = 0x111111 << 1
NEUTER: Final = 0x111111 << 2
PLURAL: Final = 0x111111 << 3
SINGULAR: Final = ANY & ~PLURAL


def bit(case: str, gender: str) -> int:
    """The mask of one case and one gender: `bit("g", "p")`."""
    return 1 << 4 * CASES.index(case) + GENDERS.index(gender)


def mask(tags: str) -> int:
    """The mask of tags such as `gm dp`; a single `*` is any, `+` marks an adjective. Raises ValueError on another tag."""
    found = 0
    for tag in tags.split():
        if tag in "*+":
            found |= ANY if tag == "*" else ADJECTIVE
        elif len(tag) == 2 and tag[0] in CASES and tag[1] in GENDERS:
            found |= bit(*tag)
        else:
            raise ValueError(f"{tag!r} is no case: a letter of {CASES} and one of {GENDERS}, `*` or `+`")
    return found


def cases_of(found: int) -> int:
    """The cases of a mask, whatever the gender."""
    return sum(block for block in (NOM, GEN, DAT, ACC, INS, LOC) if found & block)


@dataclass(frozen=True, slots=True)
class Cases:
    """What the forms of a language can be; empty where nouns do not decline."""

    phrases: dict[str, int] = field(default_factory=dict)
    """folded phrase of the phrase book → mask"""
    words: dict[str, int] = field(default_factory=dict)
    """lower-case word → mask"""
    endings: dict[str, int] = field(default_factory=dict)
    """ending of any other word → mask"""
    longest: int = 0

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)

    def of_word(self, word: str) -> int:
        """What a lower-case word can be, by itself or by its ending; anything where nothing tells."""
        found = self.words.get(word)
        if found is not None:
            return found
        for size in range(min(self.longest, len(word) - 1), 0, -1):
            found = self.endings.get(word[-size:])
            if found is not None:
                return found
        return ANY


def cases(phrases: dict[str, int], rules: Iterable[tuple[str, str]]) -> Cases:
    """Cases from the masks of phrases and (ending, tags) rules, where `^` before an ending makes it a whole word."""
    words: dict[str, int] = {}
    endings: dict[str, int] = {}
    for ending, tags in rules:
        (words if ending.startswith("^") else endings)[ending.removeprefix("^")] = mask(tags)
    return Cases(phrases, words, endings, max(map(len, endings), default=0))
