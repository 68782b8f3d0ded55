"""Fold letters for comparing, one code point for one: offsets into folded text are offsets into the text."""

from __future__ import annotations

import unicodedata

_SPECIAL = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i"}


class _Folding(dict[int, str]):
    """A translation table that learns each code point when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _SPECIAL:
            folded = _SPECIAL[char]
        elif char.isspace() and char != "\n":
            folded = " "
        else:
            base = unicodedata.normalize("NFD", char)[0]
            lower = base.lower()
            folded = lower if len(lower) == 1 else base
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in lower case without diacritics, apostrophes and dashes made plain, spaces made one kind; same length."""
    return text.translate(_FOLDING)
