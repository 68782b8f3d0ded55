"""The store over any SQL database that SQLAlchemy speaks to."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, delete, func, insert, or_, select, true, update
from sqlalchemy.exc import SQLAlchemyError

from communique.model.documents import Document, Sighting
from communique.model.judgements import Judgement
from communique.model.problems import Problem
from communique.model.visits import Visit, Watched
from communique.store import asking, judging, schema, searching, watching
from communique.store.base import Copies, Kept, Mark, Outcome, Query, Read, Reading, Slim, StoreError, joined, refusal, sighting_rank
from communique.store.families import head_of, heads_of, join_families, members_of
from communique.store.rows import SIGHTING, digest, rows_of
from communique.store.slim import slim
from communique.store.sought import Sought

_AT_ONCE = 500
"""Ids a question may name: databases bound the number of parameters."""
_STORIES = 4096
"""Stories kept at hand for those who ask for quotes."""
_STORY = select(schema.documents).where(schema.documents.c.id == bindparam("id"))


class SqlStore:
    """A store on an engine whose connections begin a write at once when their option `write` is set."""

    def __init__(self, engine: Engine, *, name: str) -> None:
        self._engine, self._name = engine, name
        self._story = lru_cache(maxsize=_STORIES)(self._read_again)

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    def sightings(self, document_ids: Iterable[str]) -> dict[str, tuple[Sighting, ...]]:
        """The sightings of documents, in the order of `sighting_rank`; unknown ids are left out."""
        with self._connection() as connection:
            return _sightings(connection, document_ids)

    def seen_at(self, address: str) -> tuple[Sighting, ...]:
        """The sightings of an address (or of the name a source gave), as they were first had: several where its text was changed."""
        table = schema.sightings
        with self._connection() as connection:
            rows = connection.execute(select(table).where(or_(table.c.url == address, table.c.name == address)).order_by(table.c.id)).mappings()
            found = [Sighting(**{name: row[name] for name in SIGHTING}) for row in rows]
        return tuple(sorted(found, key=lambda one: one.retrieved_at or ""))

    def read_with(self, document_ids: Iterable[str]) -> dict[str, Sighting]:
        """The sightings that documents were last read with; those never read are left out."""
        with self._connection() as connection:
            return _read_with(connection, document_ids)

    def languages(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The languages of documents; unknown ids are left out."""
        with self._connection() as connection:
            return _languages(connection, document_ids)

    def keep(
        self, documents: Sequence[Document], sightings: Sequence[Sighting], reads: Mapping[str, Read], *, read_at: str, overrule: bool = False,
        copies: Copies | None = None,
    ) -> Outcome:  # fmt: skip
        """Keep a batch, all of it or nothing; see `Store.keep`."""
        by_id = {document.id: document for document in documents}
        refused: list[Problem] = []
        sound = {key: _sound(by_id[key], read, refused) for key, read in reads.items()}
        with self._connection(write=True) as connection:
            new, changed = _keep_documents(connection, by_id, overrule=overrule)
            changed |= _keep_sightings(connection, by_id, sightings, overrule=overrule)
            changed |= _keep_readings(connection, sound, read_at=read_at)
            if copies is not None and new:
                texts = {one.id: one.text for one in documents if one.id in new}
                join_families(connection, texts, copies, partial(_ranks, connection))
        kinds = Counter(statement.kind for read in sound.values() for statement in read.statements)
        return Outcome(frozenset(new), frozenset(changed - new), kinds, tuple(refused))

    def family(self, document_id: str) -> tuple[str, ...]:
        """The documents that are copies of one report, its head first: the earliest published, as far as is known."""
        with self._connection() as connection:
            return tuple(members_of(connection, head_of(connection, document_id)))

    def heads(self, document_ids: Iterable[str]) -> dict[str, str]:
        """The heads of the families of documents; a document that is no copy is its own."""
        with self._connection() as connection:
            return heads_of(connection, document_ids)

    def document(self, key: str) -> Document | None:
        """The document of an id, of a unique beginning of one, or of a sighting's name; None without one."""
        table, seen = schema.documents, schema.sightings
        questions = (
            select(table).where(table.c.id == key),
            select(table).where(table.c.id.in_(select(seen.c.document_id).where(seen.c.name == key))),
            select(table).where(asking.begins(table.c.id, key)),
        )
        with self._connection() as connection:
            for question in questions:
                rows = connection.execute(question.order_by(table.c.id).limit(5)).all()
                if len(rows) > 1:
                    raise StoreError(f"several documents answer to {key!r}: name one of {' '.join(row.id for row in rows)}")
                if rows:
                    return Document(rows[0].id, rows[0].text, rows[0].language)
        return None

    def documents(self, *, after: str = "", known_by: datetime.date | None = None) -> Iterator[Document]:
        """All documents, in the order of their ids, or those after one; see `Store.documents`."""
        table, read = schema.documents, schema.readings.c
        question = select(table).where(table.c.id > after).order_by(table.c.id)
        if known_by is not None:
            question = question.where(table.c.id.in_(select(read.document_id).where(read.live == true(), asking.known_by(known_by))))
        with self._connection() as connection:
            for row in connection.execution_options(yield_per=200).execute(question):
                yield Document(row.id, row.text, row.language)

    def statements(self, query: Query) -> Iterator[Kept]:
        """The live statements that answer a query, as a stream."""
        statements, readings = schema.statements.c, schema.readings.c
        order: tuple[ColumnElement[Any], ...] = {
            "newest": (statements.day.desc(),), "oldest": (statements.day,), "document": (readings.name,),
        }[query.order]  # fmt: skip
        with self._connection() as connection:
            yield from asking.kept(
                connection, asking.live().where(*asking.conditions(query)).order_by(*order, readings.document_id, statements.position)
            )

    def slim(self, *, after: int = 0) -> Iterator[Slim]:
        """The live statements of readings after one, as a stream, document by document, with little that is only read by people."""
        with self._connection() as connection:
            yield from slim(connection, self._story, after)

    def mark(self, *, after: int = 0) -> Mark:
        """How far the ledger is read, and how many readings after one are live."""
        table = schema.readings.c
        numbers = select(func.max(table.id)), *(select(func.count()).where(table.live == true(), table.id > first) for first in (0, after))
        with self._connection() as connection:
            return Mark(*(int(connection.execute(number).scalar() or 0) for number in numbers))

    def latest(self, *, most: int, before: int | None = None, known_by: datetime.date | None = None) -> list[Reading]:
        """The live readings, the latest first; see `Store.latest`."""
        table = schema.readings
        earlier = true() if before is None else table.c.id < before
        known = true() if known_by is None else asking.known_by(known_by)
        question = select(table).where(table.c.live == true(), earlier, known).order_by(table.c.id.desc()).limit(most)
        with self._connection() as connection:
            rows = connection.execute(question).mappings()
            return [Reading(row["id"], Sighting(**{name: row[name] for name in SIGHTING}), row["read_at"]) for row in rows]

    def statement(self, prefix: str) -> Kept | None:
        """The live statement whose id begins so; None without one. Raises StoreError if several do."""
        with self._connection() as connection:
            question = asking.live().where(asking.begins(schema.statements.c.id, prefix)).order_by(schema.statements.c.id)
            found = list(islice(asking.kept(connection, question), 8))
        if len(found) > 1:
            ids = " ".join(kept.statement.id for kept in found)
            raise StoreError(f"several statements begin with {prefix!r}: give more of the id, one of {ids}")
        return found[0] if found else None

    def search(
        self, sought: Sought, query: Query, *, most: int, before: int | None = None, without: Collection[str] = ()
    ) -> list[int]:  # fmt: skip
        """Where the live statements stand that hold what is sought and answer a query, newest first; see `Store.search`."""
        with self._connection() as connection:
            return searching.search(connection, sought, query, most=most, before=before, without=without)

    def at(self, places: Collection[int]) -> dict[int, Kept]:
        """The statements at places that `search` gave."""
        with self._connection() as connection:
            return searching.at(connection, list(places))

    def words_at(self, places: Collection[int]) -> dict[int, str]:
        """The words by which the statements at places are found, as `Sought` compares them."""
        with self._connection() as connection:
            return searching.words_at(connection, list(places))

    def stamp(self) -> tuple[int, int]:
        """The number of the last reading and that of judgements: where both are as they were, so is what statements people see."""
        numbers = select(func.max(schema.readings.c.id)), select(func.count()).select_from(schema.judgements)
        with self._connection() as connection:
            last, judged = (int(connection.execute(number).scalar() or 0) for number in numbers)
        return last, judged

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep judgements, all of them or none; the number of those that are new. See `Store.judge`."""
        with self._connection(write=True) as connection:
            return judging.judge(connection, judgements)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those undone and the undos too, earliest first."""
        with self._connection() as connection:
            return judging.judgements(connection)

    def watched(self) -> dict[str, Watched]:
        """What is known of each watched address."""
        with self._connection() as connection:
            return watching.watched(connection)

    def note(self, watched: Watched, found: Sequence[Visit]) -> int:
        """Keep the state of a watched address together with what was found there; the number of addresses that are new."""
        with self._connection(write=True) as connection:
            return watching.note(connection, watched, found)

    def found(self, urls: Iterable[str]) -> dict[str, Visit]:
        """What is known of those of the addresses that were found before."""
        with self._connection() as connection:
            return watching.known(connection, urls)

    def waiting(self, sources: Collection[str], now: str, *, most: int) -> list[Visit]:
        """Addresses found at these sources that are to be visited now: those never had, then those looked at again, each as they were found."""
        with self._connection() as connection:
            return watching.waiting(connection, sources, now, most)

    def next_visit(self, sources: Collection[str]) -> str | None:
        """When the next waiting address of these sources is to be visited; None if none waits."""
        with self._connection() as connection:
            return watching.next_visit(connection, sources)

    def visited(self, visits: Sequence[Visit]) -> None:
        """Keep what became of visits."""
        with self._connection(write=True) as connection:
            watching.visited(connection, visits)

    def _read_again(self, document_id: str) -> Document:
        with self._connection() as connection:
            row = connection.execute(_STORY, {"id": document_id}).first()
        if row is None:
            raise StoreError(f"document {document_id} is no longer in the ledger")
        return Document(row.id, row.text, row.language)

    @contextmanager
    def _connection(self, *, write: bool = False) -> Iterator[Connection]:
        try:
            with self._engine.connect().execution_options(write=write) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"{self._name}: {getattr(error, 'orig', None) or error}: {remedy(str(error))}") from error


