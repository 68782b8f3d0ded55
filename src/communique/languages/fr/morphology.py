"""French inflection: verb forms from paradigms, plurals and feminines. All that data can say is in the tables beside this file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from communique.languages.tables import Row, inflections, paradigms, rows

_HERE = Path(__file__).parent
_AGREEMENT = (("ms", "", ""), ("fs", "e", "e"), ("mp", "s", ""), ("fp", "es", "es"))
"""Number and gender of a past participle, its ending, and its ending after s."""


def conjugate(lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its slot: tense letter and person (`P3`), `N`, `G`, or `T` with gender and number (`Tfs`).

    `irregular` replaces the form of a slot, or of all participles under `T`; an empty form removes the slot. Raises ValueError where lemma and
    paradigm, or a slot, do not fit.
    """
    row = paradigms(_HERE).get(paradigm)
    if row is None:
        raise ValueError(f"no paradigm {paradigm!r} in paradigms.tsv")
    match = re.search(re.escape(row["drop"]).replace(r"\~", "~").replace("~", "([^aeiouyâêéèîôûëïüœ]+(?:(?<=[gq])u)?)") + r"\Z", lemma)
    if match is None:
        raise ValueError(f"{lemma!r} does not end in -{row['drop']}, as {paradigm} does")
    root, consonants = lemma[: match.start()], match[1] if "~" in row["drop"] else ""

    def stems(cell: str) -> list[str]:
        return [root + stem.replace("~", consonants).removeprefix("-") for stem in cell.split("|") if stem]

    whole = {slot: [form] if form else [] for slot, form in irregular.items()}
    own = {slot: stems(ending) for slot, _, ending in (part.partition("=") for part in row.many("irregular"))}
    participles = whole.pop("T", None) or stems(row["participle"])
    forms = {"N": [lemma]} | _finite(row, stems) | dict(_agree(participles)) | own
    if unknown := whole.keys() - forms.keys():
        raise ValueError(f"{lemma!r} has no slot {' '.join(sorted(unknown))}")
    for slot, found in (forms | whole).items():
        if not (row["persons"] and slot[-1].isdigit() and slot[-1] not in row["persons"]):
            yield from ((form, slot) for form in found)


def plural(word: str) -> str:
    """The plural of a singular noun or adjective of one word."""
    return _inflect(word, "plural")


def feminine(adjective: str) -> str:
    """The feminine singular of a masculine singular adjective."""
    return _inflect(adjective, "feminine")


def _finite(row: Row, stems: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """Slot to forms, for what is neither infinitive nor past participle."""
    weak, strong = row["weak"], row["strong"]
    subjunctive, _, hortative = row["subjunctive"].partition(" ")
    cells = {"weak": weak, "strong": strong, "future": row["future"], "simple": row["simple"]}
    cells |= {"subjunctive": subjunctive or strong, "hortative": hortative or weak}
    forms = {f"P{person}": stems(cell) for person, cell in enumerate(row["singular"].split(" "), 1)}
    for name, last, slots, endings in _endings():
        for stem in stems(cells[name]):
            if last:
                if not stem.endswith(last):
                    continue
                stem = stem.removesuffix(last)
            elif name == "simple" and stem.endswith("a"):
                continue
            for slot, ending in zip(slots, endings, strict=True):
                forms.setdefault(slot, []).append(_join(stem, ending))
    return forms


def _join(stem: str, ending: str) -> str:
    if ending[0] in "eéèi":
        stem = stem[:-1] + "c" if stem.endswith("ç") else stem[:-1] if stem.endswith("ge") else stem
    return stem + ending


def _agree(participles: list[str]) -> Iterator[tuple[str, list[str]]]:
    for slot, ending, after_s in _AGREEMENT:
        agreeing = [form for form in participles if not form.endswith("!")] if slot != "ms" else participles
        yield "T" + slot, [form.rstrip("!") + (after_s if form.endswith("s") else ending) for form in agreeing]


def _inflect(word: str, operation: str) -> str:
    for ending, result in inflections(_HERE)[operation]:
        if ("^" + word).endswith(ending):
            return ("^" + word).removesuffix(ending).removeprefix("^") + result
    raise ValueError(f"no {operation} for {word!r}")


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str, list[str], list[str]], ...]:
    return tuple((row["stem"], row["after"], row.many("slots"), row.many("endings")) for row in rows(_HERE / "endings.tsv"))
