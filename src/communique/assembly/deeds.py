"""What keeps a promise: deeds, changes of a relation, figures, texts and meetings that came after it and are about the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from communique.assembly.alike import APART, EQUAL, INSIDE, MANY, UNKNOWN, counts, sets, spread
from communique.assembly.awaited import Awaited
from communique.assembly.bearing import after, alike, denied, fields_apart, told_in_turn, told_later
from communique.assembly.concluding import CONCLUDED, DECIDING, NEGOTIATED, PROLONGED, RATIFIED, SETTLING, concludes, steps, takers
from communique.assembly.ground import Ground
from communique.assembly.group import LATE, Group, in_order_of_ids
from communique.assembly.subjects import ACTS, SETTINGS, ids_of
from communique.assembly.times import overlap
from communique.model.actors import state_of
from communique.model.records import Basis, Link, LinkKind

DONE = frozenset({"dispatched", "delivered", "ongoing", "completed"})
"""Stages of an action that show a promise being kept; what is only announced does not."""
_KNOWN = DONE | {"suspended"}
"""Stages of an action that tell what becomes of a promise."""
WORLDWIDE = 60
"""Members from which on what one of them does is not done for the organisation."""
_LATE = datetime.timedelta(LATE)
_EARLY = datetime.date.min + _LATE
FIRM = frozenset({"pledged", "binding"})
"""Strengths of a promise that binds (codebook 3.3.1)."""
_CHANGES = {
    "upgrade": frozenset({"upgrade"}), "accession": frozenset({"accession"}), "membership": frozenset({"accession"}),
    "status_granted": frozenset({"accession", "dialogue"}), "establishment": frozenset({"relations"}), "severance": frozenset({"relations"}),
    "mission_opened": frozenset({"mission"}), "mission_closed": frozenset({"mission"}), "restoration": frozenset({"resumption", "relations"}),
}  # fmt: skip
"""Milestones that keep a promise about one of the subjects named."""
_WORKS = {
    "technology_transfer": frozenset({"technology"}), "training_scholarship": frozenset({"training", "scholarship", "education"}),
    "exercise_deployment": frozenset({"exercise"}), "loan_credit": frozenset({"loan", "credit-line"}), "exchange_event": frozenset({"exchanges"}),
}  # fmt: skip
"""Actions that are about these subjects by their type, whatever words tell them."""
_FLOWS = {
    "imports": frozenset({"import", "export"}), "exports": frozenset({"export", "import"}), "trade_total": frozenset({"trade"}),
    "fdi_flow": frozenset({"investment"}), "fund_balance": frozenset({"fund"}), "tourist_arrivals": frozenset({"tourism"}),
    "students": frozenset({"education", "scholarship"}), "projects_count": frozenset({"project"}), "aid_total": frozenset({"aid"}),
}  # fmt: skip
_GATHERINGS = frozenset({"dialogue", "consultation", "summit", "meeting"})
_MET = frozenset({"held", "postponed", "cancelled", "refused"})
_VISITS = frozenset({"visit", "invitation"})
_TEXTS = SETTLING | DECIDING | {"action-plan"}

_SUMMIT = "subject:summit"
_OCCASIONS = frozenset(f"subject:{subject}" for subject in _GATHERINGS | _VISITS)

Fit = tuple[bool, bool, int, int]


def link(kind: LinkKind, source: Group, target: Group, basis: Basis = "candidate") -> Link:
    """A link that rests on the earliest statements of both."""
    return Link(kind, source.id, target.id, basis, (source.tellings[0].id, target.tellings[0].id))


def kept(deed: Group, promises: Awaited, ground: Ground) -> Iterator[Link]:
    """The promises, in order of when they were told, that a deed keeps: all that were made firmly, and of what was only intended or wished that which
    it fits best, if no firm one fits better, or other stories tell of that and all things that the wish names are in the deed."""
    near = [promise for promise in _within_reach(deed, promises, ground) if _keeps(deed, promise, ground)]
    found = [(fit(deed, promise), promise) for promise in in_order_of_ids(near)]
    settles = deed.record.kind == "agreement"
    best = max((fit_ for fit_, _ in found), default=None)
    firm = [promise for _, promise in found if settles or promise.record.content.type in FIRM]
    wish = max((fit_ for fit_, promise in found if promise not in firm), default=None)
    tell = frozenset[str]().union(*(promise.documents for promise in firm))
    for fit_, promise in found:
        wished = fit_ == wish and tell.isdisjoint(promise.documents) and _has_all(deed, promise)
        if fit_ == best or wished or promise in firm:
            yield link("fulfils", deed, promise)


def _within_reach(deed: Group, promises: Awaited, ground: Ground) -> list[Group]:
    if deed.record.kind == "action":
        return promises.in_time(deed, deed_keys(deed), deed.to, deed.by)
    makers = takers(deed) if deed.record.kind == "agreement" else None
    parties = spread(deed.parties, ground.members) if deed.record.kind == "meeting" else deed.parties
    names = [f"{actor}|{acronym}" for actor in deed.parties for acronym in deed.acronyms]
    return promises.told_within(*reach(deed), parties, deed_keys(deed), names, makers)


def _has_all(deed: Group, promise: Group) -> bool:
    """Whether a deed is about all that the promise names in some telling."""
    return any(one.about.narrow and one.about.narrow <= deed.subjects for one in promise.tellings)


def parts(part: Group, promises: Awaited) -> Iterator[Link]:
    """The greater promise that a later one, to some of the many that the first one named, is part of."""
    near = [whole for whole in promises.under(deed_keys(part)) if whole is not part and _batch(part, whole)]
    found = [(fit(part, whole), whole) for whole in in_order_of_ids(near)]
    best = max((fit_ for fit_, _ in found), default=None)
    yield from (link("part_of", part, whole) for fit_, whole in found if fit_ == best)


def givers(promise: Group, ground: Ground) -> frozenset[str]:
    """Who may keep a promise: those who made it, and the members of an organisation that made it alone."""
    of = ground.members.get(next(iter(promise.by)), promise.by) if len(promise.by) == 1 else promise.by
    return promise.by | of if len(of) <= WORLDWIDE else promise.by


def promise_keys(promise: Group, ground: Ground) -> Iterator[str]:
    """Under what a deed looks for the promises it may keep: who and about what, who and how many or things of which unit, who made it for whom of
    many, and where it is told."""
    asked = promise.record.content.quantity
    for actor in givers(promise, ground):
        yield from (f"{actor}|{word}" for word in promise.broad | promise.acronyms)
        if asked is not None:
            yield f"{actor}|{asked.value:g} {asked.unit}"
            if counts(asked.unit) or len(promise.to) >= MANY:
                yield f"{actor}|in {asked.unit}"
    if len(promise.to) >= MANY:
        makers = _makers(promise)
        yield from (f"{makers} to {actor}" for actor in promise.to)
    yield from (f"between {_sides(promise)}|{word}" for word in promise.broad & _OCCASIONS)
    if promise.due is not None and _SUMMIT in promise.broad:
        yield from (f"{actor}|summit {year}" for actor in promise.parties for year in {promise.due.first.year, promise.due.last.year})
    yield from (f"told in {document}" for document in promise.documents)


def deed_keys(deed: Group) -> Iterator[str]:
    """The keys of the promises that a deed may keep."""
    content, done = deed.record.content, deed.record.content.quantity
    if content.kind == "action" and not (denied(deed) or any(one.content.status in _KNOWN for one in deed.tellings)):
        return
    if content.kind == "meeting":
        if deed.record.status in _MET:
            yield from (f"between {_sides(deed)}|{word}" for word in ids_of(_VISITS if content.type == "visit" else _GATHERINGS))
            if content.level == "summit" and deed.when is not None:
                yield from (f"{actor}|summit {deed.when.first.year}" for actor in deed.parties)
        return
    if content.kind == "commitment":
        yield from [f"{_makers(deed)} to {min(deed.to)}"] if deed.to else ()
        return
    for actor in deed.parties if deed.record.kind in ("indicator", "agreement", "milestone") else deed.by:
        yield from (f"{actor}|{word}" for word in _about(deed))
        if done is not None and deed.record.kind == "progress" and done.of is not None:
            yield f"{actor}|{done.of:g} {done.unit}"
        if done is not None and deed.record.kind == "action":
            yield f"{actor}|in {done.unit}"
    if content.kind == "progress":
        yield from (f"told in {document}" for document in deed.documents)


def _makers(promise: Group) -> str:
    return "+".join(sorted(promise.by))


def _sides(group: Group) -> str:
    return "+".join(sorted(group.parties))


def _about(deed: Group) -> frozenset[str]:
    """What a promise that the deed keeps must be about, one at least."""
    type_ = deed.record.content.type or ""
    match deed.record.kind:
        case "action":
            return deed.broad | ids_of(_WORKS.get(type_, frozenset()))
        case "progress":
            return deed.subjects
        case "milestone":
            return deed.subjects if type_ == "designated_year" else ids_of(_CHANGES.get(type_, frozenset()))
        case "indicator":
            return ids_of(_FLOWS.get(type_, frozenset()))
        case "agreement":
            decided = any(step.status in RATIFIED | CONCLUDED | NEGOTIATED | PROLONGED for step in deed.record.history)
            return deed.subjects | deed.acronyms | ids_of(_TEXTS) if decided else frozenset()
    return frozenset()


def _keeps(deed: Group, promise: Group, ground: Ground) -> bool:
    match deed.record.kind:
        case "action":
            return _delivers(deed, promise, ground)
        case "milestone":
            return _reaches(deed, promise)
        case "indicator":
            return _flows(deed, promise, ground)
        case "agreement":
            return concludes(deed, promise)
        case "meeting":
            return _meets(deed, promise, ground)
    return False


def reach(deed: Group) -> tuple[datetime.date, datetime.date]:
    """The days between which a promise that a deed keeps was first told: nothing that `_keeps` allows lies outside."""
    match deed.record.kind:
        case "agreement":
            days = [day for _, first, last in steps(deed) for day in (first, last) if day]
        case "meeting":
            days = [day for day in (deed.when.first if deed.when else None, deed.told) if day]
        case "indicator":
            return datetime.date.min, deed.when.first if deed.when else datetime.date.min
        case _:
            return datetime.date.min, datetime.date.max
    return max(min(days, default=_EARLY), _EARLY) - _LATE, max(days, default=datetime.date.min)


def may_rest_on(deed: Group, promise: Group, ground: Ground) -> bool:
    """Whether what a record does to promises may depend on this one."""
    match deed.record.kind:
        case "progress":
            return may_measure(deed, promise, ground)
        case "commitment":
            return promise is not deed and _batch(deed, promise)
    return _keeps(deed, promise, ground)


def may_measure(progress: Group, promise: Group, ground: Ground) -> bool:
    """Whether a progress may be that of a promise, by whom it is for and when it was."""
    return sets(progress.to, promise.to, ground.members) >= UNKNOWN and after(progress, promise) and not of_an_older(progress, promise)


def fit(deed: Group, promise: Group) -> Fit:
    """How well a deed fits a promise: of several that it may keep, it keeps the one that fits best, and of equals the one told most often."""
    done, asked = deed.record.content.quantity, promise.record.content.quantity
    of_unit = asked is not None and (done is None or done.unit == asked.unit)
    return of_unit, bool(deed.to) and deed.to <= promise.to, len(deed.subjects & promise.subjects), len(promise.tellings)


def _delivers(deed: Group, promise: Group, ground: Ground) -> bool:
    """Same provider, receiver and object, not before the promise, and numbers of one unit (codebook 3.3.2)."""
    if (
        not (sets(deed.by, promise.by, ground.members) >= INSIDE or deed.by <= givers(promise, ground))
        or sets(deed.to, promise.to, ground.members) < UNKNOWN
        or (deed.record.content.type == "donation_in_kind" and _sold(promise))
        or not after(deed, promise)
        or of_an_older(deed, promise)
    ):
        return False
    done, asked = deed.record.content.quantity, promise.record.content.quantity
    of_unit = done is not None and asked is not None and done.unit == asked.unit
    contract = promise.record.content.type == "binding" and of_unit  # is older than the story that tells it
    if not (contract or told_later(deed, promise)):
        return False
    if len(promise.by) > 1 and not promise.to and sets(deed.to, promise.by, ground.members) < UNKNOWN:
        return False  # what two promise each other, neither gives to a third
    if asked is not None and asked.unit == "percent" and not (of_unit and done is not None and done.value >= asked.value):
        return False  # what share of it one measure is, nobody says
    if of_unit and len(promise.to) >= MANY and deed.to and deed.to <= promise.to:
        return True
    things = (deed.subjects & promise.subjects) - ACTS
    if fields_apart(deed, promise) and not (things and deed.to and deed.to <= promise.to):
        return False
    if of_unit and done is not None and counts(done.unit) and not (deed.subjects and promise.subjects):
        return True
    works = ids_of(_WORKS.get(deed.record.content.type or "", frozenset()))
    return alike(deed, promise) or bool(works & promise.broad) or _in_one_field(deed, promise)


def _sold(promise: Group) -> bool:
    """Whether companies alone are bound: what they owe is paid for, and no gift."""
    content = promise.record.content
    return content.type == "binding" and bool(content.by) and all(state_of(actor) != actor for actor in content.by)


def of_an_older(deed: Group, promise: Group) -> bool:
    """Whether the words of a deed name years, none of them the promise's, and all before it was made: it is of what was promised then."""
    years = {year for one in deed.tellings for year in one.years}
    if not years or promise.began is None or any(not years.isdisjoint(one.years) for one in promise.tellings):
        return False
    return max(map(int, years)) < promise.began.year


