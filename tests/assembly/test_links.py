"""What bears on what: promises and texts, plans and their measures, names in other spellings."""

from __future__ import annotations

from dataclasses import replace

import pytest
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
    (record,) = desk.records().records
    assert record.statement_ids == ("s000", "s001") and record.status == "held" and record.content.when == "2022-02-16/2022-02-17"


def test_one_name_in_three_spellings(desk: Desk) -> None:
    for day, name in (("2021-01-26", "Maria Zakharova"), ("2021-02-02", "María Zajárova"), ("2021-03-03", "Mariya Zakharova")):
        desk.story(day)
        desk.says("role", "RUS", type="spokesperson", name=name)
    assert desk.together() == [["s000", "s001", "s002"]]


def made(desk: Desk) -> set[tuple[str, str, str]]:
    return {(link.kind, link.source, link.target) for link in desk.records().links}


def states(desk: Desk) -> dict[str, str]:
    return {state.record: state.state for state in desk.records().deliveries}


@pytest.mark.parametrize(
    ("status", "state"), [("held", "delivered"), ("postponed", "delayed"), ("cancelled", "not_delivered"), ("proposed", "no_reported_follow_up")]
)
def test_a_promised_meeting_that_was_held_put_off_or_called_off(desk: Desk, status: str, state: str) -> None:
    desk.story("2023-04-05")
    promise = desk.says("commitment", "ASEAN RUS", type="pledged", areas="DIG", what="open a dialogue on digital matters")
    desk.story("2023-07-14")
    desk.says("meeting", "ASEAN RUS", type="session", status=status, areas="DIG", name="digital consultations", when="2023-06")
    assert states(desk)[promise] == state


def test_what_is_given_to_one_member_keeps_a_promise_to_all_in_part(desk: Desk) -> None:
    desk.story("2021-07-06")
    promise = desk.says("commitment", "RUS", "ASEAN", type="willing", areas="HEA STI", what="transfer vaccine technology to ASEAN")
    desk.story("2021-09-30")
    deed = desk.says("action", "RUS:RDIF", "VNM:Vabiotech", type="technology_transfer", status="delivered", areas="STI", what="its technology")
    assert made(desk) == {("fulfils", deed, promise)}
    assert states(desk) == {promise: "partly_delivered"}


def test_a_deed_of_another_field_keeps_no_promise(desk: Desk) -> None:
    desk.story("2021-07-06")
    desk.says("commitment", "RUS", "ASEAN", type="pledged", areas="HEA", what="training of doctors")
    desk.story("2023-07-14")
    desk.says("action", "RUS", "ASEAN", type="training_scholarship", status="ongoing", areas="CTR", what="training of officers")
    assert made(desk) == set()


def test_a_memorandum_that_was_to_be_signed(desk: Desk) -> None:
    desk.story("2020-03-14")
    promise = desk.says("commitment", "ASEAN RUS", type="pledged", areas="DIS", what="to sign a memorandum on disaster management")
    other = desk.says("commitment", "ASEAN RUS", type="pledged", areas="DIS", what="cooperate in disaster management")
    desk.story("2020-11-02")
    text = desk.says("agreement", "ASEAN RUS", type="mou", status="signed", when="2020-11-01", areas="DIS", name="memorandum on disaster management")
    assert made(desk) == {("fulfils", text, promise)}
    assert states(desk)[other] != "delivered"


def test_promises_about_plans_of_other_years_are_others(desk: Desk) -> None:
    desk.story("2021-01-27")
    desk.says("commitment", "ASEAN RUS", type="pledged", what="finish the Plan of Action 2021-2025")
    desk.story("2023-02-10")
    desk.says("commitment", "ASEAN RUS", type="pledged", what="draw up a Plan of Action 2023-2025")
    assert len(desk.together()) == 2


