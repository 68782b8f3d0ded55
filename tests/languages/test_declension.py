"""Phrases are declined from a table when a pack is compiled, and words outside it tell their cases by their endings."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.languages import declension
from communique.languages.cases import ANY, DAT, GEN, INS, NOM, bit, cases, mask
from communique.languages.compile import FOLDER
from communique.languages.errors import PackError

RU = declension.read(FOLDER / "ru")

FORMS = """
Россия | России Россию Россией | Россиях
министр иностранных дел | министра иностранных дел,министру иностранных дел,министры иностранных дел | министр иностранного дела
совместный комитет по сотрудничеству | совместного комитета по сотрудничеству | комитета по сотрудничества
Саудовская Аравия | Саудовской Аравии,Саудовскую Аравию | Саудовских Аравий
Соединённые Штаты Америки | Соединённых Штатов Америки,Соединёнными Штатами Америки | Соединённого Штата Америки
страна-участница | страны-участницы,стран-участниц,странам-участницам | страна-участниц
поставка | поставок поставке | поставкок
посол | посла послу послом послы | послом-то
США | США | СШАа
Токио | Токио | Токия
Филиппины | Филиппин Филиппинам | Филиппиной
учения | учений учениям учениях | учению учение
"""


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_adjectives_and_the_first_noun_decline(line: str) -> None:
    phrase, right, wrong = line.split(" | ")
    assert RU is not None
    proper = phrase[0].isupper()
    forms = {form for form, _ in RU.phrase(phrase, proper=proper)}
    split = "," if "," in right else " "
    assert {phrase, *(right.split(split) if " " not in phrase or split == "," else [right])} <= forms
    assert wrong not in forms


def test_all_parts_of_a_name_decline_or_the_last_alone() -> None:
    assert RU is not None
    forms = {form for form, _ in RU.phrase("Сергей Лавров", name=True)}
    assert {"Сергея Лаврова", "Сергею Лаврову", "Сергеем Лавровым", "Сергей Лаврова"} <= forms
    assert {"Си Цзиньпина", "Си Цзиньпином"} <= {form for form, _ in RU.phrase("Си Цзиньпин", name=True)}


def test_a_form_knows_its_cases() -> None:
    assert RU is not None
    found: dict[str, int] = {}
    for form, one in RU.phrase("встреча"):
        found[form] = found.get(form, 0) | one
    assert found["встреча"] == bit("n", "f")
    assert found["встречи"] & GEN and found["встречи"] & NOM and not found["встречи"] & DAT
    assert not found["встречей"] & ~INS


def test_endings_tell_the_cases_of_other_words() -> None:
    told = cases({}, [("ами", "ip"), ("ого", "gm gn +"), ("^кто", "*")])
    assert told.of_word("баками") == bit("i", "p")
    assert told.of_word("нового") == mask("gm gn +")
    assert told.of_word("кто") == told.of_word("xyz") == ANY
    with pytest.raises(ValueError, match="no case"):
        mask("zz")


@pytest.mark.parametrize(
    "row", ["verb\tа\tа ы е у ой е\t\t\t", "noun\tа\tа ы\t\t\t", "noun\t(\tа ы е у ой е\t\t\t"], ids=["kind", "too few endings", "no pattern"]
)
def test_a_bad_row_is_refused(row: str, tmp_path: Path) -> None:
    (tmp_path / "declensions.tsv").write_text(f"kind\tending\tm\tf\tn\tp\n{row}\n", encoding="utf-8")
    with pytest.raises(PackError):
        declension.read(tmp_path)


def test_no_table_is_no_declension(tmp_path: Path) -> None:
    assert declension.read(tmp_path) is None
