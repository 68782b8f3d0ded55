"""`/mechanisms`: standing series of meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Response

from communique.assembly.series import mechanisms as series
from communique.model.fold import fold
from communique.server.api import schemas
from communique.server.api.answering import listed, on_day, told, version
from communique.server.api.labels import labelled
from communique.server.api.parameters import AsLinked, Between, FromDay, Part, Timeless, Wanted, actors_in
from communique.server.api.problems import Refused
from communique.server.api.records import exported, told_rows
from communique.server.api.rows import WholeMechanism
from communique.server.asking import Asking
from communique.server.pages.partnership import rows_of
from communique.views.cadence import cadence_page
from communique.views.rows import Row
from communique.world.load import Mechanism

router = APIRouter(prefix="/mechanisms", tags=["mechanisms"])


@router.get("", response_model=schemas.Counted[schemas.Mechanism])
def mechanisms(asked: Timeless, part: Part, form: AsLinked, between: Between = None, q: Wanted = "") -> Response:
    """The series of meetings that are known by name; or those of some actors, or whose names hold some words."""
    sides, wanted = set(actors_in(between)), fold(q).split()
    found = [
        one
        for one in asked.holding.world.mechanisms.values()
        if sides <= set(one.parties) and all(word in fold(f"{asked.words.mechanism(one.id)} {one.name} {one.id}") for word in wanted)
    ]
    return listed(asked, found, part, lambda some: _rows(asked, some), form=form, what="mechanisms", name="mechanisms")


@router.get("/{mechanism}", response_model=WholeMechanism)
def mechanism(mechanism: str, asked: FromDay) -> Response:
    """A series of meetings and its card: when it met, when it should meet next, what is missing; null where no story tells of it."""
    tag = version(asked)
    found = asked.holding.world.mechanisms.get(mechanism)
    if found is None:
        raise Refused("not-found", f"no mechanism {mechanism[:80]!r}: GET /api/v1/mechanisms gives their ids", field="mechanism")
    cards = [row for row in rows_of("cadence", found.parties, asked.holding, asked.on) if row["id"] == found.id]
    (row,) = _rows(asked, [found])
    return told(asked, {**row, "card": next(labelled(cards, cadence_page, asked.words), None), "as_of": on_day(asked)}, tag=tag)


@router.get("/{mechanism}/sessions", response_model=schemas.Counted[schemas.Record])
def sessions(mechanism: str, asked: FromDay, part: Part, form: AsLinked) -> Response:
    """The records of the sessions that stories tell of with a date, in the order of time."""
    tag, assembly = version(asked, form), asked.holding.parts().series(mechanism, on=asked.on)
    cards = [card for card in series(assembly.groups, {}) if card.id == mechanism]
    if not cards and mechanism not in asked.holding.world.mechanisms:
        raise Refused("not-found", f"no mechanism {mechanism[:80]!r}: GET /api/v1/mechanisms gives their ids", field="mechanism")
    ids = [one.record for card in cards for one in card.sessions]
    return listed(
        asked, ids, part, lambda some: told_rows(asked, some, assembly), form=form, what="records", name=f"sessions-{mechanism}", tag=tag,
        every=lambda some: exported(asked, some, assembly),
    )  # fmt: skip


def _rows(asked: Asking, some: Sequence[Mechanism]) -> Iterator[Row]:
    return (
        {
            "mechanism": one.id, "label": asked.words.mechanism(one.id), "name": one.name, "parties": list(one.parties), "level": one.level,
            "cadence": one.cadence, "first": one.first,
        }
        for one in some
    )  # fmt: skip
