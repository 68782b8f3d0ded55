"""Where sentences begin and end: a general splitter, then what it does not know of a language's abbreviations and of lost spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from sentencex import segment

_MAY_END: Final = " $"
_RARELY_END: Final = " $$"
_OPENERS: Final = "$ "
_FINAL: Final = ".!?…"
_CLOSING: Final = "»”\"’')]"
_OPENING: Final = "«“„\"‘'([ \u00a0\u202f-–—"
_BLANK: Final = " \t\n\r\u00a0\u202f\u2009"
_LAST_WORD: Final = re.compile(r"[^\s«»“”„\"‘’'()\[\]/]*\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]\.")
_CANDIDATE: Final = re.compile(  # begins with one mark of a set: the search then skips all else quickly
    r"[.!?…][.!?…]*[»”\"’)\]]*(?=[^\W\d_](?:[^\W\d_]|['’]|\s))"  # lost space: "douane.L'UE"
    r"|[.!?…][.!?…]*(?:[ \u00a0\u202f]?[»”\")\]’])*\s+(?=[«“„\"‘(\[]?[ \u00a0\u202f]?[^\W_])"
)


def sentences(text: str, pieces: Iterable[tuple[int, int]], abbreviations: Sequence[str], *, language: str) -> list[tuple[int, int]]:
    """The sentences of the `pieces` of `text`, as (start, end) without the space around them; none reaches over a piece.

    `abbreviations` are the forms whose period ends no sentence, some with the word behind it; a form followed by " $" may end one before a capital,
    one followed by " $$" only before one of the words of the lines that begin with "$ ".
    """
    forms = _abbreviations(tuple(abbreviations))
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        cuts = _cuts(text, start, end, language)
        low = start
        for cut in cuts:
            if low < cut < end and _is_boundary(text, low, cut, end, forms):
                _add(text, low, cut, found)
                low = cut
        _add(text, low, end, found)
    return found


class _Forms(NamedTuple):
    """Abbreviations whose period ends no sentence, may end one, or ends one only before the openers."""

    never: frozenset[str]
    sometimes: frozenset[str]
    rarely: frozenset[str]
    openers: frozenset[str]


@lru_cache(maxsize=16)
def _abbreviations(lines: tuple[str, ...]) -> _Forms:
    openers = frozenset(word for line in lines if line.startswith(_OPENERS) for word in line.split()[1:])
    forms = [line for line in lines if not line.startswith(_OPENERS)]
    rarely = frozenset(form.removesuffix(_RARELY_END) for form in forms if form.endswith(_RARELY_END))
    sometimes = frozenset(form.removesuffix(_MAY_END) for form in forms if form.endswith(_MAY_END))
    return _Forms(frozenset(form for form in forms if not form.endswith("$")), sometimes, rarely, openers)


def _cuts(text: str, start: int, end: int, language: str) -> list[int]:
    """Where a sentence may begin: what the general splitter says, and what it may have missed."""
    piece = text[start:end]
    cuts: set[int] = set()
    at = start
    for part in segment(language, piece):
        at += len(part)
        cuts.add(at)
    if at != end:  # a splitter that loses characters would move the offsets: do without it
        cuts.clear()
    for match in _CANDIDATE.finditer(text, start, end):
        cuts.add(match.end())
    return sorted(cuts)


def _is_boundary(text: str, low: int, cut: int, end: int, forms: _Forms) -> bool:
    """Whether a new sentence begins at `cut`."""
    last = cut
    while last > low and text[last - 1] in _BLANK:
        last -= 1
    first = cut
    while first < end and text[first] in _BLANK:
        first += 1
    if last == low or first == end:
        return False
    if text.count("\n", last, first) > 1:
        return True
    stop = last
    while stop > low and text[stop - 1] in _CLOSING + _BLANK:
        stop -= 1
    if stop == low or text[stop - 1] not in _FINAL:
        return False
    if text[first] in "»”)]":
        return False  # the mark closes what came before
    head = first
    while head < end and text[head] in _OPENING:
        head += 1
    if head == end or text[head].islower():
        return False
    glued = first == last
    if glued and not (_ends_word(text, low, stop) and text[head].isupper() and _begins_word(text, head, end)):
        return False
    if text[stop - 1] != "." or stop != last:
        return True
    match = _LAST_WORD.search(text, max(low, stop - 24), stop)
    word = match.group() if match is not None else ""
    lower = word[:1].lower() + word[1:]
    digit = text[head].isdigit()
    if word in forms.rarely:
        opener = _WORD.match(text, head)
        return opener is not None and opener.group() in forms.openers
    never, sometimes = forms.never, forms.sometimes
    if word in never or (lower in never and word not in sometimes and len(word) > 2):
        return False
    if word in sometimes or (lower in sometimes and len(word) > 2):  # "В." before a surname is an initial, "в." a century
        following = _WORD.match(text, head)
        return not digit and (following is None or f"{word} {following.group()}" not in never)  # "долл. США"
    return not (word.isupper() and _INITIALS.fullmatch(word))


def _ends_word(text: str, low: int, stop: int) -> bool:
    """Whether a lower-case letter, a digit or a closing mark stands before the final marks that end at `stop`."""
    at = stop
    while at > low and text[at - 1] in _FINAL:
        at -= 1
    if at == low:
        return False
    before = text[at - 1]
    return before.islower() or before.isdigit() or before in '%€$»”")]'


def _begins_word(text: str, head: int, end: int) -> bool:
    """Whether a word that begins a sentence stands at `head`: a capital, then lower case, an apostrophe or a space."""
    return head + 1 < end and (text[head + 1].islower() or text[head + 1] in "'’ \u00a0")


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if end > start:
        found.append((start, end))
