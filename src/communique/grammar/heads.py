"""What heads a noun phrase, what it means, where it ends and what governs it."""

from __future__ import annotations

from typing import Final

from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.units import Units
from communique.languages.phrases import Entry

_CLASSES: Final[dict[int, tuple[tuple[Entry, ...], dict[str, tuple[str, str]]]]] = {}
"""What `classes` found, by the entries' identity: they belong to the pack and are few."""
_HEADS: Final = "NOHFLU#u"


def head(sentence: Sentence, chunk: Chunk) -> int:
    """The unit that heads a chunk: its first noun, name or amount; a known noun behind an unknown word ("le prochain sommet")."""
    if chunk.headed < 0:
        chunk.headed = _head(sentence.units, chunk.start, chunk.end)
    return chunk.headed


def _head(units: Units, start: int, end: int) -> int:
    cats = units.cats
    if units.head_last:
        for k in range(end - 1, start - 1, -1):
            if cats[k] in _HEADS:
                return k
        return end - 1
    for k in range(start, end):
        if cats[k] in _HEADS:
            return k + 1 if cats[k] == "u" and k + 1 < end and cats[k + 1] in "NF" else k
    return start


def classes(units: Units, k: int) -> dict[str, tuple[str, str]]:
    """The classes of the noun at unit k, each with its value and the words of its form.

    A mechanism is a `meeting`; a party also has the class with its value, as "party:parliament".
    """
    data = units.data[k]
    if data.__class__ is not tuple or not data or data[0].__class__ is not Entry:
        return {}
    kept = _CLASSES.get(id(data))
    if kept is not None and kept[0] is data:
        return kept[1]
    found: dict[str, tuple[str, str]] = {}
    for entry in data:
        if entry.type == "noun":
            if ";mode=" in entry.extra:  # "virtual summit" names a series, too
                found[entry.value] = (entry.extra, entry.form)
            found.setdefault(entry.value, (entry.extra, entry.form))
            if entry.value == "party" and entry.extra:
                found.setdefault(f"party:{entry.extra}", (entry.extra, entry.form))
        elif entry.type == "mechanism":
            level = entry.extra.partition(";")[2]
            found.setdefault("meeting", (f"session;level={level}" if level else "session", entry.form))
    _CLASSES[id(data)] = (data, found)
    return found


def phrase_end(sentence: Sentence, chunk: Chunk, limit: int) -> int:
    """The end of the noun phrase of a chunk: genitives, joined chunks and prepositional chunks without a break."""
    end = chunk.end
    cats = sentence.units.cats
    index = sentence.chunk_at.get(chunk.start)
    if index is None:
        return end
    for following in sentence.chunks[index + 1 :]:
        if following.prep >= limit:
            break
        between = cats[end : following.prep]
        if between.strip("E") or following.bare or cats[following.start] == "W":
            break
        end = following.end
    return min(end, max(limit, chunk.end))


def preposition(sentence: Sentence, chunk: Chunk) -> Entry | str:
    """The preposition that governs a chunk: its base ("lors", "en marge"), or empty."""
    if chunk.bare:
        return ""
    units = sentence.units
    for k in range(chunk.start - 1, chunk.prep - 1, -1):
        if units.cats[k] in "PadgweS":
            entry = units.entry(k, "closed")
            return entry.extra if entry is not None else units.norm(k)
    return ""


def governed_by(sentence: Sentence, chunk: Chunk) -> str:
    """The base of the first preposition of a chunk: the outer one in "lors de"."""
    return "" if chunk.bare else preposition_at(sentence.units, chunk.prep)


def preposition_at(units: Units, k: int) -> str:
    """The base of the preposition at unit k: "en faveur" for "en faveur des"."""
    entry = units.entry(k, "closed")
    return entry.extra if entry is not None else units.norm(k)


def clause_of(sentence: Sentence, position: int) -> Clause | None:
    """The innermost clause whose region holds a unit."""
    best: Clause | None = None
    for clause in sentence.clauses:
        if clause.left <= position < clause.right and (best is None or clause.right - clause.left < best.right - best.left):
            best = clause
    return best
