"""What stands around a time expression: whether it is one at all, and how it relates to what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from communique.languages.calendar import Calendar
from communique.languages.numbers import Numbers
from communique.reading.dates.middle import Middle
from communique.reading.dates.words import Run, Word
from communique.reading.numerals import match_form
from communique.text.tokens import Tokens


class Reading(NamedTuple):
    """A match of the grammar that stands: words `first:end` of a run, from `start` with its article; its relation, direction cue and vagueness."""

    rule: str
    middle: Middle
    run: Run
    first: int
    end: int
    start: int
    relation: str
    cue: int
    vague: bool

    @property
    def of_event(self) -> bool:
        """Whether a day is counted from an event by name ("le lendemain de la cérémonie")."""
        return self.rule == "anaphor" and self.run.letters[self.end : self.end + 1] == "o" and bool(self.middle.shift)

    @property
    def separate(self) -> bool:
        """Whether "respectively" makes two dates of a pair."""
        letters = self.run.letters
        return "%" in letters[max(0, self.start - 2) : self.start] or "%" in letters[self.end : self.end + 2]


_RELATIONS: Final = {"b": "by", "u": "until", "s": "since", "w": "for", "z": "by", "E": "each"}
_RANGES: Final = frozenset({"day_range", "slashed_days", "month_range", "year_range", "slashed_range"})
_YEAR_OPENERS: Final = frozenset("iosuwbavzP(F-/")
_MONTH_OPENERS: Final = frozenset("iosubvzPEB&wa")
_CLOCKS: Final = re.compile(r"[dn]h[dn]?[au&-]{1,2}l?[dn]h")
"""An hour with another one behind it: "de 10 h à 12 h"."""
_SPANS: Final = frozenset({"month_days", "month_range", "year_range"})
_BARE: Final = frozenset({"year", "month", "season", "lone_day", "lone_days", "slashed_day", "short_year_range", "year_range", "quarter"})


_EARLIER: Final = frozenset("epL")
"""Words that look back behind a length ("two days before"), and may set a limit before a date: "before 5 May", "trước năm 2030"."""


def _is_limit(tokens: Tokens, calendar: Calendar, run: Run, at: int) -> bool:
    """Whether the word at `at` sets a limit as well."""
    first, *rest = tokens.norms[run.firsts[at] : run.lasts[at]]
    return any(kind == "by" and list(more) == rest for more, kind, _ in calendar.forms.get(first, ()))


def relation_of(tokens: Tokens, calendar: Calendar, run: Run, rule: str, first: int) -> tuple[str, int, bool]:
    """The relation the words before give it, the direction they give, and whether they make it approximate."""
    vague, letters = False, run.letters
    at = first - 1
    if letters[first] == "s" and rule in _RANGES:
        return "at", 0, False  # "từ ngày 3 đến 7/10"
    if letters[first] in _RELATIONS and rule != "frequency":
        at = first
    else:
        while at >= 0 and letters[at] in "lvK(aioN":
            if letters[at] == "v":
                vague = True
            at -= 1
            if first - at > 5:
                break
    letter = letters[at] if at >= 0 else ""
    if letter in _EARLIER and letter and _is_limit(tokens, calendar, run, at):
        letter = "b"
    if letter not in _RELATIONS or not letter:
        low = run.firsts[first]
        return "at", 2 * (low > 0 and tokens.norms[low - 1] in calendar.guards["ahead"] and letters[first] in "WMdr"), vague  # "payable Jan. 2"
    relation = _RELATIONS[letter]
    if at == first and rule in _SPANS:
        return "at", 0, vague  # "from 2016 to 2020"
    if relation == "by" and rule in ("year_range", "short_year_range"):
        relation = "for"  # "un plan para 2021-2025"
    said = " ".join(tokens.norms[run.firsts[at] : run.lasts[at]]).replace("' ", "'")
    guards = calendar.guards
    cue = 2 if said in guards["always_future"] or letters[at] == "z" else -2 if said in guards["always_past"] else 0
    if not cue and letters[first] in "WMdr" and said in guards["ahead"]:
        cue = 1
    if rule in ("weekday", "clocked") and said in guards["weekday_ahead"]:
        cue = 2
    return relation, cue, vague


def widen(run: Run, first: int, *, contracted: bool = False) -> int:
    """Where the expression begins once its article belongs to it, and with `contracted` the preposition that holds one: "del sábado"."""
    start, letters = first, run.letters
    if contracted and start and letters[start - 1] in "oa" and run.words[start - 1].value == "article":
        return start - 1
    while start > 0 and letters[start - 1] in "lK" and letters[first] not in "GFoB":
        start -= 1
    return start


def admit(tokens: Tokens, calendar: Calendar, numbers: Numbers, run: Run, rule: str, first: int, end: int, middle: Middle) -> bool:
    """Whether the words around allow the reading: no street, no programme name, no age, no count of things."""
    norms, text = tokens.norms, tokens.text
    words, firsts, lasts, letters = run
    low, high = firsts[first], lasts[end - 1]
    guards = calendar.guards
    before = letters[first - 1] if first else ""
    last_token = len(norms)
    glued = low > 0 and tokens.starts[low] == tokens.ends[low - 1] and letters[first] in "dyn"
    if glued and (
        (norms[low - 1] == "-" and low > 1 and tokens.ends[low - 2] == tokens.starts[low - 1] and norms[low - 2].isalpha())
        or norms[low - 1].isalpha()
    ):
        return False
    if rule in ("day", "compound_day", "year", "month", "day_pair") and _named_after(norms, guards["place"], run, first, low):
        return False
    if rule in ("length", "lengths"):
        return _admit_length(tokens, calendar, words, first, end, low, high, middle)
    if rule == "pointer":
        return norms[low] in calendar.alone and (letters[first] == "c" or (before != "" and before in "loi"))
    if rule == "slashed_day":
        return before in ("l", "o", "(", "a", "s", "u", "b", "J") or (first > 0 and letters[first - 1] == "W")
    if rule in ("year", "part", "decade", "year_range", "short_year_range") and _programme(tokens, guards["programme"], low, before):
        return False
    if rule == "year":
        return _admit_year(tokens, calendar, numbers, run, first, low, high)
    if rule == "month" and end - first == 1 and high - low == 2 and norms[low + 1] == ".":
        return before in ("i", "s", "u", "b") and before != ""  # "sobre el mar."
    if rule == "month" and end - first == 1 and high - low == 1:
        written = text[tokens.starts[low] : tokens.ends[low]]
        if norms[low] in calendar.capital and written[:1].isupper() and before not in ("i", "s", "u", "b"):
            return False
        after = text[tokens.starts[high] :][:1] if high < last_token else ""
        if calendar.order.startswith("mdy") and len(norms[low]) < 4 and after.isupper():
            return before in ("i", "s", "u", "b") and before != ""  # "Jan Kavan"
        if before == "l":
            return calendar.order.startswith("mdy") and after.islower()  # "the October meeting"
        if calendar.order.startswith("dmy<") and len(norms[low]) > 3 and written.islower():
            return True  # months are no names of anything else there: "cierra mayo con pérdidas"
        return before in _MONTH_OPENERS or (before in ("(", ",") and norms[low] not in calendar.capital)
    if rule == "season" and end - first == 1:
        return (before in "lKi" and before != "") or (before == "a" and not calendar.order.startswith("mdy"))
    if rule == "clock" and letters[first:end] == "J":
        return high - low > 1  # "por la mañana"
    if rule == "clock" and letters[first] == "P":
        return True
    if rule == "clock" and (
        before == "i" or (before == "o" and words[first - 1].value == "article") or (before in ("", "o", "&") and letters[end - 1] in "tQ")
    ):
        return True  # "4:00 p.m.", "at 10:30 UTC", "at noon"
    if rule == "clock":
        return (
            (before in ("a", "v", "l", "(", ",", "b", "u", "s") or (before in ("o", "B", "&") and _CLOCKS.match(letters, first) is not None))
            and (letters[first] != "h")
            and not (":" in letters[first:end] and len(words[letters.index(":", first) + 1].value) != 2)
        )
    if rule == "year_range" and letters[first:end].count("/") and len(norms) > high and norms[high] == "/":
        return False
    if rule in ("lone_day", "lone_days"):
        return _admit_lone(tokens, calendar, numbers, words, letters, rule, first, end, low, high)
    if rule == "iso" or rule == "slashed":
        return high >= last_token or norms[high] not in ("/", "-") or tokens.starts[high] != tokens.ends[high - 1]
    if rule == "quarter" and middle.year is None and end - first > 1 and letters[first] == "r":
        return True
    return True


def _named_after(norms: Sequence[str], places: frozenset[str], run: Run, first: int, low: int) -> bool:
    """Whether a street or square stands right before, with nothing but "of the" between: "rue du 8 Mai 1945"."""
    at, word = low - 1, first - 1
    while word >= 0 and at >= 0 and run.letters[word] in "ol" and run.firsts[word] == at:
        at, word = at - 1, word - 1
    return at >= 0 and norms[at] in places


def _programme(tokens: Tokens, names: frozenset[str], low: int, before: str) -> bool:
    """Whether a programme's name stands right before ("Agenda 2030"); a horizon is one only with a capital ("Horizon 2020")."""
    return low > 0 and tokens.norms[low - 1] in names and (before != "z" or tokens.text[tokens.starts[low - 1]].isupper())


