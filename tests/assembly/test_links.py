"""What bears on what: promises and texts, plans and their measures, names in other spellings."""

from __future__ import annotations

from tests.assembly.conftest import Desk

from communique.model.quantities import Quantity


def test_a_plan_supersedes_the_one_before_and_a_measure_tells_of_its_plan(desk: Desk) -> None:
    desk.story("2016-05-20")
    first = desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", due="2020", name="Plan of Action 2016-2020")
    farming = desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", name="plan of action on agriculture")
    desk.story("2020-03-14")
    measure = desk.says("progress", "ASEAN RUS", type="count", quantity=Quantity(92, "action line", of=139), name="Plan of Action 2016-2020")
    promise = desk.says("commitment", "ASEAN RUS", type="pledged", what="finish the Plan of Action 2021-2025")
    desk.story("2021-10-29")
    second = desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", when="2021-10-28", due="2025", name="Plan of Action 2021-2025")
    found = desk.records()
    assert found.record_of(farming) == farming
    assert {(link.kind, link.source, link.target) for link in found.links} == {
        ("supersedes", second, first),
        ("implements", measure, first),
        ("fulfils", second, promise),
    }


def test_an_anniversary_follows_what_it_remembers(desk: Desk) -> None:
    desk.story("2018-11-15")
    base = desk.says("milestone", "ASEAN RUS", type="upgrade", level="strategic", when="2018-11-14")
    desk.story("2023-05-02")
    birthday = desk.says("milestone", "ASEAN RUS", type="anniversary", ordinal=5, when="2023")
    desk.says("milestone", "ASEAN RUS", type="anniversary", ordinal=30, when="2023")
    (link,) = desk.records().links
    assert (link.kind, link.source, link.target) == ("follows", birthday, base)


def test_a_meeting_that_was_put_off_is_the_same(desk: Desk) -> None:
    desk.story("2022-01-12")
    desk.says("meeting", "ASEAN", type="session", level="ministerial", status="postponed", when="2022-01-18/2022-01-19")
    desk.story("2022-02-18")
    desk.says("meeting", "ASEAN", type="session", level="ministerial", status="held", when="2022-02-16/2022-02-17")
    assert desk.together() == [["s000", "s001"]]


def test_one_name_in_three_spellings(desk: Desk) -> None:
    for day, name in (("2021-01-26", "Maria Zakharova"), ("2021-02-02", "María Zajárova"), ("2021-03-03", "Mariya Zakharova")):
        desk.story(day)
        desk.says("role", "RUS", type="spokesperson", name=name)
    assert desk.together() == [["s000", "s001", "s002"]]
