"""What is refused by a look at marks or days is what the rules refuse."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from tests.assembly.conftest import Desk
from tests.assembly.test_scenarios import SCENARIOS, tell

from communique.assembly.awaited import when_told
from communique.assembly.deeds import may_rest_on, reach
from communique.assembly.judged import NOTHING
from communique.assembly.marks import Marks
from communique.assembly.pipeline import assemble_tellings
from communique.assembly.resolve import ENOUGH, READ, RULES, same
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.statements import Statement
from communique.run.wording import ground_of
from communique.world.load import load_world

Gold = tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]
GROUND = ground_of(load_world())


def told() -> Iterator[list[Telling]]:
    """The tellings of every scenario."""
    for scenario in SCENARIOS:
        desk = Desk()
        tell(desk, scenario["stories"])
        yield tellings(desk.statements, desk.origins, desk.words, {})


def test_marks_refuse_most_pairs_and_nothing_that_is_of_one_thing(gold: Gold) -> None:
    pairs = refused = 0
    for found in (tellings(*gold, {}), *told()):
        marks = Marks(found, GROUND.members)
        for left, right in combinations(range(len(found)), 2):
            if found[left].kind == found[right].kind:
                allowed = bool(marks.fitting(left, [right]))
                assert allowed == bool(marks.fitting(right, [left]))
                pairs, refused = pairs + 1, refused + (not allowed)
                assert allowed or same(found[left], found[right], GROUND) < ENOUGH
    assert refused > pairs / 2


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("commitment", {"by": "RUS"}, {"by": "FRA RUS"}),
        ("commitment", {"by": "RUS", "to": "ASEAN"}, {"by": "RUS", "to": "LAO"}),
        ("position", {"by": "RUS", "to": "ASEAN"}, {"by": "RUS"}),
        ("agreement", {"by": "RUS VNM LAO", "due": "2025"}, {"by": "RUS LAO KHM", "due": "2025"}),
        ("agreement", {"by": "RUS ASEAN", "due": "2025"}, {"by": "RUS LAO", "due": "2025"}),
        ("agreement", {"by": "RUS VNM LAO", "when": "2021-04-06"}, {"by": "RUS VNM KHM", "when": "2021-04-06"}),
        ("meeting", {"by": "RUS VNM", "ordinal": 3}, {"by": "RUS LAO", "ordinal": 3}),
        ("action", {"by": "RUS", "type": "exercise_deployment", "when": "2021-04"}, {"by": "LAO", "type": "exercise_deployment", "when": "2021"}),
        ("role", {"by": "RUS", "to": "ASEAN"}, {"by": "RUS"}),
        ("progress", {"by": "RUS"}, {"by": "ASEAN"}),
    ],
)
def test_marks_allow_what_a_rule_has_to_look_at(desk: Any, kind: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    for slots in (one, other):
        desk.story("2021-04-06")
        desk.says(kind, **slots)
    assert Marks(tellings(desk.statements, desk.origins, desk.words, {}), GROUND.members).fitting(0, [1]) == [1]


@pytest.mark.parametrize("kind", ["commitment", "position", "action"])
def test_what_is_for_others_is_refused(desk: Any, kind: str) -> None:
    for to in ("LAO", "KHM"):
        desk.story("2021-04-06")
        desk.says(kind, by="RUS", to=to)
    assert Marks(tellings(desk.statements, desk.origins, desk.words, {}), GROUND.members).fitting(0, [1]) == []


def test_what_is_read_alike_is_judged_alike(gold: Gold) -> None:
    shared = 0
    for kind, read in READ.items():
        found = [one for one in tellings(*gold, {}) if one.kind == kind]
        first = {read(one): one for one in reversed(found)}
        for one in found:
            alike = first[read(one)]
            shared += alike is not one
            assert alike is one or all(RULES[kind](one, other, GROUND) == RULES[kind](alike, other, GROUND) for other in found)
    assert shared


def test_no_promise_that_a_deed_keeps_lies_outside_its_reach(gold: Gold) -> None:
    within = outside = 0
    for found in (list(tellings(*gold, {})), *told()):
        groups = assemble_tellings(found, GROUND, NOTHING, None).groups
        promises = [group for group in groups if group.record.kind == "commitment"]
        for deed in groups:
            first, last = reach(deed)
            for promise in promises:
                near = first <= when_told(promise) <= last
                within, outside = within + near, outside + (not near)
                assert near or not may_rest_on(deed, promise, GROUND)
    assert within and outside
