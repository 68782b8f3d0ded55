"""A record beside its tellings: what links and states are judged on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.assembly.alike import ACTS, SETTINGS, narrow, subject
from communique.assembly.judged import Bound
from communique.assembly.tellings import Telling
from communique.assembly.times import Days, days_of
from communique.model.records import Record


@dataclass(frozen=True)
class Group:
    """A record, its tellings in their own order."""

    record: Record
    tellings: tuple[Telling, ...]

    @cached_property
    def judgements(self) -> tuple[Bound, ...]:
        """What people decided of it and of its statements, each once, earliest first."""
        found = {bound.judgement.id: bound for one in self.tellings for bound in one.judgements}
        return tuple(sorted(found.values(), key=lambda bound: bound.judgement.order))

    @cached_property
    def by(self) -> frozenset[str]:
        """All states and organisations that act."""
        return frozenset(actor for one in self.tellings for actor in one.by)

    @cached_property
    def to(self) -> frozenset[str]:
        """All that are acted on."""
        return frozenset(actor for one in self.tellings for actor in one.to)

    @cached_property
    def parties(self) -> frozenset[str]:
        """All that take part."""
        return self.by | self.to

    @cached_property
    def sides(self) -> frozenset[str]:
        """Who takes part by most of its tellings: one story that adds a third does not make it another relation."""
        counts = Counter(tuple(sorted(one.parties)) for one in self.tellings)
        return frozenset(min(counts.items(), key=lambda item: (-item[1], item[0]))[0])

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The narrow subjects of its tellings."""
        return frozenset(word for one in self.tellings for word in narrow(subject(one)))

    @cached_property
    def broad(self) -> frozenset[str]:
        """All subjects of its tellings, and what is done about them."""
        return frozenset(word for one in self.tellings for word in subject(one) | (one.words.own & SETTINGS))

    @cached_property
    def acts(self) -> frozenset[str]:
        """What is done or to be done, by the names and undertakings of its tellings."""
        return frozenset(word for one in self.tellings for word in one.words.own & ACTS)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The acronyms of its names."""
        return frozenset(word for one in self.tellings for word in one.acronyms)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that tell it."""
        return frozenset(one.origin.document for one in self.tellings)

    @cached_property
    def when(self) -> Days | None:
        """The days of its date."""
        return days_of(self.record.content.when)

    @cached_property
    def due(self) -> Days | None:
        """The days of its term."""
        return days_of(self.record.content.due, deadline=True)

    @cached_property
    def began(self) -> datetime.date | None:
        """The first day on which it can have been so: its own first day, else when it was first known."""
        days = [one.day for one in self.tellings if one.day]
        return min(days) if days else None

    @cached_property
    def told(self) -> datetime.date | None:
        """The day on which it was first known."""
        return self.tellings[0].origin.known

    @property
    def day(self) -> datetime.date | None:
        """The last day of its date, else when it was first known."""
        return self.when.last if self.when else self.told

    @cached_property
    def matters(self) -> frozenset[str]:
        """What a position is on: its issues, and the narrow subjects of its tellings."""
        issues = (word for one in self.tellings for word in one.words.own if word.startswith("issue:"))
        return self.subjects.union(issues, (f"issue:{one.content.issue}" for one in self.tellings if one.content.issue))

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


Index = Mapping[str, list[Group]]


def index(groups: Iterable[Group], keys: Callable[[Group], Iterable[str]]) -> Index:
    """Groups by their keys, each list in the order given."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for key in sorted(set(keys(group))):
            found[key].append(group)
    return found


def under(found: Index, keys: Iterable[str]) -> Sequence[Group]:
    """The groups under any of some keys, each once, in order of their ids."""
    return sorted({group.id: group for key in keys for group in found.get(key, ())}.values(), key=lambda group: group.id)
