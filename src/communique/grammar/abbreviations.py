"""Short names that a story explains itself: "la Banque africaine de développement (BAD)", then "la BAD"."""

from __future__ import annotations

from typing import Final

from communique.grammar.gazetteer import Match
from communique.languages.phrases import Entry
from communique.model.fold import fold
from communique.text.tokens import Tokens

_BRACKET: Final = frozenset({"("})
_LONGEST: Final = 12
"""letters of a short name at most"""
_NAMED: Final = frozenset({"actor", "mechanism"})


def explained(tokens: Tokens, matches: list[Match]) -> list[Match]:
    """What the short names that stand in brackets behind a body's name, or before it, mean wherever the text repeats them."""
    brackets = [at for at in tokens.among(_BRACKET) if 0 < at < len(tokens) - 2] if "(" in tokens.text else []
    if not brackets:
        return []
    behind = {at: at + 1 for at in brackets if tokens.norms[at + 2] == ")" and _is_short(tokens, at + 1)}
    before = {at + 1: at - 1 for at in brackets if _is_short(tokens, at - 1)}
    meanings: dict[str, tuple[Entry, ...]] = {}
    for first, last, entries in matches:
        short = behind.get(last, -1)
        if short < 0 and last < len(tokens) and tokens.norms[last] == ")":
            short = before.get(first, -1)
        if short >= 0 and last - first > 1 and _shortens(_written(tokens, short), fold(tokens.words(first, last))):
            kept = tuple([entry for entry in entries if entry.type in _NAMED and entry.extra != "adjective"])
            if kept:
                meanings[_written(tokens, short)] = kept
    if not meanings:
        return []
    words = frozenset([word.lower() for word in meanings])
    return [(at, at + 1, meanings[_written(tokens, at)]) for at in tokens.among(words) if _written(tokens, at) in meanings]


def _written(tokens: Tokens, at: int) -> str:
    return tokens.text[tokens.starts[at] : tokens.ends[at]]


def _shortens(short: str, name: str) -> bool:
    """Whether the letters of a short name stand in the name in their order, the first of them first."""
    at = -1
    for letter in fold(short):
        at = name.find(letter, at + 1)
        if at < 0:
            return False
    return name.startswith(fold(short[0]))


def _is_short(tokens: Tokens, at: int) -> bool:
    """Whether a token may be a short name: letters that begin with a capital ("BAD", "Cédéao"), two of them capitals both."""
    word = _written(tokens, at)
    return 1 < len(word) <= _LONGEST and word.isalpha() and word[0].isupper() and (len(word) > 2 or word.isupper())
