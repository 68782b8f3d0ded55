"""The views over the example stories, by value: from their gold, so that no change of the reader moves them."""

from __future__ import annotations

import datetime
import json

import pytest
from tests.assembly.conftest import Desk
from tests.views.conftest import ENGLISH, FRENCH, known, lines

from communique.assembly.anniversaries import anniversaries
from communique.assembly.offices import holders, overlaps, terms
from communique.assembly.pipeline import Assembly
from communique.assembly.plans import plans, series
from communique.views.board import board, board_page
from communique.views.cadence import cadence, cadence_page
from communique.views.conflicts import conflicts, conflicts_page
from communique.views.register import register, register_page
from communique.views.timeline import timeline, timeline_page
from communique.world.load import load_world

JCC = "ASEAN-RU.JCC"


def doses(row: dict[str, object]) -> float:
    quantity = row["quantity"]
    return float(quantity["value"]) if isinstance(quantity, dict) and quantity["unit"] == "dose" else 0


@pytest.fixture(scope="module")
def now() -> Assembly:
    return known("2024-12-31")


def cards(assembly: Assembly) -> dict[str, dict[str, object]]:
    paces = {id_: one.cadence for id_, one in load_world().mechanisms.items()}
    return {str(row["id"]): row for row in cadence(assembly, paces)}


def test_when_the_joint_committee_met_and_what_is_missing(now: Assembly) -> None:
    card = cards(now)[JCC]
    sessions = [(session["when"][:7], session["ordinal"]) for session in card["sessions"]]  # type: ignore[attr-defined]
    assert sessions == [("2020-03", 18), ("2021-03", 19), ("2023-04", 21)]
    assert [(gap["ordinal"], gap["after"], gap["before"][:7]) for gap in card["gaps"]] == [(20, "2021-03-30", "2023-04")]  # type: ignore[attr-defined]
    assert (card["cadence"], card["late"]) == ("P1Y", True)
    told = lines(cadence_page([card], ENGLISH))
    assert told[0] == "ASEAN-Russia Joint Cooperation Committee, every year"
    assert "    no. 20: no report found, between 30 March 2021 and 5 April 2023" in told
    told = lines(cadence_page([card], FRENCH), "fr")
    assert told[0] == "comité mixte de coopération ASEAN–Russie, tous les ans"


def test_a_card_knows_only_what_was_known() -> None:
    card = cards(known("2021-12-31"))[JCC]
    assert [session["ordinal"] for session in card["sessions"]] == [18, 19] and not card["gaps"]  # type: ignore[attr-defined]
    assert (card["next_from"], card["next_until"], card["late"]) == ("2021-09-29", "2022-09-29", False)


def test_the_plan_that_ended_and_its_successor(now: Assembly) -> None:
    rows = {
        row["last_day"]: row for row in register(now, actors=["ASEAN", "RUS"]) if row["type"] == "plan" and "intégral" in str(row["name"]).lower()
    }
    first, second = rows["2020-12-31"], rows["2025-12-31"]
    assert first["ended"] and [heir["record"] for heir in first["successors"]] == [second["record"]] and not second["ended"]
    assert "adopted" in {step["status"] for step in second["history"]}  # type: ignore[attr-defined]
    assert [row["last_day"] for row in register(now, ending="2025-12-31")].count("2025-12-31") >= 1
    assert any("ended 2020; succeeded by" in line for line in lines(register_page([first], ENGLISH)))


def test_how_much_of_the_plan_was_done(now: Assembly) -> None:
    (found,) = [one for one in series(now.groups) if one.total == 139]
    assert [measure.done for measure in found.measures] == [79, 92, 99]
    ended = [plan for plan in plans(now.groups, now.links, now.on) if plan.ended and not plan.successors]
    assert all(plan.last < "2024-12-31" for plan in ended)


