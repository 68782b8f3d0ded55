"""Languages whose forms are shared: "signed" is past and participle, "plan" noun and verb. First each word by its neighbours, then the doubtful ones
by whether their clause has a finite verb already."""

from __future__ import annotations

import re
from typing import Any, Final

from communique.languages.pack import AUXILIARY, FINITE, GERUND, INFINITIVE, PARTICIPLE, Pack, Word
from communique.languages.phrases import Entry

_NOMINAL: Final = frozenset("NuUAOJHLFYtWk#oh")
_FORMED: Final = frozenset("VITG")
_OBJECT: Final = frozenset("DNOHJuUAic#koLFtY")
_HOLDS: Final = frozenset("dagweP")

_ADVERBIALS: Final = re.compile(r"C?(?:E|,|[dagweP]+(?:W|D*[#oAkuNUJOLFYth]+))+")
"""phrases none of which is a subject"""

Doubt = tuple[int, str, Any, Any]
"""A unit in doubt, the letter and value it has if it is no finite verb, and its readings as one."""


def verb_letter(word: Word, cats: list[str], data: list[Any], norms: list[str], i: int, last: int, pack: Pack, *, noun: bool) -> str:
    """What a verb form is where it stands: V, x, I, T, G; A for an attribute; `?` where the clause must say; empty if it is no verb here.

    `noun` says that the phrase book has the word, too.
    """
    flags = word[2]
    near = cats[-1] if cats else ";"
    k = len(cats) - 1
    while k >= 0 and cats[k] in "Ezi" and not (cats[k] == "i" and (k == 0 or cats[k - 1] != "x")):
        k -= 1
    prev = cats[k] if k >= 0 else ";"
    bare = flags & INFINITIVE and ((prev == "x" and data[k][0][0] in pack.closed.chain) or near == "a")  # "will have been signed"
    if flags & AUXILIARY and near not in "Dhok" and not (flags & PARTICIPLE and prev == "x") and not bare:
        return "x"
    if near == "u" and flags & GERUND and not noun and _determined(norms, i, last, pack):
        return "G"  # "a bill ratifying the treaty"
    if near in "Dkoh" or (near in "uA" and flags & (GERUND | PARTICIPLE) and not flags & FINITE):
        return "A" if flags & PARTICIPLE and not noun else ""
    if near == "a":
        return "I" if flags & INFINITIVE and not _noun_after_to(noun, cats, norms, i, last, pack) else "G" if flags & GERUND and not noun else ""
    if near == "E" and prev == "a" and flags & INFINITIVE and not flags & PARTICIPLE:
        return "I"  # "to deeply regret"
    if near in _HOLDS:
        return "G" if flags & GERUND and not noun else "A" if flags & PARTICIPLE and not noun else ""
    if prev == "x":
        lemma = data[k][0][0]
        if lemma in pack.closed.chain:
            return "I" if flags & INFINITIVE else ""
        if flags & PARTICIPLE:
            return "T"
        return "G" if flags & GERUND and not (noun and lemma == pack.closed.have) else ""
    if prev in "TIG" and flags & PARTICIPLE and data[k] and data[k][0][0] in (pack.closed.be, pack.closed.have):
        return "T"
    if flags & GERUND and noun and near in "OH" and i + 1 < last and norms[i + 1] in pack.closed.possessive:
        return "G"  # "with India opening its embassy"
    if flags & GERUND:
        if prev in "TIG" and data[k] and data[k][0][0] == pack.closed.be and (not noun or cats[k - 1 : k] == ["x"]):
            return "G"  # "has been sending", "will be meeting"
        return "" if noun or near in "A" else "G"
    if flags & PARTICIPLE and not flags & FINITE:
        return "T" if near not in "uA" or prev in _NOMINAL else "A"
    if near == "A" and not flags & PARTICIPLE:
        return ""
    if prev in "iR" and near not in "D" and flags & FINITE:
        return "V"
    if flags & INFINITIVE and prev == "C" and _infinitive_before(cats):
        return "?" if noun and cats[-2:-1] != ["I"] else "I"
    if flags & INFINITIVE and prev in "IVGT" and not noun and near not in "E" and data[k] and data[k][0][0] in pack.closed.object_control:
        return "I"  # "help build"
    if flags & FINITE and not noun and all(feature[0] == "S" for _, feature in word[1]):
        return "V"  # "spoke" is no participle
    return "?" if flags & FINITE else "I" if flags & INFINITIVE and not noun else ""


