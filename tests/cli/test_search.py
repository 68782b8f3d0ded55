"""`communique search` over the example stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runs = Callable[..., Any]


def rows(result: Any) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()]


@pytest.mark.parametrize("words", [["hanoi"], ["HANOÏ"], ["Ханой"], ["Hà", "Nội"], ["hano*"], ["visite hanoi"], ["visite", "hanoi"]], ids=" ".join)
def test_a_place_is_found_in_any_spelling(run: Runs, filled: Path, words: list[str]) -> None:
    found = rows(run("search", *words, "--ledger", filled))
    assert any("la visite à Hanoï" in row[-1] for row in found) is (words != ["visite hanoi"])  # which is no phrase there


def test_words_in_one_argument_are_a_phrase(run: Runs, filled: Path) -> None:
    apart, together = (rows(run("search", *words, "--ledger", filled)) for words in (["Hanoi", "visite"], ["visite a hanoi"]))
    assert together and all("visite à Hanoï" in row[-1] for row in together)
    assert {row[0] for row in together} <= {row[0] for row in apart}


def test_lines_are_those_of_show_the_newest_first(run: Runs, filled: Path) -> None:
    found = rows(run("search", "meeting", "--kind", "meeting", "--limit", "999", "--ledger", filled))
    shown = rows(run("show", "--kind", "meeting", "--ledger", filled))
    assert sorted(found) == sorted(shown) and len(found) > 20
    assert [row[1].strip("[]") for row in found if ".." not in row[1]] == sorted((row[1].strip("[]") for row in found), reverse=True)


def test_pages_follow_each_other(run: Runs, filled: Path) -> None:
    for more in ([], ["--best"]):
        whole = run("search", "Russie", "--limit", "500", *more, "--ledger", filled)
        every, seen, after = rows(whole), [], []
        assert whole.stderr == f"{len(every)} found\n"
        while True:
            page = run("search", "Russie", "--limit", "60", *more, *after, "--ledger", filled)
            seen += rows(page)
            assert page.stderr.startswith(f"{len(every)} found")
            if "--after" not in page.stderr:
                break
            after = ["--after", page.stderr.split()[-1]]
        assert seen == every and len(every) > 120


def test_json_is_flat_records(run: Runs, filled: Path) -> None:
    told = json.loads(run("search", "RUS", "ASEAN", "--limit", "2", "--json", "--ledger", filled).stdout)
    assert len(told["statements"]) == 2 < told["total"] and not told["more"] and told["next"]
    assert all({"RUS", "ASEAN"} <= {*one["by"], *one["to"]} or "sean" in str(one["evidence"]).lower() for one in told["statements"])


def test_what_is_not_found_is_said(run: Runs, filled: Path) -> None:
    result = run("search", "nowhere", "--ledger", filled)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")


@pytest.mark.parametrize(
    "words", [[], ["x", "--after", "soon"], ["x", "--limit", "0"], ["x", "--kind", "party"], ["x", "--since", "soon"]], ids=" ".join
)
def test_a_wrong_search_ends_with_two(run: Runs, filled: Path, words: list[str]) -> None:
    result = run("search", *words, "--ledger", filled)
    assert result.exit_code == 2 and "Usage" in result.stderr


@pytest.mark.parametrize("words", ['"', "*", "'; DROP TABLE x", "a AND (b", "\u202e", "🌊", "NEAR(", "--x"])
def test_no_words_break_it(run: Runs, filled: Path, words: str) -> None:
    assert run("search", "--ledger", filled, "--", words).exit_code == 0
