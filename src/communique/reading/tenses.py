"""Which words of a text look back and which look ahead, for dates that need to know."""

from __future__ import annotations

from communique.languages.pack import Pack
from communique.text.tokens import Tokens

_AHEAD, _BACK = frozenset("FC"), frozenset("IST")


def tense_hints(tokens: Tokens, pack: Pack) -> list[int]:
    """For each token -1 at a past verb form, +1 at a future or prospective one, else 0."""
    words, modals = pack.words, pack.closed.modals
    hints = []
    for norm in tokens.norms:
        word = words.get(norm)
        hint = 0
        if word is not None and word[1] and not word[0]:
            lemma, features = word[1][0]
            if features[0] in _AHEAD or (features[0] == "T" and lemma in pack.closed.planning):
                hint = 1
            elif features[0] in _BACK:
                hint = -1
            elif features[0] == "P" and modals.get(lemma) in ("expected", "scheduled"):
                hint = 1
        hints.append(hint)
    return hints
