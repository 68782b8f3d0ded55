"""Indicators: numbers about a relation as series, each with its period, source and, where sources disagree, all values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.views.page import Block, Heading, Page, Table, told_by
from communique.views.page import Item as Cell
from communique.views.rows import Row, Rows, between, mapping, mappings, record_row
from communique.views.timeline import place
from communique.views.words import Words

_ORDER = "trade_total exports imports balance fdi_flow fdi_stock tourist_arrivals students projects_count fund_balance aid_total other".split()
_Key = tuple[str, tuple[str, ...], tuple[str, ...], str]


def indicators(assembly: Assembly, *, actors: Sequence[str] = (), types: Sequence[str] = ()) -> list[Row]:
    """The series of each indicator between the same actors in the same unit; its points in the order of their periods.

    A point is what was reported: `target` marks aims. Points of one period with other values both stay.
    """
    return [
        {
            "type": key[0],
            "by": list(found[-1].record.content.by),
            "to": list(found[-1].record.content.to),
            "unit": key[3],
            "points": Rows(found, lambda group: record_row(group) | {"target": group.record.status == "target"}),
        }
        for key, found in _series(between(assembly, actors))
        if not types or key[0] in types
    ]


def _series(groups: Sequence[Group]) -> Iterator[tuple[_Key, list[Group]]]:
    found: dict[_Key, list[Group]] = defaultdict(list)
    for group in groups:
        content = group.record.content
        if group.record.kind == "indicator" and content.quantity is not None:
            sides = (tuple(sorted(group.parties)), ()) if content.type == "trade_total" else (tuple(sorted(content.by)), tuple(sorted(content.to)))
            found[str(content.type), *sides, content.quantity.unit].append(group)
    for key in sorted(found, key=lambda key: (_ORDER.index(key[0]) if key[0] in _ORDER else len(_ORDER), key)):
        yield key, sorted(found[key], key=place)


def latest(groups: Sequence[Group]) -> list[tuple[Group, Group | None]]:
    """The last reported value of each series, and the one before; aims and what the codebook has no name for left out."""
    pairs = []
    for key, found in _series(groups):
        told = [group for group in found if group.record.status != "target" and group.when]
        if told and key[0] != "other":
            pairs.append((told[-1], told[-2] if len(told) > 1 else None))
    return pairs


def indicators_page(rows: Sequence[Row], words: Words) -> Page:
    """A table a series: period, value, sources."""
    blocks: list[Block] = []
    for row in rows:
        blocks.append(Heading(words.say("indicators", "series", type=words.term("indicator", row["type"]), who=words.who(row))))
        header = [words.say("indicators", column) for column in ("period", "value", "told")]
        blocks.append(Table(header, [_point(point, words) for point in mappings(row["points"])]))
    return Page(words.say("indicators", "title"), blocks)


def _point(point: Row, words: Words) -> list[Cell]:
    value = words.quantity(mapping(point["quantity"]))
    notes = mappings(point["footnotes"])
    shown = words.say("indicators", "target", value=value) if point["target"] else value
    return [Cell(words.date(point["when"])), Cell(shown, notes), Cell("; ".join(told_by(note, words) for note in notes))]
