"""Statements that a search found, with the words that were sought marked in their quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from communique.assembly.parts import Parts
from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.views.rows import Row, record_row

Spans = Callable[[str], Sequence[Span]]
"""Where in a text the words stand that were sought, in order and apart from each other."""


def found(parts: Parts, statements: Iterable[tuple[Statement, Sighting, tuple[Judgement, ...]]], spans: Spans) -> list[Row]:
    """A row a statement, in their order: the outlet and date of its story, its quote in pieces (`text`, `marked`), and the row of its record, None
    where it stands in none.
    """
    return [_row(parts, statement, sighting, spans) for statement, sighting, _ in statements]


def _row(parts: Parts, one: Statement, sighting: Sighting, spans: Spans) -> Row:
    group, origin = parts.find(one.id), parts.origin(one.document_id)
    quote = " … ".join(" ".join(piece.quote.exact.split()) for piece in one.evidence)
    return {
        "statement": one.id, "kind": one.kind, "document": sighting.name or one.document_id, "publisher": sighting.publisher,
        "published": sighting.published, "language": origin.language if origin else "und", "quote": quote, "pieces": marked(quote, spans(quote)),
        "record": record_row(group) if group else None,
    }  # fmt: skip


def marked(text: str, spans: Sequence[Span]) -> list[Row]:
    """A text in pieces, marked and not."""
    pieces, at = [], 0
    for span in spans:
        pieces += [{"text": text[at : span.start], "marked": False}, {"text": span.of(text), "marked": True}]
        at = span.end
    return [piece for piece in (*pieces, {"text": text[at:], "marked": False}) if piece["text"]]
