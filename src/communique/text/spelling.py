"""Two ways to write the same: texts are read in one of them, offsets unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache


def respell(text: str, pairs: Iterable[Sequence[str]]) -> str:
    """`text` with each first spelling of `pairs` that ends a word replaced by the second, which is as long; capitals stay."""
    known = tuple((str(old), str(new)) for old, new in pairs)
    if not known:
        return text
    pattern, table = _spellings(known)
    return pattern.sub(lambda match: table[match.group()], text)


def slash_dates(text: str, words: Sequence[str]) -> str:
    """`text` with the dot of a day and month, or month and year, behind one of `words` read as a slash: "ngày 28.4", "tháng 9.2014"."""
    return _dotted(tuple(words)).sub(r"\1/", text) if words else text


@lru_cache(maxsize=16)
def _dotted(words: tuple[str, ...]) -> re.Pattern[str]:
    behind = "|".join(map(re.escape, words))
    return re.compile(rf"(?i:(\b(?:{behind}) (?:\d\d? ?[-–] ?)?\d\d?))\.(?=(?:(?:19|20)\d\d|0?[1-9]|1[0-2])(?![\d.,]*\d|%))")


@lru_cache(maxsize=16)
def _spellings(pairs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for old, new in pairs:
        if len(old) != len(new):
            raise ValueError(f"{old!r} and {new!r}: a spelling and the one it is read as must be of the same length")
        table.update({old: new, old.capitalize(): new.capitalize(), old.upper(): new.upper()})
    return re.compile(f"(?:{'|'.join(map(re.escape, table))})(?![^\\W\\d_])"), table
