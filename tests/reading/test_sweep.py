"""The same thing said in five languages: what a sweep over all of them found amiss, and must not come back."""

from __future__ import annotations

import pytest
from tests.told import facts, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le sommet de l'UE et de l'Inde aura lieu en mai."),
        ("en", "The EU-India summit will take place in May."),
        ("es", "La cumbre de la UE y de la India tendrá lugar en mayo."),
        ("ru", "Саммит ЕС и Индии пройдёт в мае."),
        ("vi", "Hội nghị thượng đỉnh EU - Ấn Độ sẽ diễn ra vào tháng 5."),
    ],
)
def test_a_summit_of_two_is_not_that_of_the_first(language: str, text: str) -> None:
    (met,) = [one.content for one in facts(language, text)]
    assert (met.by, met.level, met.when, met.where) == (("EU", "IND"), "summit", "2021-05", None)


@pytest.mark.parametrize(
    ("language", "text", "by", "to"),
    [
        ("fr", "L'Argentine a félicité le Chili pour avoir livré 50 bus à la Bolivie.", ("CHL",), ("BOL",)),
        ("en", "Argentina thanked Chile for sending 50 ventilators.", ("CHL",), ("ARG",)),
        ("en", "Argentina thanked Chile for donating 50 ventilators to Bolivia.", ("CHL",), ("BOL",)),
        ("en", "Argentina thanked Chile by sending 50 buses.", ("ARG",), ("CHL",)),
        ("vi", "Argentina cảm ơn Chile đã gửi 50 máy thở.", ("CHL",), ("ARG",)),
    ],
)
def test_who_is_thanked_has_given(language: str, text: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    assert [(one.content.by, one.content.to) for one in facts(language, text) if one.kind == "action"] == [(by, to)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "L'Argentine a accusé le Chili d'avoir envoyé 50 chars en Bolivie. L'Argentine a reproché au Chili d'avoir livré 50 chars à la Bolivie.",
        ),
        ("en", "Argentina accused Chile of sending 50 tanks to Bolivia."),
        ("es", "Argentina acusó a Chile de haber enviado 50 tanques a Bolivia."),
        ("ru", "Аргентина обвинила Чили в том, что она поставила 50 танков Боливии."),
        ("vi", "Argentina cáo buộc Chile gửi 50 xe tăng cho Bolivia."),
    ],
)
def test_what_is_laid_to_somebodys_charge_is_no_fact(language: str, text: str) -> None:
    assert [one for one in facts(language, text) if one.kind == "action"] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Namibie a reçu lundi un premier lot de 67.000 doses de vaccins offertes par l'Inde."),
        ("en", "Namibia on Monday received a first batch of 67,000 vaccine doses donated by India."),
        ("es", "Namibia recibió el lunes un primer lote de 67.000 dosis de vacunas donadas por la India."),
        ("ru", "Намибия получила в понедельник первую партию из 67 тыс. доз вакцины, переданных Индией."),
    ],
)
def test_a_gift_told_twice_in_one_sentence_is_one(language: str, text: str) -> None:
    (gift,) = [one.content for one in facts(language, text)]
    assert (gift.by, gift.to, gift.when, gift.quantity and gift.quantity.value) == (("IND",), ("NAM",), "2021-04-12", 67000)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Japon aidera le Népal à hauteur de 10 millions de dollars, a promis le Premier ministre."),
        ("en", "Japan will help Nepal with 10 million dollars, the prime minister promised."),
        ("es", "Japón ayudará a Nepal con 10 millones de dólares, prometió el primer ministro."),
        ("ru", "Япония выделит Непалу 10 млн долларов, пообещал премьер-министр."),
    ],
)
def test_what_is_promised_aside_is_promised_by_whoever_will_do_it(language: str, text: str) -> None:
    (promise,) = [one.content for one in facts(language, text)]
    assert (promise.type, promise.by, promise.to, promise.quantity and promise.quantity.value) == ("pledged", ("JPN",), ("NPL",), 1e7)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Russie a livré du blé au Mali, au Niger et au Tchad, et l'Algérie a signé un accord avec la Russie."),
        ("en", "Russia delivered wheat to Mali, Niger and Chad, and Algeria signed a deal with Russia."),
        ("ru", "Россия поставила пшеницу в Мали, Нигер и Чад, и Алжир подписал соглашение с Россией."),
    ],
)
def test_the_subject_of_the_next_clause_receives_nothing(language: str, text: str) -> None:
    told = [(one.kind, one.content.by, one.content.to) for one in facts(language, text)]
    assert told == [("action", ("RUS",), ("MLI", "NER", "TCD")), ("agreement", ("DZA", "RUS"), ())]


