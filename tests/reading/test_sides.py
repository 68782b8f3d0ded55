"""Who acts and whom it is for, in five languages: states, those who speak for them, and those who only stand near."""

from __future__ import annotations

import pytest
from tests.told import facts, read


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
    (promised,) = [one.content for one in facts(language, text)]
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
    (visit,) = [one.content for one in facts(language, text)]
    assert (visit.kind, visit.by, visit.status, visit.when, visit.where) == ("meeting", ("KEN", "CHN"), "held", "2021-04-13", "China")


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
    (talks,) = [one.content for one in facts(language, text)]
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
    (left,) = [one.content for one in facts(language, text)]
    assert (left.kind, left.status, left.by, left.to) == ("agreement", "denounced", ("MLI",), ("ECOWAS",))


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
    told = {one.content.type: one.content for one in facts(language, text)}
    assert (told["measure"].by, told["measure"].to) == (("PER",), ("MEX",))
    assert told.get("opposes", told["measure"]).by == ("PER",)


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
    (promise,) = [one.content for one in facts(language, text)]
    assert (promise.kind, promise.by, promise.to) == ("commitment", ("G7",), ("UKR",))


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Участники договорились предоставить Украине кредит."), ("ru", "Лидеры альянса договорились предоставить Украине кредит.")],
)
def test_who_receives_has_not_promised(language: str, text: str) -> None:
    assert not [one for one in facts(language, text) if "UKR" in one.content.by]


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
    (mission,) = [one.content for one in facts(language, text)]
    assert (mission.type, mission.by, mission.to) == ("mission_opened", ("GNQ",), ("RUS",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Kenya et la Somalie ont rompu. Leurs relations ont été rétablies en 2020 grâce à une médiation qatarie."),
        ("en", "Kenya and Somalia fell out. Their ties were restored in 2020 with Qatari mediation."),
        ("es", "Kenia y Somalia rompieron. Sus relaciones fueron restablecidas en 2020 con la mediación de Catar."),
    ],
)
def test_who_mediates_has_not_made_up(language: str, text: str) -> None:
    restored = [one.content for one in facts(language, text) if one.content.type == "restoration"]
    assert [one.by for one in restored] == [("KEN", "SOM")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La France, l'Allemagne, l'Italie ont condamné l'Iran."),
        ("en", "France, Germany, Italy condemned Iran."),
        ("es", "Francia, Alemania, Italia condenaron a Irán."),
        ("ru", "Франция, Германия, Италия осудили Иран."),
        ("vi", "Pháp, Đức, Italy lên án Iran."),
    ],
)
def test_names_that_only_commas_join(language: str, text: str) -> None:
    (told,) = [one.content for one in facts(language, text)]
    assert told.by == ("FRA", "DEU", "ITA")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Honduras a rompu avec Taïwan et noué des relations diplomatiques avec la Chine."),
        ("en", "Honduras broke with Taiwan and established diplomatic relations with China."),
        ("es", "Honduras rompió con Taiwán y estableció relaciones diplomáticas con China."),
        ("ru", "Гондурас разорвал отношения с Тайванем и установил дипломатические отношения с Китаем."),
    ],
)
def test_each_verb_says_with_whom(language: str, text: str) -> None:
    assert [(one.content.type, one.content.by) for one in facts(language, text)] == [
        ("severance", ("HND", "TWN")),
        ("establishment", ("HND", "CHN")),
    ]


def test_who_passes_a_thing_on_does_not_receive_it() -> None:
    (promised,) = [one.content for one in facts("en", "South Korea will provide 50,000 tons of rice to Yemen through the World Food Programme.")]
    assert promised.to == ("YEM",)


def test_where_money_is_approved_does_not_receive_it() -> None:
    (given,) = [one.content for one in facts("fr", "Le FMI a approuvé à Washington un prêt de 91 millions de dollars en faveur de l'Éthiopie.")]
    assert given.to == ("ETH",)


def test_a_region_speaks_for_no_state() -> None:
    assert facts("fr", "La première ministre du Québec, Pauline Marois, a salué cet accord avec la France.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The foreign ministers of Peru and Chile, José García and Juan Soto, met in Lima."),
        ("es", "Los cancilleres de Perú y Chile, José García y Juan Soto, se reunieron en Lima."),
        ("fr", "Les ministres des Affaires étrangères du Pérou et du Chili, José García et Juan Soto, se sont réunis à Lima."),
    ],
)
def test_two_who_hold_an_office_in_turn(language: str, text: str) -> None:
    told = [one.content for one in read(language, text) if one.content.kind == "role"]
    assert [(one.by, one.name) for one in told] == [(("PER",), "José García"), (("CHL",), "Juan Soto")]


def test_this_country_is_whose_word_it_is() -> None:
    (promised,) = [one.content for one in facts("vi", "Brazil cho biết nước này sẽ hỗ trợ Lào 5 triệu USD.")]
    assert (promised.by, promised.to) == (("BRA",), ("LAO",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Tunisie prendra en 2023 la présidence de l'Organisation arabe du travail et soutiendra le Qatar à l'Unesco."),
        ("en", "Tunisia will take over the presidency of the Arab Labour Organisation and back Qatar at UNESCO."),
        ("es", "Túnez asumirá en 2023 la presidencia de la Organización Árabe del Trabajo y apoyará a Catar en la UNESCO."),
    ],
)
def test_the_chair_of_a_body_that_is_not_known_is_not_that_of_another(language: str, text: str) -> None:
    assert [one.content for one in read(language, text) if one.content.kind == "role"] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Conduite par le Premier ministre Khalid ben Khalifa, la délégation qatarie est arrivée à Tunis."),
        ("en", "A Qatari delegation led by Prime Minister Khalid ben Khalifa arrived in Tunis."),
        ("es", "La delegación catarí, encabezada por el primer ministro Khalid ben Khalifa, llegó a Túnez."),
    ],
)
def test_who_leads_a_delegation_serves_whose_it_is(language: str, text: str) -> None:
    told = [one.content for one in read(language, text, publisher="TAP") if one.content.kind == "role"]
    assert [one.by for one in told] == [("QAT",)]
