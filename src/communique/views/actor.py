"""An actor: what it is called, what it belongs to, who belongs to it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from communique.model.actors import state_of
from communique.model.dates import bounds
from communique.views.rows import Row
from communique.world.load import World


def actor(world: World, id_: str, on: datetime.date) -> Row | None:
    """What the world knows of an actor on a day: its `kind`, the state or organisation that answers for it where it is not one itself, the
    organisations it belongs to (`member_of`) or left (`left`), and its `members`, each with the days of membership (EDTF); None where it knows
    nothing.
    """
    known = world.actors.get(id_)
    state = state_of(id_)
    if known is None and state not in world.actors:
        return None
    own = [one for one in world.memberships if one.member == id_]
    return {
        "actor": id_, "kind": known.kind if known else "company", "of": state if state != id_ else None,
        "member_of": [{"actor": one.organisation, "since": one.since} for one in own if not _over(one.until, on) and _begun(one.since, on)],
        "left": [{"actor": one.organisation, "until": one.until} for one in own if _over(one.until, on)],
        "members": [
            {"actor": one.member, "since": one.since} for one in world.memberships
            if one.organisation == id_ and not _over(one.until, on) and _begun(one.since, on)
        ],
    }  # fmt: skip


def _over(until: str | None, on: datetime.date) -> bool:
    last = bounds(until)[1] if until else None
    return last is not None and last < on


def _begun(since: str, on: datetime.date) -> bool:
    first = bounds(since)[0] if since else None
    return first is None or first <= on


def partners(pairs: Sequence[tuple[tuple[str, ...], int]], id_: str) -> list[tuple[str, int]]:
    """With whom an actor has most records that are between the two and nobody else."""
    return [(next(other for other in pair if other != id_), number) for pair, number in pairs if id_ in pair]
