"""How far promises are kept: measures of progress and what they are counted out of, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from communique.assembly.answers import Answers
from communique.assembly.awaited import Awaited
from communique.assembly.bearing import alike
from communique.assembly.deeds import deed_keys, fit, link, may_measure
from communique.assembly.ground import Ground
from communique.assembly.group import Group, in_order_of_ids
from communique.assembly.texts import progresses, sides
from communique.model.records import Link

YEAR = 365
"""Days after which a promise told again beside its outcome is an old one."""


def measured(deed: Group, promises: Awaited, ground: Ground) -> Iterator[Link]:
    """What a progress measures: of several promises of one number, those whose words it shares most."""
    fitting = [promise for promise in in_order_of_ids(promises.in_time(deed, deed_keys(deed), deed.to)) if may_measure(deed, promise, ground)]
    counted = [promise for promise in fitting if _out_of(deed, promise)]
    if counted:
        shared = {promise.id: len(deed.broad & promise.broad) for promise in counted}
        most = max(shared.values())
        if len(counted) == 1 or most:
            yield from (link("fulfils", deed, promise, "explicit") for promise in counted if shared[promise.id] == most)
        return
    if deed.record.content.type not in ("stage", "share"):
        return
    same = [promise for promise in fitting if alike(deed, promise) and (deed.by == promise.by or deed.parties == promise.parties)]
    best = max((fit(deed, promise) for promise in same), default=None)
    yield from (link("fulfils", deed, promise) for promise in same if fit(deed, promise) == best)
    for promise in fitting if not deed.subjects else ():
        if promise.documents & deed.documents and deed.to and deed.to == promise.to and _old(promise, deed):
            yield link("fulfils", deed, promise, "explicit")


def _out_of(deed: Group, promise: Group) -> bool:
    """Whether the deed is counted out of the very number promised."""
    done, asked = deed.record.content.quantity, promise.record.content.quantity
    if done is None or asked is None or done.of != asked.value or done.unit != asked.unit:
        return False
    return bool(deed.subjects & promise.subjects) or not deed.subjects or not promise.subjects


def _old(promise: Group, deed: Group) -> bool:
    """Whether a story that tells both tells of a promise of an earlier year."""
    first = min((day for day in (promise.began, promise.due.first if promise.due else None) if day), default=None)
    return first is not None and deed.told is not None and (deed.told - first).days > YEAR


def series(measure: Group, measures: Answers, ground: Ground) -> Iterator[Link]:
    """A measure follows the one before it: of the same thing, counted in one unit out of one total."""
    before = _before(measure, measures)
    if before is not None:
        yield link("follows", measure, before)


def _before(measure: Group, measures: Answers) -> Group | None:
    """The measure that one continues."""
    earlier = [one for one in measures.under(one_count(measure)) if _place(one) < _place(measure)]
    last = max(earlier, key=_place, default=None)
    return last if last is not None and last.day != measure.day and _one_series(last, measure) else None


def one_count(group: Group) -> list[str]:
    """Under what a measure stands: its parties, its unit and the number it is counted out of."""
    done = group.record.content.quantity
    counted = done is not None and done.of is not None and group.day is not None
    return [f"{'+'.join(sorted(group.parties))}|{done.unit}|{done.of!r}"] if done is not None and counted else []


def _one_series(one: Group, other: Group) -> bool:
    """Whether nothing says that two measures are of two things; a story that counts both dates both."""
    if one.subjects and other.subjects and not one.subjects & other.subjects:
        return False
    return not one.documents & other.documents or (one.when is not None and other.when is not None)


def _place(measure: Group) -> tuple[datetime.date, str]:
    """Where a measure stands in its series."""
    return measure.day or datetime.date.min, measure.id


def continued(measure: Group, told: Answers, ground: Ground) -> Iterator[Link]:
    """What one measure of a series tells of, the next of the same sides does too: of the plan that the one before tells how far it is carried out."""
    first = before = _before(measure, told)
    if first is None or any(progresses(measure, told, ground)):
        return
    while before is not None and sides(before) == sides(measure):
        for carried in progresses(before, told, ground):
            yield Link("implements", measure.id, carried.target, "candidate", (measure.tellings[0].id, first.tellings[0].id))
            return
        before = _before(before, told)
