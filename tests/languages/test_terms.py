"""Words in any language give the same ids."""

from __future__ import annotations

import pytest

from communique.languages.compile import FOLDER, codes
from communique.languages.load import load_pack
from communique.languages.tables import rows
from communique.languages.terms import TABLE, is_common, terms

WITH_SUBJECTS = [code for code in codes() if (FOLDER / code / TABLE).is_file()]
TRAINING = {
    "en": "to train health personnel of ASEAN",
    "fr": "former du personnel de santé de l'ASEAN",
    "es": "la formación de personal sanitario de la ASEAN",
    "ru": "подготовка медицинских кадров стран АСЕАН",
    "vi": "đào tạo nhân lực y tế cho ASEAN",
}


@pytest.mark.parametrize("code", TRAINING)
def test_a_subject_is_found_in_every_language(code: str) -> None:
    pack = load_pack(code)
    assert pack is not None
    found = terms(TRAINING[code], pack)
    assert {"subject:training", "subject:health", "subject:personnel", "actor:ASEAN"} <= found


def test_a_short_stem_is_a_word_and_a_long_one_a_beginning() -> None:
    pack = load_pack("en")
    assert pack is not None
    assert "subject:gas" in terms("gas deliveries", pack)
    assert "subject:gas" not in terms("gastronomy", pack)
    assert "subject:vaccine" in terms("vaccinations", pack)


@pytest.mark.parametrize(
    ("code", "words", "subjects"),
    [
        ("fr", "rendue à l'armée", set()),
        ("fr", "livrer des armes", {"supply", "weapons"}),
        ("fr", "les bases françaises", {"troops"}),
        ("fr", "des cours de français", {"language"}),
        ("fr", "une réunion annuelle", {"meeting", "recurrence"}),
        ("fr", "signé par anticipation", {"conclusion"}),
        ("fr", "contre la sécheresse", {"disaster"}),
        ("en", "a permanent member of the bloc", set()),
        ("en", "hit by drought", {"disaster"}),
        ("en", "the economic partnership agreement", {"free-trade"}),
        ("en", "sign the text", {"conclusion"}),
        ("en", "a significant text", set()),
        ("ru", "соглашение об экономическом партнерстве", {"free-trade"}),
        ("vi", "hiệp định đối tác kinh tế", {"free-trade"}),
        ("en", "meet every year", {"recurrence"}),
        ("es", "la armada", {"navy"}),
        ("es", "las bases militares", {"troops"}),
        ("es", "sentar las bases", set()),
        ("es", "ayuda por la sequía", {"aid", "disaster"}),
        ("es", "reunirse cada año", {"recurrence"}),
        ("es", "al año siguiente", set()),
        ("ru", "французские базы", {"troops"}),
        ("ru", "на базе университета", {"education"}),
        ("ru", "кредит", {"loan"}),
        ("ru", "кредитная линия", {"credit-line"}),
        ("ru", "раз в год", {"recurrence"}),
        ("ru", "засуха", {"disaster"}),
        ("vi", "hằng năm", {"recurrence"}),
        ("vi", "căn cứ không quân", {"troops"}),
        ("vi", "hạn hán", {"disaster"}),
    ],
)
def test_words_that_look_like_others_are_not_taken_for_them(code: str, words: str, subjects: set[str]) -> None:
    pack = load_pack(code)
    assert pack is not None
    assert {one.removeprefix("subject:") for one in terms(words, pack) if one.startswith("subject:")} == subjects


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("the Association of Southeast Asian Nations", {"ASEAN"}),
        ("the Democratic People's Republic of Korea and the Republic of Korea", {"PRK", "KOR"}),
        ("Papua New Guinea, Guinea", {"PNG", "GIN"}),
        ("New, and the Papua of old", set()),
    ],
)
def test_the_longest_phrase_at_a_place_wins(words: str, actors: set[str]) -> None:
    pack = load_pack("en")
    assert pack is not None
    assert {one.removeprefix("actor:") for one in terms(words, pack) if one.startswith("actor:")} == actors


def test_all_packs_have_the_same_subjects() -> None:
    subjects = {code: [row["subject"] for row in rows(FOLDER / code / TABLE)] for code in WITH_SUBJECTS}
    assert all(len(set(found)) == len(found) for found in subjects.values())
    assert len({tuple(found) for found in subjects.values()}) == 1


@pytest.mark.parametrize(
    ("word", "code", "common"),
    [
        ("MOU", "en", True),
        ("MOU", "es", True),
        ("FTA", "vi", True),
        ("ALE", "fr", True),
        ("COVID", "ru", True),
        ("USAID", "fr", True),
        ("FAO", "es", True),
        ("RCEP", "en", False),
        ("EVFTA", "vi", False),
        ("AfCFTA", "fr", False),
        ("START", "en", False),
        ("XYZ", "ru", False),
        ("MOU", "xx", False),
    ],
)
def test_what_an_acronym_says_a_pack_knows(word: str, code: str, common: bool) -> None:
    assert is_common(word, code) == common


def test_every_subject_has_words() -> None:
    assert all(row.many("stems") for code in WITH_SUBJECTS for row in rows(FOLDER / code / TABLE))
