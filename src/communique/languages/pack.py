"""A language pack, loaded: all that the reader knows of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.languages.calendar import Calendar
from communique.languages.closed import Closed
from communique.languages.frames import Frames
from communique.languages.layout import LayoutRules
from communique.languages.numbers import Numbers
from communique.languages.phrases import Phrases

Word = tuple[str, tuple[tuple[str, str], ...]]
"""Letters of the closed classes a word belongs to, and its readings as a verb form: (lemma, features)."""


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
    phrases: Phrases
    closed: Closed
    calendar: Calendar
    numbers: Numbers
    layout: LayoutRules
    abbreviations: tuple[str, ...]
    frames: Frames
