"""Statements found by their words, as people left them, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from communique.assembly.judged import documents_of, in_force
from communique.languages.naming import Naming
from communique.run.reviewed import Reviewed, answers, of_judged
from communique.store.base import Query, Store
from communique.store.rows import days_of, rows_of
from communique.store.searching import day_of, entry_of
from communique.store.sought import Sought, Term, phrase, sought, tag

MOST = 1000
"""Statements that are counted, and that are put in order by how well they fit."""
_TOKEN = re.compile(r"([nb])([0-9]{1,20})-([0-9]{1,9})-([0-9]{1,9})")


class Found(NamedTuple):
    """A page of what a search found.

    `total` is the number of all statements found; with `more` there are more than that. `next` asks for the next page, None where this is the last.
    `best`: they stand by how well they fit, not the newest first. `sought` tells which words of a text to mark (`sought.spans(text)`).
    """

    statements: tuple[Reviewed, ...]
    total: int
    more: bool
    next: str | None
    best: bool
    sought: Sought


class _Judged(NamedTuple):
    """A statement of a document that people judged, the day it is sorted by, and the words it is found by."""

    reviewed: Reviewed
    day: int
    words: str


class _Cursor(NamedTuple):
    """Where a page begins: the best (`b`) at a rank, the newest (`n`) before a place of the store, after so many of those judged; and the total."""

    sort: str
    at: int
    judged: int
    total: int


class _Look(NamedTuple):
    """What was judged when a store had a stamp: the documents, and their statements that people left, the newest first."""

    stamp: tuple[int, int]
    documents: frozenset[str]
    judged: tuple[_Judged, ...]


class Searches:
    """Searches of a store. What people judged is kept at hand until a judgement is made or a story read."""

    def __init__(self, store: Store, naming: Callable[[], Naming]) -> None:
        self._store, self._naming = store, naming
        self._last = _Look((-1, -1), frozenset(), ())

    def search(self, words: str, query: Query, *, limit: int, after: str | None, best: bool) -> Found:
        """A page of the statements found by words and a query, or of those after a page. Raises ValueError on an `after` that no page gave."""
        if limit < 1:
            raise ValueError(f"limit cannot be {limit}: a page has one statement or more")
        cursor = _cursor(after)
        what = sought(words, self._named)
        look = self._look()
        judged = [one for one in look.judged if what.found_in(one.words) and answers(self._store, query, one.reviewed)] if what.every else []
        wanted = limit + 1 if cursor and cursor.sort == "n" else max(limit, MOST) + 1
        before = cursor.at if cursor and cursor.sort == "n" else None
        places = self._store.search(what, query, most=wanted, before=before, without=look.documents)
        total = cursor.total if cursor else len(places) + len(judged)
        if (cursor.sort == "b") if cursor else (best and total <= MOST):
            return self._best(what, places[:MOST], judged, limit, cursor.at if cursor else 0)
        return self._newest(what, places, judged, limit, cursor, total)

    def _newest(self, what: Sought, places: Sequence[int], judged: Sequence[_Judged], limit: int, cursor: _Cursor | None, total: int) -> Found:
        given, read = cursor.judged if cursor else 0, 0
        page: list[int | _Judged] = []
        rest = judged[given:]
        while len(page) < limit and (read < len(places) or len(page) - read < len(rest)):
            mine = rest[len(page) - read] if len(page) - read < len(rest) else None
            if mine is not None and (read == len(places) or mine.day >= day_of(places[read])):
                page.append(mine)
            else:
                page.append(places[read])
                read += 1
        own = len(page) - read
        at = places[read - 1] if read else cursor.at if cursor else _BEHIND_ALL
        more = read < len(places) or own < len(rest)
        token = f"n{at}-{given + own}-{total}" if more else None
        return Found(self._told(page), min(total, MOST), total > MOST, token, False, what)

    def _best(self, what: Sought, places: Sequence[int], judged: Sequence[_Judged], limit: int, at: int) -> Found:
        words = self._store.words_at(places)
        every: list[int | _Judged] = [*judged, *(place for place in places if place in words)]
        scores = what.scores([one.words if isinstance(one, _Judged) else words[one] for one in every])
        ranked = nlargest(at + limit, zip(scores, reversed(range(len(every))), every, strict=True), key=lambda one: one[:2])
        token = f"b{at + limit}-0-{len(every)}" if at + limit < len(every) else None
        return Found(self._told([one for _, _, one in islice(ranked, at, None)]), len(every), False, token, True, what)

    def _told(self, page: Sequence[int | _Judged]) -> tuple[Reviewed, ...]:
        kept = self._store.at([one for one in page if isinstance(one, int)])
        return tuple(one.reviewed if isinstance(one, _Judged) else Reviewed(*kept[one]) for one in page)

    def _named(self, words: Sequence[str]) -> list[Term]:
        meant = self._naming().meant(" ".join(words))
        return [*(Term((tag(id_),)) for id_ in meant.ids), *dict.fromkeys(map(phrase, meant.places))]

    def _look(self) -> _Look:
        """What was judged, looked up again only where there may be more; several threads may ask at once."""
        stamp = self._store.stamp()
        if stamp != self._last.stamp:
            judgements = self._store.judgements() if stamp[1] else ()
            documents = documents_of(in_force(judgements))
            found = [_judged(one) for one in of_judged(self._store, judgements) if not one.rejected] if documents else []
            self._last = _Look(stamp, documents, tuple(sorted(found, key=lambda one: -one.day)))
        return self._last


_BEHIND_ALL = 1 << 62
"""Behind the place of any statement."""


def _judged(one: Reviewed) -> _Judged:
    rows = rows_of(0, [one.statement], one.sighting)
    entry = entry_of(rows.statements[0], [row["exact"] for row in rows.evidence], one.sighting.title, one.sighting.publisher)
    return _Judged(one, days_of(one.statement.content, one.sighting)[2].toordinal(), entry.words)


def _cursor(after: str | None) -> _Cursor | None:
    if after is None:
        return None
    match = _TOKEN.fullmatch(after)
    if match is None or int(match[2]) > _BEHIND_ALL:
        raise ValueError(f"no page comes after {after[:60]!r}: give the `next` of a page")
    return _Cursor(match[1], int(match[2]), int(match[3]), int(match[4]))
