"""Prove a pack's dates and amounts: its example files give each text the expressions that must be read in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from communique.languages.pack import Pack
from communique.model.problems import Problem
from communique.reading.amounts import find_amounts
from communique.reading.dates.find import Anchor, find_dates
from communique.text.tokens import Tokens, tokenise

DIVIDER = "---"
CLOCK = "clock:"
"""A line that begins so sets the day the texts below are read on, or `none`."""


def examples(path: Path) -> Iterator[tuple[int, str, str, list[str]]]:
    """Line, clock, text and expected lines of each example of a file: a text, a line of dashes, then a line an expression."""
    clock, text, at, expected, after = "none", "", 0, list[str](), False
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.startswith(CLOCK):
            clock = line.removeprefix(CLOCK).strip()
        elif line == DIVIDER:
            after = True
        elif not line.strip():
            if after:
                yield at, clock, text, expected
            text, expected, after = "", [], False
        elif after:
            expected.append(line)
        else:
            text, at = line, number


def check_expressions(pack: Pack, folder: Path) -> Iterator[Problem]:
    """The texts of `dates.txt` and `amounts.txt` in `folder` in which the pack reads something else; nothing where there are no such files."""
    readers: tuple[tuple[str, Callable[[Tokens, str, str, Pack], list[str]]], ...] = (("dates.txt", _dates), ("amounts.txt", _amounts))
    for name, read in readers:
        path = folder / name
        for line, clock, text, expected in examples(path) if path.is_file() else ():
            tokens = tokenise(text, elided=pack.settings["elided"], whole=pack.settings["whole"], joined=pack.joined)
            if (found := read(tokens, text, clock, pack)) != expected:
                yield Problem("example", f"reads {found} for {expected} in: {text!r}", f"{name}:{line}")


def _dates(tokens: Tokens, text: str, clock: str, pack: Pack) -> list[str]:
    found = find_dates(tokens, pack.calendar, pack.numbers, anchor=Anchor(published=None if clock == "none" else clock))
    return [f"{m.span.of(text)} | {m.value.date or 'none'} | {m.value.timex_value} | {m.value.relation}" for m in found]


def _amounts(tokens: Tokens, text: str, clock: str, pack: Pack) -> list[str]:
    found = []
    for mention in find_amounts(tokens, pack.numbers):
        value = mention.value
        total = f" of {value.of:.12g}" if value.of is not None else ""
        found.append(f"{mention.span.of(text)} | {mention.type} | {value.comparator} {value.value:.15g} {value.unit}".rstrip() + total)
    return found
