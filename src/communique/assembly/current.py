"""The whole record kept up to date: of a new story its blocks are compared, what it touches is merged, and the links and states that rest on it."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from communique.assembly.conflicts import among
from communique.assembly.families import Families
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.linking import Linking
from communique.assembly.merge import merge
from communique.assembly.pipeline import Assembly
from communique.assembly.rivals import Rivals
from communique.assembly.series import by_series, clashing_keys, conflicts_of, is_unnamed
from communique.assembly.standing import Standing
from communique.assembly.states import States
from communique.assembly.tellings import Telling
from communique.model.collector import collector_off
from communique.model.records import Conflict, Record


class Current:
    """What `pipeline.assemble` gives for all stories, after every story; without judgements on records, and as known today."""

    def __init__(self, tellings: Sequence[Telling], ground: Ground) -> None:
        """Begin with tellings that stand in their own order."""
        with collector_off(lasting=True):
            self._ground = ground
            self._on: datetime.date | None = None
            self._standing, self._families, self._linking = Standing(ground), Families(), Linking(ground)
            self._states = States(ground, self._linking, self._families.heads)
            self._groups: dict[str, Group] = {}
            """records as they are merged, by id"""
            self._told_in: dict[str, set[str]] = defaultdict(set)
            """the records that each document tells of"""
            self._series: dict[str, set[str]] = defaultdict(set)
            self._clashes: dict[str, Conflict] = {}
            self._rivals = Rivals(ground)
            self._shown: list[Group] = []
            self._families.add(tellings)
            self._standing.begin(tellings)
            self._take([], [self._merged(found) for found in self._standing.records()], tellings, begin=True)
            self._shown = sorted((self._as_shown(id_) for id_ in self._groups), key=_order)
            self._records: list[Record] = [group.record for group in self._shown]
            promises = [group for group in self._shown if group.record.kind == "commitment"]
            self._promises = [self._states.all[group.id] for group in promises]
            self._places: list[Order] = [_order(group) for group in promises]
            """where they stand, in order"""

    def add(self, story: Sequence[Telling]) -> set[str]:
        """Take in all tellings of a document that is new; the ids of the records that are new or changed, as records, by links or by state."""
        with collector_off():
            moved = self._families.add(story)
            change = self._standing.add(story)
            made = {found[0].id: found for found in change.made}
            again = {id_ for document in moved for id_ in self._told_in.get(document, ()) if id_ not in change.gone}
            made.update((id_, list(self._groups[id_].tellings)) for id_ in again if id_ not in made)
            gone = [self._groups[id_] for id_ in (*change.gone, *again)]
            concerned = self._take(gone, [self._merged(found) for found in made.values()], story)
            for group in gone:
                if group.id not in self._groups:
                    self._hide(group)
            for id_ in concerned:
                self._show(self._as_shown(id_))
        return concerned

    def assembly(self) -> Assembly:
        """All of it, as it now is."""
        links, states = tuple(self._linking.all), tuple(self._promises)
        return Assembly(tuple(self._records), links, states, self._families.in_order(), tuple(self._shown), self._on)

    def _merged(self, found: Sequence[Telling]) -> Group:
        return Group(merge(found, self._families.heads, self._ground), tuple(found))

    def _take(self, gone: Collection[Group], new: Collection[Group], tellings: Sequence[Telling], *, begin: bool = False) -> set[str]:
        """Put records in the place of others, with their series, links and states; those of whom anything may be other than it was."""
        for group in gone:
            self._groups.pop(group.id, None)
            for document in group.documents:
                self._told_in[document].discard(group.id)
            for key in clashing_keys(group):
                self._series[key].discard(group.id)
        for group in new:
            self._groups[group.id] = group
            for document in group.documents:
                self._told_in[document].add(group.id)
            for key in clashing_keys(group):
                self._series[key].add(group.id)
        concerned = {group.id for group in new} | self._clash((*gone, *new)) | self._rivals.change(gone, new)
        if begin:
            self._linking.begin(self._groups.values())
            linked: set[str] = set()
        else:
            linked = self._linking.change(gone, new)
        days = [one.origin.known for one in tellings if one.origin.known] + ([self._on] if self._on else [])
        self._on = max(days, default=None)
        concerned |= self._states.change(gone, new, linked, self._groups, self._on)
        return (concerned | linked) & self._groups.keys()

    def _clash(self, changed: Collection[Group]) -> set[str]:
        """Find the ordinals that two sessions claim anew, in the series of some records and those that these name; whose are others now."""
        names = {key for group in changed for key in clashing_keys(group)}
        names |= self._beside(key for key in names if is_unnamed(key))
        near = names.union(key for key in self._beside(names) if is_unnamed(key))
        sessions = [self._groups[id_] for id_ in {id_ for key in near for id_ in self._series[key]}]
        series = [its for name, its in by_series(sessions).items() if name in names]
        found = conflicts_of(series)
        ids = {group.id for its in series for group in its}
        concerned = {id_ for id_ in ids if self._clashes.get(id_) != found.get(id_)}
        for id_ in {*ids, *(group.id for group in changed)}:
            self._clashes.pop(id_, None)
        self._clashes.update(found)
        return concerned

    def _beside(self, series: Iterable[str]) -> set[str]:
        """All series that the sessions of some may be of."""
        return {key for name in series for id_ in self._series[name] for key in clashing_keys(self._groups[id_])}

    def _as_shown(self, id_: str) -> Group:
        """A record with what others claim, and a commitment with its state."""
        group = self._groups[id_]
        state = self._states.all.get(id_)
        record = among(group.record, (self._clashes.get(id_), self._rivals.of(group)))
        if state is not None:
            record = replace(record, status=state.state)
        return group if record is group.record else group.shown(record)

    def _at(self, group: Group) -> int:
        return bisect_left(self._shown, _order(group), key=_order)

    def _show(self, group: Group) -> None:
        at = self._at(group)
        if at < len(self._shown) and self._shown[at].id == group.id:
            self._shown[at], self._records[at] = group, group.record
        else:
            self._shown.insert(at, group)
            self._records.insert(at, group.record)
        state = self._states.all.get(group.id)
        if state is not None:
            at = bisect_left(self._places, _order(group))
            if at < len(self._promises) and self._promises[at].record == group.id:
                self._promises[at] = state
            else:
                self._promises.insert(at, state)
                self._places.insert(at, _order(group))

    def _hide(self, group: Group) -> None:
        at = self._at(group)
        del self._shown[at], self._records[at]
        if group.record.kind == "commitment":
            at = bisect_left(self._places, _order(group))
            del self._promises[at], self._places[at]


Order = tuple[datetime.date, str, int, str]


def _order(group: Group) -> Order:
    return group.tellings[0].order
