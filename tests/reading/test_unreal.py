"""What is supposed, awaited or denied is no record; what is told as not so says that it is not."""

from __future__ import annotations

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world

READER = Reader(load_world(), load_pack)


def read(language: str, text: str) -> list[Statement]:
    document = Document.of(text, language=language)
    return [one for one in READER.read(document, Sighting(document.id, published="2021-04-15")).statements if one.kind != "role"]


def told(language: str, text: str) -> list[tuple[str, str | None]]:
    return [(one.kind, one.content.status) for one in read(language, text) if one.kind != "position"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "La Chine a démenti avoir signé un accord militaire avec le Cambodge.", []),
        ("fr", "La Chine n'a pas démenti avoir signé un accord militaire avec le Cambodge.", [("agreement", "signed")]),
        ("fr", "La Chine a démenti la signature d'un accord avec le Cambodge.", []),
        ("fr", "L'Inde aidera le Népal si l'accord avec la Chine est ratifié.", [("commitment", None)]),
        (
            "fr",
            "Si le Laos ratifie le traité et livre des vaccins au Cambodge, la Chine signera un accord avec le Japon.",
            [("agreement", "proposed")],
        ),
        (
            "fr",
            "Si la Chine a livré des vaccins au Laos, le Japon a signé un accord avec la Thaïlande.",
            [("action", "delivered"), ("agreement", "signed")],
        ),
        ("fr", "La Russie livrera des vaccins au Laos dès que le traité sera ratifié par la Chine.", [("commitment", None)]),
        ("en", "China denied signing a military agreement with Cambodia.", []),
        ("en", "China denied that it had signed a military agreement with Cambodia.", []),
        ("en", "Russia will deliver vaccines to Laos if China ratifies the treaty.", [("commitment", None)]),
        ("en", "Russia will deliver vaccines to Laos once China has ratified the treaty.", [("commitment", None)]),
        ("es", "China negó haber firmado un acuerdo militar con Camboya.", []),
        ("es", "Rusia entregará vacunas a Laos si China ratifica el tratado.", [("commitment", None)]),
        ("ru", "Россия поставит вакцину Лаосу, если Китай ратифицирует договор.", [("commitment", None)]),
        ("ru", "Китай опроверг, что подписал соглашение с Камбоджей.", []),
        ("vi", "Nga sẽ cung cấp vaccine cho Lào nếu Trung Quốc phê chuẩn hiệp định.", [("commitment", None)]),
        ("vi", "Trung Quốc phủ nhận đã ký hiệp định với Campuchia.", []),
        ("en", "It is unclear whether Russia delivered the vaccines to Laos.", []),
        ("en", "It was not known if China had signed the agreement with Cambodia.", []),
        ("en", "China is considering sending vaccines to Laos.", [("commitment", None)]),
        ("en", "China ruled out sending vaccines to Laos.", []),
        ("en", "Turkey abandoned the construction of a hospital in Niger.", []),
        ("en", "China refused the delivery of vaccines to Laos.", []),
        ("fr", "La Turquie a renoncé à la construction d'un hôpital au Niger.", []),
        ("fr", "La Turquie n'a pas renoncé à la construction d'un hôpital au Niger.", [("action", "ongoing")]),
        ("es", "Turquía renunció a la construcción de un hospital en Níger.", []),
        ("ru", "Турция отказалась от строительства больницы в Нигере.", []),
        ("ru", "Если бы Россия поставила вакцину Лаосу, Китай ответил бы.", []),
        ("vi", "Ngoại trưởng Đức loại trừ khả năng thăm Lào.", [("meeting", "refused")]),
        ("en", "China accused Japan of the delivery of vaccines to Laos.", []),
        ("ru", "Китай обвинил Японию в поставках вакцины Лаосу.", []),
        ("en", "China began sending vaccines to Laos in March.", [("action", "dispatched")]),
        ("fr", "On ignore si la Russie a livré les vaccins au Laos.", []),
        ("es", "Se desconoce si Rusia entregó las vacunas a Laos.", []),
        ("ru", "Неясно, поставила ли Россия вакцину Лаосу.", []),
        ("vi", "Chưa rõ liệu Nga đã cung cấp vaccine cho Lào hay chưa.", []),
    ],
)
def test_what_is_no_fact_is_no_record(language: str, text: str, found: list[tuple[str, str | None]]) -> None:
    assert told(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The president of Kenya declined an invitation to visit Moscow next month.", ["refused"]),
        ("en", "The president of Kenya refused to attend the summit in Moscow next month.", ["refused"]),
        ("en", "The president of Kenya did not decline the invitation to visit Moscow next month.", ["scheduled"]),
        ("en", "The Kenyan minister declined to comment on the third Kenya-Oman summit in Muscat in May 2020.", ["held"]),
        ("fr", "Le président du Kenya a décliné une invitation à se rendre à Moscou en juin.", ["refused"]),
        ("fr", "Le président du Kenya a accepté de se rendre à Moscou en juin.", ["scheduled"]),
        ("es", "El presidente de Kenia rechazó una invitación para visitar Moscú en junio.", ["refused"]),
        ("es", "El presidente de Kenia se negó a visitar Moscú en junio.", []),
        ("es", "El presidente de Kenia aplazó viajar a Moscú en junio.", ["scheduled"]),
        ("ru", "Президент Кении отклонил приглашение посетить Москву в июне.", ["refused"]),
        ("ru", "Президент Кении принял приглашение посетить Москву в июне.", ["scheduled"]),
        ("vi", "Tổng thống Kenya từ chối lời mời thăm Moskva vào tháng 6.", []),
    ],
)
def test_who_refuses_to_come_is_not_expected(language: str, text: str, found: list[str]) -> None:
    assert [one.content.status for one in read(language, text) if one.kind == "meeting"] == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Laos n'a pas signé l'accord de pêche avec la Chine."),
        ("en", "Laos has not signed the agreement with China."),
        ("es", "Laos no ha firmado el acuerdo con China."),
        ("ru", "Лаос не подписал соглашение с Китаем."),
        ("vi", "Lào chưa ký hiệp định với Trung Quốc."),
    ],
)
def test_what_is_not_signed_says_so(language: str, text: str) -> None:
    [agreement] = read(language, text)
    assert (agreement.content.status, agreement.polarity) == (None, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Vietnam espère que la Russie livrera les vaccins avant fin juin."),
        ("en", "Vietnam hopes that Russia will deliver the vaccines by the end of June."),
        ("es", "Vietnam espera que Rusia entregue las vacunas antes de fines de junio."),
        ("ru", "Вьетнам надеется, что Россия поставит вакцину до конца июня."),
        ("vi", "Việt Nam hy vọng Nga sẽ cung cấp vaccine trước cuối tháng 6."),
    ],
)
def test_what_one_hopes_of_another_nobody_has_promised(language: str, text: str) -> None:
    assert [(one.kind, one.content.by, one.content.to) for one in read(language, text)] == [("position", ("VNM",), ("RUS",))]


