"""The commands that show records: as text, as JSON, and as of a day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runs = Callable[..., Any]
VIEWS = ("timeline", "board", "register", "cadence", "conflicts")


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
    ],
)
def test_what_cannot_be_meant_is_refused(run: Runs, filled: Path, words: tuple[str, ...]) -> None:
    assert run(*words, "--ledger", filled).exit_code == 2


def test_without_a_ledger(run: Runs) -> None:
    result = run("board")
    assert result.exit_code == 1 and "ledger.db" in result.stderr
