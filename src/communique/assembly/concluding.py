"""What those who promised to conclude, adopt, sign or ratify a text then did with it."""

from __future__ import annotations

import datetime
from functools import lru_cache

from communique.assembly.bearing import fields_apart
from communique.assembly.group import LATE, Group
from communique.assembly.subjects import ACTS, PLAIN, SETTINGS, ids_of
from communique.assembly.times import days_of
from communique.model.records import Step

RATIFIED = frozenset({"ratified", "approved", "in_force"})
CONCLUDED = frozenset({"adopted", "signed", "approved", "in_force"})
PROLONGED = frozenset({"extended"})
NEGOTIATED = frozenset({"under_negotiation", "negotiations_concluded"})
"""What becomes of a text whose negotiation was promised."""
DECIDING = frozenset({"ratification", "parliament"})
SETTLING = frozenset({"negotiation", "conclusion"})
_NEGOTIATION = "subject:negotiation"


def concludes(text: Group, promise: Group) -> bool:
    """What those who promised to conclude, adopt, sign or ratify a text then did with it.

    The text is known by its acronym, its name, its years or its field; who promised to decide did decide.
    """
    if not any(promise.by <= by for by in _takers(text)):
        return False
    known = not text.acronyms.isdisjoint(promise.acronyms)
    negotiated = _NEGOTIATION in promise.broad
    deciding, settling = not promise.broad.isdisjoint(ids_of(DECIDING)), not promise.broad.isdisjoint(ids_of(SETTLING))
    named = known and (deciding or settling)
    told = _named(promise, text)
    if not named and ((promise.acronyms and text.acronyms and not told) or not promise.parties <= text.parties):
        return False
    ends = {str(one.due.last.year) for one in promise.tellings if one.due}
    years = frozenset(year for one in promise.tellings for year in one.years if year not in ends or len(one.years) > 1)
    dated = bool(years) and years <= {year for one in text.tellings for year in one.years} and bool(promise.subjects & text.subjects)
    wanted = told or (not years and _wants(promise, text, settling=settling))
    for step, first, last in steps(text):
        if not first or not last or not promise.told or last < promise.told or (first - promise.told).days > LATE:
            continue
        if deciding and step.status in RATIFIED and set(step.by) == set(promise.by) and (named or dated or _of_one_field(promise, text)):
            return True
        reached = step.status in CONCLUDED or (first > promise.told and step.status in (NEGOTIATED if negotiated else PROLONGED if told else ()))
        if reached and set(promise.by) <= set(step.by) and (named or dated or (wanted and first > promise.told)):
            return True
    return False


def _of_one_field(promise: Group, text: Group) -> bool:
    """Whether a promise and a text have a narrow subject in common, or between the same sides all their fields and a broad one."""
    if promise.subjects & text.subjects:
        return True
    fields = frozenset(promise.record.content.areas)
    same = bool(fields) and fields == frozenset(text.record.content.areas) and promise.parties == text.parties
    return same and bool(promise.broad & text.broad - SETTINGS)


def _named(promise: Group, text: Group) -> bool:
    """Whether a promise to do something with a text, and not what it says, has its acronym and names no other matter, or all words of its name."""
    if "subject:implementation" in promise.acts or promise.record.content.quantity is not None:
        return False
    if promise.acronyms & text.acronyms and promise.subjects <= text.subjects:
        return True
    names = _names(text)
    return any(name < told for one in promise.tellings if (told := set(one.tokens)) for name in names.get(one.origin.language, ()))


@lru_cache(maxsize=16)
def _names(text: Group) -> dict[str, set[frozenset[str]]]:
    """The words of the names that a text is told by, by language."""
    told = [(one.origin.language, frozenset(one.tokens)) for one in text.tellings if len(one.tokens) > 1]
    return {language: {name for of, name in told if of == language} for language in {of for of, _ in told}}


def takers(text: Group) -> frozenset[str]:
    """All who took a step of a text."""
    return frozenset[str]().union(*_takers(text))


@lru_cache(maxsize=16)
def _takers(text: Group) -> set[frozenset[str]]:
    """Those who took the steps of a text."""
    return {frozenset(step.by) for step in text.record.history}


@lru_cache(maxsize=16)
def steps(text: Group) -> list[tuple[Step, datetime.date | None, datetime.date | None]]:
    """The steps of a text, each with the first and last day that it may have been taken on: its own, else those on which it was told."""
    known, found = {one.id: one.origin.known for one in text.tellings}, []
    for step in text.record.history:
        days = days_of(step.when)
        told = [] if days else [day for id_ in step.statement_ids if (day := known[id_])]
        found.append((step, days.first if days else min(told, default=None), days.last if days else max(told, default=None)))
    return found


def _wants(promise: Group, text: Group, *, settling: bool) -> bool:
    """Whether a promise without years is to settle such a text: of its field, or, where neither has one, a plan."""
    mine, its = promise.subjects - PLAIN, text.subjects - PLAIN
    if not (promise.parties == text.parties or 1 < len(promise.parties) < len(text.parties)):
        return False
    if fields_apart(text, promise) and not (mine & its) - ACTS:
        return False
    plan = text.record.content.type == "plan" and "subject:action-plan" in promise.subjects
    if plan:
        return "subject:implementation" not in promise.acts and (bool(mine & its) or not (mine or its))
    same_field = frozenset(text.record.content.areas) & frozenset(promise.record.content.areas)
    return settling and bool(mine & its or (same_field and not (mine and its)))
