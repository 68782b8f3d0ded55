"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from communique.assembly.alike import EQUAL, INSIDE, UNKNOWN, scope, sets
from communique.assembly.group import Group, Index, index, under
from communique.assembly.resolve import MANY, NEAR, Ground
from communique.assembly.tellings import Telling
from communique.model.records import Basis, Link, LinkKind

DONE = frozenset({"dispatched", "delivered", "ongoing", "completed"})
"""Stages of an action that show a promise being kept; what is only announced does not."""
ALIKE = 0.5
"""The share of narrow subjects a deed must have in common with the promise, of whichever has fewer."""
LATE = 1500
"""Days after which a deed is no longer taken for a promise without a term: four years, a presidency."""
YEAR = 365
"""Days after which a promise told again beside its outcome is an old one."""
_DEEDS = {"upgrade": "upgrade", "accession": "accession", "membership": "accession", "mission_opened": "mission", "restoration": "resumption"}
"""Milestones that keep a promise about the subject named."""
_FLOWS = {
    "imports": frozenset({"subject:import", "subject:export"}), "exports": frozenset({"subject:export", "subject:import"}),
    "trade_total": frozenset({"subject:trade"}), "fdi_flow": frozenset({"subject:investment"}), "fund_balance": frozenset({"subject:fund"}),
}  # fmt: skip
_RATIFIED = frozenset({"ratified", "approved", "in_force"})
_CONCLUDED = frozenset({"adopted", "signed", "approved", "in_force"})
_BASES = frozenset({"establishment", "status_granted", "upgrade", "accession"})


def links(groups: Sequence[Group], ground: Ground) -> list[Link]:
    """The links the system sees between records, each once, in order."""
    promises = [group for group in groups if group.record.kind == "commitment"]
    kept = index(promises, _promise_keys)
    found: dict[tuple[LinkKind, str, str], Link] = {}
    for group in groups:
        for link in _links_of(group, kept, ground):
            found.setdefault((link.kind, link.source, link.target), link)
    for link in (*_anniversaries(groups), *_successions(groups), *_annexes(groups), *_measures(groups), *_resumed(groups), *_progresses(groups)):
        found.setdefault((link.kind, link.source, link.target), link)
    return [found[key] for key in sorted(found)]


def _link(kind: LinkKind, source: Group, target: Group, basis: Basis = "candidate") -> Link:
    return Link(kind, source.id, target.id, basis, (source.tellings[0].id, target.tellings[0].id))


def _links_of(deed: Group, promises: Index, ground: Ground) -> Iterator[Link]:
    kind = deed.record.kind
    if kind == "progress":
        yield from _measures_of(deed, under(promises, _deed_keys(deed)), ground)
        return
    found: list[tuple[Fit, Link]] = []
    for promise in under(promises, _deed_keys(deed)):
        if promise.id == deed.id:
            continue
        if kind == "commitment":
            if _batch(deed, promise):
                found.append((_fit(deed, promise), _link("part_of", deed, promise)))
        elif _keeps(deed, promise, ground):
            found.append((_fit(deed, promise), _link("fulfils", deed, promise)))
    best = max((fit for fit, _ in found), default=None)
    yield from (link for fit, link in found if fit == best)


def _promise_keys(promise: Group) -> Iterator[str]:
    """Under what a deed looks for the promises it may keep: who and about what, who and how many, who and to many, and where it is told."""
    asked = promise.record.content.quantity
    for actor in promise.by:
        yield from (f"{actor}|{word}" for word in promise.broad | promise.acronyms)
        if asked is not None:
            yield f"{actor}|{asked.value:g} {asked.unit}"
        if len(promise.to) >= MANY:
            yield f"{actor}|many"
    yield from (f"told in {document}" for document in promise.documents)


