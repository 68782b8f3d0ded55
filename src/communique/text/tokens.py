"""Tokens: parallel lists of offsets and normalised words over a text (lists, not objects: speed)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import Final

from communique.languages.forms import Joined

_SCRIPTS: Final = (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))
"""Latin, Greek and Cyrillic: the patterns name their letters one by one, which a search tests several times sooner than a class of all letters."""


def _known(holds: Callable[[str], object]) -> str:
    """The characters of `_SCRIPTS` for which `holds`, as they stand between a pattern's brackets."""
    return re.escape("".join(filter(holds, map(chr, _SCRIPTS))))


_LETTERS: Final = _known(re.compile(r"[^\W\d_]").match)
_ELISION: Final = r"(?:['’](?=[\x22“«]?[^\W\d_]))?"
_WORD: Final = rf"[{_LETTERS}]+{_ELISION}|[^\W\d_]+{_ELISION}"
_DIGITS: Final = r"(?=\d)(?:(?<!\d)\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*)"  # 15 000 · 100.000 · 2,5
_TOKEN: Final = re.compile(rf"({_WORD}|{_DIGITS}|\S)")
_SMALL: Final = _known(str.islower)
_CAPITALS: Final = _known(str.isupper)
_LOST_SPACE: Final = re.compile(rf"[{_CAPITALS}](?<=[{_SMALL}]{{4}}[{_CAPITALS}])(?=[{_SMALL}][^\W\d_])")
"""a capital inside a word, behind four small letters and before two more letters"""
_APOSTROPHES: Final = frozenset("'’")
DIGITS: Final = frozenset("0123456789")


