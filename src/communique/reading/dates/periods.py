"""Days, weeks, months and longer periods counted from a day, as EDTF and TIMEX3."""

from __future__ import annotations

import datetime
from calendar import monthrange

from communique.model.dates import bounds

Day = datetime.date


def month_back(day: Day, shift: int) -> Day:
    """The first day of the month `shift` months from that of `day`."""
    months = day.year * 12 + day.month - 1 + shift
    return Day(months // 12, months % 12 + 1, 1)


def period(day: Day, unit: str, shift: float) -> tuple[str, str]:
    """The period of `unit` that lies `shift` of them from the one `day` is in: EDTF and TIMEX3 value."""
    whole = int(shift) if shift == int(shift) else None
    if unit in ("day", "fortnight", "week") and whole is None:
        moved = day + datetime.timedelta(days=round(shift * {"day": 1, "fortnight": 15, "week": 7}[unit]))
        return moved.isoformat(), moved.isoformat()
    if unit == "day" or unit == "fortnight":
        moved = day + datetime.timedelta(days=int(shift) * (15 if unit == "fortnight" else 1))
        return moved.isoformat(), moved.isoformat()
    if unit in ("week", "weekend"):
        monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(days=7 * int(shift))
        year, week, _ = monday.isocalendar()
        first = monday + datetime.timedelta(days=5 if unit == "weekend" else 0)
        last = monday + datetime.timedelta(days=6)
        return f"{first.isoformat()}/{last.isoformat()}", f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month" or (whole is None and unit == "year"):
        month = month_back(day, round(shift * (12 if unit == "year" else 1)))
        code = f"{month.year:04d}-{month.month:02d}"
        return code + ("" if unit == "month" else "~"), code
    if unit in ("quarter", "semester"):
        size, base, letter = (3, 33, "Q") if unit == "quarter" else (6, 40, "H")
        count = (day.year * 12 + day.month - 1) // size + int(shift)
        year, index = divmod(count, 12 // size)
        return f"{year:04d}-{base + index}", f"{year:04d}-{letter}{index + 1}"
    if unit == "decade":
        year = (day.year // 10 + int(shift)) * 10
        return f"{year // 10:03d}X", f"{year // 10:03d}"
    if unit == "century":
        century = day.year // 100 + int(shift)
        return f"{century:02d}XX", f"{century:02d}"
    if unit != "year":
        raise ValueError(f"no period of {unit!r}")
    year = day.year + int(shift)
    Day(year, 1, 1)
    return f"{year:04d}", f"{year:04d}"


def coarsen(low: str, high: str) -> str:
    """The months, or years, that hold both periods."""
    first, last = bounds(low)[0], bounds(high)[1]
    if first is None or last is None:
        raise ValueError("open period")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    if (last - first).days <= 100:
        return f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"


def of_part(core: str, part: str) -> str:
    """The start, middle or end of a period, as the codebook has it: days 1-10, 11-20, 21 on; the first or last quarter; June."""
    if not part:
        return core
    low, high = bounds(core)
    if low is None or high is None:
        return core
    if "/" in core:
        return core
    tail = core[5:]
    if not tail:
        year = core[:4]
        return {"start": f"{year}-01~/{year}-03~", "middle": f"{year}-06~", "end": f"{year}-10~/{year}-12~"}[part]
    if len(tail) == 2 and int(tail) <= 12:
        last = monthrange(low.year, low.month)[1]
        first, final = {"start": (1, 10), "middle": (11, 20), "end": (21, last)}[part]
        return f"{core}-{first:02d}~/{core}-{final:02d}~"
    if len(tail) == 2:
        months = [
            f"{(low.year * 12 + low.month - 1 + i) // 12:04d}-{(low.month - 1 + i) % 12 + 1:02d}" for i in range(round((high - low).days / 30.4))
        ]
        third = max(1, len(months) // 3)
        at = {"start": months[:third], "middle": months[third : len(months) - third] or months[:1], "end": months[-third:]}[part]
        return f"{at[0]}~" if len(at) == 1 else f"{at[0]}~/{at[-1]}~"
    return core
