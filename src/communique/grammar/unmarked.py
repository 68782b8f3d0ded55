"""The units of a sentence in languages that mark few forms: noun and verb, past and participle are told by their places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from communique.grammar.homographs import Doubt, settle, small_word, verb_letter
from communique.grammar.phrase_index import unit_letter
from communique.grammar.units import MARKS, Units, closing, name_end
from communique.grammar.words import DASHES, dated
from communique.languages.pack import FINITE, FIRST_PERSON, GERUND, INFINITIVE, PARTICIPLE, Pack
from communique.languages.phrases import Entry
from communique.text.tokens import Tokens


def build_units(
    tokens: Tokens,
    first: int,
    last: int,
    *,
    pack: Pack,
    phrases: dict[int, tuple[int, tuple[Entry, ...]]],
    mentions: dict[int, tuple[int, str, Any]],
) -> Units:
    """As `build_units`, where noun and verb, past and participle share their forms."""
    norms, text, starts, ends = tokens.norms, tokens.text, tokens.starts, tokens.ends
    words, closed = pack.words, pack.closed
    cats: list[str] = []
    begin: list[int] = []
    end: list[int] = []
    data: list[Any] = []
    doubts: list[Doubt] = []
    either: list[int] = []
    i, prev = first, ";"
    while i < last:
        norm = norms[i]
        stop, value, letter = i + 1, None, ""
        word = words.get(norm)
        phrase = phrases.get(i)
        mention = mentions.get(i)
        if phrase is not None and (phrase[0] > last or (phrase[1][0].type == "closed" and any(j in mentions for j in range(i + 1, phrase[0])))):
            phrase = None
        if phrase is not None and word is not None and word[0].startswith("D") and i + 1 in phrases and phrases[i + 1][0] > phrase[0]:
            phrase = None  # "the official visit" is no official
        past = word is not None and word[2] & FINITE and word[2] & PARTICIPLE
        if phrase is not None and phrase[0] > i + 1 and past and phrase[1][0].type == "noun" and prev in "OHUixFE":
            phrase = None  # "Japan and Laos exchanged notes"
        if mention is not None and mention[0] <= last and (phrase is None or phrase[0] < mention[0] + (phrase[1][0].type != "group")):
            stop, letter, value = mention
            particle = closed.verb_particles.get(norm) if letter == "#" and cats and cats[-1] != "W" else None
            if particle:
                readings = doubts[-1][3] if doubts and doubts[-1][0] == len(cats) - 1 else data[-1]
                if readings and readings[0][0] in particle:
                    cats, begin, end, data = [*cats, "E"], [*begin, i], [*end, i + 1], [*data, None]
                    i, value = i + 1, replace(value, value=replace(value.value, comparator="="))
            inner = (
                next((j for j in range(i + 1, stop) if j in phrases and _national(phrases[j][1])), 0)
                if letter == "#" and value.type != "money"
                else 0
            )
            if inner and phrases[inner][0] < stop:  # "50 Russian tourists": the nationality is a unit of its own
                cats += ["k", unit_letter(phrases[inner][1])]
                begin += [i, inner]
                end += [inner, phrases[inner][0]]
                data += [None, phrases[inner][1]]
                i = phrases[inner][0]
        elif norm == "'":
            if i == first or starts[i] != ends[i - 1] or not (prev in "NuUAOJHLFYtWiD#" or text[ends[i - 1] - 1].isalnum()):
                i += 1
                continue
            if i + 1 < last and norms[i + 1] == "s" and starts[i + 1] == ends[i]:
                stop, letter = i + 2, "x" if prev in "iR" and norms[i - 1] not in closed.plural_pronouns else "h"
                value = words["'s"][1] if letter == "x" and "'s" in words else None
                letter = letter if value or letter == "h" else "E"
            elif norms[i - 1].endswith(closed.plural_endings) and i + 1 < last and norms[i + 1][0].isalpha():
                letter = "h"
            elif i + 1 < last and starts[i + 1] == ends[i] and f"'{norms[i + 1]}" in words:
                stop, letter, value = i + 2, "x", words[f"'{norms[i + 1]}"][1]
            else:
                i += 1
                continue
        elif phrase is not None:
            letter = unit_letter(phrase[1])
            stop, value = phrase
            if letter == "Y" and not _of_office(cats, norms, i, stop, last, phrases):
                letter = "N" if any(entry.type == "noun" for entry in value) else "u"
            elif letter == "F" and any(entry.value == "chairmanship" for entry in value) and not _named_after(tokens, stop, last):
                letter = "N"
            if word is not None and word[2] and letter in "NFtEu" and stop == i + 1:
                found = verb_letter(word, cats, data, norms, i, last, pack, noun=True)
                if found == "?":
                    doubts.append((len(cats), letter, value, word[1]))
                elif found and found != "A":
                    letter, value = found, word[1]
        elif word is None and not norm[0].isalpha():
            if norm in MARKS:
                letter = MARKS[norm]
            elif norm in DASHES:
                glued = i > first and i + 1 < last and (starts[i] == ends[i - 1] or starts[i + 1] == ends[i])
                between = prev in "OL" and i + 1 in phrases and unit_letter(phrases[i + 1][1]) in "OL"
                letter = "h" if glued or between else ","
            elif norm[0].isdigit():
                letter = "k"
            else:
                i = closing(norms, i, last) if norm in "([" and not dated(mentions.get(i + 1), norms, last) else i + 1
                continue
        elif word is None and norm in closed.prefixes and i + 2 < last and norms[i + 1] in DASHES and (other := words.get(norms[i + 2])) and other[2]:
            other = words.get(norm + norms[i + 2], other)  # "re-established" is "reestablished", where that is a word
            letter, value, stop = verb_letter(other, cats, data, norms, i + 2, last, pack, noun=False), other[1], i + 3  # "co-chair"
            if letter == "?":
                doubts.append((len(cats), "u", None, value))
            letter = "u" if letter in ("", "?") else letter
        elif prev in "Ft" and len(norm) == 1 and i + 1 < last and text[starts[i]].isupper() and text[starts[i + 1]].isupper():
            stop, letter = name_end(tokens, i, last, phrases, words, pack), "H"  # "Foreign Minister A K Abdul Momen"
        elif not norm[0].islower() or (text[starts[i]].isupper() and not (word is not None and (prev == ";" or word[0]))):
            stop = name_end(tokens, i, last, phrases, words, pack)
            letter = "H" if stop - i > 1 else "U"
        elif word is None:
            adverb = norm.endswith(closed.adverb_suffixes) and norm not in closed.adverb_not and len(norm) > 4
            letter = "E" if adverb else "u"
        else:
            found = "" if word[0] and not word[2] & ~FIRST_PERSON else "-"
            verbal = (word[2] & GERUND and prev == "x") or (word[2] & INFINITIVE and prev in "axz")  # "is considering", "could not back"
            if word[0] and (not word[2] or ((norm not in closed.adjectives or ("P" in word[0] and prev != "D")) and not verbal)):
                doubtful = bool(doubts) and doubts[-1][0] == len(cats) - 1
                letter = small_word(word, "V" if doubtful else prev, norms, i, last, pack, named=i + 1 in phrases)
                found = ""
                if norm in closed.verb_adverbs and prev in "VITG?uN" and cats:
                    readings = doubts[-1][3] if doubtful else data[-1] if prev in "VITG" else None
                    if (
                        readings
                        and readings[0][0] in closed.verb_adverbs[norm]
                        and i + 1 < last
                        and (i + 1 in phrases or (i + 1 in mentions and mentions[i + 1][1] != "W"))
                    ):
                        letter = "E"
                if letter == "P" and "S" in word[0]:
                    either.append(len(cats))
            if letter == "A" and prev == "i":
                letter = "E"  # "they last met"
            if letter == "D" and prev == "x" and norm in closed.floating and i + 1 < last:
                after = words.get(norms[i + 1])
                letter = "E" if after is not None and after[2] & PARTICIPLE else "D"  # "have all been delivered"
            if found:
                letter = verb_letter(word, cats, data, norms, i, last, pack, noun=norm in closed.adjectives)
                value = word[1]
                if letter == "?":
                    kept = "A" if norm in closed.adjectives else "u"
                    doubts.append((len(cats), kept, None, word[1]))
                    letter = kept
                elif not letter or letter == "A":
                    letter, value = ("A" if norm in closed.adjectives or letter == "A" else "u"), None
        if letter in "HU" and prev == "L" and end[-1] - begin[-1] == 1 and (len(cats) < 2 or cats[-2] not in "aePdwh"):
            i, letter = begin.pop(), "H"  # a first name that is a place, too
            cats.pop(), end.pop(), data.pop()
        if (
            letter in "oA"
            and prev in "iHO"
            and stop < last
            and (after := words.get(norms[stop])) is not None
            and not after[0]
            and stop not in phrases
        ) and any(feature[0] == "S" for _, feature in after[1]):
            letter, value = "E", None  # "Mr Lavrov first visited Laos"
        cats.append(letter)
        begin.append(i)
        end.append(stop)
        data.append(value)
        prev, i = letter, stop
    for k, _, _, readings in doubts:
        data[k] = readings
    for k in reversed(settle(cats, data, doubts, either, [norms[stop - 1] for stop in end], pack)):
        cats.insert(k, "Q")  # "that" left out: a unit without words
        begin.insert(k, begin[k])
        end.insert(k, begin[k + 1])
        data.insert(k, None)
    return Units(tokens, "".join(cats), begin, end, data, head_last=pack.settings.get("heads") == "last")


def _national(entries: tuple[Entry, ...]) -> bool:
    """Whether a phrase names an actor, and no maker of what is counted: "20 Toyota ambulances"."""
    return unit_letter(entries) in "JO" and entries[0].type != "company"


def _of_office(cats: list[str], norms: list[str], i: int, stop: int, last: int, phrases: dict[int, tuple[int, tuple[Entry, ...]]]) -> bool:
    """Whether a portfolio belongs to an office: "Trade Minister", "Industry and Trade Minister", "minister of trade and industry"."""
    if cats[-1:] in (["d"], ["P"]) and "F" in cats[-4:-1]:
        return True
    if cats[-1:] == ["C"] and cats[-2:-1] == ["Y"]:
        return True
    return any(j in phrases and phrases[j][1][0].type == "office" for j in range(stop, min(stop + 4, last)) if ";" not in norms[stop:j])


def _named_after(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a name follows: then an office is somebody's."""
    return at < last and tokens.text[tokens.starts[at]].isupper()
