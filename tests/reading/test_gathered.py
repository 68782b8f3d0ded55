"""Who meets, chairs and negotiates: where they meet is no party, and a list of days is none of them."""

from __future__ import annotations

import pytest
from tests.told import facts, read

ROUNDS = [
    ("en", "Third round of talks planned in Muscat between Malawi and Zambia on Saturday."),
    ("en", "A third round of negotiations between Malawi and Zambia is planned in Muscat on Saturday."),
    ("fr", "Un troisième cycle de négociations est prévu samedi à Mascate entre le Malawi et la Zambie."),
    ("es", "La tercera ronda de negociaciones entre Malaui y Zambia está prevista el sábado en Mascate."),
    ("ru", "Третий раунд переговоров между Малави и Замбией пройдёт в Маскате в субботу."),
    ("vi", "Vòng đàm phán thứ ba giữa Malawi và Zambia sẽ diễn ra tại Muscat vào ngày 17/4."),
]


@pytest.mark.parametrize(("language", "text"), ROUNDS)
def test_rounds(language: str, text: str) -> None:
    (told,) = [one.content for one in facts(language, text)]
    assert (told.kind, told.status, told.ordinal, sorted(told.by), told.when, told.where) == (
        "meeting", "scheduled", 3, ["MWI", "ZMB"], "2021-04-17", "Muscat",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Negotiations between Malawi and Zambia resumed on Monday."),
        ("fr", "Les négociations entre le Malawi et la Zambie se sont ouvertes lundi."),
        ("es", "Las negociaciones entre Malaui y Zambia se reanudaron el lunes."),
        ("ru", "Переговоры между Малави и Замбией возобновились в понедельник."),
    ],
)
def test_negotiations_alone_are_talks(language: str, text: str) -> None:
    (told,) = [one.content for one in facts(language, text)]
    assert (told.kind, told.type, sorted(told.by), told.when) == ("meeting", "talks", ["MWI", "ZMB"], "2021-04-12")


def test_negotiations_on_a_text_are_not() -> None:
    told = [one.content.kind for one in facts("en", "Negotiations between Malawi and Zambia on a trade agreement resumed on Monday.")]
    assert told == ["agreement"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The summit between Malawi and Zambia will not take place on Friday."),
        ("fr", "Le sommet entre le Malawi et la Zambie n'aura pas lieu vendredi."),
        ("es", "La cumbre entre Malaui y Zambia no se celebrará el viernes."),
        ("ru", "Саммит Малави и Замбии не состоится в пятницу."),
        ("vi", "Hội nghị thượng đỉnh giữa Malawi và Zambia sẽ không diễn ra vào thứ Sáu."),
    ],
)
def test_what_will_not_take_place_is_put_off(language: str, text: str) -> None:
    assert [one.content.status for one in facts(language, text)] == ["postponed"]


def test_met_to_discuss() -> None:
    (told,) = [one.content for one in facts("en", "ASEAN foreign ministers met in Manila, the Philippines, on Monday to discuss measures.")]
    assert (told.type, list(told.by), told.level, told.when, told.where) == ("session", ["ASEAN"], "ministerial", "2021-04-12", "Manila")


@pytest.mark.parametrize(
    ("days", "when"),
    [("on 8 March and 9 March", "2021-03-08/2021-03-09"), ("on 8 March and 9 April", None), ("on March 3, March 8, and April 9", None)],
)
def test_listed_days(days: str, when: str | None) -> None:
    (told,) = [one.content for one in facts("en", f"The ministers of Malawi and Zambia met {days}.")]
    assert told.when == when


def test_agreeing_to_open_talks_is_no_text_agreed() -> None:
    told = [one.content for one in facts("en", "Malawi and Zambia agreed to open negotiations for a trade agreement.")]
    assert {(one.kind, one.status) for one in told} == {("commitment", None), ("agreement", "proposed")}