def remedy(message: str) -> str:
    """What to do about a database's error."""
    remedies = {
        "no such module: fts5": "this Python's SQLite was built without FTS5: use another Python",
        "locked": "another program is writing: try again when it is done",
        "readonly": "the file may not be written: check its permissions",
        "full": "make room on the disk and run it again; what was kept is safe",
        "not a database": "this is another kind of file: name another with --ledger",
        "unable to open": "check the path and its permissions",
        "malformed": "the file is damaged: restore it from a copy, or read the stories into a new ledger",
    }
    return next((cure for sign, cure in remedies.items() if sign in message), "check the database")


def _sound(document: Document, read: Read, refused: list[Problem]) -> Read:
    statements = {}
    for statement in read.statements:
        problem = refusal(document, statement)
        if problem is None and statement.id in statements:
            message = f"{statement.kind} {statement.id} ({statement.found_by or 'no frame'}): the id was given before in this story"
            problem = Problem("same-statement", message, f"document {document.id}")
        if problem:
            refused.append(problem)
        else:
            statements[statement.id] = statement
    return read._replace(statements=tuple(statements.values()))


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _sightings(connection: Connection, document_ids: Iterable[str]) -> dict[str, tuple[Sighting, ...]]:
    table = schema.sightings
    found: dict[str, list[Sighting]] = {}
    for part in _parts(document_ids):
        for row in connection.execute(select(table).where(table.c.document_id.in_(part)).order_by(table.c.id)).mappings():
            found.setdefault(row["document_id"], []).append(Sighting(**{name: row[name] for name in SIGHTING}))
    return {key: joined((), sightings) for key, sightings in found.items()}


