"""The brief: two pages on a partnership, for one who has ten minutes. Each sentence is a row, and rests on quotes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from communique.assembly.deeds import WORLDWIDE
from communique.assembly.group import Group
from communique.assembly.merge import rank
from communique.assembly.offices import holders, seen_since, terms
from communique.assembly.pipeline import Assembly
from communique.assembly.plans import series
from communique.assembly.series import mechanisms
from communique.assembly.tellings import Origin, Telling
from communique.assembly.times import differ, span_of
from communique.views.board import STATES
from communique.views.calendar import calendar
from communique.views.conflicts import told_of
from communique.views.indicators import latest
from communique.views.rows import Row, between, footnote, kept_of_many, mappings, record_row, wordings
from communique.views.terms import end_of
from communique.views.timeline import PLANNED, place, told_on
from communique.world.load import World, members

FOLLOWED = 7
"""Undertakings that are told one by one; the others are counted."""
LATEST = 3
"""Agreements without an end that are told: the latest."""
SPECIFIC = 2
"""Specificity of an undertaking with a number or a term."""
_CHANGES = frozenset("establishment status_granted upgrade downgrade severance restoration".split())
_SETTLED = frozenset({"delivered", "superseded", "withdrawn"})
_UNDERWAY = frozenset({"proposed", "under_negotiation", "negotiations_concluded", "initialled"})
_URGENT = frozenset({"overdue_no_report", "due_soon", "delayed", "partly_delivered", "started", "suspended", "not_delivered"})
_SHOWN = ("when", "ordinal", "where", "status", "quantity", "due", "mechanism")
_OFFICES = ("country_coordinator", "chair", "incoming_chair")


_THEIRS = frozenset({"action", "commitment", "agreement"})
"""Kinds of what members do by themselves that is told."""


def inner(world: World, body: str, on: datetime.date) -> frozenset[str]:
    """The members of an organisation on a day whose dealings its brief tells besides: none of one that spans the world."""
    found = members(world, body, on)
    return frozenset(found) if len(found) <= WORLDWIDE else frozenset()


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a brief is written from: the records of a partnership on a day."""

    assembly: Assembly
    world: World
    actors: frozenset[str]
    groups: tuple[Group, ...]
    on: datetime.date

    def own(self, *kinds: str) -> list[Group]:
        """The records between exactly these actors, of some kinds, the latest last."""
        found = [group for group in self.groups if group.record.kind in kinds and self.is_own(group)]
        return sorted(found, key=place)

    def is_own(self, group: Group) -> bool:
        """Whether a record is of the partnership itself, and not of a member and the partner: a member's dealings are told apart."""
        return self.actors <= group.parties


def brief(assembly: Assembly, actors: Sequence[str], world: World, *, sections: Collection[str] = ()) -> list[Row]:
    """The sentences of a brief in the order of their sections: each has its `section`, the `key` of its pattern, the record it tells (`of`), what
    else it says, and the `footnotes` it rests on. The first row, of section `basis`, counts what the brief was written from. With `sections`,
    only these beside it.
    """
    if assembly.on is None or not between(assembly, actors):
        return []
    wanted = frozenset(actor.upper() for actor in actors)
    desk = _Desk(assembly, world, wanted, tuple(assembly.groups), assembly.on)
    rows = [_basis(desk)]
    for section, tells, most in _TELLS:
        if sections and section not in sections:
            continue
        rows += [{"section": section} | row for row in islice(tells(desk), most)]
    return rows


def _sentence(key: str, group: Group, *, by: Sequence[str] = (), **more: object) -> Row:
    """A sentence on a record; it rests on the statements `by`, where some are given."""
    return {"key": key, "of": record_row(group), "told": told_on(group), "last": _last(group), **more, "footnotes": [_note(group, by)]}


