"""The 86 basic French expressions of the survey of temporal taggers, where that list is at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.languages.calendar import Calendar
from communique.languages.numbers import Numbers
from communique.reading.dates.find import Anchor, find_dates
from communique.text.tokens import Tokens


def test_expressions(french_calendar: Calendar, french_numbers: Numbers, french_tokens: Callable[[str], Tokens]) -> None:
    gold = os.environ.get("COMMUNIQUE_GOLD")
    path = Path(gold).parent / "dates" / "expr_fr.txt" if gold else None
    if path is None or not path.exists():
        pytest.skip("the list of expressions is not here: set COMMUNIQUE_GOLD to the gold folder beside dates/")
    wrong: list[str] = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        words, _, value = line.partition("|")
        found = find_dates(french_tokens(words), french_calendar, french_numbers, anchor=Anchor("2021-04-15"))
        if len(found) != 1 or not found[0].value.timex_value.startswith(value):
            wrong.append(f"{line} -> {[mention.value.timex_value for mention in found]}")
    assert not wrong
    assert len(lines) == 86
