"""How far two tellings agree, slot by slot: what the rules of every kind are made of."""

from __future__ import annotations

from collections.abc import Mapping

from communique.assembly.tellings import Telling
from communique.assembly.times import gap, overlap, within

Members = Mapping[str, frozenset[str]]
"""organisation → the states that ever belonged to it"""

APART, UNKNOWN, PARTLY, INSIDE, EQUAL = 0.0, 0.5, 0.6, 0.8, 1.0
"""How two sets of actors lie to each other: no actor shared; one side says nothing; some; one in the other; the same."""

TOLD = frozenset({"subject", "issue"})
"""Types of ids that say what is talked about; who, where and in which area other slots hold."""
BROAD = frozenset(
    (
        "aid consultation covid-19 dialogue energy epidemic fund health implementation priority project relations security summit supply "
        "technology trade visit"
    ).split()
)
"""Subjects that half of all stories touch: alike in these alone, two statements are not about one thing."""
BROADLY = 0.4
"""The most that broad subjects alone can make two tellings alike: not enough without the same days."""
LIGHT = 0.35
"""What a broad subject weighs beside a narrow one: two of them say less than one narrow one."""


def sets(one: frozenset[str], other: frozenset[str], members: Members) -> float:
    """How two sets of actors lie to each other; an organisation covers its members, at the price of a weaker agreement."""
    if not one or not other:
        return UNKNOWN
    if one == other:
        return EQUAL
    if one <= other or other <= one:
        return INSIDE
    if one & other:
        return PARTLY
    return PARTLY if one <= spread(other, members) or other <= spread(one, members) else APART


def spread(actors: frozenset[str], members: Members) -> frozenset[str]:
    """Actors with the members of those that are organisations."""
    return actors.union(*(members.get(actor, frozenset()) for actor in actors))


def subject(one: Telling) -> frozenset[str]:
    """What the words of a telling are about, who and where left out: by what it names, or else by its evidence."""
    return named(one) or frozenset(word for word in one.words.near if word.partition(":")[0] in TOLD) - SETTINGS


def named(one: Telling) -> frozenset[str]:
    """What the name and the undertaking of a telling are about."""
    return frozenset(word for word in one.words.own if word.partition(":")[0] in TOLD) - SETTINGS


SETTINGS = frozenset({"subject:conclusion", "subject:meeting"})
"""What is done about texts and sides of every subject: it tells acts apart, and makes nothing alike."""


def narrow(words: frozenset[str]) -> frozenset[str]:
    """The subjects that say something by themselves."""
    return frozenset(word for word in words if word.partition(":")[2] not in BROAD)


PLAIN = frozenset({"subject:action-plan", "subject:implementation"})
"""Subjects that every plan has: what tells plans apart is the rest."""


def scope(one: Telling) -> frozenset[str]:
    """What a text is for, by its name; empty for one of the whole relation."""
    return narrow(named(one)) - PLAIN


def both_differ(one: Telling, other: Telling) -> bool:
    """Whether each of two tellings is about something narrow that the other is not about."""
    left, right = narrow(subject(one)), narrow(subject(other))
    return bool(left - right and right - left)


def about(one: Telling, other: Telling) -> float:
    """How far two tellings are about the same things, 0 to 1: by ids in any language, by words in one; -1 where one side gives none."""
    left, right = subject(one), subject(other)
    if narrow(left) and narrow(right):
        return _share(left, right)
    by_ids = _share(left, right) if left and right else -1.0
    by_words = -1.0
    if one.origin.language == other.origin.language and one.tokens and other.tokens:
        by_words = _share(one.tokens, other.tokens)
    return max(by_ids, by_words)


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    """The overlap of two sets by weight: Dice's measure and containment in the smaller, in equal parts."""
    both, one, other = _weight(left & right), _weight(left), _weight(right)
    share = 0.5 * (2 * both / (one + other) + both / min(one, other))
    return share if narrow(left & right) else min(share, BROADLY)


def _weight(words: frozenset[str]) -> float:
    return sum(LIGHT if word.partition(":")[2] in BROAD else 1.0 for word in words)


ACTS = frozenset(
    f"subject:{act}"
    for act in (
        "anniversary conclusion exercise implementation meeting negotiation purchase ratification resumption supply suspension technology "
        "training visit"
    ).split()
)
"""Subjects that say what is to be done, not with what: a promise to provide a thing is not that to make it."""


def other_act(one: Telling, other: Telling) -> bool:
    """Whether two undertakings name what is to be done, and not the same."""
    left, right = one.words.own & ACTS, other.words.own & ACTS
    return bool(left and right and not left & right)


def years_differ(one: Telling, other: Telling) -> bool:
    """Whether both name years and not the same: of two periods both ends count, of a year and a period one."""
    if not one.years or not other.years:
        return False
    return one.years != other.years if min(len(one.years), len(other.years)) > 1 else not one.years & other.years


def areas(one: Telling, other: Telling) -> float:
    """How far two tellings share their areas, 0 to 1; -1 where one side names none."""
    left, right = frozenset(one.content.areas), frozenset(other.content.areas)
    return _share(left, right) if left and right else -1.0


def known_apart(one: Telling, other: Telling) -> int:
    """Days between the days on which two stories were known; 0 where one is not dated."""
    left, right = one.origin.known, other.origin.known
    return abs((left - right).days) if left and right else 0


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


def same_quantity(one: Telling, other: Telling) -> bool:
    """Whether both give the same number of the same unit."""
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and left.value == right.value and left.unit == right.unit


def same_unit(one: Telling, other: Telling) -> bool:
    """Whether both give a number of the same unit."""
    left, right = one.content.quantity, other.content.quantity
    return left is not None and right is not None and left.unit == right.unit


def counted(one: Telling) -> bool:
    """Whether the number of a telling counts things, so that the same unit tells of the same object: doses do, sums and shares do not."""
    quantity = one.content.quantity
    return quantity is not None and counts(quantity.unit)


def counts(unit: str) -> bool:
    """Whether a unit names things: no share, and no currency."""
    return bool(unit) and unit != "percent" and not (len(unit) == CURRENCY and unit.isupper())


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
