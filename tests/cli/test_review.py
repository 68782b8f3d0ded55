"""`communique review` as it is typed: what it keeps, what it shows, and what it refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique import Ledger

Runs = Callable[..., Any]
PROMISE = ("--document", "2023-04-05-jcc21", "--kind", "commitment")
WHY = ("--why", "read the story")


@pytest.fixture
def own(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of the example stories to write to; anna reviews it."""
    ledger = tmp_path / "own.db"
    shutil.copy(filled, ledger)
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(ledger))
    monkeypatch.setenv("COMMUNIQUE_REVIEWER", "anna")
    return ledger


def rows(result: Any) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


def first(run: Runs, *words: str) -> str:
    """The id of the first statement shown."""
    return rows(run("show", *words))[0][0]


def board(run: Runs, *words: str) -> dict[str, dict[str, Any]]:
    return {row["record"][:8]: row for row in json.loads(run("board", "--json", *words).stdout)}


def test_a_statement_is_rejected_and_brought_back(run: Runs, own: Path) -> None:
    promise = first(run, *PROMISE)
    before = run("board", "--json").stdout
    told = rows(run("review", "reject", promise, *WHY))
    assert len(told) == 1
    assert told[0][2:6] == ["anna", "reject", f"commitment {promise}", ""] and told[0][6:] == ["in force", "read the story"]
    assert promise not in board(run)
    assert promise not in {row[0] for row in rows(run("show"))}
    shown = {row[0]: row[5] for row in rows(run("show", "--rejected"))}
    assert shown[promise].endswith("rejected by anna")
    explained = run("explain", promise).stdout
    assert "reject      by anna, 20" in explained and "read the story" in explained
    undone = rows(run("review", "undo", told[0][0], "--by", "ben", "--why", "a slip"))
    assert undone[0][2:5] == ["ben", "undo", f"judgement {told[0][0]}"]
    assert run("board", "--json").stdout == before
    assert [row[6] for row in rows(run("review", "list"))] == ["undone", "in force"]


def test_an_edited_statement_says_by_whom(run: Runs, own: Path) -> None:
    promise = first(run, *PROMISE)
    (told,) = rows(run("review", "edit", promise, "due", "2023-12", "--quote", "CETTE année", *WHY))
    assert told[5] == "due: 2023 -> 2023-12 “cette année”"
    row = board(run)[promise]
    assert row["due"] == "2023-12" and [(one["verdict"], one["slot"], one["user"]) for one in row["footnotes"][0]["judged"]] == [
        ("edit", "due", "anna")
    ]
    assert [(one["id"][:8], one["value"], one["statements"][0][:8]) for one in row["judgements"]] == [(told[0], "2023-12", promise)]
    assert "(term edited by anna)" in run("board").stdout
    assert "edited by anna (due)" in rows(run("show", *PROMISE))[0][5]
    explained = run("explain", promise).stdout
    assert "due         2023-12   from “cette année”" in explained and "edit        due: 2023 -> 2023-12" in explained
    records = [json.loads(line) for line in run("export").stdout.splitlines()]
    assert [one["due"] for one in records if one["judged"]] == ["2023-12"]
    as_read = [json.loads(line) for line in run("export", "--as-read").stdout.splitlines()]
    assert "2023-12" not in {one["due"] for one in as_read} and not any(one["judged"] for one in as_read)


def test_a_field_is_emptied(run: Runs, own: Path) -> None:
    promise = first(run, *PROMISE)
    (told,) = rows(run("review", "edit", promise, "due", "", *WHY))
    assert told[5] == "due: 2023 -> none" and board(run)[promise]["due"] is None


def test_records_are_merged_split_and_linked(run: Runs, own: Path) -> None:
    one, other = list(board(run))[:2]
    (merged,) = rows(run("review", "merge", one, other, *WHY))
    assert merged[3] == "merge" and len(board(run)) == len(board(run, "--as-of", "2030")) and not {one, other} <= set(board(run))
    kept = ({one, other} & set(board(run))).pop()
    (parted,) = rows(run("review", "split", *({one, other} - {kept}), *WHY))
    assert {one, other} <= set(board(run))
    (linked,) = rows(run("review", "link", one, "part_of", other, *WHY))
    assert linked[5] == "part_of"
    history = rows(run("review", "list", kept))
    assert [row[0] for row in history] == [merged[0], parted[0], linked[0]]
    assert rows(run("review", "unlink", one, other, *WHY))[0][3] == "unlink"


@pytest.mark.parametrize(("value", "kept"), [("+1", "+1"), ("-1", "-1"), ("0", "0"), ("1", "+1")])
def test_a_promise_is_scored_from_a_day_on(run: Runs, own: Path, value: str, kept: str) -> None:
    promise = first(run, *PROMISE)
    (told,) = rows(run("review", "score", promise, value, "--on", "2024", *WHY))  # its last day
    assert told[5] == f"{kept} on 2024-12-31"
    row = board(run)[promise]
    assert (row["assessed"]["value"], row["assessed"]["on"], row["assessed"]["user"]) == (kept, "2024-12-31", "anna")
    assert f"scored {kept} on 31 December 2024 by anna: read the story" in run("board").stdout
    assert f"noté {kept} le 31 décembre 2024 par anna : read the story" in run("board", "--lang", "fr").stdout
    assert board(run, "--as-of", "2024-12-30")[promise]["assessed"] is None


