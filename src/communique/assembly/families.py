"""Which documents are one report: copies, translations and re-tellings by one agency. A family counts as one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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


def families(tellings: Iterable[Telling]) -> dict[str, str]:
    """Document id → the id of its family, which is that of its earliest document. Two documents are of one family when they were known within
    days of each other, one says of the world most of what the other says, in the same slots, and no two of their outlets' countries differ."""
    prints: dict[str, set[str]] = defaultdict(set)
    holders: dict[str, str | list[str]] = {}
    """the document that has a mark, or those that have"""
    origins: dict[str, Origin] = {}
    for one in tellings:
        document = one.origin.document
        origins[document] = one.origin
        mark = fingerprint(one.content)
        if mark in prints[document]:
            continue
        prints[document].add(mark)
        held = holders.get(mark)
        if held is None:
            holders[mark] = document
        elif isinstance(held, str):
            holders[mark] = [held, document]
        elif len(held) <= COMMON:
            held.append(document)
    pairs = {pair for found in holders.values() if isinstance(found, list) and len(found) <= COMMON for pair in _pairs(sorted(found))}
    parent = {document: document for document in prints}
    for left, right in sorted(pairs):
        if _one_report(origins[left], origins[right]) and _shared(prints[left], prints[right]):
            _join(parent, origins, _root(parent, left), _root(parent, right))
    return {document: _root(parent, document) for document in sorted(parent)}


def _pairs(documents: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((left, right) for place, left in enumerate(documents) for right in documents[place + 1 :])


def _shared(left: set[str], right: set[str]) -> bool:
    both = len(left & right)
    return both >= LEAST and both >= SHARED * min(len(left), len(right))


def _one_report(left: Origin, right: Origin) -> bool:
    if left.known and right.known and abs((left.known - right.known).days) > DAYS:
        return False
    return not (left.country and right.country) or left.country == right.country


def _root(parent: Mapping[str, str], document: str) -> str:
    while parent[document] != document:
        document = parent[document]
    return document


def _join(parent: dict[str, str], origins: Mapping[str, Origin], left: str, right: str) -> None:
    first, second = sorted((left, right), key=lambda document: (origins[document].known is None, origins[document].known, document))
    parent[second] = first
