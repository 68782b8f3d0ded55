"""Where nouns decline, case does the work of prepositions and agreement finds the subject."""

from __future__ import annotations

import pytest

from communique.grammar.cases import mark_cases
from communique.grammar.clauses import parse
from communique.grammar.gazetteer import Gazetteer
from communique.grammar.phrase_index import phrase_index
from communique.grammar.sentence import Sentence
from communique.grammar.units import build_units
from communique.languages.load import load_pack
from communique.languages.pack import Pack
from communique.model.fold import fold
from communique.text.tokens import tokenise


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack("ru")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def gazetteer(pack: Pack) -> Gazetteer:
    return Gazetteer(pack.phrases, named=False)


def read(text: str, pack: Pack, gazetteer: Gazetteer) -> Sentence:
    tokens = tokenise(text, elided=(), whole=pack.settings["whole"])
    phrases = phrase_index(gazetteer.find(fold(text), tokens))
    return parse(mark_cases(build_units(tokens, 0, len(tokens), pack=pack, phrases=phrases, mentions={}), pack), pack)


SILENT = """
Россия передала Лаосу вакцины. | OVaODN;
Соглашение подписано сторонами. | NVgN;
Переговоры министров России и Китая завершились. | NdOCdOV;
Россия поддержала заявление Индии. | OVNdO;
Россия передала помощь Сирии. | OVNaO;
Президент встретился с послом и министром. | FVwFCF;
"""


@pytest.mark.parametrize("line", SILENT.strip().splitlines())
def test_case_stands_for_a_preposition(line: str, pack: Pack, gazetteer: Gazetteer) -> None:
    text, cats = line.split(" | ")
    assert read(text, pack, gazetteer).units.cats == cats


SUBJECTS = """
Встречу провёл министр обороны Индии. | министр обороны Индии
Документ подписали министры России и Китая. | министры
Делегацию Ирана возглавил президент. | президент
Россия и Китай подписали соглашение. | Россия и Китай
В Москве состоялись переговоры министров. | переговоры министров
Стороны обсудили торговлю. | Стороны
"""


@pytest.mark.parametrize("line", SUBJECTS.strip().splitlines())
def test_agreement_finds_the_subject_on_either_side_of_the_verb(line: str, pack: Pack, gazetteer: Gazetteer) -> None:
    text, subject = line.split(" | ")
    sentence = read(text, pack, gazetteer)
    span = next(clause.subject for clause in sentence.clauses if clause.form == "finite")
    assert span is not None
    assert sentence.units.words(*span).startswith(subject)


def test_a_plural_verb_of_nobody_tells_what_is_done(pack: Pack, gazetteer: Gazetteer) -> None:
    sentence = read("Документ одобрили в комитете.", pack, gazetteer)
    clause = sentence.clauses[0]
    assert clause.voice == "passive"
    assert clause.subject is not None
    assert sentence.units.words(*clause.subject) == "Документ"


def test_a_participle_after_a_comma_is_a_relative_clause(pack: Pack, gazetteer: Gazetteer) -> None:
    sentence = read("США, объявившие о выходе, не прислали делегацию.", pack, gazetteer)
    clause = sentence.clauses[0]
    assert (clause.lemma, clause.relation, clause.tense) == ("объявить", "relative", "S")
