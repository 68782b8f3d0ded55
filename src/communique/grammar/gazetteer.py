"""Find every phrase of a pack's phrase book in a text, in one pass."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from communique.languages.pack import Pack
from communique.languages.phrases import MORE, NAMES, STOP, Entry, Phrases, Reach, reach_of
from communique.model.fold import fold
from communique.text.tokens import Tokens

Match = tuple[int, int, tuple[Entry, ...]]
"""The first token of a phrase, the token after its last, and what the phrase may mean."""
_ACRONYMS: Final = NAMES | {"mechanism", "issue", "area"}
_SHORT: Final = 3
"""Acronyms of so few letters are other words when not in capitals: "Who", "Nam"."""
_HYPHEN_BEFORE: Final = re.compile(r"[^\W\d_] ?[-–—] ?\Z")
_HYPHEN_BEHIND: Final = re.compile(r" ?[-–—] ?(?=[^\W\d_])")


class _Spelling(NamedTuple):
    """How the entries of a phrase are written. In small letters: all of them, or `some`, each with what the words must begin with."""

    small: bool
    some: tuple[tuple[str, Entry], ...]
    fixed: tuple[Entry, ...] | None
    """those, where it does not matter what the words begin with"""
    inner: int
    """where a second capital must stand; 0 if nowhere"""
    mixed: tuple[Entry, ...] | None
    """the entries left where the words are not all in capitals; None if that makes no difference"""
    hyphened: bool
    """whether the words count only beside a hyphen and another name"""


class Gazetteer:
    """Looks a phrase book up at every token. Overlapping matches are all given: who wins is for the grammar to say.

    Names need a capital in the text where they are `named`; else only where the pack writes one. With `common_heads` a name that the pack begins
    with a small letter and goes on with a capital may stand so in the text: "châu Âu". With `short_demonyms` demonyms are short names that count
    only beside a hyphen and another name: "Việt - Nga".
    """

    def __init__(
        self, phrases: Phrases, *, reach: Reach | None = None, named: bool = True, common_heads: bool = False, short_demonyms: bool = False
    ) -> None:
        self._phrases = phrases
        self._reach = reach_of(phrases, syllables=True) if reach is None else reach
        self._short = {begin[:-1]: length for begin, length in self._reach.items() if begin[-1] == STOP}
        self._named, self._common_heads, self._short_demonyms = named, common_heads, short_demonyms
        self._spellings: dict[str, _Spelling] = {}
        self._kept: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}
        self._free: set[str] = set()
        """phrases met that may be written in any way"""

    @classmethod
    def of(cls, pack: Pack) -> Gazetteer:
        """The gazetteer of a pack."""
        common, short = bool(pack.settings.get("common_heads")), bool(pack.settings.get("short_demonyms"))
        return cls(pack.phrases, reach=pack.reach, named=pack.cases is None, common_heads=common, short_demonyms=short)

    def find(self, folded: str, tokens: Tokens) -> list[Match]:
        """The phrases of a folded text that begin and end where tokens do, in order of their beginning."""
        text, starts, ends, phrases, reach, shorter = tokens.text, tokens.starts, tokens.ends, self._phrases, self._reach, self._short
        size, free = len(ends), self._free
        found: list[Match] = []
        for first in range(size):
            start, end = starts[first], ends[first]
            head = folded[start:end]
            alone = phrases.get(head)
            if alone is not None:
                if head in free:
                    found.append((first, first + 1, alone))
                elif entries := self._as_written(head, alone, text, start, end):
                    found.append((first, first + 1, entries))
            length, short = reach.get(folded[start : end + MORE]), shorter.get(head)
            if length is None and short is None:
                continue
            stop, last = start + max(length or 0, short or 0), first + 1
            while last < size and (end := ends[last]) <= stop:
                last += 1
                phrase = folded[start:end]
                if phrase in phrases and (entries := self._as_written(phrase, phrases[phrase], text, start, end)):
                    found.append((first, last, entries))
        return found

    def _as_written(self, phrase: str, entries: tuple[Entry, ...], text: str, start: int, end: int) -> tuple[Entry, ...]:
        """Of the entries of a phrase, those that may be written as the words in the text are."""
        spelling = self._spellings.get(phrase)
        if spelling is None:
            spelling = self._spellings[phrase] = self._spelling(phrase, entries)
            if spelling.small and not spelling.inner and spelling.mixed is None and not spelling.hyphened:
                self._free.add(phrase)
        if spelling.hyphened and not _beside_hyphen(text, start, end):
            return ()
        if spelling.inner and text[start + spelling.inner].islower():
            return ()  # "La reunión" is no island, "the union" none of states
        if text[start].islower():
            if spelling.small:
                return entries
            if spelling.fixed is not None:
                return spelling.fixed
            plain = text[start:end].lower().replace("’", "'")
            kept = tuple([entry for begin, entry in spelling.some if plain.startswith(begin)])
            return self._kept.setdefault(kept, kept)
        return entries if spelling.mixed is None or text[start:end].isupper() else spelling.mixed

    def _spelling(self, phrase: str, entries: tuple[Entry, ...]) -> _Spelling:
        some = _in_lower_case(phrase, entries, common_heads=self._common_heads) if self._named else _written_small(entries)
        small = len(some) == len(entries) and not any(begin for begin, _ in some)
        mixed = tuple(entry for entry in entries if not _is_short_acronym(entry))
        hyphened = self._short_demonyms and all(entry.extra == "demonym" for entry in entries)
        fixed = None if any(begin for begin, _ in some) else tuple(entry for _, entry in some)
        return _Spelling(small, some, fixed, _inner_capital(entries), None if len(mixed) == len(entries) else mixed, hyphened)


def _beside_hyphen(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the words to another name."""
    behind = _HYPHEN_BEHIND.match(text, end)
    return (behind is not None and text[behind.end()].isupper()) or _HYPHEN_BEFORE.search(text, max(start - 4, 0), start) is not None


