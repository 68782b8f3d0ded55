"""Dates at the precision of their words: EDTF strings (ISO 8601-2) and the days they may mean."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "quarter", "semester", "year", "decade", "century", "interval", "unknown"]
Basis = Literal["stated", "anchored", "inferred"]

_PIECE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)\Z")
_SUBYEAR = {  # ISO 8601-2 level 2: seasons 21-24, quarters 33-36, semesters 40-41, as (first month, months)
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF string never sharper than its words.

    `basis`: `stated` in full, `anchored` to another date (the dateline, the page, the date before), or `inferred` by rule.
    """

    edtf: str
    precision: Precision
    basis: Basis = "stated"

    @classmethod
    def parse(cls, edtf: str, *, basis: Basis = "stated") -> Date:
        """The date of an EDTF string of levels 0 and 1, with sub-year codes 21-24, 33-36 and 40-41.

        Raises ValueError on anything else.
        """
        return cls(edtf, precision_of(edtf), basis)

    def __str__(self) -> str:
        return self.edtf


@lru_cache(maxsize=65536)
def precision_of(edtf: str) -> Precision:
    """How fine an EDTF string is. Raises ValueError if it is none."""
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        if {left, right} == {".."}:
            raise ValueError(f"not an EDTF interval: {edtf!r}")
        for piece in (left, right):
            if piece != "..":
                _bounds(piece)
        return "interval"
    _bounds(edtf)
    match = _PIECE.match(edtf)
    assert match
    if match["day"]:
        return "day"
    if match["month"]:
        code = int(match["month"])
        return "month" if code <= 12 else "season" if code <= 24 else "quarter" if code <= 36 else "semester"
    year = match["year"]
    return "unknown" if year == "XXXX" else "century" if year.endswith("XX") else "decade" if year.endswith("X") else "year"


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day an EDTF string may mean; None for an open or unknown end.

    Raises ValueError if it is not EDTF.
    """
    if "/" not in edtf:
        return _bounds(edtf)
    left, _, right = edtf.partition("/")
    return (None if left == ".." else _bounds(left)[0]), (None if right == ".." else _bounds(right)[1])


def _bounds(piece: str) -> tuple[datetime.date | None, datetime.date | None]:
    match = _PIECE.match(piece)
    if not match:
        raise ValueError(f"not an EDTF date: {piece!r}")
    text, month, day = match["year"], match["month"], match["day"]
    if text == "XXXX":
        if day:
            datetime.date(2000, int(month), int(day))
        return None, None
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if low == 0:
        raise ValueError(f"the year 0 is not used here: {piece!r}")
    if not month:
        return datetime.date(low, 1, 1), datetime.date(high, 12, 31)
    code = int(month)
    if day:
        exact = datetime.date(low, code, int(day))
        return exact, exact
    if 1 <= code <= 12:
        first, months = code, 1
    elif code in _SUBYEAR:
        first, months = _SUBYEAR[code]
    else:
        raise ValueError(f"no such month or sub-year code: {piece!r}")
    last_year, last_month = divmod(low * 12 + first - 1 + months - 1, 12)
    last_month += 1
    return datetime.date(low, first, 1), datetime.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
