"""By how much stories may differ on one thing: on its day, its place, its number, or whom it is for."""

from __future__ import annotations

from collections.abc import Mapping

from communique.assembly.alike import (
    INSIDE,
    PARTLY,
    about,
    both_differ,
    comparable,
    counted,
    days_apart,
    known_apart,
    precise,
    same_quantity,
    same_unit,
)
from communique.assembly.forms import CHANGED, DATED, MADE, ONCE
from communique.assembly.tellings import Telling
from communique.assembly.times import gap, overlap

MOVED = 31
"""Days by which sources may differ on the date of one session of a series: a slip of the month, not of the year."""
NEAR = 45
"""Days between stories that tell of one promise or deed without a date: the news of one occasion is over after six weeks."""
MISCOUNT = 3
"""By how much sources may differ on the number of one session: numbers further apart are of two series."""
SLIP = 10
"""Days by which stories of different outlets may differ on the date of one meeting of a mechanism, or of the same parties in one place."""
PUT_OFF = 60
"""Days by which a meeting is put off and still the same one: beyond two months it is announced anew."""
ALIKE = 0.6
"""How far what two promises are about must agree for one to be told with another term."""
YEAR = 366
"""Days by which stories may differ on the year of a figure, a partnership or an office."""


def in_one_state(one: Telling, other: Telling, of: Mapping[str, str]) -> bool:
    """Whether two stories place talks of one day in two towns of one state: nobody travels between them for the next ones."""
    places = of.get(one.content.where or ""), of.get(other.content.where or "")
    of_one = one.content.type == other.content.type != "visit" and one.origin.document != other.origin.document
    return of_one and places[0] is not None and places[0] == places[1] and one.when == other.when


def days_told(one: Telling, other: Telling) -> int:
    """Days by which stories may differ on the date of one deed: more on exercises, and on as many things handed over between the same two."""
    if one.content.type == "exercise_deployment":
        return MOVED
    if same_lot(one, other):
        return SLIP
    return SLIP if handed_over(one, other) and one.content.status == other.content.status else 1


def same_lot(one: Telling, other: Telling) -> bool:
    """Whether a story tells again, without its number, of what it counted: nothing but things of the kind, from the same to the same in one place."""
    if one.origin.document != other.origin.document or (one.content.quantity is None) == (other.content.quantity is None):
        return False
    left, right = one.content, other.content
    if left.type != right.type or left.status != right.status or left.where is None or left.where != right.where:
        return False
    counts, again = (one, other) if left.quantity is not None else (other, one)
    between = one.by == other.by and bool(one.to) and one.to == other.to
    return between and bool(again.about.narrow) and again.about.narrow <= counts.about.narrow


def handed_over(one: Telling, other: Telling) -> bool:
    """Whether two stories tell that as many things went from the same to the same, whatever they call that."""
    between = one.by == other.by and bool(one.to) and one.to == other.to and one.origin.document != other.origin.document
    return between and same_quantity(one, other) and counted(one)


def miscounted(one: Telling, other: Telling) -> bool:
    """Whether two stories give a deed of one day between the same, at one stage, numbers of one unit that are not far from each other."""
    left, right = one.content, other.content
    if not (one.by == other.by and one.to == other.to and left.status == right.status and left.when is not None and left.when == right.when):
        return False
    if left.quantity is None or right.quantity is None or left.quantity.unit != right.quantity.unit:
        return False
    if not counted(one) and not (left.areas == right.areas and about(one, other) >= ALIKE):
        return False
    return not far_apart(one, other)


def far_apart(one: Telling, other: Telling) -> bool:
    """Whether two tellings give numbers of one unit of which one is less than half of the other: no slip, but another number."""
    left, right = one.content.quantity, other.content.quantity
    if left is None or right is None or left.unit != right.unit:
        return False
    few, many = sorted((left.value, right.value))
    return few < many / 2


