"""What packs call things: the ids that words are a name of in any language, and what places are called in all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from communique.languages.compile import FOLDER, codes
from communique.languages.parts import settings
from communique.languages.tables import rows_if_any
from communique.model.fold import fold

_TABLES = {
    "names/actors.tsv": ("id", ("name", "other", "adjectives")),
    "names/organisations.tsv": ("id", ("name", "other", "adjectives")),
    "names/companies.tsv": ("company", ("forms",)),
    "names/places.tsv": ("place", ("forms",)),
    "mechanisms.tsv": ("mechanism", ("forms",)),
    "issues.tsv": ("issue", ("forms",)),
}
"""Of each table, the column of ids and those of names. A capital that stands for its government is no name of the state."""
_ACRONYM = 3
"""Capitals of a name that is one only in capitals: "US" is, "us" is not."""


class Meant(NamedTuple):
    """What words are a name of: `ids` of actors, mechanisms and issues (`issue:` before these), and the names of `places` in all packs."""

    ids: tuple[str, ...]
    places: tuple[str, ...]


class Naming:
    """Names of many packs. Words are compared without case, and without accents where words of a pack's language do not differ by them alone."""

    def __init__(self, folder: Path, packs: Iterable[str]) -> None:
        self._ids: dict[str, dict[str, None]] = {}
        self._called: dict[str, dict[str, None]] = {}
        self._places: dict[str, dict[str, None]] = {}
        for code in packs:
            given = settings(folder / code)
            accents, articles = bool(given.get("accents")), tuple(given.get("articles", {}))
            for table, id_, name in _names(folder / code):
                name = _bare(name, articles)
                key = name if name.isupper() and len(name) <= _ACRONYM else fold(name, accents=accents)
                if table == "names/places.tsv":
                    self._places.setdefault(key, {})[id_] = None
                    self._called.setdefault(id_, {})[name] = None
                else:
                    self._ids.setdefault(key, {})[f"issue:{id_}" if table == "issues.tsv" else id_] = None

    def meant(self, words: str) -> Meant:
        """What words are a name of, in any pack."""
        keys = {words, fold(words), fold(words, accents=True)}
        ids = dict.fromkeys(id_ for key in keys for id_ in self._ids.get(key, ()))
        places = dict.fromkeys(id_ for key in keys for id_ in self._places.get(key, ()))
        return Meant(tuple(sorted(ids)), tuple(dict.fromkeys(name for id_ in sorted(places) for name in (id_, *self._called[id_]))))


@lru_cache(maxsize=1)
def load_naming() -> Naming:
    """The names of all packs. Raises PackError on bad data."""
    return Naming(FOLDER, codes())


def _names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The tables, ids and names of a pack. Types of meetings are no mechanism by themselves."""
    for table, (key, columns) in _TABLES.items():
        for row in rows_if_any(folder / table):
            if row[key] and not row[key].startswith("."):
                for column in columns:
                    for name in row.many(column):
                        yield table, row[key], name


def _bare(name: str, articles: Iterable[str]) -> str:
    for article in articles:
        if name.startswith(article if article.endswith("'") else f"{article} "):
            return name[len(article) :].lstrip()
    return name
