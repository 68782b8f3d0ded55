"""What people decided about statements: kept beside them, never over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.model.spans import Span

Verdict = Literal["same", "different", "unsure", "fulfils", "follows", "implements", "supersedes", "part_of", "contradicts", "unrelated"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided of two statements; it holds for the records they stand in. Undone by `deleted_at` (ISO 8601), never by removal.

    They are of one thing (`same`) or not (`different`); the left one bears on the right one (the kinds of link), or neither on the other
    (`unrelated`); `unsure` is kept for people and changes nothing.
    """

    left: str
    right: str
    verdict: Verdict
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