def _said(key: str, group: Group, one: Telling, *, alike: Sequence[Telling] = (), **more: object) -> Row:
    """A sentence in the words of one statement, or of those `alike`: its date, term and amount are not mixed with those of others."""
    own = {slot: getattr(one.content, slot) for slot in ("name", "what", "when", "due")}
    first = next((other.origin.published for other in alike or [one] if other.origin.published), None)
    of = record_row(group) | own | {"wordings": wordings([one, *sorted(alike, key=rank, reverse=True)])}
    of["quantity"] = asdict(one.content.quantity) if one.content.quantity else None
    return {"key": key, "of": of, "told": first, "last": _last(group), **more, "footnotes": [footnote(one)]}


def _agree(one: Telling, other: Telling) -> bool:
    """Whether two statements give the same amount, and the same term as far as their words tell."""
    left, right = one.content, other.content
    return left.quantity == right.quantity and (left.due is None) == (right.due is None) and not differ(left.due, right.due)


def _promise(group: Group, state: str) -> Row:
    """A sentence on a promise: in the words that give most to follow it by (amount and term, then the best founded), since it was first given so."""
    shown = group.record.content
    firmest = max(group.tellings, key=lambda one: (one.content.quantity == shown.quantity, one.content.due == shown.due, rank(one)))
    return _said("undertaking", group, firmest, alike=[one for one in group.tellings if _agree(firmest, one)], state=state)


def _last(group: Group) -> str | None:
    """The date of the story that told it last (EDTF)."""
    return next((one.origin.published for one in reversed(group.tellings) if one.origin.published), None)


def _note(group: Group, by: Sequence[str] = ()) -> Row:
    """The quote of a record that says most of what is shown of it."""
    chosen = [one for one in group.tellings if one.id in by] or list(group.tellings)
    return footnote(max(chosen, key=lambda one: (_fits(group, one), rank(one))))


def _fits(group: Group, one: Telling) -> int:
    """How many of the values shown a statement gives."""
    shown, own = group.record.content, one.content
    return sum(getattr(shown, slot) is not None and getattr(shown, slot) == getattr(own, slot) for slot in _SHOWN)


def _basis(desk: _Desk) -> Row:
    groups = [group for group in desk.groups if desk.is_own(group)]
    origins: dict[str, Origin] = {}
    for group in groups:
        origins.update(_origins(group))
    known = [origin.known for origin in origins.values() if origin.known]
    outlets = sorted({origin.publisher for origin in origins.values() if origin.publisher})
    return {
        "section": "basis", "key": "basis", "actors": sorted(desk.actors), "on": desk.on.isoformat(), "stories": len(origins), "outlets": outlets,
        "first": min(known).isoformat() if known else None, "last": max(known).isoformat() if known else None, "footnotes": [],
    }  # fmt: skip


@kept_of_many
def _origins(group: Group) -> dict[str, Origin]:
    """The stories that tell a record."""
    return {one.origin.document: one.origin for one in group.tellings}


def _summary(desk: _Desk) -> Iterator[Row]:
    """The answer in a few lines: the level of relations, the last summit, what is open, what comes next."""
    changes = [group for group in desk.own("milestone") if group.record.content.type in _CHANGES and group.record.content.level]
    for group in changes[-1:]:
        yield _sentence("short_level", group)
    summits = [group for group in desk.own("meeting") if group.record.content.level == "summit" and group.record.status == "held" and group.when]
    for group in summits[-1:]:
        yield _sentence("short_summit", group) | {"of": _own_meeting(group, desk)}
    followed = [row for row in _undertakings(desk) if row["key"] == "undertaking"]
    if followed:
        late = sum(row["state"] == "overdue_no_report" for row in followed)
        notes = [note for row in followed for note in mappings(row["footnotes"])]
        yield {"key": "short_open", "number": _open(desk)[0], "late": late, "footnotes": notes}
    for row in islice((row for row in _next(desk) if row["what"] != "expected"), 1):
        yield row | {"key": "short_next"}


