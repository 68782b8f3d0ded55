"""Cases where they do the work of prepositions: noun phrases get the preposition that other languages would write, as a unit of no width.

A noun phrase in the genitive behind a noun gets a `d`, one in the dative an `a`, one in the instrumental a `g` (the agent); one that stays bare
behind another noun a `D`, so that the two are not one. Grammar and frames then read "министр обороны России" as they read "of" and "by".
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from communique.grammar.units import Units
from communique.languages.cases import ACC, ADJECTIVE, ANY, DAT, GEN, INS, NOM, PLURAL, SINGULAR, cases_of
from communique.languages.pack import Pack
from communique.languages.phrases import Entry
from communique.model.fold import fold

_NOMINAL: Final = frozenset("DAuUHtoOJNFYLk#")
_BEFORE_HEAD: Final = frozenset("DAoJ")
_NAMES: Final = frozenset("HU")
_NAMED: Final = frozenset("FtHYOJLN")
_PREPOSITIONS: Final = frozenset("dagweP")
_VERBS: Final = frozenset("VxITG")
_SILENT: Final = {"d": GEN, "a": DAT, "g": INS}


class _Phrase(NamedTuple):
    """A noun phrase without its complements: units `start:end`, what cases it can be in, its head, and whether it only names the one before it."""

    start: int
    end: int
    mask: int
    head: int
    apposed: bool


def mark_cases(units: Units, pack: Pack) -> Units:
    """The units with masks, and with the prepositions that their cases stand for."""
    masks = [_mask(units, k, pack) if letter in _NOMINAL or letter in "iRT" else 0 for k, letter in enumerate(units.cats)]
    cats = list(units.cats)
    phrases = _phrases(units, cats, masks, pack.closed.cases.get("counting", frozenset()))
    silent: dict[int, str] = {}
    for phrase, mask in zip(phrases, _govern(units, cats, phrases, silent, pack), strict=True):
        for k in range(phrase.start, phrase.end):
            masks[k] = mask
    return _with(units, cats, masks, silent)


def _mask(units: Units, k: int, pack: Pack) -> int:
    """What cases unit k can be in."""
    cases, data, letter = pack.cases, units.data[k], units.cats[k]
    assert cases is not None
    if data.__class__ is tuple and data and data[0].__class__ is Entry:
        return cases.phrases.get(fold(units.words(k, k + 1)), ANY)
    found = cases.of_word(units.tokens.norms[units.end[k] - 1])
    if letter == "#" or letter == "k":  # a number tells its case by a noun that has but one
        return found & ANY if cases_of(found) in (DAT, INS) else ANY
    return found


def _phrases(units: Units, cats: list[str], masks: list[int], counting: frozenset[str]) -> list[_Phrase]:
    """The noun phrases of a sentence, each with its adjectives; adjectives of unknown words before their noun become `A` in `cats`.

    A determiner among `counting` has what it counts in the genitive: "ряд документов" is one phrase in the case of "ряд".
    """
    found: list[_Phrase] = []
    k, length = 0, len(cats)
    while k < length:
        if cats[k] not in _NOMINAL:
            k += 1
            continue
        start, mask, counted = k, masks[k] & ANY, False
        while k + 1 < length and (cats[k] in _BEFORE_HEAD or masks[k] & ADJECTIVE) and cats[k] != "H":
            after = k + 1
            if cats[after] == "h" and after + 1 < length:
                after += 1  # "российско-китайский"
            if cats[after] == "#" or cats[after] not in _NOMINAL or (cats[after] in _NAMES and cats[k] not in "DA"):
                break
            if cats[k] == "U" and cats[after] not in "Nu":
                break
            joined = mask & masks[after]
            if cats[k] in "AoJ" and after == k + 2:
                joined = masks[after] & ANY
            if not joined and masks[after] & GEN and (counted or (cats[k] == "D" and units.norm(k) in counting)):
                joined, counted = mask, True  # "подписан ряд документов": what is counted is no complement
            if not joined:
                break
            if cats[k] == "u" or (cats[k] == "U" and cats[after] in "Nu"):  # "Сианьская декларация"
                cats[k] = "A"
            mask, k = joined, after
        head = k
        apposed = bool(found) and found[-1].end == start and _apposed(cats, found[-1], start, head)
        k += 1
        while k + 1 < length and cats[k] == "h" and cats[k + 1] in "OLUHNuJk" and cats[head] in "OLUHNuJk":  # "Россия – АСЕАН", "план-график"
            k += 2
        found.append(_Phrase(start, k, mask or ANY, head, apposed))
    return found


def _apposed(cats: list[str], previous: _Phrase, start: int, head: int) -> bool:
    """Whether a phrase only names the one before it: a person behind an office, a place or portfolio behind an office."""
    if cats[head] in _NAMES and start == head:
        return cats[previous.head] in _NAMED
    return cats[head] == "Y" or cats[start : start + 3] == ["O", "h", "O"]


def _govern(units: Units, cats: list[str], phrases: list[_Phrase], silent: dict[int, str], pack: Pack) -> list[int]:
    """Find what governs each phrase, and write into `silent` the letter that stands for it, by unit. Gives the masks of the phrases, narrowed."""
    lists = pack.closed.cases
    giving, bare_instrumental = lists.get("giving", frozenset()), lists.get("instrumental", frozenset())
    distributive = lists.get("distributive", frozenset())
    narrowed: list[int] = []
    past: list[tuple[int, str]] = []  # the cases taken and the letter that governs, since the last verb
    lemma, given, objects, root, last_head = "", False, False, 0, ""
    done = 0
    for phrase, following in zip(phrases, [*phrases[1:], None], strict=False):
        for k in range(done, phrase.start):
            if cats[k] in _VERBS:
                lemma, given, objects = _lemma(units, k), False, False
                past.clear()
            elif cats[k] in ";QRS":
                past.clear()
        done = phrase.end
        before = phrase.start - 1
        while before >= 0 and cats[before] in "EW" and not (cats[before] == "W" and before and cats[before - 1] in _PREPOSITIONS):
            before -= 1
        letter = cats[before] if before >= 0 else ";"
        adjacent = before == phrase.start - 1
        cases, governs, taken = cases_of(phrase.mask), "", NOM | ACC
        placed = bool(past) and adjacent and (past[-1][1] == "a" or (past[-1][1] == "+" and last_head in "LOU"))
        if phrase.apposed:
            narrowed.append(narrowed[-1])
            continue
        if letter == "P" and cats[phrase.head] == "#" and adjacent and lemma in giving and units.norm(before) in distributive:
            cats[before], taken = "E", ANY  # "отправит странам по 25 тысяч тонн"
        elif letter in _PREPOSITIONS and adjacent:
            taken, governs = ANY & ~NOM, "+"
        elif letter == "C" and adjacent and cats[before - 1 : before] == [","] and cases & NOM and _is_subject(units, cats, phrase, 0):
            taken = NOM  # "… за газ, а Багдад пообещал": a clause of its own
        elif letter in "C," and past and (match := _coordinated(cases, past, letter, cats[phrase.head])) is not None:
            taken, governs = match
        elif cases == ANY:
            taken = ANY
            if cats[phrase.head] == "#" and letter in _NOMINAL and adjacent and not lemma and not _is_subject(units, cats, phrase, root):
                governs = "d"  # "передача 200 тыс. масок"
            elif cats[phrase.head] == "O" and letter in "NuF#Y" and adjacent and not _is_subject(units, cats, phrase, root):
                governs = "d"  # "товарооборот США"
            elif cats[phrase.head] == "O" and lemma in giving and letter in _VERBS and following is not None and _is_given(cats, phrase, following):
                governs = "a"  # "отправит Мали зерно"
            elif cats[phrase.head] == "O" and lemma in giving and letter == "," and past and past[-1][1] == "a":
                governs = "a"  # "отправит Мали, Нигеру и Сомали зерно"
        elif letter in _NOMINAL:
            if (cases & NOM and _is_subject(units, cats, phrase, root)) or (placed and cases & ACC and lemma and not objects):
                pass  # "принял в Ханое посла", "передала Лаосу вакцины"
            elif cases & DAT and not cases & ACC and lemma in giving and not given and not (letter == "#" and adjacent and cases & GEN):
                governs = "a"  # but "доставлено 33 тонны помощи"
            else:
                governs = "d" if cases & GEN else "a" if cases & DAT else "g" if cases & INS else ""
        elif not cases & (NOM | ACC):
            if cases & DAT:
                governs = "a"
            elif cases & INS and lemma not in bare_instrumental:
                governs = "g"
        if letter not in _NOMINAL:
            root = phrase.mask & NOM if not governs else 0
        given, last_head = given or governs == "a", cats[phrase.head]
        objects = objects or (not governs and bool(lemma) and letter not in _PREPOSITIONS)
        if governs in _SILENT:
            taken = _SILENT[governs]
            silent[phrase.start] = governs
        elif letter in _NOMINAL and adjacent and cases != ANY:
            silent[phrase.start] = "D"
        narrowed.append(phrase.mask & taken or phrase.mask)
        past.append((taken, governs))
    return narrowed


def _coordinated(cases: int, past: list[tuple[int, str]], letter: str, head: str) -> tuple[int, str] | None:
    """The case and letter of a phrase behind "and" or a comma: those of the nearest phrase before it that it can stand beside."""
    for taken, governs in reversed(past):
        common = taken & cases
        if common:
            if letter == "," and (cases == ANY or cases & NOM or (not governs and head not in _NAMED)):
                return None
            return common, "" if governs == "+" else governs
    return None


def _is_subject(units: Units, cats: list[str], phrase: _Phrase, root: int) -> bool:
    """Whether a phrase that may be nominative or genitive is the subject of the verb behind it; not where what it hangs on (`root`) can be."""
    k = phrase.end
    while k < len(cats) and cats[k] in "EzcW":
        k += 1
    if k >= len(cats) or cats[k] not in "Vx" or not units.data[k]:
        return False
    number = PLURAL if any(feature[1:2] in ("4", "6") for _, feature in units.data[k]) else SINGULAR
    return bool(phrase.mask & NOM & number) and not root & number


def _is_given(cats: list[str], phrase: _Phrase, following: _Phrase) -> bool:
    """Whether what follows a phrase that may be in any case is the thing given, or the next of a list of receivers."""
    if cats[following.head] == "O" and "".join(cats[phrase.end : following.start]) in (",", "C"):
        return True  # "отправит Зимбабве, Мали и Сомали зерно"
    if cats[following.head] == "#" and cats[phrase.end : following.start] == ["P"]:
        return True  # "отправит Мали по 25 тысяч тонн"
    return following.start == phrase.end and not following.apposed and cats[following.head] in "N#uk" and bool(following.mask & ACC)


def _lemma(units: Units, k: int) -> str:
    readings = units.data[k]
    return str(readings[0][0]) if readings else ""


def _with(units: Units, cats: list[str], masks: list[int], silent: dict[int, str]) -> Units:
    if not silent:
        return Units(units.tokens, "".join(cats), units.begin, units.end, units.data, head_last=units.head_last, masks=masks)
    letters: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    data: list[Any] = []
    kept: list[int] = []
    for k, letter in enumerate(cats):
        if k in silent:
            letters.append(silent[k])
            begin.append(units.begin[k])
            end.append(units.begin[k])
            data.append(None)
            kept.append(0)  # the unit itself has no case
        letters.append(letter)
        begin.append(units.begin[k])
        end.append(units.end[k])
        data.append(units.data[k])
        kept.append(masks[k])
    return Units(units.tokens, "".join(letters), begin, end, data, head_last=units.head_last, masks=kept)
