"""A record beside its tellings: what links and states are judged on."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from communique.assembly.judged import Bound
from communique.assembly.tellings import Telling
from communique.assembly.times import Days, days_of
from communique.model.records import Record


@dataclass(frozen=True, slots=True)
class Group:
    """A record, its tellings in their own order."""

    record: Record
    tellings: tuple[Telling, ...]

    by: frozenset[str] = field(init=False, repr=False, compare=False)
    """all states and organisations that act"""
    to: frozenset[str] = field(init=False, repr=False, compare=False)
    """all that are acted on"""
    parties: frozenset[str] = field(init=False, repr=False, compare=False)
    """all that take part"""
    subjects: frozenset[str] = field(init=False, repr=False, compare=False)
    """the narrow subjects of its tellings"""
    broad: frozenset[str] = field(init=False, repr=False, compare=False)
    """all subjects of its tellings, and what is done about them"""
    acronyms: frozenset[str] = field(init=False, repr=False, compare=False)
    """the acronyms of its names"""
    when: Days | None = field(init=False, repr=False, compare=False)
    """the days of its date"""
    due: Days | None = field(init=False, repr=False, compare=False)
    """the days of its term"""
    began: datetime.date | None = field(init=False, repr=False, compare=False)
    """the first day on which it can have been so: its own first day, else when it was first known"""
    told: datetime.date | None = field(init=False, repr=False, compare=False)
    """the day on which it was first known"""

    def __post_init__(self) -> None:
        put, first, content = object.__setattr__, self.tellings[0], self.record.content
        for name, of in _SETS:
            put(self, name, self._all(of))
        alone = len(self.tellings) == 1
        put(self, "when", days_of(content.when))
        put(self, "due", days_of(content.due, deadline=True))
        put(self, "began", first.day if alone else min((day for one in self.tellings if (day := one.day)), default=None))
        put(self, "told", first.origin.known)

    def shown(self, record: Record) -> Group:
        """The same with its record's status or conflicts changed."""
        new, put = object.__new__(Group), object.__setattr__
        for name in Group.__slots__:
            put(new, name, getattr(self, name))
        put(new, "record", record)
        return new

    @property
    def judgements(self) -> tuple[Bound, ...]:
        """What people decided of it and of its statements, each once, earliest first."""
        found = {bound.judgement.id: bound for one in self.tellings for bound in one.judgements}
        return tuple(sorted(found.values(), key=lambda bound: bound.judgement.order))

    @property
    def sides(self) -> frozenset[str]:
        """Who takes part by most of its tellings: one story that adds a third does not make it another relation."""
        if len(self.tellings) == 1:
            return self.tellings[0].parties
        counts = Counter(tuple(sorted(one.parties)) for one in self.tellings)
        return frozenset(min(counts.items(), key=lambda item: (-item[1], item[0]))[0])

    @property
    def acts(self) -> frozenset[str]:
        """What is done or to be done, by the names and undertakings of its tellings."""
        return self._all(_ACTS)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that tell it."""
        return frozenset(one.origin.document for one in self.tellings)

    @property
    def day(self) -> datetime.date | None:
        """The last day of its date, else when it was first known."""
        return self.when.last if self.when else self.told

    @property
    def matters(self) -> frozenset[str]:
        """What a position is on: the issues that its words name, and the narrow subjects of its tellings."""
        issues = (word for one in self.tellings for word in one.about.named if word.startswith("issue:"))
        return self.subjects.union(issues, (f"issue:{one.content.issue}" for one in self.tellings if one.content.issue))

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    def _all(self, of: Callable[[Telling], frozenset[str]]) -> frozenset[str]:
        """What any of its tellings has."""
        first = of(self.tellings[0])
        return first if len(self.tellings) == 1 else first.union(*map(of, self.tellings[1:]))


_SETS = [
    (name, attrgetter(of))
    for name, of in (
        ("by", "by"),
        ("to", "to"),
        ("parties", "parties"),
        ("subjects", "about.narrow"),
        ("broad", "about.broad"),
        ("acronyms", "acronyms"),
    )
]
_ACTS = attrgetter("about.acts")


Index = Mapping[str, list[Group]]


def index(groups: Iterable[Group], keys: Callable[[Group], Iterable[str]]) -> Index:
    """Groups by their keys, each list in the order given."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for key in set(keys(group)):
            found[key].append(group)
    return found


def under(found: Index, keys: Iterable[str]) -> Sequence[Group]:
    """The groups under any of some keys, each once, in order of their ids."""
    lists = [held for key in keys if (held := found.get(key))]
    if len(lists) < 2:
        return sorted(lists[0], key=_ID) if lists else ()
    return sorted({id(group): group for held in lists for group in held}.values(), key=_ID)


_ID = attrgetter("record.id")
