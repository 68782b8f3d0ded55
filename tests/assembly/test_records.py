"""What a record shows: the best founded value, its history, its conflicts, and what it owes to whom."""

from __future__ import annotations

import datetime

import pytest
from tests.assembly.conftest import Desk, judgement

from communique.assembly.conflicts import agree
from communique.model.quantities import Quantity


def test_the_best_source_is_shown_and_then_the_latest(desk: Desk) -> None:
    desk.story("2021-04-01", publisher="AFP")
    desk.says("meeting", "ASEAN RUS", type="session", ordinal=19, status="held", when="2021-03-29", where="Jakarta")
    desk.story("2021-04-02", publisher="ASEAN Secretariat")
    desk.says("meeting", "ASEAN RUS", type="session", ordinal=19, status="held", when="2021-03-30", where="Jakarta")
    desk.story("2021-04-03", publisher="Reuters")
    desk.says("meeting", "ASEAN RUS", type="session", ordinal=19, status="held", when="2021-03-31", where="Jakarta")
    (record,) = desk.records().records
    assert record.content.when == "2021-03-30"
    (conflict,) = record.conflicts
    assert conflict.slot == "when"
    assert [version.value for version in conflict.versions] == ["2021-03-30", "2021-03-31", "2021-03-29"]
    assert (record.sources, record.first_seen, record.last_seen) == (3, "2021-04-01", "2021-04-03")


def test_precision_is_no_conflict_and_the_sharper_date_is_shown(desk: Desk) -> None:
    for published, when in (("2018-11-15", "2018-11-14"), ("2019-07-31", "2018-11"), ("2021-10-28", "2018")):
        desk.story(published)
        desk.says("milestone", "ASEAN RUS", type="upgrade", level="strategic", when=when)
    (record,) = desk.records().records
    assert record.content.when == "2018-11-14" and not record.conflicts


def test_statuses_are_a_history(desk: Desk) -> None:
    desk.story("2020-08-01")
    for status, by, when in (("in_force", "EU VNM", "2020-08-01"), ("ratified", "VNM", "2020-06-08"), ("signed", "EU VNM", "2019-06-30")):
        desk.says("agreement", by, type="treaty", status=status, when=when, name="EVFTA")
    (record,) = desk.records().records
    assert [(step.status, step.when) for step in record.history] == [("signed", "2019-06-30"), ("ratified", "2020-06-08"), ("in_force", "2020-08-01")]
    assert record.status == "in_force" and not record.conflicts


def test_one_act_with_two_names_is_a_conflict(desk: Desk) -> None:
    for published, status in (("2022-01-20", "adopted"), ("2022-02-11", "approved")):
        desk.story(published)
        desk.says("agreement", "ASEAN RUS", type="plan", status=status, due="2024", name="tourism plan 2022-2024", areas="CUL")
    (record,) = desk.records().records
    assert [conflict.slot for conflict in record.conflicts] == ["status"]


def test_an_ordinal_that_the_neighbours_refute(desk: Desk) -> None:
    for when, ordinal in (("2020-03-13", 18), ("2021-03-30", 19), ("2022-03-28", 19), ("2023-04-04", 21)):
        desk.story(when)
        desk.says("meeting", "ASEAN RUS", type="session", status="held", ordinal=ordinal, when=when, mechanism="ASEAN-RU.JCC")
    records = desk.records().records
    assert [[conflict.slot for conflict in record.conflicts] for record in records] == [[], [], ["ordinal"], []]
    assert records[2].conflicts[0].versions[1].value == "20 inferred"


def test_a_promise_and_its_deeds(desk: Desk) -> None:
    desk.story("2021-07-22")
    promise = desk.says("commitment", "RUS", "VNM", type="pledged", quantity=Quantity(100000, "dose"), what="give vaccine", areas="HEA")
    assert desk.records(as_of=datetime.date(2021, 8, 1)).deliveries[0].state == "open"
    desk.story("2021-09-30")
    part = desk.says(
        "action", "RUS", "VNM", type="donation_in_kind", status="delivered", quantity=Quantity(40000, "dose"), what="vaccine", when="2021-09-29"
    )
    found = desk.records()
    assert [(link.kind, link.source, link.target, link.basis) for link in found.links] == [("fulfils", part, promise, "candidate")]
    assert (found.deliveries[0].state, found.deliveries[0].basis) == ("partly_delivered", "candidate")
    desk.story("2021-12-30")
    desk.says(
        "action", "RUS", "VNM", type="donation_in_kind", status="delivered", quantity=Quantity(100000, "dose"), what="vaccine", when="2021-12-28"
    )
    assert desk.records().deliveries[0].state == "delivered"
    assert desk.records(as_of=datetime.date(2021, 10, 1)).deliveries[0].state == "partly_delivered"
    assert (
        desk.records(judgements=[judgement(part, promise, "unlink")], as_of=datetime.date(2021, 10, 1)).deliveries[0].state == "no_reported_follow_up"
    )