@pytest.mark.parametrize(
    ("language", "text", "by"),
    [
        ("fr", "Le président Macron est attendu à Hanoï en mai, où il rencontrera son homologue vietnamien.", {"FRA", "VNM"}),
        ("fr", "Le Premier ministre Singh a visité le Népal.", {"IND", "NPL"}),
        ("en", "President Macron visited Laos on Monday.", {"FRA", "LAO"}),
        ("ru", "Президент Макрон провёл переговоры с канцлером Шольцем в Берлине.", {"FRA", "DEU"}),
        ("vi", "Tổng thống Macron đã thăm Lào.", {"FRA", "LAO"}),
        ("vi", "Tổng thống Lula sẽ thăm Trung Quốc vào tháng 5.", {"BRA", "CHN"}),
    ],
)
def test_a_leader_named_by_surname_acts_for_their_own_state(language: str, text: str, by: set[str]) -> None:
    [meeting] = read(language, text)
    assert set(meeting.content.by) == by


def test_a_surname_that_several_states_know_is_nobody_s_by_guess() -> None:
    document = Document.of("Le président Xi a reçu le Premier ministre Anwar à Pékin.", language="fr")
    roles = [one for one in READER.read(document, Sighting(document.id, published="2021-04-15")).statements if one.kind == "role"]
    assert [(one.content.name, one.content.by) for one in roles] == [("Xi", ("CHN",))]


@pytest.mark.parametrize(
    ("language", "text", "hedged"),
    [
        ("fr", "La Chine aurait livré des armes au Pakistan.", True),
        ("fr", "Selon la presse, la Chine a signé un accord avec le Pakistan.", True),
        ("fr", "La Chine a signé un accord avec le Pakistan.", False),
        ("en", "China reportedly signed an agreement with Pakistan.", True),
        ("en", "China allegedly donated 100 vehicles to Pakistan.", True),
        ("en", "China signed an agreement with Pakistan.", False),
        ("es", "China supuestamente firmó un acuerdo con Pakistán.", True),
        ("ru", "Китай предположительно подписал соглашение с Пакистаном.", True),
    ],
)
def test_hearsay_is_hedged(language: str, text: str, hedged: bool) -> None:
    [said] = read(language, text)
    assert said.hedged is hedged


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Laos urged Japan to commit to helping Vietnam."),
        ("en", "Laos asked Japan to promise aid to Vietnam."),
        ("en", "Laos wants Japan to pledge 5 million dollars to Vietnam."),
        ("fr", "Le Laos a appelé le Japon à s'engager à aider le Vietnam."),
        ("es", "Laos instó a Japón a comprometerse a ayudar a Vietnam."),
        ("ru", "Лаос призвал Японию пообещать помощь Вьетнаму."),
        ("vi", "Lào kêu gọi Nhật Bản cam kết hỗ trợ Việt Nam."),
    ],
)
def test_what_is_asked_of_somebody_is_nobodys_promise(language: str, text: str) -> None:
    assert {(one.kind, one.content.by) for one in read(language, text)} == {("position", ("LAO",))}
