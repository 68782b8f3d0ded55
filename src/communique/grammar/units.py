"""A sentence as a string of categories: one letter a unit, so that the grammar's patterns run at the speed of `re`.

| letter | unit | letter | unit |
|---|---|---|---|
| D | determiner | V | finite verb |
| d a g w e P | prepositions: genitive, dative, agent, companion, in, other | x | finite auxiliary |
| C | coordination | I T G | infinitive, past participle, present participle |
| Q R S | that, relative, other subordinator | N | noun, mechanism or group of the phrase book |
| i c z | pronoun, clitic, negation | u U A | unknown noun, unknown capital, adjective |
| E | adverb | O J L | actor, national adjective, place |
| , ; | weak and strong break | F Y t H | office, portfolio, title, person |
| h | hyphen that joins | W # k o | time, amount, bare number, ordinal |
"""

from __future__ import annotations

from typing import Any

from communique.grammar.gazetteer import Match
from communique.languages.pack import Pack
from communique.languages.phrases import Entry
from communique.text.tokens import Tokens

NOMINAL = frozenset("NuUAOJLHFYtWk#oh")
HEADS = frozenset("NuUOLHF#")
FINITE = frozenset("PIFCSJ")
_RANK = {
    "actor": 0,
    "company": 0,
    "person": 0,
    "mechanism": 1,
    "group": 1,
    "office": 2,
    "portfolio": 2,
    "noun": 3,
    "title": 5,
    "place": 6,
    "closed": 7,
}
_LETTER = {"company": "O", "person": "H", "mechanism": "N", "group": "N", "office": "F", "noun": "N", "portfolio": "Y", "title": "t", "place": "L"}
_STRONG = frozenset(";:.!?…")
_WEAK = frozenset(",")
_SILENT = frozenset("\"«»“”'’‘*[]")
_DASHES = frozenset("-–—‑")


class Units:
    """A sentence: `cats[k]` is the category of unit k, tokens `begin[k]:end[k]`, and `data[k]` what is known of it.

    `data` holds a tuple of Entry for phrases, verb readings for verbs, the Mention for times, amounts and ordinals, else None.
    """

    __slots__ = ("begin", "cats", "data", "end", "tokens")

    def __init__(self, tokens: Tokens, cats: str, begin: list[int], end: list[int], data: list[Any]) -> None:
        self.tokens, self.cats, self.begin, self.end, self.data = tokens, cats, begin, end, data

    def norm(self, k: int) -> str:
        """The words of unit k, lower case."""
        return " ".join(self.tokens.norms[self.begin[k] : self.end[k]])

    def words(self, first: int, last: int) -> str:
        """The text from unit `first` to unit `last` (excluded)."""
        return self.tokens.words(self.begin[first], self.end[last - 1]) if last > first else ""

    def entry(self, k: int, type_: str) -> Entry | None:
        """The entry of one type of unit k, if it has one."""
        data = self.data[k]
        if data.__class__ is tuple and data and data[0].__class__ is Entry:
            for entry in data:
                if entry.type == type_:
                    return entry  # type: ignore[no-any-return]
        return None


def phrase_index(matches: list[Match]) -> dict[int, tuple[int, tuple[Entry, ...]]]:
    """The longest structural phrase at each first token; areas and issues only annotate and are left out."""
    best: dict[int, tuple[int, tuple[Entry, ...]]] = {}
    for first, last, entries in matches:
        kept = tuple(entry for entry in entries if entry.type in _RANK)
        if not kept:
            continue
        held = best.get(first)
        if held is None or last > held[0]:
            best[first] = (last, tuple(sorted(kept, key=lambda entry: _RANK[entry.type])) if len(kept) > 1 else kept)
    return best


def unit_letter(entries: tuple[Entry, ...]) -> str:
    """The category of a phrase: that of its first entry."""
    first = entries[0]
    if first.type == "actor":
        return "J" if first.extra == "adjective" else "O"
    if first.type == "closed":
        return first.value
    if first.type == "noun" and first.value == "meeting_mode":
        return "E"
    return _LETTER[first.type]


