"""Texts under a heading, receivers that nobody names, times in brackets, figures of one sentence: what several languages share."""

from __future__ import annotations

import pytest
from tests.told import read

from communique.model.statements import Statement


def told(language: str, text: str, kind: str) -> list[Statement]:
    return [statement for statement in read(language, text, published="2024-05-16") if statement.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "types"),
    [
        (
            "ru",
            "Россия и Куба подписали пакет документов:\n— соглашение о туризме;\n— меморандум об образовании;\n— план консультаций на 2025 год.",
            ["bundle", "treaty", "mou", "plan"],
        ),
        (
            "ru",
            "По итогам переговоров России и Кубы подписаны следующие документы:\n1. Соглашение о транспорте.\n2. Протокол о рыболовстве.",
            ["bundle", "treaty", "protocol"],
        ),
        ("vi", "Việt Nam và Pháp đã ký kết các văn kiện: Thỏa thuận hợp tác về hàng không; Bản ghi nhớ về năng lượng.", ["bundle", "mou", "mou"]),
    ],
)
def test_each_text_of_a_list_is_told(language: str, text: str, types: list[str]) -> None:
    found = told(language, text, "agreement")
    assert [statement.content.type for statement in found] == types
    assert {statement.content.status for statement in found} == {"signed"}
    assert len({statement.content.by for statement in found}) == 1


def test_a_verb_ends_a_list() -> None:
    text = "Россия и Куба подписали пакет документов:\n— соглашение о туризме.\nСтороны обсудили торговлю.\nПротокол о рыболовстве."
    assert [statement.content.type for statement in told("ru", text, "agreement")] == ["bundle", "treaty"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Россия и Лаос провели переговоры. Россия будет помогать африканским странам."),
        ("ru", "Россия и Лаос провели переговоры. Россия поставит шести африканским государствам зерно."),
        ("vi", "Mỹ và Lào đã hội đàm. Mỹ cam kết hỗ trợ tài chính cho châu Phi."),
    ],
)
def test_states_that_nobody_names_are_not_the_other_side(language: str, text: str) -> None:
    (promise,) = told(language, text, "commitment")
    assert promise.content.to == ()


def test_a_time_alone_in_brackets_counts() -> None:
    (call,) = told("vi", "Tổng thống Nga điện đàm với Tổng thống Lào (ngày 15/1).", "meeting")
    assert call.content.when == "2024-01-15"
    (visit,) = told("fr", "Le président russe a effectué une visite au Laos (12-14 mars 2023).", "meeting")
    assert visit.content.when == "2023-03-12/2023-03-14"


def test_figures_of_one_sentence_share_its_period() -> None:
    text = "Năm 2023, kim ngạch thương mại Việt Nam - Nga đạt 5 tỷ USD; trong đó Việt Nam xuất khẩu 2 tỷ USD, nhập khẩu 3 tỷ USD."
    found = [(s.content.type, s.content.by, s.content.when, s.content.quantity) for s in told("vi", text, "indicator")]
    assert [(kind, by, when) for kind, by, when, _ in found] == [
        ("trade_total", ("VNM", "RUS"), "2023"),
        ("exports", ("VNM",), "2023"),
        ("imports", ("RUS",), "2023"),
    ]
    assert [quantity.value for *_, quantity in found if quantity is not None] == [5e9, 2e9, 3e9]


def test_an_anniversary_is_shown_with_what_it_is_of() -> None:
    (milestone,) = told("vi", "Nhân dịp kỷ niệm 50 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào, hai bên gửi thư mừng.", "milestone")
    assert milestone.evidence[0].quote.exact == "kỷ niệm 50 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - Lào"


def test_a_list_of_portfolios_is_one_office() -> None:
    text = "Новак встретился с министром энергетики, промышленности и природных ресурсов Саудовской Аравии Халидом аль-Фалихом."
    (role,) = told("ru", text, "role")
    assert (role.content.type, role.content.by) == ("minister", ("SAU",))


def test_several_singulars_behind_a_plural_passive() -> None:
    text = "В ходе визита подписаны меморандум о здравоохранении между Минздравами России и Кубы, соглашение о туризме и протокол о рыболовстве."
    assert [statement.content.type for statement in told("ru", text, "agreement")] == ["mou", "treaty", "protocol"]
