"""Where sources disagree, and who says what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.model.records import Conflict, Version
from communique.views.page import Item, Page, told_by
from communique.views.rows import Row, Rows, between, footnote, kept_of_many, mappings, record_row
from communique.views.slots import slot_words, version_words
from communique.views.titles import short, title
from communique.views.words import Words

TOLD = 12
"""Values of a slot that a page tells: of more, it says how many."""
NAMED = 8
"""Sources of a value that a page names: of more, it says how many."""


def conflicts(assembly: Assembly, *, actors: Sequence[str] = ()) -> Rows:
    """Every conflict: its record and slot, and each value with the statements that give it, the value shown first; with the other record that claims
    it, where one does."""
    return disagreements(assembly, between(assembly, actors))


def disagreements(assembly: Assembly, groups: Sequence[Group]) -> Rows:
    """The same of some of the records."""
    told = told_of(assembly)

    def value(group: Group, version: Version) -> Row:
        other, tellings = told(group, version)
        return {"value": version.value, "record": other, "told_by": Rows(tellings, footnote)}

    def row(one: tuple[Group, Conflict]) -> Row:
        group, conflict = one
        return record_row(group) | {"slot": conflict.slot, "values": [value(group, version) for version in conflict.versions]}

    return Rows([(group, conflict) for group in groups for conflict in group.record.conflicts], row)


def told_of(assembly: Assembly) -> Callable[[Group, Version], tuple[str | None, list[Telling]]]:
    """What tells who gives a value in dispute: the one other record that claims it, if one does, and the statements."""

    @lru_cache(maxsize=1)
    def every() -> dict[str, tuple[Group, Telling]]:
        return {one.id: (group, one) for group in assembly.groups for one in group.tellings}

    def told(group: Group, version: Version) -> tuple[str | None, list[Telling]]:
        own = _by_id(group)
        if own.keys() >= set(version.statement_ids):
            return None, [own[id_] for id_ in version.statement_ids]
        found = [every()[id_] for id_ in version.statement_ids if id_ in every()]
        others = {other.id for other, _ in found}
        return others.pop() if len(others) == 1 else None, [one for _, one in found]

    return told


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
    value = version_words(row, str(row["slot"]), version, words)
    notes = mappings(version["told_by"])
    shown = list(notes[:NAMED])
    told = "; ".join(told_by(note, words) for note in shown)
    if len(notes) > NAMED:
        told = words.say("conflicts", "more", told=told, number=len(notes) - NAMED)
    return Item(words.say("conflicts", "value", value=value, told=told), shown)
