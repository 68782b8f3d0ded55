"""The verb forms of a pack: its verb list, inflected by its morphology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

from communique.languages.errors import PackError
from communique.languages.tables import Row, rows


class Morphology(Protocol):
    """What the module `morphology` of a pack gives."""

    def conjugate(self, lemma: str, paradigm: str, irregular: Mapping[str, str]) -> Iterable[tuple[str, str]]:
        """The forms of a verb, each with its features. Raises ValueError where the three do not fit."""
        ...

    def plural(self, word: str) -> str:
        """The plural of a noun."""
        ...


def morphology(folder: Path) -> Morphology:
    """The morphology of the pack in `folder`; where it has none, that of languages that inflect nothing."""
    pack = f"communique.languages.{folder.name}"
    own = find_spec(pack) is not None and find_spec(f"{pack}.morphology") is not None
    return cast(Morphology, import_module(f"{pack}.morphology" if own else "communique.languages.uninflected"))


def read(folder: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Form to its readings (lemma, features), in the order of the verb list.

    Raises PackError on a verb listed twice or that its paradigm cannot inflect.
    """
    conjugate = morphology(folder).conjugate
    readings: dict[str, dict[tuple[str, str], None]] = {}
    for path, row in _verbs(folder):
        lemma = row["lemma"]
        try:
            for form, features in conjugate(lemma, row["paradigm"], _irregular(row)):
                readings.setdefault(form, {})[lemma, features] = None
        except ValueError as error:
            raise PackError(path, row.line, str(error)) from error
    for form in [form for form in readings if "œ" in form]:
        readings.setdefault(form.replace("œ", "oe"), readings[form])  # as keyboards have it
    return {form: tuple(found) for form, found in readings.items()}


def auxiliaries(folder: Path) -> dict[str, str]:
    """Lemma to the auxiliary it takes, or may take, where that is not the usual one."""
    return {row["lemma"]: row["aux"] for _, row in _verbs(folder) if row["aux"]}


def _verbs(folder: Path) -> Iterator[tuple[Path, Row]]:
    path = folder / "verbs.tsv"
    seen: set[str] = set()
    for row in rows(path):
        if row["lemma"] in seen:
            raise PackError(path, row.line, f"{row['lemma']!r} is listed twice: merge the rows")
        seen.add(row["lemma"])
        yield path, row


def _irregular(row: Row) -> dict[str, str]:
    pairs = [part.partition("=") for part in row.many("irregular")]
    if wrong := [slot for slot, equals, _ in pairs if not slot or not equals]:
        raise ValueError(f"irregular forms are slot=form: {' '.join(wrong) or 'no slot'}")
    return {slot: form for slot, _, form in pairs}
