"""From promise to deed, from part to whole, from the old text to the new: links between records, each with its basis and its statements.

Every rule says by keys which records it looks for: a record's links rest on those that answer to what it asks, and on no others. So the links of one
record can be found anew among these alone (see `linking`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from communique.assembly import measures, texts, turns
from communique.assembly.answers import Answers, Keys
from communique.assembly.awaited import Awaited, when_told
from communique.assembly.bearing import earliest
from communique.assembly.deeds import deed_keys, givers, kept, may_rest_on, parts, promise_keys
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.model.records import Link, LinkKind

Bears = Callable[[Group, Group, Ground], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the links of a record are found: by `find`, among those of the records of kinds `told` that answer to what it asks.

    `bears` says of a record and one that answers to it whether its links may rest on that one, and `since` from which day on (see `bearing.latest`)
    the records were told of whose links may: both always where there is None. `givers` tells of what is awaited who may do it.
    """

    kinds: tuple[str, ...]
    asks: Keys
    told: tuple[str, ...]
    answers: Keys
    find: Callable[[Group, Any, Ground], Iterable[Link]]
    bears: Bears | None = None
    since: Callable[[Group], datetime.date] | None = None
    givers: Callable[[Group, Ground], frozenset[str]] | None = None

    def store(self, ground: Ground) -> Answers:
        """What records that answer are put into, none being there yet."""
        return Answers(self.answers, ground) if self.givers is None else Awaited(self.answers, ground, self.givers)


def links(groups: Iterable[Group], ground: Ground) -> list[Link]:
    """The links the system sees between records, each once, in order."""
    in_time = sorted(groups, key=when_told)
    return in_order(link for rule in RULES for link in _found(rule, in_time, ground))


def _found(rule: Rule, groups: Iterable[Group], ground: Ground) -> Iterator[Link]:
    store = rule.store(ground)
    for group in groups:
        if group.record.kind in rule.told:
            store.put(group)
    for group in groups:
        if group.record.kind in rule.kinds:
            yield from rule.find(group, store, ground)


def in_order(found: Iterable[Link]) -> list[Link]:
    """Links each once, the first of those alike, in their own order."""
    first: dict[tuple[LinkKind, str, str], Link] = {}
    for link in found:
        first.setdefault((link.kind, link.source, link.target), link)
    return [first[key] for key in sorted(first)]


def _promised(deed: Group, promises: Awaited, ground: Ground) -> Iterable[Link]:
    match deed.record.kind:
        case "commitment":
            return parts(deed, promises)
        case "progress":
            return measures.measured(deed, promises, ground)
    return kept(deed, promises, ground)


def _by(keys: Callable[[Group], Iterable[str]]) -> Keys:
    """Keys that rest on nothing but the record."""
    return lambda group, ground: keys(group)


def _told_in(group: Group, ground: Ground) -> frozenset[str]:
    return group.documents


def _who(group: Group, ground: Ground) -> frozenset[str]:
    return group.by


_DEEDS = ("action", "milestone", "indicator", "agreement", "meeting", "commitment", "progress")
_ANSWERS = ("action", "milestone", "agreement", "commitment")
_PROMISE, _TEXT, _MEETING, _ACTION, _POSITION = ("commitment",), ("agreement",), ("meeting",), ("action",), ("position",)

RULES: tuple[Rule, ...] = (
    Rule(_DEEDS, _by(deed_keys), _PROMISE, promise_keys, _promised, may_rest_on, earliest, givers),
    Rule(("progress",), _by(measures.one_count), ("progress",), _by(measures.one_count), measures.series),
    Rule(_TEXT, _by(texts.beginning), _TEXT, _by(texts.ending), texts.successions),
    Rule(_TEXT, _by(texts.as_protocol), _TEXT, _by(texts.as_treaty), texts.annexes),
    Rule(("agreement", "commitment"), _told_in, _MEETING, _told_in, texts.outcomes),
    Rule(_TEXT, _by(texts.between), _MEETING, _by(texts.on_a_day), texts.occasions, texts.may_occasion),
    Rule(_ACTION, _by(texts.as_measure), _TEXT, _by(texts.in_force), texts.measures),
    Rule(_ACTION, _by(texts.countable), _TEXT, _by(texts.countable), texts.supplies),
    Rule(("progress", "commitment"), _by(texts.about_plan), _TEXT, _by(texts.of_plan), texts.progresses, texts.may_progress),
    Rule(
        ("progress",),
        lambda group, ground: [*measures.one_count(group), *texts.between(group)],
        ("progress", "agreement"),
        lambda group, ground: measures.one_count(group) if group.record.kind == "progress" else texts.of_plan(group),
        measures.continued,
    ),
    Rule(("milestone",), _by(turns.remembering), ("milestone",), _by(turns.remembered), turns.anniversaries),
    Rule(_ACTION, _by(turns.resuming), _ACTION, _by(turns.stopping), turns.resumed),
    Rule(_ACTION, _by(turns.withdrawing), _TEXT, _by(turns.leaving), turns.parted),
    Rule(_MEETING, _by(turns.as_held), _MEETING, _by(turns.as_held_or_off), turns.held_anew),
    Rule(_POSITION, _by(turns.other_side), _POSITION, _by(turns.own_side), turns.turned, turns.may_turn),
    Rule(_PROMISE, _by(turns.changing), _PROMISE, _by(turns.matter), turns.changed),
    Rule(_POSITION, _by(turns.refusing), _PROMISE, _by(turns.matter), turns.renounced),
    Rule(_PROMISE, _by(turns.considering), _TEXT, _by(turns.concluded), turns.doubted),
    Rule(_PROMISE, turns.said_jointly, _PROMISE, turns.jointly, turns.echoed),
    Rule(
        ("action", "milestone", "agreement", "commitment"),
        _by(turns.asked_for),
        _POSITION,
        _by(turns.asking),
        turns.answered,
        turns.may_answer,
        earliest,
        _who,
    ),
)