def test_the_promise_of_vaccine_and_its_first_delivery(now: Assembly) -> None:
    rows = [row for row in board(now, actors=["RUS", "VNM"]) if doses(row)]
    states = {doses(row): row["state"] for row in rows}
    assert states[20_000_000] == "partly_delivered"
    told = lines(board_page(rows, ENGLISH))
    assert "Trackable: partly delivered" in told and any(line.strip().startswith("reported: action, 29 September 2021") for line in told)
    assert any("20 millions de doses" in line for line in lines(board_page(rows, FRENCH), "fr"))
    before = [row["state"] for row in board(known("2021-08-31"), actors=["RUS", "VNM"]) if doses(row) == 20_000_000]
    assert before == ["open"]


def test_the_board_shows_what_can_be_followed_first(now: Assembly) -> None:
    tracked = [row["trackable"] for row in board(now)]
    assert tracked == sorted(tracked, reverse=True) and True in tracked and False in tracked
    assert {row["state"] for row in board(now, states=["reaffirmed"])} <= {"reaffirmed"}


def test_the_timeline_is_in_order_and_knows_its_day(now: Assembly) -> None:
    rows = timeline(now, actors=["ASEAN", "RUS"], kinds=["meeting"], since="2018", until="2021")
    dates = [str(row["date"]) for row in rows]
    assert "2018-11-14" in dates and "2021-10-28" in dates and not any(date < "2018" or date > "2022" for date in dates)
    assert all(row["footnotes"] for row in rows) and json.dumps(rows, default=list)
    early = timeline(known("2019-12-31"))
    assert all(str(row["first_seen"]) <= "2019-12-31" for row in early) and len(early) < len(timeline(now))
    told = lines(timeline_page(rows, ENGLISH))
    assert len(told) == 2 * len(rows) and told[0].startswith("14 November 2018 · meeting · ASEAN, Russia · ")


def test_what_another_record_claims_says_so() -> None:
    desk = Desk()
    for day, name, when in (("2019-09-10", "meeting of tourism ministers", "2018-05-21"), ("2019-11-02", "meeting of tourism ministers", "2019-05")):
        desk.story(day)
        desk.says("meeting", "KAZ TUR", type="session", level="ministerial", status="held", when=when, name=name)
    one, other = desk.records().records
    rows = conflicts(desk.records())
    assert [[version["record"] for version in row["values"]] for row in rows] == [[None, other.id], [None, one.id]]  # type: ignore[attr-defined]
    assert f"May 2019 (another record, {other.id[:8]}): " in "\n".join(lines(conflicts_page(rows, ENGLISH)))
    assert f"21 mai 2018 (une autre fiche, {one.id[:8]}) : " in "\n".join(lines(conflicts_page(rows, FRENCH), "fr"))


def test_one_text_adopted_and_approved(now: Assembly) -> None:
    rows = conflicts(now, actors=["ASEAN", "RUS"])
    values = [{version["value"] for version in row["values"]} for row in rows if row["slot"] == "status"]  # type: ignore[attr-defined]
    assert {"adopted", "approved"} in values
    assert all(version["told_by"] for row in rows for version in row["values"])  # type: ignore[attr-defined]
    assert any(line.strip().startswith("approved: ") for line in lines(conflicts_page(rows, ENGLISH)))


def test_who_held_what_on_a_day(now: Assembly) -> None:
    found = holders(terms(now.groups), datetime.date(2021, 1, 26))
    assert [term.by for term in found if term.office == "country_coordinator"] == [("IDN",)]
    later = holders(terms(now.groups), datetime.date(2023, 1, 1))
    assert [term.by for term in later if term.office == "country_coordinator"] == [("KHM",)]
    assert [(one.by, other.by) for one, other in overlaps(terms(now.groups))] == [(("IDN",), ("KHM",))]  # 2018-2021 and from August 2021


def test_the_birthdays_to_come(now: Assembly) -> None:
    found = {(one.parties, one.year): one for one in anniversaries(now.groups, now.links, now.on)}
    one = found[("ASEAN", "RUS"), 2018]
    assert one.basis == "stated" and (10, 2028) in one.coming
    assert any(number == 30 for birthday in found.values() for number, _ in birthday.told)
