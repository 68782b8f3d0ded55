"""From tokens to runs of time words: each word a letter of the grammar's alphabet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from communique.languages.calendar import Calendar
from communique.languages.numbers import Numbers
from communique.reading.numerals import read_number, read_ordinal
from communique.text.tokens import DIGITS, Tokens

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100
_PIVOT: Final = 40
"""Years of two digits below it are of this century."""
REACH: Final = 14
"""How many tokens a run may stretch to either side of the word it was found by."""

LETTERS: Final = {
    "month": "M", "weekday": "W", "season": "S", "holiday": "H", "part": "P", "last": "L", "next": "X", "this": "K", "same": "=", "current": "c",
    "then": "j", "previous": "p", "following": "f", "ago": "G", "earlier": "e", "later": "g", "in_future": "F", "deictic": "I", "anaphor": "A",
    "ref": "R", "set": "Z", "daypart": "J", "clock": "O", "hour": "h", "times": "k", "each": "E", "by": "b", "until": "u", "since": "s", "for": "w",
    "vague": "v", "horizon": "z", "article": "l", "of": "o", "to": "a", "in": "i", "between": "B", "and": "&", "dash": "-", "slash": "/",
    "comma": ",",
    "open": "(", "close": ")", "colon": ":", "respectively": "%", "half": "2", "several": "m", "meridiem": "t",
    "zone": "Q", "decade_mark": "x", "code": "V", "filler": "!",
}  # fmt: skip
_UNITS: Final = {"year": "Y", "month": "N", "quarter": "T", "semester": "T", "century": "C"}
_HOURS: Final = re.compile(r"(?:(?:[01]?\d|2[0-4])[.,]|[01]\d|2[0-4])[0-5]\d")
_APOSTROPHES: Final = frozenset("'’‘`")
_INSIDE: Final = _APOSTROPHES.union(DIGITS)
_MARKS: Final = frozenset("/-:h")
_BEFORE_DAY: Final = frozenset({"article", "of", "and"})


class Word(NamedTuple):
    """A lexed word: its letter of the grammar, and what it says."""

    letter: str
    value: str
    number: float
    plural: bool = False
    vague: bool = False
    named: bool = False
    """whether it must have a capital"""


_UNKNOWN: Final = Word(".", "", 0)


class Run(NamedTuple):
    """Words that follow each other: word i has the tokens `firsts[i]:lasts[i]` and the letter `letters[i]`."""

    words: list[Word]
    firsts: list[int]
    lasts: list[int]
    letters: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What a calendar and a table of numbers say of single words, for look-ups that cost one step.

    `forms`: first word → its forms, longest first: the tokens after it, their count, and the word they make.
    `known`: what a run may go on with. `articles`: the words of units that are articles before a number: "ngày 5".
    `units`: units of one word, in the plural. `hours`: what makes a number before it an hour.
    """

    forms: dict[str, tuple[tuple[tuple[str, ...], int, Word], ...]]
    known: frozenset[str]
    articles: frozenset[tuple[str, ...]]
    units: frozenset[str]
    hours: frozenset[str]


@lru_cache(maxsize=16)
def lexicon(calendar: Calendar, numbers: Numbers) -> Lexicon:
    """The lexicon of a language's calendar and numbers; once for each."""
    return Lexicon(
        {
            word: tuple(
                (rest, len(rest), _word(kind, value, plural=word in calendar.plural, named=" ".join((word, *rest)) in calendar.named))
                for rest, kind, value in forms
            )
            for word, forms in calendar.forms.items()
        },
        calendar.known.union(numbers.words, numbers.romans, numbers.suffixes),
        frozenset(
            (word, *rest)
            for word, forms in calendar.forms.items()
            for rest, kind, _ in forms
            if kind == "unit" and any(other == "article" and more == rest for more, other, _ in forms)
        ),
        frozenset(word for word, forms in calendar.forms.items() for rest, kind, _ in forms if kind == "units" and not rest),
        calendar.guards["hour_noun"] | calendar.guards["hour_zone"],
    )


_ARTICLE: Final = Word("l", "", 0)
_SLASH: Final = Word("/", "", 0)
_DASHED: Final = re.compile(r"(?<=.)d-d(?![-/d]|oM)").finditer


