"""What was not done, in five languages: no way of saying so may come out as done."""

from __future__ import annotations

import pytest
from tests.told import facts, read

SAID = {
    "fr": [
        "La Russie et le Japon n'ont jamais signé de traité.",
        "Ni la Russie ni le Japon n'ont signé le traité.",
        "Aucun traité n'a été signé entre la Russie et le Japon.",
        "La Russie et le Japon se sont séparés sans signer le traité.",
        "La Russie et le Japon sont dans l'incapacité de signer le traité.",
        "La Russie et le Japon ont échoué à signer le traité.",
        "La Russie et le Japon ont failli signer un traité.",
    ],
    "en": [
        "Russia and Japan never signed a treaty.",
        "Neither Russia nor Japan signed the treaty.",
        "Neither side signed the Russia-Japan treaty.",
        "No treaty was signed between Russia and Japan.",
        "None of the treaties between Russia and Japan was signed.",
        "Russia signed no treaty with Japan.",
        "Russia and Japan parted without signing a treaty.",
        "Russia and Japan were unable to sign a treaty.",
        "Russia and Japan are reluctant to sign a treaty.",
        "Russia and Japan failed to sign a treaty.",
        "Russia has not yet signed the treaty with Japan.",
        "Russia and Japan nearly signed a treaty.",
    ],
    "es": [
        "Rusia y Japón nunca firmaron un tratado.",
        "Ni Rusia ni Japón firmaron el tratado.",
        "Ningún tratado fue firmado entre Rusia y Japón.",
        "Tampoco Rusia firmó el tratado con Japón.",
        "Rusia y Japón siguen sin firmar un tratado.",
        "Rusia y Japón se despidieron sin haber firmado el tratado.",
        "Rusia y Japón son incapaces de firmar un tratado.",
        "Rusia y Japón estuvieron a punto de firmar un tratado.",
    ],
    "ru": [
        "Россия и Япония так и не подписали договор.",
        "Договор между Россией и Японией так и не был подписан.",
        "Ни один договор между Россией и Японией не был подписан.",
        "Россия и Япония разошлись без подписания договора.",
        "Россия и Япония не смогли подписать договор.",
        "Россия и Япония чуть не подписали договор.",
    ],
    "vi": [
        "Nga và Nhật Bản chưa từng ký hiệp ước.",
        "Nga và Nhật Bản không thể ký hiệp ước.",
        "Nga và Nhật Bản vẫn chưa thể ký hiệp ước.",
        "Không có hiệp ước nào được ký giữa Nga và Nhật Bản.",
        "Nga và Nhật Bản suýt ký hiệp ước.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in SAID.items() for text in texts])
def test_what_was_not_signed_is_not_signed(language: str, text: str) -> None:
    assert not [one for one in read(language, text) if one.content.kind == "agreement" and one.polarity and one.content.status is not None]


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("fr", "Les 40 bus promis par le Japon au Laos n'ont toujours pas été livrés.", "JPN"),
        ("fr", "Le Japon n'a pas encore livré les 40 bus promis au Laos.", "JPN"),
        ("en", "The aid promised by Saudi Arabia to Lebanon was never paid.", "SAU"),
        ("en", "Japan has yet to deliver the 40 buses promised to Laos.", "JPN"),
        ("es", "La ayuda prometida por Arabia Saudí al Líbano nunca fue desembolsada.", "SAU"),
        ("es", "Japón aún no ha entregado los 40 autobuses prometidos a Laos.", "JPN"),
        ("ru", "Помощь, обещанная Саудовской Аравией Ливану, так и не была выплачена.", "SAU"),
        ("ru", "Япония ещё не поставила Лаосу обещанные 40 автобусов.", "JPN"),
        ("vi", "Nhật Bản vẫn chưa bàn giao 40 xe buýt đã hứa cho Lào.", "JPN"),
    ],
)
def test_what_was_promised_and_not_handed_over(language: str, text: str, by: str) -> None:
    told = [one.content for one in read(language, text) if one.content.kind == "progress"]
    assert [(one.type, one.status, one.by) for one in told] == [("stage", "none_started", (by,))]
    assert not [one for one in read(language, text) if one.content.kind == "action"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Japon n'accorde plus d'aide au Laos."),
        ("en", "Japan no longer provides aid to Laos."),
        ("en", "Japan delivered no vaccines to Laos."),
        ("es", "Japón ya no concede ayuda a Laos."),
        ("ru", "Япония больше не оказывает помощь Лаосу."),
        ("vi", "Nhật Bản không còn viện trợ cho Lào."),
    ],
)
def test_what_is_no_longer_given_is_not_given(language: str, text: str) -> None:
    assert not [one for one in read(language, text) if one.content.kind == "action" and one.content.status in ("ongoing", "delivered")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'Inde et le Népal n'ont pas encore signé d'accord."),
        ("en", "India and Nepal have not yet signed an agreement."),
        ("en", "India and Nepal have yet to sign an agreement."),
        ("es", "India y Nepal aún no han firmado un acuerdo."),
        ("ru", "Индия и Непал ещё не подписали соглашение."),
        ("vi", "Ấn Độ và Nepal vẫn chưa ký hiệp định."),
    ],
)
def test_what_has_yet_to_be_signed_is_not_signed(language: str, text: str) -> None:
    (text_of_both,) = facts(language, text)
    assert (text_of_both.content.by, text_of_both.content.status, text_of_both.polarity) == (("IND", "NPL"), None, False)