def _admit_year(tokens: Tokens, calendar: Calendar, numbers: Numbers, run: Run, first: int, low: int, high: int) -> bool:
    norms, text, letters = tokens.norms, tokens.text, run.letters
    after = norms[high] if high < len(norms) else ""
    before = letters[first - 1] if first else ""
    if calendar.order.startswith("mdy") and before in ("l", "K", "=", "q") and after.isalpha() and "1950" <= norms[low] <= "2050":
        return True  # "the 1994 agreement"
    if high - low > 1:
        return True  # "2016 год": the word for it belongs to it
    if after and (after in ("%", "°") or match_form(numbers.units, norms, high) is not None):
        return False
    if after and high < len(norms) and tokens.starts[high] == tokens.ends[high - 1] and after.isalpha():
        return False
    things = after.isalpha() and len(after) > 4 and after.endswith(tuple(calendar.guards["plural_ending"]))
    if before in _YEAR_OPENERS and before:
        return not (before in "wa" and things)
    if before == "l" and first > 1 and letters[first - 2] in _YEAR_OPENERS:
        return run.words[first - 1].value != "plural" and not things and "1945" <= norms[low] <= "2060"
    if before in ("&", ",") and "y" in letters[max(0, first - 3) : first]:
        return True
    if numbers.group == "," and "1900" <= norms[low] <= "2040" and not (things and norms[low].endswith("0")):
        return True  # where thousands are set off ("1,990"), four digits are a year
    if low == 0:
        return False
    previous = norms[low - 1]
    written = text[tokens.starts[low - 1] : tokens.ends[low - 1]]
    plausible = "1945" <= norms[low] <= "2060"
    return plausible and previous.isalpha() and len(previous) > 2 and written[:1].isupper() and not things