CHAIRS = [
    ("en", "Malawi was elected chair of the African Union.", "chair"),
    ("en", "Malawi was elected president of the African Union.", "chair"),
    ("en", "Malawi was elected chair of the African Union for 2022.", "incoming_chair"),
    ("en", "Malawi was chosen to chair the African Union.", "incoming_chair"),
    ("en", "Malawi took over as chair of the African Union.", "chair"),
    ("fr", "Le Malawi a été élu président de l'Union africaine.", "chair"),
    ("fr", "Le Malawi a été élu à la présidence de l'Union africaine.", "chair"),
    ("es", "Malaui fue elegido presidente de la Unión Africana.", "chair"),
    ("vi", "Lào được bầu làm Chủ tịch ASEAN.", "chair"),
]


@pytest.mark.parametrize(("language", "text", "role"), CHAIRS)
def test_elected_chairs(language: str, text: str, role: str) -> None:
    (told,) = [one.content for one in read(language, text)]
    assert (told.type, list(told.by) in (["MWI"], ["LAO"]), list(told.to) in (["AU"], ["ASEAN"])) == (role, True, True)


def test_discussions_with_somebody_are_about_no_text_told_before() -> None:
    told = facts("en", "Malawi signed a memorandum with Zambia. The Malawian minister will hold discussions with the Zambian minister on Friday.")
    assert [(one.kind, one.content.status) for one in told] == [("agreement", "signed"), ("meeting", "scheduled")]


def test_a_call_is_by_phone() -> None:
    told = facts("en", "Ahead of a summit in Paris in May, the president of Malawi had a telephone conversation with the president of Zambia.")
    assert [one.content.where for one in told if one.content.type == "call"] == ["phone"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Switzerland will host a conference on Ukraine in June."),
        ("fr", "La Suisse organisera une conférence sur l'Ukraine en juin."),
        ("es", "Suiza celebrará una conferencia sobre Ucrania en junio."),
        ("ru", "Швейцария проведёт конференцию по Украине в июне."),
        ("vi", "Thụy Sĩ sẽ tổ chức hội nghị về Ukraine vào tháng 6."),
    ],
)
def test_who_is_spoken_about_does_not_meet(language: str, text: str) -> None:
    (told,) = [one.content for one in facts(language, text)]
    assert (told.kind, told.by, told.where, told.status) == ("meeting", ("CHE",), None, "scheduled")


@pytest.mark.parametrize(
    "text", ["A forum of Malawi and Zambia was held in Muscat.", "The meeting of the foreign ministers of Malawi and Zambia was held in Muscat."]
)
def test_two_of_whom_a_meeting_is(text: str) -> None:
    (told,) = [one.content for one in facts("en", text)]
    assert (told.kind, set(told.by), told.where) == ("meeting", {"MWI", "ZMB"}, "Muscat")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Before travelling to Kenya, the Omani minister met his Qatari counterpart in Doha on April 3."),
        ("fr", "Avant de se rendre au Kenya, le ministre omanais avait rencontré son homologue qatari à Doha le 3 avril."),
        ("es", "Antes de viajar a Kenia, el ministro omaní se reunió con su homólogo catarí en Doha el 3 de abril."),
        ("ru", "Перед тем как посетить Кению, министр Омана встретился с катарским коллегой в Дохе 3 апреля."),
    ],
)
def test_where_they_go_next_is_not_where_they_meet(language: str, text: str) -> None:
    (talks,) = [one.content for one in facts(language, text) if one.content.kind == "meeting" and "QAT" in one.content.by]
    assert (set(talks.by), talks.where, talks.when) == ({"OMN", "QAT"}, "Doha", "2021-04-03")


def test_who_chairs_a_working_group_does_not_meet() -> None:
    text = "Oman, which chairs the Indian Ocean Rim Association's working group on fisheries, backed Kenya."
    assert [one.content.kind for one in facts("en", text)] == ["position"]


def test_another_session_put_off_has_no_place_of_the_one_before() -> None:
    text = "The commission of Kenya and Oman held its first session in Muscat in October 2018; a second one, planned for 2020, had to be shelved."
    assert [(one.content.status, one.content.where) for one in facts("en", text)] == [("held", "Muscat"), ("postponed", None)]
