"""Parts of an assembly: the records of some actors, of a story, or one and what bears on it; as they stand on a day, without putting all together."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest

from communique.assembly.answers import Answers
from communique.assembly.families import families
from communique.assembly.follow import in_order
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.judged import Settled
from communique.assembly.offices import PRESIDING
from communique.assembly.pipeline import Assembly, assemble_tellings, stated
from communique.assembly.rivals import rival_keys
from communique.assembly.series import clashing_keys, series_keys
from communique.assembly.tellings import Origin, Telling
from communique.model.records import Link


class Parts:
    """An assembly that is asked for parts of it. Never changed."""

    def __init__(self, whole: Assembly, ground: Ground, settled: Settled) -> None:
        self.whole, self._ground, self._settled = whole, ground, settled
        self._place = {group.id: place for place, group in enumerate(whole.groups)}
        self._of: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(whole.groups):
            for actor in group.parties:
                self._of[actor].append(place)

    def look_up(self) -> None:
        """Work out at once where everything stands, which else is done when first asked for."""
        for worked_out in (
            self._links,
            self._records,
            self._told,
            self._families,
            self._series,
            self._rivals,
            self._offices,
            self._posts,
            self._stances,
            self.pairs,
            self.actors,
            self.sessions,
        ):
            assert worked_out is not None

    @cached_property
    def _links(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.whole.links:
            found[link.source].append(link)
            found[link.target].append(link)
        return found

    @cached_property
    def _records(self) -> dict[str, int]:
        """Where the record of each statement stands."""
        return {id_: place for place, group in enumerate(self.whole.groups) for id_ in group.record.statement_ids}

    @cached_property
    def _told(self) -> dict[str, list[int]]:
        """Where the records of each document stand."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self.whole.groups):
            for document in group.documents:
                found[document].append(place)
        return found

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for document, head in self.whole.families.items():
            found[head].append(document)
        return found

    @cached_property
    def _series(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self.whole.groups):
            for key in series_keys(group):
                found[key].append(place)
        return found

    @cached_property
    def _rivals(self) -> Answers:
        found = Answers(rival_keys, self._ground)
        for group in self.whole.groups:
            found.put(group)
        return found

    @cached_property
    def _offices(self) -> dict[str, list[int]]:
        """Where the offices stand that an actor holds, or that are held at it."""
        return self._by_actor("role", lambda group: group.parties)

    @cached_property
    def _posts(self) -> dict[str, list[int]]:
        """Where those offices stand whose holders preside at an actor."""
        return self._by_actor("role", lambda group: group.to if group.record.content.type in PRESIDING else ())

    @cached_property
    def _stances(self) -> dict[str, list[int]]:
        """Where the positions of an actor on named issues stand."""
        return self._by_actor("position", lambda group: group.by if group.record.content.issue else ())

    def _by_actor(self, kind: str, whose: Callable[[Group], Iterable[str]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self.whole.groups):
            if group.record.kind == kind:
                for actor in whose(group):
                    found[actor].append(place)
        return found

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How many records are between two actors and nobody else, by the two in the order of their ids; those with most first."""
        return self.pairs_by(None)

    def pairs_by(self, on: datetime.date | None) -> Counter[tuple[str, str]]:
        """The same of what was known by the end of a day."""
        return Counter(dict(Counter(self._pairs(on)).most_common()))

    def _pairs(self, on: datetime.date | None) -> Iterable[tuple[str, str]]:
        for group in self.whole.groups:
            if len(group.parties) == 2 and (on is None or _known(group, on)):
                first, second = sorted(group.parties)
                yield first, second

    @cached_property
    def actors(self) -> Counter[str]:
        """In how many records each actor takes part, those in most first."""
        return _most_first({actor: len(places) for actor, places in self._of.items()})

    def actors_by(self, on: datetime.date) -> Counter[str]:
        """The same of what was known by the end of a day."""
        return _most_first(Counter(actor for group in self.whole.groups if _known(group, on) for actor in group.parties))

    def find(self, id_: str) -> Group | None:
        """The record of an id, or of the id of any of its statements; None without one."""
        place = self._place.get(id_, self._records.get(id_))
        return None if place is None else self.whole.groups[place]

    def between(
        self, sides: Sequence[Collection[str]], *, posts: Iterable[str] = (), voices: Collection[str] = (), on: datetime.date | None = None
    ) -> Assembly:  # fmt: skip
        """The records in which somebody of every side takes part, as known by the end of a day, else all that is known; with what bears on them,
        who presides at some actors, and what some and no others say on named issues.
        """
        found = sorted((self._taking_part(side) for side in sides), key=len)
        both = set(found[0]).intersection(*found[1:]) if found else set[int]()
        said = {place for actor in voices for place in self._stances.get(actor, ()) if self.whole.groups[place].by.issubset(voices)}
        return self._part(both.union(said, *(self._posts.get(actor, ()) for actor in posts)), on)

    def _taking_part(self, side: Collection[str]) -> Collection[int]:
        """Where the records stand in which any of some actors takes part."""
        found = [places for actor in side if (places := self._of.get(actor))]
        return found[0] if len(found) == 1 else set[int]().union(*found)

    def told_in(self, document: str, *, on: datetime.date | None = None) -> Assembly:
        """The records that a document tells of, with what bears on them."""
        return self._part(self._told.get(document, ()), on)

    def around(self, group: Group, *, on: datetime.date | None = None) -> Assembly:
        """A record, all between the same actors and nobody else, and what bears on them."""
        places = (self._of[actor] for actor in group.parties)
        near = min(places, key=len, default=[])
        same = {place for place in near if self.whole.groups[place].parties == group.parties}
        return self._part(same | {self._place[group.id]}, on)

    def latest(self, actor: str, number: int, *, until: datetime.date, on: datetime.date | None = None) -> Assembly:
        """Of the records in which an actor takes part, those of the latest days until one, as known by the end of a day; with what bears on them."""
        days = ((self.whole.groups[place].day or datetime.date.min, place) for place in self._of.get(actor, ()))
        known = ((day, place) for day, place in days if day <= until and (on is None or _known(self.whole.groups[place], on)))
        return self._part([place for _, place in nlargest(number, known)], on)

    def offices(self, actors: Iterable[str], *, on: datetime.date | None = None) -> Assembly:
        """Who holds which office at some actors or for them."""
        return self._part(set[int]().union(*(self._offices.get(actor, ()) for actor in actors)), on)

    def series(self, id_: str, *, on: datetime.date | None = None) -> Assembly:
        """The sessions of a series of meetings, by the id that `assembly.series` gives it, with what bears on them."""
        keys = {key for place in self._series.get(id_, ()) for key in series_keys(self.whole.groups[place])}
        return self._part({place for key in keys for place in self._series[key]}, on)

    @cached_property
    def sessions(self) -> Counter[str]:
        """How many meetings each series of meetings has."""
        return Counter({id_: len(places) for id_, places in self._series.items()})

    def origin(self, document: str) -> Origin | None:
        """Where a document that tells any record comes from; None where it tells none."""
        tellings = (one for place in self._told.get(document, ())[:1] for one in self.whole.groups[place].tellings)
        return next((one.origin for one in tellings if one.origin.document == document), None)

    def family(self, document: str) -> Sequence[str]:
        """The documents that tell the same report, a document alone being its own."""
        return self._families.get(self.whole.families.get(document, document), (document,))

    def links_of(self, id_: str) -> Sequence[Link]:
        """The links of a record, to it and from it."""
        return self._links.get(id_, ())

    def of(self, ids: Iterable[str], *, on: datetime.date | None = None) -> Assembly:
        """Some records, by their ids or those of any of their statements, and what bears on them."""
        found = (self._place.get(id_, self._records.get(id_)) for id_ in ids)
        return self._part({place for place in found if place is not None}, on)

    def everything(self, *, on: datetime.date | None = None) -> Assembly:
        """All records, with their states on a day. Of a day on which less was known, all are put together anew."""
        return self._part(range(len(self.whole.groups)), on)

    def _part(self, places: Collection[int], on: datetime.date | None) -> Assembly:
        """Some records and what bears on them, with what became of their promises. Of a day on which less was known, they are put together anew from
        what then was."""
        groups, known = self.whole.groups, self._place
        ids = self._with_wholes({groups[place].id for place in places})
        links = in_order({link for one in ids for link in self._links.get(one, ())})
        every = {*places, *(known[end] for link in links for end in (link.source, link.target))}
        anew = every | self._beside(ids) if on is not None else every
        if on is None or all((seen := groups[place].record.last_seen) is not None and seen <= on.isoformat() for place in anew):
            told = (version for one in ids for conflict in groups[known[one]].record.conflicts for version in conflict.versions)
            every.update(self._records[id_] for version in told for id_ in version.statement_ids)
            chosen = [groups[place] for place in sorted(every)]
            return stated(chosen, links, self.whole.families, on or datetime.date.today(), self._ground, self._settled, on, ids)
        then = [one for place in anew for one in groups[place].tellings if one.origin.known is not None and one.origin.known <= on]
        return assemble_tellings(sorted(then, key=lambda one: one.order), self._ground, self._settled, on, self._families_of(then))

    def _beside(self, ids: Iterable[str]) -> set[int]:
        """Where those stand whose ordinals, or the like, those of some records are compared with."""
        groups = [self.whole.groups[self._place[one]] for one in ids]
        of_series = {place for group in groups for key in clashing_keys(group) for place in self._series[key]}
        alike = self._rivals.under({key for group in groups for key in rival_keys(group, self._ground)})
        return of_series.union(self._place[group.id] for group in alike)

    def _with_wholes(self, ids: set[str]) -> set[str]:
        """Records, and the promises that they are part of: what becomes of these becomes of them."""
        new = ids
        while new := {link.target for one in new for link in self._links.get(one, ()) if link.kind == "part_of" and link.source == one} - ids:
            ids |= new
        return ids

    def _families_of(self, told: Sequence[Telling]) -> Mapping[str, str]:
        """The families of the documents of some tellings, by all that these documents tell."""
        documents = {one.origin.document for one in told}
        places = sorted(set[int]().union(*(self._told[document] for document in documents)))
        return families(one for place in places for one in self.whole.groups[place].tellings if one.origin.document in documents)


def _most_first(numbers: Mapping[str, int]) -> Counter[str]:
    return Counter(dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0]))))


def _known(group: Group, on: datetime.date) -> bool:
    return group.told is not None and group.told <= on
