"""The records of a store: its statements as assembly compares them, a stream of which only that is kept, put together or kept up to date."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from communique.assembly.current import Current
from communique.assembly.judged import Settled, documents_of, in_force
from communique.assembly.pipeline import Assembly, assemble_tellings
from communique.assembly.tellings import Origin, Telling, Words, in_own_order
from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.run.reviewed import judged_in, sightings_of
from communique.run.wording import ground_of, origin_in, words_in, words_of
from communique.store.base import Mark, Slim, Store
from communique.text.language import language_of
from communique.world.load import World

Row = tuple[Statement, Origin, Words]


class Records:
    """The records of a store as they now are.

    Asked once, they are put together. Asked again, they are kept: from then on a story that was added changes what it touches, and what else
    changes (a story read anew, a judgement in force) has all put together again. That takes more memory than putting them together once.
    """

    def __init__(self, store: Store, world: World) -> None:
        self._store, self._world, self._ground = store, world, ground_of(world)
        self._current: Current | None = None
        self._mark = Mark(0, 0, 0)
        self._asked = False

    def now(self, judgements: Sequence[Judgement]) -> Assembly:
        """All records, with links and states."""
        if in_force(judgements):
            self._current = None
            return self.known(judgements)
        mark = self._store.mark(after=self._mark.last)
        if self._current is not None and mark.live == self._mark.live + mark.new:
            for _, rows in groupby(self._store.slim(after=self._mark.last) if mark.new else (), key=lambda one: one.sighting.document_id):
                self._current.add(in_own_order(self._rows(rows)))
        elif self._asked:
            self._current = Current(in_own_order(self._rows(self._store.slim())), self._ground)
        self._asked, self._mark = True, mark
        return self._current.assembly() if self._current is not None else self.known(judgements)

    def known(self, judgements: Sequence[Judgement], as_of: datetime.date | None = None) -> Assembly:
        """All records put together from what was known by the end of a day."""
        told, settled = self._told(judgements, as_of)
        return assemble_tellings(told, self._ground, settled, as_of)

    def _told(self, judgements: Sequence[Judgement], as_of: datetime.date | None) -> tuple[list[Telling], Settled]:
        """The tellings of all statements, in their own order, and what judgements make of them."""
        settled, judged = judged_in(self._store, judgements)
        touched = documents_of(in_force(judgements))

        def rows() -> Iterator[Row]:
            yield from self._rows((one for one in self._store.slim() if one.sighting.document_id not in touched), as_of)
            seen, languages = sightings_of(self._store, touched), self._store.languages(touched)
            origins = {id_: self._origin(sighting, languages.get(id_, "und")) for id_, sighting in seen.items()}
            for one in settled.over(judged):
                origin = origins.get(one.document_id, Origin(one.document_id))
                if _known(origin, as_of):
                    yield one, origin, words_of(one, origin.language, self._world)

        return in_own_order(rows(), settled.on(as_of=as_of)), settled

    def _rows(self, statements: Iterable[Slim], as_of: datetime.date | None = None) -> Iterator[Row]:
        """Statements that come document by document, with their origins and what their words are about."""
        origin = Origin("")
        for one, quoted, sighting, language in statements:
            if sighting.document_id != origin.document:
                origin = self._origin(sighting, language)
            if _known(origin, as_of):
                yield one, origin, words_in(one.content, quoted, origin.language, self._world)

    def _origin(self, sighting: Sighting, language: str) -> Origin:
        """The origin of a document: its language where none was stated is the one its words tell."""
        if language == "und" and (document := self._store.document(sighting.document_id)) is not None:
            language = language_of(document.text)
        return origin_in(self._world, sighting, language=language)


def _known(origin: Origin, as_of: datetime.date | None) -> bool:
    return as_of is None or (origin.known is not None and origin.known <= as_of)
