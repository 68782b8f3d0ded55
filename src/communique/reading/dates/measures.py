"""Middle forms of lengths of time: told alone, counted from a day, up to now, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading.dates.middle import SEASONS, AnchorKind, Middle
from communique.reading.dates.words import Word


def read_length(words: Sequence[Word]) -> Middle | None:
    """A length of time: a count and a unit."""
    count: float | None = None
    unit, vague = "", False
    last = words[-1]
    if len(words) == 2 and words[0].letter == "v":
        return Middle("length", unit=last.value, vague=True) if words[0].value == "~" and last.plural else None  # "unos días"
    if last.letter in "YNTCU" and not last.plural and words[-2:-1] and words[-2].letter == "y" and len(words) == 2:
        return Middle("fields", year=int(words[0].number), unit=last.value)  # "the 1988 quarter"
    for word in words:
        if word.letter == "y" and len(word.value) == 2:
            return None  # "'60 Minutes"
        if word.letter in "dynq":
            count, vague = word.number, vague or word.vague
        elif word.letter == "m":
            count, vague = None, True
        elif word.letter == "v":
            vague = True
        elif word.letter in "YNTCU":
            unit = word.value
        elif word.letter == "2":
            count = (count or 0) + 0.5 if unit else 0.5
    if unit == "weekend" or (len(words) == 1 and (not words[0].plural or unit in ("day", "hour"))):
        return None
    return Middle("length", unit=unit, count=count, vague=vague)


_SMALLER: Final = {
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}


def read_lengths(words: Sequence[Word]) -> Middle | None:
    """A length told in two units, or with a half behind: "dos años y tres meses", "a minute and a half"."""
    cut = next(index for index, word in enumerate(words) if word.letter in "YNTCU") + 1
    first, rest = read_length(words[:cut]), [word for word in words[cut:] if word.letter not in "&,-"]
    if first is None or first.count is None or first.unit not in _SMALLER:
        return None
    unit, times = _SMALLER[first.unit]
    count = next((word.number for word in rest if word.letter in "dynq"), None)
    if rest[-1].value == "semester" and count == 1:
        count = times / 2
    if count is None or rest[-1].value not in (unit, "semester") or (rest[-1].value == "semester" and count != times / 2):
        return None
    clock = "T" if unit in ("minute", "second") else ""
    value = f"P{clock}{first.count:g}{first.unit[0].upper()}{'T' if unit == 'hour' else ''}{count:g}{unit[0].upper()}"
    return replace(first, count=first.count + count / times, value=value if count == int(count) else "")


def read_half_length(words: Sequence[Word]) -> Middle | None:
    """Half of a unit: "half an hour", "half a century"."""
    unit = words[-1].value
    if words[0].value != "semester" or words[0].plural or words[-1].plural or (words[1].letter == "q" and words[1].number != 1):
        return None
    smaller, times = _SMALLER.get(unit, ("year", {"century": 100, "decade": 10}.get(unit, 0)))
    return Middle("length", unit=smaller, count=times / 2) if times and times % 2 == 0 else None


def read_halves(words: Sequence[Word]) -> Middle | None:
    """A length with a fraction in digits: "2 1/2 years"."""
    *whole, over, _, under, unit = words
    if over.number != 1 or under.number != 2 or unit.value not in _SMALLER or (whole and unit.value == "week"):
        return None
    smaller, times = _SMALLER[unit.value]
    if not whole:
        return Middle("length", unit=unit.value, count=0.5)
    return read_lengths([*whole, unit, Word("n", "", times / 2), unit._replace(value=smaller)])


_MANY: Final = 2000
"""No length of time counts more units than this."""


def read_near_span(words: Sequence[Word]) -> Middle | None:
    """So many units up to now or from now."""
    count = next((word for word in words if word.letter in "dynqm"), None)
    unit = next(word for word in words if word.letter in "YNTCU")
    direction = next(int(word.value) for word in words if word.letter in "LX")
    if count is not None and count.number > _MANY:
        return None  # "$3 million last year"
    if count is None or count.letter == "m":
        if count is not None or unit.plural or any(word.plural for word in words if word.letter in "LX"):
            return Middle("ref", value="PAST_REF" if direction < 0 else "FUTURE_REF", unit=unit.value)
        return Middle("shift", anchor="dct", unit=unit.value, shift=direction) if unit.value not in ("day", "hour", "minute", "second") else None
    return Middle("span", anchor="dct", unit=unit.value, count=count.number, direction=direction, vague=count.vague)


def read_ago(words: Sequence[Word]) -> Middle | None:
    """So many units ago, ahead, earlier or later."""
    rest = [word for word in words if word.letter not in "GFeg"]
    length = Middle("length", unit=rest[-1].value) if len(rest) < 2 + (rest[0].letter == "v") and rest[-1].plural else read_length(rest)
    if length is None or length.shape != "length":
        return None
    past = any(word.letter in "Ge" for word in words)
    anchor: AnchorKind = "last" if any(word.letter in "eg" for word in words) else "dct"
    if length.count is None:
        return Middle("ref", value="PAST_REF" if past else "FUTURE_REF", unit=length.unit) if anchor == "dct" else length
    return Middle("shift", anchor=anchor, unit=length.unit, shift=-length.count if past else length.count, vague=length.vague, near=True)


def read_frequency(words: Sequence[Word]) -> Middle | None:
    """How often."""
    first = words[0]
    if first.letter == "Z":
        return Middle("set", value=first.value)
    last = words[-1]
    if last.letter == "W":
        return Middle("set", value=f"XXXX-WXX-{last.value}")
    if last.letter == "S":
        return Middle("set", value="XXXX-" + (SEASONS.get(int(last.value)) or f"Q{int(last.value) - 32}"))
    if last.letter == "M":
        return Middle("set", value=f"XXXX-{int(last.value):02d}")
    count = next((word.number for word in words[1:-1] if word.letter in "dqr"), 1.0)
    return Middle("set", unit=last.value, count=count)
