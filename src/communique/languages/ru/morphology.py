"""Russian inflection: verb forms from paradigms. Nouns and adjectives decline by `declensions.tsv`; all that data can say is in the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from communique.languages.tables import paradigms, rows

_HERE = Path(__file__).parent
_PAST = (("3m", ""), ("3f", "а"), ("3n", "о"), ("6", "и"))
_VOWELS = "аеёиоуыэюя"
_MASCULINE, _PLURAL = ("ый", "ого", "ому", "ым", "ом"), ("ые", "ых", "ыми")
_AGREEMENT = [
    *((ending, "Tms") for ending in _MASCULINE),
    *((ending, "Tfs") for ending in ("ая", "ой", "ую")),
    ("ое", "Tns"),
    *((ending, "T p") for ending in _PLURAL),
]


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb with their features: tense, person and gender (`P3`, `S3f`), `N`, `G`; short passive participles `B3f`, full ones `Tfs`,
    active ones `AP` and `AS`; `r` behind a finite form says that it is passive by itself.

    `irregular` replaces a cell of the paradigm by its column's name; an empty one takes it out. Raises ValueError where lemma and paradigm, or a
    column, do not fit.
    """
    row = paradigms(_HERE).get(paradigm)
    if row is None:
        raise ValueError(f"no paradigm {paradigm!r} in paradigms.tsv")
    if unknown := irregular.keys() - row.keys():
        raise ValueError(f"{lemma!r}: no column {' '.join(sorted(unknown))} in paradigms.tsv")
    reflexive = lemma.endswith(("ся", "сь"))
    base = lemma[:-2] if reflexive else lemma
    if not base.endswith(row["drop"]):
        raise ValueError(f"{lemma!r} does not end in -{row['drop']}, as {paradigm} does")
    root = base.removesuffix(row["drop"])
    cells = {
        name: [root + part.replace("-", "") for part in row[name].split("|") if part] for name in row if name not in ("paradigm", "drop", "tense")
    }
    cells |= {name: form.split("/") if form else [] for name, form in irregular.items()}
    found = [] if row["tense"] == "B" else list(_active(base, row["tense"], cells))
    for form, features in found:
        yield from _spelt(_reflexive(form, features) if reflexive else form, features)
        if not reflexive and cells["passive"] and row["tense"] == "P" and features[0] in "PS" and lemma + "ся" not in _lemmas():
            yield from _spelt(_reflexive(form, features), features + "r")
    if not reflexive:
        for form, features in _passive(cells, short=row["tense"] != "P", full=row["tense"] != "B", masculine=lemma if row["tense"] == "B" else ""):
            yield from _spelt(form, features)


def plural(word: str) -> str:
    """The word itself: plurals are among the forms of its declension."""
    return word


def _active(base: str, tense: str, cells: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    yield base, "N"
    for slot, name in ((f"{tense}3", "third"), (f"{tense}6", "several"), (f"{tense}4", "we"), ("G", "gerund")):
        yield from ((form, slot) for form in cells[name])
    for past in cells["past"]:
        stem = past[:-2] + "л" if past.endswith("шёл") else (past if past.endswith("л") else past + "л").replace("ё", "е")
        yield from ((past if slot == "3m" else stem + ending, "S" + slot) for slot, ending in _PAST)
        before = past[:-2] + "ед" if past.endswith("шёл") else past.removesuffix("л")
        yield from ((form, "AS") for form in _full(before + ("вш" if before[-1] in _VOWELS else "ш")))
    if tense == "P":
        yield from ((form, "AP") for several in cells["several"] for form in _full(several.removesuffix("т") + "щ"))


def _passive(cells: Mapping[str, list[str]], *, short: bool, full: bool, masculine: str) -> Iterator[tuple[str, str]]:
    """The passive participles: short ones (`passive` gives their stem), and full ones, with a doubled n."""
    for stem in cells["passive"]:
        if short:
            unstressed = stem.replace("ён", "ен")
            yield masculine or stem, "B3m"
            yield from ((unstressed + ending, slot) for ending, slot in (("а", "B3f"), ("о", "B3n"), ("ы", "B6")))
        if full:
            long = stem + "н" if stem.endswith("н") else stem
            yield from ((long + ending, features) for ending, features in _AGREEMENT)


def _full(stem: str) -> Iterator[str]:
    return (stem + ending for ending in ("ий", "ая", "ее", "ие", "его", "ему", "им", "ем", "ей", "ую", "их", "ими"))


def _reflexive(form: str, features: str) -> str:
    return form + ("сь" if form[-1] in _VOWELS and features[0] != "A" else "ся")


def _spelt(form: str, features: str) -> Iterator[tuple[str, str]]:
    """The form as it is written with and without the dots of ё."""
    yield form, features
    if "ё" in form:
        yield form.replace("ё", "е"), features


@lru_cache(maxsize=1)
def _lemmas() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows(_HERE / "verbs.tsv"))
