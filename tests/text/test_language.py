"""Which language a text is in."""

from __future__ import annotations

import pytest

from communique.text.language import language_of

TEXTS = [
    ("fr", "Le 19e Comité mixte de coopération ASEAN-Russie s'est réuni par visioconférence."),
    ("en", "The two sides agreed to hold the next round of talks in Jakarta."),
    ("es", "Los cancilleres acordaron celebrar la próxima ronda en Yakarta."),
    ("ru", "Стороны договорились провести следующий раунд переговоров в Джакарте."),
    ("vi", "Hai bên nhất trí tổ chức vòng đàm phán tiếp theo tại Jakarta."),
    ("id", "Menteri Luar Negeri Indonesia dan Rusia bertemu di Jakarta untuk membahas kerja sama."),
    ("ja", "日本とASEANの外相は木曜日に東京で会談し、協力を強化することで一致した。"),
    ("en", "Pham Minh Chinh, Sergey Lavrov and Retno Marsudi met in Hanoi on Monday,\nthe Foreign Ministry said in a statement."),
    ("und", ""),
    ("und", "ASEAN"),
    ("und", "Sergueï Lavrov 2021"),
    ("und", "12 34 \x00 !!"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_of_a_text(language: str, text: str) -> None:
    assert language_of(text) == language
