"""What some words are about, as ids that mean the same in every language: the phrases of a pack, and its subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from communique.languages.compile import FOLDER
from communique.languages.load import load_pack
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
Span = tuple[int, int]
"""Where a word begins and ends."""
_LETTERS = 3
"""Letters by which stems are looked up: so many, or as many as the first word of the stem has."""
_FIRST = re.compile(rf"\w{{1,{_LETTERS}}}")
_LEAST = 4
"""Letters of a stem from which on it may begin a word; shorter ones are whole words."""


def terms(words: str, pack: Pack) -> frozenset[str]:
    """The ids found in `words`, each `type:value`: `area:HEA`, `actor:RUS`, `subject:vaccine`. The longest phrase at a place wins."""
    folded = fold(words, accents=bool(pack.settings.get("accents")))
    found: set[str] = set()
    spots = [match.span() for match in _WORD.finditer(folded)]
    _add_phrases(found, folded, spots, pack)
    _add_subjects(found, folded, spots, pack.code)
    return frozenset(found)


@lru_cache(maxsize=4096)
def is_common(word: str, code: str) -> bool:
    """Whether a word in capitals names no text: it is somebody's, a place's or a body's name, tells a subject, or only the form of a text (MOU)."""
    pack = load_pack(code)
    if pack is None:
        return False
    found = {term.partition(":")[0] for term in terms(word, pack)}
    entries = pack.phrases.get(fold(word, accents=bool(pack.settings.get("accents"))), ())
    form = any(entry.type == "noun" and entry.value == "instrument" for entry in entries)
    return bool(found - {"area"}) or (form and not found)


def _add_phrases(found: set[str], folded: str, spots: Sequence[Span], pack: Pack) -> None:
    end, phrases, longest = -1, pack.phrases, _longest(pack.code)
    for at, (first, last) in enumerate(spots):
        size = longest.get(folded[first:last])
        if size is None or at < end:
            continue
        for place in range(min(at + size, len(spots)) - 1, at - 1, -1):
            entries = phrases.get(folded[first : spots[place][1]])
            ids = [f"{entry.type}:{entry.value}" for entry in entries if entry.type in _TYPES and entry.value] if entries else None
            if ids:
                found.update(ids)
                end = place + 1
                break


@lru_cache(maxsize=64)
def _longest(code: str) -> dict[str, int]:
    """Words of the longest phrase looked for, by its first word."""
    pack, found = load_pack(code), dict[str, int]()
    for phrase, entries in pack.phrases.items() if pack is not None else ():
        words = _WORD.findall(phrase)
        if 0 < len(words) <= _LONGEST and any(entry.type in _TYPES and entry.value for entry in entries):
            found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def _add_subjects(found: set[str], folded: str, spots: Sequence[Span], code: str) -> None:
    """Those of the longest stem at each place; nothing is found twice in the same letters."""
    book, end = _book(code), 0
    for at, _ in spots if book.stems else ():
        best: tuple[int, int, list[str]] | None = None
        for pattern, stems in book[folded[at : at + _LETTERS]]:
            match = pattern.match(folded, at) if at >= end else None
            if match:
                rank, subjects = stems[(match.lastindex or 1) - 1]
                if best is None or rank < best[0]:
                    best = rank, match.end(), subjects
        if best:
            end = best[1]
            found.update(best[2])


_Stems = tuple[re.Pattern[str], list[tuple[int, list[str]]]]
"""What finds some stems, a group each, and for each its rank and its subjects."""


class _Book(dict[str, list[_Stems]]):
    """By the first letters of a word the stems it may begin with, looked up by fewer where stems begin with a shorter word."""

    def __init__(self, stems: dict[str, _Stems]) -> None:
        self.stems = stems

    def __missing__(self, letters: str) -> list[_Stems]:
        begins = dict.fromkeys(letters[:size] for size in range(1, _LETTERS + 1))
        found = self[letters] = [self.stems[begin] for begin in begins if begin in self.stems]
        return found


@lru_cache(maxsize=64)
def _book(code: str) -> _Book:
    """The subjects of a pack; empty where it has none."""
    folder = FOLDER / code
    if not (folder / TABLE).is_file():
        return _Book({})
    given = settings(folder)
    stems: dict[str, list[str]] = {}
    for row in rows(folder / TABLE):
        for stem in row.many("stems"):
            stems.setdefault(fold(stem, accents=bool(given.get("accents"))), []).append(f"subject:{row['subject']}")
    whole = bool(given.get("join"))
    beginning: dict[str, list[tuple[int, str]]] = {}
    for rank, stem in enumerate(sorted(stems, key=lambda stem: (-len(stem), stem))):
        letters = _FIRST.match(stem)
        if letters is None:
            raise ValueError(f"{folder / TABLE}: the stem {stem!r} begins with no letter")
        beginning.setdefault(letters[0], []).append((rank, stem))
    found = {
        letters: (re.compile("|".join(f"({_stem(stem, whole=whole)})" for _, stem in held)), [(rank, stems[stem]) for rank, stem in held])
        for letters, held in beginning.items()
    }
    return _Book(found)


def _stem(stem: str, *, whole: bool) -> str:
    """The pattern of a stem: each of its words may end otherwise, the last only if it is long enough; nothing may where words are `whole`."""
    between = r"\s+" if whole else r"\w*\s+"
    words = between.join(map(re.escape, stem.split(" ")))
    return words + ("" if len(stem) >= _LEAST and not whole else r"\b")
