"""Three parties or more: holders of an office in a list, each with a country, all of them the subject."""

from __future__ import annotations

import pytest
from tests.told import read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Premier ministre vietnamien, Anh Nguyen, et ses homologues du Cambodge, Hun Manet, et du Laos, Bao Sipha, ont tenu une réunion."),
        ("fr", "Les Premiers ministres du Vietnam, Anh Nguyen, du Cambodge, Hun Manet, et du Laos, Bao Sipha, ont tenu une réunion."),
        ("es", "El primer ministro de Vietnam, Anh Nguyen, y sus homólogos de Camboya, Hun Manet, y de Laos, Bao Sipha, celebraron una reunión."),
        ("es", "Los primeros ministros de Vietnam, Anh Nguyen, de Camboya, Hun Manet, y de Laos, Bao Sipha, celebraron una reunión."),
        ("en", "The prime ministers of Vietnam, Anh Nguyen, Cambodia, Hun Manet, and Laos, Bao Sipha, held a meeting."),
        ("en", "Vietnamese Prime Minister Anh Nguyen and his counterparts of Cambodia, Hun Manet, and Laos, Bao Sipha, held a meeting."),
        ("ru", "Премьер-министры Вьетнама Фам Минь Тинь, Камбоджи Хун Манет и Лаоса Сонсай Сипхандон провели встречу."),
        ("vi", "Thủ tướng Việt Nam Phạm Minh Chính, Thủ tướng Campuchia Hun Manet và Thủ tướng Lào Sonexay Siphandone đã gặp nhau."),
    ],
)
def test_all_who_meet(language: str, text: str) -> None:
    found = read(language, text, published="2024-09-13")
    assert [one.content.by for one in found if one.kind == "meeting"] == [("VNM", "KHM", "LAO")]
    assert sorted(one.content.by for one in found if one.kind == "role") == [("KHM",), ("LAO",), ("VNM",)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les ministres des Affaires étrangères du Népal et de l'Inde se sont réunis samedi à New Delhi."),
        ("en", "The foreign ministers of Nepal and India met in New Delhi on Saturday."),
        ("es", "Los cancilleres de Nepal e India se reunieron el sábado en Nueva Delhi."),
        ("ru", "Министры иностранных дел Непала и Индии встретились в субботу в Нью-Дели."),
    ],
)
def test_two_sides_that_gather_hold_talks(language: str, text: str) -> None:
    (met,) = [one.content for one in read(language, text, published="2022-04-03") if one.kind == "meeting"]
    assert (met.type, met.level, met.by, met.when) == ("talks", "ministerial", ("NPL", "IND"), "2022-04-02")
