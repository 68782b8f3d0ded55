"""Families of copies in a SQL store: found by the marks that documents share, decided by whoever asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from communique.store import schema
from communique.store.base import Copies

_COMPARED = 12
"""Documents a new one is compared with, those that share most marks first."""
_CROWD = 200
"""A mark that so many documents have tells nothing."""
_AT_ONCE = 500


def join_families(connection: Connection, texts: Mapping[str, str], copies: Copies, rank: Callable[[Iterable[str]], Mapping[str, Any]]) -> None:
    """Give new documents, by id, their families. `rank` gives for ids what orders them: a family's head is its first."""
    marks = {key: tuple(dict.fromkeys(copies.marks.get(key, ()))) for key in texts}
    near = _near(connection, marks)
    known = {**_texts(connection, {other for others in near.values() for other in others} - set(texts)), **texts}
    pairs = [(key, other) for key, others in near.items() for other in others if copies.are_copies(known[key], known[other])]
    held = sorted((mark, key) for key, found in marks.items() for mark in found)
    if held:
        connection.execute(insert(schema.marks), [{"mark": mark, "document_id": key} for mark, key in held])
    if pairs:
        _join(connection, pairs, rank)


def head_of(connection: Connection, document_id: str) -> str:
    """The head of a document's family: itself where it has none."""
    families = schema.families.c
    return connection.execute(select(families.head).where(families.document_id == document_id)).scalar() or document_id


def heads_of(connection: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    """The heads of documents' families: themselves where they have none."""
    families = schema.families.c
    found = {key: key for key in document_ids}
    for part in _parts(found):
        for row in connection.execute(select(families.document_id, families.head).where(families.document_id.in_(part))):
            found[row.document_id] = row.head
    return found


def members_of(connection: Connection, head: str) -> list[str]:
    """The documents of a family, its head first."""
    families = schema.families.c
    rows = connection.execute(select(families.document_id).where(families.head == head).order_by(families.document_id))
    return [head, *(row.document_id for row in rows if row.document_id != head)]


def _near(connection: Connection, marks: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """The documents to compare each new one with: kept before, or new and named before it."""
    holders: dict[int, list[str]] = defaultdict(list)
    table = schema.marks.c
    for part in _parts({mark for found in marks.values() for mark in found}):
        for row in connection.execute(select(table.mark, table.document_id).where(table.mark.in_(part)).limit(_CROWD * _AT_ONCE)):
            holders[row.mark].append(row.document_id)
    near = {}
    for key, found in marks.items():
        shared = Counter(other for mark in found if len(holders[mark]) < _CROWD for other in holders[mark])
        near[key] = [other for other, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]]
        for mark in found:
            holders[mark].append(key)
    return near


def _texts(connection: Connection, document_ids: set[str]) -> dict[str, str]:
    table = schema.documents.c
    return {row.id: row.text for part in _parts(document_ids) for row in connection.execute(select(table.id, table.text).where(table.id.in_(part)))}


def _join(connection: Connection, pairs: Sequence[tuple[str, str]], rank: Callable[[Iterable[str]], Mapping[str, Any]]) -> None:
    """Make one family of each pair and all their families."""
    table = schema.families
    heads = {
        row.document_id: row.head
        for part in _parts({one for pair in pairs for one in pair})
        for row in connection.execute(select(table).where(table.c.document_id.in_(part)))
    }
    leads: dict[str, str] = {}

    def group(one: str) -> str:
        while one in leads:
            one = leads[one]
        return one

    for one, other in pairs:
        first, second = group(heads.get(one, one)), group(heads.get(other, other))
        if first != second:
            leads[max(first, second)] = min(first, second)
    groups: dict[str, set[str]] = defaultdict(set)
    for one in {one for pair in pairs for one in pair} | set(heads.values()):
        groups[group(heads.get(one, one))].add(one)
    before = {head for members in groups.values() for head in (*members, *(heads.get(one, one) for one in members))}
    for part in _parts(before):
        for row in connection.execute(select(table).where(table.c.head.in_(part))):
            groups[group(row.head)].add(row.document_id)
    order = rank([one for members in groups.values() for one in members])
    for members in groups.values():
        head = min(members, key=lambda one: (order[one], one))
        for part in _parts(members):
            kept = {row.document_id: row.head for row in connection.execute(select(table).where(table.c.document_id.in_(part)))}
            moved = [one for one, old in kept.items() if old != head]
            if moved:
                connection.execute(update(table).where(table.c.document_id.in_(moved)).values(head=head))
            fresh = [{"document_id": one, "head": head} for one in part if one not in kept]
            if fresh:
                connection.execute(insert(table), fresh)


def _parts(ids: Iterable[Any]) -> Iterator[list[Any]]:
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
