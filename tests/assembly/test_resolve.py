"""Which statements are of one thing: examples and counter-examples of every kind."""

from __future__ import annotations

import pytest
from tests.assembly.conftest import Desk, judgement, pairs

from communique.model.quantities import Quantity

Telling = tuple[str, str, str, str, str, dict[str, object]]


def told(published: str, kind: str, by: str, to: str = "", *, language: str = "en", **slots: object) -> Telling:
    return published, language, kind, by, to, slots


DOSES, MONEY = Quantity(100000, "dose"), Quantity(1e10, "USD")
TOGETHER = {
    "a session of a series by its number, in two languages": (
        told("2021-03-31", "meeting", "ASEAN RUS", type="session", status="held", ordinal=19, when="2021-03-30", name="19th Joint Committee"),
        told("2021-04", "meeting", "ASEAN RUS", language="ru", type="session", status="held", ordinal=19, when="2021-03"),
    ),
    "a meeting scheduled, and then held": (
        told("2021-10-20", "meeting", "ASEAN RUS", type="session", level="summit", status="scheduled", when="2021-10"),
        told("2021-10-29", "meeting", "ASEAN RUS", type="session", level="summit", status="held", when="2021-10-28"),
    ),
    "a visit proposed without a date, and then made": (
        told("2024-10-08", "meeting", "FRA VNM", type="visit", level="summit", status="proposed", where="Vietnam"),
        told("2025-05-27", "meeting", "FRA VNM", type="visit", level="summit", status="held", when="2025-05-25/2025-05-27", where="Hanoi"),
    ),
    "a treaty by its acronym, with what became of it": (
        told("2019-07-01", "agreement", "EU VNM", language="fr", type="treaty", status="signed", name="Accord de libre-échange (EVFTA)"),
        told("2020-06-08", "agreement", "VNM", "EU", type="treaty", status="ratified", when="2020-06-08", name="EVFTA"),
    ),
    "a promise by its number and its words": (
        told("2021-07-22", "commitment", "RUS", "VNM", type="pledged", quantity=DOSES, what="donner 100.000 doses de vaccin", language="fr"),
        told("2021-09-30", "commitment", "RUS", "VNM", type="intended", quantity=DOSES, what="100,000 doses of vaccine", language="en"),
    ),
    "a promise without a number, in two languages": (
        told("2022-01-20", "commitment", "RUS", "ASEAN", type="willing", areas="HEA", what="former du personnel de santé", language="fr"),
        told("2022-01-25", "commitment", "RUS", "ASEAN", type="intended", areas="HEA", what="train health personnel"),
    ),
    "a meeting planned in a country, and then held in its capital": (
        told("2016-04-05", "meeting", "ASEAN RUS", type="session", level="senior_officials", status="scheduled", when="2017", where="Laos"),
        told("2018-05-19", "meeting", "ASEAN RUS", type="session", level="senior_officials", status="held", when="2017-03-28", where="Vientiane"),
    ),
    "a promise to the same long list, counted in two ways": (
        told("2023-07-27", "commitment", "RUS", "SOM MLI ZWE", type="pledged", quantity=Quantity(25000, "tonne", ">="), what="free grain"),
        told("2023-08-20", "commitment", "RUS", "SOM MLI ZWE", type="pledged", quantity=Quantity(200000, "tonne"), what="humanitarian supplies"),
    ),
    "a plan of a relation, also by what it is to bring": (
        told("2021-04-30", "agreement", "ASEAN RUS", type="plan", status="under_negotiation", due="2025", name="Plan of Action 2021-2025"),
        told(
            "2021-08-05",
            "agreement",
            "ASEAN RUS",
            type="plan",
            status="negotiations_concluded",
            due="2025",
            what="2021-2025",
            name="Plan of Action for the Strategic Partnership",
        ),
    ),
    "one end of a text, months apart": (
        told("2023-11-17", "agreement", "RUS", type="treaty", status="terminated", areas="AGR", name="Ukraine grain deal"),
        told("2024-02-21", "agreement", "RUS", type="treaty", status="terminated", when="2023-07", areas="AGR", name="grain shipping pact"),
    ),
    "an upgrade told with less precision": (
        told("2018-11-15", "milestone", "ASEAN RUS", type="upgrade", level="strategic", when="2018-11-14"),
        told("2019-07-31", "milestone", "ASEAN RUS", type="upgrade", level="strategic", when="2018-11"),
    ),
    "an officer whose name has two spellings": (
        told("2021-01-26", "role", "RUS", type="foreign_minister", name="Sergueï Lavrov"),
        told("2023-07-14", "role", "RUS", type="foreign_minister", name="Sergey Lavrov"),
    ),
    "a figure of one year from two stories": (
        told("2021-04", "indicator", "ASEAN RUS", type="trade_total", when="2020", quantity=Quantity(13.6e9, "USD", "~")),
        told("2021-10", "indicator", "RUS ASEAN", type="trade_total", when="2020", quantity=Quantity(13.7e9, "USD")),
    ),
}
APART = {
    "two sessions of one number in two years": (
        told("2021-03-31", "meeting", "ASEAN RUS", type="session", ordinal=19, status="held", when="2021-03-30"),
        told("2022-03-31", "meeting", "ASEAN RUS", type="session", ordinal=19, status="held", when="2022-03-28"),
    ),
    "two meetings of ministers a month apart": (
        told("2021-07-06", "meeting", "ASEAN RUS", type="session", level="ministerial", status="held", when="2021-07-06"),
        told("2021-08-04", "meeting", "ASEAN RUS", type="session", level="ministerial", status="held", when="2021-08-03"),
    ),
    "two treaties signed together": (
        told("2019-07-01", "agreement", "EU VNM", type="treaty", status="signed", when="2019-06-30", name="EVFTA"),
        told("2019-07-02", "agreement", "EU VNM", type="treaty", status="signed", when="2019-06-30", name="EVIPA"),
    ),
    "two plans of one name and other years": (
        told("2016-05-20", "agreement", "ASEAN RUS", type="plan", status="adopted", due="2020", name="Plan of Action 2016-2020"),
        told("2021-10-29", "agreement", "ASEAN RUS", type="plan", status="adopted", due="2025", name="Plan of Action 2021-2025"),
    ),
    "a meeting of a body, and one of it with a partner": (
        told("2022-01-12", "meeting", "ASEAN", type="session", level="ministerial", status="postponed", when="2022-01-18/2022-01-19"),
        told("2022-01-20", "meeting", "ASEAN RUS", type="session", level="ministerial", status="held", when="2022-01-19"),
    ),
    "two meetings of a body in the same days": (
        told("2022-01-12", "meeting", "ASEAN", type="session", level="ministerial", status="postponed", when="2022-01-18/2022-01-19"),
        told("2022-01-20", "meeting", "ASEAN", type="conference", status="held", when="2022-01-16/2022-01-22", name="ASEAN Tourism Forum"),
    ),
    "missions that two sides open, each at the other's": (
        told("2023-09-06", "milestone", "IRN", "SAU", type="mission_opened", when="2023-06-06", where="Riyadh"),
        told("2023-09-06", "milestone", "SAU", "IRN", type="mission_opened", when="2023-08", where="Tehran"),
    ),
    "positions on two issues": (
        told("2022-01-26", "position", "RUS", "ASEAN", type="supports", what="the role of ASEAN in the Five-Point Consensus"),
        told("2022-02-11", "position", "RUS", "ASEAN", type="supports", what="the role of ASEAN in the South China Sea"),
    ),
    "a standing promise, and one with a term": (
        told("2021-07-06", "commitment", "RUS", "ASEAN", type="willing", areas="HEA", what="train health personnel"),
        told("2021-09-30", "commitment", "RUS", "ASEAN", type="intended", areas="HEA", due="2021-11/2021-12", what="train health personnel"),
    ),
    "two sums for the same list, years apart": (
        told("2023-05-19", "commitment", "CHN", "KAZ KGZ UZB", type="pledged", quantity=Quantity(2.6e10, "CNY"), what="grants"),
        told("2025-06-17", "commitment", "CHN", "KAZ KGZ UZB", type="pledged", quantity=Quantity(1.5e9, "CNY"), what="grants"),
    ),
    "a plan of a relation, and one of a field for its last years": (
        told("2021-10-29", "agreement", "ASEAN RUS", type="plan", status="adopted", when="2021/2025", due="2025", name="plan of action"),
        told("2023-02-10", "agreement", "ASEAN RUS", type="plan", status="proposed", when="2023/2025", due="2025", name="joint plan of work"),
    ),
    "vaccines, and the papers that prove their use": (
        told("2021-10-28", "commitment", "RUS", "ASEAN", type="pledged", areas="HEA", what="go on supplying vaccines"),
        told("2022-01-20", "commitment", "RUS", "ASEAN", type="willing", areas="HEA", what="recognition of vaccine certificates"),
    ),
    "two promises of one number about two things": (
        told("2021-11-29", "commitment", "CHN", type="pledged", areas="INV", quantity=MONEY, what="10 billion dollars in credit lines"),
        told("2022-11-29", "commitment", "CHN", type="pledged", areas="INV", quantity=MONEY, what="10 billion of special drawing rights"),
    ),
    "one promise to two receivers": (
        told("2021-07-22", "commitment", "RUS", "VNM", type="pledged", what="supply vaccine", areas="HEA"),
        told("2021-07-22", "commitment", "RUS", "IDN", type="pledged", what="supply vaccine", areas="HEA"),
    ),
    "two anniversaries of one year": (
        told("2021-04", "milestone", "ASEAN RUS", type="anniversary", ordinal=25, when="2021"),
        told("2021-04", "milestone", "ASEAN RUS", type="anniversary", ordinal=30, when="2021"),
    ),
    "for and against": (
        told("2022-03-02", "position", "VNM", "RUS", type="supports", what="dialogue on Ukraine"),
        told("2022-03-02", "position", "VNM", "RUS", type="condemns", what="the war in Ukraine"),
    ),
    "a measure of one plan at two times": (
        told("2020-03-14", "progress", "ASEAN RUS", type="count", quantity=Quantity(92, "action line", of=139)),
        told("2021-03-31", "progress", "ASEAN RUS", type="count", quantity=Quantity(99, "action line", of=139)),
    ),
}  # fmt: skip


