"""The context-free middle form of a time expression: what its words say, before any anchor is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from communique.reading.dates.feasts import FIXED
from communique.reading.dates.words import FIRST_YEAR, LAST_YEAR, Word

AnchorKind = Literal["none", "dct", "last"]
Shape = Literal["fields", "shift", "span", "first", "length", "set", "ref", "clock", "range", "list"]


@dataclass(frozen=True, slots=True)
class Middle:
    """`shape` says which fields count.

    fields: year (or `shift` years from the anchor), month, day, weekday, sub (EDTF 21-24, 33-36, 40-41), century, decade · shift: `shift` units from
    the anchor · span: the `count` units before (direction -1) or after · first: the first `count` units of `inner` · length: `count` units ·
    range, list: `left` and `right`. `part` is start, middle or end; `direction` only where a word says it.
    """

    shape: Shape
    anchor: AnchorKind = "none"
    unit: str = ""
    shift: float | None = None
    count: float | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    sub: int | None = None
    part: str = ""
    direction: int = 0
    near: bool = False
    vague: bool = False
    value: str = ""
    clock: str = ""
    left: Middle | None = None
    right: Middle | None = None


def _clock(words: Sequence[Word]) -> str:
    """The time of day of `T14:30` or `TMO` form, if the words give one."""
    numbers: list[int] = []
    hour, noon, zone = False, 0, ""
    for word in words:
        if word.letter == "t":
            hour, noon = True, 12 if word.value == "pm" else 0
            if numbers and numbers[0] == 12:
                noon -= 12
            elif not numbers or numbers[0] > 12:
                return ""
        elif word.letter == "O":
            return "T" + word.value + ("Z" if any(other.letter == "Q" and other.value == "Z" for other in words) else "")
        if word.letter == "J":
            if not numbers or numbers[0] > 12:
                return "T" + word.value
            hour, noon = True, 0 if word.value == "MO" else 12  # "las cuatro de la tarde"
            if numbers[0] == 12:
                noon = 0
            break
        if word.letter == "Q":
            zone = word.value
        if word.letter in "h:":
            hour = True
        elif word.letter in "dnq" and (hour or not numbers):
            numbers.append(int(word.number))
    if numbers and noon:
        numbers[0] += noon
    if not hour or not numbers or numbers[0] > 24 or (len(numbers) > 1 and numbers[1] > 59):
        return ""
    return f"T{numbers[0]:02d}:{numbers[1] if len(numbers) > 1 else 0:02d}{zone if zone == 'Z' else ''}"


def read_fields(words: Sequence[Word]) -> Middle | None:
    """Calendar fields: weekday, day, month, year, season, quarter, and what year they lean on."""
    ordinal: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    sub: int | None = None
    shift: int | None = None
    anchor: AnchorKind = "none"
    direction, near = 0, False
    for index, word in enumerate(words):
        letter = word.letter
        if letter == "W":
            weekday = int(word.value)
        elif letter in "drq" and month is None and sub is None and ordinal is None:
            ordinal = int(word.number)
        elif letter in "dr" and month is not None and day is None and year is None and words[index - 1].letter in "Ml":
            day = int(word.number)  # "July 5"
        elif letter == "M":
            month, day, ordinal = int(word.value), ordinal, None
        elif letter == "S":
            sub = int(word.value)
        elif letter == "T":
            last = 4 if word.value == "quarter" else 2
            ordinal = last if ordinal is None and words[0].letter == "L" else ordinal
            if ordinal is None or not 1 <= ordinal <= last:
                return None
            sub, ordinal = (32 if last == 4 else 39) + ordinal, None
        elif letter == "C":
            ordinal = int(words[index + 1].number) if ordinal is None and words[index + 1 : index + 2] else ordinal
            return Middle("fields", unit="century", year=(ordinal - 1) * 100) if ordinal is not None and 1 <= ordinal <= 21 else None
        elif letter in "yn" and year is None:
            if not FIRST_YEAR <= word.number <= LAST_YEAR:
                return None
            year = int(word.number)
        elif letter == "Y":
            following = words[index + 1].letter if index + 1 < len(words) else ""
            before = words[index - 1] if index else word
            if before.letter in "LX":  # "July last year"
                anchor, shift = "dct", int(before.value)
            elif following == "j" or (index and words[index - 1].letter == "="):
                anchor, shift = "last", 0
            elif following in ("L", "X"):
                anchor, shift = "dct", int(words[index + 1].value)
            elif following in ("p", "f"):
                anchor, shift = "last", int(words[index + 1].value)
            elif following != "y":
                anchor, shift = "dct", 0
        elif letter == "K" and not index and len(words) == 2 and words[1].letter in "MS":
            near = True  # "this summer"
        elif letter in "LXc" and shift is None and (words[index + 1].letter in "MSWdrlN" if not index and len(words) > 1 else _ends(words, index)):
            direction, near = int(word.value), True
    if ordinal is not None or (day is not None and not 1 <= day <= 31):
        return None
    return Middle("fields", anchor, year=year, month=month, day=day, weekday=weekday, sub=sub, shift=shift, direction=direction, near=near)


def _ends(words: Sequence[Word], index: int) -> bool:
    """Whether a word of direction stands behind what it points at, and before no unit of its own."""
    return index > 0 and not (index + 1 < len(words) and words[index + 1].letter == "Y")


def read_year_before(words: Sequence[Word]) -> Middle | None:
    """The year before, or the same quarter of it: "the year-ago quarter"."""
    unit = next((word.value for word in words if word.letter in "NTCU"), "")
    quarter = next((int(word.number) for index, word in enumerate(words) if word.letter == "r" and words[index + 1].letter == "T"), None)
    if unit not in ("", "quarter"):
        return None
    if quarter is not None:
        return Middle("fields", "dct", sub=32 + quarter, shift=-1)
    ago = any(word.letter == "G" for word in words)
    return Middle("shift", anchor="dct" if ago else "last", unit="year", shift=-1, near=True, value=unit)


def read_reference(words: Sequence[Word]) -> Middle | None:
    """A unit pointed at: "la semaine dernière", "cette année"."""
    letters = "".join(word.letter for word in words)
    unit = next(word for word in words if word.letter in "YNTCU")
    shift = next((int(word.value) for word in words if word.letter in "LXpf"), 0)
    last = any(letter in "=jpf" for letter in letters)
    if letters in ("lT", "=T", "l=T"):
        return Middle("shift", anchor="last", unit=unit.value, shift=0, near=True)
    if letters == "lU" and unit.value == "week" and not unit.plural:
        return Middle("shift", anchor="dct", unit="week", shift=0)
    if letters == "lU":
        return Middle("shift", anchor="dct", unit="weekend", shift=0, direction=-1) if unit.value == "weekend" and not unit.plural else None
    if unit.value in ("hour", "minute", "second"):
        return None
    if unit.plural or any(word.plural for word in words if word.letter in "LX"):
        if not shift:
            return Middle("ref", value="PRESENT_REF")
        return Middle("ref", value="PAST_REF" if shift < 0 else "FUTURE_REF", unit=unit.value)
    if unit.value == "day" and not last:
        return Middle("ref", value="PRESENT_REF") if not shift else None
    return Middle("shift", anchor="last" if last else "dct", unit=unit.value, shift=shift)


def read_part(words: Sequence[Word]) -> Middle | None:
    """The start, middle or end of a period."""
    part, rest = words[0].value, list(words[1:])
    while rest and rest[0].letter in "ol-":
        rest.pop(0)
    if not rest:
        return None
    letters = "".join(word.letter for word in rest)
    inner: Middle | None
    if (letters[0] == "Y" and len(letters) == 2 and letters[1] in "dnqy") or letters[-1] == "x" or (letters[0] == "U" and letters[-1] in "dnqy"):
        inner = read_decade(rest)
    elif len(letters) == 1 and letters in "YNTCU":
        inner = Middle("shift", anchor="dct", unit=rest[0].value, shift=0) if not rest[0].plural and rest[0].value != "day" else None
    elif any(letter in letters for letter in "MSTy") or letters[:2] in ("rC", "Cr"):
        inner = read_fields(rest) if not ("T" in letters and "r" not in letters) else read_reference(rest)
    else:
        inner = read_reference(rest)
    if inner is None or inner.shape == "ref":
        return inner
    return inner if part == "during" else replace(inner, part=part)


def read_decade(words: Sequence[Word]) -> Middle | None:
    """A decade, or a year after its noun."""
    if words[-1].letter == "x":
        value = int(words[-2].number)
        return Middle("fields", unit="decade", year=value if value > 99 else 1900 + value) if value % 10 == 0 else None
    head, number = words[-2], words[-1]
    value = int(number.number)
    if words[0].letter == "U":  # "la década de los noventa"
        if words[0].value != "decade" or value % 10 or not (10 <= value <= 90 or FIRST_YEAR <= value <= LAST_YEAR):
            return None
        return Middle("fields", unit="decade", year=value if value > 99 else 1900 + value)
    if not head.plural:
        return Middle("fields", year=value) if number.letter == "y" else None
    if value % 10:
        return Middle("fields", year=value) if number.letter == "y" else None
    if number.letter != "y":
        if not 10 <= value <= 90:
            return None
        value += 1900
    return Middle("fields", unit="decade", year=value)


def read_numeric(words: Sequence[Word]) -> Middle | None:
    """A day in digits with its year."""
    numbers = [int(word.number) for word in words if word.letter in "dy"]
    if words[0].letter == "y":
        year, month, day = numbers[:3]
    elif words[-1].letter == "y" and len(numbers) == 3:
        day, month, year = numbers
    elif len(numbers) == 3 and len(words[-1].value) == 2 and words[-1].letter == "d":
        day, month, year = numbers[0], numbers[1], 2000 + numbers[2]
    else:
        return None
    if month > 12 and day <= 12:
        day, month = month, day
    clock = _clock(words[5:]) if words[0].letter == "y" else ""
    return Middle("fields", year=year, month=month, day=day, clock=clock) if 1 <= month <= 12 else None


def read_dotted(words: Sequence[Word]) -> Middle | None:
    """A day in digits with dots."""
    pieces = words[0].value.split(".")
    if len(pieces) != 3 or not all(piece.isdigit() for piece in pieces) or len(pieces[1]) > 2:
        return None
    day, month, year = (int(piece) for piece in pieces)
    if len(pieces[0]) == 4 and len(pieces[2]) <= 2:
        day, year = year, day
    elif len(pieces[2]) == 2:
        year += 2000
    elif len(pieces[2]) != 4:
        return None
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Middle("fields", year=year, month=month, day=day, clock=_clock(words[1:]))


def read_slashed_day(words: Sequence[Word]) -> Middle | None:
    """A day and a month in digits."""
    day, month = int(words[0].number), int(words[2].number)
    direction = int(words[3].value) if len(words) > 3 else 0
    return Middle("fields", day=day, month=month, direction=direction, near=bool(direction)) if month <= 12 else None


def read_day(words: Sequence[Word]) -> Middle | None:
    """A day with its month, and the hour if it is told."""
    cut = next(index for index, word in enumerate(words) if word.letter == "M") + 1
    end = cut
    if not any(word.letter in "dr" for word in words[:cut]):
        end = next(index for index, word in enumerate(words) if word.letter in "dr") + 1
    while end < len(words) and words[end].letter in ",oloyYKcjLXpf=a":
        if words[end].letter == "a":
            break
        end += 1
    head = [word for word in words[:end] if word.letter != "J"]
    middle = read_fields(head)
    clock = _clock(
        [*words[:cut], *words[end:]][1 if words[0].letter in "dr" else 0 :] if end < len(words) else [w for w in words[:cut] if w.letter == "J"]
    )
    if middle is None or middle.day is None:
        return None
    clock = _clock(words[end:]) or clock if end < len(words) else clock
    return replace(middle, clock=clock) if clock else middle


def read_day_of_month(words: Sequence[Word]) -> Middle | None:
    """A day of this, last or next month."""
    shift = next((int(word.value) for word in words if word.letter in "LX"), 0)
    return Middle("fields", day=int(words[0].number), anchor="dct", unit="month", shift=shift)


def read_first_units(words: Sequence[Word]) -> Middle | None:
    """The first months or days of a period."""
    at = next(index for index, word in enumerate(words) if word.letter == "r")
    if words[at].number != 1:
        return None
    count = words[0].number if at and words[0].letter in "dynq" else None
    if words[at + 1].letter in "dynq":  # "the first nine months of 2022"
        count, at = words[at + 1].number, at + 1
    unit, rest = words[at + 1], list(words[at + 2 :])
    while rest and rest[0].letter in "ol":
        rest.pop(0)
    letters = "".join(word.letter for word in rest)
    if letters in ("Y", "N", "KY", "KYc"):
        inner: Middle | None = Middle("shift", anchor="dct", unit=next(w for w in rest if w.letter in "YN").value, shift=0)
    elif "M" in letters or "y" in letters:
        inner = read_fields(rest)
    else:
        inner = read_reference(rest)
    if inner is None:
        return None
    if count is None:
        return replace(inner, part="start") if unit.plural or unit.value == "month" else None
    return Middle("first", unit=unit.value, count=count, left=inner)


def read_anaphor(words: Sequence[Word]) -> Middle | None:
    """A day, month or year counted from the last one told."""
    if words[0].letter == "K":
        unit = next(word for word in words if word.letter == "U").value
        return Middle("shift", anchor="last", unit=unit, shift=0) if unit in ("day", "week", "decade", "weekend") else None
    if words[0].letter != "A":  # "the next morning"
        return Middle("shift", anchor="last", unit="day", shift=1, clock=_clock(words[2:]))
    unit, shift, *part = words[0].value.split()
    return Middle("shift", anchor="last", unit=unit, shift=int(shift), clock=_clock(words[1:]) or "".join(f"T{name}" for name in part))


def read_deictic(words: Sequence[Word]) -> Middle | None:
    """Today, yesterday, tomorrow."""
    at = next((index for index, word in enumerate(words) if word.letter in "IK"), 0)
    said, _, part = words[at].value.partition(" ") if words[at].letter == "I" else ("0", "", "")
    clock = _clock(words[at + 1 :]) or (f"T{part}" if part else "") or (_clock(words[:1]) if words[0].letter == "J" else "")
    return Middle("shift", anchor="dct", unit="day", shift=int(said), clock=clock)


def read_weekday(words: Sequence[Word]) -> Middle | None:
    """A bare weekday."""
    direction = next((int(word.value) for word in words if word.letter in "LXpf"), 0)
    weekday = next(int(word.value) for word in words if word.letter == "W")
    anchor: AnchorKind = "last" if any(word.letter in "pf" for word in words) else "dct"
    tail = [word for word in words if word.letter not in "KWLXpfPeg"]
    near = any(word.letter == "K" for word in words[:2])
    return Middle("shift", anchor=anchor, unit="weekday", weekday=weekday, direction=direction, near=near, clock=_clock(tail))


def read_clocked(words: Sequence[Word]) -> Middle | None:
    """An hour and the day it is of: "10 p.m. Wednesday"."""
    cut = next(index for index, word in enumerate(words) if word.letter in "IKLXWM")
    head, rest = words[:cut], words[cut:]
    letters = "".join(word.letter for word in rest)
    middle = read_deictic(rest) if "I" in letters else read_fields(rest) if "M" in letters else read_weekday(rest)
    clock = _clock(head)
    return replace(middle, clock=clock) if middle is not None and clock else None


def read_holiday(words: Sequence[Word]) -> Middle | None:
    """A day known by its name."""
    name = next(word.value for word in words if word.letter == "H")
    year = next((int(word.number) for word in words if word.letter == "y"), None)
    at = next((index for index, word in enumerate(words) if word.letter in "LX"), None)
    direction = 0 if at is None else int(words[at].value)
    unit_told = any(word.letter == "Y" for word in words)
    shift = direction if unit_told and year is None else None
    near = words[0].letter == "K" or (bool(direction) and not unit_told)
    if FIXED.fullmatch(name):
        month, day = (int(piece) for piece in name.split("-"))
        middle = Middle("fields", month=month, day=day, year=year)
    else:
        middle = Middle("fields", unit="feast", value=name, year=year)
    return replace(middle, shift=shift, anchor="dct" if shift is not None else "none", direction=direction, near=near)


def read_season(words: Sequence[Word]) -> Middle | None:
    """A season, of one year or across two."""
    years = [word for word in words if word.letter == "y"]
    middle = read_fields([word for word in words if word not in years[1:] and word.letter not in "-/d"])
    return middle


def read_lone_day(words: Sequence[Word]) -> Middle | None:
    """A day whose month is not said."""
    direction = next((int(word.value) for word in words if word.letter in "LX"), 0)
    day = next(word for word in words if word.letter in "dr")
    return Middle("fields", day=int(day.number), unit="lost", direction=direction) if day.number <= 31 else None


def read_within(words: Sequence[Word]) -> Middle | None:
    """Within this unit."""
    unit = words[-1]
    if unit.plural:
        return Middle("length", unit=unit.value) if len(words) == 2 else None  # "for years"
    return Middle("shift", anchor="dct", unit=unit.value, shift=0)


def read_clock_only(words: Sequence[Word]) -> Middle | None:
    """A bare time of day."""
    clock = _clock(words)
    return Middle("clock", clock=clock) if clock else None


SEASONS: Final = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
