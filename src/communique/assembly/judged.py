"""What people decided, put to what was read: which statements a judgement is on by now, and what it makes of them.

A judgement hangs on words, not on a reading of them. It holds for the statement of that id; where a newer reader gave none, for the one of the
same document and kind that has half of its words or more and says nothing else: a newer reader may move its span and fill in what was empty, but
where actors, type, number or amount are others, the judgement is `stale`, and a person looks again. What was accepted or edited and is no longer
read lives on as it was seen; what was rejected stays away. Nothing here depends on the order in which statements or judgements come.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.kinds.values import CONTENT, changed
from communique.model.judgements import Judgement
from communique.model.records import LINK_KINDS, Link
from communique.model.statements import Statement

REVIEWER = "reviewer"
"""What found a statement that only a person's word still holds up."""
HALF = 0.5
"""The share of a judged statement's words that another reading of it must have."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A judgement in force, and the ids of the statements it is on by now: fewer than it named where some are no longer read."""

    judgement: Judgement
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What judgements make of statements.

    `instead` gives for the ids of statements that people changed what stands for them, None for those rejected; `added` are those that are no longer
    read but were accepted or edited; `read` gives for the ids of all these what was read. `bound` are the judgements in force, earliest first,
    `stale` the ids of those that do not find what they were made on: a statement of their own, or all of a record's.
    """

    instead: Mapping[str, Statement | None]
    added: tuple[Statement, ...]
    read: Mapping[str, Statement]
    bound: tuple[Bound, ...]
    stale: frozenset[str]

    def over(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Statements as people left them, those added last."""
        for one in statements:
            stands = self.instead.get(one.id, one)
            if stands is not None:
                yield stands
        yield from (stands for one in self.added if (stands := self.instead.get(one.id, one)) is not None)

    def on(self, *, as_of: datetime.date | None = None) -> dict[str, list[Bound]]:
        """The judgements in force on each statement that has any, by its id, earliest first; without scores of days after `as_of`."""
        found: dict[str, list[Bound]] = defaultdict(list)
        for one in self.bound:
            if not _counts(one.judgement, as_of):
                continue
            for id_ in dict.fromkeys((*one.left, *one.right)):
                found[id_].append(one)
        return found


NOTHING = Settled({}, (), {}, (), frozenset())


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of statements that are of one record (`same`) or of two (`apart`), free of contradiction: the later decision holds."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no undo in force undoes, earliest first, without the undos."""
    by_id = {one.id: one for one in judgements}
    undoing: dict[str, list[str]] = defaultdict(list)
    for one in by_id.values():
        if one.undoes is not None:
            undoing[one.undoes].append(one.id)

    def undone(id_: str) -> bool:  # an id is a hash over what it undoes: no circle can be made
        return any(not undone(other) for other in undoing.get(id_, ()))

    return tuple(sorted((one for one in by_id.values() if one.verdict != "undo" and not undone(one.id)), key=lambda one: one.order))


