"""Links kept up to date: when some records change, those of the records whose links may rest on them are found anew, and no others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter

from communique.assembly.answers import Answers, ByDay
from communique.assembly.awaited import when_told
from communique.assembly.bearing import latest
from communique.assembly.follow import RULES, in_order
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.model.records import Link

PLACE = attrgetter("kind", "source", "target")
"""The order of links."""


class Linking:
    """The links between records, after every change the same as `follow.links` gives for all of them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._groups: list[Group | None] = []
        self._place: dict[str, int] = {}
        """the records, None where there is none any more; and where each stands, by id"""
        self._asks = [ByDay() for _ in RULES]
        self._answers = [rule.store(ground) for rule in RULES]
        self._found: dict[str, dict[int, tuple[Link, ...]]] = {}
        """of each record that has links, those of every rule that gives it some"""
        self._to: dict[str, set[Link]] = defaultdict(set)
        """the links of others to each record"""
        self.all: list[Link] = []
        """all links, in their own order"""

    def of(self, record: str) -> list[Link]:
        """The links of a record to others, in order."""
        found = self._found.get(record, {})
        return in_order(link for number in sorted(found) for link in found[number])

    def to(self, record: str) -> list[Link]:
        """The links of others to a record, in order."""
        return sorted(self._to.get(record, ()), key=PLACE)

    def begin(self, groups: Iterable[Group]) -> None:
        """Take in all records at once."""
        in_time = sorted(groups, key=when_told)
        for group in in_time:
            self._put(group)
        for group in in_time:
            self._find(group, range(len(RULES)))
        self.all = in_order(link for links in self._found.values() for each in links.values() for link in each)
        for link in self.all:
            self._to[link.target].add(link)

    def change(self, gone: Collection[Group], new: Collection[Group]) -> set[str]:
        """Take records out and others in; the ids of those whose links, or links to whom, may have changed."""
        for group in gone:
            self._drop(group)
        for group in new:
            self._put(group)
        concerned = self._concerned(gone, new)
        ids = {group.id for group in (*gone, *new)}.union(concerned)
        before = {link for id_ in ids for link in self.of(id_)}
        for group in gone:
            self._found.pop(group.id, None)
        for group in new:
            self._find(group, range(len(RULES)))
        for id_, numbers in concerned.items():
            self._find(self._at(id_), numbers)
        return self._replace(before, {link for id_ in ids for link in self.of(id_)})

    def _put(self, group: Group) -> None:
        place = self._place.setdefault(group.id, len(self._groups))
        if place == len(self._groups):
            self._groups.append(group)
        self._groups[place] = group
        day = latest(group).toordinal()
        for asks, keys in self._asked_by(group):
            asks.put(keys, day, place)
        for answers in self._answering(group):
            answers.put(group)

    def _drop(self, group: Group) -> None:
        place = self._place[group.id]
        self._groups[place] = None
        day = latest(group).toordinal()
        for asks, keys in self._asked_by(group):
            asks.drop(keys, day, place)
        for answers in self._answering(group):
            answers.drop(group)

    def _asked_by(self, group: Group) -> Iterator[tuple[ByDay, set[str]]]:
        """Where the records of each rule stand that gives this one links, and the keys of what it asks for."""
        rules = zip(RULES, self._asks, strict=True)
        return ((asks, set(rule.asks(group, self._ground))) for rule, asks in rules if group.record.kind in rule.kinds)

    def _answering(self, group: Group) -> Iterator[Answers]:
        """Where what answers stands, of the rules that this one may answer to."""
        return (answers for rule, answers in zip(RULES, self._answers, strict=True) if group.record.kind in rule.told)

    def _at(self, id_: str) -> Group:
        group = self._groups[self._place[id_]]
        assert group is not None
        return group

    def _concerned(self, gone: Iterable[Group], new: Collection[Group]) -> dict[str, list[int]]:
        """The records, besides those that are new, whose links may rest on what is new or gone, and by which rules."""
        found: dict[str, list[int]] = defaultdict(list)
        among = {group.id for group in new}
        for number, (rule, asks) in enumerate(zip(RULES, self._asks, strict=True)):
            seen: set[int] = set()
            for told in (*gone, *new):
                if told.record.kind not in rule.told:
                    continue
                since = rule.since(told).toordinal() if rule.since is not None else 0
                for place in asks.within(set(rule.answers(told, self._ground)), since) - seen:
                    group = self._groups[place]
                    assert group is not None
                    if group.id not in among and (rule.bears is None or rule.bears(group, told, self._ground)):
                        found[group.id].append(number)
                        seen.add(place)
        return found

    def _find(self, group: Group, numbers: Iterable[int]) -> None:
        """Find the links of a record by some rules."""
        kept = self._found.get(group.id, {})
        for number in numbers:
            rule = RULES[number]
            links = tuple(rule.find(group, self._answers[number], self._ground)) if group.record.kind in rule.kinds else ()
            if links:
                kept[number] = links
            else:
                kept.pop(number, None)
        if kept:
            self._found[group.id] = kept
        else:
            self._found.pop(group.id, None)

    def _replace(self, before: set[Link], after: set[Link]) -> set[str]:
        for link in before - after:
            del self.all[bisect_left(self.all, PLACE(link), key=PLACE)]
            self._to[link.target].remove(link)
        for link in after - before:
            insort(self.all, link, key=PLACE)
            self._to[link.target].add(link)
        return {id_ for link in before ^ after for id_ in (link.source, link.target)}
