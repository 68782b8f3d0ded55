"""Whom and what French sentences tell of, where it takes more than one phrase to say."""

from __future__ import annotations

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world

READER = Reader(load_world(), load_pack)


def read(text: str) -> tuple[Statement, ...]:
    document = Document.of(text, language="fr")
    return READER.read(document, Sighting(document.id, name="test", published="2021-04-15")).statements


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le Laos a convenu avec le Japon d'agir de concert pour protéger le Mékong.", ("commitment", "pledged", ("LAO", "JPN"), (), None)),
        ("La Chine a indiqué avoir convenu avec le Laos de rouvrir leur frontière.", ("commitment", "pledged", ("CHN", "LAO"), (), None)),
        ("L'Inde a promis de former des soldats de six pays africains.", ("commitment", "pledged", ("IND",), (), None)),
        ("Le Sénégal a reçu 20 autobus grâce à un prêt de la Chine.", ("action", "loan_credit", ("CHN",), ("SEN",), None)),
        (
            "L'Inde a accordé une ligne de crédit de 2 milliards de dollars au Bangladesh lors d'une visite.",
            ("action", "loan_credit", ("IND",), ("BGD",), None),
        ),
        ("Le Laos et le Japon ont signé jeudi dernier 8 avril 2021 un accord.", ("agreement", "treaty", ("LAO", "JPN"), (), "2021-04-08")),
        (
            "Les ministres ivoirien, sénégalais et nigérien des Transports ont signé un accord.",
            ("agreement", "treaty", ("CIV", "SEN", "NER"), (), None),
        ),
        (
            "Le président sénégalais et président en exercice de l'Union africaine, Macky Sall, s'est rendu en Russie.",
            ("role", "chair", ("SEN",), ("AU",), "2021-04-15"),
        ),
        (
            "Le président de l'Agence japonaise de coopération internationale, Tanaka Akihiko, a parlé.",
            ("role", "other", ("JPN:JICA",), (), "2021-04-15"),
        ),
        (
            "La ministre italienne Giorgia Rossi a effectué une visite en Tunisie, accompagnée du ministre néerlandais Mark Rutte.",
            ("meeting", "visit", ("ITA", "TUN"), (), None),
        ),
        ("Le président congolais Denis Sassou N'Guesso s'est rendu en Chine.", ("meeting", "visit", ("COG", "CHN"), (), None)),
    ],
)
def test_what_french_sentences_tell(text: str, told: tuple[str, str, tuple[str, ...], tuple[str, ...], str | None]) -> None:
    assert told in [(one.kind, one.content.type, one.content.by, one.content.to, one.content.when) for one in read(text)]


def test_the_auxiliary_of_a_near_future_is_no_part_of_what_is_promised() -> None:
    (promise,) = read("La France va aider le Maroc à construire une ligne à grande vitesse.")
    assert promise.content.what == "aider le Maroc à construire une ligne à grande vitesse"


@pytest.mark.parametrize(
    "text",
    [
        "Le Laos dispose de quatre avions Airbus et le ministre français s'est entretenu hier avec des pilotes.",
        "La réunion a été présidée par le ministre laotien Kham Sy.",
    ],
)
def test_what_french_sentences_do_not_tell(text: str) -> None:
    assert [one for one in read(text) if one.kind == "role" and one.content.type == "chair"] == []
