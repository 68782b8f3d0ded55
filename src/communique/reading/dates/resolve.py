"""From the middle form to EDTF and TIMEX3: the second step, which needs an anchor and evidence of direction."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final, NamedTuple

from communique.model.dates import Basis, bounds
from communique.reading.dates.feasts import feast
from communique.reading.dates.middle import SEASONS, Middle
from communique.reading.dates.periods import coarsen, month_back, of_part, period

Day = datetime.date
_LETTER: Final = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "quarter": "M",
    "semester": "M",
    "decade": "Y",
    "century": "Y",
    "millennium": "Y",
    "fortnight": "D",
}
_TIMES: Final = {
    "year": 1,
    "month": 1,
    "week": 1,
    "day": 1,
    "quarter": 3,
    "semester": 6,
    "decade": 10,
    "century": 100,
    "fortnight": 15,
    "millennium": 1000,
}
_CLOCKED: Final = {"hour": "H", "minute": "M", "second": "S"}
_NEAR: Final = 31
"""A day told with its weekday is of the year that puts it this many days or fewer from the anchor, whatever the weekday says."""
_CLOSE: Final = 45
"""A year-less date this near is taken against the tense of the verb, the other year being far; only a word for the direction outdoes it."""
_AHEAD: Final = 92
"""With no evidence at all, a day of the year is taken as coming when it is at most this many days ahead."""


class Scene(NamedTuple):
    """What a relative date leans on: the anchor as first and last day, the last date told, the direction: of the clause
    (-1, 0, +1), or said by a word (-2, +2)."""

    low: Day | None = None
    high: Day | None = None
    last: str | None = None
    cue: int = 0


class Resolved(NamedTuple):
    """EDTF (None where nothing can be had), TIMEX3 value, basis and flags."""

    edtf: str | None
    timex: str
    basis: Basis = "stated"
    flags: tuple[str, ...] = ()


def resolve(middle: Middle, scene: Scene) -> Resolved | None:
    """The date of a middle form; None where the words contradict the calendar (31 February)."""
    shape = middle.shape
    try:
        if shape == "fields":
            return _fields(middle, scene)
        if shape == "shift":
            return _shift(middle, scene)
        if shape == "span":
            return _span(middle, scene)
        if shape == "first":
            return _first(middle, scene)
        if shape == "range":
            return _range(middle, scene)
    except (ValueError, OverflowError):
        return None
    if shape == "length":
        return Resolved(None, duration(middle))
    if shape == "set":
        return Resolved(None, middle.value or duration(middle))
    if shape == "clock":
        return _clock(middle, scene)
    return Resolved(None, middle.value)


def _clock(middle: Middle, scene: Scene) -> Resolved:
    """An hour, on the day told last, else on the anchor's: the day stands in the TIMEX3 value only, as no word says it."""
    told = _told(scene)
    low, high = told if told is not None else (scene.low, scene.high)
    return Resolved(None, (low.isoformat() if low is not None and low == high else "") + middle.clock)


def leans_on_verb(middle: Middle) -> bool:
    """Whether the direction of the clause may tell which day or year is meant."""
    if middle.year is None and (middle.shape == "fields" or middle.unit in ("weekday", "weekend")):
        return True
    return any(side is not None and leans_on_verb(side) for side in (middle.left, middle.right))


def duration(middle: Middle) -> str:
    """The TIMEX3 value of a length of time: P3Y, PT48H, PXM."""
    unit, count = middle.unit, middle.count
    if middle.value.startswith("P"):
        return middle.value
    if unit in _CLOCKED:
        return f"PT{'X' if count is None else f'{count:g}'}{_CLOCKED[unit]}"
    letter = _LETTER.get(unit, "X")
    if count is None:
        return f"PX{letter}"
    return f"P{count * _TIMES.get(unit, 1):g}{letter}"


def _range(middle: Middle, scene: Scene) -> Resolved | None:
    left, right = middle.left, middle.right
    if left is None or right is None:
        return None
    end = resolve(right, scene)
    if end is None or end.edtf is None:
        return None
    year = int(end.edtf[:4]) if end.edtf[:4].isdigit() else None
    if left.year is None and left.month is not None and year is not None:
        earlier = right.month is not None and (left.month, left.day or 0) > (right.month, right.day or 99)
        left = replace(left, year=year - earlier, shift=None, anchor="none")
    begin = resolve(left, scene)
    if begin is None or begin.edtf is None:
        return None
    low, high = begin.edtf.split("/")[0], end.edtf.split("/")[-1]
    first, last = bounds(low)[0], bounds(high)[1]
    if first is not None and last is not None and first > last:
        return None
    basis: Basis = end.basis if end.basis != "stated" else "stated"
    return Resolved(f"{low}/{high}", f"{begin.timex}/{end.timex}", basis, tuple(dict.fromkeys((*begin.flags, *end.flags))))