def put(desk: Desk, stories: tuple[Telling, ...]) -> list[str]:
    names = []
    for published, language, kind, by, to, slots in stories:
        desk.story(published, language=language)
        names.append(desk.says(kind, by, to, **slots))  # type: ignore[arg-type]
    return names


@pytest.mark.parametrize("name", TOGETHER)
def test_of_one_thing(desk: Desk, name: str) -> None:
    put(desk, TOGETHER[name])
    assert desk.together() == [["s000", "s001"]]


@pytest.mark.parametrize("name", APART)
def test_of_two_things(desk: Desk, name: str) -> None:
    put(desk, APART[name])
    assert sorted(desk.together()) == [["s000"], ["s001"]]


def test_what_people_decide_overrules(desk: Desk) -> None:
    left, right = put(desk, TOGETHER["a promise by its number and its words"])
    assert desk.together(judgements=[judgement(left, right, "split")]) == [[left], [right]]
    other = Desk()
    left, right = put(other, APART["two meetings of ministers a month apart"])
    assert other.together(judgements=[judgement(left, right, "merge")]) == [[left, right]]


def test_nothing_joins_across_what_was_parted(desk: Desk) -> None:
    for published in ("2018-11-15", "2018-11-16", "2019-07-31"):
        desk.story(published)
        desk.says("milestone", "ASEAN RUS", type="upgrade", level="strategic", when="2018-11")
    assert pairs(desk.together()) == {("s000", "s001"), ("s000", "s002"), ("s001", "s002")}
    assert ("s000", "s002") not in pairs(desk.together(judgements=[judgement("s000", "s002", "split")]))


