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

from typing import Any, Final

from communique.grammar.phrase_index import unit_letter
from communique.grammar.relatives import tell_relatives
from communique.grammar.words import DASHES, classify, dated, is_verb_here, more_than_years
from communique.languages.closed import Closed
from communique.languages.pack import ACTIVE, PREDICATE, Pack, Word
from communique.languages.phrases import Entry
from communique.text.tokens import Tokens

_APPOSED: Final = (["J", ","], ["F", ","], ["Y", ","])
"""What stands before a name that follows an office."""
MARKS: Final = {",": ",", **dict.fromkeys(";:.!?…", ";")}


class Units:
    """A sentence: `cats[k]` is the category of unit k, tokens `begin[k]:end[k]`, and `data[k]` what is known of it.

    `data` holds a tuple of Entry for phrases, verb readings for verbs, the Mention for times, amounts and ordinals, else None.
    `masks`, where nouns decline, says what cases each unit can be in (grammar/cases.py).
    """

    __slots__ = ("begin", "cats", "data", "end", "head_last", "masks", "tokens")

    def __init__(
        self, tokens: Tokens, cats: str, begin: list[int], end: list[int], data: list[Any], *, head_last: bool = False, masks: list[int] | None = None
    ) -> None:
        self.tokens, self.cats, self.begin, self.end, self.data, self.masks = tokens, cats, begin, end, data, masks
        self.head_last = head_last
        """whether a noun's modifiers stand before it"""

    def norm(self, k: int) -> str:
        """The words of unit k, lower case."""
        norms, begin, end = self.tokens.norms, self.begin[k], self.end[k]
        return norms[begin] if end - begin == 1 else " ".join(norms[begin:end])

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


def _acts_here(cats: list[str], prev: str, pack: Pack) -> bool:
    """Whether a verb may follow: behind an adjective only where adjectives follow their noun; behind a comma where somebody still lacks a verb."""
    if prev == "J":
        return not pack.closed.chain and pack.cases is None
    return prev != "," or (cats.count(",") > 1 and "V" not in cats and "x" not in cats and not {"O", "H", "J", "F"}.isdisjoint(cats))


