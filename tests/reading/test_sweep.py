"""The same thing said in five languages: what a sweep over all of them found amiss, and must not come back."""

from __future__ import annotations

from functools import lru_cache

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world


@lru_cache(maxsize=1)
def reader() -> Reader:
    return Reader(load_world(), load_pack)


def read(language: str, text: str) -> list[Statement]:
    document = Document.of(text, language=language)
    return [one for one in reader().read(document, Sighting(document.id, published="2021-04-15")).statements if one.kind != "role"]


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
    (met,) = [one.content for one in read(language, text)]
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
    assert [(one.content.by, one.content.to) for one in read(language, text) if one.kind == "action"] == [(by, to)]


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
    assert [one for one in read(language, text) if one.kind == "action"] == []


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
    (gift,) = [one.content for one in read(language, text)]
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
    (promise,) = [one.content for one in read(language, text)]
    assert (promise.type, promise.by, promise.to, promise.quantity and promise.quantity.value) == ("pledged", ("JPN",), ("NPL",), 1e7)


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
    (promise,) = [one.content for one in read(language, text)]
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
    (agreed,) = [one.content for one in read(language, text)]
    assert (agreed.status, agreed.when, agreed.due) == ("signed", "2019", "2024-11")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Russie a livré du blé au Mali, au Niger et au Tchad, et l'Algérie a signé un accord avec la Russie."),
        ("en", "Russia delivered wheat to Mali, Niger and Chad, and Algeria signed a deal with Russia."),
        ("ru", "Россия поставила пшеницу в Мали, Нигер и Чад, и Алжир подписал соглашение с Россией."),
    ],
)
def test_the_subject_of_the_next_clause_receives_nothing(language: str, text: str) -> None:
    told = [(one.kind, one.content.by, one.content.to) for one in read(language, text)]
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
    assert [(one.content.by, one.content.to) for one in read(language, text) if one.kind == "agreement"] == [(by, to)]


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
    (offer,) = [one.content for one in read(language, text)]
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
    (given,) = [one.content for one in read(language, text) if one.kind == "action"]
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
    (sent,) = [one.content for one in read(language, text)]
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
    assert [(one.kind, one.content.type, one.content.by, one.content.areas) for one in read(language, text)] == [
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
    (signed,) = [one.content for one in read(language, text)]
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
    document = Document.of(text, language=language)
    found = reader().read(document, Sighting(document.id, publisher="VNA", published="2021-04-15")).statements
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
    (gift,) = [one.content for one in read(language, text)]
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
    document = Document.of(text, language=language)
    (role,) = [one.content for one in reader().read(document, Sighting(document.id, published="2021-04-15")).statements]
    assert (role.kind, role.type, role.by, role.to) == ("role", "ambassador", ("SDN",), ("EGY",))


def test_who_is_called_former_holds_no_office() -> None:
    document = Document.of("Former Kenyan president Daniel Otieno met Xi Jinping in Beijing.", language="en")
    found = reader().read(document, Sighting(document.id, published="2021-04-15")).statements
    assert [one for one in found if one.kind == "role" and one.content.by == ("KEN",)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'Allemagne consacrera 600 millions d'euros à la protection des forêts du bassin du Congo."),
        ("en", "Germany will provide 600 million euros to protect the forests of the Congo Basin."),
        ("es", "Alemania aportará 600 millones de euros para proteger los bosques de la cuenca del Congo."),
        ("ru", "Германия выделит 600 млн евро на защиту лесов бассейна Конго."),
        ("vi", "Đức sẽ tài trợ 600 triệu euro để bảo vệ rừng lưu vực Congo."),
    ],
)
def test_waters_and_basins_are_no_states(language: str, text: str) -> None:
    (promised,) = [one.content for one in read(language, text)]
    assert (promised.by, promised.to) == (("DEU",), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le président du Kenya s'est envolé mardi pour la Chine."),
        ("en", "The president of Kenya left for China on Tuesday."),
        ("es", "El presidente de Kenia salió el martes para China."),
        ("ru", "Президент Кении вылетел во вторник в Китай."),
        ("vi", "Ngày 13/4/2021, Tổng thống Kenya lên đường thăm Trung Quốc."),
    ],
)
def test_who_sets_out_for_a_country_visits_it(language: str, text: str) -> None:
    (visit,) = [one.content for one in read(language, text)]
    assert (visit.kind, visit.by, visit.status, visit.when, visit.where) == ("meeting", ("KEN", "CHN"), "held", "2021-04-13", "China")


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
    (text_of_both,) = read(language, text)
    assert (text_of_both.content.by, text_of_both.content.status, text_of_both.polarity) == (("IND", "NPL"), None, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre chilien des Affaires étrangères a eu mardi une réunion avec son homologue péruvien."),
        ("en", "The Chilean foreign minister held a meeting with his Peruvian counterpart on Tuesday."),
        ("es", "El canciller chileno sostuvo el martes una reunión con su homólogo peruano."),
        ("ru", "Министр иностранных дел Чили провёл во вторник совещание с коллегой из Перу."),
        ("vi", "Ngày 13/4/2021, Bộ trưởng Ngoại giao Chile đã có cuộc họp với người đồng cấp Peru."),
    ],
)
def test_a_meeting_with_a_counterpart_is_talks(language: str, text: str) -> None:
    (talks,) = [one.content for one in read(language, text)]
    assert (talks.type, talks.level, talks.by, talks.when) == ("talks", "ministerial", ("CHL", "PER"), "2021-04-13")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Mali a quitté la CEDEAO."),
        ("fr", "Le Mali a annoncé son retrait de la CEDEAO."),
        ("en", "Mali left ECOWAS."),
        ("es", "Mali abandonó la CEDEAO."),
        ("es", "Mali se retiró de la CEDEAO."),
        ("ru", "Мали вышло из ЭКОВАС."),
        ("vi", "Mali đã rút khỏi ECOWAS."),
    ],
)
def test_who_leaves_an_organisation_denounces_its_treaty(language: str, text: str) -> None:
    (left,) = [one.content for one in read(language, text)]
    assert (left.kind, left.status, left.by, left.to) == ("agreement", "denounced", ("MLI",), ("ECOWAS",))