def documents_of(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The documents whose statements judgements are on."""
    return frozenset(one.document_id for judgement in judgements for one in (*judgement.left, *judgement.right))


def settle(judgements: Iterable[Judgement], statements: Iterable[Statement], *, documents: Collection[str]) -> Settled:
    """What judgements make of statements, of which only those of `documents_of(judgements)` need be given.

    `documents` are the ids of those that are known: a judgement on another waits, and is stale until then.
    """
    force = in_force(judgements)
    if not force:
        return NOTHING
    touched = documents_of(force)
    live: dict[str, dict[str, Statement]] = defaultdict(dict)
    for one in statements:
        if one.document_id in touched:
            live[one.document_id][one.id] = one
    as_edited = _as_edited(force)
    kept: dict[str, dict[str, Statement]] = defaultdict(dict)
    stale: set[str] = set()
    for judgement in force:
        for sought in judgement.left if judgement.verdict in ("accept", "reject", "edit") else ():
            if find(sought, live[sought.document_id].values(), as_edited.get(sought.id)) is None:
                stale.add(judgement.id)
                if judgement.verdict != "reject" and sought.document_id in documents:
                    kept[sought.document_id].setdefault(sought.id, replace(sought, found_by=REVIEWER))

    def bound(side: Sequence[Statement]) -> tuple[str, ...]:
        found = []
        for sought in side:
            one = find(sought, live[sought.document_id].values(), as_edited.get(sought.id)) or kept[sought.document_id].get(sought.id)
            found += [one.id] if one else []
        return tuple(dict.fromkeys(found))

    on = [Bound(judgement, bound(judgement.left), bound(judgement.right)) for judgement in force]
    stale.update(one.judgement.id for one in on if bool(one.left) < bool(one.judgement.left) or bool(one.right) < bool(one.judgement.right))
    read = {id_: one for found in (live, kept) for of in found.values() for id_, one in of.items()}
    instead, wrong = _standing(on, read)
    added = sorted((one for of in kept.values() for one in of.values()), key=lambda one: (one.document_id, one.evidence[0].span, one.id))
    return Settled(instead, tuple(added), read, tuple(on), frozenset(stale | wrong))


def find(sought: Statement, live: Iterable[Statement], edited: Statement | None = None) -> Statement | None:
    """The statement that a judged one is by now among those read of its document; see above. `edited` is the judged one as people left it."""
    found = [one for one in live if one.id == sought.id]
    if found:
        return found[0]
    size = sum(len(piece.span) for piece in sought.evidence)
    near = [
        (_alike(one, sought), shared, one.id, one)
        for one in live
        if one.kind == sought.kind
        and (shared := _shared(one, sought)) >= HALF * size
        and (_says_no_other(one, sought) or (edited is not None and _says_no_other(one, edited)))
    ]
    return max(near, key=lambda one: one[:3])[3] if near else None


def _as_edited(force: Iterable[Judgement]) -> dict[str, Statement]:
    """Judged statements, by id, with what people made of their fields."""
    found: dict[str, Statement] = {}
    for judgement in force:
        if judgement.verdict == "edit":
            (sought,) = judgement.left
            found[sought.id] = _edited(found.get(sought.id, sought), judgement) or found.get(sought.id, sought)
    return found


def _edited(one: Statement, judgement: Judgement) -> Statement | None:
    """A statement with the edit of a judgement; None where its kind does not hold such a value (any more)."""
    assert judgement.slot is not None
    try:
        new = changed(one, judgement.slot, judgement.value or "")
    except ValueError:
        return None
    slots = {slot: spans for slot, spans in one.slots.items() if slot != judgement.slot}
    quoted = {judgement.slot: (judgement.quote.span,)} if judgement.quote is not None else {}
    return replace(new, slots=slots | quoted)


def _shared(one: Statement, other: Statement) -> int:
    """Code points that are evidence of both."""
    return sum(
        max(0, min(left.span.end, right.span.end) - max(left.span.start, right.span.start)) for left in one.evidence for right in other.evidence
    )


def _alike(one: Statement, other: Statement) -> int:
    """The number of fields that agree."""
    return sum(getattr(one.content, field) == getattr(other.content, field) for field in CONTENT)


def _says_no_other(one: Statement, other: Statement) -> bool:
    """Whether two readings of the same words differ in nothing that the id of a statement holds, but for what one leaves empty."""
    left, right = one.content, other.content
    amounts = [(content.quantity.value, content.quantity.unit) if content.quantity else None for content in (left, right)]
    pairs = ((left.type, right.type), (left.ordinal, right.ordinal), (amounts[0], amounts[1]))
    actors, others = set(left.by), set(right.by)
    return (actors <= others or others <= actors) and all(a is None or b is None or a == b for a, b in pairs)


def _standing(on: Iterable[Bound], read: Mapping[str, Statement]) -> tuple[dict[str, Statement | None], set[str]]:
    """What stands for the statements people changed, and the ids of edits that cannot be made."""
    stands: dict[str, Statement] = {}
    rejected: set[str] = set()
    wrong: set[str] = set()
    for one in on:
        for id_ in one.left:
            match one.judgement.verdict:
                case "reject":
                    rejected.add(id_)
                case "accept":
                    rejected.discard(id_)
                case "edit":
                    new = _edited(stands.get(id_, read[id_]), one.judgement)
                    if new is None:
                        wrong.add(one.judgement.id)
                    else:
                        stands[id_] = new
    return {**stands, **dict.fromkeys(rejected)}, wrong


def decide(bound: Sequence[Bound], present: Collection[str]) -> Decided:
    """The merges and splits of judgements as pairs of statements that are `present`; where two contradict each other, the later holds."""
    group: dict[str, set[str]] = {}
    parted: dict[str, set[str]] = defaultdict(set)
    same: list[tuple[str, str]] = []
    apart: set[tuple[str, str]] = set()

    def join(chain: Sequence[str]) -> None:
        for one, other in pairwise(chain):
            left, right = group.setdefault(one, {one}), group.setdefault(other, {other})
            if left is right or any(not parted[id_].isdisjoint(right) for id_ in left if id_ in parted):
                continue
            same.append((one, other))
            left |= right
            group.update(dict.fromkeys(right, left))

    for one in reversed(bound):
        left, right = ([id_ for id_ in side if id_ in present] for side in (one.left, one.right))
        if one.judgement.verdict == "merge":
            join([*left, *right])
        elif one.judgement.verdict == "split":
            for id_ in left:
                for other in right:
                    parted[id_].add(other)
                    parted[other].add(id_)
                    apart.add((min(id_, other), max(id_, other)))
            join(left)
            join(right)
    held = {(one, other) for one, other in apart if one not in group or other not in group or group[one] is not group[other]}
    return Decided(tuple(sorted(same)), tuple(sorted(held)))


def linked(found: Iterable[Link], bound: Iterable[Bound], record_of: Mapping[str, str]) -> list[Link]:
    """Links as people decided: theirs are added, those they denied are gone. `record_of`: statement id → record id."""
    links = {(link.kind, link.source, link.target): link for link in found}
    for one in bound:
        left, right = (next((id_ for id_ in side if id_ in record_of), None) for side in (one.left, one.right))
        if left is None or right is None or record_of[left] == record_of[right]:
            continue
        source, target = record_of[left], record_of[right]
        if one.judgement.verdict == "unlink":
            links = {key: link for key, link in links.items() if {link.source, link.target} != {source, target}}
        elif one.judgement.verdict == "link":
            kind = next(kind for kind in LINK_KINDS if kind == one.judgement.value)
            links[kind, source, target] = Link(kind, source, target, "reviewed", (left, right))
    return [links[key] for key in sorted(links)]


def scores(bound: Iterable[Bound], record_of: Mapping[str, str], *, as_of: datetime.date | None) -> dict[str, Judgement]:
    """The score of each record that has one: of those given for a day until `as_of`, that of the latest day, and of one day the last given."""
    given = [one for one in bound if one.judgement.verdict == "score" and _counts(one.judgement, as_of)]
    found: dict[str, Judgement] = {}
    for one in sorted(given, key=lambda one: (one.judgement.on or "", one.judgement.order)):
        record = next((record_of[id_] for id_ in one.left if id_ in record_of), None)
        if record is not None:
            found[record] = one.judgement
    return found


def _counts(judgement: Judgement, as_of: datetime.date | None) -> bool:
    """Whether a judgement counts on a day: corrections on every day, a score from the day it is given for."""
    return judgement.verdict != "score" or as_of is None or (judgement.on or "") <= as_of.isoformat()