@pytest.mark.parametrize(
    ("language", "text", "by", "to"),
    [
        ("en", "Russia sent wheat to Mali and Niger signed a deal with Chad.", ("NER", "TCD"), ()),
        ("en", "China said Laos and Vietnam signed a deal.", ("LAO", "VNM"), ()),
        ("ru", "Россия поставила в Мали зерно за газ, а Нигер подписал соглашение с Чадом.", ("NER", "TCD"), ()),
    ],
)
def test_what_stands_before_a_verb_is_not_always_all_its_subject(language: str, text: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    assert [(one.content.by, one.content.to) for one in facts(language, text) if one.kind == "agreement"] == [(by, to)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "« Nous sommes prêts à former vos médecins », a dit le ministre cubain au président angolais."),
        ("en", '"We are ready to train your doctors," the Cuban minister told the Angolan president.'),
        ("es", "«Estamos listos para formar a sus médicos», dijo el ministro cubano al presidente angoleño."),
        ("ru", "«Мы готовы обучать ваших врачей», — сказал кубинский министр президенту Анголы."),
        ("vi", '"Chúng tôi sẵn sàng đào tạo bác sĩ cho các bạn", Bộ trưởng Cuba nói với Tổng thống Angola.'),
    ],
)
def test_we_are_who_says_so_and_you_whom_it_is_said_to(language: str, text: str) -> None:
    (offer,) = [one.content for one in facts(language, text)]
    assert (offer.type, offer.by, offer.to) == ("willing", ("CUB",), ("AGO",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'aide de 5 millions d'euros promise par l'Espagne au Tchad a été versée en mars."),
        ("en", "The 5 million euros in aid promised by Spain to Chad were paid in March."),
        ("es", "La ayuda de 5 millones de euros prometida por España a Chad fue desembolsada en marzo."),
    ],
)
def test_who_promised_has_given_and_to_whom(language: str, text: str) -> None:
    (given,) = [one.content for one in facts(language, text) if one.kind == "action"]
    assert (given.by, given.to, given.status, given.when) == (("ESP",), ("TCD",), "delivered", "2021-03")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Deux navires de guerre chinois sont arrivés lundi à Colombo pour une visite de quatre jours."),
        ("en", "Two Chinese warships arrived in Colombo on Monday for a four-day visit."),
        ("es", "Dos buques de guerra chinos llegaron el lunes a Colombo para una visita de cuatro días."),
        ("ru", "Два китайских военных корабля прибыли в понедельник в Коломбо с четырёхдневным визитом."),
    ],
)
def test_ships_on_a_visit_are_ships(language: str, text: str) -> None:
    (sent,) = [one.content for one in facts(language, text)]
    assert (sent.kind, sent.by, sent.to, sent.quantity and sent.quantity.unit) == ("action", ("CHN",), ("LKA",), "warship")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Bolivie et le Chili poursuivront le dialogue politique."),
        ("en", "Bolivia and Chile will continue political dialogue."),
        ("es", "Bolivia y Chile proseguirán el diálogo político."),
        ("ru", "Боливия и Чили продолжат политический диалог."),
        ("vi", "Bolivia và Chile sẽ tiếp tục đối thoại chính trị."),
    ],
)
def test_to_go_on_with_a_dialogue_is_meant_and_sets_no_meeting(language: str, text: str) -> None:
    assert [(one.kind, one.content.type, one.content.by, one.content.areas) for one in facts(language, text)] == [
        ("commitment", "intended", ("BOL", "CHL"), ("POL",))
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Moscou et Caracas ont signé douze accords dans les domaines de l'énergie, des mines et de la défense."),
        ("en", "Moscow and Caracas signed twelve agreements in energy, industry and defence."),
        ("es", "Moscú y Caracas firmaron doce acuerdos en materia de energía, minería y defensa."),
        ("vi", "Moskva và Caracas đã ký 12 thỏa thuận trong các lĩnh vực năng lượng, khai khoáng và quốc phòng."),
    ],
)
def test_all_matters_of_a_list(language: str, text: str) -> None:
    (signed,) = [one.content for one in facts(language, text)]
    assert (signed.type, sorted(signed.areas)) == ("bundle", ["DEF", "ENE", "IND"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'ambassadrice de Norvège au Malawi, Ingrid Mikelsen, a remis lundi 20 véhicules au ministère de la Santé."),
        ("en", "Norway's ambassador to Malawi, Ingrid Mikelsen, on Monday handed over 20 vehicles to the Ministry of Health."),
        ("es", "La embajadora de Noruega en Malaui, Ingrid Mikelsen, entregó el lunes 20 vehículos al Ministerio de Salud."),
        ("ru", "Посол Норвегии в Малави Ингрид Микельсен в понедельник передала министерству здравоохранения 20 автомобилей."),
        ("vi", "Đại sứ Na Uy tại Malawi Ingrid Mikelsen hôm thứ Hai đã bàn giao 20 xe cho Bộ Y tế."),
    ],
)
def test_what_an_ambassador_gives_a_ministry_goes_to_the_host(language: str, text: str) -> None:
    found = read(language, text, publisher="VNA")
    assert [(one.content.by, one.content.to) for one in found if one.kind == "action"] == [(("NOR",), ("MWI",))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Kenya a remercié la Corée du Sud pour son don de 100.000 masques."),
        ("en", "Kenya thanked South Korea for its donation of 100,000 masks."),
        ("es", "Kenia agradeció a Corea del Sur su donación de 100.000 mascarillas."),
        ("ru", "Кения поблагодарила Южную Корею за безвозмездную передачу 100 тыс. масок."),
        ("vi", "Kenya cảm ơn Hàn Quốc đã tặng 100.000 khẩu trang."),
    ],
)
def test_a_gift_that_is_thanked_for_was_given(language: str, text: str) -> None:
    (gift,) = [one.content for one in facts(language, text)]
    assert (gift.kind, gift.by, gift.to, gift.quantity and gift.quantity.value) == ("action", ("KOR",), ("KEN",), 100000)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Omar Siddiq a été nommé ambassadeur du Soudan en Égypte."),
        ("en", "Omar Siddiq has been appointed Sudan's ambassador to Egypt."),
        ("es", "Omar Siddiq ha sido nombrado embajador de Sudán en Egipto."),
        ("ru", "Омар Сиддик назначен послом Судана в Египте."),
        ("vi", "Omar Siddiq được bổ nhiệm làm Đại sứ Sudan tại Ai Cập."),
    ],
)
def test_who_is_appointed_holds_the_office(language: str, text: str) -> None:
    (role,) = [one.content for one in read(language, text)]
    assert (role.kind, role.type, role.by, role.to) == ("role", "ambassador", ("SDN",), ("EGY",))


