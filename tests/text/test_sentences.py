from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique.languages
from communique.text.sentences import sentences

LINES = (Path(communique.languages.__file__).parent / "fr" / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
ABBREVIATIONS = tuple(line.strip() for line in LINES if line.strip() and not line.startswith("#"))


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, [(0, len(text))], ABBREVIATIONS, language="fr")]


# `|` stands where one sentence ends and the next begins
CASES = [
    "Le sommet s'ouvre lundi. | Il dure trois jours.",
    "M. Petit est parti. | MM. Petit et Grand aussi. | Mme Petit reste.",
    "S.E. M. Petit et le Dr. Grand sont là. | Mgr. Blanc est absent.",
    "Le col. Petit et le gén. Grand ont signé.",
    "J.-Y. Petit et P. Grand ont signé.",
    "Le siège de l'U.S. Army est fermé.",
    "Voir l'art. 3 et l'art. 4. | Le reste suit.",
    "La réunion du 3 janv. prochain est reportée au 13 févr. | Le maire l'a dit.",
    "Le 5 nov. 2020 à 10 h. 30, tout a commencé.",
    "Fruits, légumes, etc. | Le reste suit.",
    "Fruits, légumes, etc. ont été livrés.",
    "La société Petit Inc. | Elle vend du lait.",
    "Plus de 5.000 doses et 2,5 millions d'euros. | Rien de plus.",
    "Est-ce prêt ? | Oui ! | Enfin… | Suite demain.",
    "« Est-ce prêt ? » a-t-il demandé.",
    "« Nous irons. » | Il est parti.",
    "« Nous irons. | Nous verrons. » | Il est parti.",
    'Il a dit: "Oui." | Le reste suit.',
    '"Oui", a-t-il dit. | "Non", a-t-elle répondu.',
    "Il est venu (de Berne.) | Puis il est reparti.",
    "Il est venu ; il est reparti : rien de plus.",
    "Le lait est exempté de droits de douane.|L'UE l'a dit.",
    "Un texte a été signé.|La Suisse y tenait.",
    "C'était en 2018.|Le lait manquait.",
    "Le taux a baissé (3,5%).|Les prix suivent.",
    "C'est fini.|A l'issue du vote, il est parti.",
    "Le site exemple.com et le Dr.Petit restent. | M.Grand aussi.",
    "Le fichier pack.toml est lu.",
    "En 2020. | 5 000 masques ont été livrés.",
    "Elle est née le 3. | Il est né le 4.",
    "Sans point final",
    "",
    "   ",
    "...",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    expected = [part.strip() for part in case.split("|") if part.strip()]
    assert split(case.replace(" | ", " ").replace("|", "")) == expected


def test_a_sentence_does_not_reach_over_a_piece() -> None:
    text = "Sotchi – Le sommet\ns'ouvre lundi. Il dure trois jours"
    assert [text[a:b] for a, b in sentences(text, [(9, 18), (19, len(text))], ABBREVIATIONS, language="fr")] == [
        "Le sommet",
        "s'ouvre lundi.",
        "Il dure trois jours",
    ]


def test_an_empty_line_ends_a_sentence() -> None:
    assert split("Premier point\n\nDeuxième point") == ["Premier point", "Deuxième point"]


PIECES = st.lists(
    st.one_of(
        st.sampled_from(["M. ", "etc. ", "fin.Le ", ". ", " « ", " »", "? ", "…", "\n\n", "J.-Y. ", "É", "😀", "\u00a0", ")"]), st.text(max_size=6)
    )
)


@given(st.one_of(st.text(), PIECES.map("".join)), st.lists(st.integers(0, 60)))
def test_sentences_are_ordered_inside_the_pieces_and_cover_all_words(text: str, cuts: list[int]) -> None:
    bounds = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    pieces = list(pairwise(bounds))
    found = sentences(text, pieces, ABBREVIATIONS, language="fr")
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert any(low <= start and end <= high for low, high in pieces)
        at = end
    assert text[at:].strip() == ""
