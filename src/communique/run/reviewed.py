"""The statements of a store as people left them, with the judgements on each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from communique.assembly.judged import Settled, documents_of, in_force, settle
from communique.assembly.tellings import origin_of
from communique.model.actors import state_of
from communique.model.documents import Document, Sighting
from communique.model.fold import fold
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.store.base import Kept, Query, Store, StoreError, interval
from communique.store.rows import days_of

_AT_ONCE = 300
"""Documents asked for at a time."""


class Reviewed(NamedTuple):
    """A statement as people left it, the sighting its document was read with, and the judgements in force on it, earliest first."""

    statement: Statement
    sighting: Sighting
    judgements: tuple[Judgement, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether people said that it is not so: the last of those who accepted or rejected it."""
        votes = [one.verdict for one in self.judgements if one.verdict in ("accept", "reject")]
        return bool(votes) and votes[-1] == "reject"


def settled_in(store: Store, judgements: Sequence[Judgement]) -> Settled:
    """What judgements make of the statements of a store."""
    return judged_in(store, judgements)[0]


def judged_in(store: Store, judgements: Sequence[Judgement]) -> tuple[Settled, list[Statement]]:
    """The same, and all statements of the documents that judgements are on, as they were read."""
    settled, found = _read(store, judgements)
    return settled, [kept.statement for kept in found]


def _read(store: Store, judgements: Sequence[Judgement]) -> tuple[Settled, list[Kept]]:
    touched = sorted(documents_of(in_force(judgements)))
    parts = (Query(documents=tuple(touched[start : start + _AT_ONCE])) for start in range(0, len(touched), _AT_ONCE))
    found = [kept for query in parts for kept in store.statements(query)]
    return settle(judgements, (kept.statement for kept in found), documents=store.languages(touched)), found


def reviewed(store: Store, query: Query, judgements: Sequence[Judgement], *, rejected: bool = False) -> Iterator[Reviewed]:
    """The statements that answer a query as people left them, in its order; with `rejected` those they rejected too, as they were read."""
    touched = documents_of(in_force(judgements))
    untouched = (Reviewed(*kept) for kept in store.statements(query) if kept.statement.document_id not in touched)
    if not touched:
        return untouched
    judged = (one for one in of_judged(store, judgements) if rejected or not one.rejected)
    found = sorted(((_place(query, one), one) for one in judged if answers(store, query, one)), key=lambda pair: pair[0])
    placed = ((_place(query, one), one) for one in untouched)
    return (one for _, one in merge(placed, found, key=lambda pair: pair[0]))


def of_judged(store: Store, judgements: Sequence[Judgement]) -> list[Reviewed]:
    """All statements of the documents that judgements in force are on, as people left them, the rejected as they were read; in order of documents."""
    settled, judged = _read(store, judgements)
    on = settled.on()
    return [
        Reviewed(
            settled.instead.get(kept.statement.id) or kept.statement,
            kept.sighting,
            tuple(bound.judgement for bound in on.get(kept.statement.id, ())),
        )
        for kept in sorted(judged + _added(store, settled), key=lambda kept: (kept.statement.document_id, kept.statement.evidence[0].span))
    ]


def told_in(store: Store, documents: Sequence[str], judgements: Sequence[Judgement]) -> Iterator[tuple[Statement, Document]]:
    """The statements of some documents (ids) as people left them, with the spans of their fields, each with its document."""
    for start in range(0, len(documents), _AT_ONCE):
        found = reviewed(store, Query(documents=tuple(documents[start : start + _AT_ONCE]), order="document"), judgements)
        for id_, of_document in groupby(found, key=lambda one: one.statement.document_id):
            document = store.document(id_)
            if document is not None:
                yield from ((one.statement, document) for one in of_document)


def review_of(store: Store, prefix: str, judgements: Sequence[Judgement]) -> Reviewed | None:
    """The statement whose id begins so as people left it, rejected or not; None without one. Raises StoreError if several do."""
    return found_in(store, prefix, settled_in(store, judgements))


def found_in(store: Store, prefix: str, settled: Settled) -> Reviewed | None:
    """The same, where it is known what the judgements make of the statements."""
    begun = prefix.strip().lower()
    found = [kept for kept in _added(store, settled) if begun and kept.statement.id.startswith(begun)]
    read = store.statement(prefix)
    found += [read] if read else []
    if len(found) > 1:
        ids = " ".join(kept.statement.id for kept in found)
        raise StoreError(f"several statements begin with {prefix!r}: give more of the id, one of {ids}")
    if not found:
        return None
    (kept,) = found
    stands = settled.instead.get(kept.statement.id) or kept.statement
    return Reviewed(stands, kept.sighting, tuple(bound.judgement for bound in settled.on().get(kept.statement.id, ())))


def in_copies(store: Store, one: Statement) -> list[Kept]:
    """The statements of the same kind and words in the copies of a statement's story: other documents, which judgements on this one do not reach."""
    copies = tuple(id_ for id_ in store.family(one.document_id) if id_ != one.document_id)
    found = store.statements(Query(kind=one.kind, documents=copies, order="document")) if copies else ()
    return [kept for kept in found if _words(kept.statement) == _words(one) and kept.statement.content.by == one.content.by]


def _words(one: Statement) -> list[str]:
    return fold(" ".join(piece.quote.exact for piece in one.evidence), accents=True).split()


def sightings_of(store: Store, documents: Collection[str]) -> dict[str, Sighting]:
    """The sightings that documents were read with, or first seen, by their ids; those that are not here are left out."""
    return {key: seen[0] for key, seen in store.sightings(documents).items()} | store.read_with(documents)


def _added(store: Store, settled: Settled) -> list[Kept]:
    seen = sightings_of(store, {one.document_id for one in settled.added})
    return [Kept(one, seen.get(one.document_id, Sighting(one.document_id))) for one in settled.added]


def answers(store: Store, query: Query, one: Reviewed) -> bool:
    """Whether a statement answers a query: the store's own answer, for statements that people changed."""
    content = one.statement.content
    actors = {*content.by, *content.to}
    states = {state_of(actor) for actor in actors}
    first, last, _ = days_of(content, one.sighting)
    here = one.statement.document_id
    return (
        (query.kind is None or one.statement.kind == query.kind)
        and all(actor in (actors if ":" in actor else states) for actor in query.between)
        and (query.since is None or last >= interval(query.since)[0])
        and (query.until is None or first <= interval(query.until)[1])
        and (query.documents is None or here in query.documents)
        and (query.known_by is None or ((known := origin_of(one.sighting).known) is not None and known <= query.known_by))
        and (not query.document or query.document == here or query.document in {seen.name for seen in store.sightings([here]).get(here, ())})
    )


def _place(query: Query, one: Reviewed) -> tuple[int | str, str]:
    """Where a statement stands in the order of a query: that of `SqlStore.statements`."""
    if query.order == "document":
        return one.sighting.name, one.statement.document_id
    day = days_of(one.statement.content, one.sighting)[2].toordinal()
    return (-day if query.order == "newest" else day), one.statement.document_id
