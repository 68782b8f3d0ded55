"""Who leaves a treaty or a body has given notice, who will leave a body undertakes it, in every language; a treaty's city is no party to it."""

from __future__ import annotations

import pytest
from tests.told import facts

LEAVING = [
    ("en", "Malawi will withdraw from the Ottawa convention in June 2022.", [], "2022-06"),
    ("en", "Malawi withdrew from the Ottawa convention.", [], None),
    ("en", "Malawi decided to leave the African Union.", ["AU"], None),
    ("ru", "Малави решила выйти из Африканского союза.", ["AU"], None),
    ("vi", "Malawi đã rút khỏi Liên minh châu Phi.", ["AU"], None),
    ("fr", "Le Malawi se retirera de la convention d'Ottawa en juin 2022.", [], "2022-06"),
    ("es", "Malaui se retirará de la convención de Ottawa en junio de 2022.", [], "2022-06"),
    ("es", "Malaui anunció su retirada de la Unión Africana.", ["AU"], None),
    ("ru", "Малави выйдет из Оттавской конвенции в июне 2022 года.", [], "2022-06"),
    ("vi", "Malawi sẽ rút khỏi Công ước Ottawa.", [], None),
]


@pytest.mark.parametrize(("language", "text", "left", "due"), LEAVING)
def test_leaving(language: str, text: str, left: list[str], due: str | None) -> None:
    told = [one.content for one in facts(language, text)]
    assert [(one.kind, one.status, list(one.by), list(one.to), one.due) for one in told] == [("agreement", "denounced", ["MWI"], left, due)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Malawi will leave the African Union in June 2022."),
        ("en", "Malawi will withdraw from the African Union in June 2022."),
        ("fr", "Le Malawi quittera l'Union africaine en juin 2022."),
        ("es", "Malaui abandonará la Unión Africana en junio de 2022."),
        ("ru", "Малави выйдет из Африканского союза в июне 2022 года."),
    ],
)
def test_to_leave_a_body_is_undertaken(language: str, text: str) -> None:
    (told,) = [one.content for one in facts(language, text)]
    assert (told.kind, told.type, list(told.by), list(told.to), told.due) == ("commitment", "intended", ["MWI"], ["AU"], "2022-06")


def test_a_journey_leaves_no_body() -> None:
    assert not facts("en", "The president of Malawi will leave Lusaka on Tuesday.")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Malawi may leave the African Union."),
        ("en", "Malawi would leave the Paris agreement."),
        ("ru", "Малави может выйти из Африканского союза."),
        ("vi", "Malawi có thể rút khỏi Liên minh châu Phi."),
    ],
)
def test_only_possible(language: str, text: str) -> None:
    assert not [one for one in facts(language, text) if one.content.status == "denounced"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Malawi ratified the Paris Agreement."),
        ("en", "Malawi ratified the Kigali amendment."),
        ("fr", "Le Malawi a ratifié l'accord de Paris."),
        ("es", "Malaui ratificó el acuerdo de París."),
        ("ru", "Малави ратифицировала Парижское соглашение."),
        ("vi", "Malawi phê chuẩn Hiệp định Paris."),
    ],
)
def test_a_city_names_the_text(language: str, text: str) -> None:
    told = [(list(one.content.by), list(one.content.to), one.content.status) for one in facts(language, text)]
    assert told == [(["MWI"], [], "ratified")]
