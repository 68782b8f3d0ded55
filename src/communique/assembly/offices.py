"""Roles over time: who held what on a day, and where two hold one office at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.assembly.forms import STATE_OFFICES
from communique.assembly.group import Group

SINGLE = frozenset("chair country_coordinator secretary_general head_of_state head_of_government foreign_minister".split())
"""Offices that one holds at a time."""
PRESIDING = frozenset({"chair", "incoming_chair", "country_coordinator"})
"""Offices of those who preside over a body, or speak with a partner for it."""
AROUND = 365
"""Days around a day on which somebody was seen in office that still count for it: a year either way, if nobody else was seen nearer."""


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in an office: from the first to the last day that the words give, or on which it was seen.

    `stated` says whether the words give the term, or stories only met the holder in office; an `open` term is told to go on, `last` is then the
    last day on which it was seen.
    """

    record: str
    office: str
    holder: str
    by: tuple[str, ...]
    of: tuple[str, ...]
    first: str
    last: str
    stated: bool
    open: bool


def terms(groups: Sequence[Group]) -> tuple[Term, ...]:
    """All terms of office, by office, body and first day."""
    found = [term for group in groups if group.record.kind == "role" and (term := _term(group)) is not None]
    return tuple(sorted(found, key=lambda term: (term.office, term.of, term.by, term.first, term.record)))


@lru_cache(maxsize=16384)
def _term(group: Group) -> Term | None:
    spans = [(one.when, one.content.when or "") for one in group.tellings if one.when]
    seen = [one.origin.known for one in group.tellings if one.origin.known]
    if not spans and not seen:
        return None
    firsts = [span.first for span, when in spans if not when.startswith("..")] or [span.last for span, _ in spans] or seen
    lasts = [span.last for span, when in spans if not when.endswith("..")]
    endless = any(when.endswith("..") for _, when in spans) and not any(span.length for span, when in spans if not when.endswith(".."))
    last = max([*lasts, *firsts, *(seen if endless else ())])
    content = group.record.content
    stated = any(span.length > 0 for span, _ in spans)
    return Term(
        group.id, str(content.type), content.name or "+".join(content.by), tuple(sorted(group.by)), tuple(sorted(group.to)),
        min(firsts).isoformat(), last.isoformat(), stated, endless,
    )  # fmt: skip


def seen_since(group: Group, on: datetime.date) -> bool:
    """Whether somebody may be in office on a day, or later, by what is told of it: of all others `holders` names none."""
    day = on - datetime.timedelta(AROUND)
    seen = group.record.last_seen
    return (seen is not None and seen >= day.isoformat()) or any(one.when is not None and one.when.last >= day for one in group.tellings)


def holders(found: Sequence[Term], on: datetime.date) -> tuple[Term, ...]:
    """Who held each office on a day: whose term covers it, else who was seen in it nearest to the day, within a year."""
    offices: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Term]] = defaultdict(list)
    for term in found:
        state = () if term.office in STATE_OFFICES else term.by
        offices[term.office, state, term.of].append(term)
    return tuple(term for key in sorted(offices) for term in _holding(key[0], offices[key], on))


def _holding(office: str, rivals: Sequence[Term], on: datetime.date) -> list[Term]:
    away = {term.record: _away(term, on) for term in rivals}
    near = [term for term in rivals if away[term.record] <= AROUND]
    if office not in SINGLE or not near:
        return [term for term in near if away[term.record] == 0] or near
    least = min(away[term.record] for term in near)
    return [term for term in near if away[term.record] == least]


def _away(term: Term, on: datetime.date) -> int:
    first, last = datetime.date.fromisoformat(term.first), datetime.date.fromisoformat(term.last)
    return max(0, (first - on).days, 0 if term.open else (on - last).days)


def overlaps(found: Sequence[Term]) -> tuple[tuple[Term, Term], ...]:
    """Pairs of terms in one single office that share days by their stated terms: questions, not errors."""
    pairs = []
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if (one.office, one.of) != (other.office, other.of) or one.office not in SINGLE or one.holder == other.holder:
                continue
            same_side = one.office in STATE_OFFICES or one.by == other.by
            if same_side and one.stated and other.stated and one.first < other.last and other.first < one.last:
                pairs.append((one, other))
    return tuple(pairs)
