"""Who acts: states, organisations, and the bodies and companies of a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["state", "igo", "bloc", "organ", "company", "subnational", "person"]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the world: `RUS` (ISO 3166-1 alpha-3), `ASEAN` (its usual English acronym), `RUS:Gazprom`."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Membership:
    """`member` belonged to `organisation` from `since` until `until` (EDTF, None while it lasts)."""

    organisation: str
    member: str
    since: str
    until: str | None = None


def state_of(actor_id: str) -> str:
    """The state or organisation that answers for an actor: `RUS` for `RUS:Gazprom`."""
    return actor_id.partition(":")[0]
