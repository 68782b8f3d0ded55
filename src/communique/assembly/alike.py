"""How far two tellings agree, slot by slot: what the rules of every kind are made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from communique.assembly.subjects import BROADLY, share
from communique.assembly.tellings import Telling
from communique.assembly.times import gap, overlap, within

Members = Mapping[str, frozenset[str]]
"""organisation → the states that ever belonged to it"""

APART, UNKNOWN, PARTLY, INSIDE, EQUAL = 0.0, 0.5, 0.6, 0.8, 1.0
"""How two sets of actors lie to each other: no actor shared; one side says nothing; some; one in the other; the same."""


SEASON = 250
"""Days after which another number for the receivers of a promise is another promise: what is kept is told again within the term of a year."""
MANY = 3
"""Receivers from which on a list of them, told alike, names one promise by itself."""


def sets(one: frozenset[str], other: frozenset[str], members: Members) -> float:
    """How two sets of actors lie to each other; an organisation covers its members, at the price of a weaker agreement."""
    if not one or not other:
        return UNKNOWN
    if one is other:
        return EQUAL
    if one.isdisjoint(other):
        return PARTLY if _covers(other, one, members) or _covers(one, other, members) else APART
    if one == other:
        return EQUAL
    return INSIDE if one <= other or other <= one else PARTLY


def _covers(bodies: frozenset[str], actors: frozenset[str], members: Members) -> bool:
    """Whether the organisations among some have all of the others as members."""
    return not members.keys().isdisjoint(bodies) and actors <= spread(bodies, members)


def spread(actors: frozenset[str], members: Members) -> frozenset[str]:
    """Actors with the members of those that are organisations."""
    found = [members[actor] for actor in actors if actor in members]
    return actors.union(*found) if found else actors


def both_differ(one: Telling, other: Telling) -> bool:
    """Whether each of two tellings is about something narrow that the other is not about."""
    left, right = one.about.narrow, other.about.narrow
    return bool(left - right and right - left)


def about(one: Telling, other: Telling) -> float:
    """How far two tellings are about the same things, 0 to 1: by ids in any language, by words in one; -1 where one side gives none."""
    left, right = one.about.subject, other.about.subject
    if one.about.narrow and other.about.narrow:
        return 0.0 if left.isdisjoint(right) else share(left, right)
    by_ids = -1.0 if not left or not right else 0.0 if left.isdisjoint(right) else share(left, right)
    if one.tokens and other.tokens and one.origin.language == other.origin.language:
        by_words = _shared_words(one.tokens, other.tokens)
        if one.kind != "agreement" and min(len(one.tokens), len(other.tokens)) == 1:
            by_words = min(by_words, BROADLY)  # one word, which is no name
        return max(by_ids, by_words)
    return by_ids


def _shared_words(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    left, right = _set(one), _set(other)
    return 0.0 if left.isdisjoint(right) else share(left, right)


@lru_cache(maxsize=4096)
def _set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def other_act(one: Telling, other: Telling) -> bool:
    """Whether two undertakings name what is to be done, and not the same."""
    left, right = one.about.acts, other.about.acts
    return bool(left and right and not left & right)


def years_differ(one: Telling, other: Telling) -> bool:
    """Whether both name years and not the same: of two periods both ends count, of a year and a period one."""
    if not one.years or not other.years:
        return False
    return one.years != other.years if min(len(one.years), len(other.years)) > 1 else not one.years & other.years


def areas(one: Telling, other: Telling) -> float:
    """How far two tellings share their areas, 0 to 1; -1 where one side names none."""
    left, right = one.content.areas, other.content.areas
    if not left or not right:
        return -1.0
    return 1.0 if left == right else share(frozenset(left), frozenset(right))


def known_apart(one: Telling, other: Telling) -> int:
    """Days between the days on which two stories were known; 0 where one is not dated."""
    left, right = one.origin.known, other.origin.known
    return abs((left - right).days) if left and right else 0


def known_first(one: Telling, other: Telling) -> bool:
    """Whether the first of two stories was known no later than the other."""
    left, right = one.origin.known, other.origin.known
    return left is None or right is None or left <= right


REMOTE = frozenset({"online", "phone", "written"})
"""What stands for a place where nobody travels."""


def place_differs(one: Telling, other: Telling, places: Mapping[str, str], names: Mapping[str, str]) -> bool:
    """Whether both name a place and neither lies in the other."""
    left, right = one.content.where, other.content.where
    if not left or not right or left == right:
        return False
    if left in REMOTE or right in REMOTE:
        return True
    return names.get(places.get(left, ""), "") != right and names.get(places.get(right, ""), "") != left


def one_place(one: Telling, other: Telling, places: Mapping[str, str], names: Mapping[str, str]) -> bool:
    """Whether both name a place where people meet, and the same one or one in the other."""
    named = bool(one.content.where and other.content.where)
    return named and one.content.where not in REMOTE and not place_differs(one, other, places, names)


def same_quantity(one: Telling, other: Telling) -> bool:
    """Whether both give the same number of the same unit."""
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and left.value == right.value and left.unit == right.unit


def same_unit(one: Telling, other: Telling) -> bool:
    """Whether both give a number of the same unit."""
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and left.unit == right.unit


def comparable(one: Telling, other: Telling) -> bool:
    """Whether both give a number of the same unit, or sums, in whatever currency."""
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and (left.unit == right.unit or (is_currency(left.unit) and is_currency(right.unit)))


def counted(one: Telling) -> bool:
    """Whether the number of a telling counts things, so that the same unit tells of the same object: doses do, sums and shares do not."""
    quantity = one.content.quantity
    return quantity is not None and counts(quantity.unit)


def precise(one: Telling) -> bool:
    """Whether the number of a telling has three digits that are not rounded away."""
    quantity = one.content.quantity
    return quantity is not None and len(f"{quantity.value:.0f}".rstrip("0")) >= DIGITS


DIGITS = 3


def counts(unit: str) -> bool:
    """Whether a unit names things: no share, and no currency."""
    return bool(unit) and unit != "percent" and not is_currency(unit)


def is_currency(unit: str) -> bool:
    """Whether a unit is the code of a currency."""
    return len(unit) == CURRENCY and unit.isupper()


CURRENCY = 3
"""Letters of a currency's code, in capitals."""


