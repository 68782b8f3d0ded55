"""By how much stories may differ on one thing: on its day, its place, its number, or whom it is for."""

from __future__ import annotations

from collections.abc import Mapping

from communique.assembly.alike import INSIDE, PARTLY, counted, days_apart, known_apart, precise, same_quantity
from communique.assembly.tellings import Telling

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
    return SLIP if handed_over(one, other) and one.content.status == other.content.status else 1


def handed_over(one: Telling, other: Telling) -> bool:
    """Whether two stories tell that as many things went from the same to the same, whatever they call that."""
    between = one.by == other.by and bool(one.to) and one.to == other.to and one.origin.document != other.origin.document
    return between and same_quantity(one, other) and counted(one)


def least_toward(one: Telling, other: Telling) -> float:
    """How far the receivers of one promise must agree: of as many things told in the days around, one story may name the body and one its members."""
    return PARTLY if same_quantity(one, other) and counted(one) and known_apart(one, other) <= NEAR else INSIDE


def drifted(one: Telling, other: Telling) -> bool:
    """Whether two stories give one figure, for periods that overlap, or too precise to be that of two years for two years that follow each other."""
    apart = days_apart(one, other)
    return same_quantity(one, other) and apart is not None and (apart == 0 or (apart <= YEAR and precise(one)))
