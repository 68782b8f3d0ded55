"""A record from its statements: nothing is lost, nothing rewritten; what is shown is the best founded value, and the latest of those."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from communique.assembly.conflicts import conflicts
from communique.assembly.forms import PENDING
from communique.assembly.ground import Ground
from communique.assembly.tellings import BARE, Telling
from communique.assembly.times import days_of, overlap
from communique.kinds.table import KINDS
from communique.model.records import Record, Step

_OFFICIAL = frozenset({"ministry", "secretariat"})
YEAR = 366
"""Days from which on a date is a period of years."""
_EARLIEST = datetime.date.min
_STATUSES = (
    "proposed under_negotiation negotiations_concluded initialled scheduled announced dispatched signed approved adopted noted ratified "
    "in_force held ongoing delivered completed extended postponed cancelled refused suspended denounced terminated expired superseded failed"
).split()
_ORDER = {status: place for place, status in enumerate(_STATUSES)}
"""The order in which statuses usually come: for steps of one day, and for those that no words date."""


def score(one: Telling) -> int:
    """How far one source goes by itself, 1 to 4 (codebook 10): official 4, a wire or newspaper 2, hearsay 1.

    A state agency is official for the words of its own state alone.
    """
    statement, origin = one.statement, one.origin
    if statement.hedged or statement.voice in ("unnamed_official", "media"):
        return 1
    own = bool(origin.country) and origin.country in one.by and len(one.by) == 1
    return 4 if origin.outlet in _OFFICIAL or (origin.outlet == "state_agency" and own and statement.voice in ("party", "source")) else 2


def rank(one: Telling) -> tuple[int, datetime.date, tuple[datetime.date, str, int, str]]:
    """Whose value is shown: the greatest wins. Score first, then the latest assertion."""
    return score(one), one.origin.known or _EARLIEST, one.order


def best_first(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings that stand in their own order, by `rank`, the greatest first."""
    if len(tellings) < 2:
        return list(tellings)
    last_first = tellings[::-1]
    return sorted(last_first, key=_short_rank, reverse=True)  # of equals, the later in their order stays first


def _short_rank(one: Telling) -> tuple[int, datetime.date]:
    return score(one), one.origin.known or _EARLIEST


def founded(tellings: Sequence[Telling], families: Mapping[str, str]) -> tuple[int, int]:
    """The number of families that tell a thing, and its score: 5 for official sources of two sides, 3 for two independent stories."""
    told: dict[str, int] = {}
    sides: set[str] = set()
    for one in tellings:
        family, points = families.get(one.origin.document, one.origin.document), score(one)
        told[family] = max(told.get(family, 0), points)
        if points == 4:
            sides.add(one.origin.country or one.origin.publisher)
    best = max(told.values())
    if len(sides) > 1:
        return len(told), 5
    return len(told), max(best, 3) if len([points for points in told.values() if points > 1]) > 1 else best


def merge(tellings: Sequence[Telling], families: Mapping[str, str], ground: Ground) -> Record:
    """The record of tellings that tell of one thing; they stand in their own order, of one kind."""
    if len(tellings) == 1:
        return _alone(tellings[0])
    best = best_first(tellings)
    kind = tellings[0].kind
    ids = tuple([one.id for one in tellings])
    steps = history(tellings, ids)
    status = current(kind, [step for step in steps if not _announced(step, tellings)])
    shown = {slot: _first(best, slot) for slot in ("type", "level", "name", "ordinal", "where", "quantity", "issue", "due")}
    shown["what"] = _what(best)
    shown["mechanism"] = next((one.mechanism for one in best if one.mechanism), None)
    shown["when"] = _when(best, status)
    content = KINDS[kind](
        by=_union(best, "by", kind), to=_union(best, "to", kind), areas=_areas(best), status=status, **shown  # type: ignore[arg-type]
    )  # fmt: skip
    sources, points = founded(tellings, families)
    known = [one.origin.known for one in tellings if one.origin.known]
    if content == best[0].content:
        content = best[0].content
    return Record(
        tellings[0].id, kind, content, ids, status, steps, sources, points, conflicts(tellings, best, ground),
        _iso(min(known)) if known else None, _iso(max(known)) if known else None,
    )  # fmt: skip


def _alone(one: Telling) -> Record:
    """The record of what is told once: most are."""
    content, kind = one.content, one.kind
    by = tuple(sorted(set(content.by))) if len(content.by) > 1 and kind in ("agreement", "meeting") else content.by
    areas = tuple(dict.fromkeys(content.areas)) if len(content.areas) > 1 else content.areas
    if by != content.by or areas != content.areas or one.mechanism != content.mechanism:
        content = replace(content, by=by, areas=areas, mechanism=one.mechanism)  # type: ignore[type-var]
    status = content.status
    ids = (one.id,)
    steps = (Step(status, None if _is_period(one) else content.when, one.content.by, ids),) if status is not None else ()
    known = _iso(one.origin.known) if one.origin.known else None
    return Record(one.id, kind, content, ids, status, steps, 1, score(one), (), known, known)


