"""The statements of a store as assembly compares them: as people left them, a stream of which only what comparing needs is kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from communique.assembly.judged import Settled, documents_of, in_force
from communique.assembly.tellings import Origin, Telling, Words, in_own_order
from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.run.reviewed import judged_in, sightings_of
from communique.run.wording import origin_in, words_in, words_of
from communique.store.base import Store
from communique.text.language import language_of
from communique.world.load import World


def told_in(store: Store, judgements: Sequence[Judgement], world: World, as_of: datetime.date | None = None) -> tuple[list[Telling], Settled]:
    """The tellings of all statements known by the end of a day, in their own order, and what judgements make of them."""
    settled, judged = judged_in(store, judgements)
    touched = documents_of(in_force(judgements))

    def known(origin: Origin) -> bool:
        return as_of is None or (origin.known is not None and origin.known <= as_of)

    def rows() -> Iterator[tuple[Statement, Origin, Words]]:
        origin = Origin("")
        for one, quoted, sighting, language in store.slim():
            if sighting.document_id != origin.document:
                origin = _origin(store, world, sighting, language)
            if sighting.document_id not in touched and known(origin):
                yield one, origin, words_in(one.content, quoted, origin.language, world)
        seen, languages = sightings_of(store, touched), store.languages(touched)
        origins = {id_: _origin(store, world, sighting, languages.get(id_, "und")) for id_, sighting in seen.items()}
        for one in settled.over(judged):
            origin = origins.get(one.document_id, Origin(one.document_id))
            if known(origin):
                yield one, origin, words_of(one, origin.language, world)

    return in_own_order(rows(), settled.on(as_of=as_of)), settled


def _origin(store: Store, world: World, sighting: Sighting, language: str) -> Origin:
    """The origin of a document: its language where none was stated is the one its words tell."""
    if language == "und" and (document := store.document(sighting.document_id)) is not None:
        language = language_of(document.text)
    return origin_in(world, sighting, language=language)
