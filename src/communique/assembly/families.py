"""Which documents are one report: copies, translations and re-tellings by one agency. A family counts as one source."""

from __future__ import annotations

import datetime
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from communique.assembly.tellings import Origin, Telling
from communique.model.statements import fingerprint

SHARED = 0.6
"""The share of the smaller story's statements that a re-telling repeats exactly: a second report of one meeting repeats its date, not most slots."""
LEAST = 2
"""Statements that must be shared at least: one alike may be chance."""
DAYS = 3
"""Days within which a story is re-told or translated."""
COMMON = 50
"""A fingerprint that more documents have than this says nothing of copying."""

Mark = int
"""The fingerprint of what a statement says."""


def families(tellings: Iterable[Telling]) -> dict[str, str]:
    """Document id → the id of its family, which is that of its earliest document. Two documents are of one family when they were known within
    days of each other, one says of the world most of what the other says, in the same slots, and no two of their outlets' countries differ."""
    found = Families()
    found.add(tellings)
    return found.in_order()


class Families:
    """Families of documents kept up to date: documents are added, whole, and only what they change is found anew."""

    def __init__(self) -> None:
        self.heads: dict[str, str] = {}
        """document id → the id of its family"""
        self._order: list[str] = []
        """all documents, in the order of their ids"""
        self._prints: dict[str, set[Mark]] = defaultdict(set)
        self._holders: dict[Mark, str | list[str]] = {}
        """the document that has a mark, or those that have: no more of them than it takes to be common"""
        self._origins: dict[str, Origin] = {}
        self._near: dict[str, set[str]] = {}
        """of each document that is one report with others, these"""

    def add(self, tellings: Iterable[Telling]) -> set[str]:
        """Take in the documents of some tellings; those whose family is new or changed."""
        marked: set[Mark] = set()
        crowded: set[Mark] = set()
        new: set[str] = set()
        for one in tellings:
            document = one.origin.document
            new.add(document)
            self._origins[document] = one.origin
            mark = fingerprint(one.content)
            if mark in self._prints[document]:
                continue
            self._prints[document].add(mark)
            held = self._holders.get(mark)
            if held is None:
                self._holders[mark] = document
            elif isinstance(held, str):
                self._holders[mark] = [held, document]
                marked.add(mark)
            elif len(held) <= COMMON:
                held.append(document)
                (crowded if len(held) > COMMON else marked).add(mark)
        pairs = {pair for mark in marked - crowded for pair in _pairs(self._holders[mark], new)}
        for left, right in pairs:
            if _one_report(self._origins[left], self._origins[right]) and _shared(self._prints[left], self._prints[right]):
                self._near.setdefault(left, set()).add(right)
                self._near.setdefault(right, set()).add(left)
        parted = {pair for mark in crowded for pair in _pairs(self._holders[mark], self._near) if pair[1] in self._near.get(pair[0], ())}
        for left, right in parted:
            if all(len(self._holders[mark]) > COMMON for mark in self._prints[left] & self._prints[right]):
                self._near[left].discard(right)
                self._near[right].discard(left)
        if not self.heads:
            self._order = sorted(new)
        else:
            for document in [one for one in new if one not in self.heads]:  # no difference of sets, which would go through all heads
                insort(self._order, document)
        return self._joined(new.union(*parted))

    def in_order(self) -> dict[str, str]:
        """Document id → the id of its family, in the order of the documents' ids."""
        return {document: self.heads[document] for document in self._order}

    def _joined(self, documents: Iterable[str]) -> set[str]:
        """Find the families of some documents anew."""
        changed: set[str] = set()
        waiting = set(documents)
        while waiting:
            family = {waiting.pop()}
            fresh = list(family)
            while fresh:
                found = self._near.get(fresh.pop(), set()) - family
                family |= found
                fresh += found
            waiting -= family
            head = min(family, key=self._age)
            changed.update(one for one in family if self.heads.get(one) != head)
            self.heads.update(dict.fromkeys(family, head))
        return changed

    def _age(self, document: str) -> tuple[bool, datetime.date, str]:
        known = self._origins[document].known
        return known is None, known or datetime.date.max, document


def _pairs(documents: str | Sequence[str], some: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs among documents of which one is among some."""
    for place, left in enumerate(documents):
        for right in documents[place + 1 :]:
            if left in some or right in some:
                yield left, right


def _shared(left: set[Mark], right: set[Mark]) -> bool:
    both = len(left & right)
    return both >= LEAST and both >= SHARED * min(len(left), len(right))


def _one_report(left: Origin, right: Origin) -> bool:
    if left.known and right.known and abs((left.known - right.known).days) > DAYS:
        return False
    return not (left.country and right.country) or left.country == right.country
