"""Dates without a year that a past verb tells of: "En mai, X a signé", said in April, is the May before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Clause, Sentence
from communique.languages.closed import Closed
from communique.model.dates import Date, bounds
from communique.reading.dates.find import TimeExpression
from communique.reading.shape import Shape

_YEAR: Final = re.compile(r"\d{4}(?=-)")
_SMALL: Final = "PaedDw"
"""what may stand between a date and the verb or the break beside it"""
_NAMES: Final = "OLHJFYAtC"
"""what may stand there besides, unless the verb asks, says or plans: "visited China in May", but not "invited China for May" """


def backdate(sentence: Sentence, published: str | None, closed: Closed) -> None:
    """Take a year from the dates of a sentence that were read as to come and are told by a past verb.

    Only a date that opens its clause, or stands behind the verb, names or an instrument alone: one behind another noun may be of what is announced.
    """
    units = sentence.units
    if published is None or "W" not in units.cats:
        return
    for k, letter in enumerate(units.cats):
        if letter != "W":
            continue
        told = units.data[k].value
        middle = told.middle
        if middle is None or middle.shape != "fields" or middle.month is None or middle.year is not None or middle.shift or middle.direction:
            continue
        if not _is_ahead(told, published) or (clause := _clause_of(sentence, k, closed)) is None or Shape(sentence, clause, closed).time != "past":
            continue
        earlier = _a_year_before(told)
        if earlier is not None:
            units.data[k] = replace(units.data[k], value=earlier)


def _is_ahead(told: TimeExpression, published: str) -> bool:
    first, last = bounds(told.core.edtf)[0] if told.core is not None else None, bounds(published)[1]
    return first is not None and last is not None and first > last


def _clause_of(sentence: Sentence, k: int, closed: Closed) -> Clause | None:
    """The finite main clause that unit k opens or whose verb it follows; None where it stands elsewhere."""
    cats = sentence.units.cats
    around = [clause for clause in sentence.clauses if clause.left <= k < clause.right and clause.form == "finite"]
    clause = max(around, key=lambda one: one.left, default=None)
    if clause is None or clause.modal or clause.relation not in ("main", "coordinated"):
        return None
    if k >= clause.end:
        planned = clause.lemma in closed.planning or clause.lemma in closed.object_control or clause.lemma in closed.saying
        begin = clause.end if planned else _behind_instrument(sentence, clause.end)
        return clause if not cats[begin:k].strip(_SMALL if planned else _SMALL + _NAMES) else None
    before = cats[clause.left : k].rstrip(_SMALL)
    return clause if not before or before[-1] in ",;CQ" else None


def _behind_instrument(sentence: Sentence, start: int) -> int:
    """Where an instrument ends that stands straight behind the verb: "signed a pact in May"; `start` where none does."""
    chunk = next(iter(sentence.chunks_in(start, start + 1)), None)
    if chunk is None or not chunk.bare or "instrument" not in classes(sentence.units, head(sentence, chunk)):
        return start
    return chunk.end


def _a_year_before(told: TimeExpression) -> TimeExpression | None:
    """The same day or month of the year before; None where that year has none."""
    try:
        date, core = _earlier(told.date), _earlier(told.core)
    except ValueError:
        return None
    value = _YEAR.sub(_less_one, told.timex_value)
    return TimeExpression(date, told.timex_type, value, told.relation, told.rule, told.flags, core, told.middle)


def _earlier(date: Date | None) -> Date | None:
    return None if date is None else Date.parse(_YEAR.sub(_less_one, date.edtf), basis=date.basis)


def _less_one(year: re.Match[str]) -> str:
    return f"{int(year[0]) - 1:04d}"