def build_units(
    tokens: Tokens,
    first: int,
    last: int,
    *,
    pack: Pack,
    phrases: dict[int, tuple[int, tuple[Entry, ...]]],
    mentions: dict[int, tuple[int, str, Any]],
) -> Units:
    """The units of the sentence of tokens `first:last`.

    `phrases` is a phrase_index, `mentions` gives (last token, letter, mention) at the first token of times, amounts and ordinals.
    """
    norms, text, starts, ends = tokens.norms, tokens.text, tokens.starts, tokens.ends
    words, closed = pack.words, pack.closed
    cats: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    data: list[Any] = []
    i, prev, depth = first, ";", 0

    def put(letter: str, stop: int, value: Any) -> None:
        nonlocal i, prev
        cats.append(letter)
        begin.append(i)
        end.append(stop)
        data.append(value)
        prev, i = letter, stop

    while i < last:
        norm = norms[i]
        if norm in "([":
            close = _closing(norms, i, last)
            if close:
                i = close
                continue
            i += 1
            continue
        if norm in _SILENT or norm in ")]":
            i += 1
            continue
        mention = mentions.get(i)
        phrase = phrases.get(i)
        if mention is not None and mention[0] <= last and (phrase is None or phrase[0] < mention[0] + (phrase[1][0].type != "group")):
            put(mention[1], mention[0], mention[2])
            continue
        capital = text[starts[i]].isupper()
        word = words.get(norm)
        if phrase is not None and phrase[1][0].type == "closed" and any(j in mentions for j in range(i + 1, phrase[0])):
            phrase = None  # "de plus" in "de plus de 7 millions"
        if phrase is not None and phrase[0] <= last:
            letter = unit_letter(phrase[1])
            if not (phrase[0] == i + 1 and word is not None and _is_verb_here(word, letter, prev, norms, i, last, words)):
                if letter == "O" and prev == "h" and cats and len(cats) > 1 and cats[-2] in "UH" and starts[i] == ends[i - 1]:
                    letter = "U"
                put(letter, phrase[0], phrase[1])
                continue
        if norm in _DASHES:
            glued = i > first and i + 1 < last and (starts[i] == ends[i - 1] or starts[i + 1] == ends[i])
            if glued and prev in "VxT" and norms[i + 1] in closed.personal_pronouns | {"t", "on", "ce"}:
                i += 1
                if norms[i] == "t" and i + 1 < last and norms[i + 1] in _DASHES:
                    i += 2
                continue
            joins = glued or (prev in "OL" and phrases.get(i + 1) is not None and unit_letter(phrases[i + 1][1]) in "OL")
            put("h" if joins else ",", i + 1, None)
            continue
        if norm in _WEAK:
            put(",", i + 1, None)
            continue
        if norm in _STRONG:
            put(";", i + 1, None)
            continue
        if norm[0].isdigit():
            put("k", i + 1, None)
            continue
        if capital and not (word is not None and (prev in ";" or word[0])):
            stop = _name_end(tokens, i, last, phrases, words, pack)
            put("H" if stop - i > 1 else "U", stop, None)
            continue
        if word is None:
            if norm.endswith(closed.adverb_suffixes) and norm not in closed.adverb_not and len(norm) > 6 and prev not in "Dd":
                put("E", i + 1, None)
            else:
                put("u" if norm[0].isalpha() else ",", i + 1, None)
            continue
        letter, value = _classify(word, norm, prev, norms, i, last, pack, phrases)
        put(letter, i + 1, value)
    return Units(tokens, "".join(cats), begin, end, data)


def _closing(norms: list[str], i: int, last: int) -> int:
    """The token after the bracket that closes the one at i, if it closes soon; else 0."""
    for j in range(i + 1, min(i + 40, last)):
        if norms[j] in ")]":
            return j + 1
    return 0


def _is_verb_here(word: tuple[str, Any], letter: str, prev: str, norms: list[str], i: int, last: int, words: dict[str, Any]) -> bool:
    """Whether a single word of the phrase book is a finite verb where it stands: after a pronoun, clitic, negation or a noun phrase."""
    if not word[1] or letter == "O":
        return False
    if prev in "x,NOHJLWUuE#" and letter in "NF" and any(f[0] == "T" for _, f in word[1]):
        return True
    finite = any(f[0] in FINITE and f[1] in "36" for _, f in word[1])
    if not finite:
        return False
    if prev in "iczR":
        return True
    if prev in "NOHUJLFu" and letter in "NFt":
        following = words.get(norms[i + 1]) if i + 1 < last else None
        return bool(following and ("D" in following[0] or "E" in following[0] or "d" in following[0] or "Q" in following[0]))
    return False