def _relations(desk: _Desk) -> Iterator[Row]:
    """What the relation is, since when, and who speaks for it."""
    milestones = desk.own("milestone")
    changes = [group for group in milestones if group.record.content.type in _CHANGES]
    for group in changes[-1:]:
        yield _sentence(f"change_{group.record.content.type}", group)
    years = [group for group in milestones if group.record.content.type == "designated_year" and _is_now(group, desk.on)]
    for group in years[-1:]:
        yield _sentence("year", group)
    birthdays = [group for group in milestones if group.record.content.type == "anniversary" and group.when and not _is_past(group, desk.on, 2)]
    for group in sorted(birthdays, key=lambda group: (group.when, group.record.sources))[-1:]:
        yield _sentence("birthday", group)
    yield from _offices(desk)


def _offices(desk: _Desk) -> Iterator[Row]:
    at_them = [group for group in desk.groups if group.record.kind == "role" and group.to and group.to <= desk.actors]
    by_id = {group.id: group for group in at_them}
    found = terms([group for group in at_them if group.record.content.type in _OFFICES and seen_since(group, desk.on)])
    for office in _OFFICES:
        held = [term for term in holders(found, desk.on) if term.office == office]
        if office == "incoming_chair":
            held = [term for term in found if term.office == office and term.first > desk.on.isoformat()]
        for term in held[:1]:
            yield _sentence(office, by_id[term.record])


def _is_now(group: Group, on: datetime.date) -> bool:
    if group.record.content.when is None:
        return False
    first, last = span_of(group.record.content.when)
    return first <= on <= last


def _is_past(group: Group, on: datetime.date, years: int) -> bool:
    return group.when is not None and group.when.last < on - datetime.timedelta(366 * years)


def _meetings(desk: _Desk) -> Iterator[Row]:
    """The last ones held, the latest first."""
    met = [group for group in desk.own("meeting") if group.when and group.when.first <= desk.on]
    for group in reversed([group for group in met if group.record.status == "held"]):
        yield _sentence("met", group, by=[one.id for one in group.tellings if desk.actors <= one.parties]) | {"of": _own_meeting(group, desk)}


def _own_meeting(group: Group, desk: _Desk) -> Row:
    """A meeting as those tell it who name all sides: the number of a larger meeting around it is not its own."""
    told = sorted((one for one in group.tellings if desk.actors <= one.parties), key=rank, reverse=True)
    own = {slot: next((value for one in told if (value := getattr(one.content, slot)) is not None), None) for slot in ("ordinal", "name", "what")}
    return record_row(group) | own | {"mechanism": next((one.mechanism for one in told if one.mechanism), None), "wordings": wordings(told)}


def _silence(desk: _Desk) -> Iterator[Row]:
    """Meetings announced for a day that is past, and series whose next session is overdue, with no report of either."""
    by_id = {group.id: group for group in desk.groups}
    for group in desk.own("meeting", "action"):
        if group.record.status in PLANNED and group.when and group.when.last < desk.on and not _is_past(group, desk.on, 2):
            yield _sentence("unreported", group)
    for card in mechanisms(desk.own("meeting"), {id_: one.cadence for id_, one in desk.world.mechanisms.items()}):
        parties = desk.world.mechanisms[card.id].parties if card.id in desk.world.mechanisms else tuple(desk.actors)
        if card.last and card.next_until and card.next_until < desk.on.isoformat() and desk.actors <= set(parties):
            yield _sentence("late", by_id[card.last.record], series=card.id, until=card.next_until[:7])


def _undertakings(desk: _Desk) -> Iterator[Row]:
    """What can be followed and is not settled: what asks for attention first."""
    own = {group.id: group for group in desk.own("commitment")}
    order = {state: at for at, state in enumerate(STATES)}
    kept = [one for one in desk.assembly.deliveries if one.record in own and one.state not in _SETTLED and one.trackable]
    kept.sort(key=lambda one: (one.state not in _URGENT, order[one.state], place(own[one.record])))
    for one in kept[:FOLLOWED]:
        yield _promise(own[one.record], one.state)
    for key, rest in (("followed", len(kept[FOLLOWED:])), ("declared", _open(desk)[1])):
        if rest:
            yield {"key": key, "number": rest, "actors": sorted(desk.actors), "footnotes": []}