def _deed_keys(deed: Group) -> Iterator[str]:
    """The keys of the promises that a deed may keep."""
    content, done = deed.record.content, deed.record.content.quantity
    about: frozenset[str] = frozenset()
    match deed.record.kind:
        case "progress" | "action":
            about = deed.subjects
        case "milestone":
            about = frozenset({f"subject:{_DEEDS[content.type or '']}"}) if content.type in _DEEDS else about
        case "indicator":
            about = _FLOWS.get(content.type or "", about)
        case "agreement":
            decided = any(step.status in _RATIFIED | _CONCLUDED for step in deed.record.history)
            about = deed.subjects | deed.acronyms if decided else about
    for actor in deed.parties if deed.record.kind in ("indicator", "agreement") else deed.by:
        yield from (f"{actor}|{word}" for word in about)
        if deed.record.kind == "progress" and done is not None and done.of is not None:
            yield f"{actor}|{done.of:g} {done.unit}"
        if deed.record.kind in ("action", "commitment"):
            yield f"{actor}|many"
    if deed.record.kind == "progress":
        yield from (f"told in {document}" for document in deed.documents)


def _keeps(deed: Group, promise: Group, ground: Ground) -> bool:
    match deed.record.kind:
        case "action":
            return _delivers(deed, promise, ground)
        case "milestone":
            return _reaches(deed, promise)
        case "indicator":
            return _flows(deed, promise, ground)
        case "agreement":
            return _ratifies(deed, promise)
    return False


Fit = tuple[bool, bool, int, int]


def _fit(deed: Group, promise: Group) -> Fit:
    """How well a deed fits a promise: of several that it may keep, it keeps the one that fits best, and of equals the one told most often."""
    done, asked = deed.record.content.quantity, promise.record.content.quantity
    counted = asked is not None and (done is None or done.unit == asked.unit)
    return counted, bool(deed.to) and deed.to <= promise.to, len(deed.subjects & promise.subjects), len(promise.tellings)


def _after(deed: Group, promise: Group) -> bool:
    """Whether the deed can have come of the promise: not before it, and not so late that another cause is likelier."""
    if deed.began is None or promise.began is None:
        return True
    last = deed.when.last if deed.when else deed.tellings[-1].origin.known or deed.began
    latest = max(promise.began, promise.due.last) if promise.due else promise.began
    return promise.began <= last and (deed.began - latest).days <= LATE


def _alike(one: Group, other: Group) -> bool:
    both = one.subjects & other.subjects
    return bool(both) and len(both) >= ALIKE * min(len(one.subjects), len(other.subjects))


def _measures_of(deed: Group, promises: Sequence[Group], ground: Ground) -> Iterator[Link]:
    """What a progress measures: of several promises of one number, those whose words it shares most."""
    fitting = [promise for promise in promises if sets(deed.to, promise.to, ground.members) >= UNKNOWN and _after(deed, promise)]
    counted = [promise for promise in fitting if _out_of(deed, promise)]
    if counted:
        shared = {promise.id: len(deed.broad & promise.broad) for promise in counted}
        most = max(shared.values())
        if len(counted) == 1 or most:
            yield from (_link("fulfils", deed, promise, "explicit") for promise in counted if shared[promise.id] == most)
        return
    if deed.record.content.type != "stage":
        return
    alike = [promise for promise in fitting if _alike(deed, promise) and sets(deed.by, promise.by, ground.members) == EQUAL]
    best = max((_fit(deed, promise) for promise in alike), default=None)
    yield from (_link("fulfils", deed, promise) for promise in alike if _fit(deed, promise) == best)
    for promise in fitting if not deed.subjects else ():
        if promise.documents & deed.documents and deed.to and deed.to == promise.to and _old(promise, deed):
            yield _link("fulfils", deed, promise, "explicit")


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


def _delivers(deed: Group, promise: Group, ground: Ground) -> bool:
    """Same provider, receiver and object, not before the promise, and numbers of one unit (codebook 3.3.2)."""
    if not any(one.content.status in DONE for one in deed.tellings) or not _after(deed, promise):
        return False
    if sets(deed.by, promise.by, ground.members) < INSIDE or sets(deed.to, promise.to, ground.members) < UNKNOWN:
        return False
    if len(promise.by) > 1 and not promise.to and sets(deed.to, promise.by, ground.members) < UNKNOWN:
        return False  # what two promise each other, neither gives to a third
    if not _told_later(deed, promise):
        return False
    done, asked = deed.record.content.quantity, promise.record.content.quantity
    same_unit = done is not None and asked is not None and done.unit == asked.unit
    if same_unit and done is not None and asked is not None and len(promise.to) >= MANY and deed.to and deed.to <= promise.to:
        return True
    return _alike(deed, promise)