class Tokens:
    """The tokens of a text: `starts[i]:ends[i]` in `text`, and `norms[i]`, the lower-case word with plain apostrophe, accents kept."""

    __slots__ = ("_among", "_numerals", "ends", "norms", "starts", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int], norms: list[str]) -> None:
        self.text, self.starts, self.ends, self.norms = text, starts, ends, norms
        self._numerals: list[int] | None = None
        self._among: dict[frozenset[str], list[int]] = {}

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def numerals(self) -> list[int]:
        """The tokens that begin with a digit, found once."""
        if self._numerals is None:
            self._numerals = [at for at, norm in enumerate(self.norms) if norm[0] in DIGITS]
        return self._numerals

    def among(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of `words`, found once."""
        found = self._among.get(words)
        if found is None:
            found = self._among[words] = [at for at, norm in enumerate(self.norms) if norm in words]
        return found

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last` (excluded)."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenise(
    text: str,
    *,
    elided: Collection[str] = (),
    whole: Iterable[str] = (),
    pieces: Iterable[tuple[int, int]] | None = None,
    joined: Joined | None = None,
) -> Tokens:
    """The tokens of `text`, or only of its `pieces` (start, end), in order.

    `elided` are the words that lose their last letter before an apostrophe; they become tokens of their own, apostrophe kept.
    `whole` are words that an apostrophe does not divide. A capital inside a word after four small letters is a lost space: two tokens.
    `joined` are the words that are written in several syllables: each becomes one token, the longest first.
    """
    split = _TOKEN.split
    small = text.replace("İ", "I").lower()  # the one capital whose small form is longer
    starts: list[int] = []
    ends: list[int] = []
    norms: list[str] = []
    odd: list[tuple[int, int]] = []
    for low, high in pieces if pieces is not None else ((0, len(text)),):
        parts = split(small[low:high])  # space, token, space, … token, space
        edges = list(accumulate(map(len, parts), initial=low))
        starts += edges[1:-1:2]
        ends += edges[2::2]
        norms += parts[1::2]
        for lost in _LOST_SPACE.finditer(text, low, high):
            at = bisect_right(starts, lost.start()) - 1
            if norms[at][-1] not in _APOSTROPHES:
                odd.append((at, lost.start()))
    tokens = Tokens(text, starts, ends, norms)
    # Few tokens are more than a word in small letters: those are mended from the last to the first, so that the others keep their places.
    odd += [(at, 0) for at, norm in enumerate(norms) if norm[-1] in _APOSTROPHES and len(norm) > 1]
    if odd:
        tails, stems = _tails(tuple(whole)), frozenset(elided)
        odd.sort(reverse=True)
        for at, cut in odd:
            if cut:
                length = cut - starts[at]
                _divide(tokens, at, cut, norms[at][:length], norms[at][length:])
            else:
                _mend_apostrophe(tokens, at, stems, tails)
    if joined:
        _join(tokens, joined)
    return tokens


def _join(tokens: Tokens, joined: Joined) -> None:
    """Make one token of each word of several syllables: in one line, its later syllables in small letters, or all in capitals."""
    text, starts, ends, norms = tokens.text, tokens.starts, tokens.ends, tokens.norms
    keep, stop = bytearray(b"\x01" * len(norms)), 0
    for at in compress(count(), map(joined.__contains__, norms)):
        if at < stop:
            continue
        for rest in joined[norms[at]]:
            last = at + len(rest)
            if norms[at + 1] == rest[0] and tuple(norms[at + 1 : last + 1]) == rest if last < len(norms) else False:
                written = text[starts[at] : ends[last]]
                if "\n" not in written and (written[1:].islower() or written.isupper()):
                    norms[at], ends[at], stop = " ".join((norms[at], *rest)), ends[last], last + 1
                    keep[at + 1 : stop] = bytes(len(rest))
                    break
    if stop:
        tokens.starts, tokens.ends = list(compress(starts, keep)), list(compress(ends, keep))
        tokens.norms = list(compress(norms, keep))


def _divide(tokens: Tokens, at: int, cut: int, *norms: str) -> None:
    """Make two tokens of one, divided at the offset `cut`."""
    tokens.starts.insert(at + 1, cut)
    tokens.ends.insert(at, cut)
    tokens.norms[at : at + 1] = norms


def _mend_apostrophe(tokens: Tokens, at: int, elided: Collection[str], tails: dict[str, tuple[str, ...]]) -> None:
    """Keep the apostrophe of an elided word, join a word that it does not divide, and part it from any other."""
    text, end, stem = tokens.text, tokens.ends[at], tokens.norms[at][:-1]
    for tail in tails.get(stem, ()):
        if text[end : end + len(tail)].lower() == tail:
            tokens.ends[at], tokens.norms[at] = end + len(tail), f"{stem}'{tail}"
            stop = at + 1
            while stop < len(tokens) and tokens.starts[stop] < end + len(tail):
                stop += 1
            del tokens.starts[at + 1 : stop], tokens.ends[at + 1 : stop], tokens.norms[at + 1 : stop]
            return
    if len(stem) == 1 and stem in tails and at + 1 < len(tokens) and text[tokens.starts[at]].isupper() and _is_name(text, end, tokens.ends[at + 1]):
        tokens.ends[at], tokens.norms[at] = tokens.ends[at + 1], f"{stem}'{tokens.norms[at + 1]}"
        del tokens.starts[at + 1], tokens.ends[at + 1], tokens.norms[at + 1]
        return  # "N'Guesso": a letter that begins such names begins others
    tokens.norms[at] = f"{stem}'"
    if stem not in elided:
        _divide(tokens, at, end - 1, stem, "'")


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a word straight behind an apostrophe has a capital and goes on in small letters."""
    return text[start].isupper() and text[start + 1 : end].islower()


@lru_cache(maxsize=16)
def _tails(whole: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What may follow the apostrophe of a word that it does not divide."""
    found: dict[str, tuple[str, ...]] = {}
    for word in whole:
        stem, _, tail = word.lower().replace("’", "'").partition("'")
        found[stem] = (*found.get(stem, ()), tail)
    return found