def test_states_of_silence(desk: Desk) -> None:
    desk.story("2021-04-01")
    desk.says("commitment", "RUS", "ASEAN", type="pledged", due="../2021", areas="EDU", what="open a school")
    states = {day: desk.records(as_of=datetime.date.fromisoformat(day)).deliveries[0].state for day in ("2021-06-01", "2021-10-10", "2022-01-01")}
    assert states == {"2021-06-01": "open", "2021-10-10": "due_soon", "2022-01-01": "overdue_no_report"}
    other = Desk()
    other.story("2021-04-01")
    other.says("commitment", "RUS", "ASEAN", type="pledged", areas="EDU", what="open a school")
    assert other.records(as_of=datetime.date(2022, 3, 1)).deliveries[0].state == "open"
    assert other.records(as_of=datetime.date(2022, 5, 1)).deliveries[0].state == "no_reported_follow_up"
    other.story("2021-06-01")
    other.says("commitment", "RUS", "ASEAN", type="pledged", areas="EDU", what="open a school")
    assert other.records(as_of=datetime.date(2021, 7, 1)).deliveries[0].state == "reaffirmed"


def test_what_people_link_is_reviewed(desk: Desk) -> None:
    desk.story("2021-04-01")
    left = desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", name="energy plan")
    right = desk.says("agreement", "ASEAN RUS", type="treaty", status="signed", name="energy treaty")
    (link,) = desk.records(judgements=[judgement(left, right, "implements")]).links
    assert (link.kind, link.source, link.target, link.basis) == ("implements", left, right, "reviewed")


def test_copies_and_translations_are_one_source(desk: Desk) -> None:
    for publisher, language in (("VNA", "fr"), ("TTXVN", "vi"), ("TASS", "ru")):
        desk.story("2021-03-31", publisher=publisher, language=language)
        desk.says("meeting", "ASEAN RUS", type="session", status="held", ordinal=19, when="2021-03-30")
        desk.says("progress", "ASEAN RUS", type="count", quantity=Quantity(99, "action line", of=139))
    found = desk.records()
    assert len(set(found.families.values())) == 2
    assert [record.sources for record in found.records] == [2, 2]


def test_what_was_concluded_twice_years_apart_is_no_conflict(desk: Desk) -> None:
    for day, when in (("2019-06-29", "2019-06-28"), ("2024-12-06", "2024-12-06")):
        desk.story(day)
        desk.says("agreement", "EU MERCOSUR", type="treaty", status="negotiations_concluded", when=when, name="free trade agreement (EMFTA)")
    (record,) = desk.records().records
    assert [step.when for step in record.history] == ["2019-06-28", "2024-12-06"] and not record.conflicts


def test_one_day_of_saying_told_again_a_year_later_is_no_reaffirmation(desk: Desk) -> None:
    for day in ("2020-08-03", "2021-07-01"):
        desk.story(day)
        desk.says("commitment", "EU", "VNM", type="pledged", when="2020-08-01", areas="TRD", what="remove tariffs on rice")
    found = desk.records()
    (state,) = found.deliveries
    assert state.state == "open" and state.basis is None


def test_an_end_that_is_announced_has_not_come(desk: Desk) -> None:
    desk.story("2021-10-29")
    desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", when="2021-10-28", due="2025", name="Plan of Action 2021-2025")
    desk.story("2024-07-27")
    desk.says("agreement", "ASEAN RUS", type="plan", status="expired", when="2021/2025", due="2025", name="Plan of Action 2021-2025")
    (record,) = desk.records().records
    assert record.status == "adopted" and [step.status for step in record.history] == ["adopted", "expired"]
    desk.story("2026-01-15")
    desk.says("agreement", "ASEAN RUS", type="plan", status="expired", due="2025", name="Plan of Action 2021-2025")
    assert [record.status for record in desk.records().records] == ["expired"]


