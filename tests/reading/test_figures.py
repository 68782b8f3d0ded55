"""What is counted, which rank it is, and which way goods flow."""

from __future__ import annotations

import pytest
from tests.told import facts


@pytest.mark.parametrize(
    ("language", "text", "by", "to"),
    [
        ("fr", "Les exportations vers les États-Unis ont atteint 97 milliards de dollars en 2020.", (), ("USA",)),
        ("en", "Exports to the United States totaled $97 billion in 2020.", (), ("USA",)),
        ("es", "Las exportaciones a Estados Unidos alcanzaron 97.000 millones de dólares en 2020.", (), ("USA",)),
        ("ru", "Экспорт в США достиг 97 млрд долларов в 2020 году.", (), ("USA",)),
        ("fr", "Les importations en provenance de Chine ont augmenté de 8 % en 2020.", ("CHN",), ()),
        ("en", "Imports from China rose 8 percent in 2020.", ("CHN",), ()),
        ("es", "Las importaciones desde China aumentaron un 8 % en 2020.", ("CHN",), ()),
        ("ru", "Импорт из Китая вырос на 8% в 2020 году.", ("CHN",), ()),
        ("vi", "Nhập khẩu từ Trung Quốc tăng 8% năm 2020.", ("CHN",), ()),
        ("en", "Investment in Indonesia reached $7.4 billion in 2020.", (), ("IDN",)),
        ("fr", "Les investissements en Indonésie ont atteint 7,4 milliards de dollars en 2020.", (), ("IDN",)),
    ],
)
def test_goods_flow_one_way(language: str, text: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    (flow,) = [one.content for one in facts(language, text)]
    assert (flow.kind, flow.by, flow.to, flow.when) == ("indicator", by, to, "2020")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Japan donated 20 Toyota ambulances to Laos.", 20, "ambulance"),
        ("Japan donated 1.5 million COVID-19 vaccine doses to Laos.", 1.5e6, "dose"),
        ("Japan donated 24 F-16 jets to Laos.", 24, "aircraft"),
        ("Japan donated two migrant centers to Laos.", 2, "centre"),
    ],
)
def test_what_stands_before_the_noun_is_not_counted(text: str, value: float, unit: str) -> None:
    (gift,) = [one.content for one in facts("en", text)]
    assert (gift.to, gift.quantity and (gift.quantity.value, gift.quantity.unit)) == (("LAO",), (value, unit))


def test_half_a_promise_is_not_kept() -> None:
    (told,) = [one.content for one in facts("en", "Berlin has so far delivered only half of the promised howitzers.")]
    assert (told.kind, told.status) == ("progress", "partly_completed")


@pytest.mark.parametrize("words", ["third-largest", "third largest", "3rd-biggest", "third-biggest"])
def test_the_third_is_not_the_first(words: str) -> None:
    (rank,) = [one.content for one in facts("en", f"Vietnam was South Korea's {words} trading partner in 2020.")]
    assert rank.quantity is not None and (rank.quantity.value, rank.quantity.unit) == (3, "rank")


def test_a_rank_in_apposition_has_its_own_period_or_none() -> None:
    told = facts("en", "Indonesia values its ties with Brazil, the largest economy in South America, and hopes to double trade within five years.")
    assert not [one for one in told if one.content.quantity is not None and one.content.quantity.unit == "rank"]


def test_trade_in_half_a_year() -> None:
    (figure,) = [one.content for one in facts("en", "Russia-China trade in the first half of 2020 amounted to 80 billion dollars.")]
    assert (figure.type, set(figure.by), figure.when) == ("trade_total", {"RUS", "CHN"}, "2020-40")
