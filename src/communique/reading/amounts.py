"""Amounts of a text: money, counts of things, shares, ranks and "n of m", each with its comparator; and ordinals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from communique.languages.numbers import Numbers
from communique.model.mentions import Mention
from communique.model.quantities import Comparator, Quantity
from communique.model.spans import Span
from communique.reading.numerals import Number, match_form, read_number, read_ordinal
from communique.text.tokens import DIGITS, Tokens

GAP: Final = 2
"""How many words of no known kind (adjectives) may stand between a number and its noun."""
_STOPS: Final = frozenset(".,;:!?()[]«»\"“”…/–—'’%*|<>&-")


_RANKED: Final = 6
"""tokens before an ordinal in which what it ranks begins"""


class _Unit(NamedTuple):
    kind: str
    unit: str
    end: int


_THOUSAND: Final = 1000


def find_amounts(tokens: Tokens, numbers: Numbers, *, skip: Sequence[tuple[int, int]] = ()) -> list[Mention[Quantity]]:
    """The amounts of `tokens`, in text order: types money, amount, percent, rank, of, and number where no unit is named.

    `skip` are token ranges that are something else already (dates). The span covers the comparator too.
    """
    norms = tokens.norms
    starts, signs = numbers.starts, numbers.signs
    taken = bytearray(len(norms))
    for low, high in skip:
        taken[low:high] = b"\x01" * (min(high, len(norms)) - low)
    found: list[Mention[Quantity]] = []
    reached = 0
    for at in sorted([*tokens.numerals, *tokens.among(numbers.opening)]):
        if at < reached or taken[at]:
            continue
        word = norms[at]
        if word[0] in DIGITS or word in starts or word in signs:
            read = _amount(tokens, numbers, at, taken)
            if read is not None:
                mention, reached = read
                if mention is not None and not (found and mention.span.start < found[-1].span.end):
                    found.append(mention)
        else:
            ordinal = read_ordinal(tokens, at, numbers)
            if ordinal:
                rank = _rank(tokens, numbers, at, *ordinal)
                if rank is not None and not (found and rank[0].span.start < found[-1].span.end):
                    found.append(rank[0])
                reached = rank[1] if rank is not None else ordinal[1]
            elif (top := _rank(tokens, numbers, at, 1, at)) is not None:  # "el mayor socio comercial"
                if not (found and top[0].span.start < found[-1].span.end):
                    found.append(top[0])
                reached = top[1]
    return found


def find_ordinals(tokens: Tokens, numbers: Numbers) -> list[Mention[int]]:
    """The ordinals of `tokens` in digits ("19e", "18 e"), Roman numerals and words."""
    norms, starts, ordinals = tokens.norms, tokens.starts, numbers.ordinals
    found: list[Mention[int]] = []
    reached, suffixes, last = 0, numbers.suffixes, len(norms) - 1
    numerals = [
        at for at in tokens.numerals if at < last and (norms[at + 1] in suffixes or norms[at + 1] in "-‑–.") and not _glued_before(tokens, at)
    ]
    if numbers.numbered:
        numerals += [at for at in tokens.numerals if at and norms[at - 1] in numbers.numbered and norms[at].isdigit() and at not in numerals]
    ordered = [at for at in tokens.numerals if is_ordered(tokens, at, numbers)] if numbers.ordered else []
    numerals += [at for at in ordered if at not in numerals]
    ranked = [at for at in tokens.among(numbers.opening) if norms[at] in numbers.ranked]
    for at in sorted([*numerals, *ranked]):
        word = norms[at]
        if at < reached or not (word[0] in DIGITS or word in ordinals or tokens.text[starts[at]].isupper()):
            continue
        ordinal = read_ordinal(tokens, at, numbers)
        if ordinal is None and numbers.numbered and at and norms[at - 1] in numbers.numbered and len(word) <= 3 and word.isdecimal():
            ordinal = int(word), at + 1
        if ordinal is None and at in ordered:
            ordinal = int(word), at + 1
        if ordinal:
            value, reached = ordinal
            found.append(Mention(Span(starts[at], tokens.ends[reached - 1]), "ordinal", value, "amount:ordinal"))
    return found


def is_ordered(tokens: Tokens, at: int, numbers: Numbers) -> bool:
    """Whether bare digits number the one thing behind them: "la 37 cumbre", "su 12 reunión"."""
    norms = tokens.norms
    if not 0 < at < len(norms) - 1 or norms[at + 1] not in numbers.ordered or norms[at - 1] not in numbers.ordered_by:
        return False
    return norms[at].isdecimal() and len(norms[at]) <= 3


def _glued_before(tokens: Tokens, at: int) -> bool:
    """Whether letters, or letters and a hyphen, stand right before: COVID-19, G20, AMM-52."""
    if not at or tokens.starts[at] != tokens.ends[at - 1]:
        return False
    before = tokens.norms[at - 1]
    if before[-1].isalpha():
        return True
    return before in "-–." and at > 1 and tokens.ends[at - 2] == tokens.starts[at - 1] and (before == "." or tokens.norms[at - 2][-1].isalpha())


def _comparator(norms: Sequence[str], at: int, numbers: Numbers) -> tuple[int, Comparator] | None:
    """The comparator that ends right before token `at`: where it begins."""
    words = numbers.words
    for first in range(max(0, at - 5), at):
        if norms[first] in words:
            for rest, kind, value in words[norms[first]]:
                if kind == "comparator" and first + 1 + len(rest) == at and tuple(norms[first + 1 : at]) == rest:
                    return first, value  # type: ignore[return-value]
    return None


def _unit(tokens: Tokens, at: int, numbers: Numbers, gap: int) -> _Unit | None:
    """The nearest unit from token `at` on, over at most `gap` words of no known kind, longest form first."""
    norms, words, units = tokens.norms, numbers.words, numbers.units
    size = len(norms)
    if at < size and norms[at] in words and norms[at] not in units and (link := match_form(words, norms, at)) and link[1] == "link":
        at = link[0]
    step = 0
    while step <= gap and at < size:
        word = norms[at]
        if step and numbers.names_between and word in numbers.signs:
            return None  # "two sides topped $25 billion"
        if step and numbers.names_between and word == "-" and at + 1 < size and norms[at + 1].isalpha():
            at, step = at + 2, step + 1  # "two high-speed patrol boats"
            continue
        if numbers.names_between and _is_model(tokens, at):
            at, step = at + 3, step + 1  # "24 F-16 jets", "200 COVID-19 tests"
            continue
        unit = match_form(units, norms, at) if word in units else None
        if unit and _modifies(norms, unit, numbers):
            unit = None
        if unit:
            end, kind, name = unit
            if end == at + 1 and len(word) == 1 and word.isalpha() and tokens.text[tokens.starts[at]].isupper():
                return None
            return _Unit("money" if kind == "money" else "percent" if name == "percent" else "amount", name, end)
        if word[0] in _STOPS or word[0] in DIGITS or word.endswith("'") or len(word) < 3:
            return None
        known = words.get(word)
        if known and not (step == 0 and any(kind == "ordinal" for _, kind, _ in known)) and any(not rest for rest, _, _ in known):
            return None
        if tokens.text[tokens.starts[at]].isupper() and not numbers.names_between:
            return None
        at, step = at + 1, step + 1
    return None


def _is_model(tokens: Tokens, at: int) -> bool:
    """Whether a word is joined to a number by a hyphen: "F-16"."""
    norms, starts, ends = tokens.norms, tokens.starts, tokens.ends
    if at + 2 >= len(norms) or norms[at + 1] != "-" or not norms[at + 2].isdecimal() or not norms[at].isalpha():
        return False
    return starts[at + 1] == ends[at] and starts[at + 2] == ends[at + 1]


def _modifies(norms: Sequence[str], unit: tuple[int, str, str], numbers: Numbers) -> bool:
    """Whether a unit only stands before the noun that is counted: "two migrant centers"."""
    end, kind, name = unit
    if not numbers.plurals or kind == "money" or name == "percent" or end >= len(norms) or norms[end - 1] != name.rpartition(" ")[2]:
        return False
    return len(norms[end]) > 3 and norms[end].isalpha() and norms[end].endswith(numbers.plurals)


def _amount(tokens: Tokens, numbers: Numbers, at: int, taken: bytearray) -> tuple[Mention[Quantity] | None, int] | None:
    """The amount that begins at token `at` and the token to go on from; no mention where the number is none of a thing."""
    norms = tokens.norms
    first, sign, size = at, None, len(norms)
    if norms[at] in numbers.signs:
        found = match_form(numbers.units, norms, at)
        if not found or found[1] != "money" or found[0] >= size or norms[found[0]][0] not in DIGITS:
            return None
        if len(norms[at]) == 1 and norms[at].isalpha() and tokens.ends[at] < tokens.starts[at + 1]:
            return None  # "a $60 billion package" is none in "A$"
        sign, at = found[2], found[0]
    elif norms[at][0] in DIGITS and _glued_before(tokens, at):
        return None, at + 1
    ordinal = read_ordinal(tokens, at, numbers)
    if ordinal:
        rank = _rank(tokens, numbers, at, *ordinal)
        return rank if rank is not None else (None, ordinal[1])
    if sign is None and _is_article(norms, at, numbers):
        return None, at + 1
    number = read_number(norms, at, numbers)
    if number is None or number.value is None or (at < len(taken) and any(taken[at : number.end])):
        return None, max(at + 1, number.end if number and number.value is None else at + 1)
    if numbers.names_between and len(norms[at]) == 4 and norms[at].isdigit() and 1950 < number.value < 2050 and number.value % 100 and not sign:
        return None, number.end  # a year: "their 2018 agreement"
    label = numbers.words.get(norms[first - 1]) if first else None
    if label and any(kind == "label" and not rest for rest, kind, _ in label) and not number.scaled and number.form == "digits":
        return None, number.end
    value, end = number.value, number.end
    comparator: Comparator = "="
    upper = _range_end(tokens, numbers, number, first, taken)
    if upper is not None:
        value, number, comparator = upper
        end = number.end
        opener = match_form(numbers.words, norms, first - 1) if first else None
        if first and opener and any(kind == "span_open" for rest, kind, _ in numbers.words[norms[first - 1]] if not rest) and not sign:
            first -= 1
    if number.form == "fraction" and value < 1:  # "les deux tiers des projets"
        return _compared(tokens, numbers, first, end, "percent", round(value * 100, 1), "percent", comparator, number), end
    of = _of_total(tokens, numbers, number, end, sign) if upper is None else None
    if of is not None:
        total, noun, end = of
        return _mention(tokens, first, end, "of", Quantity(value, noun, "=", total), numbers), end
    unit = _Unit("money", sign, end) if sign else _unit(tokens, end, numbers, 0 if number.form == "one" else GAP)
    if unit is not None:
        if number.form == "one" and not number.scaled and unit.kind != "money" and not _comparator(norms, first, numbers):
            return None, unit.end
        whole = _after_unit(tokens, numbers, unit)
        if whole is not None:
            return _mention(tokens, first, whole[1], "of", Quantity(value, unit.unit, "=", whole[0]), numbers), whole[1]
        return _compared(tokens, numbers, first, unit.end, unit.kind, value, unit.unit, comparator, number), unit.end
    if (number.form == "digits" and not _glued_after(tokens, number.end)) or number.scaled or number.vague:
        return _compared(tokens, numbers, first, end, "number", value, "", comparator, number), end
    return None, end


def _is_article(norms: Sequence[str], at: int, numbers: Numbers) -> bool:
    """Whether the word is the bare article, and no word behind it makes a number or an amount of it."""
    after = norms[at + 1] if at + 1 < len(norms) else ""
    if after in numbers.words or after in numbers.units or after == "/":
        return False
    for rest, kind, _ in numbers.words.get(norms[at], ()):
        if not rest or rest[0] == after:
            return kind == "one" and not rest
    return False


def _glued_after(tokens: Tokens, end: int) -> bool:
    return end < len(tokens.starts) and tokens.starts[end] == tokens.ends[end - 1] and (tokens.norms[end][0].isalpha() or tokens.norms[end] in "/-")


def _compared(
    tokens: Tokens, numbers: Numbers, first: int, end: int, kind: str, value: float, unit: str, comparator: Comparator, number: Number
) -> Mention[Quantity]:
    """The mention with the comparator before or after it."""
    said = _comparator(tokens.norms, first, numbers)
    if said is not None:
        first = said[0]
        comparator = said[1] if said[1] != "=" else comparator
    elif end < len(tokens.norms) and (after := _after(tokens.norms, end, numbers)) is not None:
        end, comparator = after
    if number.vague and comparator == "=":
        comparator = "~"
    return Mention(Span(tokens.starts[first], tokens.ends[end - 1]), kind, Quantity(value, unit, comparator), f"amount:{kind}")


def _after(norms: Sequence[str], at: int, numbers: Numbers) -> tuple[int, Comparator] | None:
    for rest, kind, value in numbers.words.get(norms[at], ()):
        end = at + 1 + len(rest)
        if kind != "after" or tuple(norms[at + 1 : end]) != rest:
            continue
        then = norms[end] if end < len(norms) else "."
        if not (then[0] in DIGITS or then in numbers.starts or then in numbers.signs):  # "minimum" belongs to the number behind it
            return end, value  # type: ignore[return-value]
    return None


def _mention(tokens: Tokens, first: int, end: int, kind: str, quantity: Quantity, numbers: Numbers) -> Mention[Quantity]:
    said = _comparator(tokens.norms, first, numbers)
    if said is not None:
        first = said[0]
        quantity = Quantity(quantity.value, quantity.unit, said[1], quantity.of)
    return Mention(Span(tokens.starts[first], tokens.ends[end - 1]), kind, quantity, f"amount:{kind}")


def _range_end(tokens: Tokens, numbers: Numbers, number: Number, first: int, taken: bytearray) -> tuple[float, Number, Comparator] | None:
    """The upper number of "25-50 tonnes" or "de 20 à 30 millions", with the lower bound at its scale and the comparator >=."""
    norms, at = tokens.norms, number.end
    if at + 1 >= len(norms) or number.value is None or norms[at] not in numbers.words:
        return None
    link = next((value for rest, kind, value in numbers.words[norms[at]] if kind == "span_link" and not rest), None)
    if link is None or (norms[at + 1][0] not in DIGITS and norms[at + 1] not in numbers.starts) or taken[at + 1]:
        return None
    opened = first > 0 and any(kind == "span_open" and value == link for rest, kind, value in numbers.words.get(norms[first - 1], ()) if not rest)
    if link != "dash" and not opened and not (link == "to" and number.form == "digits"):
        return None
    upper = read_number(norms, at + 1, numbers)
    if upper is None or upper.value is None or upper.value <= number.value:
        return None
    value = number.value
    if upper.scaled and not number.scaled:
        plain = read_number([norms[at + 1]], 0, numbers)
        if plain is not None and plain.value and value < plain.value:
            value *= upper.value / plain.value
    elif number.form == upper.form == "digits" and not upper.value % _THOUSAND and value * _THOUSAND < upper.value:
        value *= _THOUSAND  # "25 à 50 000 tonnes"
    return value, upper, ">="


def _of_total(tokens: Tokens, numbers: Numbers, number: Number, at: int, sign: str | None) -> tuple[float, str, int] | None:
    """The total and unit of "79 des 139 lignes d'action", "99/139 lignes" and, with a `sign`, "$3 billion of the $10 billion"."""
    norms = tokens.norms
    if at + 1 >= len(norms) or number.value is None:
        return None
    after = at + 1 if norms[at] == "/" else _of_word(norms, at, numbers)
    if after is None or after >= len(norms):
        return None
    if sign is not None:
        again = match_form(numbers.units, norms, after)
        if not again or again[2] != sign or again[0] >= len(norms):
            return None
        after = again[0]
    total = read_number(norms, after, numbers)
    if total is None or total.value is None or total.value < number.value or total.form == "one" or (number.scaled and not total.scaled):
        return None
    if sign is not None:
        return total.value, sign, total.end
    unit = _unit(tokens, total.end, numbers, GAP)
    if unit is None or unit.kind not in (("amount", "money") if number.scaled else ("amount",)):
        return None
    return total.value, unit.unit, unit.end


def _of_word(norms: Sequence[str], at: int, numbers: Numbers) -> int | None:
    for rest, kind, _ in numbers.words.get(norms[at], ()):
        if kind == "of" and tuple(norms[at + 1 : at + 1 + len(rest)]) == rest:
            return at + 1 + len(rest)
    return None


def _after_unit(tokens: Tokens, numbers: Numbers, unit: _Unit) -> tuple[float, int] | None:
    """The total of "92 lignes d'action sur les 139", with a repeated unit."""
    norms = tokens.norms
    if unit.end + 1 >= len(norms) or unit.kind == "percent":
        return None
    after = _of_word(norms, unit.end, numbers)
    if after is None or after >= len(norms):
        return None
    total = read_number(norms, after, numbers)
    money = unit.kind == "money"
    if total is None or total.value is None or total.form == "one" or (total.scaled and not money):
        return None
    again = match_form(numbers.units, norms, total.end) if total.end < len(norms) else None
    if (again and again[2] != unit.unit) or (money and not again):
        return None
    return total.value, again[0] if again else total.end


def _rank(tokens: Tokens, numbers: Numbers, at: int, value: int, end: int) -> tuple[Mention[Quantity], int] | None:
    """The rank of "8e partenaire", "premier partenaire commercial", "au huitième rang", and "đối tác thương mại lớn thứ ba"."""
    norms, first, last = tokens.norms, at, end
    if at < end < len(norms) and norms[end] == "-" and tokens.starts[end] == tokens.ends[end - 1]:
        last += 1  # "third-largest"
    for _ in range(2):
        found = match_form(numbers.words, norms, last) if last < len(norms) else None
        if found and found[1] == "rank":
            return _ranked(tokens, at, found[0], value)
        if not found or found[1] != "superlative":
            break
        last = found[0]
    while first > max(0, at - _RANKED):
        first -= 1
        found = match_form(numbers.words, norms, first)
        if found and found[1] == "rank":
            best = match_form(numbers.words, norms, found[0])
            return _ranked(tokens, first, end, value) if best and best[1] == "superlative" and best[0] == at else None
    return None


def _ranked(tokens: Tokens, first: int, last: int, value: int) -> tuple[Mention[Quantity], int]:
    return Mention(Span(tokens.starts[first], tokens.ends[last - 1]), "rank", Quantity(float(value), "rank"), "amount:rank"), last
