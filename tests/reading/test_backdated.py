"""Dates without a year: what a past verb tells of is not to come, what is announced may be."""

from __future__ import annotations

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import Reader
from communique.world.load import load_world

READER = Reader(load_world(), load_pack)


@pytest.mark.parametrize(
    ("language", "text", "when", "status"),
    [
        ("fr", "En mai, la Russie et le Vietnam ont signé un accord.", "2020-05", "signed"),
        ("fr", "Le Laos et la Chine ont signé le 20 mai un traité.", "2020-05-20", "signed"),
        ("fr", "La Russie et la Chine signeront un accord en mai.", "2021-05", "proposed"),
        ("fr", "Le 2 avril, le Laos et la Chine ont signé un traité.", "2021-04-02", "signed"),
        ("fr", "La Russie a annoncé un sommet en mai avec la Chine.", "2021-05", "scheduled"),
        ("en", "In May, Russia and Vietnam signed an agreement.", "2020-05", "signed"),
        ("en", "The president of Chile met his Peruvian counterpart in Lima on 20 May.", "2020-05-20", "held"),
        ("en", "Russia said a summit with China would be held in May.", "2021-05", "scheduled"),
        ("es", "En mayo, Rusia y Vietnam firmaron un acuerdo.", "2020-05", "signed"),
        ("es", "Rusia y China firmarán un acuerdo en mayo.", "2021-05", "proposed"),
        ("ru", "В мае Россия и Вьетнам подписали соглашение.", "2020-05", "signed"),
        ("ru", "В мае Россия и Китай подпишут соглашение.", "2021-05", "proposed"),
        ("vi", "Tháng 5, Nga và Lào đã ký một hiệp định.", "2020-05", "signed"),
        ("vi", "Tháng 5, Nga và Lào sẽ ký một hiệp định.", "2021-05", "proposed"),
    ],
)
def test_the_verb_tells_which_year(language: str, text: str, when: str, status: str) -> None:
    document = Document.of(text, language=language)
    (said,) = [one for one in READER.read(document, Sighting(document.id, published="2021-04-15")).statements if one.kind != "role"]
    assert (said.content.when, said.content.status) == (when, status)


def test_a_verb_of_a_clause_inside_says_nothing_of_the_date_before_it() -> None:
    document = Document.of("China met Laos. The two nations signed a defense pact in May under which Beijing will train soldiers.", language="en")
    said = [one.content for one in READER.read(document, Sighting(document.id, published="2021-04-15")).statements]
    assert [(one.when, one.status) for one in said if one.kind == "agreement"] == [("2020-05", "signed")], "by the verb of the pact"


def test_a_day_that_the_year_before_had_not() -> None:
    document = Document.of("Le 29 février, la Russie et la Chine ont signé un accord.", language="fr")
    (said,) = READER.read(document, Sighting(document.id, published="2024-02-10")).statements
    assert said.content.when != "2023-02-29"
