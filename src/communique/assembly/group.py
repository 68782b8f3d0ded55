"""A record beside its tellings: what links and states are judged on."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from operator import attrgetter

from communique.assembly.judged import Bound
from communique.assembly.tellings import Telling, once
from communique.assembly.times import Days, days_of
from communique.model.records import Record

LATE = 1500
"""Days after which a deed is no longer taken for a promise without a term: four years, a presidency."""
_LATE = datetime.timedelta(LATE)


class Group:
    """A record, its tellings in their own order; a value, never changed.

    `by` are all states and organisations that act, `to` all that are acted on, `parties` all that take part; `subjects` the narrow subjects of its
    tellings, `broad` all of them and what is done about them; `acronyms` those of its names; `when` and `due` the days of its date and term;
    `began` the first day on which it can have been so (its own first day, else when it was first known), `told` when it was first known, `until` the
    last day on which a deed may still come of it: who is bound stays bound.
    """

    __slots__ = ("acronyms", "began", "broad", "by", "due", "parties", "record", "subjects", "tellings", "to", "told", "until", "when")

    def __init__(self, record: Record, tellings: tuple[Telling, ...]) -> None:
        first, content = tellings[0], record.content
        alone = len(tellings) == 1
        about = first.about
        self.record = record
        self.tellings = tellings
        self.by: frozenset[str] = first.by if alone else self._all(_BY)
        self.to: frozenset[str] = first.to if alone else self._all(_TO)
        self.parties: frozenset[str] = first.parties if alone else self._all(_PARTIES)
        self.subjects: frozenset[str] = about.narrow if alone else self._all(_SUBJECTS)
        self.broad: frozenset[str] = about.broad if alone else self._all(_BROAD)
        self.acronyms: frozenset[str] = first.acronyms if alone else self._all(_ACRONYMS)
        self.when: Days | None = days_of(content.when)
        self.due: Days | None = days_of(content.due, deadline=True)
        self.began: datetime.date | None = first.day if alone else min((day for one in tellings if (day := one.day)), default=None)
        self.told: datetime.date | None = first.origin.known
        self.until: datetime.date = datetime.date.max
        if self.began and content.type != "binding":
            self.until = (max(self.began, self.due.last) if self.due else self.began) + _LATE

    def __repr__(self) -> str:
        """Its record, and of what."""
        return f"Group({self.record!r}, {self.tellings!r})"

    def shown(self, record: Record) -> Group:
        """The same with its record's status or conflicts changed."""
        return Group(record, self.tellings)

    @property
    def judgements(self) -> tuple[Bound, ...]:
        """What people decided of it and of its statements, each once, earliest first."""
        found = {bound.judgement.id: bound for one in self.tellings for bound in one.judgements}
        return tuple(sorted(found.values(), key=lambda bound: bound.judgement.order))

    @property
    def sides(self) -> frozenset[str]:
        """Who takes part by most of its tellings: one story that adds a third does not make it another relation."""
        first = self.tellings[0].parties
        if all(one.parties == first for one in self.tellings):
            return first
        counts = Counter(tuple(sorted(one.parties)) for one in self.tellings)
        return frozenset(min(counts.items(), key=lambda item: (-item[1], item[0]))[0])

    @property
    def acts(self) -> frozenset[str]:
        """What is done or to be done, by the names and undertakings of its tellings."""
        return self._all(_ACTS)

    @property
    def documents(self) -> frozenset[str]:
        """The documents that tell it."""
        return frozenset([one.origin.document for one in self.tellings])

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
        found = first.union(*map(of, self.tellings[1:]))
        return first if len(found) == len(first) else once(found)


_BY, _TO, _PARTIES, _ACRONYMS = attrgetter("by"), attrgetter("to"), attrgetter("parties"), attrgetter("acronyms")
_SUBJECTS, _BROAD, _ACTS = attrgetter("about.narrow"), attrgetter("about.broad"), attrgetter("about.acts")


def in_order_of_ids(groups: Iterable[Group]) -> list[Group]:
    """Groups in order of their ids."""
    return sorted(groups, key=_ID)


_ID = attrgetter("record.id")
