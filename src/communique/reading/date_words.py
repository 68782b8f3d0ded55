"""From tokens to runs of time words: each word a letter of the grammar's alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.languages.calendar import Calendar
from communique.languages.forms import match_form
from communique.languages.numbers import Numbers
from communique.reading.numerals import DIGITS, read_number, read_ordinal
from communique.text.tokens import Tokens

FIRST_YEAR, LAST_YEAR = 1800, 2100
REACH = 14
"""How many tokens a run may stretch to either side of the word it was found by."""

LETTERS = {
    "month": "M", "weekday": "W", "season": "S", "holiday": "H", "part": "P", "last": "L", "next": "X", "this": "K", "same": "=", "current": "c",
    "then": "j", "previous": "p", "following": "f", "ago": "G", "earlier": "e", "later": "g", "in_future": "F", "deictic": "I", "anaphor": "A",
    "ref": "R", "set": "Z", "daypart": "J", "clock": "O", "hour": "h", "times": "k", "each": "E", "by": "b", "until": "u", "since": "s", "for": "w",
    "vague": "v", "horizon": "z", "article": "l", "of": "o", "to": "a", "in": "i", "between": "B", "and": "&", "dash": "-", "slash": "/",
    "comma": ",",
    "open": "(", "close": ")", "colon": ":", "respectively": "%", "half": "2", "several": "m",
}  # fmt: skip
_UNITS = {"year": "Y", "month": "N", "quarter": "T", "semester": "T", "century": "C"}


class Word(NamedTuple):
    """A lexed word: its letter, what it says, and its tokens `first:last`."""

    letter: str
    value: str
    number: float
    first: int
    last: int
    plural: bool = False
    vague: bool = False


def _number_word(tokens: Tokens, at: int, numbers: Numbers) -> Word | None:
    norms = tokens.norms
    written = norms[at]
    ordinal = read_ordinal(tokens, at, numbers)
    if ordinal:
        return Word("r", written, ordinal[0], at, ordinal[1])
    number = read_number(norms, at, numbers)
    if number is None:
        if written.count(".") == 2:
            return Word("D", written, 0, at, at + 1)
        return None
    if number.value is None:
        return Word("m", written, 0, at, number.end, vague=True)
    if number.scaled and number.form == "digits":
        return Word("n", written, number.value, at, number.end)
    if number.form != "digits":
        return Word("q", number.form, number.value, at, number.end, vague=number.vague)
    value = number.value
    if written.isdigit():
        if len(written) <= 2 and 1 <= value <= 31:
            return Word("d", written, value, at, number.end)
        if len(written) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
            return Word("y", written, value, at, number.end)
    return Word("n", written, value, at, number.end)


def lex(tokens: Tokens, low: int, high: int, calendar: Calendar, numbers: Numbers) -> list[Word]:
    """The words of the tokens `low:high`; a token of no known form is a `.`."""
    norms, forms = tokens.norms, calendar.forms
    words: list[Word] = []
    at = low
    while at < high:
        norm = norms[at]
        found = match_form(forms, norms, at) if norm in forms else None
        number = _number_word(tokens, at, numbers) if norm[0] in DIGITS or norm in numbers.words or norm in numbers.romans else None
        if found and (number is None or found[0] >= number.last):
            end, kind, value = found
            if kind in ("unit", "units"):
                word = Word(_UNITS.get(value, "U"), value, 0, at, end, plural=kind == "units")
            else:
                number_of = float(value) if kind in ("month", "weekday", "season") else 0
                word = Word(LETTERS[kind], value, number_of, at, end, plural=norm in calendar.plural)
        elif number is not None:
            word = number
        else:
            word = Word(".", norm, 0, at, at + 1)
        words.append(word)
        at = word.last
    return words


def runs(tokens: Tokens, calendar: Calendar, numbers: Numbers) -> Iterator[list[Word]]:
    """The runs of words around every word a time can be found by, in text order, apart from each other."""
    norms = tokens.norms
    core, known, number_words, romans = calendar.core, calendar.known, numbers.words, numbers.romans
    size, done = len(norms), 0
    follow, forms = calendar.guards["day_follow"], calendar.forms
    for at, norm in enumerate(norms):
        if norm not in core:
            if norm[0] not in DIGITS:
                continue
            if not ((len(norm) == 4 and norm.isdigit() and "1800" <= norm <= "2100") or norm.count(".") == 2):
                if at + 1 >= size or len(norm) > 2:
                    continue
                after = norms[at + 1]
                if after not in ("/", "-", ":", "h"):
                    before = forms.get(norms[at - 1]) if at else None
                    if not (before and before[-1][1] in ("article", "of", "and") and (after in follow or after in known)):
                        continue
        if at < done:
            continue
        low = at
        floor = max(done, at - REACH)
        while low > floor:
            word = norms[low - 1]
            if word in known or word[0] in DIGITS or word in number_words or word in romans or word in numbers.suffixes:
                low -= 1
            else:
                break
        high = at + 1
        while high < size and high < at + 2 * REACH:
            word = norms[high]
            if word in known or word[0] in DIGITS or word in number_words or word in romans or word in numbers.suffixes:
                high += 1
            else:
                break
        done = high
        yield lex(tokens, low, high, calendar, numbers)
