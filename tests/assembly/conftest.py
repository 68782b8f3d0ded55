"""Statements made by hand, and those of the repository's own gold."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from communique.assembly.pipeline import Assembly, assemble
from communique.assembly.tellings import Origin, Words
from communique.kinds.table import KINDS
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.judgements import Judgement
from communique.model.quantities import Quantity
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.run.wording import ground_of, origin_in, words_in, words_of
from communique.score.gold import load_gold
from communique.score.lift import lift
from communique.world.load import load_world

GOLD = Path(__file__).parents[1] / "gold"


LINKS = ("fulfils", "follows", "implements", "supersedes", "part_of", "contradicts")


@dataclass(frozen=True)
class Pair:
    """A judgement on statements by their ids, blanks between; a kind of link stands for the verdict that makes it."""

    left: str
    right: str
    verdict: str
    at: str = "2024-01-01T00:00:00"

    def over(self, statements: Iterable[Statement], **fields: Any) -> Judgement:
        """The judgement as it is kept, with the statements themselves."""
        by_id = {one.id: one for one in statements}
        left, right = (tuple(by_id[id_] for id_ in side.split()) for side in (self.left, self.right))
        link = {"verdict": "link", "value": self.verdict} if self.verdict in LINKS else {"verdict": self.verdict}
        return Judgement(**{"user": "anna", "reason": "read both", "created_at": self.at} | link | fields, left=left, right=right)  # type: ignore[arg-type]


@dataclass
class Desk:
    """Stories made by hand: `story` adds one, `says` a statement to the story last added, `records` assembles."""

    statements: list[Statement] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    document: Document | None = None
    at: int = 0

    def story(self, published: str | None, *, publisher: str | None = None, language: str = "en") -> None:
        """A story of its own text."""
        self.document = Document.of(f"{len(self.origins)} " + "words " * 200, language=language)
        sighting = Sighting(self.document.id, f"story{len(self.origins)}", publisher=publisher, published=published)
        self.origins[self.document.id] = origin_in(load_world(), sighting, language=language)
        self.at = 0

    def says(
        self,
        kind: str,
        by: str,
        to: str = "",
        *,
        quantity: Quantity | None = None,
        areas: str = "",
        told: str | None = None,
        further: int = 0,
        **slots: Any,
    ) -> str:
        """A statement of the story last added, `further` on by so many letters; its id is its name in order. `told`: words beside the slots."""
        assert self.document is not None
        self.at += 6 + further
        content = KINDS[kind](by=tuple(by.split()), to=tuple(to.split()), areas=tuple(areas.split()), quantity=quantity, **slots)
        name = f"s{len(self.statements):03}"
        statement = Statement(name, kind, content, (Evidence.cut(self.document, Span(self.at, self.at + 5)),))
        self.statements.append(statement)
        self.words[name] = words_in(content, told or statement.evidence[0].quote.exact, self.document.language, load_world())
        return name

    def judge(self, verdict: str, left: str, right: str = "", **fields: Any) -> Judgement:
        """A judgement on statements by their ids."""
        return Pair(left, right, verdict).over(self.statements, **fields)

    def records(self, *, judgements: Iterable[Judgement | Pair] = (), as_of: Any = None) -> Assembly:
        """What assembly makes of it."""
        given = [one if isinstance(one, Judgement) else one.over(self.statements) for one in judgements]
        return assemble(self.statements, self.origins, ground=ground_of(load_world()), words=self.words, judgements=given, as_of=as_of)

    def together(self, **options: Any) -> list[list[str]]:
        """The statements of each record."""
        return [list(record.statement_ids) for record in self.records(**options).records]


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


@lru_cache(maxsize=1)
def own_gold() -> tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]:
    """The repository's gold as assembly takes it."""
    world = load_world()
    statements: list[Statement] = []
    origins: dict[str, Origin] = {}
    words: dict[str, Words] = {}
    for story in load_gold(GOLD).values():
        document, sighting, found = lift(story, world)
        origins[document.id] = origin_in(world, sighting, language=story.language)
        statements += found
        words.update((one.id, words_of(one, story.language, world)) for one in found)
    return tuple(statements), origins, words


@pytest.fixture
def gold() -> tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]:
    """The repository's gold as assembly takes it."""
    return own_gold()


def judgement(left: str, right: str, verdict: str, *, at: str = "2024-01-01T00:00:00") -> Pair:
    """A judgement of somebody on statements by their ids."""
    return Pair(left, right, verdict, at)


def pairs(records: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    """The pairs of statements that lie in one record."""
    return {pair for record in records for pair in itertools.combinations(sorted(record), 2)}
