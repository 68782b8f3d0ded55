"""What one story says: a content of one of the nine kinds, with the words it was read at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from communique.model.evidence import Evidence
from communique.model.quantities import Quantity
from communique.model.spans import Span

Voice = Literal["source", "party", "joint", "third_official", "expert", "media", "unnamed_official"]
Modality = Literal["actual", "ongoing", "scheduled", "expected", "intended", "considered", "proposed", "hypothetical"]


class Content(Protocol):
    """What every kind of record has; `kinds/` holds the nine."""

    @property
    def kind(self) -> str: ...
    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def to(self) -> tuple[str, ...]: ...
    @property
    def type(self) -> str | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def level(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...
    @property
    def ordinal(self) -> int | None: ...
    @property
    def when(self) -> str | None: ...
    @property
    def due(self) -> str | None: ...
    @property
    def where(self) -> str | None: ...
    @property
    def areas(self) -> tuple[str, ...]: ...
    @property
    def quantity(self) -> Quantity | None: ...
    @property
    def what(self) -> str | None: ...
    @property
    def mechanism(self) -> str | None: ...
    @property
    def issue(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Statement:
    """One story's word on one thing.

    `slots` gives, for each filled field, the spans its values were read at, aligned with them, anywhere in the body.
    `found_by` names the frame. `speaker` is the person the story attributes it to, as written.
    """

    id: str
    kind: str
    content: Content
    evidence: tuple[Evidence, ...]
    slots: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    speaker: str | None = None
    voice: Voice = "source"
    modality: Modality = "actual"
    polarity: bool = True
    hedged: bool = False
    found_by: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a statement needs evidence: no claim without words")

    @property
    def document_id(self) -> str:
        """The document whose words these are."""
        return self.evidence[0].document_id


def statement_id(content: Content, evidence: tuple[Evidence, ...]) -> str:
    """The id of a statement: 16 hexadecimal digits over document, kind, first span, `by`, type, ordinal and quantity.

    It does not hold the reader's version: a better reading of the same words keeps the id.
    """
    first = evidence[0]
    quantity = content.quantity
    key = (
        f"{first.document_id}|{content.kind}|{first.span.start}|{first.span.end}|{','.join(content.by)}|{content.type}"
        f"|{content.ordinal}|{quantity and (quantity.value, quantity.unit)}"
    )
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def content_hash(content: Content) -> str:
    """A hash over all fields of a content: equal only for equal contents."""
    return hashlib.blake2b(repr(content).encode(), digest_size=8).hexdigest()


def fingerprint(content: Content) -> int:
    """A hash without name and what: equal when two languages say the same. For families and tests, never for merging; another in every process."""
    quantity = content.quantity
    return hash((
        content.kind, _sorted(content.by), _sorted(content.to), content.type, content.status, content.level, content.ordinal,
        content.when, content.due, content.where, _sorted(content.areas), quantity and (quantity.value, quantity.unit),
    ))  # fmt: skip


def _sorted(ids: tuple[str, ...]) -> tuple[str, ...]:
    return ids if len(ids) < 2 else tuple(sorted(ids))
