"""Tokens: parallel lists of offsets and normalised words over a text (lists, not objects: speed)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

_WORD = r"[^\W\d_]+(?:['’](?=[^\W\d_]))?"
_DIGITS = r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*"  # 15 000 · 100.000 · 2,5
_TOKEN = re.compile(rf"{_WORD}|{_DIGITS}|\S")


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


def tokenise(
    text: str, *, elided: Collection[str] = (), whole: Iterable[str] = (), pieces: Iterable[tuple[int, int]] | None = None
) -> Tokens:
    """The tokens of `text`, or only of its `pieces` (start, end), in order.

    `elided` are the words that lose their last letter before an apostrophe; they become tokens of their own, apostrophe kept.
    `whole` are words that an apostrophe does not divide. A capital inside a word after four small letters is a lost space: two tokens.
    """
    finditer = _TOKEN.finditer
    tails = _tails(tuple(whole))
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    reached = 0
    for low, high in pieces if pieces is not None else ((0, len(text)),):
        for match in finditer(text, low, high):
            start, end = match.span()
            if start < reached:
                continue  # the tail of a word with an apostrophe
            word = match.group()
            norm = word.lower()
            if norm[-1] in "'’" and end - start > 1:
                stem = norm[:-1]
                tail = next((tail for tail in tails.get(stem, ()) if text[end : end + len(tail)].lower() == tail), "")
                if tail:
                    end += len(tail)
                    reached, norm = end, f"{stem}'{tail}"
                elif stem in elided:
                    norm = stem + "'"
                else:
                    starts.append(start)
                    ends.append(end - 1)
                    norms.append(stem)
                    start, norm = end - 1, "'"
            elif word[1:] != norm[1:] and not word.isupper():
                cut = _lost_space(word)
                if cut:
                    starts.append(start)
                    ends.append(start + cut)
                    norms.append(norm[:cut])
                    start, norm = start + cut, norm[cut:]
            starts.append(start)
            ends.append(end)
            norms.append(norm)
    return Tokens(text, starts, ends, norms)


@lru_cache(maxsize=16)
def _tails(whole: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What may follow the apostrophe of a word that it does not divide."""
    found: dict[str, tuple[str, ...]] = {}
    for word in whole:
        stem, _, tail = word.lower().replace("’", "'").partition("'")
        found[stem] = (*found.get(stem, ()), tail)
    return found


def _lost_space(word: str) -> int:
    """Where a capital stands inside a word behind four small letters or more and before two more letters; 0 if nowhere."""
    for k in range(4, len(word) - 2):
        if word[k].isupper() and word[k + 1].islower() and word[k - 4 : k].islower():
            return k
    return 0