@lru_cache(maxsize=65536)
def _iso(day: datetime.date) -> str:
    """A day in words, once for all records of it."""
    return day.isoformat()


def history(tellings: Sequence[Telling], ids: tuple[str, ...]) -> tuple[Step, ...]:
    """The statuses told, in time order: one step for all statements of the same status, through the same actors, on compatible days. `ids` are those
    of all: a step that all tell holds no others."""
    steps: list[list[Telling]] = []
    for one in sorted(tellings, key=_step_key):
        if one.content.status is None:
            continue
        for step in steps:
            first = step[0]
            if first.content.status == one.content.status and first.by == one.by and _meet(first, one):
                step.append(one)
                break
        else:
            steps.append([one])
    told = [_step(step, ids) for step in steps]
    return tuple(sorted(told, key=lambda step: (_step_day(step, tellings), _ORDER.get(step.status, 0), step.statement_ids)))


def _step_key(one: Telling) -> tuple[bool, int, tuple[datetime.date, str, int, str]]:
    return one.when is None, one.when.length if one.when else 0, one.order


def _step(tellings: Sequence[Telling], ids: tuple[str, ...]) -> Step:
    sharp = min(tellings, key=_step_key)
    told = ids if len(tellings) == len(ids) else tuple([one.id for one in sorted(tellings, key=_ORDER_OF)])
    return Step(str(sharp.content.status), None if _is_period(sharp) else sharp.content.when, sharp.content.by, told)


_ORDER_OF = attrgetter("order")


def _is_period(one: Telling) -> bool:
    """Whether the date of an agreement is the period it is for, and so no day of its status."""
    return one.kind == "agreement" and one.when is not None and one.when.length > YEAR


def _step_day(step: Step, tellings: Sequence[Telling]) -> datetime.date:
    days = days_of(step.when)
    if days is not None:
        return days.last
    ids = set(step.statement_ids)
    return min((one.origin.known for one in tellings if one.id in ids and one.origin.known), default=datetime.date.max)


def _meet(one: Telling, other: Telling) -> bool:
    return one.when is None or other.when is None or (one.when.first <= other.when.last and other.when.first <= one.when.last)


def current(kind: str, steps: Sequence[Step]) -> str | None:
    """The status a history comes to: that of its last step, but what is only cited again as planned does not undo what was done."""
    if not steps:
        return None
    if kind == "meeting":
        steps = _still(steps)
    if kind in ("meeting", "action"):
        return max(steps, key=lambda step: (_ORDER.get(step.status, 0), step.statement_ids)).status
    done = [step for step in steps if step.status not in PENDING]  # told later of a text that is there, these are of its past
    return (done or steps)[-1].status


def _announced(step: Step, tellings: Sequence[Telling]) -> bool:
    """Whether the end of a text was told before its term: it is to come, whatever tense the words have."""
    if step.status != "expired":
        return False
    told = [one for one in tellings if one.id in step.statement_ids]
    return all(one.due is not None and one.origin.known is not None and one.origin.known < one.due.first for one in told)


def _still(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps of a meeting without its being put off, once a later day of it is told."""
    off = [days.last for step in steps if step.status == "postponed" and (days := days_of(step.when))]
    anew = any(step.status in ("scheduled", "held") and (days := days_of(step.when)) and days.first > max(off) for step in steps) if off else False
    return [step for step in steps if step.status != "postponed"] if anew else steps


def _first(best: Sequence[Telling], slot: str) -> object:
    return next((value for one in best if (value := getattr(one.content, slot)) is not None), None)


def _what(best: Sequence[Telling]) -> str | None:
    """The words shown: of the best statement that has some, but not those by which a story only takes up what it had told in more."""
    told = [one for one in best if one.content.what]
    beside = [one for one in told if one.origin.document == told[0].origin.document and len(one.tokens) > BARE]
    return (beside or told)[0].content.what if told else None


def _when(best: Sequence[Telling], status: str | None) -> str | None:
    """The date shown: of the best statement that tells the status shown, sharpened by others that lie within it, or touch it if it is about then."""
    told = [one for one in best if one.when and one.content.when and one.content.status == status] or [one for one in best if one.when]
    if not told:
        return next((one.content.when for one in best if one.content.when), None)
    shown = told[0]
    for one in told[1:]:
        assert one.when and shown.when
        within = one.when.first >= shown.when.first and one.when.last <= shown.when.last and one.when.length < shown.when.length
        if within or (shown.when.vague and one.when.exact and overlap(one.when, shown.when)):
            shown = one
    return shown.content.when


def _union(best: Sequence[Telling], slot: str, kind: str) -> tuple[str, ...]:
    """The actors shown: those of the widest statement that names states or bodies rather than an organisation's name only, the best first."""
    counts = Counter(actor for one in best for actor in getattr(one.content, slot))
    if kind in ("agreement", "meeting"):
        return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor))) if slot == "by" else tuple(_first_filled(best, slot))
    return tuple(_first_filled(best, slot))


def _first_filled(best: Sequence[Telling], slot: str) -> tuple[str, ...]:
    return next((value for one in best if (value := getattr(one.content, slot))), ())


def _areas(best: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(area for one in best for area in one.content.areas))