def _word(kind: str, value: str, *, plural: bool, named: bool) -> Word:
    if kind in ("unit", "units"):
        return Word(_UNITS.get(value, "U"), value, 0, kind == "units")
    return Word(LETTERS[kind], value, float(value) if kind in ("month", "weekday", "season") else 0, plural, named=named)


def _number_word(tokens: Tokens, at: int, numbers: Numbers) -> tuple[Word | None, int]:
    """The number or ordinal that begins at token `at`, and the token after it."""
    norms = tokens.norms
    written = norms[at]
    ordinal = read_ordinal(tokens, at, numbers)
    if ordinal:
        return Word("r", written, ordinal[0]), ordinal[1]
    number = read_number(norms, at, numbers)
    if number is None:
        return Word("D", written, 0) if written.count(".") == 2 else None, at + 1
    value, end, form, vague, scaled = number
    if value is None:
        return Word("m", written, 0, vague=True), end
    if form != "digits":
        return Word("q", form, value, vague=vague), end
    if not scaled and written.isdigit():
        if len(written) <= 2 and 1 <= value <= 31:
            return Word("d", written, value), end
        if len(written) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
            return Word("y", written, value), end
    return Word("n", written, value), end


def lex(tokens: Tokens, low: int, high: int, calendar: Calendar, numbers: Numbers) -> Run:
    """The words of the tokens `low:high`; a token of no known form is a `.`."""
    norms, opening, years = tokens.norms, numbers.opening, calendar.guards["year_noun"]
    lexis, nouns = lexicon(calendar, numbers), calendar.guards["hour_noun"]
    forms, articles, hours = lexis.forms, lexis.articles, lexis.hours
    words: list[Word] = []
    firsts: list[int] = []
    lasts: list[int] = []
    at = low
    while at < high:
        norm = norms[at]
        word, last = _number_word(tokens, at, numbers) if norm in opening or norm[0] in DIGITS else (None, at + 1)
        for rest, more, other in forms.get(norm, ()):
            if not more or tuple(norms[at + 1 : at + 1 + more]) == rest:
                if other.named and tokens.text[tokens.starts[at] : tokens.ends[at + more]].islower():
                    continue
                if word is None or at + 1 + more >= last:
                    word, last = other, at + 1 + more
                    if articles and last < high and norms[last][0] in DIGITS and (norm, *rest) in articles:
                        word = _ARTICLE
                break
        if word is not None and word.letter == "y" and last < len(norms) and norms[last] in years:  # "2016 года", "2016 г."
            last += 1
            if last < len(norms) and norms[last] == "." and len(norms[last - 1]) < 3:
                last += 1
            if last < high and norms[last] in years:  # "2022 год Годом культуры": no 2022 years
                words, firsts, lasts = [*words, word], [*firsts, at], [*lasts, last]
                word, at, last = _UNKNOWN, last, last + 1
        if word is None:
            if norm in _APOSTROPHES and (short := _short_year(tokens, at)) is not None:
                word, last = short, at + 2
            elif words and words[-1].letter == "C" and norm in numbers.romans and tokens.text[tokens.starts[at] : tokens.ends[at]].isupper():
                word = Word("r", norm, numbers.romans[norm])  # "el siglo XX"
        elif word.letter == "q":
            if word.number % 1 and last - at == 2 and norms[at + 1] in lexis.units and (whole := _whole(norms[at], numbers)) is not None:
                word, last = whole, at + 1
            if words:
                word = _spoken_year(words, firsts, lasts, word) or word
        elif hours and word.letter in "ny" and _HOURS.fullmatch(norm):
            if last < len(norms) and norms[last] in hours:  # "20.30 horas", "1830 GMT"
                word = Word("O", f"{norm[:-2].rstrip('.,'):0>2}:{norm[-2:]}", 0)
                last += norms[last] in nouns
            elif "." in norm and len(words) > 1 and words[-1].letter == "l" and words[-1].value == "plural" and words[-2].letter in "aus":
                word = Word("O", f"{norm[:-3]:0>2}:{norm[-2:]}", 0)  # "a las 22.00"
        words.append(word or _UNKNOWN)
        if len(firsts) < len(words):
            firsts.append(at)
        lasts.append(last)
        at = last
    letters = "".join([word.letter for word in words])
    return Run(words, firsts, lasts, _dashed(words, letters) if articles and "d-d" in letters else letters)