def test_a_measure_follows_the_one_before(desk: Desk) -> None:
    found = []
    for day, done in (("2020-03-13", 92), ("2021-03-30", 99)):
        desk.story(day)
        found.append(desk.says("progress", "ASEAN RUS", type="count", quantity=Quantity(done, "action line", of=139), when=day))
    assert made(desk) == {("follows", found[1], found[0])}


def test_who_turns_supersedes_and_who_wavers_contradicts(desk: Desk) -> None:
    desk.story("2021-01-10")
    first = desk.says("position", "ESP", "MAR", type="opposes", what="plan for the autonomy of Western Sahara")
    desk.story("2022-03-20")
    second = desk.says("position", "ESP", "MAR", type="supports", what="plan for the autonomy of Western Sahara")
    desk.story("2022-03-30")
    third = desk.says("position", "ESP", "MAR", type="rejects", what="plan for the autonomy of Western Sahara")
    assert made(desk) == {("supersedes", second, first), ("contradicts", third, second)}


def test_a_membership_follows_those_who_wanted_it(desk: Desk) -> None:
    desk.story("2022-11-11")
    wish = desk.says("position", "ASEAN", "TLS", type="supports", what="the accession of Timor-Leste to ASEAN")
    desk.story("2025-10-27")
    joined = desk.says("milestone", "TLS", "ASEAN", type="membership", when="2025-10-26")
    assert made(desk) == {("follows", joined, wish)}


def test_a_later_term_for_the_same_number_delays(desk: Desk) -> None:
    desk.story("2021-07-22")
    first = desk.says("commitment", "RUS", "VNM", type="pledged", due="2021", quantity=Quantity(2e7, "dose"), what="20 million doses of vaccine")
    desk.story("2022-01-20")
    second = desk.says("commitment", "RUS", "VNM", type="pledged", due="2022", quantity=Quantity(2e7, "dose"), what="20 million doses of vaccine")
    assert made(desk) == {("supersedes", second, first)}
    assert states(desk)[first] == "delayed"


@pytest.mark.parametrize(("kind", "state"), [("commitment", "withdrawn"), ("action", "not_delivered")])
def test_what_is_denied(desk: Desk, kind: str, state: str) -> None:
    desk.story("2021-07-22")
    promise = desk.says("commitment", "RUS", "VNM", type="pledged", what="supply grain")
    desk.story("2022-01-20")
    type_ = {"commitment": "pledged", "action": "donation_in_kind"}[kind]
    desk.says(kind, "RUS", "VNM", type=type_, what="supply grain")
    desk.statements[-1] = replace(desk.statements[-1], polarity=False)
    assert states(desk)[promise] == state


def test_a_text_promised_by_a_pronoun_is_the_one_told_last(desk: Desk) -> None:
    desk.story("2021-04-30")
    plan = desk.says("agreement", "ASEAN RUS", type="plan", status="under_negotiation", due="2025", name="Plan of Action 2021-2025")
    promise = desk.says("commitment", "ASEAN RUS", type="pledged", what="finalise it soon")
    lessons = desk.says("commitment", "ASEAN RUS", type="pledged", what="draw lessons from other regions")
    desk.story("2021-10-29")
    desk.says("agreement", "ASEAN RUS", type="plan", status="adopted", when="2021-10-28", due="2025", name="Plan of Action 2021-2025")
    assert made(desk) == {("fulfils", plan, promise)}
    assert states(desk) == {promise: "delivered", lessons: "no_reported_follow_up"}


def test_who_is_against_the_deal_in_two_stories(desk: Desk) -> None:
    for language, name, what in (("fr", "accord de libre-échange", "le texte"), ("en", "free trade agreement", "the deal")):
        desk.story("2024-12-06", language=language)
        desk.says("agreement", "EU MERCOSUR", type="treaty", status="negotiations_concluded", when="2024-12-06", name=name)
        desk.says("position", "FRA", type="opposes", what=what)
        desk.says("position", "DEU", type="welcomes", what=what)
    assert sorted(map(sorted, desk.together())) == [["s000", "s003"], ["s001", "s004"], ["s002", "s005"]]


