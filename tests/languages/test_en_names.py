"""The English pack names what the world and the French pack name, in the spellings of wires."""

from __future__ import annotations

import pytest

from communique.languages.compile import FOLDER
from communique.languages.load import load_pack
from communique.languages.tables import rows
from communique.model.fold import fold

_TABLES = {
    "names/actors.tsv": "id",
    "names/organisations.tsv": "id",
    "names/places.tsv": "place",
    "names/persons.tsv": "person",
    "names/companies.tsv": "company",
    "issues.tsv": "issue",
    "areas.tsv": "code",
}


@pytest.mark.parametrize(("table", "column"), _TABLES.items())
def test_names_all_that_french_names(table: str, column: str) -> None:
    ids = {code: {row[column] for row in rows(FOLDER / code / table)} for code in ("fr", "en")}
    assert ids["en"] == ids["fr"]


def test_has_all_noun_classes_of_french() -> None:
    assert {row["class"] for row in rows(FOLDER / "fr/nouns.tsv")} <= {row["class"] for row in rows(FOLDER / "en/nouns.tsv")}


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("Viet Nam", "VNM"),
        ("Ha Noi", "VNM"),
        ("Lao PDR", "LAO"),
        ("Türkiye", "TUR"),
        ("U.S.", "USA"),
        ("ROK", "KOR"),
        ("DPRK", "PRK"),
        ("Chinese Taipei", "TWN"),
        ("Association of Southeast Asian Nations", "ASEAN"),
        ("Organization of Islamic Cooperation", "OIC"),
        ("Organisation of Islamic Cooperation", "OIC"),
        ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
        ("Sergei Lavrov", "sergey-lavrov"),
        ("HCM City", "Ho Chi Minh City"),
        ("ASEAN-Russia Joint Cooperation Committee", "ASEAN-RU.JCC"),
        ("defense minister", "minister"),
        ("Deputy Foreign Minister", "deputy_minister"),
        ("both sides", "pair"),
    ],
)
def test_spellings(phrase: str, value: str) -> None:
    pack = load_pack("en")
    assert pack is not None
    assert value in {entry.value for entry in pack.phrases[fold(phrase)]}
