"""What was read, and where it was seen."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text that never changes; `id` is a hash of it, `language` an ISO 639-1 code or `und`."""

    id: str
    text: str
    language: str

    @classmethod
    def of(cls, text: str, *, language: str = "und") -> Document:
        """The document of `text`."""
        return cls(document_id(text), text, language)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a document was seen.

    `published` and `retrieved_at` are EDTF at the precision known (`2021-04` where only the month is); `name` is what the
    source calls the story: its own id, else the file's stem.
    """

    document_id: str
    name: str = ""
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    author: str | None = None


def document_id(text: str) -> str:
    """The id of a text: 16 hexadecimal digits of its BLAKE2b hash."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
