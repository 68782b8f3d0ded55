"""Records kept up to date story by story are those of all stories at once."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from itertools import groupby

import pytest

from communique.assembly import block, clusters, growing, standing
from communique.assembly.gather import gather
from communique.assembly.standing import Standing
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.evidence import Evidence
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


@pytest.mark.parametrize(("widest", "begun", "seed"), [(60, 0, 1), (4, 40, 2), (1, 0, 3)])
def test_told_again_and_again_as_all_at_once(gold: Gold, monkeypatch: pytest.MonkeyPatch, widest: int, begun: int, seed: int) -> None:
    """The same, of stories so alike that most records have many statements, more than are looked at for a bar."""
    monkeypatch.setattr(clusters, "WIDEST", widest)
    monkeypatch.setattr(growing, "WIDEST", widest)
    dice = random.Random(seed)
    ground, told = ground_of(load_world()), stories(again(gold, dice, times=4))
    dice.shuffle(told)
    kept = Standing(ground)
    kept.begin(ordered(told[:begun]))
    for number in range(begun, len(told)):
        before = {tuple(one.id for one in record) for record in kept.records()}
        changed = kept.add(ordered(told[number : number + 1]))
        after = {tuple(one.id for one in record) for record in kept.records()}
        assert (set(changed.gone), {tuple(one.id for one in record) for record in changed.made}) == (
            {first for first, *_ in before - after},
            after - before,
        )
        if number % 40 == 39 or number == len(told) - 1:
            assert after == {tuple(one.id for one in record) for record in gather(ordered(told[: number + 1]), ground)}
    assert max(map(len, after)) > 10


def again(gold: Gold, dice: random.Random, *, times: int) -> Gold:
    """The gold told several times, on other days of the weeks around."""
    statements, origins, words = gold
    told: list[Statement] = []
    of: dict[str, Origin] = {}
    about: dict[str, Words] = {}
    for time in range(times):
        for id_, origin in origins.items():
            known = origin.known + datetime.timedelta(dice.randint(-20, 20)) if origin.known else None
            of[f"{time}{id_}"] = replace(origin, document=f"{time}{id_}", known=known)
        for one in statements:
            evidence = tuple(Evidence(f"{time}{piece.document_id}", piece.span, piece.quote) for piece in one.evidence)
            told.append(replace(one, id=f"{time}{one.id}", evidence=evidence))
            if one.id in words:
                about[f"{time}{one.id}"] = words[one.id]
    return tuple(told), of, about


def ordered(told: list[list[Telling]]) -> list[Telling]:
    return sorted((one for story in told for one in story), key=lambda one: one.order)
