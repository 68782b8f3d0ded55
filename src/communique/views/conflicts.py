"""Where sources disagree, and who says what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.model.records import Conflict
from communique.views.page import Item, Page, told_by
from communique.views.rows import Row, Rows, between, footnote, kept_of_many, mappings, record_row
from communique.views.slots import slot_words, value_words
from communique.views.titles import short, title
from communique.views.words import Words

TOLD = 12
"""Values of a slot that a page tells: of more, it says how many."""
NAMED = 8
"""Sources of a value that a page names: of more, it says how many."""


def conflicts(assembly: Assembly, *, actors: Sequence[str] = ()) -> Rows:
    """Every conflict: its record and slot, and each value with the statements that give it, the value shown first."""
    return disagreements(assembly, between(assembly, actors))


def disagreements(assembly: Assembly, groups: Sequence[Group]) -> Rows:
    """The same of some of the records."""

    @lru_cache(maxsize=1)
    def every() -> dict[str, Telling]:
        return {one.id: one for group in assembly.groups for one in group.tellings}

    def row(one: tuple[Group, Conflict]) -> Row:
        group, conflict = one
        tellings = _by_id(group)
        if not all(id_ in tellings for version in conflict.versions for id_ in version.statement_ids):  # an ordinal that two records claim
            tellings = every()
        values = [
            {"value": version.value, "told_by": Rows([tellings[id_] for id_ in version.statement_ids if id_ in tellings], footnote)}
            for version in conflict.versions
        ]
        return record_row(group) | {"slot": conflict.slot, "values": values}

    return Rows([(group, conflict) for group in groups for conflict in group.record.conflicts], row)


@kept_of_many
def _by_id(group: Group) -> dict[str, Telling]:
    """The tellings of a record, by the ids of their statements."""
    return {one.id: one for one in group.tellings}


def conflicts_page(rows: Sequence[Row], words: Words) -> Page:
    """The record and slot, then each value and who gives it."""
    return Page(words.say("conflicts", "title"), [_item(row, words) for row in rows])


def _item(row: Row, words: Words) -> Item:
    slot = slot_words(row, row["slot"], words)
    line = words.say("conflicts", "line", kind=words.term("kind", row["kind"]), who=words.who(row), title=title(row, words), slot=slot, id=short(row))
    values = mappings(row["values"])
    below = [_version(row, version, words) for version in values[:TOLD]]
    if len(values) > TOLD:
        below.append(Item(words.say("conflicts", "others", number=len(values) - TOLD)))
    return Item(line, (), below, str(row["record"]))


def _version(row: Row, version: Row, words: Words) -> Item:
    value = value_words(row, str(row["slot"]), version["value"], words)
    notes = mappings(version["told_by"])
    shown = list(notes[:NAMED])
    told = "; ".join(told_by(note, words) for note in shown)
    if len(notes) > NAMED:
        told = words.say("conflicts", "more", told=told, number=len(notes) - NAMED)
    return Item(words.say("conflicts", "value", value=value, told=told), shown)
