"""Which statements are compared at all: those that share a key. Long blocks are compared in a window, so that cost grows with the statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.assembly.alike import subject
from communique.assembly.tellings import Telling

WINDOW = 40
"""Neighbours in time a statement of a long block is compared with: more stories than tell of one meeting in the days around it."""
SEASON = 90
"""Days of a bucket of time; neighbours overlap by half, so that what lies within 45 days meets in one."""

Pair = tuple[int, int]


def pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """The pairs to compare, as places in `tellings` (which stand in their own order), each once, the smaller place first."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(tellings):
        for key in keys(one):
            blocks[key].append(place)
    seen: set[Pair] = set()
    for key in sorted(blocks):
        block = blocks[key]
        for at, left in enumerate(block):
            for right in block[at + 1 : at + 1 + WINDOW]:
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right


def keys(one: Telling) -> Iterable[str]:
    """The keys of a telling: by ids, numbers and names at any time, by parties and type within a season."""
    content, kind = one.content, one.kind
    found = {f"{kind}|{acronym}" for acronym in one.acronyms}
    actors = sorted(one.parties if kind in ("meeting", "agreement", "milestone", "indicator") else one.by) or [""]
    if one.mechanism:
        found.add(f"{kind}|{one.mechanism}|{content.ordinal}")
    for actor in actors:
        head = f"{kind}|{actor}"
        if content.ordinal is not None:
            found.add(f"{head}|no {content.ordinal}")
        if content.quantity is not None:
            found.add(f"{head}|{content.quantity.value:g} {content.quantity.unit}")
        if content.issue:
            found.add(f"{head}|{content.type}|{content.issue}")
        if content.due:
            found.add(f"{head}|due {content.due[-4:]}")
        if kind in ("role", "milestone"):
            office = (content.type or "").removeprefix("incoming_")
            found.add(f"{head}|{office}|{content.level}")
        if kind in ("commitment", "position", "action", "agreement"):
            found.update(f"{head}|{word}" for word in subject(one))
        found.update(f"{head}|{season}" for season in _seasons(one))
        if kind in ("meeting", "indicator", "milestone"):
            found.update(f"{head}|{content.type}|{year}" for year in _years(one))
    return found


def _seasons(one: Telling) -> Iterator[str]:
    for day in [day for day in (one.origin.known, one.when.last if one.when else None) if day]:
        yield f"s{day.toordinal() // SEASON}"
        yield f"t{(day.toordinal() + SEASON // 2) // SEASON}"
    if one.origin.known is None and one.when is None:
        yield "undated"


def _years(one: Telling) -> Iterator[int]:
    days = one.when
    if days is not None:
        yield from range(days.first.year, min(days.last.year, days.first.year + 5) + 1)
    if one.origin.known is not None:
        yield from {one.origin.known.year, one.origin.known.year + 1} if days is None else ()
