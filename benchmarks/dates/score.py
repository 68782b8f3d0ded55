"""How well time expressions were found, as TempEval-3 counts it: strict spans, relaxed spans, values."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

from sets import Timex


class Counts(NamedTuple):
    """What one document, or many, gave: expressions of the gold and read, exact spans, spans that overlap, values that are right as well.

    Expressions of the gold that have no value count for spans only: `unvalued` of them, `spare` of which were met.
    """

    gold: int = 0
    read: int = 0
    strict: int = 0
    relaxed: int = 0
    right: int = 0
    unvalued: int = 0
    spare: int = 0

    def f1(self) -> tuple[float, float, float]:
        """Strict, relaxed and value F1, in percent."""
        return (
            _f1(self.strict, self.read, self.gold),
            _f1(self.relaxed, self.read, self.gold),
            _f1(self.right, self.read - self.spare, self.gold - self.unvalued),
        )


def _f1(right: int, read: int, gold: int) -> float:
    return 200 * right / (read + gold) if read + gold else 0.0


def clean(value: str) -> str:
    """A value with its ways of writing made one: 2003-1-9 is 2003-01-09, P24H is PT24H, T14 is T14:00."""
    value = re.sub(r"\s+", "", value).upper()
    if match := re.match(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?=$|T|-T)", value):
        day = f"-{int(match[3]):02d}" if match[3] else ""
        value = f"{match[1]}-{int(match[2]):02d}{day}" + value[match.end() :].replace("-T", "T")
    if re.match(r"P[\dX.,]+H$|P[\dX.]+H[\dX]+M", value):
        value = "PT" + value[1:]
    value = re.sub(r"T(\d)(?=$|:)", r"T0\1", value)
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    value = re.sub(r"(T\d\d:\d\d):00(?:\.0+)?$", r"\1", value)
    return re.sub(r"W(\d)$", r"W0\1", value)


def pair(gold: Sequence[Timex], read: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """The expressions that meet, one to one: exact spans first, then those that share most."""
    pairs: list[tuple[Timex, Timex]] = []
    left, free = list(gold), list(read)
    for one in gold:
        same = next((other for other in free if other[:2] == one[:2]), None)
        if same is not None:
            pairs.append((one, same))
            left.remove(one)
            free.remove(same)
    shared = sorted(
        (-min(one.end, other.end) + max(one.start, other.start), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(free)
        if min(one.end, other.end) > max(one.start, other.start)
    )
    met: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in shared:
        if i not in met[0] and j not in met[1]:
            pairs.append((left[i], free[j]))
            met[0].add(i)
            met[1].add(j)
    return pairs


def count(gold: Sequence[Timex], read: Sequence[Timex]) -> Counts:
    """The counts of one document."""
    pairs = pair(gold, read)
    return Counts(
        len(gold),
        len(read),
        sum(one[:2] == other[:2] for one, other in pairs),
        len(pairs),
        sum(bool(one.value) and clean(one.value) == clean(other.value) for one, other in pairs),
        sum(not one.value for one in gold),
        sum(not one.value for one, _ in pairs),
    )


def total(counts: Sequence[Counts]) -> Counts:
    """The counts of several documents together."""
    return Counts(*(sum(column) for column in zip(*counts, strict=True))) if counts else Counts()


def bootstrap(ours: Sequence[Counts], theirs: Sequence[Counts], *, times: int = 2000) -> list[tuple[float, float, float]]:
    """For strict, relaxed and value F1: the ends of the difference in 95 of 100 draws of documents, and the share of draws it is above 0."""
    chance = random.Random(11)
    drawn: list[tuple[float, ...]] = []
    for _ in range(times):
        at = [chance.randrange(len(ours)) for _ in ours]
        one, other = total([ours[i] for i in at]).f1(), total([theirs[i] for i in at]).f1()
        drawn.append(tuple(mine - yours for mine, yours in zip(one, other, strict=True)))
    made: list[tuple[float, float, float]] = []
    for column in zip(*drawn, strict=True):
        ordered = sorted(column)
        made.append((ordered[int(0.025 * times)], ordered[int(0.975 * times)], sum(value > 0 for value in ordered) / times))
    return made