def _named_next(tokens: Tokens, i: int, last: int, phrases: dict[int, tuple[int, tuple[Entry, ...]]], pack: Pack) -> bool:
    """Whether a name, an adverb of manner or a dative stands behind token i: what follows a verb, seldom a noun."""
    if i + 1 >= last:
        return False
    norm, phrase = tokens.norms[i + 1], phrases.get(i + 1)
    if phrase is not None:
        return unit_letter(phrase[1]) in "OL" and tokens.text[tokens.starts[i + 1]].isupper()
    word = pack.words.get(norm)
    return (word is None and norm.endswith(pack.closed.adverb_suffixes) and norm not in pack.closed.adverb_not) or (
        word is not None and "a" in word[0]
    )


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
    closed_floating, isolating = pack.closed.floating, bool(pack.closed.particles)
    cats: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    data: list[Any] = []
    i, prev = first, ";"
    while i < last:
        norm = norms[i]
        stop, value = i + 1, None
        word = words.get(norm)
        phrase = phrases.get(i)
        mention = mentions.get(i)
        if phrase is not None and (phrase[0] > last or (phrase[1][0].type == "closed" and any(j in mentions for j in range(i + 1, phrase[0])))):
            phrase = None  # "de plus" in "de plus de 7 millions"
        if phrase is not None and phrase[1][0].type == "portfolio" and prev not in "FYCJOh" and (pack.cases is not None or text[starts[i]].islower()):
            others = tuple([entry for entry in phrase[1] if entry.type != "portfolio"])  # "обороны" is one behind "министр" only
            phrase = (phrase[0], others) if others else None
        if isolating and phrase is not None and phrase[0] > i + 1 and word is not None and _verb_first(word, phrase[1], prev, norms, i, closed):
            phrase = None
        if mention is not None and mention[0] <= last and (phrase is None or phrase[0] < mention[0] + (phrase[1][0].type != "group")):
            stop, letter, value = mention
        elif phrase is not None and not (
            not isolating
            and (phrase[0] == i + 1 or prev in "xT")
            and word is not None
            and word[2]
            and is_verb_here(
                word,
                unit_letter(phrase[1]),
                prev,
                norms,
                i,
                last,
                words,
                named=_acts_here(cats, prev, pack) and _named_next(tokens, i, last, phrases, pack),
            )
        ):
            letter = unit_letter(phrase[1])
            stop, value = phrase
            if prev == "o" and letter == "O" and len(value) > 1 and any(entry.type == "mechanism" for entry in value):
                value = tuple(sorted(value, key=lambda entry: entry.type != "mechanism"))  # "le 9e Forum sur la coopération sino-africaine"
                letter = "N"
            if isolating and letter == "Y" and prev not in "FYC":  # a field of government, where no office stands before it
                value = tuple(entry for entry in value if entry.type != "portfolio")
                letter = unit_letter(value) if value else "u"
            if prev == "h" and len(cats) > 1:
                if letter == "J" and norms[begin[-2]] in pack.closed.not_national:
                    letter = "A"
                elif letter == "O" and cats[-2] in "UH" and starts[i] == ends[i - 1]:
                    letter = "U"
        elif word is None and not norm[0].isalpha():
            if norm in MARKS:
                letter = MARKS[norm]
            elif norm in DASHES:
                if i + 1 < last and ((prev == "c" and norms[i + 1] in closed.emphatic) or (prev == "i" and norms[i + 1] in closed.pointing)):
                    i += 2  # "avait lui-même été rappelé", "celui-ci"
                    continue
                skip = _inversion(tokens, i, first, last, prev, pack)
                if skip:
                    i = skip
                    continue
                glued = i > first and i + 1 < last and (starts[i] == ends[i - 1] or starts[i + 1] == ends[i])
                between = prev in "OL" and i + 1 in phrases and unit_letter(phrases[i + 1][1]) in "OL"
                compound = bool(closed.particles) and prev in "NuY" and i + 1 < last and text[starts[i + 1]].islower()  # "khoa học - kỹ thuật"
                letter = "h" if glued or between or compound else ","
            elif norm[0].isdigit():
                letter = "k"
            else:
                i = closing(norms, i, last) if norm in "([" and not (dated(mentions.get(i + 1), norms, last) and more_than_years(norms, i)) else i + 1
                continue
        elif not norm[0].islower() or (
            text[starts[i]].isupper()
            and (not (word is not None and (prev == ";" or word[0])) or (len(norm) == 1 and i + 1 < last and _initial(tokens, i, i + 1, last, pack)))
        ):
            stop = name_end(tokens, i, last, phrases, words, pack)
            letter = "H" if stop - i > 1 else "U"
        elif (
            word is None and norm in closed.prefixes and i + 2 < last and norms[i + 1] in DASHES and norms[i + 2] in words and words[norms[i + 2]][2]
        ):
            letter, value = classify(words[norms[i + 2]], norms[i + 2], prev, prev, norms, i + 2, last, pack, phrases)
            stop = i + 3
        elif word is None and len(norm) > 6 and norm.endswith(closed.infinitives):
            letter, value = "I", ((norm, "N"),)  # an infinitive that the verb list lacks
        elif word is None:
            adverb = norm.endswith(closed.adverb_suffixes) and norm not in closed.adverb_not and len(norm) > 6 and prev not in "Dd"
            letter = "E" if adverb else "u"
        elif isolating:
            letter, value = word[0][:1] or "V", word[1] or None
        elif prev == "x" and norm in closed_floating and i + 1 < last and norms[i + 1] in words and words[norms[i + 1]][2]:
            cats.append("E")  # "ont toutes été livrées": the auxiliary goes on
            begin.append(i)
            end.append(stop)
            data.append(None)
            i = stop
            continue
        elif word[2] & ACTIVE:
            letter = "A"
            if prev == ",":  # "…, объявившие о …": a relative clause whose pronoun is not said
                letter, value = "V", tuple([(lemma, feature[1:]) for lemma, feature in word[1] if feature[0] == "A"])
                cats.append("R")
                begin.append(i)
                end.append(i)
                data.append(None)
        else:
            held = next((letter for letter in reversed(cats) if letter not in "We"), prev) if prev == "W" else prev  # what stands before "en mars"
            before = "x" if prev == "i" and cats[-2:-1] == ["x"] else prev  # "a-t-il dit"
            if word[2] & PREDICATE and prev in "EW" and "".join(cats).rstrip("EWe")[-1:] == "x":
                before = "x"  # "был вчера подписан"
            letter, value = classify(word, norm, before, held, norms, i, last, pack, phrases)
        if letter == "z" and prev in "Nu" and closed.dropped_subjects and i + 1 < last and norms[i + 1] not in words and i + 1 not in phrases:
            letter = "u"  # "las inversiones no financieras"
        if letter in "HU" and prev == "L" and end[-1] - begin[-1] == 1 and (len(cats) < 2 or cats[-2] not in "aePd"):
            i, letter = begin.pop(), "H"  # a first name that is a place, too: "Florence X"
            cats.pop(), end.pop(), data.pop()
        elif letter == "U" and prev == "O" and cats[-3:-1] in _APPOSED and end[-1] - begin[-1] == 1:
            i, letter = begin.pop(), "H"  # or a state: "la vicepresidenta colombiana, Francia X"
            cats.pop(), end.pop(), data.pop()
        cats.append(letter)
        begin.append(i)
        end.append(stop)
        data.append(value)
        if letter == "#" and stop - i > 2:  # the nationality inside "500 французских солдат"
            for j in range(i + 1, stop - 1):
                inner = phrases.get(j)
                if inner is not None and inner[0] < stop and unit_letter(inner[1]) == "J":
                    cats.append("J")
                    begin.append(j)
                    end.append(stop)
                    data.append(inner[1])
        prev, i = letter, stop
    joined = "".join(cats)
    if closed.that_or_relative:
        joined = tell_relatives(joined, data, [norms[k] for k in begin], pack)
    return Units(tokens, joined, begin, end, data)


