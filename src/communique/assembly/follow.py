"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.assembly.deeds import kept, parts, promise_keys
from communique.assembly.group import Group, Index, index
from communique.assembly.measures import measured, series
from communique.assembly.resolve import Ground
from communique.assembly.texts import annexes, measures, outcomes, progresses, successions
from communique.assembly.turns import anniversaries, answered, changed, echoed, resumed, turned
from communique.model.records import Link, LinkKind


def links(groups: Sequence[Group], ground: Ground) -> list[Link]:
    """The links the system sees between records, each once, in order."""
    promises = index((group for group in groups if group.record.kind == "commitment"), promise_keys)
    found: dict[tuple[LinkKind, str, str], Link] = {}
    for group in groups:
        for link in _of(group, promises, ground):
            found.setdefault((link.kind, link.source, link.target), link)
    wholes = (anniversaries, successions, annexes, outcomes, measures, resumed, progresses, series, turned, changed)
    for link in (*(link for rule in wholes for link in rule(groups)), *answered(groups, ground), *echoed(groups, ground)):
        found.setdefault((link.kind, link.source, link.target), link)
    return [found[key] for key in sorted(found)]


def _of(group: Group, promises: Index, ground: Ground) -> Iterator[Link]:
    match group.record.kind:
        case "commitment":
            return parts(group, promises)
        case "progress":
            return measured(group, promises, ground)
    return kept(group, promises, ground)
