"""English inflection: verb forms from paradigms, plurals of nouns. All that data can say is in the tables beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from communique.languages.tables import inflections, paradigms, rows

_HERE = Path(__file__).parent


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its slot: `N` bare, `P3` with s, `P6` bare and finite, `S3` past, `T` past participle, `G` in -ing.

    `irregular` replaces the forms of a slot, `/` between them (`S3` those of `T` too, where that is not given); an empty form removes the slot.
    Raises ValueError where lemma and paradigm do not fit.
    """
    row = paradigms(_HERE).get(paradigm)
    if row is None:
        raise ValueError(f"no paradigm {paradigm!r} in paradigms.tsv")
    if not lemma.endswith(row["drop"]):
        raise ValueError(f"{lemma!r} does not end in -{row['drop']}, as {paradigm} does")
    root = lemma.removesuffix(row["drop"])
    forms = {"N": [lemma], "P6": [lemma]}
    for slot, endings in _endings().items():
        forms[slot] = [_join(root, cell, lemma) for ending in endings for cell in row[ending].split("|") if cell]
    whole = {slot: form.split("/") if form else [] for slot, form in irregular.items()}
    if "S3" in whole and "T" not in whole:
        whole["T"] = whole["S3"]
    for slot, found in (forms | whole).items():
        yield from ((form, slot) for form in found)


def plural(word: str) -> str:
    """The plural of a singular noun of one word; of several, that of the last."""
    for ending, result in inflections(_HERE)["plural"]:
        if ("^" + word).endswith(ending):
            return ("^" + word).removesuffix(ending).removeprefix("^") + result
    raise ValueError(f"no plural for {word!r}")


def _join(root: str, cell: str, lemma: str) -> str:
    """A form from its cell: `~` doubles the last consonant, `-` adds nothing."""
    return lemma if cell == "-" else root + cell.replace("~", root[-1:])


@lru_cache(maxsize=1)
def _endings() -> dict[str, list[str]]:
    return {row["slot"]: row.many("cells") for row in rows(_HERE / "endings.tsv")}
