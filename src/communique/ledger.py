"""The one Python door: read stories into a ledger, ask it, judge what it says, take it elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

from communique.assembly.judged import Settled
from communique.assembly.pipeline import Assembly
from communique.export.flat import Record, flat
from communique.export.records import records
from communique.export.table import Write, whole_file, writer
from communique.languages.naming import load_naming
from communique.model.documents import Document, Sighting
from communique.model.judgements import Judgement, Verdict
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.run.intake import Source, batches, lost, met, taken
from communique.run.judging import Desk, load_judgements
from communique.run.load import Load, Log
from communique.run.local import Workers, read_batches
from communique.run.plan import Opens, Reads, Result, Task
from communique.run.reviewed import Reviewed, in_copies, review_of, reviewed, settled_in, sightings_of, told_in
from communique.run.searching import Found, Searches
from communique.run.told import Records
from communique.sources.copies import are_copies
from communique.sources.story import Page, Story, language_code, publication_date, text_problem
from communique.sources.table import overruled
from communique.sources.web import Fetcher, Web
from communique.store.base import Copies, Kept, Query, Read, Reading, Store, StoreError, joined
from communique.store.judgements import record_of
from communique.store.open import open_store
from communique.world.load import World

LedgerError = StoreError
"""The ledger cannot be opened or cannot answer; the message says why, and the remedy."""

Order = Literal["newest", "oldest", "document"]

_AT_ONCE = 100
"""Documents whose statements are asked for at a time."""
_BATCH = 64
"""Stories kept at once; what a broken run loses is at most the batches under way."""


class Ledger:
    """Documents and the statements read in them. Made by `Ledger.open`; close it, or use it in a `with` statement."""

    def __init__(self, store: Store, opens: Opens) -> None:
        self._store, self._opens = store, opens
        self._reader: Reads | None = None
        self._records: Records | None = None
        self._searches = Searches(store, load_naming)

    @classmethod
    def open(cls, location: Path | str = "ledger.db", *, create: bool = True, reader: Reads | None = None) -> Ledger:
        """The ledger in a file, made if it is not there (`:memory:` is not kept), with the program's own reader or another.

        Raises LedgerError, with the remedy, if it cannot be opened, and without `create` if it is not there.
        """
        return cls(open_store(location, create=create), _own_reader if reader is None else partial(_same, reader))

    def __enter__(self) -> Ledger:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file. What was read is kept."""
        self._store.close()

    def read(
        self, sources: Source | Iterable[Source], *, published: str | None = None, language: str | None = None, jobs: int = 1,
        web: Web | None = None, progress: Callable[[Load], None] | None = None, log: Log | None = None,
    ) -> Load:  # fmt: skip
        """Read stories (files, folders, addresses of the web, `-` for standard input, documents) and keep what they say.

        Read again, they change nothing. `published` (EDTF) and `language` (ISO 639) overrule what the stories say of themselves. `jobs` is the
        number of processes: a script that asks for several keeps its work under `if __name__ == "__main__":`. `web` says how addresses are
        fetched. `progress` is told what was done, batch by batch; `log` each story and problem, as they are kept. Raises ValueError if `published`
        is no date or `language` no code, LedgerError if nothing can be kept.
        """
        published = publication_date(published) if published else None
        language = language_code(language) if language else None
        given = [sources] if isinstance(sources, Path | str | Document | Story | Page) else sources
        load = Load(log=log)
        overrule = bool(published or language)
        size = _BATCH if jobs <= 1 else _BATCH * jobs
        seen: dict[str, list[Sighting]] = {}

        def prepared(stories: Iterable[list[Story | Problem]]) -> Iterator[list[Task]]:
            for batch in stories:
                sound = list(_sound(batch, load, published=published, language=language))
                tasks, sightings = self._tasks(sound, overrule=overrule)
                for sighting in sightings:
                    seen.setdefault(sighting.document_id, []).append(sighting)
                yield tasks

        with Workers(self._opens if jobs > 1 else self._here, jobs=jobs) as workers, Fetcher(web) as fetcher:
            for results in workers.read(prepared(workers.each(taken, batches(met(given, fetcher), size), lost=lost))):
                sightings = [sighting for result in results for sighting in seen.pop(result.task.document.id, ())]
                self._keep(results, sightings, load, overrule=overrule)
                load.copies += len(sightings) - len(results)
                if progress:
                    progress(load)
        return load

    def statements(
        self, *, kind: str | None = None, between: Sequence[str] = (), since: str | None = None, until: str | None = None,
        document: str | None = None, order: Order = "oldest",
    ) -> Iterator[Statement]:  # fmt: skip
        """The statements of a kind, between actors, whose date may lie between two, of one document, as people left them; see `Query`."""
        query = self.query(kind=kind, between=between, since=since, until=until, document=document, order=order)
        return (one.statement for one in self.reviewed(query))

    def query(
        self, *, kind: str | None = None, between: Sequence[str] = (), since: str | None = None, until: str | None = None,
        document: str | None = None, as_of: datetime.date | None = None, order: Order = "oldest",
    ) -> Query:  # fmt: skip
        """What is asked for, `document` by its name, its id or the first digits of it; with `as_of`, only of stories that were known by the end of
        that day. Raises ValueError on what is no date.
        """
        actors = tuple(_actor(actor) for actor in between)
        since, until = (publication_date(date) if date else None for date in (since, until))
        if document is not None and not _any(self._store.statements(Query(document=document))):
            found = self.document(document)
            document = found.id if found else document
        return Query(kind=kind, between=actors, since=since, until=until, document=document, known_by=as_of, order=order)

    def search(
        self, words: str, *, kind: str | None = None, between: Sequence[str] = (), since: str | None = None, until: str | None = None,
        document: str | None = None, as_of: datetime.date | None = None, limit: int = 50, after: str | None = None, best: bool = False,
    ) -> Found:  # fmt: skip
        """A page of the statements, as people left them, found by words of their quotes and fields, ids, names, or title and outlet of their story.

        All words must be there, `"a phrase"` as it stands, `begin*` as a word of three letters or more begins. The newest come first, with `best`
        what fits best where a thousand are found at most. `after`: the `next` of the page before. With `as_of`, only what stories said that were
        known by the end of that day. Raises ValueError on no date, or no such page.
        """
        query = self.query(kind=kind, between=between, since=since, until=until, document=document, as_of=as_of)
        return self._searches.search(words, query, limit=limit, after=after, best=best)

    def records(self, *, as_of: datetime.date | None = None, judgements: Sequence[Judgement] | None = None) -> Assembly:
        """The records that the statements make, with links and states, as known by the end of a day; see `assemble`.

        The judgements of the ledger are put to them, or those given: none, or those made until some day. Asked again, for no day, a ledger without
        judgements in force keeps its records: a story added changes what it touches, and no more is put together anew.
        """
        self._records = self._records or Records(self._store, _world())
        if as_of is None and judgements is None:
            return self._records.now(self.judgements())
        return self._records.known(self.judgements() if judgements is None else judgements, as_of)

    def kept(self, query: Query) -> Iterator[Kept]:
        """The statements that answer a query as they were read, each with the sighting its document was read with."""
        return self._store.statements(query)

    def statement(self, prefix: str) -> Kept | None:
        """The statement whose id begins so as it was read, with its document's sighting; None without one. Raises LedgerError if several do."""
        return self._store.statement(prefix)

    def reviewed(self, query: Query, *, rejected: bool = False) -> Iterator[Reviewed]:
        """The statements that answer a query as people left them, with the judgements on each; `rejected`: those they rejected too."""
        return reviewed(self._store, query, self.judgements(), rejected=rejected)

    def review_of(self, prefix: str) -> Reviewed | None:
        """The statement whose id begins so as people left it, rejected or not; None without one. Raises LedgerError if several do."""
        return review_of(self._store, prefix, self.judgements())

    def judge(
        self, verdict: Verdict, *ids: str, by: str, why: str, field: str | None = None, value: str | None = None, quote: str | None = None,
        on: str | None = None, records: Assembly | None = None,
    ) -> Judgement:  # fmt: skip
        """Keep what a person decided, `by` whom and `why`, of statements or records named by (the first digits of) their ids.

        accept, reject: statements. edit: a statement's `field` has another `value`, as people write it, that rests on a `quote` of the story.
        merge: records. split: the statements to take out of their record. score: a commitment's record, `value` +1, 0 or -1, `on` a day (ISO 8601;
        else today). link: the record that bears on the other, and that one, `value` the kind of link. unlink: two records. See docs/review.md.
        `records` are those of the ledger, where they are at hand: what is decided of records is decided of these.
        Raises ValueError, naming field, value and remedy, for what cannot be meant, LedgerError for an id that names nothing; then nothing is kept.
        """
        desk = Desk(self._store, _world(), self.records if records is None else lambda: records)
        judgement = desk.judgement(verdict, ids, by=by, why=why, field=field, value=value, quote=quote, on=on)
        self._store.judge([judgement])
        return judgement

    def undo(self, judgement: str, *, by: str, why: str) -> Judgement:
        """Undo the judgement whose id begins so (an undo, too): all is as if it had not been made, but for the note of it.

        Raises LedgerError where there is none, several, or where it is undone already.
        """
        undoing = Desk(self._store, _world(), self.records).undo(judgement, by=by, why=why)
        self._store.judge([undoing])
        return undoing

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, those undone and the undos too, earliest first."""
        return self._store.judgements()

    def settled(self) -> Settled:
        """What the judgements make of the statements: those in force, on what, and which of them are stale."""
        return settled_in(self._store, self.judgements())

    def in_copies(self, statement: Statement) -> list[Kept]:
        """The statements of the same words in the copies of its story: a judgement is on one story and does not reach them."""
        return in_copies(self._store, statement)

    def take_in(self, judgements: Path | str | Sequence[Judgement]) -> int:
        """Keep judgements, or those of a file that `export_judgements` wrote, all of them or none; the number of those that are new.

        On stories that are not here they wait. Raises ValueError, with the line, on what is none, LedgerError on what cannot be kept.
        """
        given = load_judgements(Path(judgements)) if isinstance(judgements, Path | str) else judgements
        return self._store.judge(given)

    def export_judgements(self, target: Path | str | BinaryIO) -> int:
        """Write all judgements as JSON Lines, as `export` writes statements, and give their number."""
        return _written((record_of(one) for one in self.judgements()), target, writer("jsonl", "rows"))

    def document(self, key: str) -> Document | None:
        """The document of an id, of the first digits of one, or of the name a source gave it. Raises LedgerError if several answer."""
        return self._store.document(key)

    def documents(self, *, after: str = "", as_of: datetime.date | None = None) -> Iterator[Document]:
        """All documents, in the order of their ids, or those after one; with `as_of`, those that were known by the end of that day."""
        return self._store.documents(after=after, known_by=as_of)

    def told_in(self, documents: Sequence[str]) -> Iterator[tuple[Statement, Document]]:
        """The statements of some documents (ids) as people left them, with the spans of their fields, each with its document."""
        return told_in(self._store, documents, self.judgements())

    def sightings(self, document_id: str) -> tuple[Sighting, ...]:
        """Where a document was seen, the sighting it is read with first."""
        return self._store.sightings([document_id]).get(document_id, ())

    def seen_at(self, address: str) -> tuple[Sighting, ...]:
        """The sightings of an address, as they were first had: several where its publisher changed the text, each of a document of its own."""
        return self._store.seen_at(address)

    def latest(self, *, most: int = 20, before: int | None = None, as_of: datetime.date | None = None) -> list[Reading]:
        """What was read last, the latest first, a page at a time: `before` is the number of the last reading of the page before. With `as_of`, only
        stories that were known by the end of that day.
        """
        return self._store.latest(most=most, before=before, known_by=as_of)

    def family(self, document_id: str) -> tuple[str, ...]:
        """The documents that are copies of one report, its head (the earliest) first; they count as one source."""
        return self._store.family(document_id)

    def export(
        self, target: Path | str | BinaryIO, *, form: str = "jsonl", query: Query | None = None, as_read: bool = False, base: str | None = None
    ) -> int:
        """Write statements as flat records to a file (whole or not at all) or a stream of bytes, and give their number.

        They are as people left them, or `as_read`. IRIs in JSON-LD begin with `base`. Raises ValueError on an unknown form or a base that is no
        address, OSError if the file cannot be written.
        """
        write = writer(form, "statements", base=base)
        query = query or Query(order="document")
        found = (Reviewed(*kept) for kept in self.kept(query)) if as_read else self.reviewed(query)
        return _written((flat(one.statement, one.sighting, one.judgements) for one in found), target, write)

    def export_records(
        self, target: Path | str | BinaryIO, *, form: str = "jsonl", as_of: datetime.date | None = None, ids: Collection[str] | None = None,
        base: str | None = None,
    ) -> int:  # fmt: skip
        """Write records (those of some `ids`) with their statements, links, states and conflicts, as `export` writes statements."""
        write = writer(form, "records", base=base)
        return _written(self.flat_records(self.records(as_of=as_of), ids=ids), target, write)

    def flat_records(self, assembly: Assembly, *, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The records of an assembly of this ledger, or those of some ids, as `export_records` writes them."""
        shown = [group for group in assembly.groups if ids is None or group.id in ids]
        seen = sightings_of(self._store, {document for group in shown for document in group.documents})
        return records(assembly, seen, ids=ids)

    @property
    def store(self) -> Store:
        """Where the ledger keeps things."""
        return self._store

    def _here(self) -> Reads:
        """The reader of this process, opened once."""
        self._reader = self._reader or self._opens()
        return self._reader

    def _tasks(self, batch: Sequence[Story], *, overrule: bool) -> tuple[list[Task], list[Sighting]]:
        """What is to be read of a batch, a document once: in the language known, with the first of its sightings."""
        by_id: dict[str, list[Story]] = {}
        for story in batch:
            by_id.setdefault(story.document.id, []).append(story)
        known, languages = self._store.sightings(by_id), self._store.languages(by_id)
        tasks = []
        for key, copies in by_id.items():
            said = next((copy.document.language for copy in copies if copy.document.language != "und"), "und")
            kept = languages.get(key, "und")
            language = said if said != "und" and (overrule or kept == "und") else kept
            sighting = joined(known.get(key, ()), [copy.sighting for copy in copies], overrule=overrule)[0]
            tasks.append(Task(replace(copies[0].document, language=language), sighting, copies[0].where))
        return tasks, [story.sighting for story in batch]

    def _keep(self, results: Sequence[Result], sightings: Sequence[Sighting], load: Load, *, overrule: bool) -> None:
        reads = {result.task.document.id: read for result in results if (read := _read(result, overrule=overrule)) is not None}
        documents = [result.task.document for result in results]
        read_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        copies = Copies({result.task.document.id: result.marks for result in results}, are_copies)
        outcome = self._store.keep(documents, sightings, reads, read_at=read_at, overrule=overrule, copies=copies)
        for result in results:
            key = result.task.document.id
            for problem in result.problems:
                load.add(problem)
            for doubt in result.doubts:
                load.doubts += 1
                load.tell("doubt", code=doubt.code, message=doubt.message, where=doubt.where)
            became = "failed" if result.reader is None else "new" if key in outcome.new else "changed" if key in outcome.changed else "unchanged"
            setattr(load, became, getattr(load, became) + 1)
            load.tell("story", document=key, where=result.task.where, became=became, statements=len(result.statements))
        stale = self._stale(results)
        if stale:
            again = [Task(task.document, sighting, task.where) for task, sighting in stale]
            for results in read_batches([again], self._here):
                reads = {one.task.document.id: read for one in results if (read := _read(one, overrule=overrule)) is not None}
                self._store.keep([task.document for task, _ in stale], [], reads, read_at=read_at)
        places = {f"document {result.task.document.id}": result.task.where for result in results}
        for one in outcome.refused:
            load.add(Problem(one.code, one.message, places.get(one.where, one.where)))
        load.statements.update(outcome.statements)

    def _stale(self, results: Sequence[Result]) -> list[tuple[Task, Sighting]]:
        """The tasks whose document was meanwhile seen elsewhere, with the sighting it should have been read with."""
        known = self._store.sightings(result.task.document.id for result in results)
        firsts = ((result.task, known[result.task.document.id][0]) for result in results if result.reader is not None)
        return [(task, first) for task, first in firsts if first != task.sighting]