def _fields(middle: Middle, scene: Scene) -> Resolved | None:
    year, basis = middle.year, "stated"
    flags: tuple[str, ...] = ()
    if middle.unit == "decade" and year is not None:
        return _decade(year, middle)
    if middle.unit == "century" and year is not None:
        return Resolved(f"{year // 100:02d}XX", f"{year // 100:02d}")
    if middle.unit == "lost":
        return _lost(middle, scene)
    if middle.unit == "month" and middle.day is not None:
        if scene.low is None or scene.high is None:
            return None
        low, high = (month_back(day, int(middle.shift or 0)) for day in (scene.low, scene.high))
        exact = Day(high.year, high.month, middle.day)
        return Resolved(exact.isoformat(), exact.isoformat(), "anchored", () if low == high else ("coarse_anchor",))
    if year is None and middle.shift is not None and not (middle.unit == "feast" and scene.high is None):
        told = _told(scene) if middle.anchor == "last" else None
        reference = told[0] if told else scene.high
        if reference is None:
            return Resolved(None, "XXXX") if middle.month is None and middle.sub is None else _yearless(middle)
        year, basis = reference.year + int(middle.shift), "anchored"
    if year is None:
        if scene.low is None or scene.high is None:
            return _yearless(middle)
        chosen = _choose_year(middle, scene)
        if chosen is None:
            return None
        year, basis = chosen, "anchored"
    if middle.unit == "feast":
        day = feast(middle.value, year).isoformat()
        return Resolved(day, day, "anchored" if basis == "anchored" else "stated")
    core = _core(middle, year)
    if middle.unit == "week" and middle.day is not None:
        return Resolved(*period(Day.fromisoformat(core), "week", 0), "anchored" if basis == "anchored" else "stated")
    if middle.day and middle.month and middle.weekday and Day(year, middle.month, middle.day).isoweekday() != middle.weekday:
        flags = ("weekday_mismatch",)
    edtf = of_part(core, middle.part)
    if flags:
        edtf += "?"
    timex = core if middle.sub is None else _timex(middle, year)
    if middle.unit == "quarter" and scene.last is not None:
        timex = _same_quarter(scene.last, timex)  # "the 1988 quarter"
    return Resolved(edtf, timex + middle.clock, "anchored" if basis == "anchored" else "stated", flags)


def _core(middle: Middle, year: int) -> str:
    if middle.month is not None:
        if middle.day is not None:
            return Day(year, middle.month, middle.day).isoformat()
        return f"{year:04d}-{middle.month:02d}"
    return f"{year:04d}-{middle.sub}" if middle.sub is not None else f"{year:04d}"


def _days(middle: Middle, year: int) -> tuple[Day | None, Day | None]:
    """The first and last day of a date in a year. Raises ValueError where that year has no such day."""
    if middle.unit == "feast":
        day = feast(middle.value, year)
        return day, day
    if middle.month is not None and middle.day is not None:
        day = Day(year, middle.month, middle.day)
        return day, day
    return bounds(_core(middle, year))


def _timex(middle: Middle, year: int) -> str:
    sub = middle.sub
    if sub is None:
        return _core(middle, year)
    return f"{year:04d}-{SEASONS[sub]}" if sub in SEASONS else f"{year:04d}-Q{sub - 32}" if sub < 40 else f"{year:04d}-H{sub - 39}"


def _yearless(middle: Middle) -> Resolved:
    if middle.unit == "feast":
        return Resolved(None, "XXXX-XX-XX")
    if middle.month is None:
        return Resolved(None, "XXXX-" + (_timex(middle, 2000)[5:] if middle.sub is not None else ""))
    if middle.day is not None:
        Day(2000, middle.month, middle.day)
    edtf = f"XXXX-{middle.month:02d}" + (f"-{middle.day:02d}" if middle.day is not None else "")
    return Resolved(edtf, edtf + middle.clock)