def test_a_day_and_days_that_hold_it_are_a_conflict(desk: Desk) -> None:
    for day, when in (("2018-05-19", "2018-05-17/2018-05-18"), ("2018-11-30", "2018-05-18"), ("2019-01-10", "2018-05")):
        desk.story(day)
        desk.says("meeting", "ASEAN RUS", type="session", level="senior_officials", status="held", ordinal=15, when=when)
    (record,) = desk.records().records
    assert [(one.slot, [version.value for version in one.versions]) for one in record.conflicts] == [
        ("when", ["2018-05-18", "2018-05-17/2018-05-18"])
    ]


def test_days_told_exactly_are_shown_before_later_words_that_are_about_then(desk: Desk) -> None:
    desk.story("2021-12-03")
    desk.says("meeting", "VNM CHE", type="visit", level="summit", status="held", when="2021-11-25/2021-11-29", where="Geneva")
    desk.story("2021-12-29")
    desk.says("meeting", "CHE VNM", type="visit", level="summit", status="held", when="2021-11-21~/2021-11-30~")
    (record,) = desk.records().records
    assert record.content.when == "2021-11-25/2021-11-29" and not record.conflicts


def test_days_about_then_are_shown_where_those_told_exactly_lie_elsewhere(desk: Desk) -> None:
    desk.story("2021-12-03")
    desk.says("meeting", "VNM CHE", type="visit", level="summit", status="held", when="2021-11-25/2021-11-26", where="Geneva")
    desk.story("2021-12-29")
    desk.says("meeting", "CHE VNM", type="visit", level="summit", status="held", when="2021-11-27~/2021-11-30~", where="Geneva")
    (record,) = desk.records().records
    assert record.content.when == "2021-11-27~/2021-11-30~"


def test_words_that_only_take_up_a_promise_are_not_those_shown(desk: Desk) -> None:
    desk.story("2020-03-02")
    desk.says("commitment", "EU CHL", type="pledged", what="modernise their free trade agreement")
    desk.says("commitment", "EU CHL", type="pledged", what="go faster")
    (record,) = desk.records().records
    assert record.content.what == "modernise their free trade agreement"


@pytest.mark.parametrize(
    ("left", "right", "may"),
    [
        ("= 7", "= 7", True), ("= 7", "= 8", False), ("~ 100", "= 95", True), ("~ 100", "= 80", False), ("> 7", "= 9", True), ("> 7", "= 6", False),
        (">= 25000", "= 200000", False), ("<= 200000", "= 150000", True), ("<= 200000", "= 25000", False), (">= 25000", "<= 200000", True),
        ("> 0", "= 9", True), ("<= -5", "= -7", True), ("<= -5", "= -3", False),
    ],
)  # fmt: skip
def test_numbers_that_may_be_one(left: str, right: str, may: bool) -> None:
    one, other = (Quantity(float(value), "tonne", comparator=comparator) for comparator, value in (left.split(), right.split()))
    assert agree(one, other) is agree(other, one) is may


@pytest.mark.parametrize(
    ("first", "then", "conflict"),
    [
        ("VNM:Vabiotech", "VNM", True),
        ("VNM", "VNM:Vabiotech VNM:PVEP", True),
        ("RUS:Moscow", "RUS", False),
        ("VNM:Vabiotech", "VNM:Vabiotech", False),
    ],
)
def test_a_company_buys_what_its_state_is_not_given(desk: Desk, first: str, then: str, conflict: bool) -> None:
    for day, to in (("2021-09-29", first), ("2021-10-01", then)):
        desk.story(day)
        quantity = Quantity(739000.0, "dose")
        desk.says(
            "action", "RUS:RDIF", to, type="works_handover", status="delivered", when="2021-09-29", what="vaccins", areas="HEA", quantity=quantity
        )
    (record,) = desk.records().records
    assert [conflict.slot for conflict in record.conflicts] == (["to"] if conflict else [])


def test_whom_a_text_is_proposed_to_is_told_with_who_proposes(desk: Desk) -> None:
    """Each of two rival proposals shows both sides of the other, also where one side alone proposes."""
    for day, to in (("2014-03-04", "BLR"), ("2014-03-20", "EAEU")):
        desk.story(day)
        desk.says("agreement", "CHN", to, type="treaty", status="proposed", name="agreement on free trade")
    told = [[version.value for version in conflict.versions] for record in desk.records().records for conflict in record.conflicts]
    assert told == [["BLR CHN", "CHN EAEU"], ["CHN EAEU", "BLR CHN"]]
