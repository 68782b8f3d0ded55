"""The board of commitments: by the state of their delivery, what can be followed before what is only declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.assembly.delivery import Delivery
from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.times import span_of
from communique.views.judged import judgement_row
from communique.views.page import Block, Heading, Item, Page
from communique.views.rows import Row, Rows, between, mappings, record_row
from communique.views.titles import short, title
from communique.views.words import Words

STATES = (
    "overdue_no_report due_soon delayed open reaffirmed no_reported_follow_up started partly_delivered delivered superseded suspended withdrawn "
    "not_delivered"
).split()
"""The columns, what asks for attention first."""


def board(
    assembly: Assembly, *, actors: Sequence[str] = (), states: Sequence[str] = (), by: Sequence[str] = (), to: Sequence[str] = (),
    since: str | None = None,
) -> Rows:  # fmt: skip
    """All commitments: trackable ones first, then by state and first day known. Each has the state, its basis and the records that tell it.

    `by` and `to` keep what these actors promise, or are promised; `since` (EDTF) what was first told then or later.
    """
    wanted = {group.id: group for group in between(assembly, actors)}
    groups = {group.id: group for group in assembly.groups}
    found = []
    for delivery in assembly.deliveries:
        group = wanted.get(delivery.record)
        if group is None or (states and delivery.state not in states) or not set(by) <= group.by or not set(to) <= group.to:
            continue
        if since is not None and (group.told is None or group.told < span_of(since)[0]):
            continue
        found.append((group, delivery))
    found.sort(key=lambda one: (not one[1].trackable, STATES.index(one[1].state), one[0].record.first_seen or "", one[0].id))
    return Rows(found, lambda one: _row(*one, groups))


def _row(group: Group, delivery: Delivery, groups: Mapping[str, Group]) -> Row:
    return record_row(group) | {
        "state": delivery.state,
        "basis": delivery.basis,
        "told_by": [record_row(groups[id_]) for id_ in delivery.records if id_ != group.id],
        "strength": group.record.content.type,
        "specificity": delivery.specificity,
        "trackable": delivery.trackable,
        "assessed": judgement_row(delivery.assessed) if delivery.assessed else None,
    }


def board_page(rows: Sequence[Row], words: Words) -> Page:
    """A heading a state; under each undertaking its quote and what tells of it."""
    blocks: list[Block] = []
    column: tuple[object, object] | None = None
    for row in rows:
        if column != (row["trackable"], row["state"]):
            column = row["trackable"], row["state"]
            blocks.append(Heading(words.say("board", "trackable" if row["trackable"] else "declaratory", state=words.term("state", row["state"]))))
        blocks.append(_item(row, words))
    return Page(words.say("board", "title"), blocks)


def _item(row: Row, words: Words) -> Item:
    line = words.say(
        "board", "line", who=words.who(row), title=title(row, words), strength=words.term("strength", row["strength"]) or "?",
        due=words.say("board", "due", date=words.date(row["due"])) if row["due"] else "",
        basis=words.say("board", "basis", basis=words.term("basis", row["basis"])) if row["basis"] else "", id=short(row),
    )  # fmt: skip
    scored = [_scored(one, words) for one in mappings([row["assessed"]])]
    return Item(line, mappings(row["footnotes"])[:1], [*scored, *(_told(deed, words) for deed in mappings(row["told_by"]))], str(row["record"]))


def _scored(one: Row, words: Words) -> Item:
    """A person's score of an undertaking."""
    return Item(words.say("board", "scored", score=one["value"], on=words.on(one["on"]), user=one["user"], reason=one["reason"]))


def _told(deed: Row, words: Words) -> Item:
    date = words.date(deed["when"] or deed["first_seen"])
    line = words.say("board", "told", kind=words.term("kind", deed["kind"]), date=date, title=title(deed, words), id=short(deed))
    return Item(line, mappings(deed["footnotes"])[:1], record=str(deed["record"]))
