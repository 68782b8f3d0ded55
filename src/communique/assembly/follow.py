"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.assembly.deeds import kept, parts, promise_keys
from communique.assembly.group import Group, Index, index
from communique.assembly.measures import continued, measured, series
from communique.assembly.resolve import Ground
from communique.assembly.texts import annexes, measures, outcomes, progresses, successions
from communique.assembly.turns import anniversaries, answered, changed, echoed, resumed, turned
from communique.kinds.table import KINDS
from communique.model.records import Link, LinkKind


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
    measures_after = list(series(of["progress"]))
    yield from measures_after
    yield from successions(of["agreement"])
    yield from annexes(of["agreement"])
    yield from outcomes([*of["agreement"], *of["commitment"]], of["meeting"])
    yield from measures(of["action"], of["agreement"])
    carried_out = list(progresses([*of["progress"], *of["commitment"]], of["agreement"]))
    yield from carried_out
    yield from continued(measures_after, carried_out)
    yield from anniversaries(of["milestone"])
    yield from resumed(of["action"])
    yield from turned(of["position"])
    yield from changed(of["commitment"])
    yield from echoed(of["commitment"], ground)
    yield from answered([*of["action"], *of["milestone"], *of["agreement"]], of["position"], ground)
