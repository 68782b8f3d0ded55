"""Forms of one word or several, indexed by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable

Entry = tuple[tuple[str, ...], str, str]
"""The words after the first one, the class, and the value of a form."""
Index = dict[str, tuple[Entry, ...]]
"""First word → its forms, longest first."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[̀-ͯ]+[^\W\d_]*)*'?|\S")
_PARTED = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[̀-ͯ]+[^\W\d_]*)*|\S")


Joined = dict[str, tuple[tuple[str, ...], ...]]
"""First syllable → what follows it in the words of several syllables that begin with it, longest first."""


def index_words(words: Iterable[str]) -> Joined:
    """The words of several syllables among `words`, by their first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for word in words:
        first, *rest = word.split()
        if rest:
            found.setdefault(first, set()).add(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for first, rests in found.items()}


def join_words(words: tuple[str, ...], joined: Joined) -> tuple[str, ...]:
    """`words` with the longest known words of several syllables made one each, as the tokeniser makes them."""
    made: list[str] = []
    at = 0
    while at < len(words):
        rest = next((rest for rest in joined.get(words[at], ()) if words[at + 1 : at + 1 + len(rest)] == rest), ())
        made.append(" ".join((words[at], *rest)))
        at += 1 + len(rest)
    return tuple(made)


def split_form(form: str, joined: Joined | None = None) -> list[tuple[str, ...]]:
    """The ways a text may be cut into the words of `form`: an apostrophe may end a word, stand inside it, or be a word."""
    plain = form.lower().replace("’", "'")
    ways = [tuple(_WORD.findall(plain))]
    whole: list[str] = []
    for word in plain.split():
        whole.extend([word] if "'" in word.strip("'") and "-" not in word else _WORD.findall(word))
    if tuple(whole) != ways[0]:
        ways.append(tuple(whole))
    if "'" in plain and (parted := tuple(_PARTED.findall(plain))) not in ways:
        ways.append(parted)
    return [join_words(way, joined) for way in ways] if joined else ways


def index_forms(entries: Iterable[tuple[str, str, str]], joined: Joined | None = None) -> Index:
    """The index of (form, class, value) entries; a form may have several classes, the first named first."""
    found: dict[str, dict[tuple[tuple[str, ...], str], Entry]] = {}
    for form, kind, value in entries:
        for words in split_form(form, joined):
            found.setdefault(words[0], {}).setdefault((words[1:], kind), (words[1:], kind, value))
    return {first: tuple(sorted(rest.values(), key=lambda entry: -len(entry[0]))) for first, rest in found.items()}
