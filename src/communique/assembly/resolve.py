"""Do two statements tell of one thing? A rule a kind, on ids, dates, ordinals and parties; words count only by the ids found in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.assembly.alike import (
    APART,
    EQUAL,
    INSIDE,
    MANY,
    SEASON,
    UNKNOWN,
    about,
    areas,
    between_others,
    both_differ,
    comparable,
    counted,
    dates_meet,
    dates_nest,
    days_apart,
    known_apart,
    known_first,
    one_place,
    other_act,
    place_differs,
    same_quantity,
    same_unit,
    sets,
    together,
    told_of_many,
    unlike,
    years_differ,
)  # fmt: skip
from communique.assembly.forms import HOLDING, ONCE, PENDING, PLANNED, SIDES, STATE_OFFICES, TEXTS
from communique.assembly.ground import Ground
from communique.assembly.names import one_person
from communique.assembly.slips import (
    MISCOUNT,
    MOVED,
    NEAR,
    PUT_OFF,
    SLIP,
    YEAR,
    concluded_before,
    days_told,
    drifted,
    far_apart,
    handed_over,
    in_one_state,
    in_two_currencies,
    least_toward,
    miscounted,
    one_act,
    other_signers,
    said_again,
    same_days,
    same_lot,
    terms_differ,
    took_over,
)  # fmt: skip
from communique.assembly.subjects import BROADLY
from communique.assembly.tellings import Telling

ENOUGH = 0.5
"""From here on two statements are of one thing. The rules below give what certainty their evidence has, not a probability."""
AHEAD = 400
"""Days from the announcement of a meeting without a date to the meeting: a year and a month."""


Rule = Callable[[Telling, Telling, Ground], float]

_GATHER = {"session": "session", "conference": "session", "visit": "visit", "talks": "visit", "sidelines": "talks", "call": "call"}


def told_alike(one: Telling, other: Telling) -> bool:
    """Whether both say that it is so, or both that it is not; of a text both may be told: it may be not yet in force."""
    return one.kind == "agreement" or one.statement.polarity == other.statement.polarity


def same(one: Telling, other: Telling, ground: Ground) -> float:
    """How surely two statements are of one thing: 0 not at all, from `ENOUGH` on they are. Symmetric."""
    if one.kind != other.kind or not told_alike(one, other):
        return 0.0
    first, second = sorted((one, other), key=lambda telling: telling.order)
    return RULES[first.kind](first, second, ground)


def _meeting(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    shared = sets(one.parties, other.parties, ground.members)
    if shared == APART or (one.mechanism and other.mechanism and one.mechanism != other.mechanism):
        return 0.0
    if left.level and right.level and left.level != right.level:
        return 0.0
    mechanism = one.mechanism is not None and one.mechanism == other.mechanism
    ordinals = None if left.ordinal is None or right.ordinal is None else left.ordinal == right.ordinal
    if shared < INSIDE and not (mechanism or ordinals):
        return 0.0
    beside = {_GATHER.get(left.type or ""), _GATHER.get(right.type or "")} == {"visit", "talks"}  # talks on the sidelines are talks
    if _GATHER.get(left.type or "") != _GATHER.get(right.type or "") and not mechanism and not (beside and days_apart(one, other) == 0):
        return 0.0
    session = _GATHER.get(left.type or "") == "session"
    if not mechanism and unlike(one, other):
        return 0.0
    apart = days_apart(one, other)
    far = left.ordinal is not None and right.ordinal is not None and abs(left.ordinal - right.ordinal) > MISCOUNT
    if ordinals is False and (far or one.origin.document == other.origin.document or shared < EQUAL or not (apart == 0 and dates_nest(one, other))):
        return 0.0
    slipped = session or left.type == right.type == "visit"
    once = shared == EQUAL and one.origin.document != other.origin.document and (mechanism or one_place(one, other, ground.places, ground.names))
    most = MOVED if ordinals or (slipped and once and same_days(one, other)) else SLIP if slipped and once else 1
    if apart is not None and apart > most:
        moved = "postponed" in (left.status, right.status) and left.status != right.status and apart <= PUT_OFF
        return 0.6 if moved and shared == EQUAL and left.type == right.type else 0.0
    if ordinals and session:
        return 0.95 if mechanism or areas(one, other) != 0.0 else 0.0
    here = apart == 0 and (mechanism or (shared == EQUAL and in_one_state(one, other, ground.places)))
    if not here and place_differs(one, other, ground.places, ground.names):
        return 0.0
    if apart is None:
        return _undated(one, other, shared=shared, mechanism=mechanism)
    assert one.when and other.when
    longest = max(one.when.length, other.when.length)
    if longest <= NEAR:
        return 0.9 if shared == EQUAL else 0.7
    settled = mechanism or left.level == "summit" or one_place(one, other, ground.places, ground.names)
    return 0.65 if settled and left.level == right.level else 0.0


def _undated(one: Telling, other: Telling, *, shared: float, mechanism: bool) -> float:
    """A meeting announced without a date, and the one that was then held."""
    left, right = one.content, other.content
    if shared != EQUAL or (left.level != right.level and left.level and right.level):
        return 0.0
    away = known_apart(one, other)
    summit = left.level == right.level == "summit" and left.type == right.type == "session"
    placed = bool(left.where and right.where) or mechanism or summit
    if one.when is None and other.when is None:
        return 0.7 if away <= NEAR and (placed or left.type == right.type == "visit") else 0.0
    vague, dated = (one, other) if one.when is None else (other, one)
    if vague.content.status not in PLANNED:
        return 0.6 if away <= NEAR and placed else 0.0
    if vague.origin.known is None or dated.when is None:
        return 0.0
    ahead = (dated.when.first - vague.origin.known).days
    return 0.6 if -1 <= ahead <= AHEAD and placed else 0.0


def _agreement(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    acronym = not one.acronyms.isdisjoint(other.acronyms)
    if one.acronyms and other.acronyms and not acronym:
        return 0.0
    forms = TEXTS.get(left.type or "") == TEXTS.get(right.type or "")
    if not (forms or acronym):
        return 0.6 if one_act(one, other) and about(one, other) >= 0.6 and areas(one, other) != 0.0 else 0.0
    shared = sets(one.parties, other.parties, ground.members)
    if shared == APART or between_others(one, other, ground.members):
        return 0.0
    if left.type == "bundle":
        return 0.8 if same_quantity(one, other) and known_apart(one, other) <= NEAR and days_apart(one, other) in (None, 0) else 0.0
    due = left.due is not None and left.due == right.due
    years = not one.years.isdisjoint(other.years)
    if shared < INSIDE and not (acronym or due or years):
        return 0.55 if other_signers(one, other) and about(one, other) >= 0.6 else 0.0
    if terms_differ(one, other):
        return 0.0
    if left.type == "plan" and years_differ(one, other):
        return 0.0
    fields, things = areas(one, other), about(one, other)
    apart = days_apart(one, other)
    if (
        left.type == right.type == "plan"
        and one.about.named
        and other.about.named
        and not acronym
        and bool(one.about.scope) != bool(other.about.scope)
    ):
        return 0.0  # the plan of a field is not that of the whole relation
    act = left.status == right.status and left.status in ONCE
    if act and apart and apart > MOVED and not acronym:
        return 0.0
    if acronym:
        return 0.95
    if one.origin.document == other.origin.document and shared == EQUAL and left.type == right.type and left.status != right.status:
        bare = not (one.acronyms or one.about.named) or not (other.acronyms or other.about.named)
        if bare and (apart is None or apart <= MOVED or concluded_before(one, other)):
            return 0.6  # "the document": told again in the same story, with what became of it
    if fields == 0.0 and things < 0.5:
        return 0.0
    if due or years:
        return 0.85 if shared >= INSIDE else 0.6
    if act and apart == 0 and shared == EQUAL and left.type == right.type:
        return 0.7 if things != 0.0 or fields > 0 else 0.0
    if things >= 0.6 and shared >= INSIDE:
        return 0.7
    away = known_apart(one, other)
    close = away <= NEAR
    first, then = (left, right) if known_first(one, other) else (right, left)
    awaited = left.type == right.type == "treaty" and (first.status in PENDING or (first.status == "signed" and then.status in HOLDING))
    later = left.type == right.type and things > 0.0 and (awaited or (act and away <= SEASON))
    if fields > 0.6 and shared == EQUAL and (close or later):
        return 0.6
    plain = left.type in ("declaration", "communique") and left.type == right.type and shared == EQUAL and close
    told_apart = one.origin.document != other.origin.document
    return 0.55 if plain and (apart is None or apart <= (1 if told_apart else 0)) else 0.0


def _commitment(one: Telling, other: Telling, ground: Ground) -> float:
    shared = sets(one.by, other.by, ground.members)
    toward = sets(one.to, other.to, ground.members)
    if shared < INSIDE or (one.to and other.to and toward < least_toward(one, other)):
        return 0.0
    if terms_differ(one, other) or years_differ(one, other) or other_act(one, other):
        return 0.0
    fields, things = areas(one, other), about(one, other)
    away = known_apart(one, other)
    counted = same_quantity(one, other) and one.content.quantity is not None and one.content.quantity.value != 1
    if counted:
        if things > 0 or (things < 0 and fields != 0.0):
            return 0.9
        near = away <= NEAR and one.origin.document != other.origin.document
        return 0.55 if near and (fields != 0.0 or handed_over(one, other)) else 0.0
    numbers = one.content.quantity is not None and other.content.quantity is not None
    if toward == EQUAL and len(one.to) >= MANY and shared == EQUAL and told_of_many(one, other, things=things, numbers=numbers):
        return 0.8
    duty = one.content.type == other.content.type == "binding" and shared == EQUAL
    if numbers:
        told_apart = one.origin.document != other.origin.document and comparable(one, other) and (away <= NEAR or duty)
        alike = (things >= 0.6 and not both_differ(one, other) and not far_apart(one, other)) or in_two_currencies(one, other)
        return 0.55 if told_apart and fields != 0.0 and alike else 0.0
    if one.origin.document == other.origin.document:
        return 0.6 if things >= 0.9 and (toward == EQUAL or (one.about == other.about and one.to == other.to)) and one.about.narrow else 0.0
    if fields == 0.0 and things < 0.6:
        return 0.0
    if NEAR < away <= SEASON and said_again(one, other):
        return 0.52
    again = away <= SEASON and things >= 0.9  # the same words: within a season one story may leave out the term, or for whom
    if away > NEAR and (things < 0.6 or both_differ(one, other) or shared < EQUAL or (one.to != other.to and not (again and toward == UNKNOWN))):
        return 0.0
    if things < 0.6 and both_differ(one, other):
        return 0.0
    termless = (one.due is None) != (other.due is None)
    deadline = any(due is not None and due.startswith("..") for due in (one.content.due, other.content.due))
    if away > NEAR and termless and not (again and deadline) and not one.content.type == other.content.type == "binding":
        return 0.0  # what has a term is done once, and is not the standing promise that other stories tell
    uneven = (one.content.quantity is None) != (other.content.quantity is None) or termless
    if things >= 0.6:
        return 0.55 if uneven else 0.7  # a promise with a term or a number is sooner the same as another such
    if fields >= 0.75 and things > 0.3:
        return 0.52 if uneven else 0.6
    if fields < 0.0 and things > 0.3 and shared == toward == EQUAL and one.content.type == other.content.type and not uneven:
        return 0.52  # in the words of one occasion that name no field
    known = things > 0.0 if one.about.narrow or other.about.narrow else things != 0.0  # what one names, the other must not leave to be guessed
    return 0.52 if known and fields >= 0.75 and away <= NEAR and toward == EQUAL else 0.0


def _progress(one: Telling, other: Telling, ground: Ground) -> float:
    if sets(one.by, other.by, ground.members) == APART or one.content.type != other.content.type:
        return 0.0
    left, right = one.content.quantity, other.content.quantity
    if left is None or right is None:
        return 0.7 if left is right and one.content.status == other.content.status and about(one, other) >= 0.5 else 0.0
    return 0.9 if same_quantity(one, other) and left.of == right.of else 0.0


def _action(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    joint = left.type == right.type == "exercise_deployment" and (dates_meet(one, other) or one.origin.document == other.origin.document)
    shared = joint and together(one, other, ground.members)
    if sets(one.by, other.by, ground.members) < INSIDE and not shared:
        return 0.0
    if left.type != right.type:
        return 0.7 if handed_over(one, other) and dates_meet(one, other) else 0.0
    if sets(one.to, other.to, ground.members) == APART and not shared:
        return 0.0
    if left.type == "exercise_deployment" and one.origin.document == other.origin.document:
        return (
            0.6
            if not between_others(one, other, ground.members)
            and left.status == right.status
            and days_apart(one, other) in (None, 0)
            and together(one, other, ground.members)
            else 0.0
        )
    apart = days_apart(one, other)
    if apart is not None and apart > days_told(one, other):
        return 0.0
    fields, things = areas(one, other), about(one, other)
    if same_quantity(one, other):
        return 0.9 if apart is not None or fields > 0 or things > 0 else 0.55
    if one.origin.document == other.origin.document:
        if apart is not None and same_lot(one, other):
            return 0.6
        in_parts = same_unit(one, other) and counted(one) and one.by == other.by and one.to == other.to and fields != 0.0
        return 0.6 if in_parts and left.status == right.status else 0.0
    if left.quantity is not None and right.quantity is not None:
        return 0.6 if things != 0.0 and fields != 0.0 and miscounted(one, other) else 0.0
    if fields == 0.0 and things < 0.6:
        return 0.0
    if dates_meet(one, other):
        return 0.75 if things > 0.2 or left.type == "exercise_deployment" else 0.0
    if things >= 0.6 and known_apart(one, other) <= 2 * NEAR:
        return 0.6
    between = one.by == other.by and one.to == other.to and apart in (None, 0) and not other_act(one, other)
    return 0.55 if between and (fields > 0.6 or things > BROADLY) else 0.0  # what goes on between two sides, told again


_MISSIONS = frozenset({"mission_opened", "mission_closed"})
"""Changes of a relation that each side makes for itself, at the other's place."""


