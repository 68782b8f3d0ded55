"""What every store does, and what it refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, Protocol

from communique.model.dates import bounds
from communique.model.documents import Document, Sighting
from communique.model.judgements import Judgement
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.model.visits import Visit, Watched
from communique.store.sought import Sought


class StoreError(Exception):
    """The store cannot be opened or cannot answer; the message says why, and the remedy."""


class Read(NamedTuple):
    """What one reading of a document gave: the reader's version, the sighting it was read with, and the statements in text order."""

    reader: str
    sighting: Sighting
    statements: tuple[Statement, ...]


class Copies(NamedTuple):
    """The marks of documents, by id, and whether two texts are copies; see `sources.copies`."""

    marks: Mapping[str, Sequence[int]]
    are_copies: Callable[[str, str], bool]


class Kept(NamedTuple):
    """A statement as it is kept: beside it the sighting its document was read with."""

    statement: Statement
    sighting: Sighting


class Slim(NamedTuple):
    """A statement without its slots, whose quotes are cut from the story when asked for: beside it their words in one line, its sighting as it was
    read with, and the language its document is kept with."""

    statement: Statement
    quoted: str
    sighting: Sighting
    language: str


class Mark(NamedTuple):
    """How far a ledger is read: the number of its last reading, how many are live, and how many of these came after the one asked for.

    Where all that were live before still are, only stories were added.
    """

    last: int
    live: int
    new: int


class Reading(NamedTuple):
    """A live reading: its number (greater is later), the sighting the document was read with, and when (ISO 8601)."""

    number: int
    sighting: Sighting
    read_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which statements are asked for; what is None does not matter.

    `between`: actors that all take part (in `by` or `to`), a state answering for its companies and bodies.
    `since`, `until`: EDTF; a statement counts when its own date, or else the publication of its story, may lie between them.
    `document`: a document's id, or the name of one of its sightings; `documents`: ids, at most a few hundred. `known_by`: only of stories that were
    known by the end of a day.
    `order`: by date, newest or oldest first (what has no date counts as oldest), or by the names of the documents; then as in the text.
    """

    kind: str | None = None
    between: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    document: str | None = None
    documents: tuple[str, ...] | None = None
    known_by: datetime.date | None = None
    order: Literal["newest", "oldest", "document"] = "oldest"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What keeping a batch did: documents by id, the sound statements of its readings by kind, and those that were refused."""

    new: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    statements: Mapping[str, int] = field(default_factory=dict)
    refused: tuple[Problem, ...] = ()


