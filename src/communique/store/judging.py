"""The rows of judgements in a SQL store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from communique.kinds.values import VERBATIM
from communique.model.evidence import Evidence
from communique.model.judgements import Judgement
from communique.store import schema
from communique.store.base import StoreError
from communique.store.judgements import flaw, judgement_of, record_of

_AT_ONCE = 500


def judge(connection: Connection, judgements: Sequence[Judgement]) -> int:
    """Keep judgements and give the number of those that are new. Raises StoreError on one that is not sound; then the caller keeps none."""
    table = schema.judgements
    known = set(connection.execute(select(table.c.id)).scalars())
    fresh = {one.id: one for one in judgements if one.id not in known}
    texts = _texts(connection, {piece.document_id for one in fresh.values() for piece in _pieces(one)})
    for one in fresh.values():
        wrong = flaw(one) or _misquoted(one, texts)
        if wrong is None and one.undoes is not None and one.undoes not in known and one.undoes not in fresh:
            wrong = f"there is no judgement {one.undoes} to undo: take in the one it undoes with it"
        if wrong is not None:
            raise StoreError(f"judgement {one.id} ({one.verdict} by {one.user}): {wrong}")
    if fresh:
        connection.execute(insert(table), [record_of(one) for one in fresh.values()])
    return len(fresh)


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """All judgements, earliest first."""
    table = schema.judgements
    rows = connection.execute(select(table).order_by(table.c.created_at, table.c.id)).mappings()
    try:
        return tuple(judgement_of(dict(row)) for row in rows)
    except ValueError as error:
        raise StoreError(f"the ledger holds a judgement this program does not understand ({error}): upgrade communique") from error


def _pieces(one: Judgement) -> list[Evidence]:
    quoted = [one.quote] if one.quote is not None else []
    return [piece for named in (*one.left, *one.right) for piece in named.evidence] + quoted


def _misquoted(one: Judgement, texts: Mapping[str, str]) -> str | None:
    """What a judgement quotes that is not in its document; of documents that are not here nothing can be said."""
    for piece in _pieces(one):
        text = texts.get(piece.document_id)
        if text is not None and not (piece.stands_in(text) and piece.span.end <= len(text)):
            place = f"{piece.span.start}..{piece.span.end} of document {piece.document_id}"
            return f"the words {piece.quote.exact[:60]!r} are not at {place}: quote the story as it stands"
    if one.slot in VERBATIM and one.value and one.value not in texts.get(one.left[0].document_id, one.value):
        return f"{one.slot} cannot be {one.value[:60]!r}: these words are not in the story"
    return None


def _texts(connection: Connection, document_ids: set[str]) -> dict[str, str]:
    table, ids = schema.documents.c, sorted(document_ids)
    parts = (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    return {row.id: row.text for part in parts for row in connection.execute(select(table.id, table.text).where(table.id.in_(part)))}