def test_who_was_to_take_the_chair_and_then_has_it(desk: Desk) -> None:
    desk.story("2021-10-28")
    incoming = desk.says("role", "KHM", "ASEAN", type="incoming_chair", when="2021-10-28")
    desk.story("2022-02-11")
    chair = desk.says("role", "KHM", "ASEAN", type="chair", when="2022")
    other = desk.says("role", "IDN", "ASEAN", type="incoming_chair", when="2022-02-11")
    assert desk.together() == [[incoming, chair], [other]]


def test_lots_of_one_gift_are_one_deed_and_gifts_of_two_days_are_two(desk: Desk) -> None:
    desk.story("2020-05-20")
    lots = [
        desk.says("action", "VNM", "RUS", type="donation_in_kind", status="delivered", when="2020-05-12", quantity=Quantity(count, "mask"))
        for count in (100000, 50000)
    ]
    before = desk.says("action", "VNM", "RUS", type="donation_in_kind", status="delivered", when="2020-04-13", quantity=Quantity(150000, "mask"))
    assert desk.together() == [lots, [before]]


def test_promises_to_do_different_things_with_one_object(desk: Desk) -> None:
    for day, what in (("2021-07-06", "supply vaccines to ASEAN"), ("2021-07-07", "transfer vaccine technology to ASEAN")):
        desk.story(day)
        desk.says("commitment", "RUS", "ASEAN", type="willing", areas="HEA", what=what)
    assert len(desk.together()) == 2


def test_summits_with_numbers_far_apart_are_of_two_series(desk: Desk) -> None:
    for number in (4, 38):
        desk.story("2021-10-28")
        desk.says("meeting", "ASEAN RUS", type="session", level="summit", status="held", ordinal=number, when="2021-10-28")
    assert len(desk.together()) == 2


def test_exercises_with_two_partners_told_in_one_story(desk: Desk) -> None:
    desk.story("2021-12-01")
    for partner in ("USA", "CHN"):
        desk.says("action", f"ASEAN {partner}", type="exercise_deployment", status="completed", areas="DEF", what="naval exercise")
    assert len(desk.together()) == 2


def test_two_bodies_that_met_first_on_the_same_days(desk: Desk) -> None:
    desk.story("1997-06-07")
    session = {"type": "session", "status": "held", "ordinal": 1, "when": "1997-06-05/1997-06-06", "where": "Moscow"}
    for name in ("ASEAN-Russia Joint Cooperation Committee", "Working Group on Science"):
        desk.says("meeting", "ASEAN RUS", name=name, **session)
    assert len(desk.together()) == 2