class Store(Protocol):
    """Documents, where they were seen, the statements of their latest reading, and what people decided of them. All methods raise StoreError."""

    def sightings(self, document_ids: Iterable[str]) -> dict[str, tuple[Sighting, ...]]:
        """The sightings of documents, in the order of `sighting_rank`; unknown ids are left out."""
        ...

    def seen_at(self, address: str) -> tuple[Sighting, ...]:
        """The sightings of an address (or of the name a source gave), as they were first had: several where its text was changed."""
        ...

    def languages(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The languages of documents; unknown ids are left out."""
        ...

    def keep(
        self, documents: Sequence[Document], sightings: Sequence[Sighting], reads: Mapping[str, Read], *, read_at: str, overrule: bool = False,
        copies: Copies | None = None,
    ) -> Outcome:  # fmt: skip
        """Keep a batch, all of it or nothing. `reads` are by document id; what equals the live reading changes nothing.

        With `overrule`, the language and the publication date given now replace those kept; otherwise they only fill gaps.
        With `copies`, new documents are given their families.
        """
        ...

    def family(self, document_id: str) -> tuple[str, ...]:
        """The documents that are copies of one report, its head first: the earliest published, as far as is known."""
        ...

    def heads(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The heads of the families of documents; a document that is no copy is its own."""
        ...

    def document(self, key: str) -> Document | None:
        """The document of an id, of a unique beginning of one, or of a sighting's name; None without one."""
        ...

    def documents(self, *, after: str = "", known_by: datetime.date | None = None) -> Iterator[Document]:
        """All documents, in the order of their ids, or those after one; of those that were known by the end of a day, if one is given."""
        ...

    def statements(self, query: Query) -> Iterator[Kept]:
        """The live statements that answer a query, as a stream."""
        ...

    def slim(self, *, after: int = 0) -> Iterator[Slim]:
        """The live statements of readings after one, as a stream, document by document, with little that is only read by people."""
        ...

    def mark(self, *, after: int = 0) -> Mark:
        """How far the ledger is read, and how many readings after one are live."""
        ...

    def latest(self, *, most: int, before: int | None = None, known_by: datetime.date | None = None) -> list[Reading]:
        """The live readings, the latest first: at most so many, of those before one (its number) where one is given; of stories that were known by
        the end of a day, if one is given."""
        ...

    def statement(self, prefix: str) -> Kept | None:
        """The live statement whose id begins so; None without one. Raises StoreError if several do."""
        ...

    def search(
        self, sought: Sought, query: Query, *, most: int, before: int | None = None, without: Collection[str] = ()
    ) -> list[int]:  # fmt: skip
        """Where the live statements stand that hold what is sought and answer a query, newest first, whatever its `order`: at most so many places.

        A place stands for a statement as it was read and never for another; greater is newer. `before`: only places that are less. `without`: not
        those of the documents of these ids.
        """
        ...

    def at(self, places: Collection[int]) -> dict[int, Kept]:
        """The statements at places that `search` gave."""
        ...

    def words_at(self, places: Collection[int]) -> dict[int, str]:
        """The words by which the statements at places are found, as `Sought` compares them."""
        ...

    def stamp(self) -> tuple[int, int]:
        """The number of the last reading and that of judgements: where both are as they were, so is what statements people see."""
        ...

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep judgements, all of them or none; the number of those that are new.

        Refused with StoreError: what is no sound judgement, words that are not in a document that is here, undoing what is not here.
        """
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those undone and the undos too, earliest first."""
        ...

    def read_with(self, document_ids: Iterable[str]) -> dict[str, Sighting]:
        """The sightings that documents were last read with; those never read are left out."""
        ...

    def watched(self) -> dict[str, Watched]:
        """What is known of each watched address."""
        ...

    def note(self, watched: Watched, found: Sequence[Visit]) -> int:
        """Keep the state of a watched address together with what was found there, or neither; the number of addresses that are new.

        Of an address that is known, what is given now stands.
        """
        ...

    def found(self, urls: Iterable[str]) -> dict[str, Visit]:
        """What is known of those of the addresses that were found before."""
        ...

    def waiting(self, sources: Collection[str], now: str, *, most: int) -> list[Visit]:
        """Addresses found at these sources that are to be visited now: those never had, then those looked at again, each as they were found."""
        ...

    def next_visit(self, sources: Collection[str]) -> str | None:
        """When the next waiting address of these sources is to be visited; None if none waits."""
        ...

    def visited(self, visits: Sequence[Visit]) -> None:
        """Keep what became of visits."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


def refusal(document: Document, statement: Statement) -> Problem | None:
    """Why a statement is not kept: words that are not at their span, or a date that is none. None if it is sound."""

    def refused(code: str, message: str) -> Problem:
        return Problem(code, f"{statement.kind} {statement.id} ({statement.found_by or 'no frame'}): {message}", f"document {document.id}")

    for evidence in statement.evidence:
        if evidence.document_id != document.id:
            return refused("foreign-evidence", f"its evidence is of document {evidence.document_id}")
        if not evidence.stands_in(document.text) or evidence.span.end > len(document.text):
            return refused("misquoted", f"the words {evidence.quote.exact[:60]!r} are not at {evidence.span.start}..{evidence.span.end}")
    for slot, spans in statement.slots.items():
        for span in spans:
            if span.end > len(document.text):
                return refused("misplaced", f"{slot} was read at {span.start}..{span.end}, after the end of the text")
    for slot in ("when", "due"):
        edtf = getattr(statement.content, slot)
        try:
            if edtf is not None:
                bounds(edtf)
        except ValueError as error:
            return refused("date", f"{slot}: {error}")
    return None


def sighting_rank(sighting: Sighting) -> tuple[datetime.date, datetime.timedelta, str, str]:
    """The order of a document's sightings, the one to read it with first: published first, and of those the sharpest date."""
    first, last = interval(sighting.published)
    return last, last - first, sighting.name, sighting.url or ""


def interval(edtf: str | None) -> tuple[datetime.date, datetime.date]:
    """The first and last day of an EDTF date, an open or unknown side as far out as a date goes."""
    first, last = bounds(edtf) if edtf else (None, None)
    return first or datetime.date.min, last or datetime.date.max


def joined(known: Iterable[Sighting], seen: Iterable[Sighting], *, overrule: bool = False) -> tuple[Sighting, ...]:
    """The sightings of one document when those seen now are added to those known, ranked.

    Two are one where name and address agree and nothing else differs but for what one leaves out; with `overrule` a
    differing publication date is replaced. The result does not depend on how often a sighting is seen.
    """
    result = list(known)
    for new in seen:
        met = False
        for place, old in enumerate(result):
            both = _both(old, new, overrule=overrule) if (old.name, old.url) == (new.name, new.url) else None
            if both:
                result[place], met = both, True
                if not overrule:
                    break
        if not met:
            result.append(new)
    return tuple(sorted(dict.fromkeys(result), key=sighting_rank))


def _both(old: Sighting, new: Sighting, *, overrule: bool) -> Sighting | None:
    agree = all(
        before == now or not before or not now
        for before, now in (
            (old.publisher, new.publisher),
            (old.title, new.title),
            (old.author, new.author),
            (old.published, "" if overrule else new.published),
        )
    )
    if not agree:
        return None
    return replace(
        old,
        publisher=old.publisher or new.publisher,
        title=old.title or new.title,
        author=old.author or new.author,
        published=new.published or old.published,
        retrieved_at=min((one for one in (old.retrieved_at, new.retrieved_at) if one), default=None),
    )
