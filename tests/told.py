"""What the reader tells of a few words, for tests that are tables of sentences."""

from __future__ import annotations

from functools import lru_cache

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(load_world(), load_pack)


def read(language: str, text: str, *, published: str = "2021-04-15", publisher: str | None = None) -> tuple[Statement, ...]:
    """The statements of a text."""
    document = Document.of(text, language=language)
    return _reader().read(document, Sighting(document.id, published=published, publisher=publisher)).statements


def facts(language: str, text: str, *, published: str = "2021-04-15") -> list[Statement]:
    """Its statements but for who holds what office."""
    return [one for one in read(language, text, published=published) if one.kind != "role"]
