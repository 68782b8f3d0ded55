"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.assembly.deeds import kept, parts, promise_keys
from communique.assembly.group import Group, Index, index
from communique.assembly.measures import measured, series
from communique.assembly.resolve import Ground
from communique.assembly.texts import annexes, measures, outcomes, progresses, successions
from communique.assembly.turns import anniversaries, answered, changed, echoed, resumed, turned
from communique.model.judgements import Judgement
from communique.model.records import LINK_KINDS, Link, LinkKind


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


def judged(found: Iterable[Link], judgements: Iterable[Judgement], record_of: dict[str, str]) -> list[Link]:
    """Links as people decided: theirs are added, those they denied are gone. `record_of`: statement id → record id."""
    links_ = {(link.kind, link.source, link.target): link for link in found}
    live = sorted((one for one in judgements if one.deleted_at is None), key=lambda one: (one.created_at, one.left, one.right, one.verdict))
    for one in live:
        source, target = record_of.get(one.left), record_of.get(one.right)
        if source is None or target is None or source == target:
            continue
        if one.verdict == "unrelated":
            links_ = {key: link for key, link in links_.items() if {link.source, link.target} != {source, target}}
        elif one.verdict in LINK_KINDS:
            kind = next(kind for kind in LINK_KINDS if kind == one.verdict)
            links_[kind, source, target] = Link(kind, source, target, "reviewed", (one.left, one.right))
    return [links_[key] for key in sorted(links_)]
