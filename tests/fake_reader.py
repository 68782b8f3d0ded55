"""A reader small enough to see through: it stands in for the real one where keeping is tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from communique.kinds.table import KINDS
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.problems import Problem
from communique.model.quantities import Quantity
from communique.model.spans import Span
from communique.model.statements import Statement, statement_id


@dataclass(frozen=True)
class FakeReading:
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    reader: str
    published: str | None = None
    doubts: tuple[Problem, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True)
class FakeReader:
    """Reads `A meets B.` as a meeting and `A pledges N doses to B.` as a commitment; breaks down on BREAK, has no pack for NOPACK."""

    version: str = "fake 1"

    def read(self, document: Document, sighting: Sighting) -> FakeReading:
        if "BREAK" in document.text:
            raise RuntimeError("broken on purpose")
        if "NOPACK" in document.text:
            return FakeReading((), (Problem("no-pack", "no language pack"),), self.version)
        found = []
        for match in re.finditer(r"([A-Z]{2,5}) meets ([A-Z]{2,5})\.", document.text):
            content = KINDS["meeting"](by=(match[1], match[2]), type="talks", status="held", when=sighting.published, areas=("ENE",), where="Hanoi")
            found.append(statement(document, match.span(), content, {"by": (match.span(1), match.span(2))}))
        for match in re.finditer(r"([A-Z]{3}(?::\w+)?) pledges (\d+) doses to ([A-Z]{2,5})\.", document.text):
            content = KINDS["commitment"](
                by=(match[1],), to=(match[3],), type="pledged", quantity=Quantity(float(match[2]), "dose", ">="), what=match[2] + " doses"
            )
            found.append(statement(document, match.span(), content, {"by": (match.span(1),), "quantity": (match.span(2),)}, speaker="Mr É"))
        dateline = re.match(r"Dated (\d{4}-\d{2}-\d{2}): ", document.text)
        return FakeReading(tuple(found), (), self.version, sighting.published or (dateline[1] if dateline else None))

    def read_all(self, stories: Sequence[tuple[Document, Sighting]]) -> list[FakeReading]:
        return [self.read(document, sighting) for document, sighting in stories]


def statement(document: Document, span: tuple[int, int], content: object, slots: dict[str, tuple[tuple[int, int], ...]], **said: object) -> Statement:
    evidence = (Evidence.cut(document, Span(*span)),)
    spans = {name: tuple(Span(*one) for one in several) for name, several in slots.items()}
    return Statement(statement_id(content, evidence), content.kind, content, evidence, spans, found_by="fake.frame", **said)