def test_the_list_is_for_people_and_programs(run: Runs, own: Path) -> None:
    result = run("review", "list")
    assert (result.exit_code, result.stdout) == (0, "") and "no such judgements" in result.stderr
    promise = first(run, *PROMISE)
    other = first(run, "--kind", "meeting")
    run("review", "accept", promise, *WHY)
    run("review", "accept", other, "--by", "ben\tand ben", "--why", "two\nlines")
    shown = rows(run("review", "list"))
    assert [(row[2], row[4], row[7]) for row in shown] == [
        ("anna", f"commitment {promise}", "read the story"),
        ("ben and ben", f"meeting {other}", "two lines"),
    ]
    assert [row[2] for row in rows(run("review", "list", other))] == ["ben and ben"]
    found = json.loads(run("review", "list", "--json").stdout)
    assert [(one["user"], one["verdict"], one["standing"], one["left"][0]["kind"]) for one in found] == [
        ("anna", "accept", "in force", "commitment"),
        ("ben and ben", "accept", "in force", "meeting"),
    ]
    assert run("review", "list", "--stale").stdout == ""
    missing = run("review", "list", "ffff")
    assert missing.exit_code == 1 and "no statement begins with 'ffff'" in missing.stderr


def test_judgements_are_exported_and_taken_in(run: Runs, own: Path, filled: Path, tmp_path: Path) -> None:
    promise = first(run, *PROMISE)
    run("review", "score", promise, "-1", *WHY)
    run("review", "edit", promise, "due", "2024", *WHY)
    for words in (("export", "judgements"), ("review", "export")):
        assert len(run(*words).stdout.splitlines()) == 2
        assert run(*words, "-o", "j.jsonl").exit_code == 0 and Path("j.jsonl").read_text(encoding="utf-8") == run(*words).stdout
    other = tmp_path / "other.db"
    shutil.copy(filled, other)
    taken = run("review", "import", "j.jsonl", "--ledger", other)
    assert (taken.exit_code, taken.stdout) == (0, "2 judgements taken in\n")
    assert run("board", "--json", "--ledger", other).stdout == run("board", "--json").stdout
    assert run("review", "import", "j.jsonl", "--ledger", other).stdout == "0 judgements taken in\n"
    Path("s.txt").write_text("Nothing here.", encoding="utf-8")
    assert run("read", "s.txt", "--lang", "fr", "--ledger", "third.db").exit_code == 0
    waiting = run("review", "import", "j.jsonl", "--ledger", "third.db")
    assert waiting.stdout == "2 judgements taken in; 2 find no statement here: `communique review list --stale`\n"
    assert [row[6] for row in rows(run("review", "list", "--stale", "--ledger", "third.db"))] == ["stale", "stale"]


def test_reading_again_tells_what_became_stale(run: Runs, own: Path) -> None:
    promise = first(run, *PROMISE)
    assert run("review", "reject", promise, *WHY).exit_code == 0
    with Ledger.open(own) as opened:
        story = next(one for one in opened.documents() if any(seen.name == PROMISE[1] for seen in opened.sightings(one.id)))
        Path(f"{PROMISE[1]}.json").write_text(
            json.dumps({"id": PROMISE[1], "lang": "vi", "text": story.text, "published": "2023-04-05"}), encoding="utf-8"
        )
    result = run("read", f"{PROMISE[1]}.json", "--lang", "vi")
    assert result.exit_code == 0, result.output
    assert "1 judgement finds no statement any more: `communique review list --stale`" in result.stderr
    assert [row[3] for row in rows(run("review", "list", "--stale"))] == ["reject"]


@pytest.mark.parametrize(
    "words",
    [
        ["review"],
        ["review", "praise"],
        ["review", "accept"],
        ["review", "edit", "x", "due", *WHY],
        ["review", "accept", "x"],
        ["review", "accept", "x", "--why", " "],
        ["review", "accept", "x", "--by", "", *WHY],
        ["review", "score", "x", "+1", "--on", "soon", *WHY],
        ["review", "import", "nowhere.jsonl"],
        ["review", "undo", *WHY],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_ends_with_two(run: Runs, own: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2 and result.stderr + result.stdout


def test_somebody_must_decide(run: Runs, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_REVIEWER")
    result = run("review", "accept", first(run, *PROMISE), *WHY)
    assert result.exit_code == 2 and "--by" in result.stderr and "COMMUNIQUE_REVIEWER" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["accept", "ffff"], "no statement begins with 'ffff'"),
        (["edit", "{id}", "due", "soon"], "due cannot be 'soon'"),
        (["edit", "{id}", "type", "signed"], "type of a commitment cannot be 'signed': one of binding considered intended pledged willing"),
        (["edit", "{id}", "what", "not in it"], "these words are not in the story"),
        (["merge", "{id}"], "two records or more"),
        (["score", "{id}", "2"], "value cannot be '2'"),
        (["link", "{id}", "likes", "{id}"], "value cannot be 'likes'"),
        (["undo", "ffff"], "no judgement begins with 'ffff'"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_ends_with_one_and_keeps_nothing(run: Runs, own: Path, words: list[str], message: str) -> None:
    promise = first(run, *PROMISE)
    result = run("review", *(word.format(id=promise) for word in words), *WHY)
    assert result.exit_code == 1, result.output
    assert not result.stdout and result.stderr.startswith("error: ") and message in result.stderr
    assert run("review", "list").stdout == ""


def test_a_damaged_file_is_refused_whole(run: Runs, own: Path) -> None:
    run("review", "accept", first(run, *PROMISE), *WHY)
    Path("j.jsonl").write_text(run("review", "export").stdout + "{broken\n", encoding="utf-8")
    result = run("review", "import", "j.jsonl", "--ledger", own)
    assert result.exit_code == 1 and "j.jsonl:2: not JSON" in result.stderr and not result.stdout


def test_without_a_ledger(run: Runs) -> None:
    result = run("review", "accept", "x", "--by", "anna", *WHY)
    assert result.exit_code == 1 and "no ledger at ledger.db" in result.stderr and not Path("ledger.db").exists()
