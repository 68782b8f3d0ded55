"""Dates and times of a text: every time expression, resolved to EDTF at the precision of its words and to a TIMEX3 value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from communique.languages.calendar import Calendar
from communique.languages.numbers import Numbers
from communique.model.dates import Basis, Date, bounds, precision_of
from communique.model.mentions import Mention
from communique.model.spans import Span
from communique.reading.dates.builders import read_words
from communique.reading.dates.context import Reading, admit, relation_of, widen
from communique.reading.dates.grammar import parse
from communique.reading.dates.middle import Middle
from communique.reading.dates.resolve import Resolved, Scene, duration, leans_on_verb, resolve
from communique.reading.dates.words import Run, runs
from communique.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates count from: EDTF at day, month or year precision; the dateline's date before the page's."""

    dateline: str | None = None
    published: str | None = None

    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day the anchor may mean; None without one."""
        for edtf in (self.dateline, self.published):
            if edtf:
                try:
                    low, high = bounds(edtf)
                except ValueError:
                    continue
                if low and high and (high - low).days < 370:
                    return low, high
        return None


class TimeExpression:
    """A date, time, length or frequency as its words give it.

    `date` is EDTF with the relation in it ("d'ici 2030" is ../2030), None for lengths, frequencies and what cannot be had; `core` is the same
    date without the relation. `timex_type` and `timex_value` follow TIMEX3.
    `relation`: at, by, until, since, for, each. `middle` is the context-free form.
    """

    __slots__ = ("core", "date", "flags", "middle", "relation", "rule", "timex_type", "timex_value")

    def __init__(
        self, date: Date | None, timex_type: str, timex_value: str, relation: str, rule: str, flags: tuple[str, ...], core: Date | None,
        middle: Middle,
    ) -> None:  # fmt: skip
        self.date, self.timex_type, self.timex_value, self.relation = date, timex_type, timex_value, relation
        self.rule, self.flags, self.core, self.middle = rule, flags, core, middle


class Directions(Protocol):
    """For each token -1 at a past verb form, +1 at a future one, else 0; and whether it opens a clause in a clause."""

    def __getitem__(self, at: int, /) -> int: ...
    def opens(self, at: int, /) -> bool:
        """Whether a token opens a clause inside another."""
        ...

    def undertaken(self, at: int, /) -> bool:
        """Whether a token is the infinitive of what somebody undertook, asked or was invited to do: it says nothing of what stands before it."""
        ...


_LENGTHS: Final = frozenset({"length", "span"})
_BARE: Final = frozenset({"vague", "pointer"})
"""Rules whose words have their articles in them, or have none."""
_FROM_NOW: Final = frozenset({"ago", "later"})
_HOUR: Final = re.compile(r"[,alv]{1,3}((?:[dn]h[dn]?|O)$)")
"""An hour set off from its day by a comma or a preposition."""


_COMPARED: Final = 7
"""How many tokens before a time the word may stand that compares with it."""
_BREAKS: Final = frozenset(".,;:()")


def find_dates(
    tokens: Tokens,
    pack_calendar: Calendar,
    numbers: Numbers,
    *,
    anchor: Anchor,
    tenses: Directions | None = None,
    sentences: Sequence[tuple[int, int]] | None = None,
    apart: bool = False,
) -> list[Mention[TimeExpression]]:
    """The time expressions of `tokens`, in text order and apart from each other.

    "The day before" leans on the last date told in its paragraph, else on the first day the text tells relative to the anchor.
    `tenses` are aligned with the tokens; `sentences` are token ranges. `apart` gives the two ends of a range, and a day and its hour, as two
    expressions, as TimeML marks them; a bare hour then has the day it is of.
    """
    days = anchor.days()
    low, high = days if days else (None, None)
    if apart:
        pack_calendar = pack_calendar.apart or pack_calendar
    marks = pack_calendar.marks
    found: list[Mention[TimeExpression]] = []
    last: str | None = None
    main: str | None = None
    told_at = 0
    for reading in _readings(tokens, pack_calendar, numbers):
        cue = reading.cue
        if abs(cue) < 2 and tenses is not None and leans_on_verb(reading.middle):
            cue = _cue(tenses, sentences, tokens, reading) or cue
        for first, end, middle in _parts(reading, apart=apart):
            told = last
            if main is not None and reading.rule == "anaphor" and middle.unit == "day" and "\n" in tokens.text[told_at : tokens.starts[first]]:
                told = main
            if middle.shape == "clock" and told is not None and "\n" in tokens.text[told_at : tokens.starts[first]]:
                told = None  # an hour is of the day its paragraph tells of
            scene = Scene(low, high, told, cue) if apart or middle.shape != "clock" else Scene()
            resolved = resolve(middle, scene)
            if resolved is None or (not resolved.edtf and not resolved.timex and middle.shape not in ("shift", "fields")):
                continue
            if marks and (length := _as_length(marks, reading.rule, middle)):
                resolved = resolved._replace(timex=length)
            if reading.of_event and resolved.edtf:  # the event is taken to be what the last date told of
                resolved = resolved._replace(basis="inferred", flags=(*resolved.flags, "event_relative"))
            expression = _express(middle, resolved, reading, anchored=days)
            span = Span(tokens.starts[first], tokens.ends[end - 1])
            found.append(Mention(span, "date", expression, f"date:{reading.rule}"))
            if (
                expression.core is not None
                and middle.shape not in _LENGTHS
                and "XXXX" not in expression.core.edtf
                and ".." not in expression.core.edtf
                and not _is_compared(tokens, pack_calendar, middle, first)
            ):
                last, told_at = expression.core.edtf, span.end
                if main is None and expression.core.precision == "day" and expression.core.basis == "anchored":
                    main = last
    return found


def _is_compared(tokens: Tokens, calendar: Calendar, middle: Middle, first: int) -> bool:
    """Whether what is told is only compared with the time at token `first`: "qu'il y a dix ans", "contre 13 milliards en 2020", "the year before"."""
    if middle.unit == "year" and middle.anchor == "last" and middle.shift == -1:
        return True
    norms, guards = tokens.norms, calendar.guards
    if middle.shape == "shift" and first and norms[first - 1] in guards["than"]:
        return True
    for at in range(first - 1, max(first - _COMPARED, -1), -1):
        if norms[at] in guards["compared"]:
            return True
        if norms[at] in _BREAKS:
            return False
    return False


def _readings(tokens: Tokens, calendar: Calendar, numbers: Numbers) -> list[Reading]:
    """The admitted matches of the grammar, with their relation and their full token range."""
    found: list[Reading] = []
    for run in runs(tokens, calendar, numbers):
        for rule, first, end in parse(run.letters, calendar.order):
            middle = read_words(rule, tuple(run.words[first:end]))
            if middle is None:
                cut = first + 1
                if rule == "lengths":  # two lengths, then: "three days and two weeks"
                    cut = next(at for at in range(first, end) if run.letters[at] in "YNTCU") + 1
                    found += _retry(tokens, calendar, numbers, run, first, cut)
                found += _retry(tokens, calendar, numbers, run, cut, end)
                continue
            reading = _read(tokens, calendar, numbers, run, rule, first, end, middle)
            if reading is not None:
                found.append(reading)
    return found


def _retry(tokens: Tokens, calendar: Calendar, numbers: Numbers, run: Run, first: int, end: int) -> list[Reading]:
    """The matches inside a match whose words made no date."""
    found: list[Reading] = []
    for rule, low, high in parse(run.letters[first:end], calendar.order):
        low, high = low + first, high + first
        middle = read_words(rule, tuple(run.words[low:high]))
        if middle is not None:
            reading = _read(tokens, calendar, numbers, run, rule, low, high, middle)
            if reading is not None:
                found.append(reading)
    return found


def _read(tokens: Tokens, calendar: Calendar, numbers: Numbers, run: Run, rule: str, first: int, end: int, middle: Middle) -> Reading | None:
    if not admit(tokens, calendar, numbers, run, rule, first, end, middle):
        return None
    relation, cue, vague = relation_of(tokens, calendar, run, rule, first)
    start = first if rule in _BARE or _before_noun(calendar, run, rule, first) else widen(run, first, contracted="contracted" in calendar.marks)
    return Reading(rule, middle, run, first, end, start, relation, cue, vague)


def _before_noun(calendar: Calendar, run: Run, rule: str, first: int) -> bool:
    """Whether the article before belongs to a noun behind: "the 1996 campaign", "the May 4 talks", "the ten-day visit"."""
    if not calendar.order.startswith("mdy"):
        return False
    return (rule in ("year", "day", "month") and run.letters[first] in "yM") or (rule == "length" and run.letters[first + 1 : first + 2] == "-")


def _parts(reading: Reading, *, apart: bool) -> list[tuple[int, int, Middle]]:
    """The expressions of a reading: one, or the two of a pair that is no range; token range and middle form."""
    (_, firsts, lasts, letters), middle = reading.run, reading.middle
    start = reading.start
    if apart and letters[start] in "Fwi" and start < reading.end - 1:
        start += 1
    first, last = firsts[start], lasts[reading.end - 1]
    if middle.shape == "list" or (middle.shape == "range" and (apart or reading.separate)):
        left, right = middle.left, middle.right
        cut = letters.find("&", reading.first, reading.end)
        if cut < 0 and apart:
            cut = next((at for at in range(reading.first + 1, reading.end) if letters[at] in "au-/"), -1)
        if left is not None and right is not None and reading.first < cut < reading.end - 1:
            begin, second = reading.first, cut + (not (apart and reading.run.words[cut].value == "article"))
            while letters[begin] in "osB" and begin < cut - 1 and not (apart and reading.run.words[begin].value == "article"):
                begin += 1
            if not apart:
                begin = reading.start
            while apart and letters[second] in "ao" and second < reading.end - 1 and reading.run.words[second].value != "article":
                second += 1
            return [(firsts[begin], lasts[cut - 1], left), (firsts[second], last, right)]
        middle = replace(middle, shape="range")
    if apart and middle.shape == "first" and middle.left is not None and (cut := letters.find("o", start, reading.end)) > start:
        return [(first, lasts[cut - 1], Middle("length", unit=middle.unit, count=middle.count)), (firsts[cut + 1], last, middle.left)]
    if apart and ":" in middle.clock and (hour := _HOUR.search(letters, reading.first, reading.end)) is not None and hour.start() > reading.first:
        cut = hour.start()
        return [(first, lasts[cut - 1], replace(middle, clock="")), (firsts[hour.start(1)], last, Middle("clock", clock=middle.clock))]
    return [(first, last, middle)]


def _cue(tenses: Directions, sentences: Sequence[tuple[int, int]] | None, tokens: Tokens, reading: Reading) -> int:
    """The direction of the nearest verb of the sentence; commas and words that open a clause keep verbs away ("signed in May a deal that will …").

    A participle under a future verb is future.
    """
    at, stop = reading.run.firsts[reading.first], reading.run.lasts[reading.end - 1]
    norms = tokens.norms
    low, high = 0, len(norms)
    for begin, end in sentences or ():
        if begin <= at < end:
            low, high = begin, max(end, stop)  # an expression may reach over a full stop
            break
    best: tuple[int, int] | None = None
    for step, edge, origin in ((-1, low - 1, at - 1), (1, high, stop)):
        cost = 0
        position = origin
        while position != edge:
            cost += 6 if norms[position] in ",;:" or tenses.opens(position) else 1
            if best is not None and cost >= best[0]:
                break
            tense = tenses[position] if step < 0 or not tenses.undertaken(position) else 0  # "agreed on Monday to meet"
            if tense:
                if tense < 0 and any(tenses[before] > 0 and not tenses.undertaken(before) for before in range(max(low, position - 3), position)):
                    tense = 1
                best = (cost, tense)
                break
            position += step
    return best[1] if best else 0


def _as_length(marks: frozenset[str], rule: str, middle: Middle) -> str | None:
    """The length that a language's annotators give for "hace dos años" or "recent months"; None for all else."""
    if middle.shape == "ref":
        counted = "lengths_from_now" if rule in _FROM_NOW else "vague_lengths"
        return duration(replace(middle, shape="length", value="")) if middle.unit and counted in marks else None
    counted = "lengths_ahead" if rule == "ahead" else "lengths_from_now"
    if middle.shape == "shift" and (rule in _FROM_NOW or rule == "ahead") and counted in marks and middle.shift:
        return duration(Middle("length", unit=middle.unit, count=abs(middle.shift)))
    return None


