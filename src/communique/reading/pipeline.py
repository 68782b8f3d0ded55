"""Read documents: text in, statements with evidence out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from communique.grammar.gazetteer import Gazetteer
from communique.languages.pack import Pack
from communique.model.collector import collector_off
from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.reading.parsing import PARSING, find_theme, open_story
from communique.reading.publication import credited
from communique.reading.stages import STAGES
from communique.reading.telling import TELLING, begin_telling, cut_evidence
from communique.reading.work import Work, by_sentence, by_story
from communique.world.load import World

VERSION: Final = "0.1"
TOGETHER: Final = 64
CHARACTERS: Final = 200_000
"""the most stories that go through the stages together, and where their texts end a part before it is full"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a document, and what was wrong with it."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    reader: str
    published: str | None = None
    """the publication date it was read with: the sighting's, else the page's or the dateline's"""
    doubts: tuple[Problem, ...] = ()
    """what was doubtful and how it was settled"""
    publisher: str | None = None
    """the sighting's, else the outlet that the story itself credits, as the world knows it"""


def no_pack(language: str, where: str) -> Problem:
    """That a story is in a language that cannot be read, or that is not known."""
    if language == "und":
        message = "its language could not be told: say it (the story's `lang`, or --lang); the story is not read"
    else:
        message = f"no language pack for {language!r}: the story is not read"
    return Problem("no-pack", message, where)


def in_parts(lengths: Sequence[int]) -> list[range]:
    """Texts of these lengths, in characters, cut into runs of at most `TOGETHER`, each ended where it reaches `CHARACTERS`."""
    parts: list[range] = []
    start = weight = 0
    for at, length in enumerate(lengths):
        weight += length
        if at + 1 - start == TOGETHER or weight >= CHARACTERS or at + 1 == len(lengths):
            parts.append(range(start, at + 1))
            start, weight = at + 1, 0
    return parts


def parse_all(works: Sequence[Work]) -> None:
    """From documents to parsed sentences."""
    by_story(works, (*STAGES, open_story))
    by_sentence(works, PARSING)
    by_story(works, (find_theme, begin_telling))


def tell_all(works: Sequence[Work]) -> None:
    """From parsed sentences to statements."""
    by_sentence(works, TELLING)
    by_story(works, (cut_evidence,))


class Reader:
    """Reads documents of any language that has a pack."""

    def __init__(self, world: World, packs: Callable[[str], Pack | None]) -> None:
        self._world, self._packs = world, packs
        self._gazetteers: dict[str, Gazetteer] = {}

    def read(self, document: Document, sighting: Sighting) -> Reading:
        """The statements of a document. A language without a pack gives none, and a problem that says so."""
        return self.read_all([(document, sighting)])[0]

    def read_all(self, stories: Sequence[tuple[Document, Sighting]]) -> list[Reading]:
        """The readings of several stories, in their order, each as `read` gives it, only sooner.

        Every stage goes over the stories of one language, `TOGETHER` at a time, while its code and words are in the processor's cache.
        """
        readings: dict[int, Reading] = {}
        languages: dict[str, list[int]] = {}
        for at, (document, _) in enumerate(stories):
            languages.setdefault(document.language, []).append(at)
        for language, places in languages.items():
            pack = self._packs(language)
            if pack is None:
                for at in places:
                    readings[at] = Reading((), (no_pack(language, stories[at][1].name),), f"communique {VERSION}")
                continue
            for few in in_parts([len(stories[at][0].text) for at in places]):
                part = places[few.start : few.stop]
                readings.update(zip(part, self._read(pack, [stories[at] for at in part]), strict=True))
        return [readings[at] for at in range(len(stories))]

    def _read(self, pack: Pack, stories: Sequence[tuple[Document, Sighting]]) -> list[Reading]:
        gazetteer = self._gazetteers.get(pack.code)
        if gazetteer is None:
            gazetteer = self._gazetteers[pack.code] = Gazetteer.of(pack)
            gc.freeze()  # packs and world live as long as the program: the collector need not walk them at every story
        reader = f"communique {VERSION} / {pack.code} {pack.version}"
        with collector_off():  # until the works are gone: what is left are readings, which the collector walks once
            works = [Work(document, sighting, pack, gazetteer, self._world) for document, sighting in stories]
            parse_all(works)
            tell_all(works)
            readings = [
                Reading(
                    tuple(work.statements),
                    (),
                    reader,
                    work.published,
                    (work.doubt,) if work.doubt else (),
                    work.sighting.publisher or credited(work.layout, self._world),
                )
                for work in works
            ]
            del works
        return readings
