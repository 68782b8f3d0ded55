"""What many stories say of one thing: rebuilt from statements and judgements, never stored as truth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from communique.model.statements import Content

LinkKind = Literal["fulfils", "follows", "implements", "supersedes", "part_of", "contradicts"]
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
Basis = Literal["explicit", "candidate", "reviewed"]


@dataclass(frozen=True, slots=True)
class Version:
    """A value of a slot, as text, and the statements that give it."""

    value: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A slot whose sources disagree beyond precision, and who says what, the value shown first."""

    slot: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A status told of a thing: when it came to it (EDTF, None where no words say so), through whom, and on which statements."""

    status: str
    when: str | None
    by: tuple[str, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A thing of the world as its statements tell it; its id is the id of its earliest statement.

    `content` holds the values shown, `sources` the number of story families, `score` 1 to 5 how well it is founded (codebook 10),
    `history` its statuses in time order, `first_seen` and `last_seen` when its stories were known (ISO 8601 days).
    """

    id: str
    kind: str
    content: Content
    statement_ids: tuple[str, ...]
    status: str | None = None
    history: tuple[Step, ...] = ()
    sources: int = 1
    score: int = 2
    conflicts: tuple[Conflict, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One record bears on another: the later or smaller is the `source`, the earlier or greater the `target`.

    The deed fulfils the promise, the later follows or supersedes the earlier, the part is part_of the whole. `basis` says whether the words say
    so, the system thinks so, or a person decided; `statement_ids` are what it rests on.
    """

    kind: LinkKind
    source: str
    target: str
    basis: Basis
    statement_ids: tuple[str, ...]
