"""The example stories and their gold: same text, right form, words where they are said to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.kinds.table import KINDS
from communique.model.dates import precision_of
from communique.sources.story import Story
from communique.sources.table import stories

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))
FIELDS = "kind by to type level status name ordinal when due where areas quantity what speaker evidence".split()


def test_every_story_has_its_gold() -> None:
    loaded = list(stories([EXAMPLES]))
    assert all(isinstance(item, Story) for item in loaded), loaded
    names = [item.sighting.name for item in loaded if isinstance(item, Story)]
    assert len(names) == len(set(names)) == 24
    assert {path.stem for path in GOLD} >= set(names)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_is_sound(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert gold["id"] == path.stem
    for example in EXAMPLES.glob(f"{path.stem}.*"):  # the others are written for the gold alone
        (story,) = stories([example])
        assert isinstance(story, Story)
        assert story.document.text == gold["text"]
        assert story.sighting.published in (None, gold["published"])
    for record in gold["records"]:
        assert set(record) == set(FIELDS)
        kind = KINDS[record["kind"]]
        assert record["type"] in kind.types
        assert record["status"] is None or record["status"] in kind.statuses
        assert record["level"] is None or record["level"] in kind.levels
        assert record["evidence"] and all(words in gold["text"] for words in record["evidence"])
        assert record["name"] is None or record["name"] in gold["text"]
        for date in (record["when"], record["due"]):
            assert date is None or precision_of(date)