def _open(desk: _Desk) -> tuple[int, int]:
    """How many undertakings are not settled: those that can be followed, and those that cannot."""
    own = {group.id for group in desk.own("commitment")}
    open_ = [one.trackable for one in desk.assembly.deliveries if one.record in own and one.state not in _SETTLED]
    return sum(open_), len(open_) - sum(open_)


def _done(desk: _Desk) -> Iterator[Row]:
    """How much of plans was carried out, and what was given or held."""
    by_id = {group.id: group for group in desk.groups}
    for one in series(desk.own("progress")):
        measures = [measure for measure in one.measures if measure.done is not None]
        if measures:
            last, before = by_id[measures[-1].record], [by_id[measure.record] for measure in measures[:-1]]
            notes = [_note(group) for group in (last, *reversed(before))]
            yield _sentence("progress", last, before=[record_row(group) for group in before]) | {"footnotes": notes}
    for group in reversed(desk.own("action")):
        if group.record.status not in PLANNED:
            yield _sentence("action", group)


def _agreements(desk: _Desk) -> Iterator[Row]:
    """In force with their end, those first that end first; then what is under way; then what ended last."""
    found = [(group, end_of(group)) for group in desk.own("agreement")]
    after = {link.target: link.source for link in desk.assembly.links if link.kind == "supersedes"}
    by_id = {group.id: group for group in desk.groups}
    ended = [(group, end) for group, end in found if end and span_of(end)[1] < desk.on]
    over = {group.id for group, _ in ended}
    live = [(group, end) for group, end in found if group.id not in over and group.record.status not in _UNDERWAY and group.record.status]
    live.sort(key=lambda pair: (span_of(pair[1])[1], _day(pair[0]), pair[0].id))
    for group, end in [*(pair for pair in live if pair[1]), *[pair for pair in live if not pair[1]][:LATEST]]:
        heir = record_row(by_id[after[group.id]]) if group.id in after else None
        yield _agreed("until" if end else "agreed", group, end=end, heir=heir)
    for group, _ in found:
        if group.record.status in _UNDERWAY and group.id not in over:
            yield _agreed("underway", group)
    for group, end in sorted(ended, key=lambda pair: span_of(pair[1])[1])[-2:]:
        heir = record_row(by_id[after[group.id]]) if group.id in after else None
        yield _sentence("ended", group, end=end, heir=heir)


def _agreed(key: str, group: Group, **more: object) -> Row:
    """A sentence on the status an agreement has: since when (EDTF), or only told when, on the statements that give it."""
    step = next((step for step in reversed(group.record.history) if step.status == group.record.status), None)
    by = step.statement_ids if step else ()
    told = [one.origin.published for one in group.tellings if one.id in by and one.origin.published]
    more |= {"since": step.when if step else None, "fields": _fields(group)}
    return _sentence(key, group, by=by, **more) | ({"told": told[0]} if told else {})


def _fields(group: Group) -> list[str]:
    """The fields an agreement is about: those read for it, else those that its quotes name."""
    near = {word.partition(":")[2] for one in group.tellings for word in one.about.areas}
    return list(group.record.content.areas) or sorted(near)


def _day(group: Group) -> int:
    """Later first."""
    return -place(group)[0].toordinal()


def _positions(desk: _Desk) -> Iterator[Row]:
    """What each actor said last on each issue: named issues before others, the sides' own before their members'."""
    seen: set[tuple[object, ...]] = set()
    inside = desk.actors | {member for body in desk.actors for member in inner(desk.world, body, desk.on)}
    found = [group for group in desk.groups if group.record.kind == "position" and (desk.is_own(group) or _concerns(group, inside))]
    found.sort(key=lambda group: (group.record.content.issue is None, not desk.is_own(group), -_said_on(group).toordinal(), group.id))
    for group in found:
        content = group.record.content
        key = (content.by, content.issue or content.what)
        if key not in seen:
            seen.add(key)
            on_it = [one for one in group.tellings if one.content.issue == content.issue]
            yield _said("position", group, max(on_it, key=lambda one: (one.day or datetime.date.min, rank(one))))