def _dashed(words: list[Word], letters: str) -> str:
    """The letters with each dash between a day and its month read as a slash, in a language whose days have their article: "ngày 22-8"."""
    for match in _DASHED(letters):
        ahead = letters[: match.start()]
        opens = ahead[-1:] in "lJ" or ahead[-2:] in ("I(", "W(") or ahead[-3:-1] in ("ld", "/d")  # "từ ngày 22 đến 24-8"
        if opens and words[match.end() - 1].number <= 12:
            at = match.start() + 1
            words[at] = _SLASH
            letters = f"{letters[:at]}/{letters[at + 1 :]}"
    return letters


def _whole(norm: str, numbers: Numbers) -> Word | None:
    """The whole number that a word is, where a unit behind it was taken for a fraction: "two quarters"."""
    number = read_number([norm], 0, numbers)
    return Word("q", number[2], number[0]) if number is not None and number[0] is not None and not number[0] % 1 else None


def _short_year(tokens: Tokens, at: int) -> Word | None:
    """The year that is told by its last two digits: "'93"."""
    if at + 1 >= len(tokens.norms) or tokens.starts[at + 1] != tokens.ends[at]:
        return None
    digits = tokens.norms[at + 1]
    if len(digits) != 2 or not digits.isdigit():
        return None
    return Word("y", digits, int(digits) + (2000 if int(digits) < _PIVOT else 1900))


def _spoken_year(words: list[Word], firsts: list[int], lasts: list[int], word: Word) -> Word | None:
    """The year that two number words make ("nineteen ninety-six"), the first of which is taken off the lists, or one behind "in" or a month."""
    before = words[-1]
    if before.letter == "q" and 17 <= before.number <= 20 and 10 <= word.number <= 99 and lasts[-1] - firsts[-1] == 1:
        words.pop()
        lasts.pop()
        return Word("y", "spoken", before.number * 100 + word.number)
    return Word("y", "spoken", word.number) if 1900 <= word.number <= LAST_YEAR and before.letter in "ioMYsub" else None


def runs(tokens: Tokens, calendar: Calendar, numbers: Numbers) -> list[Run]:
    """The runs of words around every word a time can be found by, in text order, apart from each other."""
    norms = tokens.norms
    core, known = calendar.core, lexicon(calendar, numbers).known
    found: list[Run] = []
    size, done = len(norms), 0
    for at in sorted([*tokens.among(core), *[at for at in tokens.numerals if _opens_run(norms, at, calendar)]]):
        if at < done:
            continue
        low = at
        floor = max(done, at - REACH)
        while low > floor and (norms[low - 1] in known or norms[low - 1][0] in _INSIDE):
            low -= 1
        high = at + 1
        ceiling = min(size, at + 2 * REACH)
        while high < ceiling and (norms[high] in known or norms[high][0] in _INSIDE):
            high += 1
        run = lex(tokens, low, high, calendar, numbers)
        done = max(high, run.lasts[-1])  # the last word may go on behind the run
        found.append(run)
    return found


def _opens_run(norms: list[str], at: int, calendar: Calendar) -> bool:
    """Whether a number in digits may be a time with no word of time beside it: a year, a day in digits, an hour, a day whose month is not said."""
    norm = norms[at]
    if at + 1 < len(norms) and norms[at + 1] in calendar.guards["hour_zone"]:
        return True
    if (len(norm) == 4 and norm.isdigit() and "1800" <= norm <= "2100") or norm.count(".") == 2:
        return True
    if at + 1 >= len(norms) or len(norm) > 2:
        return False
    if len(norm) == 2 and at and norms[at - 1] in _APOSTROPHES:
        return True
    after = norms[at + 1]
    if after in _MARKS:
        return True
    before = calendar.forms.get(norms[at - 1]) if at else None
    return before is not None and before[-1][1] in _BEFORE_DAY and (after in calendar.known or after in calendar.guards["day_follow"])
