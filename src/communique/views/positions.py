"""Positions: who takes which side on what, and whether it changed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from communique.assembly.group import Group
from communique.assembly.merge import score
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.assembly.times import span_of
from communique.model.actors import state_of
from communique.views.page import Block, Heading, Item, Page, Table
from communique.views.rows import Row, Rows, footnotes, kept_of_many, mappings
from communique.views.words import Words

COLUMNS = 6
"""Actors that a matrix has room for; with more, there is only the list."""


LAST = 8
"""Stances of an actor on an issue that a page tells, the latest; of those before it says how many."""


def positions(
    assembly: Assembly, *, actors: Sequence[str] = (), issues: Sequence[str] = (), among: Sequence[str] = (), between: Sequence[str] = ()
) -> list[Row]:  # fmt: skip
    """What each actor said on each issue, the earliest first, each time it was told; on what has no named issue, by its first area (or None).

    `actors` and `issues` choose rows of the matrix, `between` stances in which all of these take part. Each of `among` has a row for each issue
    asked for, an empty one where no position was found: silence is shown, not read. `changed` tells that stances on a named issue differ in kind.
    """
    cells: dict[tuple[str, str | None], list[_Told]] = defaultdict(list)
    known = {group.record.content.issue for group in assembly.groups} - {None}
    for group in assembly.groups:
        content = group.record.content
        if group.record.kind == "position" and {actor.upper() for actor in between} <= group.parties:
            issue = content.issue or (content.areas[0] if content.areas else None)
            told = _stances(group)
            for actor in dict.fromkeys(map(state_of, content.by)):
                cells[actor, issue] += told
    for actor in among:
        for issue in issues:
            cells.setdefault((actor, issue), [])
    rows: list[Row] = []
    for actor, issue in sorted(cells, key=lambda key: (key[1] is None, key[1] or "", key[0])):
        if (actors and actor not in actors) or (issues and issue not in issues) or (among and actor not in among):
            continue
        stances = sorted(cells[actor, issue])
        kinds = {one.content.type for *_, one in stances}
        rows.append({"actor": actor, "issue": issue, "stances": Rows(stances, _stance), "changed": issue in known and len(kinds) > 1})
    return rows


_Told = tuple[datetime.date, str, int, Group, Telling]
"""A stance: the last day of its date, its record's id and its place in this, by which stances are in order; the record, and the story's telling."""


@kept_of_many
def _stances(group: Group) -> list[_Told]:
    return [(_last_day(one.content.when or one.origin.published), group.id, place, group, one) for place, one in enumerate(group.tellings)]


@lru_cache(maxsize=65536)
def _last_day(date: str | None) -> datetime.date:
    return span_of(date)[1] if date else datetime.date.min


def _stance(told: _Told) -> Row:
    """A position as one story tells it."""
    *_, group, one = told
    content = one.content
    return {
        "record": group.id,
        "type": content.type,
        "by": list(content.by),
        "to": list(content.to),
        "date": content.when or one.origin.published,
        "what": content.what or content.name,
        "areas": list(content.areas),
        "speaker": one.statement.speaker,
        "hearsay": score(one) == 1,
        "footnotes": footnotes([one]),
    }


def positions_page(rows: Sequence[Row], words: Words) -> Page:
    """A matrix of the last stances, where it is not too wide; then the last of them by issue."""
    blocks: list[Block] = [table for table in [matrix(rows, words)] if table]
    for issue in dict.fromkeys(row["issue"] for row in rows):
        blocks.append(Heading(_issue(issue, words)))
        blocks += [item for row in rows if row["issue"] == issue for item in _items(row, words)]
    return Page(words.say("positions", "title"), blocks)


def matrix(rows: Sequence[Row], words: Words) -> Table | None:
    """The last stance of each actor on each issue; None for one actor alone, or more than there is room for."""
    actors = list(dict.fromkeys(str(row["actor"]) for row in rows))
    cells = {(row["issue"], row["actor"]): mappings(row["stances"]) for row in rows}
    if not 1 < len(actors) <= COLUMNS:
        return None
    header = [words.say("positions", "issue"), *(words.actor(actor) for actor in actors)]
    issues = dict.fromkeys(row["issue"] for row in rows)
    return Table(header, [[Item(_issue(issue, words)), *(_cell(cells, issue, actor, words) for actor in actors)] for issue in issues])


def _cell(cells: Mapping[tuple[object, object], Sequence[Row]], issue: object, actor: str, words: Words) -> Item:
    if (issue, actor) not in cells:
        return Item("")
    stances = cells[issue, actor]
    if not stances:
        return Item(words.say("positions", "none"))
    return Item(words.term("position", stances[-1]["type"]), mappings(stances[-1]["footnotes"])[:1], record=str(stances[-1].get("record", "")))


def _items(row: Row, words: Words) -> list[Item]:
    stances = mappings(row["stances"])
    if not stances:
        return [Item(words.say("positions", "silent", actor=words.actor(row["actor"])))]
    last = stances[-LAST:]
    told = [Item(_told(one, row["actor"], words), mappings(one["footnotes"])[:1], record=str(one.get("record", ""))) for one in last]
    if len(stances) > LAST:
        told.insert(0, Item(words.say("positions", "earlier", actor=words.actor(row["actor"]), number=len(stances) - LAST)))
    return [*told, Item(words.say("positions", "changed", actor=words.actor(row["actor"])))] if row["changed"] else told


def _told(stance: Row, actor: object, words: Words) -> str:
    return words.say(
        "positions", "line", date=words.date(stance["date"]), actor=words.actor(actor, article=True), verb=words.term("position", stance["type"]),
        what=words.quoted(stance["what"] or ""), hearsay=words.say("positions", "hearsay") if stance["hearsay"] else "",
    )  # fmt: skip


def _issue(issue: object, words: Words) -> str:
    told = words.issue(issue) if issue else words.say("positions", "other")
    return told[:1].upper() + told[1:]
