"""Numbers in digits and in words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from communique.languages.forms import Index
from communique.languages.numbers import Numbers
from communique.text.tokens import DIGITS, Tokens

_HYPHENS: Final = frozenset("-‑–")


class Number(NamedTuple):
    """`value` (None where the words give none: "dozens"), the token after it, and how it is written.

    `form` is digits, words, or one (the bare article); `vague` is set by words such as "about twenty"; `scaled` by thousand, million...
    """

    value: float | None
    end: int
    form: str
    vague: bool = False
    scaled: bool = False


def match_form(index: Index, norms: list[str], at: int) -> tuple[int, str, str] | None:
    """The longest form that begins at `norms[at]`: where it ends, its class and its value."""
    forms = index.get(norms[at])
    if forms is None:
        return None
    for rest, kind, value in forms:
        if not rest:
            return at + 1, kind, value
        end = at + 1 + len(rest)
        if end <= len(norms) and norms[at + 1] == rest[0] and tuple(norms[at + 1 : end]) == rest:
            return end, kind, value
    return None


@lru_cache(maxsize=8192)
def read_digits(written: str, group: str, decimal: str, scaled: bool) -> float | None:
    """The number written in digits, by the language's marks and by magnitude; None if it is no number (several dots of a date).

    `scaled` says that a word such as "million" follows: then only the language's own group mark groups.
    """
    plain = "".join(mark for mark in written if mark.isdigit() or mark in ".,")
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return float(plain) if len(plain) < 16 else None
    whole, *rest = plain.replace(",", ".").split(".")
    if not whole or not all(rest) or len(plain) > 24:
        return None
    if len(rest) > 1:
        if len(whole) <= 3 and all(len(piece) == 3 for piece in rest):
            if marks[-1] != marks[0]:
                return float(whole + "".join(rest[:-1]) + "." + rest[-1])
            return float(whole + "".join(rest))
        if len(whole) <= 3 and all(len(piece) == 3 for piece in rest[:-1]) and len(rest[-1]) < 3 and whole + rest[0] > "1000":
            return float(whole + "".join(rest[:-1]) + "." + rest[-1])
        return None
    grouped = len(rest[0]) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    if grouped and scaled:
        return float(whole + rest[0]) if marks[0] in group != decimal else float(f"{whole}.{rest[0]}")  # "1.200 milliards", "1,234 million"
    if grouped and (marks[0] in group or (" " not in written and rest[0].endswith("0"))):
        return float(whole + rest[0])
    return float(f"{whole}.{rest[0]}")


def read_number(norms: list[str], at: int, numbers: Numbers) -> Number | None:
    """The number that begins at token `at`, with its magnitude ("4,85 milliards", "deux cent mille", "une vingtaine", "dix-sept (17)")."""
    number = _read_number(norms, at, numbers)
    if number is None or number.end + 2 >= len(norms) or norms[number.end] != "(" or not norms[number.end + 1].isdigit():
        return number
    again = norms[number.end + 2] == ")" and number.form == "words" and float(norms[number.end + 1]) == number.value
    return number._replace(end=number.end + 3) if again else number


def _read_number(norms: list[str], at: int, numbers: Numbers) -> Number | None:
    word = norms[at]
    if word[0] in DIGITS:
        following = match_form(numbers.words, norms, at + 1) if at + 1 < len(norms) and norms[at + 1] in numbers.words else None
        scaled = following is not None and following[1] in ("magnitude", "thousand")
        value = read_digits(word, numbers.group, numbers.decimal, scaled)
        return None if value is None else _scale(norms, at + 1, value, "digits", numbers) if scaled else Number(value, at + 1, "digits")
    return _in_words(norms, at, numbers) if word in numbers.starts else None


def _scale(norms: list[str], at: int, value: float, form: str, numbers: Numbers, *, vague: bool = False) -> Number:
    """The number with the magnitudes that follow it, and a half of the last of them."""
    scaled, last = False, 1.0
    while at < len(norms):
        found = match_form(numbers.words, norms, at)
        if found and (found[1] == "magnitude" or (found[1] == "thousand" and not scaled)):
            last = float(found[2])
            value, at, scaled = value * last, found[0], True
            if at + 1 < len(norms) and norms[at][0] in DIGITS:
                rest = read_digits(norms[at], numbers.group, numbers.decimal, True)
                more = match_form(numbers.words, norms, at + 1) if rest is not None and rest < 1000 else None
                if rest is None or more is None or more[1] != "magnitude":
                    continue
                if found[1] == "thousand":  # "13 mil 700 millones"
                    value, at = value + rest, at + 1
                elif float(more[2]) < last:  # "3 milliards 250 millions", "31 млрд 198,7 млн"
                    value, at = value + rest * float(more[2]), more[0]
        elif scaled and found and found[1] == "joiner" and at + 1 < len(norms):
            half = match_form(numbers.words, norms, at + 1)
            if not half or half[1] != "half":
                break
            value, at = value + float(half[2]) * last, half[0]
        elif scaled and found and found[1] == "link" and at + 1 < len(norms) and numbers.words.get(norms[at + 1]):
            more = match_form(numbers.words, norms, at + 1)
            if not more or more[1] != "magnitude":
                break
            at += 1
        else:
            break
    return Number(value, at, form, vague, scaled)


def _in_words(norms: list[str], at: int, numbers: Numbers) -> Number | None:
    total = current = 0.0
    form, vague, begun, size = "words", False, False, len(norms)
    first, index = at, numbers.words
    while at < size:
        found = match_form(index, norms, at)
        if not found:
            break
        end, kind, text = found
        if kind == "joiner" and begun and end < size:
            after = match_form(index, norms, end)
            if not after:
                break
            tens = current % 100 >= 20 and current % 10 == 0
            units = after[1] in ("one", "small") and float(after[2]) < 20 and tens
            compound = text == "hyphen" and (
                (after[1] in ("hundred", "thousand") and current >= 2) or (after[1] in ("one", "small") and current % 100 == 0)
            )
            if not units and not compound:
                break
            at = end
            continue
        if kind in ("one", "small"):
            value = float(text)
            if begun and not (current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 20)):
                break
            form = "one" if kind == "one" and not begun else "words"
            current += value
        elif kind == "hundred":
            if current >= 100:
                break
            current, form = (current or 1) * 100, "words"
        elif kind == "thousand":
            if total:
                break
            total, current, form = (current or 1) * 1000, 0.0, "words"
        elif kind == "vague" and (not begun or current == 1):
            current, vague, at, form, begun = float(text), True, end, "words", True
            break
        elif kind == "fraction" and begun:
            current, at, form = current * float(text), end, "fraction"
            break
        elif kind == "half" and (not begun or current == 1) and total == 0:
            scaled_at = end + (end < size and any(k == "joiner" and v == "hyphen" for _, k, v in index.get(norms[end], ())))
            scale = match_form(index, norms, scaled_at) if scaled_at < size else None
            if not scale or scale[1] != "magnitude":
                break
            current, at, form, begun = float(text), scaled_at, "words", True
            break
        elif kind == "magnitude" and not begun and numbers.lone:  # "миллион доз"
            current, form = float(text), "words"
        elif kind == "several" and not begun:
            return Number(None, _scale(norms, end, 1, form, numbers).end, "words", True)
        else:
            break
        at, begun = end, True
    if not begun or at == first:
        return None
    value = total + current
    if vague and at + 1 < size:
        linked, more = match_form(index, norms, at), match_form(index, norms, at + 1)
        if linked and linked[1] == "link" and more and more[1] == "magnitude":
            at += 1
    number = _scale(norms, at, value, form, numbers, vague=vague)
    return number._replace(form="words") if number.scaled and form == "one" else number


def _numbers_a_noun(tokens: Tokens, at: int) -> bool:
    """Whether a Roman numeral without a suffix stands before a noun ("la IV Cumbre"), not behind a name ("Felipe VI")."""
    text, starts, norms = tokens.text, tokens.starts, tokens.norms
    if at + 1 >= len(norms) or not norms[at + 1].isalpha() or len(norms[at + 1]) < 4:
        return False
    return not at or len(norms[at - 1]) <= 3 or not text[starts[at - 1]].isupper()


def read_ordinal(tokens: Tokens, at: int, numbers: Numbers) -> tuple[int, int] | None:
    """The ordinal that begins at token `at`, in digits, Roman numerals or words: its value, and the token after it."""
    norms = tokens.norms
    word = norms[at]
    if word[0] in DIGITS:
        if len(word) > 4 or not word.isdigit() or at + 1 >= len(norms):
            return None
        if norms[at + 1] in _HYPHENS and at + 2 < len(norms) and f"-{norms[at + 2]}" in numbers.suffixes:  # "19-й"
            return (int(word), at + 3) if tokens.starts[at + 1] == tokens.ends[at] and tokens.starts[at + 2] == tokens.ends[at + 1] else None
        if norms[at + 1] in _HYPHENS and at + 2 < len(norms) and norms[at + 2] in numbers.joined_nouns:  # "65-летие"
            return int(word), at + 2
        if norms[at + 1] == "." and at + 2 < len(norms) and norms[at + 2] in numbers.suffixes:  # "19.ª"
            return (int(word), at + 3) if tokens.starts[at + 2] == tokens.ends[at] + 1 else None
        if norms[at + 1] not in numbers.suffixes:
            return None
        gap = tokens.starts[at + 1] - tokens.ends[at]
        if gap > 1 or (gap == 1 and not norms[at + 1].isalpha()):
            return None
        return int(word), at + 2
    roman = numbers.romans.get(word)
    if roman is not None:
        written = tokens.text[tokens.starts[at] : tokens.ends[at]]
        split = next((size for size, mark in enumerate(written) if not mark.isupper()), len(written))
        if (split == len(written) and _numbers_a_noun(tokens, at)) or (0 < split < len(written) and written[split:] in numbers.suffixes):
            return roman, at + 1
    if word in numbers.ordinals:
        for rest, kind, value in numbers.words[word]:
            end = at + 1 + len(rest)
            if not rest or tuple(norms[at + 1 : end]) == rest:
                if kind == "ordinal_prefix":
                    return _prefixed(tokens, end, numbers)
                return (int(value), end) if kind == "ordinal" else None
    return None


def _prefixed(tokens: Tokens, at: int, numbers: Numbers) -> tuple[int, int] | None:
    """The ordinal whose word stands before the number at token `at`: "lần thứ 19", "khóa XIV"."""
    if at >= len(tokens.norms):
        return None
    word = tokens.norms[at]
    if word.isdigit():
        return (int(word), at + 1) if len(word) <= 3 else None
    value = numbers.numerals.get(word)
    return (value, at + 1) if value is not None and tokens.text[tokens.starts[at] : tokens.ends[at]].isupper() else None
