"""Standing mechanisms: when they last met, when they should meet next, what is missing, and ordinals that do not fit."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.assembly.group import Group
from communique.assembly.slips import MOVED
from communique.model.records import Conflict, Version

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?\Z")
SLACK = 0.5
"""The share of a cadence by which a session may come early or late and still be the expected one: half a period each way covers the year."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was held, or is to be: its record, date (EDTF), ordinal as told and as its neighbours make it (None where they cannot)."""

    record: str
    when: str
    ordinal: int | None
    inferred: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A session that nobody reported: its ordinal, where the neighbours' tell it, and the days it must have fallen between."""

    ordinal: int | None
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """The card of a series: sessions in time order, the last held, the window of the next (ISO days), gaps, and how often it meets.

    `cadence` is an ISO 8601 duration: the one known of the mechanism, or one inferred from three sessions or more; None without either.
    """

    id: str
    sessions: tuple[Session, ...]
    last: Session | None
    cadence: str | None
    next_from: str | None
    next_until: str | None
    gaps: tuple[Gap, ...]


Cadences = Mapping[str, str]
"""mechanism id → its known cadence, an ISO 8601 duration"""


def series_of(group: Group) -> str:
    """The series a meeting belongs to: its mechanism, else the summits or other numbered sessions of its parties; empty where it has none."""
    content = group.record.content
    if group.record.kind != "meeting" or content.type not in ("session", "conference"):
        return ""
    if content.mechanism:
        return content.mechanism
    return f"{'+'.join(sorted(group.parties))}|{content.level}" if content.level == "summit" else ""


def series_keys(group: Group) -> set[str]:
    """The series that a meeting may belong to: its own, and the summits of its parties, which another may belong to through it."""
    content, found = group.record.content, {series_of(group)}
    if content.mechanism and content.level == "summit":
        found |= {content.mechanism, f"{'+'.join(sorted(group.parties))}|summit"}
    return found - {""}


def clashing_keys(group: Group) -> set[str]:
    """The same of a meeting that may be in a conflict of ordinals, or decide which series others belong to: of no other."""
    content = group.record.content
    naming = content.mechanism and content.level == "summit"
    claims = group.when is not None and any(one.content.ordinal is not None for one in group.tellings)
    return series_keys(group) if group.record.kind == "meeting" and (naming or claims) else set()


def is_unnamed(series: str) -> bool:
    """Whether a series is that of the summits of some parties, and so another's if these call it by one name."""
    return series.endswith("|summit")


def by_series(groups: Sequence[Group]) -> dict[str, list[Group]]:
    """The dated sessions of each series, in time order."""
    found: dict[str, list[Group]] = defaultdict(list)
    summits: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        content = group.record.content
        if content.mechanism and content.level == "summit":
            summits[f"{'+'.join(sorted(group.parties))}|summit"].add(content.mechanism)
    for group in groups:
        name = series_of(group)
        named = summits.get(name, set())
        if name and group.when is not None:
            found[min(named) if len(named) == 1 else name].append(group)
    return {name: sorted(found[name], key=lambda group: (group.when, group.id)) for name in sorted(found)}


def ordinal_conflicts(groups: Sequence[Group]) -> dict[str, Conflict]:
    """Record id → the conflict of an ordinal that two sessions of one series claim; only the wrong one has it, where the neighbours show which."""
    return conflicts_of(by_series(groups).values())


def conflicts_of(series: Iterable[Sequence[Group]]) -> dict[str, Conflict]:
    """The same of some series, the sessions of each in time order."""
    found: dict[str, Conflict] = {}
    for sessions in series:
        claimed: dict[int, list[Group]] = defaultdict(list)
        for group in sessions:
            for ordinal in {one.content.ordinal for one in group.tellings} - {None}:
                assert ordinal is not None
                claimed[ordinal].append(group)
        for ordinal, rivals in claimed.items():
            apart = [one for one in rivals if any(_days(one, other) > MOVED for other in rivals)]
            if len(apart) < 2:
                continue
            sure = [group for group in sessions if group not in rivals and group.record.content.ordinal is not None]
            wrong = [one for one in apart if (fit := expected(one, sure)) is not None and fit != ordinal]
            right = [one for one in apart if expected(one, sure) == ordinal]
            for group in wrong if wrong and len(right) == 1 else apart:
                versions = [Version(str(ordinal), _claiming(group, ordinal))] if _claiming(group, ordinal) else []
                fit = expected(group, sure)
                if wrong and fit is not None and fit != ordinal:
                    versions.append(Version(f"{fit} inferred", tuple(one.tellings[0].id for one in sure)))
                versions += [Version(f"{ordinal} on {other.record.content.when}", _claiming(other, ordinal)) for other in apart if other is not group]
                found.setdefault(group.id, Conflict("ordinal", tuple(versions)))
    return found


