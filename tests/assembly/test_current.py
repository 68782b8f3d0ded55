"""The record kept up to date story by story is that of all stories at once: records, links, states and families."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from tests.assembly.conftest import Desk
from tests.assembly.test_scenarios import SCENARIOS, tell

from communique.assembly import block, families, standing
from communique.assembly.current import Current
from communique.assembly.follow import links
from communique.assembly.group import Group
from communique.assembly.judged import NOTHING
from communique.assembly.linking import Linking
from communique.assembly.pipeline import assemble_tellings
from communique.assembly.tellings import Origin, Telling, Words, tellings
from communique.model.statements import Statement
from communique.run.wording import ground_of
from communique.world.load import load_world

Gold = tuple[tuple[Statement, ...], dict[str, Origin], dict[str, Words]]
PROPOSERS = ("BLR CHN", "EAEU CHN", "KAZ CHN", "EAEU IRN", "KAZ IRN", "ARM IND", "EAEU IND", "ASEAN CAN", "VNM CAN", "EU MEX", "MEX SVN")
PARTS = ("records", "links", "deliveries", "families", "groups", "on")


def stories(gold: Gold) -> list[list[Telling]]:
    found = sorted(tellings(*gold, {}), key=lambda one: one.origin.document)
    return [list(story) for _, story in groupby(found, key=lambda one: one.origin.document)]


def ordered(told: list[list[Telling]]) -> list[Telling]:
    return sorted((one for story in told for one in story), key=lambda one: one.order)


@pytest.mark.parametrize(
    ("window", "common", "begun", "seed"), [(40, 50, 0, 1), (40, 50, 60, 2), (2, 50, 20, 3), (1, 1, 0, 4), (40, 1, 5, 5), (40, 50, 20, 6)]
)
def test_story_by_story_as_all_at_once(gold: Gold, monkeypatch: pytest.MonkeyPatch, window: int, common: int, begun: int, seed: int) -> None:
    monkeypatch.setattr(block, "WINDOW", window)
    monkeypatch.setattr(standing, "WINDOW", window)
    monkeypatch.setattr(families, "COMMON", common)
    ground, told = ground_of(load_world()), stories(gold)
    random.Random(seed).shuffle(told)
    kept = Current(ordered(told[:begun]), ground)
    for number in range(begun, len(told)):
        before = {group.id: repr(group.record) for group in kept.assembly().groups}
        changed = kept.add(ordered(told[number : number + 1]))
        found = kept.assembly()
        assert {group.id for group in found.groups if before.get(group.id) != repr(group.record)} <= changed
        if number % 6 == 5 or number == len(told) - 1:
            wanted = assemble_tellings(ordered(told[: number + 1]), ground, NOTHING, None)
            for part in PARTS:
                assert repr(getattr(found, part)) == repr(getattr(wanted, part)), (number, part)


@pytest.mark.parametrize("seed", range(3))
def test_scenarios_told_story_by_story(seed: int) -> None:
    ground, dice = ground_of(load_world()), random.Random(seed)
    for scenario in SCENARIOS:
        desk = Desk()
        tell(desk, scenario["stories"])
        told = stories((tuple(desk.statements), desk.origins, desk.words))
        dice.shuffle(told)
        kept = Current([], ground)
        for story in told:
            kept.add(ordered([story]))
        found, wanted = kept.assembly(), assemble_tellings(ordered(told), ground, NOTHING, None)
        for part in PARTS:
            assert repr(getattr(found, part)) == repr(getattr(wanted, part)), (scenario["name"], part)


def test_a_record_that_becomes_another_loses_the_links_it_had(desk: Any) -> None:
    ground = ground_of(load_world())
    desk.story("2021-04-06")
    desk.says("agreement", "RUS VNM", type="treaty", status="signed", name="Treaty on Trade")
    desk.says("agreement", "RUS VNM", type="protocol", status="signed", name="Protocol on Rice")
    groups = {group.id: group for group in desk.records().groups}
    linking = Linking(ground)
    linking.begin(groups.values())
    assert [link.kind for link in linking.all] == ["part_of"]
    (part,) = (groups[link.source] for link in linking.all)
    other = Group(replace(part.record, content=replace(part.record.content, type="mou")), part.tellings)
    groups[part.id] = other
    assert linking.change([part], [other]) == set(groups)
    assert linking.all == links(groups.values(), ground) == []
    groups[part.id] = part
    linking.change([other], [part])
    assert linking.all == links(groups.values(), ground) != []


@pytest.mark.parametrize(("kind", "records"), [("agreement", 1), ("meeting", 2)])
def test_what_is_told_as_not_so_is_joined_in_one_way_only(desk: Any, kind: str, records: int) -> None:
    """A text may be not yet in force, and is the same text; a meeting that was not is none that was."""
    text, talks = {"type": "treaty", "name": "Treaty on Trade"}, {"type": "talks", "where": "Hanoi"}
    for day, polarity in (("2021-04-06", True), ("2021-04-07", False)):
        desk.story(day)
        status, slots = ("signed", text) if kind == "agreement" else ("held", talks)
        desk.says(kind, "RUS VNM", status=status, when="2021-04-05", **slots)
        desk.statements[-1] = replace(desk.statements[-1], polarity=polarity)
    told = stories((tuple(desk.statements), desk.origins, desk.words))
    ground, kept = ground_of(load_world()), Current([], ground_of(load_world()))
    for story in told:
        kept.add(ordered([story]))
    found, wanted = kept.assembly(), assemble_tellings(ordered(told), ground, NOTHING, None)
    assert repr(found.records) == repr(wanted.records)
    assert len(wanted.records) == records


@pytest.mark.parametrize("seed", range(20))
def test_ordinals_that_sessions_claim_story_by_story(desk: Any, seed: int) -> None:
    """Summits called by a name or by none, of some parties or others, some told again: what decides which series they are of."""
    dice, ground = random.Random(seed), ground_of(load_world())
    for _ in range(40):
        year = dice.randint(2010, 2022)
        desk.story(f"{year + dice.choice((0, 0, 1))}-{dice.randint(1, 12):02}-10")
        slots = {
            "ordinal": dice.choice((None, year - 2000, year - 2000, year - 1999)),
            "mechanism": dice.choice((None, "asean-russia-summit", "eas")),
        }
        parties = dice.choice(("ASEAN RUS", "ASEAN CHN", "ASEAN RUS CHN"))
        desk.says("meeting", parties, type="session", level="summit", status="held", when=f"{year}-{dice.randint(1, 12):02}", **slots)
    told = stories((tuple(desk.statements), desk.origins, desk.words))
    dice.shuffle(told)
    kept, clashing = Current([], ground), 0
    for number, story in enumerate(told, 1):
        kept.add(ordered([story]))
        wanted = assemble_tellings(ordered(told[:number]), ground, NOTHING, None)
        assert repr(kept.assembly().records) == repr(wanted.records), number
        clashing += any(conflict.slot == "ordinal" for record in wanted.records for conflict in record.conflicts)
    assert clashing


@pytest.mark.parametrize("seed", range(12))
def test_what_may_be_one_story_by_story(desk: Any, seed: int) -> None:
    """Proposals with a state or with its body, sessions looked back on: who is whose rival changes with every telling."""
    dice, ground = random.Random(seed), ground_of(load_world())
    for _ in range(60):
        year = dice.randint(2016, 2019)
        desk.story(f"{year + 1}-{dice.choice((2, 4)):02}-{dice.randint(1, 28):02}")
        if dice.random() < 0.5:
            parties, status = dice.choice(PROPOSERS), dice.choice(("proposed",) * 9 + ("signed",))
            desk.says("agreement", parties, type="treaty", status=status, areas="TRD", name="agreement on free trade")
        else:
            when = f"{year}-{dice.choice((5, 6)):02}{dice.choice(('', '-10', '-20'))}"
            ordinal, level = dice.choice((None, None, None, year - 2000)), dice.choice(("ministerial", "ministerial", None))
            desk.says("meeting", "KAZ TUR", type="session", ordinal=ordinal, level=level, status="held", when=when, name="session on tourism")
    told = stories((tuple(desk.statements), desk.origins, desk.words))
    dice.shuffle(told)
    kept, slots = Current([], ground), set()
    for number, story in enumerate(told, 1):
        before = {record.id: repr(record) for record in kept.assembly().records}
        changed = kept.add(ordered([story]))
        records = kept.assembly().records
        assert {record.id for record in records if before.get(record.id) != repr(record)} <= changed
        wanted = assemble_tellings(ordered(told[:number]), ground, NOTHING, None)
        assert repr(records) == repr(wanted.records), number
        slots |= {(record.kind, conflict.slot) for record in wanted.records for conflict in record.conflicts}
    assert slots & {("agreement", "by"), ("meeting", "when")}
