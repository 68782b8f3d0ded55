"""Which phrases of the phrase book are units of a sentence: the longest at each token that does not cut a name in two."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from communique.grammar.gazetteer import Match
from communique.languages.phrases import Entry

_RANK: Final = {
    "actor": 0,
    "company": 0,
    "person": 0,
    "mechanism": 1,
    "group": 1,
    "office": 2,
    "portfolio": 2,
    "noun": 3,
    "title": 5,
    "place": 6,
    "closed": 7,
}
_LETTER: Final = {
    "company": "O",
    "person": "H",
    "mechanism": "N",
    "group": "N",
    "office": "F",
    "noun": "N",
    "portfolio": "Y",
    "title": "t",
    "place": "L",
}


def phrase_index(matches: list[Match], *, apart: bool = False) -> dict[int, tuple[int, tuple[Entry, ...]]]:
    """The longest structural phrase at each first token; areas and issues only annotate and are left out.

    `apart` leaves an actor by itself that a noun phrase begins with: "ASEAN" in "ASEAN leaders".
    """
    best: dict[int, tuple[int, tuple[Entry, ...]]] = {}
    for first, last, entries in matches:
        held = best.get(first)
        if held is None or last > held[0]:
            kept = _structural(entries)
            if kept and not (
                apart
                and held is not None
                and held[1][0].type == "actor"
                and kept[0].type == "noun"
                and kept[0].value not in ("instrument", "framework")
            ):
                best[first] = (last, kept)
    across = {first: at for first, (last, entries) in best.items() if (at := _named_across(best, first, last, entries[0].type))}
    for first in across:
        last, entries = best.pop(first)  # "l'Union africaine", not "l'Union"; "en mer du Japon", not "en mer"
        others = tuple([entry for entry in entries if entry.type not in ("group", "closed")])
        if others:
            best[first] = (last, others)  # "лидеры России" hold an office
    for first, last, entries in matches if across else ():
        if last <= across.get(first, 0) and (first not in best or best[first][0] < last) and (kept := _structural(entries)):
            best[first] = (last, kept)  # "лидеры", not "лидеры стран", before "стран «Большой семёрки»"
    cut = {}
    for first, (last, entries) in best.items():
        if entries[0].type == "office" and last > first + 1:
            name = best.get(last - 1)
            if name is not None and name[0] > last and name[1][0].type == "actor":
                cut[first] = last - 1  # "presidente de la | República Popular China"
    for first, last, entries in matches if cut else ():
        if first in cut and last < cut[first] and entries[0].type == "office":
            best[first] = (last, _structural(entries))
    return best


def _named_across(best: dict[int, tuple[int, tuple[Entry, ...]]], first: int, last: int, type_: str) -> int:
    """Where a name begins inside a group or a closed phrase, `first:last`, that ends behind it; 0 if none does."""
    if type_ != "group" and (type_ != "closed" or last == first + 1):
        return 0
    for at in range(first + 1, max(last, first + 2)):
        name = best.get(at)
        if name is not None and name[0] > last and name[1][0].type in ("actor", "mechanism", "place"):
            return at
    return 0


_STRUCTURAL: Final[dict[int, tuple[tuple[Entry, ...], tuple[Entry, ...]]]] = {}
"""What `_structural` found, by the entries' identity: they belong to the pack and are few."""


def _structural(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that make a unit, the one that gives its letter first; the same tuple for the same entries."""
    known = _STRUCTURAL.get(id(entries))
    if known is not None and known[0] is entries:
        return known[1]
    kept = _sorted(entries)
    _STRUCTURAL[id(entries)] = (entries, kept)
    return kept


@lru_cache(maxsize=1 << 16)
def _sorted(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(sorted((entry for entry in entries if entry.type in _RANK), key=lambda entry: _RANK[entry.type]))


def areas_and_issues(matches: list[Match]) -> tuple[list[tuple[int, int, str, bool]], list[tuple[int, int, str]]]:
    """The areas the phrases name, each with whether it counts only in lists; and the issues."""
    areas: list[tuple[int, int, str, bool]] = []
    issues: list[tuple[int, int, str]] = []
    for first, last, entries in matches:
        if len(_structural(entries)) != len(entries):
            places = [entry.form.lower() for entry in entries if entry.type == "place" and entry.form[0].isupper()]
            for entry in entries:
                if entry.type == "area":
                    if places and entry.form[0].islower() and entry.form not in places:
                        continue  # a form of another word: "в Газе" tells of no gas
                    areas.append((first, last, entry.value, entry.extra == "listed"))
                elif entry.type == "issue":
                    issues.append((first, last, entry.value))
    areas.sort()
    return areas, issues


def unit_letter(entries: tuple[Entry, ...]) -> str:
    """The category of a phrase: that of its first entry."""
    first = entries[0]
    if first.type == "actor":
        return "J" if first.extra == "adjective" else "O"
    if first.type == "closed":
        return first.value
    if first.type == "noun" and first.value == "meeting_mode":
        return "E"
    return _LETTER[first.type]