def _told_later(deed: Group, promise: Group) -> bool:
    """Whether the deed was first told after the promise, or is dated after it: a story that tells both of one day tells of one occasion."""
    if deed.told is not None and promise.told is not None and deed.told > promise.told:
        return True
    return deed.when is not None and promise.when is not None and deed.when.first > promise.when.last


def _reaches(deed: Group, promise: Group) -> bool:
    wanted = f"subject:{_DEEDS.get(deed.record.content.type or '')}"
    if wanted not in promise.subjects or not deed.parties <= (promise.parties) or deed.when is None or promise.told is None:
        return False
    return promise.told <= deed.when.last and (deed.when.first - promise.told).days <= LATE / 2


def _flows(deed: Group, promise: Group, ground: Ground) -> bool:
    """A figure about what was promised: trade for a promise to trade, a balance for a promise of a fund."""
    content = deed.record.content
    wanted = _FLOWS.get(content.type or "")
    if wanted is None or content.status == "target" or not wanted & promise.broad:
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


def _ratifies(text: Group, promise: Group) -> bool:
    """What those who promised to conclude, adopt, sign or ratify a text then did with it.

    The text is known by its acronym or its years; or by its subject, where who promised to decide did decide.
    """
    years = {year for one in promise.tellings for year in one.years}
    deciding = bool(promise.broad & {"subject:ratification", "subject:parliament"})
    named = bool(text.acronyms & promise.acronyms) and (deciding or "subject:negotiation" in promise.broad)
    if not named and (promise.acronyms or not promise.parties <= text.parties or not promise.subjects & text.subjects):
        return False
    dated = bool(years) and years <= {year for one in text.tellings for year in one.years}
    for step in text.record.history:
        decided = deciding and step.status in _RATIFIED and set(step.by) == set(promise.by)
        agreed = (named or dated) and step.status in _CONCLUDED and set(promise.by) <= set(step.by)
        days = [one.day for one in text.tellings if one.id in step.statement_ids and one.day]
        if (decided or agreed) and days and promise.told and max(days) >= promise.told and (min(days) - promise.told).days <= LATE:
            return True
    return False


def _batch(part: Group, whole: Group) -> bool:
    """A later promise to some of the many that the first one named."""
    if len(whole.to) < MANY or not part.to or not part.to < whole.to or part.by != whole.by:
        return False
    return bool(part.told and whole.told and part.told >= whole.told)


def _anniversaries(groups: Sequence[Group]) -> Iterator[Link]:
    """An anniversary follows what it remembers: the change of the same relation so many years before."""
    bases = index(
        (group for group in groups if group.record.kind == "milestone" and group.record.content.type in _BASES and group.when),
        lambda group: [_parties(group)],
    )
    for group in groups:
        content = group.record.content
        if group.record.kind != "milestone" or content.type != "anniversary" or content.ordinal is None or group.when is None:
            continue
        for base in bases.get(_parties(group), ()):
            assert base.when
            if base.when.first.year <= group.when.first.year - content.ordinal <= base.when.last.year:
                yield _link("follows", group, base)


def _parties(group: Group) -> str:
    return "+".join(sorted(group.sides))


def _successions(groups: Sequence[Group]) -> Iterator[Link]:
    """A plan supersedes the one of the same parties that ended when it began."""
    plans = index(
        (group for group in groups if group.record.kind == "agreement" and group.record.content.type == "plan"), lambda group: [_parties(group)]
    )
    for rivals in plans.values():
        for new in rivals:
            for old in rivals:
                first, last = period(new), period(old)
                if new is not old and first and last and first[0] == last[1] + 1 and _one_field(_field(new), _field(old)):
                    yield _link("supersedes", new, old)


def _field(plan: Group) -> frozenset[str]:
    """What a plan is for; empty for one of the whole relation, which some story names without a subject of its own."""
    names = [scope(one) for one in plan.tellings]
    return frozenset().union(*names) if all(names) else frozenset()


def _one_field(new: frozenset[str], old: frozenset[str]) -> bool:
    return bool(new & old) or not (new or old)