def _determined(norms: list[str], i: int, last: int, pack: Pack) -> bool:
    """Whether a determiner follows the word at i."""
    word = pack.words.get(norms[i + 1]) if i + 1 < last else None
    return word is not None and word[0].startswith("D")


def _noun_after_to(noun: bool, cats: list[str], norms: list[str], i: int, last: int, pack: Pack) -> bool:
    """Whether a noun that may be a verb follows "to" as a noun: "a contribution to trade and peace"."""
    if not noun:
        return False
    following = norms[i + 1] if i + 1 < last else "."
    word = pack.words.get(following)
    closes = not following[0].isalnum() or (word is not None and word[0][:1] in tuple("dPCeQR") and word[0][:1] != "" and "E" not in word[0])
    return closes and len(cats) > 1 and cats[-2] in "NuG" and following not in pack.closed.companions


def _infinitive_before(cats: list[str]) -> bool:
    """Whether the verb before is an infinitive that may go on: "to sign and ratify"."""
    for k in range(len(cats) - 1, -1, -1):
        if cats[k] == "I":
            return True
        if cats[k] in "VTGQRS;":
            return False
    return False


def small_word(word: Word, near: str, norms: list[str], i: int, last: int, pack: Pack, *, named: bool) -> str:
    """The letter of a word of the closed classes behind one of letter `near`; `named` says that a phrase of the phrase book follows."""
    letters = word[0]
    if len(letters) == 1:
        return letters
    following = norms[i + 1] if i + 1 < last else "."
    after = pack.words.get(following)
    flags = after[2] if after is not None and not (named and not after[2] & AUXILIARY) else 0
    closed_next = after[0][:1] if after is not None else ""
    verbal = bool(flags & (FINITE | AUXILIARY)) and closed_next == ""
    if "C" in letters and "E" in letters and near in "xz":
        return "z" if closed_next == "a" and norms[i] in pack.closed.still_to else "E"  # "has yet to ratify", "has not yet ratified"
    if "S" in letters and "P" in letters and near == "x" and flags & PARTICIPLE:
        return "E"  # "has since sent"
    if "E" in letters and "P" in letters and near in _FORMED:
        return "E"
    if "Q" in letters and "R" in letters:
        if (verbal and near in _NOMINAL) or (near == "," and verbal):
            return "R"
        if verbal:
            return "i"
        if near in _HOLDS or near in ";x":
            return "i" if not following[0].isalpha() or closed_next in tuple("dagweP") else "D"
        return "Q"
    if letters[0] == "D" and "i" in letters:
        alone = (verbal and not flags & PARTICIPLE) or not following[0].isalnum() or (closed_next in tuple("dagwePCQRSz") and closed_next)
        return "i" if alone else "D"
    if "z" in letters:
        return "z"
    return letters[0]


