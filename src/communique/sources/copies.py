"""Which stories are copies of one report: cut, under another headline, with another credit, quotes retyped, paragraphs moved.

Each text gets marks, so made that copies share some (MinHash over runs of words, in bands): a store finds by them the few texts to be compared.
Whether two texts are copies is then decided on the texts themselves. Marks are the same on every machine; they change with VERSION.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache

from communique.sources.story import CRAWL_HEADER

VERSION = 1
"""What the marks mean; a change makes those kept worthless."""

_RUN = 4
"""Words in a run."""
_LEAD = 110
"""Words of the beginning that are marked by themselves, too: outlets cut from the end."""
_BANDS, _ROWS, _SEED = 12, 3, 20210406
_ALIKE = 0.5
"""Share of the shorter text's runs that stand in the longer."""
_SURE = 0.88
"""From this share on it is only asked whether numbers stand in the place of others."""
_NUMBERS = 0.75
"""Share of the shorter text's numbers that stand in the longer: reports of one series differ in their numbers first."""
_CORRECTED = 1
"""Numbers that may stand in the place of others all the same: an outlet's own date, a figure put right."""

_WORD = re.compile(r"[^\W_]+")

_Run = tuple[str, ...]
_Described = tuple[frozenset[_Run], Counter[str]]
"""The runs of a text, and its words with figures."""


def marks_of(text: str) -> tuple[int, ...]:
    """The marks of a text, 63-bit numbers; texts that share one may be copies."""
    from rensa import RMinHash  # at the moment of use

    words = _words(text)
    found = []
    for part, run in (("whole", words), ("lead", words[:_LEAD])):
        signs = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
        signs.update(sorted(_runs(run)))
        digest = signs.digest()
        for band in range(_BANDS):
            rows = digest[band * _ROWS : (band + 1) * _ROWS]
            key = f"{VERSION} {part} {band} {rows}".encode()
            found.append(int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "big") >> 1)
    return tuple(found)


def are_copies(one: str, other: str) -> bool:
    """Whether two texts are copies of one report, one of them perhaps cut."""
    first, second = _described(one), _described(other)
    shorter, longer = (first, second) if len(first[0]) <= len(second[0]) else (second, first)
    if not shorter[0]:
        return False
    share = len(shorter[0] & longer[0]) / len(shorter[0])
    if share < _ALIKE:
        return False
    numbers = shorter[1].total()
    different = _replaced(shorter, longer)
    if share < _SURE:
        different |= shorter[1] - longer[1]
    return different.total() <= (1 - _NUMBERS) * numbers or (share >= _SURE and different.total() <= _CORRECTED)


def _replaced(one: _Described, other: _Described) -> Counter[str]:
    """The numbers of a text in whose place, between the same words, the other has another number."""
    asked = [run for run in one[0] - other[0] if not one[1].keys().isdisjoint(run)]
    places: dict[_Run, list[_Run]] = {}
    for run in other[0] if asked else ():
        if not other[1].keys().isdisjoint(run):
            places.setdefault(_masked(run, other[1]), []).append(run)
    gone = set()
    for run in asked:
        there = places.get(_masked(run, one[1]), ())
        gone |= {word for place, word in enumerate(run) if there and all(words[place] != word for words in there)}
    return Counter({word: count for word, count in one[1].items() if word in gone})


def _masked(run: _Run, numbers: Counter[str]) -> _Run:
    return tuple("#" if word in numbers else word for word in run)


@lru_cache(maxsize=512)
def _described(text: str) -> _Described:
    words = _words(text)
    runs = zip(*(words[place:] for place in range(_RUN)), strict=False) if len(words) >= _RUN else [tuple(words)][: len(words)]
    return frozenset(runs), Counter(word for word in words if not word.isalpha())


def _words(text: str) -> list[str]:
    """The words of a text without case and marks, after the line some crawlers put before it."""
    header = CRAWL_HEADER.match(text)
    return _WORD.findall(text[header.end() if header else 0 :].casefold())


def _runs(words: list[str]) -> set[str]:
    return {" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))} if words else set()
