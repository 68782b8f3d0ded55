"""A document on its way through the stages, and the two ways of going through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from communique.grammar.gazetteer import Gazetteer, Match
from communique.grammar.sentence import Sentence
from communique.grammar.units import Units
from communique.languages.pack import Pack
from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.reading.draft import Draft
from communique.reading.people import Naming
from communique.reading.reference import Party
from communique.reading.story import Story
from communique.text.layout import Layout
from communique.text.tokens import Tokens
from communique.world.load import World

Stage = Callable[["Work"], None]
SentenceStage = Callable[["Work", int], None]
"""of one sentence, given by its number"""


class Work:
    """A document on its way through the stages; each fills in what the later ones need.

    Stages see one document and nothing else, so every stage can go over many before the next begins: its code stays in the processor's cache.
    """

    text: str
    layout: Layout
    tokens: Tokens
    story: Story

    def __init__(self, document: Document, sighting: Sighting, pack: Pack, gazetteer: Gazetteer, world: World) -> None:
        self.document, self.sighting, self.pack, self.gazetteer, self.world = document, sighting, pack, gazetteer, world
        self.origin: Callable[[int], int] | None = None
        self.spans: list[tuple[int, int, bool]] = []
        """sentences as token ranges, and whether they may be evidence"""
        self.matches: list[Match] = []
        self.mentions: dict[int, tuple[int, str, Any]] = {}
        self.published: str | None = None
        self.doubt: Problem | None = None
        self.units: list[Units] = []
        self.sentences: list[tuple[Sentence, bool]] = []
        self.people: list[list[Naming]] = []
        self.names: list[list[str]] = []
        """actors each sentence names"""
        self.subjects: list[Party] = []
        """the parties of the clauses of the sentence at hand"""
        self.found: list[Draft] = []
        """what the sentence at hand has told so far"""
        self.drafts: list[Draft] = []
        self.statements: list[Statement] = []


def by_story(works: Sequence[Work], stages: Sequence[Stage]) -> None:
    """Take every document through the stages, a stage at a time."""
    for stage in stages:
        for work in works:
            stage(work)


def by_sentence(works: Sequence[Work], stages: Sequence[SentenceStage]) -> None:
    """Take every sentence of every document through the stages, a stage at a time: the first sentences of all documents, then the second …"""
    for number in range(max([len(work.spans) for work in works], default=0)):
        going = [work for work in works if number < len(work.spans)]
        for stage in stages:
            for work in going:
                stage(work, number)