def test_who_is_called_former_holds_no_office() -> None:
    found = read("en", "Former Kenyan president Daniel Otieno met Xi Jinping in Beijing.")
    assert [one for one in found if one.kind == "role" and one.content.by == ("KEN",)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it will give Malawi 40 ambulances.",
        "Norway said on Tuesday it will give Malawi 40 ambulances.",
        "Norway announced in a statement on Tuesday it would give Malawi 40 ambulances.",
        "Norway pledged on Tuesday it would give Malawi 40 ambulances.",
    ],
)
def test_a_day_between_what_is_said_and_who_says_it(text: str) -> None:
    (one,) = facts("en", text)
    assert (one.kind, one.content.type, one.content.by, one.content.to) == ("commitment", "pledged", ("NOR",), ("MWI",))


def test_what_is_told_of_by_a_participle_still_has_its_own_verb() -> None:
    (one,) = facts("en", "The 40 ambulances promised on Tuesday to Malawi were delivered by Norway.")
    assert (one.kind, one.content.by, one.content.to) == ("action", ("NOR",), ("MWI",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les négociations entre la Serbie et le Kosovo ont échoué en mars à Bruxelles."),
        ("en", "Talks between Serbia and Kosovo broke down in Brussels in March."),
        ("en", "Talks between Serbia and Kosovo ended without a deal in Brussels in March."),
        ("es", "Las negociaciones entre Serbia y Kosovo fracasaron en marzo en Bruselas."),
        ("ru", "Переговоры между Сербией и Косово провалились в марте в Брюсселе."),
        ("vi", "Cuộc đàm phán giữa Serbia và Kosovo đã đổ vỡ vào tháng 3 tại Brussels."),
    ],
)
def test_talks_that_fail_were_held(language: str, text: str) -> None:
    (met,) = [one.content for one in facts(language, text) if one.kind == "meeting"]
    assert (set(met.by), met.type, met.status, met.where) == ({"SRB", "XKX"}, "talks", "held", "Brussels")
    assert [one for one in facts(language, text) if one.kind == "agreement"] == []
