"""What people type into a search, as terms that no input can break, and how they are found in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from communique.kinds.table import KINDS
from communique.model.fold import fold
from communique.model.spans import Span

_WORD = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"\A[\W_]+|[\W_]+\Z")
_TYPED = re.compile(r'"([^"]*)(?:"(\*?)|$)|([^\s"]+)')
_QUOTES = str.maketrans("«»“”„‟＂", '"' * 7)
_SHORTEST = 3
"""Letters a beginning has at least: shorter ones are whole words, for they begin most words there are."""
_MOST = 64
"""Words that are sought at once; what stands behind them is passed over."""
_LONGEST_NAME = 8
"""Words of the longest name looked for."""
GAP, STORY = " ¶ ", " ¶ ¶ "
"""What stands between two texts, so that no phrase reaches over, and between a statement's own words and those of its story."""
_TAG = "§"
"""How a word begins that is an id: nobody can type it, for it is no letter."""
_ABOUT_STORY = 0.3
"""What a hit in the words of the story counts, beside one in the statement's own."""
_ENOUGH, _BY_LENGTH = 1.2, 0.75
"""k1 and b of BM25."""


class Term(NamedTuple):
    """Folded words that stand in a row; of the last, with `begins`, only the beginning is given."""

    words: tuple[str, ...]
    begins: bool = False


Names = Callable[[Sequence[str]], Sequence[Term]]
"""What else some typed words in a row may be found by, if they are the name of something; empty if they are none."""


class Sought(NamedTuple):
    """What is sought: of `every` one of these, at least one term. Nothing is found by nothing."""

    every: tuple[tuple[Term, ...], ...]

    def found_in(self, words: str) -> bool:
        """Whether it is in words as `words_in` and `tag` give them, a blank before, between and behind them."""
        return bool(self.every) and all(any(_count(term, words) for term in terms) for terms in self.every)

    def scores(self, every: Sequence[str]) -> list[float]:
        """How well each of the words fits, of those it is found in: by BM25, where what is in all of them weighs alike."""
        sizes = [words.count(" ") for words in every]
        mean = sum(sizes) / max(len(sizes), 1)
        return [self._score(words, size / mean) for words, size in zip(every, sizes, strict=True)]

    def _score(self, words: str, length: float) -> float:
        own, _, story = words.partition(STORY)
        own, story = f"{own} ", f" {story}"
        score = 0.0
        for terms in self.every:
            often = max(_count(term, own) + _ABOUT_STORY * _count(term, story) for term in terms)
            score += often * (_ENOUGH + 1) / (often + _ENOUGH * (1 - _BY_LENGTH + _BY_LENGTH * length))
        return score

    def spans(self, text: str) -> list[Span]:
        """Where in a text its words stand, to be marked."""
        folded = fold(text)
        places = [match.span() for match in _WORD.finditer(folded)]
        words = [folded[start:end] for start, end in places]
        found = [
            (places[at][0], places[at + len(term.words) - 1][1])
            for terms in self.every
            for term in terms
            for at in range(len(words) - len(term.words) + 1)
            if _stands(term, words[at : at + len(term.words)])
        ]
        return [Span(start, end) for start, end in _joined(sorted(found))]


def sought(typed: str, names: Names | None = None) -> Sought:
    """What is typed, as terms: every word, `"a phrase"` as it stands, `begin*` for words that begin so.

    Ids (RUS, ASEAN-RU.JCC, RUS:Gazprom, meeting, area:HEA, type:mou, status:signed, issue:crimea) find what has them, too. With `names`, words that
    are a name of something stand together, or find what it is found by.
    """
    typed = unicodedata.normalize("NFC", typed).translate(_QUOTES)
    parts = islice(_parts(typed), _MOST)
    found: list[tuple[Term, ...]] = []
    row: list[str] = []
    left = _MOST
    for raw, term in parts:
        if left <= 0:
            break
        term = Term(term.words[:left], term.begins)
        left -= len(term.words)
        if raw is None:
            found += _plain(row, names)
            row = []
            found.append((term,))
        else:
            row.append(raw)
    found += _plain(row, names)
    return Sought(tuple(dict.fromkeys(found)))


def words_in(text: str) -> list[str]:
    """The words of a text as they are compared: in lower case, without diacritics or marks."""
    return _WORD.findall(fold(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=8192)
def tag(id_: str) -> str:
    """An id as one word that no words of people are."""
    return _TAG + re.sub(r"[\W_]", "·", fold(id_))


def mark(name: str) -> str:
    """A word that is neither words of people nor an id."""
    return _TAG + _TAG + name


def phrase(words: str) -> Term:
    """A term of words in a row, of the first ones where they are many."""
    return Term(tuple(words_in(words)[:_MOST]))


def _parts(typed: str) -> Iterator[tuple[str | None, Term]]:
    """What is typed, piece by piece: a word as typed, or None for a phrase or a beginning, and its term."""
    for match in _TYPED.finditer(typed):
        quoted, star, raw = match.groups()
        words = tuple(words_in(raw if quoted is None else quoted))
        if words:
            begins = bool(star or (raw or "").endswith("*")) and len(words[-1]) >= _SHORTEST
            yield (None if begins or quoted is not None else _EDGES.sub("", raw)), Term(words, begins)


def _plain(row: Sequence[str], names: Names | None) -> Iterator[tuple[Term, ...]]:
    """The terms of words typed in a row. Those that are a name, the longest, stand together or are found by what they name."""
    at = 0
    while at < len(row):
        size, named = _named(row[at:], names)
        raw = " ".join(row[at : at + size])
        ids = [Term((tag(raw),))] if raw.isupper() or raw in KINDS or _WORD.sub("", raw) else []
        yield tuple(dict.fromkeys((phrase(raw), *ids, *named)))
        at += size


def _named(row: Sequence[str], names: Names | None) -> tuple[int, Sequence[Term]]:
    for size in range(min(_LONGEST_NAME, len(row)), 0, -1) if names is not None else ():
        assert names is not None
        found = names(row[:size])
        if found:
            return size, found
    return 1, ()


def _count(term: Term, words: str) -> int:
    return words.count(f" {' '.join(term.words)}{'' if term.begins else ' '}")


def _stands(term: Term, words: Sequence[str]) -> bool:
    *first, last = words
    return tuple(first) == term.words[:-1] and (last.startswith(term.words[-1]) if term.begins else last == term.words[-1])


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
