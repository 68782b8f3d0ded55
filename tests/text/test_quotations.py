from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import communique.languages
from communique.text.quotations import quotations

PACK = tomllib.loads((Path(communique.languages.__file__).parent / "fr" / "pack.toml").read_text(encoding="utf-8"))
MARKS = PACK["quotations"]["marks"]

CASES = [
    # text, the words inside each quotation
    ("Il a dit « oui ».", ["oui"]),
    ("Il a dit «\u00a0oui\u00a0».", ["oui"]),
    ('Il a dit "oui" puis "non".', ["oui", "non"]),
    ("Il a dit “oui” puis « non ».", ["oui", "non"]),
    ("Le ‘lait’ de l’an passé", ["lait"]),
    ("Le ‘lait d’hier’ est bu", ["lait d’hier"]),
    ("L’an passé, c’était l’heure.", []),
    ("« Il a dit “oui” », a-t-elle écrit.", ["Il a dit “oui”"]),
    ("« Il a dit « oui » hier », a-t-elle écrit.", ["Il a dit « oui » hier"]),
    ("« Il a dit « oui », a-t-elle écrit.", ["Il a dit « oui"]),
    ("Il a dit « oui, demain", ["oui, demain"]),
    ('Un écran de 5" et un mot', []),
    ("Il a dit oui ».", []),
    ('Sans fin "', []),
    ("Rien du tout", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "inner"), CASES)
def test_quotations(text: str, inner: list[str]) -> None:
    found = quotations(text, [(0, len(text))], MARKS)
    assert [text[slice(*quotation.inner)] for quotation in found] == inner


def test_the_span_takes_in_the_marks() -> None:
    text = "Il a dit « oui »."
    assert [text[slice(*quotation.span)] for quotation in quotations(text, [(0, len(text))], MARKS)] == ["« oui »"]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    text = "Il a dit « oui.\n« Et non », dit-elle."
    found = quotations(text, [(0, 15), (16, len(text))], MARKS)
    assert [text[slice(*quotation.inner)] for quotation in found] == ["oui.", "Et non"]


@given(st.one_of(st.text(), st.text(alphabet="«»“”„\"‘’'a \n")), st.integers(0, 40))
def test_quotations_are_ordered_and_inside_the_pieces(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    at = 0
    for (start, end), (first, last) in quotations(text, [(0, cut), (cut, len(text))], MARKS):
        assert at <= start < end <= len(text) and start < first <= last <= end
        assert end <= cut or start >= cut
        at = end


def test_without_marks_nothing_is_quoted() -> None:
    assert quotations("« oui »", [(0, 7)], []) == []
