"""Days of the year that move: "11-4th-4" is the fourth Thursday of November, "easter-2" the second day before Easter."""

from __future__ import annotations

import datetime
import re
from typing import Final

Day = datetime.date
FIXED: Final = re.compile(r"\d\d-\d\d")
_WEEKDAY: Final = re.compile(r"(\d\d)-(\d)(?:st|nd|rd|th|last)-(\d)(?:\+(\d))?")
_EASTER: Final = re.compile(r"easter([+-]\d+)?")


def feast(name: str, year: int) -> Day:
    """The day that the rule `name` gives in `year`. Raises ValueError for what is no rule."""
    if match := _EASTER.fullmatch(name):
        return easter(year) + datetime.timedelta(days=int(match[1] or 0))
    match = _WEEKDAY.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r}: expected such as 12-25, 11-4th-4 or easter-2")
    month, count, weekday, more = int(match[1]), int(match[2]), int(match[3]), int(match[4] or 0)
    if count == 0:  # the last one: "05-0last-1"
        end = Day(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        return end - datetime.timedelta(days=(end.isoweekday() - weekday) % 7 - more)
    first = Day(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1) + more)


def easter(year: int) -> Day:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return Day(year, month, day + 1)
