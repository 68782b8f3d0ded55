"""A language pack, loaded: all that the reader knows of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.languages.calendar import Calendar
from communique.languages.closed import Closed
from communique.languages.forms import Joined
from communique.languages.frames import Frames
from communique.languages.layout import LayoutRules
from communique.languages.numbers import Numbers
from communique.languages.phrases import Phrases

Word = tuple[str, tuple[tuple[str, str], ...], int]
"""Letters of the closed classes a word belongs to, its readings as a verb form (lemma, features), and what these can be: the flags below."""

FINITE, INFINITIVE, PARTICIPLE, GERUND, AUXILIARY, FIRST_PERSON = 1, 2, 4, 8, 16, 32
"""Flags of a Word: a finite form of the third person or "we", …; AUXILIARY marks such a form of an auxiliary."""


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
    closed: Closed
    calendar: Calendar
    numbers: Numbers
    layout: LayoutRules
    abbreviations: tuple[str, ...]
    frames: Frames