def period(plan: Group) -> tuple[int, int] | None:
    """The first and last year of a plan, as most of its statements give them, by name, date or term; None where no end is told.

    Where only the end is told, it is taken for a plan of the usual length.
    """
    told = [years for one in plan.tellings if (years := _years(one)) is not None]
    ends = Counter(last for _, last in told)
    if not ends:
        return None
    last = min(ends, key=lambda year: (-ends[year], year))
    firsts = Counter(first for first, end in told if end == last and first is not None)
    return min(firsts, key=lambda year: (-firsts[year], year)) if firsts else last - USUAL + 1, last


USUAL = 5
"""Years of a plan of which only the end is told: the cycle of the plans of action of dialogue partners."""


def _years(one: Telling) -> tuple[int | None, int] | None:
    named_years = sorted(int(year) for year in one.years)
    if len(named_years) >= 2:
        return named_years[0], named_years[-1]
    if one.when and one.when.last.year > one.when.first.year:
        return one.when.first.year, one.when.last.year
    return (None, one.due.last.year) if one.due else None


def _annexes(groups: Sequence[Group]) -> Iterator[Link]:
    """A protocol or annex is part of the one treaty of the same parties that its story tells of."""
    treaties = index(
        (group for group in groups if group.record.kind == "agreement" and group.record.content.type == "treaty"), lambda group: group.documents
    )
    for group in groups:
        if group.record.kind == "agreement" and group.record.content.type == "protocol":
            mothers = [one for one in under(treaties, group.documents) if one.parties == group.parties]
            if len(mothers) == 1:
                yield _link("part_of", group, mothers[0], "explicit")


def _measures(groups: Sequence[Group]) -> Iterator[Link]:
    """A measure taken the day a treaty comes into force, told with it, implements it."""
    texts = index((group for group in groups if group.record.kind == "agreement"), lambda group: group.documents)
    for group in groups:
        if group.record.kind != "action" or group.record.content.type != "measure" or group.when is None:
            continue
        for text in under(texts, group.documents):
            force = [step for step in text.record.history if step.status == "in_force" and step.when == group.record.content.when]
            if force and group.parties <= text.parties:
                yield _link("implements", group, text)


def _progresses(groups: Sequence[Group]) -> Iterator[Link]:
    """A measure of a plan tells how far it is implemented: of the plan whose years its words give, else of the only one running then."""
    plans = index((one for one in groups if one.record.kind == "agreement" and one.record.content.type == "plan"), lambda group: [_parties(group)])
    for group in groups:
        if group.record.kind != "progress" or "subject:action-plan" not in group.subjects:
            continue
        years = {int(year) for one in group.tellings for year in one.years}
        day = group.when.last if group.when else group.told
        spans = [(plan, span) for plan in plans.get(_parties(group), ()) if not _field(plan) and (span := period(plan)) is not None]
        running = [
            plan for plan, (first, last) in spans if (years and years <= {first, last}) or (not years and day and first <= day.year <= last + 1)
        ]
        if len(running) == 1:
            yield _link("implements", group, running[0], "explicit" if years else "candidate")


def _resumed(groups: Sequence[Group]) -> Iterator[Link]:
    """A measure that resumes what one of the same sides had stopped follows it."""
    stops = index(
        (group for group in groups if group.record.kind == "action" and "subject:suspension" in group.subjects), lambda group: [_parties(group)]
    )
    for group in groups:
        if group.record.kind != "action" or "subject:resumption" not in group.subjects:
            continue
        earlier = [stop for stop in stops.get(_parties(group), ()) if stop is not group and _same_matter(stop, group)]
        if earlier:
            yield _link("follows", group, max(earlier, key=lambda stop: (stop.told or datetime.date.min, stop.id)))


def _same_matter(stop: Group, group: Group) -> bool:
    if not stop.told or not group.told or stop.told + _PAUSE > group.told:
        return False
    fields = set(stop.record.content.areas) & set(group.record.content.areas)
    return bool(fields or (stop.subjects & group.subjects) - {"subject:suspension", "subject:resumption"})


_PAUSE = datetime.timedelta(NEAR)