def _admit_length(tokens: Tokens, calendar: Calendar, words: Sequence[Word], first: int, end: int, low: int, high: int, middle: Middle) -> bool:
    norms = tokens.norms
    ages = calendar.guards["age"] if "ages" not in calendar.marks else frozenset[str]()
    behind = high + (norms[high : high + 1] == ["-"])  # "a six-year-old"
    aged = behind < len(norms) and norms[behind] in ages and middle.unit == "year"
    if aged or any(norms[at] in ages for at in range(max(0, low - 2), low)):
        return False
    after = norms[high] if high < len(norms) else ""
    before = norms[low - 1] if low else ""
    if middle.unit == "year" and before in (",", "(") and after in (",", ")") and "ages" not in calendar.marks:
        return False
    return not (
        words[first].value == "one"
        and middle.unit == "day"
        and (first == 0 or words[first - 1].letter not in "wsbu")
        and (end >= len(words) or words[end].letter not in "sb")
    )


def _admit_lone(
    tokens: Tokens,
    calendar: Calendar,
    numbers: Numbers,
    words: Sequence[Word],
    letters: str,
    rule: str,
    first: int,
    end: int,
    low: int,
    high: int,
) -> bool:
    norms = tokens.norms
    after = norms[high] if high < len(norms) else "."
    if after not in calendar.guards["day_follow"] and letters[end - 1] not in "LX":
        return False
    if high < len(norms) and match_form(numbers.units, norms, high) is not None:
        return False  # "el 20 por ciento"
    if high + 1 < len(norms) and after in (",",) and norms[high + 1][0].isdigit():
        return False
    if words[first].letter == "r" and (words[first].number != 1 or not norms[low].isdigit()):
        return False
    if rule == "lone_days":
        return (bool(first) and letters[first - 1] == "l") or letters[first] == "o"
    before = letters[first - 1] if first else ""
    if before != "l" or words[first - 1].value == "plural":
        return False
    return first < 2 or letters[first - 2] not in "v"
