"""Which words of a text look back and which look ahead, for dates that need to know."""

from __future__ import annotations

from typing import Final

from communique.languages.pack import Pack
from communique.text.tokens import Tokens

_AHEAD: Final = frozenset("FC")
_BACK: Final = frozenset("IST")
_OPENERS: Final = frozenset("RQS")
_REACH: Final = 6
"""How many tokens before an infinitive the word may stand that makes it look ahead."""
_BY_PARTICLE: Final = {"past": -1, "future": 1, "scheduled": 1}


class Tenses:
    """For each token -1 at a past verb form, +1 at a future or prospective one, else 0: looked up when asked for, as few are."""

    __slots__ = ("_be", "_links", "_modals", "_norms", "_particles", "_phrases", "_planning", "_prospective", "_words")

    def __init__(self, tokens: Tokens, pack: Pack, phrases: frozenset[int]) -> None:
        self._norms, self._words, self._phrases = tokens.norms, pack.words, phrases
        self._modals, self._planning, self._particles = pack.closed.modals, pack.closed.planning, pack.closed.particles
        self._links, self._prospective = pack.closed.modal_links, pack.closed.prospective
        self._be = pack.closed.be if pack.closed.chain else ""

    def __getitem__(self, at: int, /) -> int:
        if self._particles:
            return _BY_PARTICLE.get(self._particles.get(self._norms[at], ""), 0)
        word = self._words.get(self._norms[at])
        if word is None or word[0] or not word[1] or at in self._phrases:
            return 0
        lemma, features = word[1][0]
        form = features[0]
        if form in _AHEAD or (form in "TS" and lemma in self._planning and any(feature[0] == "T" for _, feature in word[1])):
            return 1
        if self.undertaken(at):
            return 1
        if form in _BACK:
            return 1 if at and self._norms[at - 1] == self._be else -1  # "set to be signed"
        if form != "P" or self._modals.get(lemma) not in ("expected", "scheduled"):
            return 0
        link = self._links.get(lemma)
        return 1 if link is None or self._norms[at + 1 : at + 2] == [link] else 0

    def undertaken(self, at: int, /) -> bool:
        """Whether a token is the infinitive of what somebody agreed, asked or was invited to do: "agreed to meet in August"."""
        word = self._words.get(self._norms[at])
        if word is None or word[0] or not any(feature[0] == "N" for _, feature in word[1]) or at in self._phrases:
            return False
        if self._be and self._norms[at - 1 : at] != [self._links.get(self._be)]:
            return False  # "its visit" is no infinitive behind "agreed"
        for k in range(at - 1, max(at - _REACH, -1), -1):
            norm = self._norms[k]
            if not norm[0].isalnum():
                return False
            before = self._words.get(norm)
            if norm in self._prospective or (before is not None and any(lemma in self._prospective for lemma, _ in before[1])):
                return True
            if before is not None and before[1] and not before[0] and k not in self._phrases and k < at - 1:
                return False
        return False

    def opens(self, at: int, /) -> bool:
        """Whether a token opens a clause of its own inside another: "which", "que", "lorsque"."""
        word = self._words.get(self._norms[at])
        return word is not None and word[0] in _OPENERS


def tense_hints(tokens: Tokens, pack: Pack, *, phrases: frozenset[int] = frozenset()) -> Tenses:
    """The tenses of a text's verb forms, token by token; tokens inside `phrases` are no verbs ("réunion élargie")."""
    return Tenses(tokens, pack, phrases)
