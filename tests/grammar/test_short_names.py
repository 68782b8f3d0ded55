"""Names that a pack lets stand with a small letter, or only beside a hyphen."""

from __future__ import annotations

import pytest

from communique.grammar.gazetteer import Gazetteer
from communique.languages.phrases import Entry
from communique.model.fold import fold
from communique.text.tokens import tokenise

BOOK = {
    "việt": (Entry("actor", "VNM", "demonym", "Việt"),),
    "trung": (Entry("actor", "CHN", "demonym", "Trung"),),
    "nga": (Entry("actor", "RUS", "name", "Nga"),),
    "châu âu": (Entry("place", "Europe", "", "châu Âu"),),
}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("quan hệ Việt - Nga", ["VNM", "RUS"]),
        ("quan hệ Việt-Trung", ["VNM", "CHN"]),
        ("quan hệ Nga–Trung", ["RUS", "CHN"]),
        ("ông Nguyễn Việt Trung", []),
        ("(TTXVN) - Trung tâm", []),
        ("Việt - một người bạn", []),
        ("ở châu Âu", ["Europe"]),
        ("Châu Âu", ["Europe"]),
        ("ông nga", []),
    ],
)
def test_short_and_common_names(text: str, values: list[str]) -> None:
    """Short names count beside a hyphen and another name; "châu Âu" counts with a small letter, "nga" does not."""
    gazetteer = Gazetteer(BOOK, common_heads=True, short_demonyms=True)
    found = gazetteer.find(fold(text, accents=True), tokenise(text))
    assert [entries[0].value for _, _, entries in found] == values


def test_letters_that_look_alike() -> None:
    """Where accents count, the letter eth is read as the Vietnamese letter it is typed for."""
    assert fold("Ðại sứ", accents=True) == fold("Đại sứ", accents=True)
