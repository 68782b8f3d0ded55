"""What a story quotes: the words between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Quotation(NamedTuple):
    """A quotation: `span` with its marks, `inner` without them and the space inside. Pairs are (start, end) into the text."""

    span: tuple[int, int]
    inner: tuple[int, int]


def quotations(text: str, pieces: Iterable[tuple[int, int]], marks: Sequence[Sequence[str]]) -> list[Quotation]:
    """The outermost quotations of the `pieces` of `text`, in order. `marks` are the pairs of opening and closing marks.

    A quotation that is not closed ends with its piece.
    """
    pairs = {pair[0]: pair[1] for pair in reversed(marks)}
    if not pairs or not any(mark in text for mark in pairs):
        return []
    pattern = _pattern(tuple(sorted({*pairs, *pairs.values()})))
    found: list[Quotation] = []
    for start, end in pieces:
        opened, opener, closer, depth, last_close = -1, "", "", 0, -1
        for match in pattern.finditer(text, start, end):
            at, mark = match.start(), match.group()
            if opened < 0:
                if mark in pairs and _opens(text, at, end, mark, same=pairs[mark] == mark):
                    opened, opener, closer, depth, last_close = at, mark, pairs[mark], 1, -1
            elif mark == closer and _closes(text, at, end, mark):
                depth, last_close = depth - 1, match.end()
                if depth == 0:
                    found.append(_quotation(text, opened, match.end(), len(opener), len(closer)))
                    opened = -1
            elif mark == opener and opener != closer:
                depth += 1
        if opened >= 0:
            closed = last_close >= 0
            found.append(_quotation(text, opened, last_close if closed else end, len(opener), len(closer) if closed else 0))
    return found


@lru_cache(maxsize=32)
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(mark) for mark in marks))


def _opens(text: str, at: int, end: int, mark: str, *, same: bool) -> bool:
    """Whether a mark opens here: not within a word (an apostrophe, a sign for inches), and something follows it."""
    if at + len(mark) >= end:
        return False
    inside_word = at > 0 and text[at - 1].isalnum()
    return not inside_word or not (same or mark in "‘'")


def _closes(text: str, at: int, end: int, mark: str) -> bool:
    """Whether a mark closes here: one that is also an apostrophe does not before a letter."""
    after = at + len(mark)
    return mark not in "’'" or after >= end or not text[after].isalpha()


def _quotation(text: str, start: int, end: int, opening: int, closing: int) -> Quotation:
    first, last = start + opening, end - closing
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Quotation((start, end), (first, last))
