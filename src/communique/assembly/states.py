"""The states of commitments kept up to date: found anew where a promise, what is told of it or its sides changed, and on the days they change by
themselves."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from communique.assembly.delivery import SILENT, SOON, TELLING, Delivery, delivery, passed_on, sides
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.linking import PLACE, Linking
from communique.model.records import Link

_DAY = datetime.timedelta(1)


class States:
    """The state of every commitment, after every change the same as `delivery.deliveries` gives for all of them."""

    def __init__(self, ground: Ground, linking: Linking, heads: Mapping[str, str]) -> None:
        self._ground, self._linking, self._heads = ground, linking, heads
        self._own: dict[str, Delivery] = {}
        """states without what promises that are part of others take from these"""
        self.all: dict[str, Delivery] = {}
        self._told: dict[str, dict[str, datetime.date]] = defaultdict(dict)
        """by parties the records that have just these, and when each was last told"""
        self._promises: dict[str, set[str]] = defaultdict(set)
        """the commitments of each set of parties"""
        self._turning: dict[datetime.date, set[str]] = defaultdict(set)
        """the commitments whose state may be another from a day on"""
        self._on: datetime.date | None = None

    def change(
        self, gone: Iterable[Group], new: Collection[Group], linked: Collection[str], groups: Mapping[str, Group], on: datetime.date | None
    ) -> set[str]:  # fmt: skip
        """Take records out and others in, of which `groups` then has all by id, `linked` those whose links are others; the commitments whose
        state is."""
        spoken = {sides(group): self._spoken(sides(group)) for group in (*gone, *new)}
        for group in gone:
            self._told[sides(group)].pop(group.id, None)
            if group.record.kind == "commitment":
                self._promises[sides(group)].discard(group.id)
                self.all.pop(group.id, None)
                self._own.pop(group.id, None)
                for day in _turns(group):
                    self._turning[day].discard(group.id)
        concerned = {group.id for group in new}
        for group in new:
            known = _known(group)
            if known is not None:
                self._told[sides(group)][group.id] = known
            if group.record.kind == "commitment":
                self._promises[sides(group)].add(group.id)
                for day in _turns(group):
                    self._turning[day].add(group.id)
        for of, before in spoken.items():
            if self._spoken(of) != before:
                concerned |= self._promises[of]
        concerned |= self._turned(on)
        concerned |= {id_ for id_ in linked if id_ in groups}
        concerned |= {link.target for group in new for link in self._linking.of(group.id)}
        return self._find({id_ for id_ in concerned if groups[id_].record.kind == "commitment"}, groups)

    def _spoken(self, of: str) -> datetime.date | None:
        return max(self._told[of].values(), default=None)

    def _turned(self, on: datetime.date | None) -> set[str]:
        """The commitments whose state may be another on a later day."""
        before, self._on = self._on, on
        if before == on:
            return set()
        if before is None or on is None or on < before:
            return set(self.all)
        return {id_ for day, ids in self._turning.items() if before < day <= on for id_ in ids}

    def _find(self, promises: set[str], groups: Mapping[str, Group]) -> set[str]:
        for id_ in promises:
            promise = groups[id_]
            told = [link for link in self._linking.to(id_) if link.kind in TELLING]
            self._own[id_] = delivery(promise, told, groups, self._heads, self._spoken(sides(promise)), self._on, self._ground)
        near = set(promises)
        waiting = list(promises)
        while waiting:  # all that hangs together as parts
            id_ = waiting.pop()
            for link in (*self._linking.of(id_), *self._linking.to(id_)):
                for end in (link.source, link.target):
                    if link.kind == "part_of" and end in self._own and end not in near:
                        near.add(end)
                        waiting.append(end)
        found = passed_on({id_: self._own[id_] for id_ in near}, _links(self._linking, near))
        changed = {id_ for id_ in near if self.all.get(id_) != found[id_]}
        self.all.update(found)
        return changed


def _links(linking: Linking, records: Iterable[str]) -> list[Link]:
    return sorted((link for id_ in records for link in linking.of(id_)), key=PLACE)


def _known(group: Group) -> datetime.date | None:
    return max((one.origin.known for one in group.tellings if one.origin.known), default=None)


def _turns(promise: Group) -> list[datetime.date]:
    """The days from which on a promise is due soon, overdue, or has long not been told of."""
    known = _known(promise)
    days = [known + (SILENT + 1) * _DAY] if known else []
    return days + ([promise.due.last + _DAY, promise.due.last - SOON * _DAY] if promise.due else [])
