"""Verb groups and homographs of a language whose forms are shared, as tables of examples."""

from __future__ import annotations

import pytest

from communique.grammar.gazetteer import Gazetteer
from communique.grammar.sentence import Sentence
from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import parse_all
from communique.reading.work import Work
from communique.world.load import load_world

PACK = load_pack("en")
assert PACK is not None
GAZETTEER = Gazetteer(PACK.phrases)
WORLD = load_world()


def parsed(text: str) -> Sentence:
    document = Document.of(text, language="en")
    assert PACK is not None
    work = Work(document, Sighting(document.id, name="example", published="2021-04-15"), PACK, GAZETTEER, WORLD)
    parse_all([work])
    return work.sentences[0][0]


@pytest.mark.parametrize(
    ("text", "lemma", "tense", "voice", "modal"),
    [
        ("Russia signed a treaty.", "sign", "S", "active", ""),
        ("Russia has signed a treaty.", "sign", "P", "active", ""),
        ("Russia will sign a treaty.", "sign", "F", "active", ""),
        ("A treaty will have been signed.", "sign", "F", "passive", ""),
        ("A treaty was signed.", "sign", "I", "passive", ""),
        ("A treaty is being negotiated.", "negotiate", "P", "passive", ""),
        ("Russia is negotiating a treaty.", "negotiate", "P", "active", ""),
        ("A summit is expected to be held.", "hold", "P", "passive", "scheduled"),
        ("Russia is due to host the summit.", "host", "P", "active", "scheduled"),
        ("Russia must pay the sum.", "pay", "P", "active", "expected"),
        ("Russia did not sign the treaty.", "sign", "S", "active", ""),
        ("Russia could sign the treaty.", "sign", "C", "active", "hypothetical"),
        ("Hungary remains opposed to the plan.", "oppose", "P", "passive", ""),
    ],
)
def test_a_chain_of_auxiliaries_has_one_head(text: str, lemma: str, tense: str, voice: str, modal: str) -> None:
    clause = next(clause for clause in parsed(text).clauses if clause.form == "finite")
    assert (clause.lemma, clause.tense, clause.voice, clause.modal) == (lemma, tense, voice, modal)


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("The treaty signed in 2020 will expire.", ["expire"]),
        ("The ministers signed in 2020 a treaty with Laos.", ["sign"]),
        ("In a statement issued on Friday, Laos thanked Cuba.", ["thank"]),
        ("Laos plans to build a bridge.", ["plan"]),
        ("The plans of Laos failed.", ["fail"]),
        ("Lavrov said Russia supplied the vaccines.", ["say", "supply"]),
        ("Trade, estimated at 3 billion dollars, rose.", ["rise"]),
        ("Ecuador expelled the envoy and Mexico cut ties with Ecuador.", ["expel", "cut"]),
    ],
)
def test_forms_of_two_kinds_are_told_by_their_clause(text: str, finite: list[str]) -> None:
    assert [clause.lemma for clause in parsed(text).clauses if clause.form == "finite"] == finite


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Mali, Niger and Togo, three states ruled by juntas, signed a pact.", "Mali, Niger and Togo"),
        ("The summit between Laos and Cuba, which opened on Monday, has been put off.", "The summit between Laos and Cuba"),
        ("At that meeting Foreign Minister Sergey Lavrov thanked Laos.", "Foreign Minister Sergey Lavrov"),
    ],
)
def test_the_subject_of_the_last_verb(text: str, subject: str) -> None:
    sentence = parsed(text)
    span = [clause for clause in sentence.clauses if clause.form == "finite"][-1].subject
    assert span is not None and sentence.units.words(*span).startswith(subject)
