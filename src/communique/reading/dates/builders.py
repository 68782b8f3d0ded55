"""Middle forms of two ends: ranges and pairs of days, months and years; and the table of all builders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from communique.reading.dates import measures
from communique.reading.dates import middle as single
from communique.reading.dates.middle import Middle, Shape, read_fields
from communique.reading.dates.words import Word


def _split(words: Sequence[Word], separators: str) -> tuple[Sequence[Word], Sequence[Word]] | None:
    """The words on the two sides of the separator; the last one found where both sides hold a number or a month."""
    for index in range(1, len(words) - 1):
        if (
            words[index].letter in separators
            and any(w.letter in "dryM" for w in words[:index])
            and any(w.letter in "dryM" for w in words[index + 1 :])
        ):
            return words[:index], words[index + 1 :]
    return None


def _lean(left: Middle, right: Middle) -> Middle:
    """The left end of a range with the month and year it shares with the right end."""
    if left.month is None:
        left = replace(left, month=right.month)
    if left.year is None and left.shift is None:
        left = replace(left, year=right.year, shift=right.shift, anchor=right.anchor, direction=right.direction, near=right.near)
        if (
            right.year is not None
            and left.month is not None
            and right.month is not None
            and (left.month, left.day or 0) > (right.month, right.day or 99)
        ):
            left = replace(left, year=right.year - 1)
    return left


def _day_only(words: Sequence[Word]) -> Middle | None:
    middle = Middle("fields")
    for word in words:
        if word.letter == "W":
            middle = replace(middle, weekday=int(word.value))
        elif word.letter in "dr":
            middle = replace(middle, day=int(word.number))
        elif word.letter not in "loaB,&sULX":
            return None
    return middle


def _day_range(words: Sequence[Word]) -> Middle | None:
    sides = _split(words, "a&u-")
    if sides is None:
        return None
    left_words, right_words = sides
    right = read_fields(right_words)
    has_month = any(word.letter == "M" for word in left_words)
    left = read_fields([w for w in left_words if w.letter not in "Bs"]) if has_month else _day_only(left_words)
    if left is None or right is None or right.day is None or left.day is None or left.day > 31:
        return None
    between = words[len(left_words)].letter
    shape: Shape = "list" if between == "&" and has_month and words[0].letter != "B" else "range"
    return Middle(shape, left=_lean(left, right), right=right)


def _month_days(words: Sequence[Word]) -> Middle | None:
    """Days behind their month: "July 5-7, 2022", "from March 28 to April 2"."""
    months = [index for index, word in enumerate(words) if word.letter == "M"]
    days = [index for index, word in enumerate(words) if word.letter in "dr"]
    second = months[1] if len(months) > 1 else days[1]
    tail = [word for word in words[days[-1] + 1 :] if word.letter != ","]
    right = read_fields([words[months[-1]], *tail])
    first = next((int(word.value) for word in words if word.letter == "W"), None)
    if right is None or right.month is None:
        return None
    right = replace(right, day=int(words[days[-1]].number))
    left = Middle("fields", month=int(words[months[0]].value), day=int(words[days[0]].number), weekday=first)
    apart = any(word.letter == "&" for word in words[days[0] : second]) and len(months) > 1 and words[0].letter != "B"
    return Middle("list" if apart else "range", left=_lean(left, right), right=right)


def _day_list(words: Sequence[Word]) -> Middle | None:
    last = max(index for index, word in enumerate(words) if word.letter == "&")
    right = read_fields(words[last + 1 :])
    days = [int(word.number) for word in words[:last] if word.letter in "dr"]
    if right is None or right.day is None:
        return None
    weekday = next((int(word.value) for word in words[:1] if word.letter == "W"), None)
    return Middle("range", left=_lean(Middle("fields", day=days[0], weekday=weekday), right), right=right)


def _month_range(words: Sequence[Word]) -> Middle | None:
    sides = _split(words, "a&u-")
    if sides is None or not any(word.letter == "M" for word in sides[0]):
        return None
    left = _month_end(sides[0])
    right = _month_end(sides[1])
    if left is None or right is None:
        return None
    opener, link = words[0].letter, words[len(sides[0])].letter
    shape: Shape = "list" if link == "&" and opener != "B" else "range"
    return Middle(shape, left=_lean(left, right), right=right)


def _month_end(words: Sequence[Word]) -> Middle | None:
    part = next((word.value for word in words if word.letter == "P"), "")
    middle = read_fields([word for word in words if word.letter not in "PBs"])
    return None if middle is None else replace(middle, part="" if part == "during" else part)


def _year_range(words: Sequence[Word]) -> Middle | None:
    years = [int(word.number) for word in words if word.letter == "y"]
    if years[1] < years[0]:
        return None
    return Middle("range", left=Middle("fields", year=years[0]), right=Middle("fields", year=years[1]))


def _short_year_range(words: Sequence[Word]) -> Middle | None:
    year, tail = int(words[0].number), int(words[2].number)
    if len(words[2].value) != 2 or (year + 1) % 100 != tail:
        return None
    return Middle("range", left=Middle("fields", year=year), right=Middle("fields", year=year + 1))


def _slashed_days(words: Sequence[Word]) -> Middle | None:
    first, last, month = (int(word.number) for word in words if word.letter == "d")
    if month > 12:
        return None
    right = Middle("fields", day=last, month=month, year=next((int(word.number) for word in words if word.letter == "y"), None))
    return Middle("range", left=_lean(Middle("fields", day=first), right), right=right)


def _slashed_range(words: Sequence[Word]) -> Middle | None:
    cut = next(index for index, word in enumerate(words) if word.letter in "a-u&X")
    ends: list[Middle] = []
    for side in (words[:cut], words[cut + 1 :]):
        numbers = [int(word.number) for word in side if word.letter == "d"]
        year = next((int(word.number) for word in side if word.letter == "y"), None)
        ends.append(Middle("fields", day=numbers[0], month=numbers[1] if len(numbers) > 1 else None, year=year))
    if any(end.month is not None and end.month > 12 for end in ends):
        return None
    return Middle("range", left=_lean(ends[0], ends[1]), right=ends[1])


def _noted_slashed(words: Sequence[Word]) -> Middle | None:
    """A weekday with its day in brackets: "Selasa (30/3)"."""
    day = [word for word in words if word.letter in "dy/"]
    middle = single.read_numeric(day) if len(day) > 3 else single.read_slashed_day(day)
    return None if middle is None else replace(middle, weekday=int(words[0].value))


def _first_of(words: Sequence[Word]) -> Middle | None:
    if words[2].value != "start":
        return None
    letters = "".join(word.letter for word in words[3:])
    inner = Middle("shift", anchor="dct", unit="year", shift=0) if letters == "Y" else None
    inner = inner or (read_fields([word for word in words[3:] if word.letter == "y"]) if "y" in letters else single.read_reference(words[3:]))
    return Middle("first", unit=words[1].value, count=words[0].number, left=inner) if inner is not None and words[0].letter in "dynq" else None


def _lone_days(words: Sequence[Word]) -> Middle | None:
    days = [int(word.number) for word in words if word.letter == "d"]
    left, right = (Middle("fields", day=day, unit="lost") for day in days)
    return Middle("range", left=left, right=right)


def _code(words: Sequence[Word]) -> Middle | None:
    """A quarter, half or decade that one word names: "Q1 2008", "the nineties"."""
    code, year = words[0].value, next((int(word.number) for word in words[1:] if word.letter == "y"), None)
    if code[0] in "QH":
        return Middle("fields", sub=int(code[1]) + (32 if code[0] == "Q" else 39), year=year)
    return Middle("fields", unit="decade", year=int(code[:3]) * 10) if year is None else None


def _week_of(words: Sequence[Word]) -> Middle | None:
    """The week a day is in: "the week of March 6"."""
    inner = single.read_day(words[2:]) if words[0].value == "week" and not words[0].plural else None
    return replace(inner, unit="week") if inner is not None else None


def _pointer(words: Sequence[Word]) -> Middle:
    """A word of direction that is a time alone: "la próxima ronda"."""
    direction = int(words[0].value)
    return Middle("ref", value="PRESENT_REF" if not direction else "PAST_REF" if direction < 0 else "FUTURE_REF")


def _weekday_pair(words: Sequence[Word]) -> Middle | None:
    direction = next((int(word.value) for word in words if word.letter in "LXp"), 0)
    left, right = (
        Middle("shift", anchor="dct", unit="weekday", weekday=int(word.value), direction=direction, near=bool(direction))
        for word in words
        if word.letter == "W"
    )
    return Middle("range", left=left, right=right)


@lru_cache(maxsize=16384)
def read_words(rule: str, words: tuple[Word, ...]) -> Middle | None:
    """The middle form of the words that a rule matched; the same words come again and again."""
    return _BUILDERS[rule](words)


_BUILDERS: Final[dict[str, Callable[[Sequence[Word]], Middle | None]]] = {
    "iso": single.read_numeric,
    "slashed": single.read_numeric,
    "slashed_days": _slashed_days,
    "slashed_range": _slashed_range,
    "noted_slashed": _noted_slashed,
    "first_of": _first_of,
    "slashed_day": single.read_slashed_day,
    "dotted": single.read_dotted,
    "day_range": _day_range,
    "day_list": _day_list,
    "month_days": _month_days,
    "day_pair": _day_range,
    "day": single.read_day,
    "compound_day": read_fields,
    "day_of_month": single.read_day_of_month,
    "month_range": _month_range,
    "first_units": single.read_first_units,
    "part": single.read_part,
    "month": read_fields,
    "year_range": _year_range,
    "short_year_range": _short_year_range,
    "quarter": read_fields,
    "near_span": measures.read_near_span,
    "half_measure": measures.read_length,
    "ago": measures.read_ago,
    "ahead": measures.read_ago,
    "later": measures.read_ago,
    "frequency": measures.read_frequency,
    "decade": single.read_decade,
    "anaphor": single.read_anaphor,
    "reference": single.read_reference,
    "century": read_fields,
    "season": single.read_season,
    "deictic": single.read_deictic,
    "weekday": single.read_weekday,
    "weekday_pair": _weekday_pair,
    "holiday": single.read_holiday,
    "clock": single.read_clock_only,
    "clocked": single.read_clocked,
    "within": single.read_within,
    "noted_day": read_fields,
    "length": measures.read_length,
    "lengths": measures.read_lengths,
    "half_length": measures.read_half_length,
    "day_of": lambda words: Middle("shift", anchor="dct", unit=words[-1].value, shift=0) if not words[-1].plural else None,
    "code": _code,
    "halves": measures.read_halves,
    "week_of": _week_of,
    "year_before": single.read_year_before,
    "year": read_fields,
    "vague": lambda words: Middle("ref", value=words[0].value, unit=words[-1].value if words[-1].plural else ""),
    "pointer": _pointer,
    "spoken_day": read_fields,
    "numbered_day": single.read_lone_day,
    "numbered_days": _lone_days,
    "lone_days": _lone_days,
    "lone_day": single.read_lone_day,
}