def _in_one_field(deed: Group, promise: Group) -> bool:
    """Whether a deed for the very receivers of a promise that names nothing narrow is in all its fields, and about what it names broadly."""
    to_them = bool(deed.to) and deed.to == promise.to and frozenset(deed.record.content.areas) == frozenset(promise.record.content.areas)
    return to_them and bool(promise.record.content.areas) and not promise.subjects and bool(deed.broad & promise.broad - SETTINGS)


def _reaches(deed: Group, promise: Group) -> bool:
    wanted = ids_of(_CHANGES.get(deed.record.content.type or "", frozenset()))
    if not (wanted & promise.broad or (deed.record.content.type == "designated_year" and alike(deed, promise))):
        return False
    if not (deed.parties <= promise.parties or (promise.parties and promise.parties <= deed.parties)):
        return False
    return (after(deed, promise) and told_later(deed, promise)) or told_in_turn(deed, promise)


def _flows(deed: Group, promise: Group, ground: Ground) -> bool:
    """A figure about what was promised: trade for a promise to trade, a balance for a promise of a fund."""
    content = deed.record.content
    wanted = ids_of(_FLOWS.get(content.type or "", frozenset()))
    if content.status == "target" or not wanted & promise.broad:
        return False
    done, asked = content.quantity, promise.record.content.quantity
    if content.type != "fund_balance" and (asked is None or done is None or asked.unit != done.unit):
        return False
    if content.type == "fund_balance" and (promise.subjects or promise.record.content.quantity is not None):
        return False
    first = promise.told
    if deed.when is None or first is None or deed.when.first < first:
        return False
    return sets(deed.parties, promise.parties, ground.members) >= (EQUAL if content.type == "fund_balance" else INSIDE)