def _inner_capital(entries: tuple[Entry, ...]) -> int:
    """Where the capital of a name that begins with a short word stands ("La Paz"), or of a noun taken for one ("the Union"), if all entries are
    such; else 0.
    """
    first, space, rest = entries[0].form.partition(" ")
    if not space or len(first) > 3 or not rest[0].isupper():
        return 0
    if first[0].isupper():
        return len(first) + 1 if all(entry.type in NAMES for entry in entries) else 0
    taken = all(entry.type == "group" and entry.form[len(first) + 1 : len(first) + 2].isupper() for entry in entries)
    return len(first) + 1 if taken else 0


def _is_short_acronym(entry: Entry) -> bool:
    """Whether an entry counts only where the text has it all in capitals."""
    form = entry.form
    return len(form) <= _SHORT and form.isupper() and form.isalpha() and entry.type in _ACRONYMS


def _in_lower_case(phrase: str, entries: tuple[Entry, ...], *, common_heads: bool) -> tuple[tuple[str, Entry], ...]:
    """The entries that need no capital, each with what the words in the text must begin with.

    Names begin with a capital, but for those of several words that the pack writes small ("mar Negro"); a single common word bears its own
    accents; a closed phrase bears that of its first letter ("à l'intention de").
    """
    kept: list[tuple[str, Entry]] = []
    for entry in entries:
        head = entry.form[0]
        if entry.type == "closed":
            kept.append(("" if head.isascii() else head, entry))
        elif common_heads and entry.type in NAMES and not (head.isupper() or (entry.form.islower() and entry.type != "place")):
            kept.append((entry.form[: entry.form.find(" ") + 1], entry))
        elif not (head.isupper() or (entry.type in NAMES and entry.extra != "adjective")):
            kept.append((_first_word(entry.form) if fold(entry.form) == phrase else "", entry))
    return tuple(kept)


def _first_word(form: str) -> str:
    """The word a form begins with, as it is written: "votó a favor" is no "voto a favor"."""
    return form.lower().replace("’", "'").split()[0]


def _written_small(entries: tuple[Entry, ...]) -> tuple[tuple[str, Entry], ...]:
    """The entries that the pack writes with a small letter, whatever they begin with in the text."""
    return tuple([("", entry) for entry in entries if not entry.form[0].isupper()])
