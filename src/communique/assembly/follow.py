"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.assembly.deeds import kept, parts, promise_keys
from communique.assembly.group import Group, Index, index
from communique.assembly.measures import measured, series
from communique.assembly.resolve import Ground
from communique.assembly.texts import annexes, measures, outcomes, progresses, successions
from communique.assembly.turns import anniversaries, answered, changed, echoed, resumed, turned
from communique.kinds.table import KINDS
from communique.model.judgements import Judgement
from communique.model.records import LINK_KINDS, Link, LinkKind


def links(groups: Iterable[Group], ground: Ground) -> list[Link]:
    """The links the system sees between records, each once, in order."""
    of: dict[str, list[Group]] = {kind: [] for kind in KINDS}
    for group in groups:
        of[group.record.kind].append(group)
    promises = index(of["commitment"], promise_keys)
    found: dict[tuple[LinkKind, str, str], Link] = {}
    for link in _all(of, promises, ground):
        found.setdefault((link.kind, link.source, link.target), link)
    return [found[key] for key in sorted(found)]


def _all(of: Mapping[str, Sequence[Group]], promises: Index, ground: Ground) -> Iterator[Link]:
    for kind in ("action", "milestone", "indicator", "agreement", "meeting"):
        for deed in of[kind]:
            yield from kept(deed, promises, ground)
    for promise in of["commitment"]:
        yield from parts(promise, promises)
    for progress in of["progress"]:
        yield from measured(progress, promises, ground)
    yield from series(of["progress"])
    yield from successions(of["agreement"])
    yield from annexes(of["agreement"])
    yield from outcomes([*of["agreement"], *of["commitment"]], of["meeting"])
    yield from measures(of["action"], of["agreement"])
    yield from progresses([*of["progress"], *of["commitment"]], of["agreement"])
    yield from anniversaries(of["milestone"])
    yield from resumed(of["action"])
    yield from turned(of["position"])
    yield from changed(of["commitment"])
    yield from echoed(of["commitment"], ground)
    yield from answered([*of["action"], *of["milestone"], *of["agreement"]], of["position"], ground)


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
