"""Dates in words, at the precision of their EDTF and never finer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from communique.model.dates import precision_of

Patterns = Mapping[str, Any]
"""The section `dates` of a language's interface."""

_PIECE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[?~%]?)\Z")


def date_words(edtf: str | None, patterns: Patterns) -> str:
    """A date by itself: `14 November 2018`, `about 11–20 January 2022`. What is no EDTF stays as it is."""
    return _words(edtf, patterns)[0]


def within(edtf: str | None, patterns: Patterns) -> str:
    """A date inside a sentence, with the little word its precision asks for: `on 14 November 2018`, `in 2018`; `about 2017` needs none."""
    words, form, ends = _words(edtf, patterns)
    if form == "open" or (edtf and form != "unknown" and set(edtf) & set("?~%")):
        return words
    return str(patterns["within"][form]).format(date=words, first=ends[0], last=ends[-1])


def _words(edtf: str | None, patterns: Patterns) -> tuple[str, str, tuple[str, ...]]:
    """The words of a date, its form (day, days, range, other, open, unknown), and those of its ends."""
    if edtf is None:
        return str(patterns["unknown"]), "unknown", ("",)
    try:
        precision_of(edtf)
    except ValueError:
        return edtf, "other", (edtf,)
    left, slash, right = edtf.partition("/")
    if not slash or left == right:
        words = _piece(left, patterns)
        precision = precision_of(left)
        return words, "day" if precision == "day" else "unknown" if precision == "unknown" else "other", (words,)
    if ".." in (left, right):
        given, side = (left, "since") if right == ".." else (right, "until")
        form = "day" if precision_of(given) == "day" else "other"
        return str(patterns[side][form]).format(date=_piece(given, patterns)), "open", ("",)
    return _range(left, right, patterns)


def _range(left: str, right: str, patterns: Patterns) -> tuple[str, str, tuple[str, ...]]:
    one, other = _PIECE.match(left), _PIECE.match(right)
    ends = _piece(left, patterns), _piece(right, patterns)
    assert one and other  # precision_of has read them
    mark = one["mark"] if one["mark"] == other["mark"] else None
    if mark is not None and one["day"] and other["day"] and (one["year"], one["month"]) == (other["year"], other["month"]):
        bare = str(patterns["days"]).format(
            first=_day(one["day"], patterns), last=_day(other["day"], patterns), month=_month(one["month"], patterns), year=one["year"]
        )
        return _marked(bare, mark, patterns), "days", ends
    if mark is not None and not one["month"] and not other["month"] and "X" not in left + right:
        return _marked(str(patterns["years"]).format(first=one["year"], last=other["year"]), mark, patterns), "other", ends
    return str(patterns["range"]).format(first=ends[0], last=ends[1]), "range", ends


def _piece(piece: str, patterns: Patterns) -> str:
    match = _PIECE.match(piece)
    assert match
    year, month, day = match["year"], match["month"], match["day"]
    if year == "XXXX":
        bare = str(patterns["unknown"])
    elif day:
        bare = str(patterns["day"]).format(day=_day(day, patterns), month=_month(month, patterns), year=year)
    elif month:
        bare = str(patterns["parts"][month]).format(year=year) if int(month) > len(patterns["months"]) else ""
        bare = bare or str(patterns["month"]).format(month=_month(month, patterns), year=year)
    elif "X" in year:
        first, last = year.replace("X", "0"), year.replace("X", "9")
        bare = str(patterns["decade" if year[2] != "X" else "century"]).format(first=first, last=last)
    else:
        bare = str(patterns["year"]).format(year=year)
    return _marked(bare, match["mark"], patterns)


def _marked(bare: str, mark: str, patterns: Patterns) -> str:
    return str(patterns["marks"][mark]).format(date=bare) if mark else bare


def _day(digits: str, patterns: Patterns) -> str:
    return str(patterns["day_numbers"].get(str(int(digits)), int(digits)))


def _month(digits: str, patterns: Patterns) -> str:
    return str(patterns["months"][int(digits) - 1])
