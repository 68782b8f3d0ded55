"""The Indonesian pack: its verbs, and the engine for voice told by prefixes and genitives told by place."""

from __future__ import annotations

import pytest

from communique.grammar.clauses import parse
from communique.grammar.gazetteer import Gazetteer
from communique.grammar.phrase_index import phrase_index
from communique.grammar.sentence import Sentence
from communique.grammar.units import build_units
from communique.languages.id.morphology import active, conjugate
from communique.languages.load import load_pack
from communique.languages.pack import Pack
from communique.model.fold import fold
from communique.score.frames import check_pack
from communique.text.tokens import tokenise


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack("id")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("kirim", "mengirim"), ("pimpin", "memimpin"), ("sambut", "menyambut"), ("terima", "menerima"), ("bahas", "membahas"),
        ("dukung", "mendukung"), ("gelar", "menggelar"), ("hadiri", "menghadiri"), ("umumkan", "mengumumkan"),
        ("adakan", "mengadakan"), ("jalin", "menjalin"),
        ("cabut", "mencabut"), ("latih", "melatih"), ("ratifikasi", "meratifikasi"), ("nyatakan", "menyatakan"), ("perkuat", "memperkuat"),
        ("fasilitasi", "memfasilitasi"), ("wujudkan", "mewujudkan"),
    ],
)  # fmt: skip
def test_active_forms(stem: str, form: str) -> None:
    assert active(stem) == form


@pytest.mark.parametrize(
    ("lemma", "paradigm", "forms"),
    [
        ("teken", "me", {"meneken", "diteken"}),
        ("rencana", "berk", {"berencana"}),
        ("kerja sama", "ber", {"bekerja sama"}),
        ("sepakat", "0k", {"sepakat"}),
    ],
)
def test_forms(lemma: str, paradigm: str, forms: set[str]) -> None:
    assert {form for form, _ in conjugate(lemma, paradigm, {})} == forms


def test_other_paradigms_are_refused() -> None:
    with pytest.raises(ValueError, match="a verb is one of"):
        list(conjugate("teken", "v", {}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indonesia menandatangani perjanjian.", [("tandatangani", "finite", "active", "S")]),
        ("Perjanjian akan ditandatangani.", [("tandatangani", "finite", "passive", "F")]),
        ("Laos sepakat untuk memperkuat hubungan.", [("sepakat", "finite", "active", "S"), ("perkuat", "infinitive", "active", "")]),
        ("Pertemuan yang telah digelar di Hanoi dihadiri menteri.", [("gelar", "finite", "passive", "P"), ("hadiri", "finite", "passive", "S")]),
    ],
)
def test_clauses(text: str, expected: list[tuple[str, str, str, str]], pack: Pack) -> None:
    clauses = sentence(text, pack).clauses
    assert [(clause.lemma, clause.form, clause.voice, clause.tense) for clause in clauses] == expected


def sentence(text: str, pack: Pack) -> Sentence:
    tokens = tokenise(text, joined=pack.joined)
    phrases = phrase_index(Gazetteer.of(pack).find(fold(text), tokens))
    return parse(build_units(tokens, 0, len(tokens), pack=pack, phrases=phrases, mentions={}), pack)


def test_who_a_relative_clause_is_about_does_what_follows(pack: Pack) -> None:
    found = sentence("Menteri yang tiba di Hanoi menandatangani perjanjian.", pack)
    arrive, sign = found.clauses
    assert (arrive.relation, sign.relation) == ("relative", "main") and arrive.subject == sign.subject
    assert found.units.words(arrive.left, arrive.right) == "yang tiba di Hanoi"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Menlu Laos diterima Presiden Mesir", "FOVgFO"),
        ("Menlu Laos diterima oleh Presiden Mesir", "FOVgFO"),
        ("kunjungan Presiden Mesir ke Laos", "NdFOaO"),
        ("pertemuan ASEAN", "NO"),
    ],
)
def test_links_that_no_word_tells(text: str, letters: str, pack: Pack) -> None:
    assert sentence(text, pack).units.cats == letters


def test_the_pack_holds_with_its_dates_and_amounts() -> None:
    assert check_pack("id", expressions=True) == []