def settle(cats: list[str], data: list[Any], doubts: list[Doubt], either: list[int], lasts: list[str], pack: Pack) -> list[int]:
    """Settle the doubtful units of a sentence in place, left to right. Gives where "that" is left out before a clause.

    `lasts` is the last word of each unit, for number: a bare form wants a plural before it, one with s a singular.
    """
    pending = {doubt[0] for doubt in doubts}
    for k in either:  # "after": before a clause, or before a noun phrase
        for j in range(k + 1, len(cats)):
            if cats[j] in ",;QRS" or (cats[j] in "I" and j == k + 1):
                break
            if cats[j - 1] == "C" and (cats[j] in "Vx" or j in pending) and not set("iDNOHF#") & set(cats[k + 1 : j]):
                break  # "hailed it as historic and pledged …"
            if (cats[j] in "Vx" and j > k + 1) or (j in pending and j > k + 1 and _object_at(cats, j)):
                cats[k] = "S"
                break
    done = {doubt[0] for doubt in doubts if any(feature[0] in "ST" for _, feature in doubt[3])}
    for k, letter, value, readings in doubts:
        pending.discard(k)
        helped = k > 0 and cats[k - 1] in "VIG" and data[k - 1] and data[k - 1][0][0] in pack.closed.object_control
        if helped and _object_at(cats, k) and any(feature[0] == "N" for _, feature in readings):
            cats[k], data[k] = "I", readings  # "helped train 500 officers"
            continue
        past = all(feature[0] in "ST" for _, feature in readings) or any(feature[0] == "S" for _, feature in readings)
        finite = _finite_past(cats, data, k, pending, pack) if past else _finite_present(cats, data, k, letter, value, lasts, done, pack)
        if finite:
            cats[k], data[k] = "V", readings
        else:
            cats[k], data[k] = ("T", readings) if past else (letter, value)
            if past and k and cats[k - 1] in "uA" and letter == "u" and cats[k + 1 : k + 2] and cats[k + 1] in "uN":
                cats[k], data[k] = "A", None
    return _left_out(cats, data, pack)


def _object_at(cats: list[str], k: int) -> bool:
    j = k + 1
    while j < len(cats) and cats[j] == "E":
        j += 1
    return j < len(cats) and cats[j] in _OBJECT


def _before(cats: list[str], k: int) -> int:
    """The finite verb of the clause of unit k that stands before it, or -1; one in a clause closed by a comma is none."""
    j, comma = k - 1, -1
    while j >= 0:
        letter = cats[j]
        if letter in ";QRS":
            return -1
        if letter == ",":
            comma = j
        elif letter in "Vx":
            opener = j - 1
            while opener >= 0 and cats[opener] not in ";QRSV":
                opener -= 1
            if comma > j and opener >= 0 and cats[opener] in "RS":
                j = opener - 1
                continue
            return j
        j -= 1
    return -1


def _after(cats: list[str], data: list[Any], k: int, pending: set[int], pack: Pack, *, doubtful: bool) -> bool:
    """Whether a finite verb of the same clause stands behind unit k."""
    inner = 0
    comma = False
    for j in range(k + 1, len(cats)):
        letter = cats[j]
        if letter == ";":
            return False
        if letter in "QRS":
            inner += 1
        elif letter == ",":
            comma = True
            inner = 0
        elif letter == "C" and cats[j - 1] == "," and cats[k:j].count(",") == 1 and not inner:
            return False  # "French forces pulled out, and the EU left"
        elif letter == "C" and j + 1 < len(cats) and (cats[j + 1] in "VxE" or j + 1 in pending):
            return False
        elif letter in "Vx" or (doubtful and j in pending and any(feature[0] == "S" for _, feature in data[j] or ())):
            if inner:
                inner -= 1
                continue
            if cats[j - 1] == "i" and j - 2 > k and cats[j - 2] not in _HOLDS and cats[j - 2] != ",":
                return False  # "Japan said on Thursday it will provide …"
            lemma = data[j][0][0] if data[j] else ""
            return not (comma and lemma in pack.closed.saying and (j + 1 == len(cats) or cats[j + 1] in ";,W"))  # ", Mr Lavrov said"
    return False