def days_apart(one: Telling, other: Telling) -> int | None:
    """Days between the dates of two tellings, None where one gives none."""
    return gap(one.when, other.when) if one.when and other.when else None


def dates_meet(one: Telling, other: Telling) -> bool:
    """Whether both give a date and some day may be meant by both."""
    return one.when is not None and other.when is not None and overlap(one.when, other.when)


def dates_nest(one: Telling, other: Telling) -> bool:
    """Whether both give a date and one lies in the other."""
    return one.when is not None and other.when is not None and within(one.when, other.when)


def unlike(one: Telling, other: Telling) -> bool:
    """Whether two meetings that no mechanism makes one cannot be: of the many that a body holds by itself none is one with a partner, one of a
    mechanism only if it is of the same level, and of those that one story names only the ones it names alike are."""
    if min(len(one.parties), len(other.parties)) == 1:
        of_one = one.mechanism == other.mechanism or (one.content.level is not None and one.content.level == other.content.level)
        if one.parties != other.parties or not of_one:
            return True
    named = one.content.name is not None and other.content.name is not None
    return named and one.origin.document == other.origin.document and one.mechanism != other.mechanism


def between_others(one: Telling, other: Telling, members: Members) -> bool:
    """Whether of two exercises or texts each is with a partner who has no part in the other; of long lists some may be left out."""
    left, right = one.parties, other.parties
    if left is right or len(left) >= MANY or len(right) >= MANY or left <= right or right <= left:
        return False
    return not (left <= spread(right, members) or right <= spread(left, members))


def together(one: Telling, other: Telling, members: Members) -> bool:
    """Whether some state takes part in both, as itself or as a member."""
    return bool(spread(one.parties, members) & spread(other.parties, members))


def told_of_many(one: Telling, other: Telling, *, things: float, numbers: bool) -> bool:
    """Whether two undertakings toward the same long list of receivers are one: by their term, their words, or another number of the same unit told
    within the season; one story counts one promise twice, in all and for each, only where its words do not tell the two apart."""
    if one.content.due is not None and one.content.due == other.content.due:
        return True
    if numbers and same_unit(one, other):
        return known_apart(one, other) <= SEASON and not (one.origin.document == other.origin.document and both_differ(one, other))
    return things >= 0.6 and not numbers
