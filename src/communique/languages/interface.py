"""The words of the program itself in a language: what views are written with. A language without them is read and not written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from communique.languages.compile import FOLDER
from communique.languages.errors import PackError
from communique.languages.parts import settings
from communique.languages.tables import rows_if_any

PART = "interface"
"""The folder of a pack that holds them: TOML files, whose names are the sections."""
DEFAULT = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Interface:
    """What a language writes with: words by section, and the names that its pack puts first.

    `sections` are nested tables of words and patterns. Names of actors carry the article they have in running text; `units` are
    the forms for one and for many.
    """

    code: str
    sections: Mapping[str, Any]
    actors: Mapping[str, str]
    places: Mapping[str, str]
    issues: Mapping[str, str]
    mechanisms: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    articles: tuple[str, ...]


@lru_cache(maxsize=1)
def interfaces() -> tuple[str, ...]:
    """The languages that views can be written in, the usual one first."""
    found = sorted(path.parent.name for path in FOLDER.glob(f"*/{PART}") if path.is_dir())
    return tuple(sorted(found, key=lambda code: code != DEFAULT))


@lru_cache(maxsize=8)
def load_interface(code: str) -> Interface:
    """The words of a language. Raises PackError where it has none, or where a file is not TOML."""
    folder = FOLDER / code
    files = sorted((folder / PART).glob("*.toml"))
    if not files:
        raise PackError(folder / PART, 0, f"no words to write with: add them, or write in one of {', '.join(interfaces())}")
    names = folder / "names"
    actors = _first(names / "actors.tsv", "id", "name") | _first(names / "organisations.tsv", "id", "name")
    units: dict[str, tuple[str, str]] = {}
    for row in rows_if_any(folder / "units.tsv"):
        forms = row.many("forms")
        units.setdefault(row["unit"], (forms[0], forms[min(1, len(forms) - 1)]))
    return Interface(
        code, {path.stem: _read(path) for path in files}, actors, _first(names / "places.tsv", "place", "forms"),
        _spelt_out(folder / "issues.tsv", "issue", "forms"), _spelt_out(folder / "mechanisms.tsv", "mechanism", "forms"), units,
        tuple(settings(folder).get("articles", {})),
    )  # fmt: skip


def _first(path: Path, key: str, forms: str) -> dict[str, str]:
    """The first form of each id of a table."""
    return {id_: found[0] for id_, found in _forms(path, key, forms).items()}


def _spelt_out(path: Path, key: str, forms: str) -> dict[str, str]:
    """The first form of each id of a table that is more than an acronym, where there is one."""
    return {id_: next((form for form in found if not form.isupper()), found[0]) for id_, found in _forms(path, key, forms).items()}


def _forms(path: Path, key: str, forms: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows_if_any(path):
        if row[key] and row.many(forms):
            found.setdefault(row[key], row.many(forms))
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(path, 1, f"not TOML: {error}") from None
