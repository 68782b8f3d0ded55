"""Parts of an assembly say of their records what the whole says of them."""

from __future__ import annotations

import datetime

import pytest
from tests.assembly.conftest import Desk, own_gold

from communique.assembly.judged import settle
from communique.assembly.parts import Parts
from communique.assembly.pipeline import Assembly, assemble
from communique.assembly.series import mechanisms
from communique.run.wording import ground_of
from communique.world.load import load_world

SIDES = [("ASEAN", "RUS"), ("RUS", "VNM"), ("IDN", "RUS")]


def whole(day: str | None) -> Assembly:
    statements, origins, words = own_gold()
    as_of = datetime.date.fromisoformat(day) if day else None
    return assemble(statements, origins, ground=ground_of(load_world()), words=words, as_of=as_of)


def parts() -> Parts:
    return Parts(whole(None), ground_of(load_world()), settle((), (), documents=()))


@pytest.mark.parametrize("day", ["2018-12-31", "2021-12-31", "2023-06-30", "2030-01-01"])
@pytest.mark.parametrize("sides", SIDES)
def test_a_part_on_a_day_is_that_of_the_whole_on_that_day(sides: tuple[str, str], day: str) -> None:
    every = whole(day)
    part = parts().between([{side} for side in sides], on=datetime.date.fromisoformat(day))
    of_whole = {group.id: group.record for group in every.groups if set(sides) <= group.parties}
    assert {group.id: group.record for group in part.groups if set(sides) <= group.parties} == of_whole
    assert set(part.links) >= {link for link in every.links if link.source in of_whole and link.target in of_whole}
    states = {one.record: one.state for one in every.deliveries if one.record in of_whole}
    assert {one.record: one.state for one in part.deliveries if one.record in of_whole} == states


def test_every_statement_leads_to_its_record() -> None:
    found = parts()
    for record in found.whole.records:
        for id_ in record.statement_ids:
            group = found.find(id_)
            assert group is not None and group.id == record.id
    assert found.find("no such id") is None


def test_a_story_has_the_records_it_tells_of() -> None:
    found = parts()
    for document in sorted({one.origin.document for group in found.whole.groups for one in group.tellings})[:20]:
        told = {group.id for group in found.whole.groups if document in group.documents}
        assert told <= {group.id for group in found.told_in(document).groups}


def test_pairs_count_what_is_between_two_and_nobody_else() -> None:
    found = parts()
    pair, number = next(iter(found.pairs.items()))
    assert number == sum(group.parties == set(pair) for group in found.whole.groups)
    assert number == max(found.pairs.values())


@pytest.mark.parametrize("day", ["2018-12-31", "2021-12-31", "2030-01-01"])
def test_what_is_around_a_record_tells_of_it_what_the_whole_tells(day: str) -> None:
    on, found = datetime.date.fromisoformat(day), parts()
    every = whole(day)
    states = {one.record: one.state for one in every.deliveries}
    for group in every.groups[::3]:
        known = found.find(group.id)
        assert known is not None
        near = found.around(known, on=on)
        assert next(one.record for one in near.groups if one.id == group.id) == group.record
        assert {one.record: one.state for one in near.deliveries}.get(group.id) == states.get(group.id)
        bears = {link for link in every.links if group.id in (link.source, link.target)}
        assert bears == {link for link in near.links if group.id in (link.source, link.target)}


@pytest.mark.parametrize("on", [None, datetime.date(2014, 4, 1), datetime.date(2014, 6, 30)])
def test_a_part_has_the_rivals_of_its_records(desk: Desk, on: datetime.date | None) -> None:
    """A text proposed with a state, and with its body; later the one is signed, and nobody takes it for the other any more."""
    ground = ground_of(load_world())
    for day, parties, status in (("2014-03-04", "BLR CHN", "proposed"), ("2014-03-20", "EAEU CHN", "proposed"), ("2014-05-01", "BLR CHN", "signed")):
        desk.story(day)
        desk.says("agreement", parties, type="treaty", status=status, areas="TRD", name="agreement on free trade")
    given = (desk.statements, desk.origins)
    wanted = assemble(*given, ground=ground, words=desk.words, as_of=on)
    found = Parts(assemble(*given, ground=ground, words=desk.words), ground, settle((), (), documents=()))
    for record in wanted.records:
        group = found.find(record.id)
        assert group is not None
        part = found.around(group, on=on)
        assert next(one for one in part.records if one.id == record.id) == record
        said = {id_ for conflict in record.conflicts for version in conflict.versions for id_ in version.statement_ids}
        assert said <= {id_ for one in part.records for id_ in one.statement_ids}
    assert sum(len(record.conflicts) for record in wanted.records) == (2 if on and on.month == 4 else 0)


def test_the_latest_records_of_an_actor_are_those_of_the_latest_days() -> None:
    found = parts()
    on = datetime.date(2021, 12, 31)
    days = sorted(group.day for group in whole("2021-12-31").groups if "RUS" in group.parties and group.day)
    assert days[-1] > on
    for until in (on, days[-1]):
        part = found.latest("RUS", 10, until=until, on=on)
        assert set([day for day in days if day <= until][-10:]) <= {group.day for group in part.groups}


def test_offices_and_series_are_those_of_the_whole() -> None:
    found = parts()
    roles = {group.id for group in found.whole.groups if group.record.kind == "role" and "ASEAN" in group.parties}
    assert roles <= {group.id for group in found.offices(["ASEAN"]).groups} and roles
    cards = {card.id: card for card in mechanisms(found.whole.groups, {})}
    assert cards
    for id_, card in cards.items():
        assert next(one for one in mechanisms(found.series(id_).groups, {}) if one.id == id_) == card


def test_a_family_has_all_its_documents() -> None:
    found = parts()
    for document, head in found.whole.families.items():
        assert document in found.family(head) and head in found.family(document)
