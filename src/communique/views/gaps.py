"""Gaps: what was announced and never reported, what rests on one source, what ends without a successor. Silence is shown; nothing is made of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.series import Cadences, mechanisms
from communique.assembly.times import span_of
from communique.views.page import Item, Page, under_headings
from communique.views.rows import Row, Rows, between, footnotes, items, mapping, mappings, record_row
from communique.views.terms import end_of
from communique.views.timeline import PLANNED, date_of, place
from communique.views.titles import short, title
from communique.views.words import Words

REASONS = ("announced", "moved", "missing", "late", "ending", "ended", "one_side", "single_source")
YEAR = 365
"""Days within which an end is near."""
_MOVED = frozenset({"postponed", "cancelled", "refused"})
_OVER = frozenset({"denounced", "terminated", "superseded", "failed"})


def gaps(assembly: Assembly, cadences: Cadences, *, actors: Sequence[str] = (), reasons: Sequence[str] = ()) -> Rows:
    """What is missing on the day looked from, by reason.

    `announced`: a meeting or event whose day is past and that no story tells as held. `moved`: postponed, cancelled or refused, with the steps and
    through whom. `missing`: a session left out of a series. `late`: the next session is overdue. `ending` (within a year) and `ended`: an agreement
    without a known successor. `one_side`: told by outlets of one party's country alone. `single_source`: told by one report.
    """
    on = assembly.on
    if on is None:
        return Rows((), _row)
    groups = sorted(between(assembly, actors), key=place)
    heirs = {link.target for link in assembly.links if link.kind == "supersedes"}
    found = [
        *(gap for group in groups for gap in _unreported(group, on)),
        *_sessions(groups, cadences, on),
        *(gap for group in groups for gap in _ends(group, on, heirs)),
        *(gap for group in groups for gap in _thin(group)),
    ]
    wanted = [gap for gap in found if not reasons or gap.reason in reasons]
    return Rows(sorted(wanted, key=lambda gap: REASONS.index(gap.reason)), _row)


class _Gap(NamedTuple):
    """What is missing, the record it is seen by, and what else its row says."""

    reason: str
    group: Group
    more: Row


def _gap(reason: str, group: Group, **more: object) -> _Gap:
    return _Gap(reason, group, more)


def _row(gap: _Gap) -> Row:
    return {"reason": gap.reason, "of": record_row(gap.group), "date": date_of(gap.group), **gap.more, "footnotes": footnotes(gap.group.tellings)}


def _unreported(group: Group, on: datetime.date) -> Iterator[_Gap]:
    record = group.record
    if record.kind not in ("meeting", "action") or group.when is None:
        return
    if record.status in PLANNED and group.when.last < on:
        yield _gap("announced", group)
    if any(step.status in _MOVED for step in record.history):
        steps = [{"status": step.status, "when": step.when, "by": list(step.by)} for step in record.history]
        yield _gap("moved", group, steps=steps)


def _sessions(groups: Sequence[Group], cadences: Cadences, on: datetime.date) -> Iterator[_Gap]:
    by_id = {group.id: group for group in groups}
    for card in mechanisms(groups, cadences):
        for gap in card.gaps:
            before = next((one for one in card.sessions if one.when and span_of(one.when)[1].isoformat() == gap.after), card.sessions[0])
            yield _gap("missing", by_id[before.record], series=card.id, ordinal=gap.ordinal, after=gap.after, before=gap.before)
        if card.last and card.next_until and card.next_until < on.isoformat():
            yield _gap("late", by_id[card.last.record], series=card.id, until=card.next_until[:7])


def _ends(group: Group, on: datetime.date, heirs: set[str]) -> Iterator[_Gap]:
    end = end_of(group) if group.record.kind == "agreement" and group.record.status not in _OVER else None
    if end is None or group.id in heirs:
        return
    last = span_of(end)[1]
    if last < on:
        yield _gap("ended", group, end=end)
    elif (last - on).days <= YEAR:
        yield _gap("ending", group, end=end)


def _thin(group: Group) -> Iterator[_Gap]:
    countries = {one.origin.country for one in group.tellings}
    if group.record.sources == 1:
        yield _gap("single_source", group)
    if len(countries) == 1 and countries & group.parties:
        yield _gap("one_side", group, country=countries.pop())


def gaps_page(rows: Sequence[Row], words: Words) -> Page:
    """A heading a reason."""
    blocks = under_headings(rows, "reason", lambda reason: words.say("gaps_reasons", reason), lambda row: _item(row, words))
    return Page(words.say("gaps", "title"), blocks)


def _item(row: Row, words: Words) -> Item:
    of, reason = mapping(row["of"]), str(row["reason"])
    known: dict[str, object] = {"date": words.date(row["date"]), "who": words.who(of), "title": title(of, words), "id": short(of)}
    known |= {"kind": words.term("kind", of["kind"])}
    below: list[Item] = []
    if reason in ("missing", "late"):
        known["series"] = words.mechanism(str(row["series"]))
    if reason == "missing":
        number = words.say("gaps", "number", ordinal=row["ordinal"]) if row["ordinal"] is not None else words.say("gaps", "unnumbered")
        known |= {"number": number, "after": words.date(row["after"]), "before": words.date(row["before"])}
    elif reason == "late":
        known |= {"last": words.date(of["when"]), "until": words.date(row["until"])}
    elif reason in ("ending", "ended"):
        known["end"] = words.date(row["end"])
    elif reason == "one_side":
        known["country"] = words.actor(row["country"])
    elif reason == "moved":
        below = [Item(_step(step, words)) for step in mappings(row["steps"])]
    return Item(words.say("gaps", reason, **known), mappings(row["footnotes"])[:1], below, str(of["record"]))


def _step(step: Row, words: Words) -> str:
    return words.say("gaps", "step", date=words.date(step["when"]), status=words.term("status", step["status"]), who=words.actors(items(step["by"])))
