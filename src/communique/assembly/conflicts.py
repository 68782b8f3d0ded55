"""Where the statements of one record disagree beyond the precision of their words. Nothing is decided: all values stay, with who gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from communique.assembly.alike import MANY, days_apart, place_differs, spread
from communique.assembly.ground import Ground
from communique.assembly.tellings import Telling
from communique.assembly.times import differ
from communique.model.actors import state_of
from communique.model.quantities import Quantity
from communique.model.records import Conflict, Record, Version

AGAIN = 730
"""Days between two dates of one act of a text from which on it is told of two acts: what was concluded and then negotiated anew."""
Differs = Callable[[Telling, Telling, Ground], bool]

_ACTS = frozenset("signed adopted in_force initialled negotiations_concluded held delivered completed".split())
_INSTEAD = (
    frozenset({"adopted", "approved", "signed", "noted"}),
    frozenset({"suspended", "denounced"}),
    frozenset({"held", "cancelled", "postponed"}),
)
"""Statuses of which one act has one: two stories that give it two of them name it differently."""


def conflicts(tellings: Sequence[Telling], best: Sequence[Telling], ground: Ground) -> tuple[Conflict, ...]:
    """The slots on which the tellings of a record disagree, each with its values, the value of the best source first."""
    found, unlike = [], _unlike(best) if len(best) > FEW else best
    for slot, differs in _SLOTS.get(tellings[0].kind, {}).items():
        first = getattr(best[0].content, slot)
        if all(getattr(one.content, slot) == first for one in best) or (slot == "status" and not _several_names(best)):
            continue
        said = [one for one in best if _value(one, slot) is not None]
        others = [one for one in unlike if _value(one, slot) is not None]
        apart = [one for one in said if any(differs(one, other, ground) for other in others if other is not one)]
        if apart:
            found.append(Conflict(slot, _versions(apart, slot)))
    return tuple(found)


def among(record: Record, found: Iterable[Conflict | None]) -> Record:
    """The record with conflicts that it has with others, those of a slot on which its own statements disagree left out."""
    more = tuple(one for one in found if one is not None and all(one.slot != own.slot for own in record.conflicts))
    return replace(record, conflicts=(*record.conflicts, *more)) if more else record


FEW = 8
"""Tellings that are all compared with each other; of more, one stands for all that say the same."""


def _unlike(tellings: Sequence[Telling]) -> list[Telling]:
    """Of the tellings that say the same in all slots compared here, one, and another of another document."""
    found: dict[tuple[object, ...], list[Telling]] = {}
    for one in tellings:
        content = one.content
        key = (
            content.type, content.status, content.level, content.ordinal, content.when, content.due, content.where, content.quantity,
            one.by, one.to, tuple(sorted(content.by)), tuple(sorted(content.to)),
        )  # fmt: skip
        same = found.setdefault(key, [])
        if not same or (len(same) == 1 and same[0].origin.document != one.origin.document):
            same.append(one)
    return [one for same in found.values() for one in same]


def _versions(said: Sequence[Telling], slot: str) -> tuple[Version, ...]:
    versions: dict[str, list[Telling]] = {}
    for one in said:
        versions.setdefault(str(_value(one, slot)), []).append(one)
    return tuple(Version(value, tuple(one.id for one in sorted(told, key=lambda one: one.order))) for value, told in versions.items())


def _value(one: Telling, slot: str) -> str | None:
    if slot == "quantity":
        quantity = one.content.quantity
        return None if quantity is None else words(quantity)
    if slot in ("by", "to"):
        return " ".join(sorted(getattr(one.content, slot))) or None
    value = getattr(one.content, slot)
    return None if value is None else str(value)


def words(quantity: Quantity) -> str:
    """A quantity in one line: `> 7200000 USD`, `99 of 139 action line`."""
    of = f" of {quantity.of:g}" if quantity.of is not None else ""
    return f"{'' if quantity.comparator == '=' else quantity.comparator + ' '}{quantity.value:.15g}{of} {quantity.unit}".rstrip()


def _ordinal(one: Telling, other: Telling, ground: Ground) -> bool:
    return one.content.ordinal != other.content.ordinal


def _type(one: Telling, other: Telling, ground: Ground) -> bool:
    return one.content.type != other.content.type


def _when(one: Telling, other: Telling, ground: Ground) -> bool:
    """Dates of one status only: a date moved from announcement to meeting is a history."""
    return one.content.status == other.content.status and differ(one.content.when, other.content.when)


def _when_once(one: Telling, other: Telling, ground: Ground) -> bool:
    """Dates of an act that is done once; years apart, it was done again."""
    apart = days_apart(one, other)
    if apart is not None and apart > AGAIN:
        return False
    return one.content.status in _ACTS and one.by == other.by and _when(one, other, ground)


def _when_done(one: Telling, other: Telling, ground: Ground) -> bool:
    """Dates of a deed at one stage; of what takes days and is not sent, told while it lasts or after."""
    stages = {one.content.status, other.content.status}
    lasting = one.content.type == "exercise_deployment" and stages <= {"ongoing", "completed"}
    return (len(stages) == 1 or lasting) and differ(one.content.when, other.content.when)


def _who(one: Telling, other: Telling, ground: Ground) -> bool:
    """Who took part in an exercise: all members of a body, or only those that are named."""
    if one.content.type != "exercise_deployment" or one.by == other.by:
        return False
    left, right = spread(one.by, ground.members) - set(ground.members), spread(other.by, ground.members) - set(ground.members)
    named = min(len(left), len(right)) >= MANY
    return named and left != right and bool(left & right)


def _partners(one: Telling, other: Telling, ground: Ground) -> bool:
    """Who is party to an act of a text: each story names somebody whom the other leaves out."""
    return one.content.status in _ACTS and one.content.status == other.content.status and _apart(one.by, other.by, ground)


def _receivers(one: Telling, other: Telling, ground: Ground) -> bool:
    """Whom a deed is for: each story names somebody whom the other leaves out, or one a company and the other its state."""
    return _apart(one.to, other.to, ground) or _buys(one, other, ground) or _buys(other, one, ground)


def _buys(one: Telling, other: Telling, ground: Ground) -> bool:
    """Whether a story has nothing but companies for receivers, and another a state of theirs: who buys is not who is given something."""
    buyers = one.content.to
    return bool(buyers) and ground.companies.issuperset(buyers) and not {state_of(buyer) for buyer in buyers}.isdisjoint(other.content.to)


def _apart(one: frozenset[str], other: frozenset[str], ground: Ground) -> bool:
    return bool(one and other) and not (one <= spread(other, ground.members) or other <= spread(one, ground.members))


def _due(one: Telling, other: Telling, ground: Ground) -> bool:
    return differ(one.content.due, other.content.due)


def _where(one: Telling, other: Telling, ground: Ground) -> bool:
    return one.content.status == other.content.status and place_differs(one, other, ground.places, ground.names)


def _where_done(one: Telling, other: Telling, ground: Ground) -> bool:
    """Places of a deed: what takes place at sea, or in no one state, may well touch a place ashore."""
    known = all(place and ground.places.get(place) for place in (one.content.where, other.content.where))
    return known and _where(one, other, ground)


def _quantity(one: Telling, other: Telling, ground: Ground) -> bool:
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and not agree(left, right)


def agree(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities may be one: the same unit, and each number allowed by the other's comparator, or about the same. Who knows of ten does
    not say "more than two", nor "up to thirty": a bound is near what it bounds.
    """
    if left.unit != right.unit:
        return False
    for one, other in ((left, right), (right, left)):
        least, most = _bounds(one)
        if other.comparator == "=" and not least <= other.value <= most:
            return False
    return True


