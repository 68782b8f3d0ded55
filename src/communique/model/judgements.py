"""What people decided about statements: kept beside them, never over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.model.spans import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two statements are, or are not, of one thing. Undone by `deleted_at` (ISO 8601), never by removal."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    user: str
    reason: str
    created_at: str
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a review holds: it rebinds to the live statement of `kind` that has half of `span` or more."""

    document_id: str
    kind: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one statement; `content` is the corrected one when the verdict is `edit`."""

    anchor: Anchor
    verdict: Literal["accept", "reject", "edit"]
    content: object | None
    user: str
    reason: str
    created_at: str
    deleted_at: str | None = None
