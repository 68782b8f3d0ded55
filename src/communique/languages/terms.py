"""What some words are about, as ids that mean the same in every language: the phrases of a pack, and its subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

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
    at = 0
    while at < len(spots):
        step = 1
        for size in range(min(_LONGEST, len(spots) - at), 0, -1):
            entries = pack.phrases.get(folded[spots[at][0] : spots[at + size - 1][1]], ())
            ids = sorted({f"{entry.type}:{entry.value}" for entry in entries if entry.type in _TYPES and entry.value})
            if ids:
                yield from ids
                step = size
                break
        at += step


def _subjects(folded: str, code: str) -> Iterator[str]:
    book = _book(FOLDER / code)
    if book is not None:
        for match in book[0].finditer(folded):
            yield from book[1][(match.lastindex or 1) - 1]


@lru_cache(maxsize=64)
def _book(folder: Path) -> tuple[re.Pattern[str], list[tuple[str, ...]]] | None:
    """The subjects of a pack: what finds its stems, a group each, and the subjects of each group. None where the pack has none."""
    if not (folder / TABLE).is_file():
        return None
    given = settings(folder)
    stems: dict[str, list[str]] = {}
    for row in rows(folder / TABLE):
        for stem in row.many("stems"):
            stems.setdefault(fold(stem, accents=bool(given.get("accents"))), []).append(row["subject"])
    ordered = sorted(stems, key=lambda stem: (-len(stem), stem))
    whole = bool(given.get("join"))
    pattern = "|".join(f"({_stem(stem, whole=whole)})" for stem in ordered)
    return re.compile(rf"\b(?:{pattern})"), [tuple(stems[stem]) for stem in ordered]


def _stem(stem: str, *, whole: bool) -> str:
    """The pattern of a stem: each of its words may end otherwise, the last only if it is long enough; nothing may where words are `whole`."""
    between = r"\s+" if whole else r"\w*\s+"
    words = between.join(map(re.escape, stem.split(" ")))
    return words + ("" if len(stem) >= _LEAST and not whole else r"\b")
