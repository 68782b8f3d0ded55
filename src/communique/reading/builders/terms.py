"""When an instrument was signed, adopted or came into force, and until when it holds."""

from __future__ import annotations

from typing import Final

from communique.grammar.sentence import Chunk
from communique.grammar.units import Units
from communique.model.dates import precision_of
from communique.reading.builders.several import in_turn
from communique.reading.builders.signatories import ONE_SIDED
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.shape import Shape
from communique.reading.slots import nested_in
from communique.reading.story import Story

_COMPLETING: Final = frozenset("aePwI#")
"""letters of what completes a verb behind its subject"""


def fill_terms(draft: Draft, hit: Hit, story: Story, chunk: Chunk, left: int, right: int, end: int) -> bool:
    """`when` is the date of the status, else the period in the name; `due` its end, or that of validity. Give whether the status is dated."""
    sentence = hit.sentence
    units = sentence.units
    clause = hit.shape.clause if hit.shape is not None and hit.frame.verbs else None
    period: tuple[int, str] | None = None
    for k, expression in story.times(sentence, min(chunk.start, left), max(right, min(len(units.cats), end + 6))):
        near = chunk.start <= k < end + 6 and not (k > end and {"C", "V", "x"} & set(units.cats[end:k]))
        if expression.date is None or not (near or (clause is not None and expression.relation == "until")):
            continue
        edtf = expression.date.edtf
        start, slash, stop = edtf.partition("/")
        if expression.relation in ("until", "by") or edtf.startswith("../") or _runs_to(units, k, edtf):
            if draft.due is None and (clause is None or chunk.start <= k < clause.begin or not nested_in(sentence, clause, k)):
                draft.due = edtf if edtf.startswith("../") else f"../{edtf}"
                draft.at("due", (units.begin[k], units.end[k]))
        elif slash and len(start) == 4 and len(stop) == 4:
            period = (k, edtf)
            draft.due = stop
            draft.at("due", (units.begin[k], units.end[k]))
    best: tuple[int, int, str] | None = None
    anchor = clause.end if clause is not None else end
    for k, expression in story.times(sentence, left, right):
        if expression.date is None or expression.relation not in ("at", "since") or (period is not None and k == period[0]):
            continue
        if _runs_to(units, k, expression.date.edtf):
            continue
        if clause is not None and nested_in(sentence, clause, k):
            continue
        if draft.status in ONE_SIDED and chunk.start < k < end and units.cats[k - 1] == "d":
            continue  # "la dénonciation de l'accord de 2018"
        edtf = expression.core.edtf if expression.relation == "since" and expression.core is not None else expression.date.edtf
        if precision_of(edtf) == "interval" and "~" not in edtf and len(edtf) == 9:
            continue
        if edtf.endswith("/..") and draft.status != "in_force":
            continue  # "after nine years of talks"
        if best is None or abs(k - anchor) < best[0]:
            best = (abs(k - anchor), k, edtf)
    best = (in_turn(hit, story, chunk, left, right) or best) if best is not None else None
    if best is not None:
        draft.when = best[2]
        draft.at("when", (units.begin[best[1]], units.end[best[1]]))
    elif period is not None:
        draft.when = period[1]
        draft.at("when", (units.begin[period[0]], units.end[period[0]]))
    return best is not None or period is None


def _runs_to(units: Units, k: int, edtf: str) -> bool:
    """Whether a year is the end of what stands before it: "an action plan to 2026"."""
    return units.head_last and len(edtf) == 4 and units.cats[k - 1 : k] == "a" and units.cats[k - 2 : k - 1] == "N"


def says_nothing(shape: Shape) -> bool:
    """Whether a verb has only its subject behind it: "también participarán los ministros"."""
    clause = shape.clause
    if clause.subject is None or clause.subject[0] < clause.end:
        return False
    return _COMPLETING.isdisjoint(shape.sentence.units.cats[clause.subject[1] : shape.core_end])
