"""What many stories say of one thing: rebuilt from statements and judgements, never stored as truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.model.statements import Content


@dataclass(frozen=True, slots=True)
class Record:
    """A thing of the world as its statements tell it; its id is the id of its earliest statement."""

    id: str
    kind: str
    content: Content
    statement_ids: tuple[str, ...]
    status: str | None = None
    history: tuple[tuple[str, str], ...] = ()
    sources: int = 1
    conflicts: tuple[str, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One record bears on another; `basis` says whether the words say so, the system thinks so, or a person decided."""

    kind: Literal["fulfils", "follows", "implements", "supersedes", "part_of", "contradicts"]
    source: str
    target: str
    basis: Literal["explicit", "candidate", "reviewed"]
    statement_ids: tuple[str, ...]
