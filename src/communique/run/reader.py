"""The reader this program comes with: its world, its packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from communique.languages.load import load_pack
from communique.languages.pack import Pack
from communique.model.documents import Document, Sighting
from communique.model.mentions import Mention
from communique.model.problems import Problem
from communique.reading.dates.find import TimeExpression
from communique.reading.dates.reader import DateReader
from communique.reading.pipeline import Reader, no_pack
from communique.reading.publication import anchor_of
from communique.run.plan import Reading
from communique.text.language import language_of
from communique.text.layout import lay_out
from communique.world.load import load_world


class AnyLanguage:
    """Reads a document in the language it is said to be in, or else in the one its words tell."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, document: Document, sighting: Sighting) -> Reading:
        """The reading of a document; see `Reader.read`."""
        return self._reader.read(_in_its_language(document), sighting)

    def read_all(self, stories: Sequence[tuple[Document, Sighting]]) -> Sequence[Reading]:
        """The readings of several documents, in their order; see `Reader.read_all`."""
        return self._reader.read_all([(_in_its_language(document), sighting) for document, sighting in stories])


def _in_its_language(document: Document) -> Document:
    return replace(document, language=language_of(document.text)) if document.language == "und" else document


class AnyDates:
    """Finds the time expressions of documents in any language that has a pack; they count from the dateline, else from the publication date."""

    def __init__(self, packs: Callable[[str], Pack | None]) -> None:
        self._packs = packs
        self._readers: dict[str, DateReader] = {}

    def read(self, document: Document, sighting: Sighting, *, apart: bool = False) -> list[Mention[TimeExpression]] | Problem:
        """The time expressions of a document, in text order; a problem where its language has no pack. `apart`: see `find_dates`."""
        code = document.language if document.language != "und" else language_of(document.text)
        pack = self._packs(code)
        if pack is None:
            return no_pack(code, sighting.name)
        reader = self._readers.get(code)
        if reader is None:
            reader = self._readers[code] = DateReader(pack)
        anchor, _, _ = anchor_of(document.text, lay_out(document.text, pack.layout), sighting, pack)
        return reader.read(document.text, anchor=anchor, apart=apart)


def open_dates() -> AnyDates:
    """A reader of dates in all languages that have a pack. Raises PackError on bad data."""
    return AnyDates(load_pack)


def open_reader() -> AnyLanguage:
    """A reader of all languages that have a pack. Raises PackError on bad data."""
    return AnyLanguage(Reader(load_world(), load_pack))
