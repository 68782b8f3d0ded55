"""The reader this program comes with: its world, its packs."""

from __future__ import annotations

from dataclasses import replace

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import Reader
from communique.run.plan import Reading
from communique.text.language import language_of
from communique.world.load import load_world


class AnyLanguage:
    """Reads a document in the language it is said to be in, or else in the one its words tell."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, document: Document, sighting: Sighting) -> Reading:
        """The reading of a document; see `Reader.read`."""
        if document.language == "und":
            document = replace(document, language=language_of(document.text))
        return self._reader.read(document, sighting)


def open_reader() -> AnyLanguage:
    """A reader of all languages that have a pack. Raises PackError on bad data."""
    return AnyLanguage(Reader(load_world(), load_pack))
