"""What a word of the lexicon is where it stands: verb, noun, determiner or clitic, by its neighbours."""

from __future__ import annotations

from typing import Any, Final

from communique.languages.pack import AUXILIARY, FINITE, FIRST_PERSON, GERUND, INFINITIVE, PARTICIPLE, PREDICATE, Pack, Word

DASHES: Final = frozenset("-–—‑")
_NOMINAL: Final = frozenset("NuUAOJLHFYtWk#oh")
_AFTER_NOUN: Final = frozenset("DEdQw")
_OBJECT: Final = frozenset("DE")


def is_verb_here(word: Word, letter: str, prev: str, norms: list[str], i: int, last: int, words: dict[str, Word], *, named: bool) -> bool:
    """Whether a single word of the phrase book is a verb where it stands.

    It is a participle after a noun, a finite verb after a pronoun or before an object. `named` says that an adverb, a name or a dative follows.
    """
    if letter == "O":
        return False
    flags = word[2]
    if flags & PARTICIPLE and letter in "NF" and prev in "xT,NOHJLWUuE#":
        return True
    if (
        flags & PARTICIPLE
        and prev == "C"
        and letter in "NF"
        and i + 1 < last
        and (norms[i + 1][0].isdigit() or "D" in words.get(norms[i + 1], ("",))[0])
    ):
        return True  # "había donado arroz y enviado 37 médicos"
    if not flags & FINITE:
        return False
    if prev in "iczR":
        return True
    if prev in "OHJ," and letter == "N" and named:
        return True  # "Varsovie presse Bruxelles", "El Gobierno, por medio de la cancillería, condena enérgicamente …"
    if prev in "NOHUJLFu," and letter in "NFt" and i + 1 < last:
        following = words.get(norms[i + 1])
        return following is not None and not (_OBJECT if prev == "," else _AFTER_NOUN).isdisjoint(following[0])
    return False


def classify(
    word: Word, norm: str, prev: str, held: str, norms: list[str], i: int, last: int, pack: Pack, phrases: dict[int, Any]
) -> tuple[str, Any]:
    """The letter of a word of the lexicon, by its neighbours, with its verb readings if it is a verb.

    `prev` is the letter before it, `held` the one before that where `prev` is a time.
    """
    letters, readings, flags = word
    closed = pack.closed
    following = norms[i + 1] if i + 1 < last else ""
    if not flags and len(letters) == 1 and norm not in closed.ambiguous:
        return letters, None
    after = pack.words.get(following)
    ahead = after[2] if after is not None else 0
    if norm in closed.conditional:
        return ("S" if following in closed.conditional_before else "c"), None
    if flags and prev in _NOMINAL and following in closed.verb_before.get(norm, ()):
        return "V", readings
    if flags & FINITE and prev == "," and norm in closed.adjectives and (following in DASHES or (after is not None and "D" in after[0])):
        return "V", readings  # ", précise la même source"
    if norm in closed.clitic_or_determiner:
        noun_next = i + 1 in phrases
        if (
            (
                ahead & FINITE
                and (
                    prev in "icz"
                    or (prev == "R" and (not noun_next or norms[i - 1] in closed.subject_relatives))
                    or ("e" in letters and prev == "," and not noun_next)
                )
            )
            or (ahead & INFINITIVE and not noun_next and ("e" in letters or prev in "daPgCVITzcE"))
            or (ahead & AUXILIARY and (prev in _NOMINAL or (prev in "C,ETV" and _participle_near(norms, i + 2, last, words=pack.words))))
            or (norm in closed.clitic_before_verb and ahead & FINITE and not noun_next and after is not None and not _may_be_noun(after, pack))
        ):
            return "c", None
        return ("e" if "e" in letters else "D"), None
    if norm in closed.partitive:
        fore = after is not None and "A" in after[0]
        return ("D" if fore and (prev in "VxTIG" or held in "VT") else letters[0]), None
    if norm in closed.genitive_or_determiner:
        return ("D" if prev in "VxTIG,;CQES" or held in "VT" else "d"), None
    if letters and not flags:
        if norm in closed.the_two and "i" in letters and i + 1 not in phrases and after is not None:
            return ("i" if ahead & (FINITE | AUXILIARY) or "c" in after[0] else letters[0]), None  # "ambos acordaron", "ambos países"
        if letters[0] == "c" and "i" in letters and not ahead & FINITE:
            return "i", None
        return letters[0], None
    if norm in closed.after_comma:
        return ("C", None) if prev in ",;#W" else ("x", readings)
    if letters and letters[0] in "PEDS" and prev not in "ic" and not (prev == "x" and letters[0] in "PD" and flags & PARTICIPLE):
        return letters[0], None
    agent = after is not None and "g" in after[0] and i + 1 not in phrases
    verb = _verb(readings, flags, prev, norm, ahead, agent, pack)
    if verb:
        return verb, readings
    return (letters[0] if letters else "A" if flags & PARTICIPLE else "u"), None


