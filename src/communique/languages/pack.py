"""A language pack, loaded: all that the reader knows of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from communique.languages.calendar import Calendar
from communique.languages.cases import Cases
from communique.languages.closed import Closed
from communique.languages.forms import Joined
from communique.languages.frames import Frames
from communique.languages.kept import by_fields
from communique.languages.layout import LayoutRules
from communique.languages.numbers import Numbers
from communique.languages.phrases import Phrases, Reach

Word = tuple[str, tuple[tuple[str, str], ...], int]
"""Letters of the closed classes a word belongs to, its readings as a verb form (lemma, features), and what these can be: the flags below."""

FINITE: Final = 1
INFINITIVE: Final = 2
PARTICIPLE: Final = 4
GERUND: Final = 8
AUXILIARY: Final = 16
FIRST_PERSON: Final = 32
PREDICATE: Final = 64
ACTIVE: Final = 128
"""Flags of a Word: a finite form of the third person or "we", …; AUXILIARY marks such a form of an auxiliary.

PREDICATE marks a form that is finite by itself and a participle behind an auxiliary; ACTIVE a participle that says what a relative clause says.
"""


@dataclass(frozen=True, slots=True)
class Pack:
    """What `languages/compile.py` makes of a pack's folder. Tables hold builtins only, so that unpickling is quick."""

    code: str
    version: str
    """hash of the sources"""
    settings: Mapping[str, Any]
    words: dict[str, Word]
    be_verbs: frozenset[str]
    """verbs whose compound tenses take the auxiliary "be" """
    joined: Joined
    """words of several syllables that the tokeniser makes one token each"""
    phrases: Phrases
    surnames: dict[str, tuple[str, ...]]
    """word of a person's name → the ids of all who bear it"""
    reach: Reach
    cases: Cases | None
    """what the forms of nouns can be, None where they do not decline"""
    closed: Closed
    calendar: Calendar
    numbers: Numbers
    layout: LayoutRules
    abbreviations: tuple[str, ...]
    frames: Frames

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)
