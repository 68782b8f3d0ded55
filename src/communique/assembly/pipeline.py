"""Statements of many stories become records with their history: a pure function of statements, their origins, judgements and the world."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from communique.assembly.delivery import Delivery, deliveries
from communique.assembly.families import families
from communique.assembly.follow import judged, links
from communique.assembly.gather import gather
from communique.assembly.group import Group
from communique.assembly.merge import merge
from communique.assembly.resolve import Ground
from communique.assembly.series import ordinal_conflicts
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.judgements import Judgement
from communique.model.records import Conflict, Link, Record
from communique.model.statements import Statement


@dataclass(frozen=True, slots=True)
class Assembly:
    """The record of what is known on a day: records in the order of their earliest statements, links, and the states of commitments.

    `groups` are the records beside their tellings, `families` tells for each document the first of its story's copies and re-tellings,
    `on` is the day states are computed for: the one asked for, or the last day known.
    """

    records: tuple[Record, ...]
    links: tuple[Link, ...]
    deliveries: tuple[Delivery, ...]
    families: Mapping[str, str]
    groups: tuple[Group, ...]
    on: datetime.date | None

    def record_of(self, statement_id: str) -> str | None:
        """The id of the record a statement stands in; every member's id leads to the record."""
        return next((record.id for record in self.records if statement_id in record.statement_ids), None)


def assemble(
    statements: Iterable[Statement], origins: Mapping[str, Origin], *, ground: Ground | None = None, words: Mapping[str, Words] | None = None,
    judgements: Iterable[Judgement] = (), as_of: datetime.date | None = None,
) -> Assembly:  # fmt: skip
    """Records, links and states from statements, the same whatever their order.

    `origins` are by document id, `words` (what the words are about) by statement id. With `as_of`, only what was known by the end of that day
    counts: a story whose day of publication is not known was not known then.
    """
    ground = ground or Ground()
    decided = tuple(sorted(judgements, key=lambda one: (one.created_at, one.left, one.right, one.verdict)))
    with _without_collector():
        found = tellings(statements, origins, words or {})
    told = [one for one in found if as_of is None or (one.origin.known is not None and one.origin.known <= as_of)]
    return assemble_tellings(told, ground, decided, as_of)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing made here goes round in circles: looking for such among millions of values takes longer than making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def assemble_tellings(told: list[Telling], ground: Ground, decided: tuple[Judgement, ...], as_of: datetime.date | None) -> Assembly:
    """The same from tellings that stand in their own order."""
    with _without_collector():
        return _assembled(told, ground, decided, as_of)


def _assembled(told: list[Telling], ground: Ground, decided: tuple[Judgement, ...], as_of: datetime.date | None) -> Assembly:
    family = families(told)
    groups = [Group(merge(found, family, ground), tuple(found)) for found in gather(told, ground, decided)]
    clashes = ordinal_conflicts(groups)
    groups = [_with(group, clashes) for group in groups]
    record_of = {one.id: group.id for group in groups for one in group.tellings} if decided else {}
    found = judged(links(groups, ground), decided, record_of)
    on = as_of or max((one.origin.known for one in told if one.origin.known), default=None)
    states = deliveries(groups, found, family, on, ground)
    by_id = {state.record: state.state for state in states}
    groups = [replace(group, record=replace(group.record, status=by_id[group.id])) if group.id in by_id else group for group in groups]
    return Assembly(tuple(group.record for group in groups), tuple(found), states, family, tuple(groups), on)


def _with(group: Group, clashes: Mapping[str, Conflict]) -> Group:
    clash = clashes.get(group.id)
    if clash is None or any(one.slot == "ordinal" for one in group.record.conflicts):
        return group
    return replace(group, record=replace(group.record, conflicts=(*group.record.conflicts, clash)))
