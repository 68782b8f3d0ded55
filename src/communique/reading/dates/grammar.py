"""The grammar of time expressions over the letters of `dates.words`: no word of any language stands here.

Letters: d day number, y year number, n other number, q number word, m "several", r ordinal, D dotted date;
M month, W weekday, S season, H holiday, Y N T C U units (year, month, quarter or semester, century, other); P part, L last, X next,
K this, = same, c current, j "-là", p previous, f following;
G ago, e earlier, g later, F in, I deictic, A anaphor, R vague, Z set, J part of day, O clock, h hour mark, k times, E each;
b by, u until, s since, w for, v vague, z horizon, l article, o of, a to, i in, B between, & and, 2 half;
t a.m. or p.m., Q a time zone, V a code (Q1), ! what may stand between a count and its unit ("two more weeks"), x the mark of a decade ("1980s").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

UNIT: Final = "[YNTCU]"
_TAIL: Final = r"(?:(?:/|,?o?l?Y?)?y|o?KYc?j?|o?l?[=LX]Y|ol?Y[LXpfc]|[LXcpf])"
_HOUR: Final = r"(?:[dn](?:[h:][dn])?t|[dn]h[dn]?|O)Q?"
_CLOCK: Final = rf"(?:,?[aliv]{{0,2}}(?:{_HOUR}|[dn]:[dn]Q?|J))?"
_DAY: Final = rf"(?:I,?l?(?=(?:W,?l?)?[dr]o?M))?(?:K?W[LX]?J?,?l?)?[dr]o?(?:No)?M{_TAIL}?"
_FORE: Final = r"(?:,?(?:o?l?Y?)?y|,?o?[KLX=]Yc?)"
"""a year behind its month where adjectives stand first: "July last year" """
_AMERICAN: Final = rf"(?:[KLX]?WJ?,?l?)?[KLX]?Ml?[dr]{_FORE}?"
_MONTH_FORE: Final = rf"(?:l?Y?No|[KLX=])?M{_FORE}?"
_MONTH: Final = rf"(?:l?No)?M{_TAIL}?"
_REF: Final = rf"(?:K[=LX]?{UNIT}[cjLX]?|l?[LX=]{UNIT}(?!oM|ol?Y?y|y)|l?{UNIT}[LXpfcj])"
_COUNT: Final = r"[dynqm]"
_LENGTH: Final = rf"v?{_COUNT}-?!?(?:2-?)?o?!?{UNIT}(?:&2)?"
_QUARTER: Final = rf"(?:r-?(?:&r)?T{_TAIL}?|LT{_TAIL})"
_SEASON: Final = r"S(?:(?:o?y|/y|l?Yy)(?:[-/][dy])?|ol?Y[LXc]|oKY|[LXcpf])?"


def _rules(order: str) -> list[tuple[str, str]]:
    if order.endswith("+"):
        return [*_rules(order[:-1]), ("pointer", "[LXcK](?!a)"), ("clock", "J")]
    if order == "mdy":
        return [*_fore_rules(), *_common(rf"(?:{_AMERICAN}|{_DAY})", _MONTH_FORE)]
    if order.endswith("<"):  # "el próximo 5 de julio", "el jueves y el viernes pasados"
        return [*_pointed_rules(), *_common(rf"(?:[LX]?U?{_DAY})", rf"[LX]?{_MONTH}", pointed="[LX]?")]
    return _common(f"(?:{_DAY})", _MONTH)


def _pointed_rules() -> list[tuple[str, str]]:
    """What is written otherwise where "last" and "next" stand before days and months."""
    return [
        ("weekday_pair", r"[KLX]?W(?:&l?|-|al?)W(?:[LX]|(?!J?,?l?[dr]))"),
        ("spoken_day", rf"(?<=l)qo(?:No)?M{_TAIL}?"),
        ("clocked", r"(?:(?<=l)[dq](?:[h:]d)?J|O)o[lLX]*[WI]"),
        ("weekday", r"Jo[LXK]?W[LX]?(?!,?[dr])"),
        ("deictic", r"JoI(?:,?W)?"),
        ("day", rf"Jol?[LX]?{_DAY}"),
        ("numbered_days", r"[osB]l?Ud(?:a|&)l?U?d(?!o?M)"),
        ("numbered_day", r"[LX]?Ud(?![o/YNTCUhkt:.]|-d|[&-]l?U?d)"),
        ("day_pair", rf"[LX]?U?[dr](?:&l?U?|-)[dr]o?(?:No)?M{_TAIL}?"),
        ("part", r"P[ol-]*Uo(?:lYo?)?l?[dnqy]"),
        ("decade", r"Uo(?:lYo?)?l?[dnqy]"),
        ("within", r"(?:(?<=i)l|(?<=w)o)Y(?![dnqyLXpfcj])"),
        ("reference", r"lU(?![dnqyLXpfcjo])"),
        ("season", r"[LXK]S(?:ol?Y?y)?"),
        ("half_measure", rf"2{UNIT}"),
        ("first_units", rf"r{_COUNT}[NU]o(?:{_MONTH}|l?Y?y|l?Y[LXc]?|l?[LX]Y|KYc?)"),
        ("length", rf"(?:r{_COUNT}|{_COUNT}r){UNIT}(?!o[lyMNKY])"),
        ("length", rf"(?<=[wsub]){UNIT}(?![yLXpfcjgedr])|v{UNIT}|{UNIT}(?=[sb])"),
        ("clock", r"(?<=l)[dq](?:[h:]d)?J"),
    ]


def _fore_rules() -> list[tuple[str, str]]:
    """What is written otherwise where the month stands before the day, and adjectives before the unit."""
    month = r"(?:[KLX]?W,?)?M"
    return [
        ("clocked", rf"{_HOUR},?[il]?(?:{_AMERICAN}|[KLX]?W|I)"),
        ("month_days", rf"[oBs]?{month}[dr](?:,[dr])*,?(?:-|a|u|&)(?:{month}?|W,?)[dr]{_FORE}?"),
        ("month_range", rf"[oBs](?:P-?)?M{_FORE}?(?:a|&|-|u)(?:P-?)?M{_FORE}?|M[au]M{_FORE}"),
        ("weekday_pair", r"[Bs]W[a&u]W(?!,?M)"),
        ("year_range", r"[oBs](?:l?Y)?y(?:a|&|-|u|/)(?:l?Y)?y"),
        ("part", rf"P[ol-]*{_MONTH_FORE}"),
        ("first_units", rf"r{_COUNT}[NU]o(?:{_MONTH_FORE}|l?Y?y|[KLX=]Y|l?Y)"),
        ("reference", rf"[Kl]?[pf]{UNIT}(?!y)|[eg][KLX]{UNIT}|l[TU](?![yLXpfcjboGeg-])"),
        ("year_before", rf"(?:l?Y-?|qY-)[Ge](?:-?{UNIT}|rT)?(?![yKLX])"),
        ("length", rf"r{_COUNT}-?{UNIT}(?!o)"),
        ("half_length", rf"T(?:q{UNIT}|-?U)"),
        ("day_of", rf"[eg]il{UNIT}"),
        ("anaphor", r"l[Xf]J"),
        ("day", rf"Jo(?:{_AMERICAN}|{_DAY})"),
        ("weekday", r"Jo[KLX]?W"),
        ("clock", r"P-?J"),
        ("length", rf"(?<=[wisFb]){UNIT}(?![yLXpfcjKegdr])"),
        ("deictic", rf"[Peg]I{_CLOCK}|[Peg]KJ"),
        ("weekday", rf"[Peg][KLX]?WJ?{_CLOCK}"),
        ("ago", rf"{_LENGTH}G"),
        ("season", r"[KLX]S|S,?[KLX]Y"),
        ("weekday", rf"[KLX]WJ?{_CLOCK}"),
        ("quarter", r"rTo[KLX]Y|yr-?T"),
    ]


def _common(day: str, month: str, *, pointed: str = "") -> list[tuple[str, str]]:
    return [
        ("iso", rf"y-d-d{_CLOCK}"),
        ("noted_slashed", r"WJ?,?\(d/d(?:/[yd])?\)"),
        ("slashed_range", r"(?:[os]?l?d/d(?:/y)?(?:a|-|u)|[osl]l?d(?:a|u|&)|sl?dX)l?d/d(?:/y)?"),
        ("slashed_days", r"(?:sl?)?d-d/d(?:/y)?"),
        ("slashed", r"d/d/[yd]|d-d-y"),
        ("dotted", rf"D{_CLOCK}"),
        ("day_range", rf"[oBs]l?W?[dr](?:o?M{_TAIL}?)?,?(?:a|&[lo]?|u|-)l?{day}"),
        ("day_list", rf"W?[dr](?:,l?W?[dr])+,?&l?W?[dr]o?M{_TAIL}?"),
        ("day_pair", rf"W?[dr](?:o?M{_TAIL}?)?(?:-|&l?)W?[dr]o?M{_TAIL}?"),
        ("slashed_day", r"d/d[LX]?"),
        ("day_of_month", r"[dr](?:oKNc?|ol?N[LXc])"),
        ("noted_day", rf"WJ?\(l?[dr]o?M{_TAIL}?\)"),
        ("day", rf"{day}{_CLOCK}"),
        ("compound_day", r"[dr]-M-y"),
        ("month_range", rf"[oBs](?:l?No)?P?-?M{_TAIL}?(?:a|&|-|u)(?:l?No)?P?-?M{_TAIL}?|M(?:y)?-M{_TAIL}?|M&M{_TAIL}"),
        ("first_units", rf"{_COUNT}?r[NU](?:o(?:{_MONTH}|l?Y?y|l?Y[LXc]?|KYc?))"),
        ("first_of", rf"{_COUNT}[NU]P(?:Y?y|Y[cLX]?)"),
        ("part", rf"P[ol-]*(?:[yn]x|{month}|{_QUARTER}|{_SEASON}|{_REF}|Y[dynq]|y|rC|Cr|[YNTU])"),
        ("month", month),
        ("year_range", r"[oBs](?:l?Y)?y(?:a|&|-|u|/)(?:l?Y)?y|Y?y(?:a|-|/)y"),
        ("short_year_range", r"y[-/]d"),
        ("quarter", _QUARTER),
        ("near_span", rf"[Kl]?(?:{_COUNT}[LX]|[LX]{_COUNT})!?{UNIT}|[Kl]{_COUNT}{UNIT}[LX]|[Kl][LX]{UNIT}(?!ol?Y?y|oM|y)|i{_COUNT}{UNIT}[LX]"),
        ("half_measure", rf"2-{UNIT}|q2-{UNIT}"),
        ("ago", rf"G(?:{_LENGTH}|v?{UNIT})|{_LENGTH}G|{UNIT}G"),
        ("later", rf"(?:{_LENGTH}|{UNIT})[eg]"),
        ("ahead", rf"F{_LENGTH}"),
        ("within", r"[Fw]l?Y(?![yLXpfcj])"),
        ("frequency", rf"{_COUNT}kE?[dq]?{UNIT}|k(?:E|q){UNIT}|E[dqr]?(?:{UNIT}|W|S|M)|Z"),
        ("decade", r"Y[ydnq]|[yn]x"),
        ("code", r"V(?:[,/-]?o?l?Y?y)?"),
        ("week_of", rf"Uo{day}"),
        ("anaphor", r"AJ?|KUj"),
        ("reference", _REF),
        ("century", r"rCL?|Cr"),
        ("season", _SEASON),
        ("deictic", rf"I,?W(?![,&]?l?[dr])J?{_CLOCK}|IJ?{_CLOCK}|KJ"),
        ("weekday", rf"K?{pointed}WJ?[LXpf]?{_CLOCK}"),
        ("holiday", r"H(?:,?y|ol?Y?y|,?o?[LX]Y)?|[KLX]H|H[LX]"),
        ("clock", rf"{_HOUR}|[dn]:[dn]Q?"),
        ("halves", rf"d?d/d{UNIT}"),
        ("lengths", rf"{_LENGTH}&?{_COUNT}-?{UNIT}(?![eg])"),
        ("length", rf"{_LENGTH}"),
        ("year", r"y"),
        ("vague", r"R[NYU]?"),
        ("lone_days", r"od(?:a|&)d|d&d"),
        ("lone_day", r"[dr][LXc]?"),
    ]


@lru_cache(maxsize=4)
def grammar(order: str) -> re.Pattern[str]:
    """The rules as one alternation, for a date order; a match's `lastgroup` is its rule, up to its digits."""
    return re.compile("|".join(f"(?P<{name}{index}>{pattern})" for index, (name, pattern) in enumerate(_rules(order))))


@lru_cache(maxsize=65536)
def parse(letters: str, order: str) -> tuple[tuple[str, int, int], ...]:
    """The rules that match in a run of letters, left to right: (rule, first word, word after the last)."""
    return tuple(((match.lastgroup or "").rstrip("0123456789"), match.start(), match.end()) for match in grammar(order).finditer(letters))