def _choose_year(middle: Middle, scene: Scene) -> int | None:
    """The year of a date told without one: explicit word, weekday, tense, then past unless soon."""
    low, high = scene.low, scene.high
    assert low is not None and high is not None
    spans: list[tuple[Day, Day, int]] = []
    reach = 9 if (middle.month, middle.day) == (2, 29) else 1
    for year in range(low.year - reach, high.year + reach + 1):
        try:
            first, last = _days(middle, year)
        except ValueError:
            continue
        if first is not None and last is not None:
            spans.append((first, last, year))
    if not spans:
        return None
    past = [year for first, last, year in spans if first <= high and not (middle.near and last >= high)]
    ahead = [year for first, last, year in spans if last >= low and not (middle.near and first <= low)]
    if middle.near and middle.direction < 0:
        return past[-1] if past else None
    if middle.near and middle.direction > 0:
        return ahead[0] if ahead else None
    if middle.near:
        return high.year
    if middle.weekday is not None and middle.day is not None:
        close = [span for span in spans if abs(span[2] - high.year) <= 1]
        nearest = min(close, key=lambda span: max((low - span[1]).days, (span[0] - high).days, 0), default=None)
        if nearest and max((low - nearest[1]).days, (nearest[0] - high).days) <= _NEAR:
            return nearest[2]
        agreeing = [span for span in close if span[0].isoweekday() == middle.weekday]
        if len(agreeing) == 1:
            return agreeing[0][2]
    if abs(scene.cue) < 2:
        gaps = sorted((max((low - last).days, (first - high).days, 0), year) for first, last, year in spans)
        if gaps[0][0] <= _CLOSE and len(gaps) > 1 and gaps[1][0] > 4 * _CLOSE:
            return gaps[0][1]
    if scene.cue > 0 and ahead:
        return ahead[0]
    if scene.cue < 0 and past:
        return past[-1]
    if ahead and past:
        inside = [year for first, last, year in spans if first <= high and last >= low]
        if inside:
            return inside[-1]
        first = next(first for first, _, year in spans if year == ahead[0])
        return ahead[0] if (first - high).days <= _AHEAD else past[-1]
    return past[-1] if past else ahead[0] if ahead else None


def _decade(year: int, middle: Middle) -> Resolved:
    code = str(year)[:3]
    edtf = {"start": f"{code}0~/{code}3~", "middle": f"{code}4~/{code}6~", "end": f"{code}7~/{code}9~"}.get(middle.part, f"{code}X")
    return Resolved(edtf, code)


def _lost(middle: Middle, scene: Scene) -> Resolved | None:
    """A day whose month is not said: the month of the last date told, else of the anchor, in doubt."""
    told = _told(scene)
    reference = told[1] if told and scene.last and len(scene.last.split("/")[-1].rstrip("?~%")) >= 7 else scene.high
    if reference is None or middle.day is None or scene.low is None or scene.high is None:
        return None
    month = reference.replace(day=1)
    if reference is scene.high:
        if (scene.low.year, scene.low.month) != (scene.high.year, scene.high.month):
            return None
        if middle.direction:
            at_end = scene.low == scene.high and (middle.day > scene.high.day if middle.direction < 0 else middle.day < scene.low.day)
            month = month_back(month, middle.direction) if at_end else month
    exact = Day(month.year, month.month, middle.day).isoformat()
    return Resolved(exact + "?", exact, "inferred", ("month_lost",))


def _told(scene: Scene) -> tuple[Day, Day] | None:
    if scene.last is None:
        return None
    first, last = bounds(scene.last)
    return (first or last, last or first) if first or last else None  # type: ignore[return-value]


def _shift(middle: Middle, scene: Scene) -> Resolved | None:
    if middle.anchor == "last":
        told = _told(scene)
        if middle.near and middle.unit in ("quarter", "semester") and scene.low is not None and scene.high is not None:
            return _told_quarter(middle, scene, scene.low, scene.high)
        if told is None:
            return Resolved(None, "")
        low = high = told[0] if (middle.shift or 0) < 0 else told[1]
        fine = len((scene.last or "").split("/")[-1].rstrip("?~%"))
        if (middle.unit in ("day", "week", "weekend", "fortnight", "weekday") and fine < 10) or (middle.unit == "month" and fine < 7):
            low, high = told
    elif scene.low is None or scene.high is None:
        return Resolved(None, "")
    else:
        low, high = scene.low, scene.high
    unit, shift = middle.unit, middle.shift or 0
    if unit == "weekday":
        one, other = (_weekday(day, middle, scene) for day in (low, high))
    else:
        if middle.near and unit in ("decade", "century", "millennium"):
            shift, unit = shift * _TIMES[unit], "year"
        elif middle.near and unit in ("quarter", "semester"):
            shift, unit = shift * _TIMES[unit], "month"
        elif unit in _CLOCKED:
            return Resolved(None, "") if abs(shift) > 1000 else _hours(low, high, shift, unit)
        if unit == "weekend" and not shift and (scene.cue or middle.direction) < 0 and low.weekday() < 5 and high.weekday() < 5:
            shift = -1  # "were here this weekend", told on a Tuesday
        one, other = period(low, unit, shift), period(high, unit, shift)
    flags: tuple[str, ...] = ()
    if one == other:
        edtf, timex = one
    else:
        edtf = timex = coarsen(one[0], other[0])
        flags = ("coarse_anchor",)
    if middle.vague and "~" not in edtf:
        edtf = "/".join(piece + "~" for piece in edtf.split("/"))
    if unit == "year" and scene.last is not None and abs(shift) == 1 and (middle.near or middle.anchor == "last"):
        timex = _same_quarter(scene.last, timex)
    return Resolved(of_part(edtf, middle.part), timex + middle.clock, "anchored", flags)


