"""When it was or is to be, in five languages: what looks back, what looks ahead, and what is no date."""

from __future__ import annotations

import pytest
from tests.told import facts


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "Qatar pledged to invest 5 billion dollars in Egypt before the end of 2023.", "../2023-12~"),
        ("en", "Qatar pledged to invest 5 billion dollars in Egypt before 2023.", "../2023"),
        ("es", "Catar se comprometió a invertir 5.000 millones de dólares en Egipto antes de finales de 2023.", "../2023-12~"),
        ("vi", "Qatar cam kết đầu tư 5 tỷ USD vào Ai Cập trước cuối năm 2023.", "../2023-12~"),
        ("vi", "Qatar cam kết đầu tư 5 tỷ USD vào Ai Cập trước năm 2023.", "../2023"),
    ],
)
def test_a_limit_is_no_day(language: str, text: str, due: str) -> None:
    (promise,) = [one.content for one in facts(language, text)]
    assert (promise.due, promise.areas) == (due, ("INV",))  # "Ai Cập" is no AI


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'accord de pêche signé en 2019 entre l'UE et le Sénégal expirera en novembre 2024."),
        ("es", "El acuerdo de pesca firmado en 2019 entre la UE y Senegal expirará en noviembre de 2024."),
        ("ru", "Соглашение о рыболовстве, подписанное в 2019 году между ЕС и Сенегалом, истечёт в ноябре 2024 года."),
    ],
)
def test_a_text_that_will_expire_has_its_end(language: str, text: str) -> None:
    (agreed,) = [one.content for one in facts(language, text)]
    assert (agreed.status, agreed.when, agreed.due) == ("signed", "2019", "2024-11")


def test_the_years_of_a_plan_date_no_meeting() -> None:
    text = "The meeting, co-chaired by the ministers of Laos and Thailand, reviewed cooperation under the 2022-2026 plan."
    (session,) = [one.content for one in facts("en", text)]
    assert (session.by, session.when) == (("LAO", "THA"), None)


@pytest.mark.parametrize("text", ["España y Chile firmaron un acuerdo sobre el mar.", "Uruguay ratificó el Tratado de Alta Mar."])
def test_the_sea_at_the_end_of_a_sentence_is_no_month(text: str) -> None:
    (signed,) = [one.content for one in facts("es", text)]
    assert signed.when is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Depuis 2015, le Japon a livré 300 bus au Laos."),
        ("en", "Japan has given 300 buses to Laos since 2015."),
        ("es", "Desde 2015, Japón ha entregado 300 autobuses a Laos."),
        ("ru", "С 2015 года Япония передала Лаосу 300 автобусов."),
        ("vi", "Nhật Bản đã trao tặng cho Lào 300 xe buýt từ năm 2015."),
    ],
)
def test_what_is_given_since_a_year_is_not_all_given_in_it(language: str, text: str) -> None:
    (gift,) = [one.content for one in facts(language, text)]
    assert (gift.by, gift.to, gift.when) == (("JPN",), ("LAO",), "2015/..")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La ministre chilienne a accepté une invitation à assister au sommet de l'Union africaine en février."),
        ("en", "The Chilean minister accepted an invitation to attend the African Union summit in February."),
        ("es", "La ministra chilena aceptó una invitación para asistir a la cumbre de la Unión Africana en febrero."),
        ("ru", "Министр Чили принял приглашение посетить саммит Африканского союза в феврале."),
    ],
)
def test_what_one_is_invited_to_is_still_to_come(language: str, text: str) -> None:
    summit = next(one.content for one in facts(language, text) if one.content.kind == "meeting")
    assert (summit.by, summit.status, summit.when) == (("AU",), "scheduled", "2022-02")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Kenya et la Somalie ont convenu lundi de rouvrir la frontière en février."),
        ("en", "Kenya and Somalia agreed on Monday to reopen the border in February."),
        ("es", "Kenia y Somalia acordaron el lunes reabrir la frontera en febrero."),
        ("ru", "Кения и Сомали договорились в понедельник открыть границу в феврале."),
    ],
)
def test_what_was_agreed_one_day_is_due_another(language: str, text: str) -> None:
    (agreed,) = [one.content for one in facts(language, text)]
    assert (agreed.by, agreed.when, agreed.due) == (("KEN", "SOM"), "2021-04-12", "2022-02")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Kenya a signé un accord avec la Somalie lors de sa visite à Mogadiscio mardi."),
        ("en", "Kenya signed an agreement with Somalia during its visit to Mogadishu on Tuesday."),
        ("en", "Kenya welcomed the decision and its plan during a visit to Mogadishu on Tuesday."),
        ("es", "Kenia firmó un acuerdo con Somalia durante su visita a Mogadiscio el martes."),
        ("ru", "Кения подписала соглашение с Сомали в ходе визита в Могадишо во вторник."),
    ],
)
def test_a_visit_told_of_in_the_past_was_made(language: str, text: str) -> None:
    told = [one.content for one in facts(language, text) if one.content.when is not None]
    assert told
    assert all(one.when == "2021-04-13" and one.status in ("held", "signed") for one in told)