def test_the_years_of_a_plan_date_no_meeting() -> None:
    text = "The meeting, co-chaired by the ministers of Laos and Thailand, reviewed cooperation under the 2022-2026 plan."
    (session,) = [one.content for one in read("en", text)]
    assert (session.by, session.when) == (("LAO", "THA"), None)


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
    (flow,) = [one.content for one in read(language, text)]
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
    (gift,) = [one.content for one in read("en", text)]
    assert (gift.to, gift.quantity and (gift.quantity.value, gift.quantity.unit)) == (("LAO",), (value, unit))


def test_half_a_promise_is_not_kept() -> None:
    (told,) = [one.content for one in read("en", "Berlin has so far delivered only half of the promised howitzers.")]
    assert (told.kind, told.status) == ("progress", "partly_completed")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Pérou a convoqué l'ambassadeur du Mexique pour protester contre la visite."),
        ("en", "Peru summoned the Mexican ambassador to protest against the visit."),
        ("es", "Perú convocó al embajador de México para protestar contra la visita."),
        ("ru", "Перу вызвало посла Мексики, чтобы выразить протест."),
        ("vi", "Peru đã triệu tập Đại sứ Mexico để phản đối."),
    ],
)
def test_who_summons_an_ambassador_protests(language: str, text: str) -> None:
    told = {one.content.type: one.content for one in read(language, text)}
    assert (told["measure"].by, told["measure"].to) == (("PER",), ("MEX",))
    assert told.get("opposes", told["measure"]).by == ("PER",)


