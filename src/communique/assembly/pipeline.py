"""Statements of many stories become records with their history: a pure function of statements, their origins, judgements and the world."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.assembly.conflicts import among
from communique.assembly.delivery import Delivery, deliveries
from communique.assembly.families import families
from communique.assembly.follow import links
from communique.assembly.gather import gather
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.judged import Settled, decide, linked, scores, settle
from communique.assembly.merge import merge
from communique.assembly.rivals import Rivals
from communique.assembly.series import ordinal_conflicts
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.collector import collector_off
from communique.model.judgements import Judgement
from communique.model.records import Link, Record
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
    counts: a story whose day of publication is not known was not known then. Of judgements, those that correct what was read or put together
    hold on every day, as if it had been right at once; the score of a promise counts from the day it is given for.
    """
    with collector_off(lasting=True):
        read = list(statements)
        settled = settle(judgements, read, documents=origins)
        found = tellings(settled.over(read), origins, words or {}, settled.on(as_of=as_of))
    told = [one for one in found if as_of is None or (one.origin.known is not None and one.origin.known <= as_of)]
    return assemble_tellings(told, ground or Ground(), settled, as_of)


def assemble_tellings(
    told: list[Telling], ground: Ground, settled: Settled, as_of: datetime.date | None, family: Mapping[str, str] | None = None
) -> Assembly:
    """The same from tellings that stand in their own order, of statements as people left them; with the families that their documents are of,
    where these tell more than the tellings do.
    """
    with collector_off(lasting=True):
        return _assembled(told, ground, settled, as_of, family)


def _assembled(told: list[Telling], ground: Ground, settled: Settled, as_of: datetime.date | None, family: Mapping[str, str] | None) -> Assembly:
    family = families(told) if family is None else family
    gathered = gather(told, ground, decide(settled.bound, {one.id for one in told}) if settled.bound else None)
    gathered.reverse()
    groups = [Group(merge(found, family, ground), tuple(found)) for found in _taken(gathered)]
    clashes, rivals = ordinal_conflicts(groups), Rivals(ground)
    concerned = clashes.keys() | rivals.change((), groups)
    for place, group in enumerate(groups) if concerned else ():
        if group.id in concerned:
            groups[place] = group.shown(among(group.record, (clashes.get(group.id), rivals.of(group))))
    record_of = {one.id: group.id for group in groups for one in group.tellings} if settled.bound else {}
    found = linked(links(groups, ground), settled.bound, record_of)
    on = as_of or max((one.origin.known for one in told if one.origin.known), default=None)
    return stated(groups, found, family, on, ground, settled, as_of)


def stated(
    groups: list[Group], found: Sequence[Link], family: Mapping[str, str], on: datetime.date | None, ground: Ground, settled: Settled,
    as_of: datetime.date | None, of: Collection[str] | None = None,
) -> Assembly:  # fmt: skip
    """Records and links with what became of promises by a day, or of some promises by their ids; the scores that people gave them by `as_of`
    included."""
    record_of = {one.id: group.id for group in groups for one in group.tellings} if settled.bound else {}
    given = scores(settled.bound, record_of, as_of=as_of)
    states = deliveries(groups, found, family, on, ground, of)
    if given:
        states = tuple(replace(state, assessed=given.get(state.record)) for state in states)
    by_id = {state.record: state.state for state in states}
    for place, group in enumerate(groups):
        state = by_id.get(group.id)
        if state is not None and state != group.record.status:
            groups[place] = group.shown(replace(group.record, status=state))
    return Assembly(tuple(group.record for group in groups), tuple(found), states, family, tuple(groups), on)


def _taken(items: list[list[Telling]]) -> Iterator[list[Telling]]:
    """The items of a list from its end, none of which is kept."""
    while items:
        yield items.pop()
