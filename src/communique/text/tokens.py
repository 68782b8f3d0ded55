"""Tokens: parallel lists of offsets and normalised words over a text (tuples and lists, not objects: speed)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SPACES = r" \u00a0\u202f\u2009"


class Tokens:
    """The tokens of a text: `starts[i]:ends[i]` in `text`, and `norms[i]`, the lower-case word with plain apostrophe, accents kept."""

    __slots__ = ("ends", "norms", "starts", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int], norms: list[str]) -> None:
        self.text, self.starts, self.ends, self.norms = text, starts, ends, norms

    def __len__(self) -> int:
        return len(self.starts)

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last` (excluded)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


@lru_cache(maxsize=16)
def _pattern(elided: tuple[str, ...], whole: tuple[str, ...]) -> re.Pattern[str]:
    kept = "".join(rf"\b{re.escape(word).replace(chr(39), '[' + chr(39) + '’]')}\b|" for word in whole)
    elision = f"\\b(?:{'|'.join(sorted(elided, key=len, reverse=True))})['’](?=\\w)|" if elided else ""
    return re.compile(
        rf"{kept}(?<!\d)\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?"  # 15 000
        r"|\d+(?:[.,]\d+)*"
        rf"|{elision}"
        r"(?-i:[a-zß-öø-ÿ]{4,}(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]))|"  # a lost space: "ministreNguyên"
        r"[^\W\d_]+(?:[̀-ͯ]+[^\W\d_]*)*"
        r"|\S",
        re.IGNORECASE,
    )


def tokenise(text: str, *, elided: Iterable[str] = (), whole: Iterable[str] = (), pieces: Iterable[tuple[int, int]] | None = None) -> Tokens:
    """The tokens of `text`, or only of its `pieces` (start, end), in order.

    `elided` are the words that lose their last letter before an apostrophe; they become tokens of their own, apostrophe kept.
    `whole` are words that an apostrophe does not divide.
    """
    finditer = _pattern(tuple(elided), tuple(whole)).finditer
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    for low, high in pieces if pieces is not None else ((0, len(text)),):
        for match in finditer(text, low, high):
            start, end = match.span()
            starts.append(start)
            ends.append(end)
            norms.append(match.group().lower().replace("’", "'"))
    return Tokens(text, starts, ends, norms)
