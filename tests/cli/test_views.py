"""The commands that show records: as text, as JSON, and as of a day."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from communique.export.csv import plain
from communique.ledger import Ledger

Runs = Callable[..., Any]
VIEWS = ("timeline", "board", "register", "cadence", "conflicts", "roster", "positions", "indicators", "gaps")
STORY = "2023-04-05-jcc21-es"


@pytest.fixture(scope="module", autouse=True)
def assembled_once() -> Iterator[None]:
    """The filled ledger is not written to: its records of a day are made once."""
    records, made = Ledger.records, {}

    def kept(self: Ledger, *, as_of: datetime.date | None = None) -> Any:
        if as_of not in made:
            made[as_of] = records(self, as_of=as_of)
        return made[as_of]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ledger, "records", kept)
        yield


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_text_or_json(run: Runs, filled: Path, view: str) -> None:
    text, rows = run(view, "--ledger", filled), run(view, "--json", "--ledger", filled)
    assert text.exit_code == rows.exit_code == 0 and text.stdout.strip()
    found = json.loads(rows.stdout)
    assert found and all(isinstance(row, dict) for row in found)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_markdown_in_two_languages(run: Runs, filled: Path, view: str) -> None:
    pages = [run(view, "--format", "markdown", "--lang", code, "--ledger", filled).stdout for code in ("en", "fr")]
    assert all(page.startswith("# ") and "\n[^1]: " in page for page in pages) and pages[0] != pages[1]
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", pages[0]))
    assert marks == set(re.findall(r"^\[\^(\d+)\]: ", pages[0], re.MULTILINE))


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_knows_only_what_was_known(run: Runs, filled: Path, view: str) -> None:
    result = run(view, "--as-of", "2010", "--json", "--ledger", filled)
    assert result.exit_code == 0 and json.loads(result.stdout) == []
    assert "nothing known" in run(view, "--as-of", "2010", "--ledger", filled).stderr


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_csv(run: Runs, filled: Path, view: str) -> None:
    result, rows = run(view, "--format", "csv", "--ledger", filled), json.loads(run(view, "--json", "--ledger", filled).stdout)
    found = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert result.exit_code == 0 and len(found) == len(rows)
    names = [name for name, value in rows[0].items() if isinstance(value, str)]
    assert names and [[plain(row[name]) for name in names] for row in found] == [[row[name] or "" for name in names] for row in rows]


def test_a_brief_for_a_desk(run: Runs, filled: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("brief", "ASEAN,RUS", "--as-of", "2022-12-31", "--format", "docx", "--lang", "fr", "--ledger", filled)
    printed = run(*asked)
    assert printed.exit_code == 0 and printed.stdout_bytes.startswith(b"PK")
    assert run(*asked, "-o", "brief.docx").exit_code == 0
    assert (elsewhere / "brief.docx").read_bytes() == printed.stdout_bytes
    assert "nothing known" in run("brief", "ASEAN,RUS", "--as-of", "2010", "--format", "docx", "--ledger", filled).stderr
    monkeypatch.setitem(sys.modules, "docx", None)
    without = run(*asked, "-o", "other.docx")
    assert without.exit_code == 1 and "pip install 'communique[export]'" in without.stderr and not (elsewhere / "other.docx").exists()


@pytest.mark.parametrize("words", [("brief", "ASEAN,RUS"), ("news", STORY), ("calendar",)])
def test_a_brief_news_and_the_calendar(run: Runs, filled: Path, words: tuple[str, ...]) -> None:
    asked = (*words, "--as-of", "2023-06-30", "--ledger", filled)
    told, french, rows = run(*asked), run(*asked, "--format", "markdown", "--lang", "fr"), run(*asked, "--json")
    assert told.exit_code == french.exit_code == 0 and told.stdout.strip() and "[^1]: " in french.stdout
    assert all(isinstance(row, dict) for row in json.loads(rows.stdout))
    assert "nothing known" in run(*words, "--as-of", "2010", "--ledger", filled).stderr


def test_news_looks_from_the_day_of_its_story(run: Runs, filled: Path) -> None:
    rows = json.loads(run("news", STORY, "--json", "--ledger", filled).stdout)
    assert {row["verdict"] for row in rows} >= {"new", "contradicts", "confirms"}
    assert max(row["last_seen"] for row in rows) == "2023-04-05"
    missing = run("news", "2099-01-01-nothing", "--ledger", filled)
    assert missing.exit_code == 1 and "no document" in missing.stderr


def test_one_record_whole(run: Runs, filled: Path) -> None:
    disputed = next(row for row in json.loads(run("timeline", "--json", "--ledger", filled).stdout) if row["conflicts"] and row["sources"] > 2)
    (row,) = json.loads(run("record", disputed["record"][:8], "--json", "--ledger", filled).stdout)
    assert row["record"] == disputed["record"] and [one["slot"] for one in row["disagreements"]] == disputed["conflicts"]
    read = {field["slot"]: value["note"] for field in row["fields"] for value in field["values"] if value["note"]}
    assert {"by", "type", "when"} <= set(read) and read["when"]["words"] and read["when"]["words"] in read["when"]["quote"]
    assert sum(len(family["statements"]) for family in row["families"]) == row["tellings"] and len(row["families"]) == row["sources"]
    member = row["families"][-1]["statements"][-1]["statement"]
    told = run("record", member, "--ledger", filled).stdout
    assert told == run("record", row["record"], "--ledger", filled).stdout and "Sources disagree: " in told and "What is known" in told
    french = run("record", member, "--format", "markdown", "--lang", "fr", "--ledger", filled).stdout
    assert "## Ce qui est connu" in french and "[^1]: " in french and "|---|---|" in french


def test_a_record_is_told_only_when_it_was(run: Runs, filled: Path) -> None:
    last = json.loads(run("timeline", "--json", "--ledger", filled).stdout)[-1]
    early = run("record", last["record"], "--as-of", "2010", "--ledger", filled)
    assert early.exit_code == 1 and "no record" in early.stderr


def test_a_calendar_for_other_calendars(run: Runs, filled: Path) -> None:
    result = run("calendar", "--format", "ics", "--as-of", "2022-02-12", "--lang", "fr", "--ledger", filled)
    made = Calendar.from_ical(result.stdout_bytes)
    assert {event.decoded("dtstart").isoformat() for event in made.walk("VEVENT")} >= {"2022-02-14", "2022-02-17"}
    assert made["x-wr-calname"] == "Calendrier"


def test_the_language_may_come_from_the_environment(run: Runs, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_LANG", "fr")
    assert "aucune suite signalée" in run("board", "--ledger", filled).stdout


def test_only_what_is_asked_for(run: Runs, filled: Path) -> None:
    ask = lambda *words: json.loads(run(*words, "--json", "--ledger", filled).stdout)  # noqa: E731
    assert {row["reason"] for row in ask("gaps", "--reason", "missing")} == {"missing"}
    assert {row["office"] for row in ask("roster", "--on", "2021-01-26", "--office", "chair")} == {"chair"}
    assert {row["type"] for row in ask("indicators", "--type", "trade_total")} == {"trade_total"}
    silent = ask("positions", "--issue", "ukraine", "--among", "ASEAN")
    assert len(silent) >= 10 and not any(row["stances"] for row in silent)
    mine = ask("board", "--by", "RUS", "--to", "ASEAN", "--since", "2021")
    assert mine and all("RUS" in row["by"] and "ASEAN" in row["to"] and row["first_seen"] >= "2021" for row in mine)


def test_only_between_some(run: Runs, filled: Path) -> None:
    rows = json.loads(run("timeline", "--between", "vnm,rus", "--json", "--ledger", filled).stdout)
    assert rows and all({"VNM", "RUS"} <= {actor.partition(":")[0] for actor in (*row["by"], *row["to"])} for row in rows)


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--as-of", "soon"),
        ("board", "--state", "kept"),
        ("timeline", "--kind", "party"),
        ("board", "--lang", "xx"),
        ("board", "--format", "pdf"),
        ("board", "--format", "ics"),
        ("board", "--format", "docx"),
        ("brief", "ASEAN,RUS", "-o", "brief.md"),
        ("brief", "RUS"),
        ("gaps", "--reason", "boredom"),
        ("positions", "--among", "NOBODY"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Runs, filled: Path, words: tuple[str, ...]) -> None:
    assert run(*words, "--ledger", filled).exit_code == 2


def test_without_a_ledger(run: Runs) -> None:
    result = run("board")
    assert result.exit_code == 1 and "ledger.db" in result.stderr