def _said_on(group: Group) -> datetime.date:
    return max((one.day for one in group.tellings if one.day), default=datetime.date.min)


def _concerns(group: Group, inside: frozenset[str]) -> bool:
    """Whether a position is that of a side or of its members on a named issue."""
    return bool(group.record.content.issue) and group.by <= inside


def _figures(desk: _Desk) -> Iterator[Row]:
    """The last value of each series, with the one before."""
    for last, before in latest(desk.own("indicator")):
        notes = [_note(group) for group in (last, before) if group]
        yield _sentence("figure_after" if before else "figure", last, before=record_row(before) if before else None) | {"footnotes": notes}


def _next(desk: _Desk) -> Iterator[Row]:
    """What the calendar has, without the sessions of series that are not of these sides."""
    paces = {id_: one.cadence for id_, one in desk.world.mechanisms.items()}
    for row in calendar(desk.assembly, paces, actors=sorted(desk.actors)):
        known = desk.world.mechanisms.get(str(row.get("series")))
        if known is None or desk.actors <= set(known.parties):
            yield row | {"key": "next", "footnotes": mappings(row["footnotes"])[:1]}


def _members(desk: _Desk) -> Iterator[Row]:
    """What members of one side and the other side promised and did by themselves: shown here, counted nowhere else."""
    insiders = {member: body for body in desk.actors for member in inner(desk.world, body, desk.on)}
    if not insiders:
        return
    states = {one.record: one for one in desk.assembly.deliveries}
    told: dict[str, list[Group]] = {"undertaking": [], "action": [], "agreed": []}
    found = [group for group in desk.groups if group.record.kind in _THEIRS and group.record.score > 1 and not desk.is_own(group)]
    for group in sorted(found, key=lambda group: (_day(group), group.id)):
        bodies = {insiders[actor] for actor in group.parties & insiders.keys()}
        record = group.record
        if not bodies or not bodies < desk.actors or not desk.actors - bodies <= group.parties:
            continue
        if record.kind == "action" and record.status not in PLANNED:
            told["action"].append(group)
        elif record.kind == "commitment" and states[group.id].specificity == SPECIFIC and states[group.id].state not in _SETTLED:
            told["undertaking"].append(group)
        elif record.kind == "agreement" and record.status in ("signed", "adopted", "in_force", "ratified"):
            told["agreed"].append(group)
    yield from (_promise(group, states[group.id].state) for group in told["undertaking"][:2])
    yield from (_sentence("action", group) for group in told["action"][:2])
    yield from (_agreed("agreed", group) for group in told["agreed"][:2])


def _caution(desk: _Desk) -> Iterator[Row]:
    """Where sources disagree, with one quote of each version."""
    disputed = [group for group in desk.groups if group.record.conflicts and desk.is_own(group)]
    told_by = told_of(desk.assembly)
    for group in sorted(disputed, key=lambda group: (_day(group), group.id)):
        for conflict in group.record.conflicts:
            told = [(version, *told_by(group, version)) for version in conflict.versions]
            values = [{"value": version.value, "record": other, "told_by": [footnote(one) for one in found[:1]]} for version, other, found in told]
            notes = [note for value in values for note in mappings(value["told_by"])]
            first = next((one for _, _, found in told for one in found), group.tellings[0])
            yield _said("conflict", group, first, slot=conflict.slot, values=values) | {"footnotes": notes}


_Tells = Callable[[_Desk], Iterator[Row]]
_TELLS: tuple[tuple[str, _Tells, int], ...] = (
    ("summary", _summary, 4), ("relations", _relations, 6), ("meetings", _meetings, 5), ("silence", _silence, 5),
    ("undertakings", _undertakings, 8), ("done", _done, 5), ("agreements", _agreements, 8), ("positions", _positions, 7), ("figures", _figures, 6),
    ("next", _next, 8), ("members", _members, 6), ("caution", _caution, 4),
)  # fmt: skip
"""What tells a section, and how many sentences of it at most: two pages in all."""
