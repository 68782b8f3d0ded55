"""docs/questions.md: every command is run over the example stories, and the answers it gives are checked by value."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
SECTIONS = {int(number): text for number, text in re.findall(r"^## (\d+)\. (.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples were read into a ledger.db."""
    folder = tmp_path_factory.mktemp("questions")
    assert CliRunner().invoke(app, ["read", str(ROOT / "examples"), "--ledger", str(folder / "ledger.db")]).exit_code == 0
    return folder


def blocks(number: int, *, of: str) -> list[str]:
    return [text for kind, text in FENCE.findall(SECTIONS[number]) if kind == of]


def answers(number: int, folder: Path) -> list[list[Row]]:
    """What the commands of a question give, an ID filled in from the command before."""
    found: list[list[Row]] = []
    for line in "".join(blocks(number, of="sh")).splitlines():
        words = shlex.split(line)[1:]
        if "ID" in words:
            words[words.index("ID")] = next(row["record"] for row in found[-1] if row["level"] == "summit" and row["ordinal"] == 4)
        result = CliRunner().invoke(app, [*words, "--json", "--ledger", str(folder / "ledger.db")])
        assert result.exit_code == 0, result.output
        found.append(json.loads(result.stdout))
    return found


def told(rows: list[Row]) -> str:
    """All words that rows rest on."""
    return " ".join(note["quote"] for row in rows for note in row["footnotes"])


def counted(rows: list[Row]) -> list[tuple[float, str]]:
    return [(row["quantity"]["value"], row["when"]) for row in rows]


def promises(rows: list[Row]) -> bool:
    assert {row["state"] for row in rows} == {"no_reported_follow_up"} and all("RUS" in row["by"] and "ASEAN" in row["to"] for row in rows)
    followed = [row for row in rows if row["trackable"]]
    assert rows[: len(followed)] == followed
    return "l'édification de la Communauté de l'ASEAN" in told(followed) and "spécialistes de la cybersécurité" in told(followed)


def committee(cards: list[Row], chairs: list[Row]) -> bool:
    (card,) = [card for card in cards if card["id"] == "ASEAN-RU.JCC"]
    assert [session["ordinal"] for session in card["sessions"]] == [18, 19, 21] and card["last"]["when"].startswith("2023-04")
    assert [gap["ordinal"] for gap in card["gaps"]] == [20] and card["late"] and card["next_until"].startswith("2024-10")
    return {(row["office"], *row["by"]) for row in chairs} == {("chair", "LAO"), ("incoming_chair", "MYS")}


def summit(meetings: list[Row], came: list[Row]) -> bool:
    assert any(row["ordinal"] == 4 and row["when"] == "2021-10-28" for row in meetings)
    (plan,) = [row for row in came if row["kind"] == "agreement" and row["type"] == "plan"]
    return plan["due"] == "2025" and any("2026-2030" in told([one]) and one["link"] == "supersedes" for one in plan["since"])


def plan(progress: list[Row], register: list[Row]) -> bool:
    assert [(row["quantity"]["value"], row["quantity"]["of"], row["date"][:7]) for row in progress] == [
        (79, 139, "2019-07"),
        (92, 139, "2020-03"),
        (99, 139, "2021-03"),
    ]
    (old,) = [row for row in register if row["ends"] == "2020" and row["type"] == "plan"]
    return old["ended"] and [heir["due"] for heir in old["successors"]] == ["2025"]


def birthdays(calendar: list[Row], milestones: list[Row]) -> bool:
    coming = [(row["date"], row["number"]) for row in calendar if row["what"] == "anniversary"]
    marked = [row for row in milestones if row["type"] == "anniversary" and row["ordinal"] == 30]
    return coming == [("2023-11-14", 5)] and "réunion spéciale" in told(marked) and "sommet" in told(marked)


def offices(rows: list[Row]) -> bool:
    held = {(row["office"], *row["by"]): row for row in rows}
    assert held["chair", "BRN"]["covers"] and held["country_coordinator", "IDN"]["seen"] == "../2021-07"
    return "Lav" in str(held["foreign_minister", "RUS"]["wordings"]) and held["foreign_minister", "RUS"]["seen"] == "2021-07-06"


def stances(rows: list[Row]) -> bool:
    found = {row["issue"]: row for row in rows}
    assert set(found) == {"asean-centrality", "myanmar"} and not any(row["changed"] for row in rows)
    dates = {one["date"] for one in found["asean-centrality"]["stances"]}
    return {"2021-10-29", "2023-04-05"} <= dates and [one["date"] for one in found["myanmar"]["stances"]] == ["2022-01-26"]