def _written(records: Iterable[Record], target: Path | str | BinaryIO, write: Write) -> int:
    if not isinstance(target, Path | str):
        return write(records, target)
    with whole_file(Path(target)) as stream:
        return write(records, stream)


def _sound(batch: Iterable[Story | Problem], load: Load, *, published: str | None, language: str | None) -> Iterator[Story]:
    for item in batch:
        problem = item if isinstance(item, Problem) else text_problem(item.document.text, item.where)
        if problem:
            load.failed += 1
            load.add(problem)
        elif isinstance(item, Story):
            yield overruled(item, published=published, language=language)


def _read(result: Result, *, overrule: bool = False) -> Read | None:
    """What is kept of a result: with the publication date the reader settled on, unless a person has overruled it, and the outlet it credits."""
    if result.reader is None:
        return None
    sighting = result.task.sighting
    told = (sighting.published, result.published) if overrule else (result.published, sighting.published)
    return Read(result.reader, replace(sighting, published=told[0] or told[1], publisher=sighting.publisher or result.publisher), result.statements)


def _actor(words: str) -> str:
    state, colon, name = words.strip().partition(":")
    return state.upper() + colon + name


def _any(items: Iterator[object]) -> bool:
    return next(items, None) is not None


def _world() -> World:
    from communique.world.load import load_world  # at the moment of use: reading loads it by itself

    return load_world()


def _same(reader: Reads) -> Reads:
    return reader


def _own_reader() -> Reads:
    from communique.run.reader import open_reader  # at the moment of use: a program that only asks loads no pack

    return open_reader()