def _read_with(connection: Connection, document_ids: Iterable[str]) -> dict[str, Sighting]:
    table = schema.readings
    questions = (select(table).where(table.c.document_id.in_(part), table.c.live == true()) for part in _parts(document_ids))
    rows = (row for question in questions for row in connection.execute(question).mappings())
    return {row["document_id"]: Sighting(**{name: row[name] for name in SIGHTING}) for row in rows}


def _ranks(connection: Connection, document_ids: Iterable[str]) -> dict[str, object]:
    """What orders documents by when they were first published, and then by when they were first had."""
    found = _sightings(connection, document_ids)
    return {key: (*sighting_rank(seen[0])[:2], _had(seen)) if (seen := found.get(key)) else () for key in document_ids}


def _had(seen: Sequence[Sighting]) -> str:
    """When a document was first fetched; where nobody says, last."""
    return min((one.retrieved_at for one in seen if one.retrieved_at), default="9999")


def _languages(connection: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    table = schema.documents.c
    return {
        row.id: row.language
        for part in _parts(document_ids)
        for row in connection.execute(select(table.id, table.language).where(table.id.in_(part)))
    }


def _keep_documents(connection: Connection, documents: Mapping[str, Document], *, overrule: bool) -> tuple[set[str], set[str]]:
    table = schema.documents
    known = _languages(connection, documents)
    new = [document for key, document in documents.items() if key not in known]
    if new:
        connection.execute(insert(table), [{"id": one.id, "language": one.language, "text": one.text} for one in new])
    changed = set()
    for key, language in known.items():
        now = documents[key].language
        if now not in (language, "und") and (overrule or language == "und"):
            connection.execute(update(table).where(table.c.id == key).values(language=now))
            changed.add(key)
    return {one.id for one in new}, changed


def _keep_sightings(connection: Connection, documents: Mapping[str, Document], seen: Sequence[Sighting], *, overrule: bool) -> set[str]:
    table = schema.sightings
    known = _sightings(connection, documents)
    by_id: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen:
        by_id[one.document_id].append(one)
    joint = {key: joined(known.get(key, ()), by_id[key], overrule=overrule) for key in documents}
    changed = {key for key, after in joint.items() if after != known.get(key, ())}
    for part in _parts(changed & known.keys()):
        connection.execute(delete(table).where(table.c.document_id.in_(part)))
    rows = [{name: getattr(one, name) for name in SIGHTING} for key in documents if key in changed for one in joint[key]]
    if rows:
        connection.execute(insert(table), rows)
    return changed


def _keep_readings(connection: Connection, reads: Mapping[str, Read], *, read_at: str) -> set[str]:
    table = schema.readings
    digests = {key: digest(read) for key, read in reads.items()}
    live = {
        row.document_id: row.digest
        for part in _parts(reads)
        for row in connection.execute(select(table.c.document_id, table.c.digest).where(table.c.document_id.in_(part), table.c.live == true()))
    }
    changed = {key for key in reads if live.get(key) != digests[key]}
    for part in _parts(key for key in changed if key in live):
        connection.execute(update(table).where(table.c.document_id.in_(part), table.c.live == true()).values(live=False))
    statements: list[dict[str, Any]] = []
    found: list[searching.Entry] = []
    evidence: list[dict[str, Any]] = []
    actors: list[dict[str, Any]] = []
    values = [
        {**{name: getattr(reads[key].sighting, name) for name in SIGHTING}, "document_id": key, "reader": reads[key].reader,
         "read_at": read_at, "live": True, "digest": digests[key]}
        for key in reads if key in changed
    ]  # fmt: skip
    told = connection.execute(insert(table).returning(table.c.id, table.c.document_id), values) if values else ()
    for number, key in sorted((row.id, row.document_id) for row in told):
        read = reads[key]
        rows = rows_of(number, read.statements, read.sighting)
        statements += rows.statements
        evidence += rows.evidence
        actors += rows.actors
        for row, one in zip(rows.statements, read.statements, strict=True):
            quotes = [piece.quote.exact for piece in one.evidence]
            found.append(searching.entry_of(row, quotes, read.sighting.title, read.sighting.publisher))
    for target, values_list in ((schema.statements, statements), (schema.evidence, evidence), (schema.statement_actors, actors)):
        if values_list:
            connection.execute(insert(target), values_list)
    searching.add(connection, found)
    return changed
