"""The amount reader: the pack's examples, ordinals, and what holds for any text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import communique.languages
from communique.languages import numbers
from communique.languages.numbers import Numbers
from communique.reading.amounts import find_amounts, find_ordinals
from communique.text.tokens import Tokens, tokenise

FOLDER = Path(communique.languages.__file__).parent / "fr"
NUMBERS = numbers.read(FOLDER)


def examples() -> Iterator[tuple[str, list[str]]]:
    """(text, expected lines) of the example file."""
    blocks = (FOLDER / "examples" / "amounts.txt").read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if "---" in lines:
            yield lines[0], lines[2:]


@pytest.mark.parametrize(("text", "expected"), list(examples()), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_examples(text: str, expected: list[str], french_numbers: Numbers, french_tokens: Callable[[str], Tokens]) -> None:
    found = []
    for mention in find_amounts(french_tokens(text), french_numbers):
        value = mention.value
        of = f" of {value.of:g}" if value.of is not None else ""
        found.append(f"{mention.span.of(text)} | {mention.type} | {value.comparator} {value.value:.15g} {value.unit}{of}".rstrip())
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la 19e réunion", [19]), ("la 18 e réunion", [18]), ("sa 19è session", [19]), ("le XIXe siècle", [19]), ("le IIIè sommet", [3]),
        ("la quatrième fois", [4]), ("la 1re et la première", [1, 1]), ("38e et 39e Sommets", [38, 39]), ("AMM-52, G20, COVID-19", []),
        ("le vingt et unième sommet", [21]), ("la vie, ce, le", []),
    ],
)  # fmt: skip
def test_ordinals(text: str, expected: list[int]) -> None:
    assert [mention.value for mention in find_ordinals(tokenise(text, elided=("l", "d")), NUMBERS)] == expected


def test_what_is_a_date_already_is_left() -> None:
    tokens = tokenise("contre 47,75 millions en 2017")
    assert [m.value.value for m in find_amounts(tokens, NUMBERS, skip=[(4, 5)])] == [47750000]


@given(st.integers(2, 10**12), st.sampled_from(["dose", "USD"]))
def test_grouped_digits_are_read_whole(value: int, unit: str) -> None:
    noun = {"dose": "doses", "USD": "dollars"}[unit]
    for mark in (".", " ", "\u202f"):
        text = f"{value:,}".replace(",", mark) + f" {noun}"
        (mention,) = find_amounts(tokenise(text), NUMBERS)
        assert (mention.value.value, mention.value.unit, mention.span.of(text)) == (value, unit, text)


PIECES = sorted({word for first, entries in NUMBERS.words.items() for rest, _, _ in entries for word in (first, *rest)}) + [
    "3", "139", "2,5", "100.000", "7.232.858.68", "doses", "dollars", "$", "US", "%", "lignes", "d'", "action", "XIXe", "(", "/", "xyz", "2021",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
@example(["premier", "investisseur", "principal", "principal"])
def test_any_words_of_number_are_read_without_a_fall(pieces: list[str]) -> None:
    text = " ".join(pieces)
    tokens = tokenise(text, elided=("d", "l", "jusqu"))
    for found in (find_amounts(tokens, NUMBERS), find_ordinals(tokens, NUMBERS)):
        end = 0
        for mention in found:
            assert end <= mention.span.start < mention.span.end <= len(text)
            end = mention.span.end


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_a_fall(text: str) -> None:
    find_amounts(tokenise(text), NUMBERS)
    find_ordinals(tokenise(text), NUMBERS)
