"""Stories read together give what they give alone, whatever stands beside them."""

from __future__ import annotations

import json
from pathlib import Path

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import CHARACTERS, TOGETHER, Reader, in_parts
from communique.world.load import load_world

GOLD = Path(__file__).parents[1] / "gold"


def stories() -> list[tuple[Document, Sighting]]:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    found = []
    for one in [*told, *reversed(told)]:  # every language by turns, every story twice
        document = Document.of(one["text"], language=one["lang"])
        found.append((document, Sighting(document.id, one["id"], publisher=one.get("publisher"), published=one.get("published"))))
    unread = Document.of("Ceci n'est pas lu.", language="xx")
    return [*found[:5], (unread, Sighting(unread.id, "unread")), *found[5:]]


def test_together_as_alone() -> None:
    reader, given = Reader(load_world(), load_pack), stories()
    together = reader.read_all(given)
    assert together == [reader.read(*story) for story in given]
    assert [problem.where for reading in together for problem in reading.problems] == ["unread"]
    assert sum(len(reading.statements) for reading in together) > 1000


def test_what_is_held_at_once_is_bounded() -> None:
    assert in_parts([]) == []
    assert in_parts([1] * (TOGETHER + 1)) == [range(TOGETHER), range(TOGETHER, TOGETHER + 1)]
    assert in_parts([CHARACTERS, 1, CHARACTERS - 1, 5, 7]) == [range(1), range(1, 3), range(3, 5)]


def test_nothing_to_read() -> None:
    assert Reader(load_world(), load_pack).read_all([]) == []
