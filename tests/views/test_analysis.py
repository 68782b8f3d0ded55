"""Roster, positions, indicators, gaps and news over the example stories, by value."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from tests.views.conftest import ENGLISH, FRENCH, PACES, known, lines

from communique.views.gaps import REASONS, gaps, gaps_page
from communique.views.indicators import indicators, indicators_page
from communique.views.news import news, news_page
from communique.views.positions import positions, positions_page
from communique.views.roster import roster, roster_page
from communique.views.rows import mapping

NOW = known("2024-12-31")
DAY = datetime.date(2021, 1, 26)


def document(name: str) -> str:
    return next(one.origin.document for group in NOW.groups for one in group.tellings if one.origin.name == name)


def held(rows: list[dict[str, Any]], office: str) -> list[tuple[list[str], bool, str]]:
    return [(row["by"], row["covers"], row["seen"]) for row in rows if row["office"] == office]


def test_who_held_what_on_a_day() -> None:
    rows = roster(NOW, on=DAY)
    assert held(rows, "chair") == [(["BRN"], True, "2021")]
    assert held(rows, "country_coordinator") == [(["IDN"], True, "../2021-07")]
    assert (["RUS"], False, "2021-07-06") in held(rows, "foreign_minister")
    told = lines(roster_page(roster(NOW, on=DAY, offices=["chair"]), ENGLISH))
    assert told[0] == "Chair, ASEAN: Brunei; 2021" and "2021" in told[1]
    assert roster(known("2020-12-31"), on=DAY, offices=["chair"]) != rows
    assert {tuple(row["by"]) for row in roster(NOW, on=DAY, actors=["RUS"], offices=["foreign_minister"])} == {("RUS",)}


def test_a_roster_says_who_was_only_seen() -> None:
    (row,) = roster(NOW, on=DAY, actors=["RUS"], offices=["foreign_minister"])
    assert lines(roster_page([row], FRENCH), "fr")[0].startswith("Ministre des Affaires étrangères : ")
    assert "vu en fonction : 6 juillet 2021" in lines(roster_page([row], FRENCH), "fr")[0]


def test_who_takes_which_side() -> None:
    rows = {(row["actor"], row["issue"]): row for row in positions(NOW)}
    support = rows["RUS", "asean-centrality"]
    assert {one["type"] for one in support["stances"]} == {"supports"} and not support["changed"]  # type: ignore[attr-defined]
    dates = [one["date"] for one in support["stances"]]  # type: ignore[attr-defined]
    assert dates == sorted(dates) and dates[0] == "2021-10-29" and dates[-1].startswith("2023-04")
    assert ("KHM", "south-china-sea") in rows
    assert ("RUS", "asean-centrality") not in {(row["actor"], row["issue"]) for row in positions(known("2021-06-30"))}


def test_silence_is_shown_and_not_read() -> None:
    rows = positions(NOW, issues=["south-china-sea"], among=["KHM", "VNM"])
    assert [(row["actor"], len(row["stances"])) for row in rows] == [("KHM", 1), ("VNM", 0)]  # type: ignore[arg-type]
    told = lines(positions_page(rows, ENGLISH))
    assert "Vietnam: no position found" in told and told[0].split() == ["On", "Cambodia", "Vietnam"]
    assert "South China Sea" in told[1] and "calls for" in told[1]


def test_a_change_of_side_is_told() -> None:
    stance = {"type": "supports", "date": "2021", "what": "it", "hearsay": False, "footnotes": []}
    row = {"actor": "RUS", "issue": "myanmar", "stances": [stance, stance | {"type": "opposes", "date": "2022"}], "changed": True}
    told = lines(positions_page([row], ENGLISH))
    assert told[-2:] == ["2022: Russia opposes: “it”", "Russia: not always the same side"]


def test_figures_as_series() -> None:
    (trade,) = indicators(NOW, actors=["ASEAN", "RUS"], types=["trade_total"])
    points = [(point["when"], point["quantity"]["value"]) for point in trade["points"]]  # type: ignore[attr-defined]
    assert points == [("2015", 20e9), ("2017", 18.2e9), ("2018", 19.8e9), ("2020", 13.6e9), ("2021", 20e9), ("2022", 15.5e9)]
    told = lines(indicators_page([trade], ENGLISH))
    assert told[0] == "trade: ASEAN, Russia" and told[2].startswith("2015    more than 20 billion USD  VNA, 20 May 2016")
    (aim,) = [row for row in indicators(NOW, actors=["VNM", "RUS"], types=["trade_total"]) if any(point["target"] for point in row["points"])]  # type: ignore[attr-defined]
    assert any("10 milliards USD (objectif)" in line for line in lines(indicators_page([aim], FRENCH), "fr"))


def test_what_is_missing() -> None:
    rows = gaps(NOW, PACES)
    assert json.dumps(rows, default=list) and [row["reason"] for row in rows] == sorted((str(row["reason"]) for row in rows), key=REASONS.index)
    found = {reason: [row for row in rows if row["reason"] == reason] for reason in REASONS}
    assert {str(row["date"]) for row in found["announced"]} >= {"2022-02-14", "2022-02-17"}
    assert [(row["series"], row["ordinal"]) for row in found["missing"]] == [("ASEAN-RU.JCC", 20)]
    assert {row["series"] for row in found["late"]} >= {"ASEAN-RU.JCC", "ASEAN-RU.SOM"}
    assert [row["end"] for row in found["ended"]] == ["2023"] and "2024" in {row["end"] for row in found["ending"]}
    assert all(mapping(row["of"])["sources"] == 1 for row in found["single_source"])
    assert all(row["country"] in {"VNM", "RUS", "IDN"} for row in found["one_side"])
    assert all(step["status"] for row in found["moved"] for step in row["steps"])  # type: ignore[attr-defined]


def test_gaps_in_words() -> None:
    told = lines(gaps_page(gaps(NOW, PACES, actors=["ASEAN", "RUS"], reasons=["missing"]), ENGLISH))
    assert told[:2] == [
        "Sessions left out of a series",
        "ASEAN-Russia Joint Cooperation Committee, no. 20: no report found, between 30 March 2021 and 5 April 2023",
    ]
    assert "aucun compte rendu trouvé" in lines(gaps_page(gaps(NOW, PACES, reasons=["announced"]), FRENCH), "fr")[1]


@pytest.mark.parametrize(
    ("story", "verdict", "slots", "kind"),
    [
        ("2023-04-05-jcc21-es", "contradicts", ["when"], "meeting"),
        ("2023-04-05-jcc21-es", "confirms", [], "indicator"),
        ("2021-04-jcc19-bilan", "confirms", [], "progress"),
        ("2021-10-28-thuong-dinh-vi", "adds", ["status", "ordinal", "when", "where"], "meeting"),
        ("2021-10-28-thuong-dinh-vi", "new", [], "indicator"),
    ],
)
def test_what_a_story_adds(story: str, verdict: str, slots: list[str], kind: str) -> None:
    rows = news(NOW, document(story))
    assert (verdict, slots, kind) in [(row["verdict"], row["slots"], row["kind"]) for row in rows]
    assert all(row["known_from"] for row in rows if row["verdict"] != "new")
    assert not any(row["known_from"] for row in rows if row["verdict"] == "new")


def test_the_first_story_is_all_new() -> None:
    assert {row["verdict"] for row in news(NOW, document("2016-05-20-sotchi"))} == {"new"}


def test_news_in_words() -> None:
    told = lines(news_page(news(NOW, document("2023-04-05-jcc21-es")), ENGLISH))
    assert told[0] == "Contradicts what was known" and told[1].startswith("meeting · ASEAN, Russia · ") and ": date (" in told[1]
    assert "    known before:" in told
