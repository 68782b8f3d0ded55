"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements.

Every rule says by keys which records it looks for: a record's links rest on those that answer to what it asks, and on no others. So the links of a
few records can be found anew among those few and what they ask for (see `linking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.assembly.awaited import Awaited
from communique.assembly.deeds import deed_keys, givers, kept, may_rest_on, parts, promise_keys
from communique.assembly.group import Group
from communique.assembly.measures import continued, measured, one_count, series
from communique.assembly.resolve import Ground
from communique.assembly.texts import annexes, countable, measures, occasions, outcomes, progresses, sides, successions, supplies, told_or_sides
from communique.assembly.turns import (
    anniversaries,
    answered,
    asked_for,
    asking,
    changed,
    considering,
    doubted,
    echoed,
    held_anew,
    in_series,
    jointly,
    leaving,
    matter,
    on_matters,
    parted,
    refusing,
    renounced,
    resumed,
    said_jointly,
    turned,
    withdrawing,
)
from communique.kinds.table import KINDS
from communique.model.records import Link, LinkKind

Of = Mapping[str, Sequence[Group]]
"""Records by kind."""
Keys = Callable[[Group, Ground], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """How some links are found: those of `deeds` among all of `told`, of which only those matter that answer to what a deed asks.

    `bears` says of a deed and a record it asks for whether its links may rest on that one: what is always so where it is None.
    """

    find: Callable[[Of, Of, Ground], Iterable[Link]]
    asks: Keys
    answers: Keys
    bears: Callable[[Group, Group, Ground], bool] | None = None


def links(groups: Iterable[Group], ground: Ground) -> list[Link]:
    """The links the system sees between records, each once, in order."""
    of = by_kind(groups)
    return in_order(link for rule in RULES for link in rule.find(of, of, ground))


def by_kind(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """Records by kind, in the order given."""
    of: dict[str, list[Group]] = {kind: [] for kind in KINDS}
    for group in groups:
        of[group.record.kind].append(group)
    return of


def in_order(found: Iterable[Link]) -> list[Link]:
    """Links each once, the first of those alike, in their own order."""
    first: dict[tuple[LinkKind, str, str], Link] = {}
    for link in found:
        first.setdefault((link.kind, link.source, link.target), link)
    return [first[key] for key in sorted(first)]


def _promised(deeds: Of, told: Of, ground: Ground) -> Iterator[Link]:
    promises = Awaited(told["commitment"], lambda promise: promise_keys(promise, ground), ground.members, lambda promise: givers(promise, ground))
    for kind in ("action", "milestone", "indicator", "agreement", "meeting"):
        for deed in deeds[kind]:
            yield from kept(deed, promises, ground)
    for promise in deeds["commitment"]:
        yield from parts(promise, promises)
    for progress in deeds["progress"]:
        yield from measured(progress, promises, ground)


def _documents(*kinds: str, type_: str | None = None) -> Keys:
    """The documents that tell a record of some kinds, and of a type."""
    return lambda group, ground: group.documents if _is(group, kinds, type_) else ()


def _sides(*kinds: str, type_: str | None = None, about: str | None = None) -> Keys:
    """Who takes part in a record of some kinds, of a type, about a subject."""
    subject = f"subject:{about}"
    return lambda group, ground: (sides(group),) if _is(group, kinds, type_) and (about is None or subject in group.subjects) else ()


def _of(keys: Callable[[Group], Iterable[str]], *kinds: str) -> Keys:
    """The keys of a record of some kinds."""
    return lambda group, ground: keys(group) if group.record.kind in kinds else ()


def _is(group: Group, kinds: Sequence[str], type_: str | None) -> bool:
    return group.record.kind in kinds and (type_ is None or group.record.content.type == type_)


RULES: tuple[Rule, ...] = (
    Rule(
        _promised,
        _of(deed_keys, "action", "milestone", "indicator", "agreement", "meeting", "commitment", "progress"),
        lambda group, ground: promise_keys(group, ground) if group.record.kind == "commitment" else (),
        may_rest_on,
    ),
    Rule(lambda deeds, told, ground: series(told["progress"]), _of(one_count, "progress"), _of(one_count, "progress")),
    Rule(lambda deeds, told, ground: successions(told["agreement"]), _sides("agreement", type_="plan"), _sides("agreement", type_="plan")),
    Rule(
        lambda deeds, told, ground: annexes(told["agreement"]),
        _documents("agreement", type_="protocol"),
        _documents("agreement", type_="treaty"),
    ),
    Rule(
        lambda deeds, told, ground: outcomes([*deeds["agreement"], *deeds["commitment"]], told["meeting"]),
        _documents("agreement", "commitment"),
        _documents("meeting"),
    ),
    Rule(
        lambda deeds, told, ground: occasions(deeds["agreement"], told["meeting"]),
        _sides("agreement"),
        _sides("meeting"),
    ),
    Rule(
        lambda deeds, told, ground: measures(deeds["action"], told["agreement"]),
        lambda group, ground: told_or_sides(group) if _is(group, ("action",), "measure") else (),
        _of(told_or_sides, "agreement"),
    ),
    Rule(lambda deeds, told, ground: supplies(deeds["action"], told["agreement"]), _of(countable, "action"), _of(countable, "agreement")),
    Rule(
        lambda deeds, told, ground: progresses([*deeds["progress"], *deeds["commitment"]], told["agreement"]),
        _sides("progress", "commitment", about="action-plan"),
        _sides("agreement", type_="plan"),
    ),
    Rule(
        lambda deeds, told, ground: continued(told["progress"], told["agreement"]),
        _of(lambda group: [*one_count(group), sides(group)], "progress"),
        lambda group, ground: one_count(group) if group.record.kind == "progress" else _sides("agreement", type_="plan")(group, ground),
    ),
    Rule(lambda deeds, told, ground: anniversaries(told["milestone"]), _sides("milestone", type_="anniversary"), _sides("milestone")),
    Rule(lambda deeds, told, ground: resumed(told["action"]), _sides("action", about="resumption"), _sides("action", about="suspension")),
    Rule(lambda deeds, told, ground: parted(deeds["action"], told["agreement"]), _of(withdrawing, "action"), _of(leaving, "agreement")),
    Rule(
        lambda deeds, told, ground: held_anew(deeds["meeting"], told["meeting"]),
        _of(lambda group: in_series(group, frozenset({"held"})), "meeting"),
        _of(lambda group: in_series(group, frozenset({"held", "postponed", "cancelled"})), "meeting"),
    ),
    Rule(lambda deeds, told, ground: turned(told["position"]), _of(on_matters, "position"), _of(on_matters, "position")),
    Rule(lambda deeds, told, ground: changed(told["commitment"]), _of(matter, "commitment"), _of(matter, "commitment")),
    Rule(lambda deeds, told, ground: renounced(deeds["position"], told["commitment"]), _of(refusing, "position"), _of(matter, "commitment")),
    Rule(lambda deeds, told, ground: doubted(deeds["commitment"], told["agreement"]), _of(considering, "commitment"), _of(matter, "agreement")),
    Rule(
        lambda deeds, told, ground: echoed(told["commitment"], ground),
        lambda group, ground: said_jointly(group, ground) if group.record.kind == "commitment" else (),
        lambda group, ground: jointly(group, ground) if group.record.kind == "commitment" else (),
    ),
    Rule(
        lambda deeds, told, ground: answered(
            [*deeds["action"], *deeds["milestone"], *deeds["agreement"], *deeds["commitment"]], told["position"], ground
        ),
        _of(asked_for, "action", "milestone", "agreement", "commitment"),
        _of(asking, "position"),
    ),
)