def _express(middle: Middle, resolved: Resolved, reading: Reading, *, anchored: tuple[datetime.date, datetime.date] | None) -> TimeExpression:
    edtf, basis = resolved.edtf, resolved.basis
    relation = reading.relation
    rule = reading.rule
    kind = "DATE"
    if middle.shape in _LENGTHS or (middle.shape == "ref" and not resolved.timex.endswith("REF")):
        kind = "DURATION"
    elif middle.shape == "set":
        kind, relation = "SET", "each"
    elif middle.clock:
        kind = "TIME"
    if middle.shape == "length":
        edtf = _from_length(middle, relation, anchored)
        date = _date(edtf, "anchored") if edtf else None
        return TimeExpression(date, kind, resolved.timex, relation, rule, resolved.flags, None, middle)
    if relation == "for" and kind != "DURATION":
        relation = "at"
    if edtf is None:
        return TimeExpression(None, kind, resolved.timex, relation, rule, resolved.flags, None, middle)
    if reading.vague and "~" not in edtf:
        edtf = _vaguely(edtf)
    core = _date(edtf, basis)
    date = core
    if core is not None and relation in ("by", "until", "since") and "XXXX" not in edtf:
        pieces = edtf.split("/")
        date = _date(f"{pieces[0]}/.." if relation == "since" else f"../{pieces[-1]}", basis)
    return TimeExpression(date, kind, resolved.timex, relation, rule, resolved.flags, core, middle)


def _from_length(middle: Middle, relation: str, anchored: tuple[datetime.date, datetime.date] | None) -> str | None:
    """The open interval of "depuis trois ans" and "d'ici trois ans"."""
    if relation not in ("since", "by") or middle.count is None or anchored is None:
        return None
    sign = -1 if relation == "since" else 1
    moved = resolve(Middle("shift", anchor="dct", unit=middle.unit, shift=sign * middle.count, near=True, vague=middle.vague), Scene(*anchored))
    if moved is None or moved.edtf is None:
        return None
    pieces = moved.edtf.split("/")
    return f"{pieces[0]}/.." if relation == "since" else f"../{pieces[-1]}"


def _vaguely(edtf: str) -> str:
    """The date with every end approximate."""
    return "/".join(piece if piece == ".." or piece.endswith("?") else piece + "~" for piece in edtf.split("/"))


def _date(edtf: str, basis: Basis) -> Date | None:
    try:
        return Date(edtf, precision_of(edtf), basis)
    except ValueError:
        return None
