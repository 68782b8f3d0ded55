"""A measure is aimed at whom it names first and who is joined to them, never at those it is taken for; what is received is given by another."""

from __future__ import annotations

import pytest
from tests.told import facts

MEASURES = [
    ("en", "Canada imposed sanctions on Eritrea over its attack on Somalia.", ["ERI"]),
    ("en", "Canada imposed tariffs on goods from Malawi, Zambia and Kenya.", ["MWI", "ZMB", "KEN"]),
    ("en", "Canada imposed sanctions against supporters of the war against Somalia.", []),
    ("fr", "Le Canada a imposé des sanctions à l'Érythrée pour son invasion de la Somalie.", ["ERI"]),
    ("fr", "Le Canada a imposé des sanctions au Mali, au Niger et à la Guinée.", ["MLI", "NER", "GIN"]),
    ("es", "Canadá impuso sanciones a Eritrea por su invasión de Somalia.", ["ERI"]),
    ("es", "Canadá impuso sanciones a Malí y a Níger.", ["MLI", "NER"]),
    ("ru", "Канада ввела санкции против Эритреи из-за вторжения в Сомали.", ["ERI"]),
    ("vi", "Canada áp đặt trừng phạt Eritrea vì cuộc xâm lược Somalia.", ["ERI"]),
]


@pytest.mark.parametrize(("language", "text", "at"), MEASURES)
def test_aimed_at(language: str, text: str, at: list[str]) -> None:
    told = next(one.content for one in facts(language, text) if one.content.type == "measure")
    assert (list(told.by), list(told.to)) == (["CAN"], at)


def test_what_one_will_receive_another_gives() -> None:
    told = [one.content for one in facts("en", "Malawi will receive a 20 million dollar grant from Japan.")]
    assert [(one.kind, one.status, list(one.by), list(one.to)) for one in told] == [("action", "announced", ["JPN"], ["MWI"])]


@pytest.mark.parametrize(
    "term", ["a 24-month, 70 million dollar loan", "a three-year, 70 million dollar loan", "a low-interest 70 million dollar loan"]
)
def test_a_loan_with_its_term(term: str) -> None:
    (told,) = [one.content for one in facts("en", f"The board of directors of the IMF approved {term} for Malawi.")]
    assert (told.type, list(told.by), list(told.to)) == ("loan_credit", ["IMF"], ["MWI"])
    assert told.quantity is not None
    assert told.quantity.value == 7e7


@pytest.mark.parametrize("cargo", ["A plane with 20 Malawians on board landed in Lusaka.", "A ship with 30 tourists from Malawi arrived in Kenya."])
def test_passengers_are_no_cargo(cargo: str) -> None:
    assert not [one for one in facts("en", cargo) if one.kind == "action"]


def test_who_gives_does_not_receive() -> None:
    (told,) = [one.content for one in facts("en", "The second country of the region, Malawi, received a 30 million dollar loan from the IMF.")]
    assert (list(told.by), list(told.to)) == (["IMF"], ["MWI"])
