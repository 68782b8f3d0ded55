"""Find every phrase of a pack's phrase book in a text, in one pass."""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from communique.languages.phrases import NAMES, Entry, Phrases
from communique.text.tokens import Tokens


class Match(NamedTuple):
    """A phrase from token `first` to token `last` (excluded), and what it may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """An automaton over a phrase book. Overlapping matches are all given: who wins is for the grammar to say."""

    def __init__(self, phrases: Phrases) -> None:
        self._entries = list(phrases.values())
        self._automaton = AhoCorasick(list(phrases))
        # What must be looked at again in the text: names begin with a capital; a single common word must bear its own accents.
        self._plain = [
            all(
                entry.form[0].isascii() if entry.type == "closed" else " " in entry.form and entry.type not in NAMES and not entry.form[0].isupper()
                for entry in entries
            )
            for entries in self._entries
        ]

    def find(self, folded: str, tokens: Tokens) -> list[Match]:
        """The phrases of a folded text that begin and end where tokens do, in order of their beginning."""
        text = tokens.text
        starts = {offset: index for index, offset in enumerate(tokens.starts)}
        ends = {offset: index + 1 for index, offset in enumerate(tokens.ends)}
        found: list[Match] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            first = starts.get(start)
            if first is None:
                continue
            last = ends.get(end)
            if last is None:
                continue
            entries = self._entries[pattern]
            if not self._plain[pattern]:
                entries = _checked(entries, text[start:end])
                if not entries:
                    continue
            found.append(Match(first, last, entries))
        found.sort()
        return found


def _checked(entries: tuple[Entry, ...], words: str) -> tuple[Entry, ...]:
    capital = not words[0].islower()
    lower = words.lower().replace("’", "'")
    kept = []
    for entry in entries:
        if entry.type == "closed":
            if capital or entry.form[0].isascii() or entry.form[0] == lower[0]:  # "à l'intention de", not "a l'intention de"
                kept.append(entry)
        elif (entry.type in NAMES and entry.extra != "adjective") or entry.form[0].isupper():
            if capital:
                kept.append(entry)
        elif capital or " " in entry.form or entry.form.lower() == lower:
            kept.append(entry)
    return tuple(kept)
