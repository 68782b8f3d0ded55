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
"""From this share on numbers are not asked."""
_NUMBERS = 0.75
"""Share of the shorter text's numbers that stand in the longer: reports of one series differ in their numbers first."""

_WORD = re.compile(r"[^\W_]+")


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
    if share < _ALIKE or share >= _SURE:
        return share >= _SURE
    numbers = shorter[1].total()
    return not numbers or (shorter[1] & longer[1]).total() / numbers >= _NUMBERS


@lru_cache(maxsize=256)
def _described(text: str) -> tuple[frozenset[str], Counter[str]]:
    words = _words(text)
    return frozenset(_runs(words)), Counter(word for word in words if any(map(str.isdigit, word)))


def _words(text: str) -> list[str]:
    """The words of a text without case and marks, after the line some crawlers put before it."""
    header = CRAWL_HEADER.match(text)
    return _WORD.findall(text[header.end() if header else 0 :].casefold())


def _runs(words: list[str]) -> set[str]:
    return {" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))} if words else set()