def _finite_past(cats: list[str], data: list[Any], k: int, pending: set[int], pack: Pack) -> bool:
    """Whether a form that is past and participle is finite."""
    near = cats[k - 1] if k else ";"
    following = cats[k + 1] if k + 1 < len(cats) else ";"
    if _closes_relative(cats, k):
        return True
    has_object = _object_at(cats, k)
    lemma = data[k][0][0]
    closing = cats.index(",", k) if near == "," and not has_object and "," in cats[k:] else -1
    if closing > 0 and closing + 1 < len(cats) and (cats[closing + 1] in "Vx" or closing + 1 in pending):
        return False  # ", estimated at 12 billion dollars, goes …"
    if near == "O" and not has_object and k > 1 and cats[k - 2] == "N" and following in "wePW,;" and _is_text(data[k - 2]):
        return True  # "the deal Ethiopia signed with …"
    if following == "g" and cats[k + 2 : k + 3] not in (["#"], ["k"], ["W"]):
        return False
    if following in _HOLDS and near in _NOMINAL and not has_object and _after(cats, data, k, pending, pack, doubtful=False):
        return False  # "the money promised to Lebanon has arrived"
    if (
        lemma in pack.closed.saying
        and (near in "HOFUNuic," or following in "Q")
        and not (near == "," and following in _HOLDS and lemma not in pack.closed.asides)
    ):
        earlier = _before(cats, k)
        if near == "," or following == "Q" or earlier < 0 or "," in cats[earlier:k]:
            return True
    earlier = _before(cats, k)
    if earlier >= 0:
        told = data[earlier][0][0] if data[earlier] else ""
        if near == "C" or cats[k - 2 : k] == [",", "C"]:
            passive = cats[earlier] == "x" and "T" in cats[earlier:k]
            return has_object or not passive
        joint = next((j for j in range(k - 1, earlier, -1) if cats[j] == "C"), -1)
        if has_object and joint > 0 and all(letter in "DEWoAkuNUJOLHFYth" for letter in cats[joint + 1 : k]) and cats[joint - 1] != "V":
            return True  # "… and Mexico cut ties with …"
        if told in pack.closed.saying and cats[earlier] == "V" and not {",", "T"} & set(cats[earlier + 1 : k]) and near in _NOMINAL:
            return True  # "said Russia supplied weapons"
        return near == "," and has_object and "C" in cats[k:]
    if not any(letter in "NOHUuiFLJ#" for letter in cats[:k][-14:]) or near in "S;" or (near == "E" and not any(c in "NOHUuiFL#" for c in cats[:k])):
        return False
    if near in "QR":
        return near == "R"
    if near != "i" and _ADVERBIALS.fullmatch("".join(cats[:k]), max("".join(cats[:k]).rfind(mark) for mark in ";QRS") + 1):
        return False  # "In a statement issued on Friday"
    if has_object and near != ",":
        return True
    return not _after(cats, data, k, pending, pack, doubtful=not has_object)


def _is_text(entries: tuple[Entry, ...] | None) -> bool:
    """Whether a noun names an instrument or an undertaking, what somebody may have made."""
    return any(entry.type == "noun" and entry.value in ("instrument", "promise") for entry in entries or ())


def _closes_relative(cats: list[str], k: int) -> bool:
    """Whether a past form is the verb of a relative clause whose subject stands before it: "which the two ministers unveiled on Friday"."""
    for j in range(k - 1, -1, -1):
        if cats[j] == "R":
            return any(letter in "NOHUuFi" for letter in cats[j + 1 : k])
        if cats[j] in ";QSVxTIG,":
            return False
    return False