def _name_end(tokens: Tokens, i: int, last: int, phrases: dict[int, Any], words: dict[str, Any], pack: Pack) -> int:
    """Where a run of capitalised words that begins at i ends: a person, or an unknown name."""
    text, starts, ends, norms = tokens.text, tokens.starts, tokens.ends, tokens.norms
    particles = pack.settings.get("name_particles", ())
    j = i + 1
    while j < last:
        norm = norms[j]
        if norm in _DASHES and j + 1 < last and starts[j] == ends[j - 1] and starts[j + 1] == ends[j] and norms[j + 1][0].isalpha():
            j += 2
            continue
        step = j
        while step < last and norms[step] in particles and step < j + 3:
            step += 1
        if step < last and text[starts[step]].isupper() and norms[step][0].isalpha():
            known = phrases.get(step)
            if known is not None and unit_letter(known[1]) in "OFYL":
                break
            if step > j and norms[step - 1] not in particles:
                break
            if step == j and words.get(norm) is not None and words[norm][0] and not words[norm][1] and norm not in particles:
                break
            j = step + 1
            continue
        break
    return j


def _classify(
    word: tuple[str, Any], norm: str, prev: str, norms: list[str], i: int, last: int, pack: Pack, phrases: dict[int, Any]
) -> tuple[str, Any]:
    """The letter of a word of the lexicon, by its neighbours, with its verb readings if it is a verb."""
    letters, readings = word
    closed, words = pack.closed, pack.words
    following = norms[i + 1] if i + 1 < last else ""
    after = words.get(following)
    next_finite = next_infinitive = next_participle = False
    if after is not None and after[1]:
        for _, feature in after[1]:
            if feature[0] in FINITE:
                next_finite = next_finite or feature[1] in "346"
            elif feature[0] == "N":
                next_infinitive = True
            elif feature[0] == "T":
                next_participle = True
    if norm in closed.conditional:
        return ("S" if following in closed.conditional_before else "c"), None
    if norm in closed.verb_before and following in closed.verb_before[norm] and readings and prev in NOMINAL:
        return "V", readings
    if norm in closed.clitic_or_determiner:
        next_noun = i + 1 in phrases
        auxiliary = next_finite and any(lemma in (closed.have, closed.be) for lemma, _ in after[1]) if after else False
        if (
            (prev in "iczR" and next_finite)
            or (prev in "daPgCVITzc" and next_infinitive and not next_noun)
            or (prev in NOMINAL and auxiliary)
            or (norm not in ("le", "la", "les", "l'") and "e" in letters and (next_infinitive or (next_finite and prev in "icz,")) and not next_noun)
        ):
            return "c", None
        if "e" in letters:
            return "e", None
        if "D" in letters:
            return "D", None
    if "d" in letters and "D" not in letters and norm in closed.genitive_or_determiner:
        if norm == "des" and prev in "VxTIG,;CQES":
            return "D", None
        return "d", None
    if letters and not readings:
        if letters[0] == "i" and norm not in closed.personal_pronouns:
            return "i", None
        if letters[0] == "c" and "i" in letters and not next_finite:
            return "i", None
        return letters[0], None
    if norm in closed.after_comma:
        return ("C", None) if prev in ",;#W" else ("x", readings)
    if letters and letters[0] in "PEDS" and prev not in "ic":
        return letters[0], None
    if readings:
        verb = _verb_letter(readings, prev, norm, next_participle, pack)
        if verb:
            return verb, readings
    if letters:
        return letters[0], None
    return ("A" if readings and any(f[0] == "T" for _, f in readings) else "u"), None


def _verb_letter(readings: tuple[tuple[str, str], ...], prev: str, norm: str, next_participle: bool, pack: Pack) -> str:
    """V, x, I, T or G for a verb form where it stands; empty if it is no verb there."""
    closed = pack.closed
    finite = infinitive = participle = gerund = auxiliary = False
    for lemma, feature in readings:
        kind = feature[0]
        if kind in FINITE:
            if feature[1] in "346" or prev == "i":
                finite = True
                auxiliary = auxiliary or lemma in (closed.have, closed.be)
        elif kind == "N":
            infinitive = True
        elif kind == "T":
            participle = True
        elif kind == "G":
            gerund = True
    if prev in "Dko":  # after a determiner or a number it is a noun
        return ""
    if infinitive and (prev in "daPgVIxTzcCQE,;RNuUOJHFASLGW" or not finite):
        return "I"
    if auxiliary:
        return "x"
    if prev == "x" and not participle:
        return "A" if not infinitive else "I"
    if norm in closed.adjectives and prev not in "iczR":
        return "A"
    if finite and participle:
        return "T" if prev in "xTEI" or (prev in "NuJAOH" and not next_participle and _agrees(readings)) else "V"
    if finite:
        return "V" if prev not in "dPwgae" else ""
    if participle:
        return "T" if prev not in "d" else ""
    if gerund:
        return "G"
    return "I" if infinitive else ""


def _agrees(readings: tuple[tuple[str, str], ...]) -> bool:
    return not any(feature[0] in FINITE and feature[1] == "3" and feature[0] == "P" for _, feature in readings)
