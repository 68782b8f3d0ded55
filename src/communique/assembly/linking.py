"""Links kept up to date: when some records change, those of the records whose links may rest on them are found anew, and no others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter

from communique.assembly.follow import RULES, Rule, by_kind, in_order
from communique.assembly.group import Group
from communique.assembly.resolve import Ground
from communique.model.records import Link

PLACE = attrgetter("kind", "source", "target")
"""The order of links."""
Index = dict[str, list[str]]
"""The ids of records by what they ask for, or answer to."""


class Linking:
    """The links between records, after every change the same as `follow.links` gives for all of them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._asks: list[Index] = [defaultdict(list) for _ in RULES]
        self._answers: list[Index] = [defaultdict(list) for _ in RULES]
        self._found: dict[str, list[tuple[Link, ...]]] = {}
        """of each record that has links, those of every rule"""
        self._to: dict[str, set[str]] = defaultdict(set)
        """the records that have links to each"""
        self.all: list[Link] = []
        """all links, in their own order"""

    def of(self, record: str) -> list[Link]:
        """The links of a record to others, in order."""
        return in_order(link for links in self._found.get(record, ()) for link in links)

    def to(self, record: str) -> list[Link]:
        """The links of others to a record, in order."""
        found = (link for source in self._to.get(record, ()) for links in self._found.get(source, ()) for link in links)
        return in_order(link for link in found if link.target == record)

    def begin(self, groups: Mapping[str, Group]) -> None:
        """Take in all records at once."""
        self._index(groups.values())
        of = by_kind(groups.values())
        for number, rule in enumerate(RULES):
            self._keep(number, groups, rule.find(of, of, self._ground))
        self.all = in_order(link for links in self._found.values() for each in links for link in each)
        for link in self.all:
            self._to[link.target].add(link.source)

    def change(self, gone: Collection[Group], new: Collection[Group], groups: Mapping[str, Group]) -> set[str]:
        """Take records out and others in, of which `groups` then has all by id; the ids of those whose links, or links to whom, may have changed."""
        for group in gone:
            for rule, asks, answers in zip(RULES, self._asks, self._answers, strict=True):
                _drop(asks, rule.asks(group, self._ground), group.id)
                _drop(answers, rule.answers(group, self._ground), group.id)
        self._index(new)
        concerned = [self._concerned(number, rule, gone, new, groups) for number, rule in enumerate(RULES)]
        ids = {group.id for group in gone}.union(*concerned)
        before = {link for id_ in ids for link in self.of(id_)}
        for group in gone:
            self._found.pop(group.id, None)
        for number, (rule, deeds) in enumerate(zip(RULES, concerned, strict=True)):
            if deeds:
                self._find(number, rule, deeds, groups)
        after = {link for id_ in ids for link in self.of(id_)}
        return self._replace(before, after)

    def _index(self, groups: Iterable[Group]) -> None:
        for group in groups:
            for rule, asks, answers in zip(RULES, self._asks, self._answers, strict=True):
                for key in set(rule.asks(group, self._ground)):
                    asks[key].append(group.id)
                for key in set(rule.answers(group, self._ground)):
                    answers[key].append(group.id)

    def _concerned(
        self, number: int, rule: Rule, gone: Iterable[Group], new: Iterable[Group], groups: Mapping[str, Group]
    ) -> dict[str, Group]:  # fmt: skip
        """The records whose links by a rule may be others now: those that are new, and those that may rest on what is new or gone."""
        asks = self._asks[number]
        found = {group.id: group for group in new if any(True for _ in rule.asks(group, self._ground))}
        for told in (*gone, *new):
            asking = {id_ for key in set(rule.answers(told, self._ground)) for id_ in asks.get(key, ())}
            for id_ in asking - found.keys():
                if rule.bears is None or rule.bears(groups[id_], told, self._ground):
                    found[id_] = groups[id_]
        return found

    def _find(self, number: int, rule: Rule, deeds: Mapping[str, Group], groups: Mapping[str, Group]) -> None:
        answers = self._answers[number]
        keys = {key for deed in deeds.values() for key in rule.asks(deed, self._ground)}
        told = {id_: groups[id_] for key in keys for id_ in answers.get(key, ())}
        self._keep(number, deeds, rule.find(by_kind(deeds.values()), by_kind({**told, **deeds}.values()), self._ground))

    def _keep(self, number: int, deeds: Mapping[str, Group], links: Iterable[Link]) -> None:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.source in deeds:
                found[link.source].append(link)
        for id_ in {*found, *(id_ for id_ in deeds if id_ in self._found)}:
            self._found.setdefault(id_, [()] * len(RULES))[number] = tuple(found.get(id_, ()))

    def _replace(self, before: set[Link], after: set[Link]) -> set[str]:
        for link in before - after:
            del self.all[bisect_left(self.all, PLACE(link), key=PLACE)]
            if not any(other.target == link.target for other in self.of(link.source)):
                self._to[link.target].discard(link.source)
        for link in after - before:
            insort(self.all, link, key=PLACE)
            self._to[link.target].add(link.source)
        return {id_ for link in before ^ after for id_ in (link.source, link.target)}


def _drop(index: Index, keys: Iterable[str], id_: str) -> None:
    for key in set(keys):
        index[key].remove(id_)
        if not index[key]:
            del index[key]
