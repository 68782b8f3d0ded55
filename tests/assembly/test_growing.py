"""Records that grow one by one are those that are joined at once, whatever is alike and whatever is barred."""

from __future__ import annotations

import datetime
import itertools
import random
from dataclasses import dataclass
from typing import Any

import pytest

from communique.assembly import clusters, growing
from communique.assembly.gather import join_all
from communique.assembly.ground import Ground
from communique.assembly.standing import Standing

KINDS = ("agreement", "role")


@dataclass(frozen=True)
class Point:
    """What stands for a telling: all that joining looks at."""

    id: str
    order: tuple[datetime.date, str, int, str]
    kind: str


class Drawn(Standing):
    """A standing record of points, of which it is drawn by lot which are alike."""

    def __init__(self, scores: dict[frozenset[str], float]) -> None:
        super().__init__(Ground())
        self._scores = scores

    def _take(self, one: Any) -> set[int]:
        place = len(self._tellings)
        self._tellings.append(one)
        self._first.append(place)
        for end, other in enumerate(self._tellings[:place]):
            if score := self._scores.get(frozenset((one.id, other.id))):
                self._alike.setdefault(place, {})[end] = self._alike.setdefault(end, {})[place] = score
        return set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("widest", [1, 2, 3, 60])
def test_one_by_one_as_all_at_once(monkeypatch: pytest.MonkeyPatch, kind: str, widest: int) -> None:
    monkeypatch.setattr(clusters, "WIDEST", widest)
    monkeypatch.setattr(growing, "WIDEST", widest)
    for seed in range(400):
        dice = random.Random(seed)
        points = [Point(f"{number:02}", (datetime.date(2020, 1, 1), "", number, ""), kind) for number in range(dice.randint(5, 14))]
        pairs = list(itertools.combinations([point.id for point in points], 2))
        scores = {frozenset(pair): dice.choice((0.5, 0.6, 0.7, 0.8, 0.9)) for pair in pairs if dice.random() < 0.4}
        barred = {frozenset(pair) for pair in pairs if dice.random() < 0.12}
        monkeypatch.setattr(clusters, "bars", lambda one, other, ground, barred=barred: frozenset((one.id, other.id)) in barred)
        kept: Any = Drawn(scores)
        told: list[Any] = []
        for point in dice.sample(points, len(points)):
            told.append(point)
            kept.add([point])
            assert records(kept.records()) == records(at_once(sorted(told, key=lambda one: one.order), scores)), (seed, point)


def at_once(points: list[Any], scores: dict[frozenset[str], float]) -> list[list[Any]]:
    found = (
        (-score, left, right)
        for (left, one), (right, other) in itertools.combinations(enumerate(points), 2)
        if (score := scores.get(frozenset((one.id, other.id))))
    )
    return join_all(points, [sorted(found)], Ground())


def records(found: Any) -> list[list[str]]:
    return sorted([one.id for one in record] for record in found)