def _claiming(group: Group, ordinal: int) -> tuple[str, ...]:
    return tuple(one.id for one in group.tellings if one.content.ordinal == ordinal)


def _days(one: Group, other: Group) -> int:
    assert one.when and other.when
    return max((other.when.first - one.when.last).days, (one.when.first - other.when.last).days, 0)


def expected(group: Group, sure: Sequence[Group]) -> int | None:
    """The ordinal that the sessions before and after make likely by their dates; None where it is not between two, or lies in the middle.

    The sessions that are `sure` stand in the order of time.
    """
    assert group.when
    place = bisect_right(sure, group.when.last, key=_began)
    high = sure[place] if place < len(sure) else None
    low = next((one for one in reversed(sure[:place]) if one.when and one.when.last < group.when.first), None)
    if low is None or high is None:
        return None
    assert low.when and high.when
    first, last = low.record.content.ordinal, high.record.content.ordinal
    if first is None or last is None or last - first < 2:
        return None
    share = (group.when.first - low.when.first).days / (high.when.first - low.when.first).days
    between = share * (last - first)
    near = round(between)
    return first + near if abs(between - near) < MIDDLE and 0 < near < last - first else None


def _began(group: Group) -> datetime.date:
    assert group.when
    return group.when.first


MIDDLE = 0.3
"""How far from a whole number of sessions a date may lie and still tell which one it was."""


def mechanisms(groups: Sequence[Group], cadences: Cadences) -> tuple[Mechanism, ...]:
    """The card of every series, in order of their ids."""
    return tuple(_card(name, sessions, cadences.get(name)) for name, sessions in by_series(groups).items())


def _card(name: str, sessions: Sequence[Group], cadence: str | None) -> Mechanism:
    numbered = [group for group in sessions if group.record.content.ordinal is not None]
    clashes = ordinal_conflicts(sessions)
    shown = tuple(
        Session(
            group.id, str(group.record.content.when), group.record.content.ordinal,
            expected(group, [one for one in numbered if one is not group]) if group.record.content.ordinal is None or group.id in clashes else None,
            group.record.status,
        )
        for group in sessions
    )  # fmt: skip
    held = [(group, session) for group, session in zip(sessions, shown, strict=True) if session.status == "held"]
    period = months(cadence) or _usual([group for group, _ in held])
    last = held[-1][1] if held else None
    window: tuple[str | None, str | None] = (None, None)
    if held and period:
        day = held[-1][0].when
        assert day
        days = period * DAYS_A_MONTH
        low = day.last + datetime.timedelta(round(days * (1 - SLACK)))
        high = day.last + datetime.timedelta(round(days * (1 + SLACK)))
        window = low.isoformat(), high.isoformat()
    return Mechanism(name, shown, last, duration(period), *window, _gaps([group for group, _ in held], period))


DAYS_A_MONTH = 365.2425 / 12


def months(cadence: str | None) -> int | None:
    """The months of an ISO 8601 duration of years and months; None where there is none (`ad hoc`)."""
    match = _DURATION.match(cadence or "")
    return (int(match[1] or 0) * 12 + int(match[2] or 0)) or None if match else None


def duration(period: int | None) -> str | None:
    """Months as an ISO 8601 duration."""
    return None if period is None else f"P{period // 12}Y" if period % 12 == 0 else f"P{period}M"


def _usual(held: Sequence[Group]) -> int | None:
    """The whole years between three sessions or more that keep to one distance; None where they do not."""
    if len(held) < 3:
        return None
    years = []
    for one, other in pairwise(held):
        assert one.when and other.when
        steps = (
            (other.record.content.ordinal or 0) - (one.record.content.ordinal or 0)
            if one.record.content.ordinal and other.record.content.ordinal
            else 1
        )
        years.append((other.when.first - one.when.first).days / 365.2425 / max(steps, 1))
    middle = sorted(years)[len(years) // 2]
    whole = max(1, round(middle))
    return whole * 12 if all(abs(year - whole) <= SLACK * whole for year in years) else None


def _gaps(held: Sequence[Group], period: int | None) -> tuple[Gap, ...]:
    """Sessions that must have been and that nobody reported: ordinals left out, or two periods and more between neighbours."""
    found = []
    for one, other in pairwise(held):
        assert one.when and other.when
        low, high = one.record.content.ordinal, other.record.content.ordinal
        between = (one.when.last.isoformat(), other.when.first.isoformat())
        if low is not None and high is not None and high > low:
            found += [Gap(ordinal, *between) for ordinal in range(low + 1, high)]
        elif period and (other.when.first - one.when.last).days > period * DAYS_A_MONTH * (1 + SLACK):
            found.append(Gap(None, *between))
    return tuple(found)