def _bounds(one: Quantity) -> tuple[float, float]:
    """The least and the most that a quantity allows."""
    low = one.value * (1 - ABOUT) if one.comparator == "~" else one.value
    high = one.value * (1 + ABOUT) if one.comparator == "~" else one.value
    if one.comparator in ("<", "<="):
        return (one.value / FAR if one.value > 0 else float("-inf")), high
    if one.comparator in (">", ">="):
        return low, (one.value * FAR if one.value > 0 else float("inf"))
    return low, high


FAR = 3
"""How many times as great, or as small, a number may be that is told as more than another, or as less."""
ABOUT = 0.1
"""How far off a number given as about may be: a tenth."""


def _status(one: Telling, other: Telling, ground: Ground) -> bool:
    """Two names for one act: on the same day, or where one of the two gives no day of its own."""
    left, right = one.content.status, other.content.status
    if left == right or one.origin.document == other.origin.document:
        return False
    if not any(left in instead and right in instead for instead in _INSTEAD):
        return False
    if one.when is None or other.when is None:
        return True
    return one.when.first <= other.when.last and other.when.first <= one.when.last


def _several_names(tellings: Sequence[Telling]) -> bool:
    """Whether some act has two names among the statuses told."""
    told = {one.content.status for one in tellings}
    return any(len(instead & told) > 1 for instead in _INSTEAD)


_SLOTS: dict[str, dict[str, Differs]] = {
    "meeting": {"ordinal": _ordinal, "when": _when, "where": _where, "status": _status},
    "agreement": {"by": _partners, "type": _type, "status": _status, "when": _when_once, "due": _due, "quantity": _quantity},
    "commitment": {"type": _type, "quantity": _quantity, "due": _due},
    "progress": {"quantity": _quantity},
    "action": {"when": _when_done, "by": _who, "to": _receivers, "quantity": _quantity, "where": _where_done},
    "milestone": {"when": _when, "level": lambda one, other, ground: one.content.level != other.content.level},
    "role": {},
    "position": {"type": _type},
    "indicator": {"quantity": _quantity, "when": _when},
}  # fmt: skip
