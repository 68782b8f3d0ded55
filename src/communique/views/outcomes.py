"""Outcomes: what a meeting came to, and what has moved since."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.views.page import Item, Page, under_headings
from communique.views.rows import Row, footnotes, mappings, record_row
from communique.views.timeline import place
from communique.views.titles import short, state_words, title
from communique.views.words import Words

NEAR = 7
"""Days after a meeting within which a story that tells of it tells of its outcomes."""
YEAR = 366
"""Days from which on a date is the period of a plan, and no day on which something was agreed."""
KINDS = ("milestone", "agreement", "commitment")


def outcomes(assembly: Assembly, meeting: str) -> list[Row]:
    """What was decided at a meeting (by the id of its record or of any of its statements): first the meeting itself, then changes of the relation,
    agreements and undertakings between its parties that the stories of those days tell beside it. Each has the links to what bears on it (`since`).
    """
    record = assembly.record_of(meeting)
    groups = {group.id: group for group in assembly.groups}
    met = groups.get(record or "")
    if met is None or met.record.kind != "meeting" or met.when is None:
        return []
    last = met.when.last + datetime.timedelta(NEAR)
    told = {one.origin.document for one in met.tellings if one.origin.known and met.when.first <= one.origin.known <= last}
    states = {one.record: one.state for one in assembly.deliveries}
    rows = [record_row(met) | {"state": None, "since": []}]
    for group in sorted(assembly.groups, key=lambda group: (_order(group), place(group))):
        here = [one for one in group.tellings if one.origin.document in told and _there(one, met)]
        if group.record.kind in KINDS and here and group.parties <= met.parties and group.record.content.type != "anniversary":
            links = [link for link in assembly.links if link.target == group.id and link.source in groups]
            since = [record_row(groups[link.source]) | {"link": link.kind, "basis": link.basis} for link in links]
            rows.append(record_row(group) | {"state": states.get(group.id), "since": since, "footnotes": footnotes(here)})
    return rows


def _order(group: Group) -> int:
    return KINDS.index(group.record.kind) if group.record.kind in KINDS else len(KINDS)


def _there(one: Telling, met: Group) -> bool:
    """Whether a statement gives no day, or one of the meeting's."""
    if one.when is None or one.when.length > YEAR:
        return True
    assert met.when
    return one.when.first <= met.when.last and met.when.first <= one.when.last and one.when.length <= YEAR // 2


def outcomes_page(rows: Sequence[Row], words: Words) -> Page:
    """The meeting, then what was decided by kind, with what tells of it since."""
    met, *rest = rows
    line = words.say("outcomes", "meeting", date=words.date(met["when"]), who=words.who(met), title=title(met, words), id=short(met))
    under = under_headings(rest, "kind", lambda kind: words.term("kinds", kind), lambda row: _item(row, words))
    return Page(words.say("outcomes", "title"), [Item(line, mappings(met["footnotes"])[:1], record=str(met["record"])), *under])


def _item(row: Row, words: Words) -> Item:
    state = words.say("outcomes", "state", state=words.term("state", row["state"])) if row["state"] else state_words(row, words)
    line = words.say("outcomes", "line", who=words.who(row), title=title(row, words), state=state, id=short(row))
    return Item(line, mappings(row["footnotes"])[:1], [_since(one, words) for one in mappings(row["since"])], str(row["record"]))


def _since(one: Row, words: Words) -> Item:
    date = words.date(one["when"] or one["first_seen"])
    kind, link = words.term("kind", one["kind"]), words.term("link", one["link"])
    line = words.say("outcomes", "since", kind=kind, date=date, title=title(one, words), link=link, basis=words.term("basis", one["basis"]))
    return Item(line, mappings(one["footnotes"])[:1], record=str(one["record"]))
