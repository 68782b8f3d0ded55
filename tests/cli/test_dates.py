"""`communique dates`: the time expressions of stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runs = Callable[..., Any]
STORY = "La réunion s'est tenue lundi. Elle se poursuivra du 19 au 23 avril 2021, à 18 h. Un accord est attendu d'ici 2030."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_each_expression_is_a_line(run: Runs, story: Path) -> None:
    result = run("dates", story, "--published", "2021-04-15")
    assert result.exit_code == 0, result.output
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [(row[3], row[4], row[5], row[6]) for row in rows] == [
        ("DATE", "2021-04-12", "2021-04-12", "at"),
        ("DATE", "2021-04-19/2021-04-23", "2021-04-19/2021-04-23", "at"),
        ("TIME", "T18:00", "", "at"),
        ("DATE", "2030", "../2030", "by"),
    ]
    assert all(STORY[int(row[1]) : int(row[2])] == row[8] for row in rows)


def test_as_timeml_marks_them(run: Runs, story: Path) -> None:
    result = run("dates", story, "--published", "2021-04-15", "--apart", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["words"], row["value"]) for row in rows] == [
        ("lundi", "2021-04-12"), ("19", "2021-04-19"), ("23 avril 2021", "2021-04-23"), ("18 h", "2021-04-23T18:00"), ("2030", "2030"),
    ]  # fmt: skip


def test_without_a_day_to_count_from_relative_dates_stay_open(run: Runs, story: Path) -> None:
    rows = [json.loads(line) for line in run("dates", story, "--json").stdout.splitlines()]
    assert [row["edtf"] for row in rows if row["words"] == "lundi"] == [None]


def test_a_story_in_no_known_language_is_a_problem_and_the_rest_go_on(run: Runs, story: Path) -> None:
    odd = story.with_name("odd.json")
    odd.write_text(json.dumps({"text": "Saluton al ĉiuj homoj de la mondo.", "lang": "eo"}), encoding="utf-8")
    result = run("dates", odd, story)
    assert result.exit_code == 1
    assert "no language pack for 'eo'" in result.stderr and result.stdout.count("\n") == 4
