"""Which language a text is in, told by the small words of the packs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.languages.pack import Pack

LOOKED_AT = 2000
"""Code points that are looked at, enough to tell."""
SHARE = 0.28
"""Of the words of a text, the share that must be articles, pronouns, prepositions and the like of its language."""

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, packs: Iterable[Pack]) -> str:
    """The code of the pack whose closed classes hold most of the words of `text`; `und` where it is not clear."""
    words = [match.lower() for match in _WORD.findall(text[:LOOKED_AT])]
    shares = sorted(((sum(word in pack.closed.words for word in words) / (len(words) or 1), pack.code) for pack in packs), reverse=True)
    if not shares or shares[0][0] < SHARE or (len(shares) > 1 and shares[1][0] == shares[0][0]):
        return "und"
    return shares[0][1]
