"""What the views share: records as rows that JSON can hold, and the words they rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TypeVar, cast, overload

from communique.assembly.group import Group
from communique.assembly.merge import best_first, rank
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.model.fold import fold
from communique.views.judged import judged_rows, judgement_rows

Row = dict[str, object]
_Of = TypeVar("_Of")
_Made = TypeVar("_Made")


FEW = 3
"""Rows that are kept once they are made: more of them would fill the memory."""


class Rows(Sequence[Row]):
    """Rows that are made when they are asked for, in their order: of the thousands that a view of a large ledger has, a page shows some. Where they
    are few, they are kept."""

    __slots__ = ("_kept", "_make", "_of")

    def __init__(self, of: Sequence[_Of], make: Callable[[_Of], Row]) -> None:
        self._of: Sequence[object] = of
        self._make = cast(Callable[[object], Row], make)
        self._kept: dict[int, Row] | None = {} if len(of) <= FEW else None

    def __len__(self) -> int:
        """How many there are."""
        return len(self._of)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> Row | Rows:
        """One of them, or those of a slice, which are not made yet."""
        if isinstance(place, slice):
            of = self._of[place]
            return self if len(of) == len(self._of) and (place.step or 1) > 0 else Rows(of, self._make)
        if self._kept is None:
            return self._make(self._of[place])
        if place not in self._kept:
            self._kept[place] = self._make(self._of[place])
        return self._kept[place]

    def __eq__(self, other: object) -> bool:
        """Whether the rows are the same."""
        return isinstance(other, Sequence) and not isinstance(other, str) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def record_row(group: Group) -> Row:
    """A record as JSON has it. `footnotes` are the words it rests on; `wordings` what it is called, by language, in the best words of
    each; `denied` that it is told as not so."""
    record, content = group.record, group.record.content
    best, called = _told(group)
    return {
        "record": record.id,
        "kind": record.kind,
        "by": list(content.by),
        "to": list(content.to),
        "type": content.type,
        "level": content.level,
        "status": record.status,
        "denied": not any(one.statement.polarity for one in group.tellings),
        "name": content.name,
        "mechanism": content.mechanism,
        "issue": content.issue,
        "ordinal": content.ordinal,
        "when": content.when,
        "due": content.due,
        "where": content.where,
        "areas": list(content.areas),
        "quantity": asdict(content.quantity) if content.quantity else None,
        "what": content.what,
        "wordings": dict(called),
        "sources": record.sources,
        "score": record.score,
        "first_seen": record.first_seen,
        "last_seen": record.last_seen,
        "conflicts": [conflict.slot for conflict in record.conflicts],
        "judgements": judgement_rows(group.judgements),
        "footnotes": Rows(best, footnote),
    }


MANY = 100
"""Tellings of a record from which on what is worked out of them all is kept: such a record stands in the views of many."""


def kept_of_many(make: Callable[[Group], _Made]) -> Callable[[Group], _Made]:
    """What is made of the tellings of a record, kept for the last records that many tell. It is shared, and so not to be changed."""
    keeps = lru_cache(maxsize=256)(make)
    return lambda group: (keeps if len(group.tellings) > MANY else make)(group)


@kept_of_many
def _told(group: Group) -> tuple[Sequence[Telling], Row]:
    """The tellings of a record, the best founded first, and what they call it."""
    best = best_first(group.tellings)
    return best, wordings(best)


def wordings(best: Sequence[Telling]) -> Row:
    """What tellings call their record, by language: the name most often given, of those the shortest; where there is none, what it is about."""
    names: dict[str, list[str]] = defaultdict(list)
    about: Row = {}
    for one in best:
        if one.content.name:
            names[one.origin.language].append(one.content.name)
        if one.content.what:
            about.setdefault(one.origin.language, one.content.what)
    return about | {language: _usual(found) for language, found in names.items()}


def _usual(names: Sequence[str]) -> str:
    """The name most often given, spellings of one counting together; of those the shortest, then the first."""
    told = Counter(names)
    counts: Counter[str] = Counter()
    for name, number in told.items():
        counts[fold(name)] += number
    return min(told, key=lambda name: (-counts[fold(name)], len(name)))


def footnotes(tellings: Iterable[Telling]) -> Rows:
    """The words that some tellings rest on, the best founded first: who told them, when, and the quote."""
    return Rows(sorted(tellings, key=rank, reverse=True), footnote)


def footnote(one: Telling) -> Row:
    """One statement's words, and who `judged` it: accepted or edited."""
    quotes = " … ".join(" ".join(piece.quote.exact.split()) for piece in one.statement.evidence)
    return {
        "statement": one.id,
        "document": one.origin.name or one.origin.document,
        "language": one.origin.language,
        "publisher": one.origin.publisher,
        "published": one.origin.published,
        "speaker": one.statement.speaker,
        "quote": quotes,
        "judged": judged_rows(one),
    }


def between(assembly: Assembly, actors: Sequence[str]) -> list[Group]:
    """The records in which all of some actors take part; all records where none is named."""
    wanted = {actor.upper() for actor in actors}
    return [group for group in assembly.groups if wanted <= group.parties]


def mapping(value: object) -> Row:
    """A row within a row; empty where there is none."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> Sequence[Row]:
    """The rows within a row."""
    if isinstance(value, Rows):
        return value
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list | tuple) else []


def items(value: object) -> list[str]:
    """The words within a row."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else []
