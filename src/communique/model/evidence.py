"""Words cut from a document: the only way to make evidence."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.documents import Document
from communique.model.spans import Quote, Span

CONTEXT = 32
"""Code points kept before and after a quote, to find it again in another copy."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a document and the words that stand there. Made only by `Evidence.cut`."""

    document_id: str
    span: Span
    quote: Quote

    @classmethod
    def cut(cls, document: Document, span: Span) -> Evidence:
        """Cut `span` out of `document`.

        Raises ValueError if the span is empty or ends outside the text.
        """
        text, start, end = document.text, span.start, span.end
        if start == end or end > len(text):
            raise ValueError(f"no words at {start}..{end} of document {document.id} ({len(text)} code points)")
        return cls(document.id, span, Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]))

    def stands_in(self, text: str) -> bool:
        """Whether the quoted words are at their span in `text`."""
        return text[self.span.start : self.span.end] == self.quote.exact
