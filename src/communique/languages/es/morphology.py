"""Spanish inflection: verb forms from paradigms, with the pronouns that may hang on them; plurals and feminines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from communique.languages.tables import inflections, paradigms, rows

_HERE = Path(__file__).parent
_AGREEMENT = (("Tms", "o"), ("Tfs", "a"), ("Tmp", "os"), ("Tfp", "as"))
_PRONOUNS = ("le", "les", "lo", "la", "los", "las", "nos")
_HARD = (("gu", "gü"), ("c", "qu"), ("g", "gu"), ("z", "c"))
"""how the stem of a verb in -ar is spelt before e and i"""
_SOFT = (("gu", "g"), ("qu", "c"), ("c", "z"), ("g", "j"))
"""how the stem of a verb in -er or -ir is spelt before a and o"""


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb with their slots: tense and person (`P3`), `N`, `G`, or `T` with gender and number; `Nr`, `Gr` with the reflexive pronoun.

    The imperfect subjunctive counts as `J`, too. `irregular` replaces the form of a slot; an empty form removes it. Raises ValueError where lemma and
    paradigm, or a slot, do not fit.
    """
    row = paradigms(_HERE).get(paradigm)
    if row is None:
        raise ValueError(f"no paradigm {paradigm!r} in paradigms.tsv")
    plain = lemma.replace("ír", "ir")
    if not plain.endswith(row["ending"]):
        raise ValueError(f"{lemma!r} does not end in -{row['ending']}, as {paradigm} does")
    stem, vowel = plain[:-2], plain[-2]
    stems: dict[str, str | None] = {"weak": stem, "plain": stem, "future": _changed(plain, row["future"]), "strong": _changed(stem, row["stressed"])}
    narrow = _changed(stem, row["narrow"])
    stems["first"] = _changed(stem, row["first"]) if row["first"] else stems["strong"]
    stems["hortative"] = stems["first"] if row["first"] else narrow
    stems["simple"] = _changed(stem, row["simple"]) if row["simple"] else None
    forms: dict[str, list[str]] = {"N": [lemma]}
    for kind, name, slots, endings in _endings():
        base = stems[name]
        if kind not in (plain[-2:], "any") or (name == "plain" and row["simple"]) or base is None:
            continue
        fixed = name in ("first", "hortative") and row["first"]  # tengo: as the table has it
        for slot, ending in zip(slots, endings, strict=True):
            forms.setdefault(slot, []).append(base + ending if fixed else _join(base, ending, vowel, narrow=narrow))
    if row["participle"]:
        forms["T"] = [_changed(stem, row["participle"])]
    prefix = lemma.removesuffix(paradigm) if lemma.endswith(paradigm) else ""
    whole = {slot: [prefix + form] if form else [] for slot, _, form in (part.partition("=") for part in row.many("irregular"))}
    whole |= {slot: [form] if form else [] for slot, form in irregular.items()}
    if unknown := whole.keys() - forms.keys():
        raise ValueError(f"{lemma!r} has no slot {' '.join(sorted(unknown))}")
    forms |= whole
    for slot, found in forms.items():
        for form in found:
            yield from ((form[:-1] + ending, name) for name, ending in _AGREEMENT) if slot == "T" else ((form, slot.replace("K", "J")),)
    for slot, hosts in (("N", forms["N"]), ("G", [form[:-4] + {"a": "á", "e": "é"}.get(form[-4], form[-4]) + form[-3:] for form in forms["G"]])):
        for host in hosts:
            yield host + "se", slot + "r"
            yield from ((host + pronoun, slot) for pronoun in _PRONOUNS)


def plural(word: str, operation: str = "plural") -> str:
    """The plural of a singular noun or adjective of one word."""
    for ending, result in inflections(_HERE)[operation]:
        if ("^" + word).endswith(ending):
            return ("^" + word).removesuffix(ending).removeprefix("^") + result
    raise ValueError(f"no {operation} for {word!r}")


def feminine(adjective: str) -> str:
    """The feminine singular of a masculine singular adjective."""
    return plural(adjective, "feminine")


def _changed(stem: str, change: str) -> str:
    """The stem with the last `a` of `a>b` made `b`; `+g` adds."""
    old, _, new = change.partition(">")
    return new.join(stem.rsplit(old, 1)) if new else stem + change.removeprefix("+")


def _join(stem: str, ending: str, vowel: str, *, narrow: str) -> str:
    """Stem and ending as they are spelt together; `<` at the head of an ending asks for the narrow stem, `i` between vowels is y."""
    if ending.startswith("<"):
        stem, ending = narrow, ending[1:]
    if (vowel == "a" and ending[0] in "eéi") or (vowel != "a" and ending[0] in "aáoó"):
        for old, new in _HARD if vowel == "a" else _SOFT:
            if stem.endswith(old):
                stem = stem.removesuffix(old) + new
                break
    if not stem or vowel == "a":
        return stem + ending
    if ending[:2] in ("ie", "ié", "ió"):
        if stem[-1] in "jñi" or stem.endswith("ll"):
            return stem + ending[1:]
        if stem[-1] in "aeou" and not stem.endswith(("gu", "qu")):
            return stem + "y" + ending[1:]
    if ending[0] == "i" and ending[:2] not in ("ie", "ió", "ié", "ía") and stem[-1] in "aeo":
        return stem + "í" + ending[1:]
    return stem + ending


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str, list[str], list[str]], ...]:
    return tuple((row["kind"], row["stem"], row.many("slots"), row.many("endings")) for row in rows(_HERE / "endings.tsv"))