def _milestone(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    if sets(one.parties, other.parties, ground.members) < INSIDE or left.type != right.type:
        return 0.0
    told_apart = left.when is not None and left.when == right.when and one.origin.document != other.origin.document
    if left.ordinal != right.ordinal or (left.level and right.level and left.level != right.level and not told_apart):
        return 0.0
    if left.type in _MISSIONS and (sets(one.by, other.by, ground.members) < INSIDE or place_differs(one, other, ground.places, ground.names)):
        return 0.0
    if left.type == "anniversary":
        things = about(one, other)
        return 0.9 if (dates_meet(one, other) or one.when is None or other.when is None) and things != 0.0 else 0.0
    apart = days_apart(one, other)
    return 0.85 if apart is None or apart <= YEAR else 0.0


def _role(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    takes_over = left.type != right.type and {left.type, right.type} == {"chair", "incoming_chair"}
    if (left.type != right.type and not takes_over) or sets(one.by, other.by, ground.members) < INSIDE:
        return 0.0
    if one.to and other.to and one.to.isdisjoint(other.to):
        return 0.0
    if takes_over:
        return 0.7 if took_over(one, other) else 0.0
    if left.name and right.name and left.type not in STATE_OFFICES:
        return 0.95 if not one.about.people.isdisjoint(other.about.people) else 0.9 if one_person(left.name, right.name) else 0.0
    if (left.name or right.name) and left.type not in STATE_OFFICES:
        return 0.0
    apart = days_apart(one, other)
    return 0.8 if apart is None or apart <= YEAR * (3 if left.type == "country_coordinator" else 1) else 0.0


def _office(one: Telling) -> tuple[object, ...]:
    """All that the rule of roles reads of a telling."""
    content = one.content
    unnamed = content.type in STATE_OFFICES or not content.name
    return content.type, one.by, one.to, content.name, one.about.people, one.when if unnamed else None


def _position(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    if sets(one.by, other.by, ground.members) < INSIDE or sets(one.to, other.to, ground.members) == APART:
        return 0.0
    side = SIDES.get(left.type or "", left.type)
    if side != SIDES.get(right.type or "", right.type):
        return 0.0
    things, close = about(one, other), known_apart(one, other) <= NEAR
    issues = _issues(one) & _issues(other)
    if not issues and one.about.issues and other.about.issues:
        return 0.0
    if left.type != right.type:
        alike = things >= 0.6 or bool(issues)
        close = close or (one.by == other.by and one.to == other.to != frozenset() and known_apart(one, other) <= SEASON)
        return 0.55 if close and alike and one.origin.document != other.origin.document else 0.0
    if issues:
        return 0.85
    if areas(one, other) == 0.0 and things < 0.6:
        return 0.0
    if left.type == "affirms_priority" and one.to == other.to != frozenset() and things >= BROADLY:
        return 0.6  # what is a priority is the other side itself
    if things < 0.0:
        return 0.52 if close and one.to == other.to != frozenset() and one.origin.document != other.origin.document else 0.0
    return 0.7 if things >= 0.6 or (things > 0.3 and close) else 0.0


def _issues(one: Telling) -> frozenset[str]:
    """The issues a position is on: all that its own words name, or else its evidence."""
    return one.about.issues or (frozenset({f"issue:{one.content.issue}"}) if one.content.issue else frozenset())


def _indicator(one: Telling, other: Telling, ground: Ground) -> float:
    left, right = one.content, other.content
    if left.type != right.type or left.status != right.status or sets(one.parties, other.parties, ground.members) < INSIDE:
        return 0.0
    if left.type == "other" and not same_unit(one, other):
        return 0.0
    if one.parties != other.parties and not same_quantity(one, other):
        return 0.0
    if left.when and right.when:
        if left.when == right.when:
            return 0.9 if same_unit(one, other) else 0.0
        return 0.6 if drifted(one, other) else 0.0
    return 0.7 if same_quantity(one, other) and known_apart(one, other) <= YEAR else 0.0


RULES: Mapping[str, Rule] = {
    "meeting": _meeting, "agreement": _agreement, "commitment": _commitment, "progress": _progress, "action": _action,
    "milestone": _milestone, "role": _role, "position": _position, "indicator": _indicator,
}  # fmt: skip

READ: Mapping[str, Callable[[Telling], object]] = {"role": _office}
"""All that the rule of a kind reads of a telling, where thousands are told alike: what two of them came to need not be asked again."""