def _verb_first(word: Word, entries: tuple[Entry, ...], prev: str, norms: list[str], i: int, closed: Closed) -> bool:
    """Whether a noun phrase of several words rather is a verb and its object: "nâng cấp quan hệ" behind no determiner or preposition."""
    if not word[2] or word[0] or entries[0].type != "noun" or "n" in word[1][0][1][2:]:
        return False
    return prev not in "DPdawge" or norms[i - 1] in closed.purpose


def _inversion(tokens: Tokens, i: int, first: int, last: int, prev: str, pack: Pack) -> int:
    """The pronoun behind the hyphen at i, where a verb stands before it ("a-t-il", "est-elle"); 0 if it is another hyphen."""
    if i == first or i + 1 >= last or prev not in "VxT" or tokens.starts[i] != tokens.ends[i - 1]:
        return 0
    norms, closed = tokens.norms, pack.closed
    following = norms[i + 1]
    if following in closed.inversion_links and i + 3 < last and norms[i + 2] in DASHES:
        return i + 3
    return i + 1 if following in closed.words and "i" in closed.words[following] else 0


def closing(norms: list[str], i: int, last: int) -> int:
    """The token after the bracket that closes the one at i, if it closes soon; else the one after i."""
    for j in range(i + 1, min(i + 40, last)):
        if norms[j] in ")]":
            return j + 1
    return i + 1


def _initial(tokens: Tokens, i: int, j: int, last: int, pack: Pack) -> bool:
    """Whether the full stop at j ends an initial that is written together with the name: "S.Lavrov".

    A space may follow inside a name ("Antony J. Blinken"), and where nouns decline everywhere.
    """
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    alone = ends[j - 1] - starts[j - 1] == 1 and text[starts[j - 1]].isupper() and starts[j] == ends[j - 1]
    gap = int(pack.cases is not None or j > i + 1)
    return alone and tokens.norms[j] == "." and j + 1 < last and starts[j + 1] <= ends[j] + gap and text[starts[j + 1]].isupper()


def _surname(known: tuple[int, tuple[Entry, ...]], at: int) -> bool:
    """Whether a word for an office that the pack writes small is a surname here: "Eduardo Reina"."""
    return known[0] == at + 1 and known[1][0].type == "office" and all(entry.form.islower() for entry in known[1])


def name_end(tokens: Tokens, i: int, last: int, phrases: dict[int, Any], words: dict[str, Word], pack: Pack) -> int:
    """Where a run of capitalised words that begins at i ends: a person, or an unknown name."""
    text, starts, ends, norms = tokens.text, tokens.starts, tokens.ends, tokens.norms
    particles = pack.closed.name_particles
    j = i + 1
    while j < last:
        norm = norms[j]
        if norm == "." and _initial(tokens, i, j, last, pack):
            j += 2
            continue
        if norm in DASHES and j + 1 < last and starts[j] == ends[j - 1] and starts[j + 1] == ends[j] and norms[j + 1][0].isalnum():
            j += 2  # "Covid-19"
            continue
        step = j
        while step < last and norms[step] in particles and step < j + 3:
            step += 1
        if step > j and step + 1 < last and norms[step] in DASHES and starts[step] == ends[step - 1] and starts[step + 1] == ends[step]:
            step += 1  # "al-Attiyah"
        if step >= last or not text[starts[step]].isupper() or not norms[step][0].isalpha():
            break
        if step == j + 1 and norm in words and "C" in words[norm][0] and step + 1 < last and text[starts[step + 1]].isupper():
            break  # "Alfonso Navarrete y María García", but "Ortega y Gasset"
        acronym = (
            pack.cases is not None
            and (j == i + 1 or step in phrases)
            and 1 < ends[step] - starts[step] < 6
            and text[starts[step] : ends[step]].isupper()
        )
        if acronym and norms[j - 1] != ".":
            break  # "Борт МЧС"
        known = phrases.get(step)
        bounded = known is not None and unit_letter(known[1]) in ("OFYLN" if pack.closed.chain else "OFYL")
        if known is not None and bounded and not (step == j and pack.closed.dropped_subjects and _surname(known, step)):
            last_name = step == j > i + 1 and known[0] == step + 1 and unit_letter(known[1]) == "L" and pack.cases is None
            if not last_name:  # "Pham Quang Vinh", a town too
                break
        if step == j and norm in words and words[norm][0] and not words[norm][1]:
            break
        j = step + 1
    return j