def _verb(readings: tuple[tuple[str, str], ...], flags: int, prev: str, norm: str, ahead: int, agent: bool, pack: Pack) -> str:
    """V, x, I, T or G for a verb form where it stands, `agent` if the preposition of agents follows; empty if it is no verb there."""
    if prev in "Dko":  # after a determiner or a number it is a noun
        return ""
    spoken = pack.closed.dropped_subjects and prev in ";,Ccz" and any(feature[:2] in ("S1", "F1") for _, feature in readings)  # "«Expresé …»"
    finite = flags & FINITE or (flags & FIRST_PERSON and (prev == "i" or spoken))
    if flags & INFINITIVE and (prev in "daPgVIxTzcCQE,;RNuUOJHFASLGW" or not finite):
        return "I"
    if flags & AUXILIARY:
        return "x"
    if flags & PREDICATE:
        return "T" if prev == "x" else "V"
    if prev == "x" and not flags & PARTICIPLE:
        return "I" if flags & INFINITIVE else "A"
    if norm in pack.closed.adjectives and prev not in "iczR":
        return "A"
    if finite and flags & PARTICIPLE:
        after_noun = prev in "NuJAOH" and (agent or (not ahead & PARTICIPLE and not _present(readings)))
        return "T" if prev in "xTEI" or after_noun else "V"
    if finite:
        return "V" if prev not in "dPwgae" else ""
    if flags & PARTICIPLE:
        if pack.cases is not None:  # where nouns decline, a participle before its noun agrees as an adjective does
            return "T" if prev in ",x" else ""
        return "T" if prev != "d" else ""
    return "G" if flags & GERUND else ""


def _participle_near(norms: list[str], i: int, last: int, *, words: dict[str, Word]) -> bool:
    """Whether a participle stands at token i, or one word behind it: "et les ont (également) élevées"."""
    for at in range(i, min(i + 2, last)):
        word = words.get(norms[at])
        if word is not None and word[2] & PARTICIPLE:
            return True
    return False


def _may_be_noun(word: Word, pack: Pack) -> bool:
    """Whether a finite form may be a noun as well: present forms often are ("la entrega"), others never ("la entregó"); none where nouns decline."""
    return bool(word[0]) or (pack.cases is None and any(feature[0] in "PJT" for _, feature in word[1]))


def _present(readings: tuple[tuple[str, str], ...]) -> bool:
    return any(feature[:2] == "P3" for _, feature in readings)


def dated(inside: tuple[int, str, object] | None, norms: list[str], last: int) -> bool:
    """Whether a bracket holds nothing but the time that begins it: "the Plan of Action (2021-2025)"."""
    return inside is not None and inside[1] == "W" and inside[0] < last and norms[inside[0]] == ")"


def more_than_years(norms: list[str], i: int) -> bool:
    """Whether the time in the bracket at i is more than years: "(27-28 июля)", not "(1996-2021)"."""
    return not (norms[i + 1].isdigit() and len(norms[i + 1]) == 4)
