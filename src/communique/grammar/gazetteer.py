"""Find every phrase of a pack's phrase book in a text, in one pass."""

from __future__ import annotations

import re
from itertools import count

from ahocorasick_rs import AhoCorasick

from communique.languages.phrases import NAMES, Entry, Phrases
from communique.model.fold import fold
from communique.text.tokens import Tokens

Match = tuple[int, int, tuple[Entry, ...]]
"""The first token of a phrase, the token after its last, and what the phrase may mean."""
_ACRONYMS = NAMES | {"mechanism", "issue"}
_SHORT = 3
"""Acronyms of so few letters are other words when not in capitals: "Who", "Nam"."""


_HYPHEN_BEFORE = re.compile(r"[^\W\d_] ?[-–—] ?\Z")
_HYPHEN_BEHIND = re.compile(r" ?[-–—] ?(?=[^\W\d_])")


class Gazetteer:
    """An automaton over a phrase book. Overlapping matches are all given: who wins is for the grammar to say.

    Names need a capital in the text where they are `named`; else only where the pack writes one. With `common_heads` a name that the pack begins
    with a small letter and goes on with a capital may stand so in the text: "châu Âu". With `short_demonyms` demonyms are short names that count
    only beside a hyphen and another name: "Việt - Nga".
    """

    def __init__(self, phrases: Phrases, *, named: bool = True, common_heads: bool = False, short_demonyms: bool = False) -> None:
        self._entries = list(phrases.values())
        self._short = {pattern for pattern, entries in enumerate(self._entries) if short_demonyms and _demonym(entries)}
        self._automaton = AhoCorasick(list(phrases))
        # None where all entries stand in lower case too; else those that do, each with what the words must then begin with.
        if named:
            self._lower = [_in_lower_case(phrase, entries, common_heads=common_heads) for phrase, entries in phrases.items()]
        else:  # the forms of a word share their entries, and none bears an accent
            known = {id(entries): _written_small(entries) for entries in phrases.values()}
            self._lower = [known[id(entries)] for entries in phrases.values()]
        self._inner = [_inner_capital(entries) for entries in self._entries]
        self._capitals = {
            pattern: tuple(entry for entry in entries if not _is_short_acronym(entry))
            for pattern, entries in enumerate(self._entries)
            if any(map(_is_short_acronym, entries))
        }

    def find(self, folded: str, tokens: Tokens) -> list[Match]:
        """The phrases of a folded text that begin and end where tokens do, in order of their beginning."""
        text, norms, entries_of, lower_of, short = tokens.text, tokens.norms, self._entries, self._lower, self._short
        capitals = self._capitals
        starts = dict(zip(tokens.starts, count(), strict=False))
        ends = dict(zip(tokens.ends, count(1), strict=False))
        found: list[Match] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start not in starts or end not in ends:
                continue
            first, last = starts[start], ends[end]
            if pattern in short and not _beside_hyphen(text, start, end):
                continue
            entries, lower = entries_of[pattern], lower_of[pattern]
            if lower is not None and text[start].islower():
                if not lower:
                    continue
                words = norms[first] if last == first + 1 else text[start:end].lower().replace("’", "'")
                entries = tuple([entry for begin, entry in lower if words.startswith(begin)])
                if not entries:
                    continue
            elif (inner := self._inner[pattern]) and text[start + inner].islower():
                continue  # "La reunión" is no island
            elif pattern in capitals and not text[start:end].isupper():
                entries = capitals[pattern]
                if not entries:
                    continue
            found.append((first, last, entries))
        found.sort()
        return found


def _demonym(entries: tuple[Entry, ...]) -> bool:
    return all(entry.extra == "demonym" for entry in entries)


def _beside_hyphen(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the words to another name."""
    behind = _HYPHEN_BEHIND.match(text, end)
    return (behind is not None and text[behind.end()].isupper()) or _HYPHEN_BEFORE.search(text, max(start - 4, 0), start) is not None


def _inner_capital(entries: tuple[Entry, ...]) -> int:
    """Where the capital of a name that begins with a short word stands ("La Paz"), if all entries are such names; else 0."""
    first, space, rest = entries[0].form.partition(" ")
    if not space or len(first) > 3 or not first[0].isupper() or not rest[0].isupper():
        return 0
    return len(first) + 1 if all(entry.type in NAMES for entry in entries) else 0


def _is_short_acronym(entry: Entry) -> bool:
    """Whether an entry counts only where the text has it all in capitals."""
    form = entry.form
    return len(form) <= _SHORT and form.isupper() and form.isalpha() and entry.type in _ACRONYMS


def _in_lower_case(phrase: str, entries: tuple[Entry, ...], *, common_heads: bool) -> tuple[tuple[str, Entry], ...] | None:
    """The entries that need no capital, each with what the words in the text begin with; None if that is all of them, whatever the words.

    Names begin with a capital, but for those of several words that the pack writes small ("mar Negro"); a single common word bears its own
    accents; a closed phrase bears that of its first letter ("à l'intention de").
    """
    kept: list[tuple[str, Entry]] = []
    for entry in entries:
        head = entry.form[0]
        if entry.type == "closed":
            kept.append(("" if head.isascii() else head, entry))
        elif common_heads and entry.type in NAMES and not (head.isupper() or entry.form.islower()):
            kept.append((entry.form[: entry.form.find(" ") + 1], entry))
        elif not (head.isupper() or (entry.type in NAMES and entry.extra != "adjective")):
            kept.append((_first_word(entry.form) if fold(entry.form) == phrase else "", entry))
    return None if len(kept) == len(entries) and not any(begin for begin, _ in kept) else tuple(kept)


def _first_word(form: str) -> str:
    """The word a form begins with, as it is written: "votó a favor" is no "voto a favor"."""
    return form.lower().replace("’", "'").split()[0]


def _written_small(entries: tuple[Entry, ...]) -> tuple[tuple[str, Entry], ...] | None:
    """The entries that the pack writes with a small letter, whatever they begin with in the text; None if that is all of them."""
    kept = tuple([("", entry) for entry in entries if not entry.form[0].isupper()])
    return None if len(kept) == len(entries) else kept
