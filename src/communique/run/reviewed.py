"""The statements of a store as people left them, with the judgements on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from communique.assembly.judged import Settled, documents_of, in_force, settle
from communique.model.actors import state_of
from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.store.base import Kept, Query, Store, StoreError, interval
from communique.store.rows import days_of


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
    touched = documents_of(in_force(judgements))
    return settle(judgements, (kept.statement for kept in _of(store, touched)), documents=store.languages(touched))


def reviewed(store: Store, query: Query, judgements: Sequence[Judgement], *, rejected: bool = False) -> Iterator[Reviewed]:
    """The statements that answer a query as people left them, in its order; with `rejected` those they rejected too, as they were read."""
    touched = documents_of(in_force(judgements))
    untouched = (Reviewed(*kept) for kept in store.statements(query) if kept.statement.document_id not in touched)
    if not touched:
        return untouched
    settled = settled_in(store, judgements)
    on = settled.on()
    found: list[tuple[tuple[int | str, str], Reviewed]] = []
    for kept in [*_of(store, touched), *_added(store, settled)]:
        stands = settled.instead.get(kept.statement.id, kept.statement)
        one = Reviewed(stands or kept.statement, kept.sighting, tuple(bound.judgement for bound in on.get(kept.statement.id, ())))
        if (stands is not None or rejected) and _answers(store, query, one):
            found.append((_place(query, one), one))
    found.sort(key=lambda pair: pair[0])
    placed = ((_place(query, one), one) for one in untouched)
    return (one for _, one in merge(placed, found, key=lambda pair: pair[0]))


def review_of(store: Store, prefix: str, judgements: Sequence[Judgement]) -> Reviewed | None:
    """The statement whose id begins so as people left it, rejected or not; None without one. Raises StoreError if several do."""
    settled = settled_in(store, judgements)
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


def sightings_of(store: Store, statements: Sequence[Statement]) -> dict[str, Sighting]:
    """The sightings of the documents of statements, those of each that it is read with."""
    return {key: seen[0] for key, seen in store.sightings({one.document_id for one in statements}).items()}


def _added(store: Store, settled: Settled) -> list[Kept]:
    seen = sightings_of(store, settled.added)
    return [Kept(one, seen.get(one.document_id, Sighting(one.document_id))) for one in settled.added]


def _of(store: Store, documents: frozenset[str]) -> list[Kept]:
    """All statements of some documents, in the order of the texts."""
    found = (kept for id_ in sorted(documents) for kept in store.statements(Query(document=id_, order="document")))
    return [kept for kept in found if kept.statement.document_id in documents]


def _answers(store: Store, query: Query, one: Reviewed) -> bool:
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
        and (not query.document or query.document == here or query.document in {seen.name for seen in store.sightings([here]).get(here, ())})
    )


def _place(query: Query, one: Reviewed) -> tuple[int | str, str]:
    """Where a statement stands in the order of a query: that of `SqlStore.statements`."""
    if query.order == "document":
        return one.sighting.name, one.statement.document_id
    day = days_of(one.statement.content, one.sighting)[2].toordinal()
    return (-day if query.order == "newest" else day), one.statement.document_id
