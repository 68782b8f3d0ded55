"""Tokens: where words begin and end, and their small letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.text.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Le 9e sommet, à 15 000 km", ["Le", "9", "e", "sommet", ",", "à", "15 000", "km"]),
        ("le ministre SergueïLavrov", ["le", "ministre", "Sergueï", "Lavrov"]),
        ("avec SergueïLavrovMardi", ["avec", "Sergueï", "Lavrov", "Mardi"]),
        ("с СергеемЛавровым", ["с", "Сергеем", "Лавровым"]),
        ("McDonald, MERCOSUR, iPhone", ["McDonald", ",", "MERCOSUR", ",", "iPhone"]),
        ("საქართველო және ประเทศ", ["საქართველო", "және", "ประเทศ"]),
        ("İstanbul'da", ["İstanbul", "'", "da"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    tokens = tokenise(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == words


@given(st.text(alphabet=st.sampled_from("aÉüßİıΣςжЙ0 9.,'’«»\n\u00a0-ǅ界"), max_size=60))
def test_tokens_cover_what_is_not_space(text: str) -> None:
    tokens = tokenise(text)
    covered = {at for start, end in zip(tokens.starts, tokens.ends, strict=True) for at in range(start, end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= covered
    assert tokens.starts == sorted(set(tokens.starts))
    for start, end, norm in zip(tokens.starts, tokens.ends, tokens.norms, strict=True):
        word = text[start:end]
        if word[-1] not in "'’" and "İ" not in word:
            assert norm.replace("ς", "σ") == word.lower().replace("’", "'").replace("ς", "σ")
