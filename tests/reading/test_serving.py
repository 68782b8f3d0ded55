"""Whom persons serve: of the state where they are met, or of whom they go with; of nobody where nothing tells."""

from __future__ import annotations

import pytest
from tests import told

from communique.model.statements import Statement


def read(language: str, text: str) -> tuple[Statement, ...]:
    return told.read(language, text, published="2024-04-18", publisher="VNA")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le président sénégalais est arrivé au Togo. Il se rendra samedi en Gambie pour rencontrer le président Ada Barr."),
        ("en", "Senegal's president arrived in Togo. He will travel to Gambia on Saturday to meet President Ada Barr."),
        ("es", "El presidente senegalés llegó a Togo. Viajará el sábado a Gambia para reunirse con el presidente Ada Barr."),
        ("ru", "Президент Сенегала прибыл в Того. Затем он посетит Гамбию, где встретится с президентом Адой Барр."),
        ("vi", "Tổng thống Senegal đã đến Togo. Sau đó ông sẽ thăm Gambia và gặp Tổng thống Ada Barr."),
    ],
)
def test_who_is_met_in_a_state_serves_it(language: str, text: str) -> None:
    assert ("GMB",) in [one.content.by for one in read(language, text) if one.kind == "role"]
    assert not [one for one in read(language, text) if "VNM" in one.content.by]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le président sénégalais est arrivé au Togo. Il est accompagné d'Ada Barr, ministre des Affaires étrangères."),
        ("en", "Senegal's president arrived in Togo. He is accompanied by Foreign Minister Ada Barr."),
        ("es", "El presidente senegalés llegó a Togo. Lo acompaña Ada Barr, ministra de Relaciones Exteriores."),
        ("ru", "Президент Сенегала прибыл в Того. Его сопровождает министр иностранных дел Ада Барр."),
        ("vi", "Tổng thống Senegal đã đến Togo. Tháp tùng Tổng thống có Bộ trưởng Ngoại giao Ada Barr."),
    ],
)
def test_who_goes_with_a_leader_serves_the_same_state(language: str, text: str) -> None:
    assert [(one.content.by, one.content.type) for one in read(language, text) if one.kind == "role"] == [(("SEN",), "foreign_minister")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Chine est grande. L'homme d'affaires Ada Barr a effectué une visite à Moscou."),
        ("fr", "La Chine est grande. L'ancien président Ada Barr a visité Moscou."),
        ("en", "China is big. Former president Ada Barr visited Moscow. Ada Barr paid a visit to Moscow."),
        ("es", "China es grande. El empresario Ada Barr realizó una visita a Moscú."),
        ("ru", "Китай большой. Бизнесмен Ада Барр посетил Вашингтон."),
        ("vi", "Trung Quốc rất lớn. Doanh nhân Ada Barr đã thăm Moskva."),
    ],
)
def test_the_visit_of_one_whose_state_nobody_tells_is_not_given_to_the_other_side(language: str, text: str) -> None:
    assert [one for one in read(language, text) if one.kind == "meeting"] == []


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("vi", "Uruguay và Việt Nam kỷ niệm 20 năm quan hệ. Ông Luis Almagro, Bộ trưởng Bộ Ngoại giao, đã phát biểu.", "URY"),
        ("fr", "Josep Borrell, chef de la diplomatie, a parlé. L'UE aidera le Laos.", "EU"),
    ],
)
def test_who_heads_a_body_now_has_served_a_state_before(language: str, text: str, actor: str) -> None:
    found = told.read(language, text, published="2013-08-10")
    assert [one.content.by for one in found if one.kind == "role"] == [(actor,)]