def delivered(rows: list[Row]) -> bool:
    assert all(row["to"] == ["VNM"] for row in rows if row["quantity"])
    (gift,) = [row for row in rows if row["quantity"] and row["quantity"]["value"] == 1000]
    return counted([row for row in rows if row["quantity"]]) == [
        (1000, "2021-03-16"), (739000, "2021-09-29"), (100000, "2021-09-29")
    ] and len(gift["footnotes"]) == 3  # fmt: skip


def story(rows: list[Row]) -> bool:
    verdicts = {(row["verdict"], row["kind"], *row["slots"]) for row in rows}
    new = [row for row in rows if row["verdict"] == "new"]
    return {("contradicts", "meeting", "when"), ("confirms", "indicator")} <= verdicts and "energía y turismo" in told(new)


def disagreements(rows: list[Row]) -> bool:
    values = {row["slot"]: {version["value"]: version["told_by"] for version in row["values"]} for row in rows if row["kind"] == "meeting"}
    assert values["when"]["2023-04-04"][0]["publisher"] == "Nhân Dân en ligne" and values["when"]["2023-04-05"][0]["publisher"] == "Prensa Latina"
    plans = [row for row in rows if row["kind"] == "agreement" and row["slot"] == "status" and row["due"] == "2025"]
    return {version["value"] for row in plans for version in row["values"]} == {"adopted", "approved"}


def brief(rows: list[Row]) -> bool:
    sections = {row["section"] for row in rows}
    return sections >= {"relations", "meetings", "undertakings", "agreements", "positions", "figures", "next"}


def trade(rows: list[Row]) -> bool:
    (series,) = rows
    given = [(point["when"], point["quantity"]["value"] / 1e9, point["quantity"]["comparator"]) for point in series["points"]]
    expected = [("2015", 20, ">"), ("2018", 19.8, "="), ("2020", 13.6, "="), ("2021", 20, "~"), ("2022", 15.5, "=")]
    return all(one in given for one in expected)


def announced(never: list[Row], moved: list[Row]) -> bool:
    assert "2022-02-17" in {row["date"] for row in never}
    return any("reportée" in told([row]) and {step["status"] for step in row["steps"]} >= {"postponed"} for row in moved)


def single(one_report: list[Row], one_side: list[Row]) -> bool:
    assert one_report and all(row["of"]["sources"] == 1 for row in one_report)
    doses = {
        (row["of"]["quantity"]["value"], row["country"]) for row in one_side if row["of"]["quantity"] and row["of"]["quantity"]["unit"] == "dose"
    }
    return {(739000, "VNM"), (100000, "RUS")} <= doses


def ladder(rows: list[Row]) -> bool:
    steps = {(row["type"], row["ordinal"], row["date"]) for row in rows}
    return {("anniversary", 20, "2016"), ("upgrade", None, "2018-11-14"), ("anniversary", 30, "2021"), ("anniversary", 5, "2023")} <= steps


CHECKS: dict[int, Callable[..., bool]] = {
    1: promises,
    2: committee,
    3: summit,
    4: plan,
    5: lambda rows: [(row["end"], "tourisme" in told([row]).lower()) for row in rows] == [("2024", True)],
    6: birthdays,
    7: offices,
    8: stances,
    9: lambda rows: len(rows) == 10 and not any(row["stances"] for row in rows),
    10: delivered,
    13: story,
    14: disagreements,
    15: brief,
    16: trade,
    17: announced,
    19: single,
    20: ladder,
}


def test_all_twenty_are_there_and_have_a_way_to_ask() -> None:
    assert list(SECTIONS) == list(range(1, 21))
    assert {number for number in SECTIONS if blocks(number, of="sh")} == set(CHECKS)
    assert {number for number in SECTIONS if blocks(number, of="python")} == set(SECTIONS) - set(CHECKS)


@pytest.mark.parametrize("number", CHECKS)
def test_a_command_answers(number: int, folder: Path) -> None:
    assert CHECKS[number](*answers(number, folder))


def test_python_answers(folder: Path) -> None:
    """The blocks of Python run after the one they begin with, and print what stands below them."""
    (begin,) = [text for kind, text in FENCE.findall(PAGE) if kind == "py"]
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        exec(begin, names)
    for number in sorted(set(SECTIONS) - set(CHECKS)):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec("".join(blocks(number, of="python")), names)
        assert printed.getvalue() == "".join(blocks(number, of="text")), number
