"""Phrases of the phrase book in a text: which capitals they need."""

from __future__ import annotations

import pytest

from communique.grammar.gazetteer import Gazetteer
from communique.languages.phrases import Entry
from communique.model.fold import fold
from communique.text.tokens import tokenise

_BOOK = {
    fold(entry.form): (entry,)
    for entry in (
        Entry("actor", "WHO", "name", "WHO"),
        Entry("actor", "ASEAN", "name", "ASEAN"),
        Entry("actor", "VNM", "name", "Vietnam"),
        Entry("noun", "meeting", "session", "meeting"),
    )
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The WHO met Vietnam.", ["WHO", "VNM"]),
        ("Who met Vietnam?", ["VNM"]),
        ("those who met", []),
        ("Asean held a Meeting.", ["ASEAN", "meeting"]),
        ("MEETING OF ASEAN", ["meeting", "ASEAN"]),
    ],
)
def test_capitals(text: str, found: list[str]) -> None:
    matches = Gazetteer(_BOOK).find(fold(text), tokenise(text))
    assert [entry.value for _, _, entries in matches for entry in entries] == found
