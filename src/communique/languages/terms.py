"""What some words are about, as ids that mean the same in every language: the phrases of a pack, and its subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.languages.compile import FOLDER
from communique.languages.pack import Pack
from communique.languages.parts import settings
from communique.languages.tables import rows
from communique.model.fold import fold

TABLE = "subjects.tsv"
_TYPES = frozenset({"actor", "area", "company", "issue", "mechanism", "person", "place"})
"""Phrases whose value is an id of the world. Nouns are not: their values say what a frame fills in, not what is meant."""
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 8
"""Words of the longest phrase looked for."""
_START = re.compile(r"\b\w")
_BEGINS = (1, 2, 3)
"""Letters by which stems are looked up: three, or as many as the first word of the stem has."""
_LETTERS = re.compile(r"\w{1,3}")
_LEAST = 4
"""Letters of a stem from which on it may begin a word; shorter ones are whole words."""


def terms(words: str, pack: Pack) -> frozenset[str]:
    """The ids found in `words`, each `type:value`: `area:HEA`, `actor:RUS`, `subject:vaccine`. The longest phrase at a place wins."""
    folded = fold(words, accents=bool(pack.settings.get("accents")))
    found = set(_phrases(folded, pack))
    found.update(f"subject:{subject}" for subject in _subjects(folded, pack.code))
    return frozenset(found)


def _phrases(folded: str, pack: Pack) -> Iterator[str]:
    spots = [match.span() for match in _WORD.finditer(folded)]
    at, phrases = 0, pack.phrases
    while at < len(spots):
        first, step = spots[at][0], 1
        for size in range(min(_LONGEST, len(spots) - at), 0, -1):
            entries = phrases.get(folded[first : spots[at + size - 1][1]])
            ids = {f"{entry.type}:{entry.value}" for entry in entries if entry.type in _TYPES and entry.value} if entries else None
            if ids:
                yield from ids
                step = size
                break
        at += step


def _subjects(folded: str, code: str) -> Iterator[str]:
    """The subjects of the longest stem at each place; nothing is found twice in the same letters."""
    book, end = _book(code), 0
    for word in _START.finditer(folded) if book else ():
        at = word.start()
        if at < end:
            continue
        found: tuple[int, int, tuple[str, ...]] | None = None
        for size in _BEGINS:
            known = book.get(folded[at : at + size])
            match = known[0].match(folded, at) if known else None
            if match and known:
                rank, subjects = known[1][(match.lastindex or 1) - 1]
                if found is None or rank < found[0]:
                    found = rank, match.end(), subjects
        if found:
            end = found[1]
            yield from found[2]


_Book = dict[str, tuple[re.Pattern[str], list[tuple[int, tuple[str, ...]]]]]
"""By the letters that stems begin with: what finds these stems, a group each, and for each its rank and its subjects."""


@lru_cache(maxsize=64)
def _book(code: str) -> _Book:
    """The subjects of a pack; empty where it has none."""
    folder = FOLDER / code
    if not (folder / TABLE).is_file():
        return {}
    given = settings(folder)
    stems: dict[str, list[str]] = {}
    for row in rows(folder / TABLE):
        for stem in row.many("stems"):
            stems.setdefault(fold(stem, accents=bool(given.get("accents"))), []).append(row["subject"])
    whole = bool(given.get("join"))
    beginning: dict[str, list[tuple[int, str]]] = {}
    for rank, stem in enumerate(sorted(stems, key=lambda stem: (-len(stem), stem))):
        letters = _LETTERS.match(stem)
        if letters is None:
            raise ValueError(f"{folder / TABLE}: the stem {stem!r} begins with no letter")
        beginning.setdefault(letters[0], []).append((rank, stem))
    return {
        letters: (re.compile("|".join(f"({_stem(stem, whole=whole)})" for _, stem in held)), [(rank, tuple(stems[stem])) for rank, stem in held])
        for letters, held in beginning.items()
    }


def _stem(stem: str, *, whole: bool) -> str:
    """The pattern of a stem: each of its words may end otherwise, the last only if it is long enough; nothing may where words are `whole`."""
    between = r"\s+" if whole else r"\w*\s+"
    words = between.join(map(re.escape, stem.split(" ")))
    return words + ("" if len(stem) >= _LEAST and not whole else r"\b")
