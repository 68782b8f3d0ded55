"""The same facts told in five languages give the same statements: equal fingerprints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement, fingerprint
from communique.reading.pipeline import Reader
from communique.world.load import load_world

FACTS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "same_facts.yml").read_text(encoding="utf-8"))
LANGUAGES = ("fr", "en", "es", "ru", "vi")
SMALL = "id"
"""A language whose pack tells some of the facts."""
READER = Reader(load_world(), load_pack)


def told(fact: dict[str, Any], language: str) -> tuple[Statement, ...]:
    document = Document.of(fact[language], language=language)
    return READER.read(document, Sighting(document.id, published=str(fact["published"]))).statements


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["fact"]))
def test_the_same_in_every_language(fact: dict[str, Any], language: str) -> None:
    expected, found = told(fact, "fr"), told(fact, language)
    assert expected
    assert sorted(fingerprint(one.content) for one in found) == sorted(fingerprint(one.content) for one in expected), (found, expected)


@pytest.mark.parametrize("fact", [fact for fact in FACTS if SMALL in fact], ids=lambda fact: str(fact["fact"]))
def test_some_in_a_language_of_a_small_pack(fact: dict[str, Any]) -> None:
    expected, found = told(fact, "fr"), told(fact, SMALL)
    assert sorted(fingerprint(one.content) for one in found) == sorted(fingerprint(one.content) for one in expected), (found, expected)


def test_different_facts_differ() -> None:
    prints = [fingerprint(one.content) for fact in FACTS for one in told(fact, "fr")]
    assert len(FACTS) == 10 and len(set(prints)) == len(prints)
    kinds = {one.kind for fact in FACTS for one in told(fact, "fr")}
    assert len(kinds) == 9, kinds
