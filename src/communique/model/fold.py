"""Fold letters for comparing, one code point for one: offsets into folded text are offsets into the text."""

from __future__ import annotations

import codecs
import unicodedata

_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-"}
_LOOKALIKES = {"Ð": "đ", "ð": "đ"}
"""Letters that some keyboards give for others, where accents count."""
_LETTERS = {"đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i"}


class _Folding(dict[int, str]):
    """A translation table that learns each code point when it is first met."""

    def __init__(self, *, accents: bool) -> None:
        super().__init__()
        self.special = _MARKS | (_LOOKALIKES if accents else _LETTERS)
        self.accents = accents

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in self.special:
            folded = self.special[char]
        elif char.isspace() and char != "\n":
            folded = " "
        else:
            base = char if self.accents else unicodedata.normalize("NFD", char)[0]
            lower = base.lower()
            folded = lower if len(lower) == 1 else base
        self[code] = folded
        return folded


_UNUSED = "\ufffe"
"""What codecs take for a place of a character map that stands for nothing."""


class _Map:
    """Up to 256 code points as they are met: by way of bytes a text is folded several times as fast as by the table."""

    def __init__(self, chars: str, folding: _Folding) -> None:
        self.chars, self.folding = chars, folding
        self.codes = codecs.charmap_build(chars.ljust(256, _UNUSED))
        self.folded = chars.translate(folding).ljust(256, _UNUSED)

    def with_all(self, text: str) -> _Map | None:
        """A map that knows the letters of `text` too; None if that is more than it can hold."""
        chars = "".join(dict.fromkeys(self.chars + text))
        return _Map(chars, self.folding) if len(chars) <= 256 and max(chars) < _UNUSED else None


_ASCII = "".join(map(chr, range(128)))
_MAPS = {accents: _Map(_ASCII, _Folding(accents=accents)) for accents in (False, True)}
"""The maps in use, by whether accents are kept."""


def fold(text: str, *, accents: bool = False) -> str:
    """`text` in lower case without diacritics, apostrophes and dashes made plain, spaces made one kind; same length. `accents` keeps diacritics."""
    known = _MAPS[accents]
    try:
        codes = codecs.charmap_encode(text, "strict", known.codes)[0]
        return codecs.charmap_decode(codes, "strict", known.folded)[0]
    except UnicodeError:
        more = known.with_all(text)
        if more is not None:
            _MAPS[accents] = more
        return text.translate(known.folding)
