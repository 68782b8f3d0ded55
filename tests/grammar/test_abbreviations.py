"""Short names that a story explains in brackets."""

from __future__ import annotations

import pytest

from communique.grammar.abbreviations import explained
from communique.grammar.gazetteer import Gazetteer
from communique.languages.phrases import Entry
from communique.model.fold import fold
from communique.text.tokens import tokenise

BOOK = {
    "banque africaine de developpement": (Entry("actor", "AFDB", "name", "Banque africaine de développement"),),
    "banque asiatique de developpement": (Entry("actor", "ADB", "name", "Banque asiatique de développement"),),
    "union europeenne": (Entry("actor", "EU", "name", "Union européenne"),),
    "russe": (Entry("actor", "RUS", "adjective", "russe"),),
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("la Banque africaine de développement (BAD) prête ; la BAD donne", ["AFDB", "AFDB"]),
        ("la Banque asiatique de développement (BAD) prête ; la BAD donne", ["ADB", "ADB"]),
        ("la BAD (Banque africaine de développement) prête ; la BAD donne", ["AFDB", "AFDB"]),
        ("la Banque africaine de développement (Bad) prête ; la Bad donne, la BAD non", ["AFDB", "AFDB"]),
        ("l'accord avec l'Union européenne (ALEUE) est signé ; l'ALEUE entre en vigueur", []),  # no letters of that name
        ("la Banque africaine de développement (Abidjan) prête", []),
        ("le ministre russe (RS) parle", []),
        ("la BAD prête", []),
    ],
)
def test_a_name_in_brackets_stands_for_the_name_before_or_in_them(text: str, meant: list[str]) -> None:
    tokens = tokenise(text, elided=("l'",))
    matches = Gazetteer(BOOK).find(fold(text), tokens)
    assert [entries[0].value for _, _, entries in explained(tokens, matches)] == meant
