"""What became of a promise: reported states are coded, those of silence are computed from the day one looks (codebook 3.3.2)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from communique.assembly.alike import counts
from communique.assembly.bearing import denied
from communique.assembly.deeds import partial
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.tellings import Telling
from communique.assembly.times import Days, gap
from communique.model.judgements import Judgement
from communique.model.records import Basis, Link

Reported = Literal["started", "partly_delivered", "delivered", "reaffirmed", "delayed", "suspended", "withdrawn", "superseded", "not_delivered"]
Computed = Literal["open", "due_soon", "overdue_no_report", "no_reported_follow_up"]
State = Reported | Computed

SOON = 90
"""Days before a term within which a promise is due soon: a quarter, what a desk plans for."""
SILENT = 365
"""Days without a word after which a promise has no reported follow-up: a year, the cadence of most mechanisms."""
AGAIN = 30
"""Days after which saying a promise again reaffirms it; before that it is the news of one occasion."""
WIDEST = 60
"""Tellings of a promise that are compared for it."""
FULL = 0.999
"""The share of the number promised from which on a delivery is whole, rounding apart."""

TELLING = frozenset({"fulfils", "supersedes", "contradicts"})
"""Links that tell of the promise they lead to."""
_LADDER: tuple[State, ...] = ("delayed", "started", "partly_delivered", "delivered", "superseded", "withdrawn", "suspended", "not_delivered")


_STAGES: Mapping[str, State] = {
    "started": "started", "partly_completed": "partly_delivered", "mostly_completed": "partly_delivered", "completed": "delivered",
}  # fmt: skip
"""Stages of progress as states of a promise; none started is silence about it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The state of a commitment, what it rests on (None where it is computed from silence) and the records that tell it.

    `trackable` as in codebook 3.3.1: strength and specificity high enough to be followed. `assessed` is a person's score of it, if any.
    """

    record: str
    state: State
    basis: Basis | None
    records: tuple[str, ...]
    trackable: bool
    specificity: int
    assessed: Judgement | None = None


def deliveries(
    groups: Sequence[Group], links: Sequence[Link], families: Mapping[str, str], on: datetime.date | None, ground: Ground,
    of: Collection[str] | None = None,
) -> tuple[Delivery, ...]:  # fmt: skip
    """The state of every commitment on a day, or of some by their ids, in the order of the groups."""
    by_id = {group.id: group for group in groups}
    told: dict[str, list[Link]] = {}
    for link in links:
        if link.kind in TELLING:
            told.setdefault(link.target, []).append(link)
    spoken = _spoken(groups)
    found = {
        group.id: delivery(group, told.get(group.id, []), by_id, families, spoken.get(group.parties), on, ground)
        for group in groups
        if group.record.kind == "commitment" and (of is None or group.id in of)
    }
    return tuple(passed_on(found, links).values())


def passed_on(found: dict[str, Delivery], links: Iterable[Link]) -> dict[str, Delivery]:
    """States by record, with those that promises of which nothing is told take from what they are part of, link by link in order."""
    for link in links:
        if link.kind == "part_of" and link.source in found and link.target in found:
            part, whole = found[link.source], found[link.target]
            if part.basis is None and whole.state == "delivered":
                found[link.source] = replace(part, state="delivered", basis="candidate", records=whole.records)
    return found


def delivery(
    promise: Group, told: Sequence[Link], by_id: Mapping[str, Group], families: Mapping[str, str], spoken: datetime.date | None,
    on: datetime.date | None, ground: Ground,
) -> Delivery:  # fmt: skip
    """The state of one commitment on a day (none: the last day known). `spoken`: when the same sides were last told of."""
    content = promise.record.content
    specificity = 2 if content.quantity is not None or content.due else 1 if content.areas and promise.to else 0
    strong = content.type in ("intended", "pledged", "binding")
    trackable = specificity == 2 or (strong and specificity >= 1)

    def given(state: State, basis: Basis | None = None, records: tuple[str, ...] = ()) -> Delivery:
        return Delivery(promise.id, state, basis, records, trackable, specificity)

    linked = [(link, by_id[link.source]) for link in told if link.source in by_id]
    states = [(_told(promise, deed, ground), link) for link, deed in linked]
    reached = max((state for state, _ in states if state is not None), key=_LADDER.index, default=None)
    if reached in ("started", "partly_delivered") and not _recurs(promise) and _covered(promise, [deed for _, deed in linked]):
        reached = "delivered"
    if reached is not None:
        bases = {link.basis for _, link in states}
        basis: Basis = "reviewed" if "reviewed" in bases else "explicit" if "explicit" in bases else "candidate"
        return given(reached, basis, tuple(sorted(link.source for _, link in states)))
    day = on or max((one.origin.known for one in promise.tellings if one.origin.known), default=None)
    if day and promise.due and promise.due.last < day:
        return given("overdue_no_report")
    if day and promise.due and (promise.due.last - day).days <= SOON:
        return given("due_soon")
    again = content.type != "binding"  # a duty of a text that is cited again is not promised again
    if again and _repeated(promise, families):
        return given("reaffirmed", "explicit", (promise.id,))
    last = max((one.origin.known for one in promise.tellings if one.origin.known), default=None)
    if day and last and ((day - last).days > SILENT or (spoken is not None and spoken > last)):
        return given("no_reported_follow_up")
    return given("open")


def _repeated(promise: Group, families: Mapping[str, str]) -> bool:
    """Whether a promise was made again, as two reports tell: weeks after the first time, by the days of their words, else of the reports."""
    said = [(days, families.get(one.origin.document, one.origin.document)) for one in promise.tellings if (days := _said(one))]
    return any(family != other and gap(days, its) > AGAIN for days, family in said[:WIDEST] for its, other in said[:WIDEST])


def _said(one: Telling) -> Days | None:
    """The days on which a promise may have been made or made again: those of its words, which stories of any day may tell, else that of its story."""
    known = one.origin.known
    if one.when is None and one.content.quantity is not None and not (one.content.areas or one.about.subject):
        return None  # who promises again says what for: a number alone is cited
    return one.when or (Days(known, known, exact=True, vague=False) if known else None)


def _told(promise: Group, deed: Group, ground: Ground) -> State | None:
    """What one deed says of a promise."""
    content, asked = deed.record.content, promise.record.content.quantity
    kind, status = deed.record.kind, deed.record.status
    if denied(deed):
        return "withdrawn" if kind == "commitment" else "not_delivered"
    if kind == "position":
        return "withdrawn"
    if kind == "meeting" and status != "held":
        return "delayed" if status == "postponed" else "not_delivered"
    if kind == "agreement" and all(step.status == "under_negotiation" for step in deed.record.history):
        return "started"
    if kind in ("milestone", "agreement"):
        return "delivered"
    if kind == "indicator":
        return "delivered" if content.type == "fund_balance" else None
    if kind == "progress":
        if status is not None:
            return _STAGES.get(status)
        done = content.quantity
        whole = done and (done.of or (100.0 if done.unit == "percent" else None))
        if done is None or not whole:
            return "started"
        return "delivered" if done.value >= FULL * whole else "partly_delivered"
    if kind == "commitment":
        return "delayed" if deed.due and promise.due and deed.due.last > promise.due.last else "superseded"
    if status == "suspended":
        return "suspended"
    if kind == "action" and status == "dispatched":
        return "started"
    if kind == "action" and status == "ongoing" and content.type != "measure":
        return "partly_delivered"  # what goes on has been done in part
    if kind in ("action", "meeting") and (_recurs(promise) or partial(deed, promise, ground)):
        return "partly_delivered"
    if kind == "action" and asked is not None and content.quantity is None and counts(asked.unit):
        return "partly_delivered"  # how many of those promised, nobody says
    if asked is not None and content.quantity is not None and asked.unit == content.quantity.unit and content.quantity.value < FULL * asked.value:
        return "partly_delivered"
    return "delivered"


def _recurs(promise: Group) -> bool:
    """Whether something is promised for every year, without an end: it is never done at one time."""
    return "subject:recurrence" in promise.broad and promise.due is None


def _covered(promise: Group, deeds: Sequence[Group]) -> bool:
    """Whether finished deeds together reach all the receivers that were promised something, or the number that was promised."""
    finished = [deed for deed in deeds if deed.record.status in ("delivered", "completed")]
    if len(promise.to) > 1:
        return promise.to <= frozenset(actor for deed in finished for actor in deed.to)
    asked = promise.record.content.quantity
    done = [deed.record.content.quantity for deed in finished if deed.record.kind == "action"]
    return asked is not None and sum(one.value for one in done if one is not None and one.unit == asked.unit) >= FULL * asked.value


def sides(group: Group) -> str:
    """All who take part, as one key."""
    return "+".join(sorted(group.parties))


def _spoken(groups: Sequence[Group]) -> dict[frozenset[str], datetime.date]:
    """The last day on which those who take part in any promise were told of."""
    last = {group.parties: "" for group in groups if group.record.kind == "commitment"}
    for group in groups:
        if (day := group.record.last_seen) is not None and day > last.get(group.parties, day):
            last[group.parties] = day
    return {parties: datetime.date.fromisoformat(day) for parties, day in last.items() if day}
