"""Which statements are compared at all: those that share a key. Long blocks are compared in a window, so that cost grows with the statements."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from communique.assembly.forms import CLASSES, DATED, SIDES, STATE_OFFICES, TEXTS
from communique.assembly.marks import Marks
from communique.assembly.subjects import BROAD, PLAIN
from communique.assembly.tellings import Telling, skeleton

WINDOW = 40
"""Neighbours in time a statement of a long block is compared with: more stories than tell of one meeting in the days around it."""
SEASON = 90
"""Days of a bucket of time; neighbours overlap by half, so that what lies within 45 days meets in one."""

_COMMON = BROAD | PLAIN

Pair = tuple[int, int]
Key = int
"""A hash of what statements share: all that is ever asked of a key is whether two are equal."""


Blocks = dict[Key, "int | array[int]"]
"""The place under a key, or all if there are several: side by side, for most of a block is looked at again and again."""


def pairs(tellings: Sequence[Telling], places: Iterable[int], marks: Marks, blocks: Blocks | None = None) -> Iterator[Pair]:
    """The pairs to compare of those at some places in `tellings` (which stand in their own order), each once, the smaller place first, but for
    those that their marks refuse.

    `blocks`, if given, is empty of their kind and is filled.
    """
    blocks = {} if blocks is None else blocks
    for place in places:
        near: set[int] = set()
        for key in keys(tellings[place]):
            block = blocks.get(key)
            if block is None:
                blocks[key] = place
            elif isinstance(block, int):
                near.add(block)
                blocks[key] = array("i", (block, place))
            else:
                near.update(block[-WINDOW:])
                block.append(place)
        for other in marks.fitting(place, near):
            yield other, place


def keys(one: Telling) -> set[Key]:
    """The keys of a telling: what its rule in `resolve` cannot do without, by ids, numbers and names at any time, else within a season or year."""
    kind, quantity = one.statement.kind, one.content.quantity
    found = {hash((kind, *rest)) for rest in _KEYS[kind](one)}
    found.update([hash((kind, acronym)) for acronym in one.acronyms])
    if quantity is not None:
        actors = one.parties if kind in ("agreement", "indicator") else one.by
        found.update([hash((kind, actor, quantity.value, quantity.unit)) for actor in actors])
    return found


Rest = tuple[object, ...]
"""What a key holds beside the kind."""
_NOBODY = ("",)


def _meeting(one: Telling) -> Iterator[Rest]:
    content = one.content
    form = CLASSES.get(content.type or "")
    if one.mechanism:
        yield one.mechanism, content.ordinal
        yield from ((one.mechanism, season) for season in _seasons(one))
    for actor in one.parties or _NOBODY:
        yield from ((actor, form, season) for season in _seasons(one))
        if content.ordinal is not None:
            yield actor, "no", content.ordinal
    yield from ((one.parties, form, year) for year in _years(one))


def _agreement(one: Telling) -> Iterator[Rest]:
    content = one.content
    form = TEXTS.get(content.type or "")
    for actor in one.parties or _NOBODY:
        yield from ((actor, form, season) for season in _seasons(one))
        yield from ((actor, form, word) for word in one.about.narrow - PLAIN)
        if content.due:
            yield actor, form, "due", content.due[-4:]
    yield from ((one.parties, form, word) for word in one.about.subject & _COMMON)
    if one.when is not None and one.when.exact and content.status in DATED:  # whatever form the text is said to have
        yield one.parties, content.status, one.when


def _commitment(one: Telling) -> Iterator[Rest]:
    content = one.content
    for actor in one.by or _NOBODY:
        seasons = _seasons(one)
        yield from ((actor, matter, season) for matter in (*(content.areas or ("",)), *one.about.narrow) for season in seasons)
        if content.due:
            yield actor, "due", content.due[-4:]
    yield from ((one.by, word) for word in one.about.narrow)
    yield from ((one.by, one.to, word) for word in one.about.subject & BROAD)


def _action(one: Telling) -> Iterator[Rest]:
    type_ = one.content.type
    if type_ == "exercise_deployment":  # told of all who take part, or of some
        yield from ((type_, season) for season in _seasons(one))
    for actor in one.by or _NOBODY:
        yield from ((actor, type_, season) for season in _seasons(one))
        yield from ((actor, type_, word) for word in one.about.narrow)
    yield from ((one.by, one.to, type_, field) for field in (*one.content.areas, *(one.about.subject & BROAD)))


def _position(one: Telling) -> Iterator[Rest]:
    content = one.content
    side = SIDES.get(content.type or "", content.type)
    for actor in one.by or _NOBODY:
        yield from ((actor, side, season) for season in _seasons(one))
        yield from ((actor, side, word) for word in one.about.narrow)
        if content.issue:
            yield actor, side, content.issue
    yield from ((one.by, one.to, side, word) for word in one.about.subject & BROAD)


def _progress(one: Telling) -> Iterator[Rest]:
    yield from ((actor, word) for actor in one.by or _NOBODY for word in one.about.subject)


def _milestone(one: Telling) -> Iterator[Rest]:
    content = one.content
    yield one.parties, content.type, content.ordinal
    yield from ((actor, content.type, content.ordinal, year) for actor in one.parties for year in _years(one))


def _role(one: Telling) -> Iterator[Rest]:
    content = one.content
    office = (content.type or "").removeprefix("incoming_")
    names = sorted({part[:2] for part in skeleton(content.name)}) if content.name and content.type not in STATE_OFFICES else [""]
    yield from ((actor, office, name) for actor in one.by or _NOBODY for name in names)
    yield from ((actor, office, person) for actor in one.by for person in one.about.people)


def _indicator(one: Telling) -> Iterator[Rest]:
    yield from ((one.parties, one.content.type, year) for year in _years(one))


_KEYS: Mapping[str, Callable[[Telling], Iterator[Rest]]] = {
    "meeting": _meeting, "agreement": _agreement, "commitment": _commitment, "progress": _progress, "action": _action,
    "milestone": _milestone, "role": _role, "position": _position, "indicator": _indicator,
}  # fmt: skip


def _seasons(one: Telling) -> list[int]:
    """Seasons by number, those that overlap them below zero; 0 for what has no date at all."""
    known, when = one.origin.known, one.when
    if known is None and when is None:
        return [0]
    found = []
    for day in (known, when.last if when else None):
        if day is not None:
            number = day.toordinal()
            found.append(number // SEASON + 1)
            found.append(-((number + SEASON // 2) // SEASON) - 1)
    return found


def _years(one: Telling) -> Sequence[int]:
    days = one.when
    if days is not None:
        return range(days.first.year, min(days.last.year, days.first.year + 5) + 1)
    known = one.origin.known
    return () if known is None else (known.year, known.year + 1)