def test_the_next_measure_of_a_series_tells_of_the_same_plan(desk: Desk) -> None:
    desk.story("2020-03-14")
    plan = desk.says("agreement", "ASEAN RUS", type="plan", due="2020", name="Plan of Action 2016-2020")
    first = desk.says(
        "progress", "ASEAN RUS", type="count", when="2020-03-13", quantity=Quantity(92, "action line", of=139), name="Plan of Action 2016-2020"
    )
    desk.story("2021-04-30")
    second = desk.says("progress", "ASEAN RUS", type="count", when="2021-03-30", quantity=Quantity(99, "action line", of=139))
    assert made(desk) == {("implements", first, plan), ("follows", second, first), ("implements", second, plan)}


def test_a_promise_told_after_its_term_was_made_before_the_deeds_of_its_story(desk: Desk) -> None:
    desk.story("2023-09-06")
    promise = desk.says("commitment", "IRN SAU", type="pledged", due="../2023-05-10", what="reopen embassies within two months")
    opened = desk.says("milestone", "IRN", "SAU", type="mission_opened", when="2023-06-06", where="Riyadh")
    assert made(desk) == {("fulfils", opened, promise)} and states(desk) == {promise: "delivered"}


def test_what_two_promise_each_other_and_one_has_done_is_done_in_part(desk: Desk) -> None:
    desk.story("2021-12-03")
    promise = desk.says("commitment", "RUS VNM", type="pledged", areas="HEA", what="supply each other vaccines")
    desk.story("2021-12-29")
    desk.says("action", "RUS", "VNM", type="donation_in_kind", status="delivered", when="2021-12-28", areas="HEA", what="vaccines")
    assert states(desk) == {promise: "partly_delivered"}


def test_a_gift_that_nobody_counts_keeps_a_counted_promise_in_part(desk: Desk) -> None:
    desk.story("2021-07-22")
    promise = desk.says("commitment", "RUS", "VNM", type="pledged", areas="HEA", quantity=Quantity(2e7, "dose"), what="doses of vaccine")
    desk.story("2021-09-30")
    desk.says("action", "RUS", "VNM", type="donation_in_kind", status="delivered", when="2021-09-29", areas="HEA", what="doses of vaccine")
    assert states(desk) == {promise: "partly_delivered"}


def test_what_was_handed_back_within_the_term_that_was_set(desk: Desk) -> None:
    desk.story("2025-01-30")
    demand = desk.says("position", "TCD", "FRA", type="requests", due="../2025-01-31", areas="DEF", what="give back all bases")
    handed = desk.says("action", "FRA", "TCD", type="works_handover", status="delivered", when="2025-01-30", areas="DEF", what="Kossei")
    desk.says("action", "FRA", "TCD", type="works_handover", status="delivered", when="2025-01-30", areas="HEA", what="a hospital")
    assert made(desk) == {("follows", handed, demand)}


def test_a_promise_to_meet_at_the_highest_level_is_kept_by_a_summit(desk: Desk) -> None:
    desk.story("2023-05-19", language="ru")
    promise = desk.says("commitment", "CHN KAZ UZB", type="pledged", areas="POL", what="собираться на высшем уровне раз в два года")
    desk.story("2025-06-18")
    held = desk.says("meeting", "CHN KAZ UZB", type="session", level="summit", status="held", when="2025-06-17", name="second summit")
    assert made(desk) == {("fulfils", held, promise)}


def test_one_measure_keeps_no_promised_share(desk: Desk) -> None:
    desk.story("2022-03-28")
    desk.says("commitment", "IND", "ARE", type="pledged", areas="TRD", quantity=Quantity(97, "percent"), what="lift tariffs on 97 per cent of goods")
    desk.story("2022-05-01")
    desk.says("action", "IND", "ARE", type="measure", status="ongoing", when="2022-05-01", areas="TRD", what="lift tariffs on jewellery")
    assert made(desk) == set()