def _meets(deed: Group, promise: Group, ground: Ground) -> bool:
    """A meeting held, or put off, after it was promised: of the same parties, and a visit or in the field that the promise names; a summit of the
    year promised, of all who promised it."""
    content = deed.record.content
    day = deed.when.first if deed.when and deed.record.status == "held" else deed.told
    if deed.record.status not in _MET or day is None or promise.told is None or not 0 < (day - promise.told).days <= LATE:
        return False
    summit = _SUMMIT in promise.broad and content.level == "summit"
    if summit and promise.due and deed.when and overlap(promise.due, deed.when) and promise.parties <= spread(deed.parties, ground.members):
        return True  # one side promises to hold it, on a day or in a year
    if not promise.parties or deed.parties != promise.parties:
        return False
    shared = frozenset(content.areas) & frozenset(promise.record.content.areas)
    return content.type == "visit" or summit or bool(shared) or alike(deed, promise)


def _batch(part: Group, whole: Group) -> bool:
    """A later promise to some of the many that the first one named, of the same things where both give a number."""
    if len(whole.to) < MANY or not part.to or not part.to < whole.to or part.by != whole.by:
        return False
    given, asked = part.record.content.quantity, whole.record.content.quantity
    if given is not None and asked is not None and given.unit != asked.unit:
        return False
    return bool(part.told and whole.told and part.told >= whole.told)


def partial(deed: Group, promise: Group, ground: Ground) -> bool:
    """Whether a deed reaches only some of those, or some of the fields, that the promise names."""
    given, asked = frozenset(deed.record.content.areas), frozenset(promise.record.content.areas)
    if given and given < asked and len(asked) > 1:
        return True
    if not promise.to and deed.to and (deed.by | deed.to) == promise.by and deed.record.content.type != "works_handover":
        return True  # what two promise each other, one has done
    if deed.record.kind == "action" and deed.by.isdisjoint(promise.by):
        return True  # a member has, of what its organisation promised
    return bool(deed.to) and (
        deed.to < promise.to or (sets(deed.to, promise.to, ground.members) != APART and deed.to < spread(promise.to, ground.members))
    )
