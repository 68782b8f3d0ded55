"""Records kept up to date story by story are those of all stories at once."""

from __future__ import annotations

import random
from itertools import groupby

import pytest

from communique.assembly import block, standing
from communique.assembly.gather import gather
from communique.assembly.standing import Standing
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.statements import Statement
from communique.run.wording import ground_of
from communique.world.load import load_world

Gold = tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]


def stories(gold: Gold) -> list[list[Telling]]:
    found = sorted(tellings(*gold, {}), key=lambda one: one.origin.document)
    return [list(story) for _, story in groupby(found, key=lambda one: one.origin.document)]


@pytest.mark.parametrize(("window", "seed"), [(40, 1), (2, 3), (1, 4)])
def test_story_by_story_as_all_at_once(gold: Gold, monkeypatch: pytest.MonkeyPatch, window: int, seed: int) -> None:
    monkeypatch.setattr(block, "WINDOW", window)
    monkeypatch.setattr(standing, "WINDOW", window)
    ground, told = ground_of(load_world()), stories(gold)
    random.Random(seed).shuffle(told)
    kept, known = Standing(ground), []
    for number, story in enumerate(told):
        changed = kept.add(story)
        known += story
        assert {one.id for one in story} <= {one.id for record in changed.made for one in record}
        if number % 15 == 14 or number == len(told) - 1:
            wanted = gather(sorted(known, key=lambda one: one.order), ground)
            assert sorted([one.id for one in record] for record in kept.records()) == sorted([one.id for one in record] for record in wanted)


def test_a_story_told_twice_changes_nothing(gold: Gold) -> None:
    kept = Standing(ground_of(load_world()))
    story = stories(gold)[0]
    assert kept.add(story).made
    assert kept.add(story) == ((), ()) and len(kept) == len(story)