@pytest.mark.parametrize("text", ["España y Chile firmaron un acuerdo sobre el mar.", "Uruguay ratificó el Tratado de Alta Mar."])
def test_the_sea_at_the_end_of_a_sentence_is_no_month(text: str) -> None:
    (signed,) = [one.content for one in read("es", text)]
    assert signed.when is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les dirigeants du G7 ont convenu d'accorder un prêt à l'Ukraine."),
        ("en", "G7 leaders agreed to provide Ukraine with a loan."),
        ("es", "Los líderes del G7 acordaron conceder un préstamo a Ucrania."),
        ("ru", 'Лидеры "Большой семёрки" договорились предоставить Украине кредит.'),
        ("ru", "Лидеры стран «Большой семёрки» договорились предоставить Украине кредит."),
    ],
)
def test_leaders_of_a_group_promise_for_it(language: str, text: str) -> None:
    (promise,) = [one.content for one in read(language, text)]
    assert (promise.kind, promise.by, promise.to) == ("commitment", ("G7",), ("UKR",))


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Участники договорились предоставить Украине кредит."), ("ru", "Лидеры альянса договорились предоставить Украине кредит.")],
)
def test_who_receives_has_not_promised(language: str, text: str) -> None:
    assert not [one for one in read(language, text) if "UKR" in one.content.by]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Une ambassade de Guinée équatoriale s'est ouverte à Moscou."),
        ("en", "The embassy of Equatorial Guinea opened in Moscow."),
        ("es", "La embajada de Guinea Ecuatorial abrió sus puertas en Moscú."),
        ("ru", "В Москве открылось посольство Экваториальной Гвинеи."),
        ("vi", "Đại sứ quán Guinea Xích đạo đã khai trương tại Moskva."),
    ],
)
def test_an_embassy_that_opens_is_opened_by_its_state(language: str, text: str) -> None:
    (mission,) = [one.content for one in read(language, text)]
    assert (mission.type, mission.by, mission.to) == ("mission_opened", ("GNQ",), ("RUS",))


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
    (gift,) = [one.content for one in read(language, text)]
    assert (gift.by, gift.to, gift.when) == (("JPN",), ("LAO",), "2015/..")


@pytest.mark.parametrize("words", ["third-largest", "third largest", "3rd-biggest", "third-biggest"])
def test_the_third_is_not_the_first(words: str) -> None:
    (rank,) = [one.content for one in read("en", f"Vietnam was South Korea's {words} trading partner in 2020.")]
    assert rank.quantity is not None and (rank.quantity.value, rank.quantity.unit) == (3, "rank")


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
    summit = next(one.content for one in read(language, text) if one.content.kind == "meeting")
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
    (agreed,) = [one.content for one in read(language, text)]
    assert (agreed.by, agreed.when, agreed.due) == (("KEN", "SOM"), "2021-04-12", "2022-02")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Kenya et la Somalie ont rompu. Leurs relations ont été rétablies en 2020 grâce à une médiation qatarie."),
        ("en", "Kenya and Somalia fell out. Their ties were restored in 2020 with Qatari mediation."),
        ("es", "Kenia y Somalia rompieron. Sus relaciones fueron restablecidas en 2020 con la mediación de Catar."),
    ],
)
def test_who_mediates_has_not_made_up(language: str, text: str) -> None:
    restored = [one.content for one in read(language, text) if one.content.type == "restoration"]
    assert all("QAT" not in one.by for one in restored)


def test_a_rank_in_apposition_has_its_own_period_or_none() -> None:
    told = read("en", "Indonesia values its ties with Brazil, the largest economy in South America, and hopes to double trade within five years.")
    assert not [one for one in told if one.content.quantity is not None and one.content.quantity.unit == "rank"]


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
    told = [one.content for one in read(language, text) if one.content.when is not None]
    assert told
    assert all(one.when == "2021-04-13" and one.status in ("held", "signed") for one in told)
