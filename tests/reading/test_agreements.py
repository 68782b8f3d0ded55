"""Agreements of one story: what is taken up keeps its name, what is only backed is a position."""

from __future__ import annotations

import pytest
from tests.told import facts

from communique.model.statements import Statement


def told(language: str, text: str) -> list[Statement]:
    return facts(language, text, published="2024-05-16")


def names(language: str, text: str) -> list[str | None]:
    return [one.content.name for one in told(language, text) if one.kind == "agreement"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le Laos et le Japon ont signé un traité d'extradition. Le document a été ratifié par le Japon en mars.", "traité d'extradition"),
        ("en", "Laos and Japan signed an extradition treaty in 2022. The text entered into force in March.", "extradition treaty"),
        ("es", "Laos y Japón firmaron un tratado de extradición. El documento fue ratificado por Japón en marzo.", "tratado de extradición"),
        ("ru", "Лаос и Япония подписали договор об экстрадиции. Документ вступил в силу в марте.", "договор об экстрадиции"),
        ("vi", "Lào và Nhật Bản đã ký hiệp định dẫn độ. Văn kiện này có hiệu lực từ tháng 3.", "hiệp định dẫn độ"),
    ],
)
def test_what_is_taken_up_keeps_its_name_and_the_words_it_was_read_at(language: str, text: str, name: str) -> None:
    found = [one for one in told(language, text) if one.kind == "agreement"]
    assert [one.content.name for one in found] == [name, name]
    assert [text[span.start : span.end] for one in found for span in one.slots["name"]] == [name, name]


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("fr", "Le Laos et le Japon ont signé un traité d'extradition. Le Togo et le Ghana ont ratifié le texte.", "texte"),  # of others
        ("fr", "Le Vietnam et l'UE ont signé un accord de pêche. Les négociations de l'EVFTA ont été achevées en 2015.", "EVFTA"),
    ],
)
def test_what_has_other_parties_or_its_own_name_is_not_taken_up(language: str, text: str, second: str) -> None:
    first, other = names(language, text)
    assert other != first and second in (other or "")


def test_a_text_that_is_only_backed_is_a_position() -> None:
    backed = told("es", "España respalda el acuerdo comercial entre la Unión Europea y Mercosur.")
    assert [(one.kind, one.content.type) for one in backed] == [("position", "supports")]