def _told_quarter(middle: Middle, scene: Scene, low: Day, high: Day) -> Resolved:
    """The quarter told last, else the last one that was over when the story was written: "in the quarter"."""
    if scene.last is not None and scene.last[5:].isdigit() and len(scene.last) == 7 and int(scene.last[5:]) > 32:
        told = bounds(scene.last)[0]
        one = other = period(told, middle.unit, 0) if told is not None else ("", "")
    else:
        one, other = period(low, middle.unit, -1), period(high, middle.unit, -1)
    return Resolved(one[0], one[1], "anchored") if one == other else Resolved(None, "")


def _same_quarter(last: str, year: str) -> str:
    """The quarter of `year` that is compared with one told before: "a year earlier" behind "in the third quarter"; else the year."""
    tail = last[5:]
    return f"{year}-Q{int(tail) - 32}" if len(year) == 4 and tail.isdigit() and 33 <= int(tail) <= 36 else year


def _hours(low: Day, high: Day, shift: float, unit: str) -> Resolved:
    if abs(shift) >= 24 and unit == "hour" and low == high:
        day = low + datetime.timedelta(days=round(shift / 24))
        return Resolved(day.isoformat(), day.isoformat(), "anchored")
    return Resolved(low.isoformat() if low == high and abs(shift) <= 3 else None, low.isoformat() if low == high else "", "anchored")


def _weekday(day: Day, middle: Middle, scene: Scene) -> tuple[str, str]:
    assert middle.weekday is not None
    back = (day.isoweekday() - middle.weekday) % 7
    if middle.anchor == "last":
        step = 7 - back if middle.direction >= 0 else -(back or 7)
    elif middle.direction < 0:
        step = -(back or 7)
    elif middle.direction > 0 or (back and (scene.cue > 0 or (middle.near and scene.cue == 0))):
        step = 7 - back
    else:
        step = -back
    moved = (day + datetime.timedelta(days=step)).isoformat()
    return moved, moved


def _span(middle: Middle, scene: Scene) -> Resolved | None:
    """The `count` units up to the anchor, or from it: "ces 30 dernières années" is 1991~/2021~."""
    value = duration(replace(middle, shape="length"))
    if middle.count is None or scene.low is None or scene.high is None or middle.unit in _CLOCKED:
        return Resolved(None, value)
    unit, count = middle.unit, middle.count
    unit, count = ("year", count * _TIMES[unit]) if unit in ("decade", "century", "millennium") else (unit, count)
    unit, count = ("month", count * _TIMES[unit]) if unit in ("quarter", "semester") else (unit, count)
    unit, count = ("day", count * 7) if unit in ("week", "weekend") else (unit, count)
    ends: list[str] = []
    for shift in sorted((0.0, middle.direction * count)):
        one, other = period(scene.low, unit, shift)[0], period(scene.high, unit, shift)[0]
        ends.append(one if one == other else coarsen(one, other).split("/")[0 if shift < 0 else -1])
    low, high = ends[0].rstrip("~"), ends[1].rstrip("~")
    return Resolved(f"{low}~/{high}~" if middle.direction < 0 else f"{low}/{high}~", value, "inferred")


def _first(middle: Middle, scene: Scene) -> Resolved | None:
    """The first `count` months (or other units) of a period."""
    inner = resolve(middle.left, scene) if middle.left else None
    if inner is None or inner.edtf is None or middle.count is None:
        return inner
    low, high = bounds(inner.edtf)
    if low is None or high is None:
        return None
    whole = int(middle.count)
    last = period(low, middle.unit, whole - 1)[0].split("/")[-1]
    first = period(low, middle.unit, 0)[0].split("/")[0]
    end = bounds(last)[1]
    if whole < 1 or end is None or end > high + datetime.timedelta(days=6):
        return None
    return Resolved(first if first == last else f"{first}/{last}", f"{inner.timex}", inner.basis, inner.flags)