def in_two_currencies(one: Telling, other: Telling) -> bool:
    """Whether stories of the same days give a sum in two currencies for what they call the same, however broadly."""
    left, right = one.content, other.content
    between = one.by == other.by and bool(one.to) and one.to == other.to and left.areas == right.areas
    alike = between and comparable(one, other) and not same_unit(one, other) and known_apart(one, other) <= SLIP
    return alike and bool(one.about.subject) and one.about.subject == other.about.subject


def least_toward(one: Telling, other: Telling) -> float:
    """How far the receivers of one promise must agree: of as many things told in the days around, one story may name the body and one its members."""
    return PARTLY if same_quantity(one, other) and counted(one) and known_apart(one, other) <= NEAR else INSIDE


def same_days(one: Telling, other: Telling) -> bool:
    """Whether two stories give the same days of two months, one after the other."""
    left, right = one.when, other.when
    if left is None or right is None or not (left.exact and right.exact) or gap(left, right) > MOVED:
        return False
    return (left.first.day, left.last.day) == (right.first.day, right.last.day) and one.origin.document != other.origin.document


def one_act(one: Telling, other: Telling) -> bool:
    """Whether two stories tell that the same did the same to a text on one day."""
    return (
        one.content.status == other.content.status in DATED
        and one.parties == other.parties
        and one.when is not None
        and one.when == other.when
        and one.origin.document != other.origin.document
    )


def concluded_before(one: Telling, other: Telling) -> bool:
    """Whether a text was signed or adopted on a day before that on which somebody left or changed it: years may lie between."""
    if one.when is None or other.when is None:
        return False
    first, then = (one, other) if one.when < other.when else (other, one)
    return first.content.status in MADE and then.content.status in CHANGED


def other_signers(one: Telling, other: Telling) -> bool:
    """Whether two stories tell one act of one day of a text of the same form, and of some who took part in it: the others are not the same."""
    act = one.content.status == other.content.status in ONCE and one.content.type == other.content.type
    on_a_day = one.when is not None and one.when == other.when and one.when.exact and one.origin.document != other.origin.document
    return act and on_a_day and len(one.parties & other.parties) > 1


def terms_differ(one: Telling, other: Telling) -> bool:
    """Whether two texts or promises have terms that never meet, and so are two; not where stories of the same days give two terms to as many
    things, to what they tell alike, or to an act of one day."""
    if one.due is None or other.due is None or overlap(one.due, other.due):
        return False
    if one.kind == "agreement":
        return not (one.content.type == other.content.type and one_act(one, other))
    if one.origin.document == other.origin.document or known_apart(one, other) > SLIP:
        return True
    numbers = one.content.quantity is not None or other.content.quantity is not None
    alike = one.by == other.by and one.to == other.to and about(one, other) >= ALIKE and not both_differ(one, other)
    return not (same_quantity(one, other) and counted(one)) and (numbers or not alike)


def said_again(one: Telling, other: Telling) -> bool:
    """Whether the same promise the same side the same, in the same fields and by the same term, however broadly."""
    same = one.by == other.by and one.to == other.to and one.due == other.due and one.content.areas == other.content.areas
    return same and bool(one.to and one.content.areas and one.about.broad) and one.about.broad == other.about.broad


def drifted(one: Telling, other: Telling) -> bool:
    """Whether two stories give one figure, for periods that overlap, or too precise to be that of two years for two years that follow each other."""
    apart = days_apart(one, other)
    return same_quantity(one, other) and apart is not None and (apart == 0 or (apart <= YEAR and precise(one)))


def took_over(one: Telling, other: Telling) -> bool:
    """Whether who was to take the chair then has it: within a year, and never the other way round."""
    incoming, chair = (one, other) if one.content.type == "incoming_chair" else (other, one)
    if incoming.when is None or chair.when is None:
        return False
    return chair.when.last >= incoming.when.first and (chair.when.first - incoming.when.first).days <= YEAR
