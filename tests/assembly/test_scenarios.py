"""Stories across which a careful analyst puts together records, links, states and conflicts: `scenarios*.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.assembly.conftest import Desk

from communique.assembly.delivery import State
from communique.assembly.pipeline import Assembly
from communique.kinds.table import KINDS
from communique.model.quantities import COMPARATORS, Quantity

SCENARIOS = [
    scenario for path in sorted(Path(__file__).parent.glob("scenarios*.yml")) for scenario in yaml.safe_load(path.read_text(encoding="utf-8"))
]  # fmt: skip
SILENCE = frozenset({"open", "due_soon", "overdue_no_report", "no_reported_follow_up"})
"""States that are computed from the day one looks: none is told."""
FINDINGS = frozenset({"same", "links", "perhaps", "states", "perhaps_states", "conflicts", "perhaps_conflicts", "stories", "name", "unmet"})


@dataclass
class Told:
    """What assembly made of a scenario, in the names that it gives to statements."""

    found: Assembly
    names: dict[str, str] = field(default_factory=dict)

    def records(self) -> set[frozenset[str]]:
        """The statements of each record that has several."""
        return {frozenset(self.names[id_] for id_ in record.statement_ids) for record in self.found.records if len(record.statement_ids) > 1}

    def links(self) -> set[str]:
        """The links, each between the first statements of two records."""
        return {f"{self.names[link.source]} {link.kind} {self.names[link.target]}" for link in self.found.links}

    def states(self) -> dict[str, State | None]:
        """The states of promises; None where nothing is told."""
        return {self.names[one.record]: None if one.state in SILENCE else one.state for one in self.found.deliveries}

    def conflicts(self) -> set[tuple[str, str]]:
        """The slots on which records disagree, under the name of every statement of the record."""
        return {(self.names[id_], conflict.slot) for record in self.found.records for conflict in record.conflicts for id_ in record.statement_ids}

    def beside(self, name: str) -> set[str]:
        """The statements of the record of one."""
        return next((set(one) for one in self.records() if name in one), {name})


def tell(desk: Desk, stories: Sequence[Mapping[str, Any]]) -> Told:
    """Tell the stories of a scenario and put them together."""
    names: dict[str, str] = {}
    for story in stories:
        desk.story(str(story["day"]), language=story.get("in", "en"))
        for name, slots in story.items():
            if isinstance(slots, Mapping):
                names[_say(desk, slots)] = name
    return Told(desk.records(), names)


def _say(desk: Desk, given: Mapping[str, Any]) -> str:
    slots = dict(given)
    (kind,) = KINDS.keys() & slots.keys()
    by, _, to = slots.pop(kind).partition(">")
    denied = slots.pop("denied", False)
    quantity = _quantity(slots.pop("quantity")) if "quantity" in slots else None
    slots.pop("speaker", None)
    for slot in ("when", "due"):
        if slot in slots:
            slots[slot] = str(slots[slot])
    id_ = desk.says(kind, by, to, quantity=quantity, **slots)
    if denied:
        desk.statements[-1] = replace(desk.statements[-1], polarity=False)
    return id_


def _quantity(words: str) -> Quantity:
    first, *rest = words.split()
    comparator = first if first in COMPARATORS else "="
    if first in COMPARATORS:
        first, *rest = rest
    of = float(rest[1]) if rest[0] == "of" else None
    return Quantity(float(first), " ".join(rest if of is None else rest[2:]), comparator, of)  # type: ignore[arg-type]


def wrong(told: Told, wanted: Mapping[str, Any]) -> Iterator[str]:
    """What assembly made otherwise than the scenario asks, in words."""
    same = {frozenset(one) for one in wanted.get("same", ())}
    yield from (f"not one record: {sorted(one)}" for one in same - told.records())
    yield from (f"one record: {sorted(one)}" for one in told.records() - same)
    links, found = set(wanted.get("links", ())), told.links()
    yield from (f"no link: {one}" for one in links - found)
    yield from (f"link: {one}" for one in found - links - set(wanted.get("perhaps", ())))
    states = told.states()
    for name, state in wanted.get("states", {}).items():
        if states.get(name) != state:
            yield f"state of {name}: {states.get(name)} for {state}"
    for name, several in wanted.get("perhaps_states", {}).items():
        if states.get(name) not in several:
            yield f"state of {name}: {states.get(name)} for one of {several}"
    wants, may = _slots(told, wanted.get("conflicts", {})), _slots(told, wanted.get("perhaps_conflicts", {}))
    yield from (f"no conflict: {one}" for one in wants - told.conflicts())
    yield from (f"conflict: {one}" for one in told.conflicts() - wants - may)


def _slots(told: Told, wanted: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    return {(one, slot) for name, slots in wanted.items() for one in told.beside(name) for slot in slots}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"].replace(" ", "-"))
def test_records_links_states_and_conflicts_as_an_analyst_makes_them(desk: Desk, scenario: Mapping[str, Any]) -> None:
    assert scenario.keys() <= FINDINGS
    found = sorted(wrong(tell(desk, scenario["stories"]), scenario))
    assert bool(found) if "unmet" in scenario else not found, found