def _finite_present(
    cats: list[str], data: list[Any], k: int, letter: str, noun: tuple[Entry, ...] | None, lasts: list[str], done: set[int], pack: Pack
) -> bool:
    """Whether a form that is noun and present tense is finite; `noun` is what it is as a noun, `done` are the units that may be participles."""
    near = cats[k - 1] if k else ";"
    if near in _HOLDS or near in "Dkoh;SI":
        return False
    if letter == "N" and k + 2 in done and cats[k + 1] in "OHi" and _is_text(noun) and not _object_at(cats, k + 2):
        return False  # "a deal Ethiopia signed with …"
    near = "C" if cats[max(k - 2, 0) : k] == ["C", "E"] else near  # "regret and strongly condemn"
    following = cats[k + 1 : k + 3]
    opens = _object_at(cats, k) or following[:1] == ["Q"] or following == ["a", "I"]
    earlier = _before(cats, k)
    bare = any(feature[0] == "N" for _, feature in data[k])
    if bare and letter != "N" and near in "OL" and (k < 2 or cats[k - 2] in "h;Q") and not lasts[k - 1].endswith(pack.closed.plural_endings):
        return False  # "Russia's Black Sea resort city"
    if k + 1 in done and cats[k + 2 : k + 3] and cats[k + 2] in _HOLDS and data[k][0][0] not in pack.closed.copulas:
        return False  # "relief supplies donated by Japan"
    if near != "C" and earlier >= 0 and bare and letter != "N" and data[earlier] and data[earlier][0][0] in pack.closed.volition:
        return near in "NOHFL" and not set("CIG") & set(cats[earlier + 1 : k]) and not _HOLDS & set(cats[earlier + 1 : k - 1])
    said = earlier >= 0 and cats[earlier] == "V" and data[earlier] and data[earlier][0][0] in pack.closed.saying
    if said and opens and near in "NOHF" and k > earlier + 1 and not ({",", "T", "C"} | _HOLDS) & set(cats[earlier + 1 : k]):
        return True  # "said his country attaches importance to"
    if earlier >= 0:
        alike = letter != "N" or cats[earlier] == "x" or any(feature[0] in "PN" for _, feature in data[earlier])
        return near == "C" and opens and alike  # not "handed over medicines and supplies worth 2 million"
    if near == "C":
        return False
    if not any(c in "NOHUuiFL#" for c in cats[:k][-14:]):
        return False
    if following[:1] in ([], [";"], ["C"], ["d"]):
        return False
    if not opens and letter == "N" and ({"V", "x"} & set(cats) or not _agrees(cats, data, k, lasts, pack)):
        return False
    told = data[k][0][0] in pack.closed.saying and opens and following[:1] != ["I"]  # "says it regrets"
    return told or not any(cats[j] in "Vx" for j in range(k + 1, len(cats)) if not set(";,QRSC") & set(cats[k + 1 : j]))


def _agrees(cats: list[str], data: list[Any], k: int, lasts: list[str], pack: Pack) -> bool:
    """Whether a present form agrees in number with what stands before it."""
    bare = any(feature[0] == "N" for _, feature in data[k])
    j = k - 1
    while j > 0 and cats[j] in "WE":
        j -= 1
    plural = lasts[j].endswith(pack.closed.plural_endings) or "C" in cats[max(0, j - 3) : j]
    return plural == bare


def _left_out(cats: list[str], data: list[Any], pack: Pack) -> list[int]:
    """Behind which verbs of saying a clause follows without "that": the units before which it is left out."""
    found = []
    for k, letter in enumerate(cats):
        if letter not in "VTIG" or not data[k] or (data[k][0][0] not in pack.closed.saying and data[k][0][0] not in pack.closed.volition):
            continue
        start = k + 1
        while start < len(cats) and (cats[start] in "EW" or (cats[start] == "P" and cats[start + 1 : start + 2] == ["W"])):
            start += 1  # "said on Thursday Japan would …"
        j = start
        while j < len(cats) and cats[j] not in ",;QRSVxITGC":
            j += 1
        joined = j < len(cats) and cats[j] == "C"
        if joined:
            first = j + 1
            j = first
            while j < len(cats) and cats[j] in "DNOHUuFLJAY":
                j += 1
            if j == first:
                continue  # "expressed appreciation and reiterated …"
        told = next((m for m in range(start + 1, j) if cats[m] == "i"), -1)
        if told > 0 and cats[told - 1] in "NHOFuW" and not joined:
            start = told  # "told reporters he would …"
        if j < len(cats) and cats[j] in "Vx" and j > start and any(c in "NOHUuiFL#" for c in cats[start:j]) and cats[start] not in _HOLDS:
            found.append(start)
    return found
