"""How well records match gold: opening (was the record found?) and slots (was it filled in right?)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from communique.export.flat import Record
from communique.score.gold import GoldError, GoldStory, strings

Group = Literal["kind", "lang", "story"]
GROUPS: tuple[Group, ...] = ("kind", "lang", "story")
ALL = "ALL"

_ONE = ("type", "status", "level", "ordinal", "when", "due", "where")
_DATES = ("when", "due")
_TIMES_WANTED, _MORE = 3, 200
"""Evidence may be so many times as long as gold's, or so many characters longer, whichever is more."""

Value = tuple[str, str]
Ranges = list[tuple[int, int]]


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(slots=True)
class Tally:
    """What was wanted, what was given, and what was right; `nobody` counts the given records with an empty `by`."""

    gold: int = 0
    predicted: int = 0
    pairs: int = 0
    nobody: int = 0
    slot_gold: float = 0
    slot_predicted: float = 0
    slot_right: float = 0

    @property
    def opening(self) -> Rates:
        """How well records were found."""
        return rates(self.pairs, self.predicted, self.gold)

    @property
    def slots(self) -> Rates:
        """How well they were filled in, over all records, found or not."""
        return rates(self.slot_right, self.slot_predicted, self.slot_gold)

    @property
    def empty_by(self) -> float:
        """The share of the given records that name nobody, 0 to 1."""
        return self.nobody / self.predicted if self.predicted else 0.0


@dataclass(slots=True)
class Scores:
    """Tallies by group (`ALL` first), the records missed and spurious, and what could not be judged.

    `strays` are records of unknown stories; `misquoted` those whose words are not at their offsets, which pair with nothing.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    strays: int = 0
    misquoted: int = 0


class _Side(NamedTuple):
    """A record of either side: its kind, the states in `by`, its scored values, where its evidence lies (None: not there)."""

    record: Mapping[str, object]
    kind: str
    by: frozenset[str]
    values: list[Value]
    ranges: Ranges | None


def rates(right: float, given: float, wanted: float) -> Rates:
    """Precision, recall and F1; 0 where nothing was given or wanted."""
    precision = right / given if given else 0.0
    recall = right / wanted if wanted else 0.0
    return Rates(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def score(gold: Mapping[str, GoldStory], predicted: Iterable[Record], *, by: Sequence[Group] = (), errors: int = 0) -> Scores:
    """Judge flat records against gold stories, overall and by groups; name the first `errors` errors.

    Raises GoldError where gold's evidence is not in its text, or a record is malformed.
    """
    scores = Scores({ALL: Tally()})
    given: dict[str, list[_Side]] = defaultdict(list)
    for record in predicted:
        story = gold.get(str(record["document"]))
        if story is None:
            scores.strays += 1
            continue
        side = _predicted(story, record)
        scores.misquoted += side.ranges is None
        given[story.id].append(side)
    tallies: dict[str, Tally] = defaultdict(Tally)
    tallies[ALL] = scores.tallies[ALL]
    wrong: list[str] = []
    for story in gold.values():
        wanted = [_gold(story, record) for record in story.records]
        wrong += _count(story, wanted, given[story.id], tallies, by)
    scores.errors = list(islice(wrong, errors))
    scores.tallies.update((name, tallies[name]) for name in sorted(tallies))
    return scores


def matched(story: GoldStory, predicted: Sequence[Record]) -> dict[int, int]:
    """Which of the records predicted for a story answers which of its gold records, by their places."""
    return _pairs([_gold(story, record) for record in story.records], [_predicted(story, record) for record in predicted])


def _count(story: GoldStory, wanted: list[_Side], given: list[_Side], tallies: dict[str, Tally], by: Sequence[Group]) -> list[str]:
    pairs = _pairs(wanted, given)
    found = set(pairs.values())
    missed, spurious = [], []

    def groups(kind: str) -> list[Tally]:
        names = {"kind": kind, "lang": story.language, "story": story.id}
        return [tallies[ALL], *(tallies[names[group]] for group in by)]

    for place, side in enumerate(wanted):
        right = _points(side.values, given[pairs[place]].values) if place in pairs else 0.0
        for tally in groups(side.kind):
            tally.gold += 1
            tally.slot_gold += len(side.values)
            tally.slot_right += right
            tally.pairs += place in pairs
        if place not in pairs:
            missed.append(_named("missed  ", story, side))
    for place, side in enumerate(given):
        for tally in groups(side.kind):
            tally.predicted += 1
            tally.slot_predicted += len(side.values)
            tally.nobody += not side.by
        if place not in found:
            spurious.append(_named("spurious", story, side))
    return missed + spurious


def _pairs(wanted: list[_Side], given: list[_Side]) -> dict[int, int]:
    """Which given record answers which wanted one: most slot points first, then in the order of the story."""
    possible = [(-_points(one.values, other.values), i, j) for i, one in enumerate(wanted) for j, other in enumerate(given) if _opens(one, other)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(possible):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _opens(wanted: _Side, given: _Side) -> bool:
    if wanted.kind != given.kind or wanted.ranges is None or given.ranges is None:
        return False
    if wanted.by and given.by and not wanted.by & given.by:
        return False
    need, have = _length(wanted.ranges), _length(given.ranges)
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in wanted.ranges for c, d in given.ranges)
    return 2 * shared >= need and have <= max(_TIMES_WANTED * need, need + _MORE)


def _points(wanted: list[Value], given: list[Value]) -> float:
    """Points for given values that are wanted: one each, half where only the year of a date is right."""
    left = Counter(wanted)
    points, rest = 0.0, []
    for value in given:
        if left[value]:
            left[value] -= 1
            points += 1
        else:
            rest.append(value)
    for slot, date in rest:
        if slot not in _DATES:
            continue
        near = next((one for one in left if one[0] == slot and left[one] and _year(one[1]) == _year(date)), None)
        if near:
            left[near] -= 1
            points += 0.5
    return points


def _gold(story: GoldStory, record: Record) -> _Side:
    ranges: Ranges = []
    for quote in strings(record, "evidence"):
        start = story.text.find(quote)
        if start < 0:
            raise GoldError(f"{story.id}: gold evidence is not in the text: {quote[:60]!r}")
        ranges.append((start, start + len(quote)))
    return _side(record, _merged(ranges))


def _predicted(story: GoldStory, record: Record) -> _Side:
    pieces = record.get("evidence") or []
    ranges: Ranges = []
    try:
        for piece in pieces:  # type: ignore[attr-defined]
            start, end = piece["start"], piece["end"]
            if story.text[start:end] != piece["quote"]:
                return _side(record, None)
            ranges.append((start, end))
        return _side(record, _merged(ranges))
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{story.id}: malformed record: {error!r} in {str(dict(record))[:120]}") from None


def _side(record: Mapping[str, object], ranges: Ranges | None) -> _Side:
    return _Side(record, str(record["kind"]), frozenset(_states(record, "by")), _values(record), ranges)


def _values(record: Mapping[str, object]) -> list[Value]:
    found = [(slot, state) for slot in ("by", "to") for state in _states(record, slot)]
    found += [("areas", area) for area in strings(record, "areas")]
    found += [(slot, str(record[slot]).casefold()) for slot in _ONE if record.get(slot) not in (None, "")]
    quantity = record.get("quantity")
    if isinstance(quantity, Mapping) and quantity:
        found.append(("quantity", f"{float(quantity['value']):.6g} {str(quantity.get('unit') or '').casefold()}"))
    return found


def _states(record: Mapping[str, object], slot: str) -> list[str]:
    """The actors of a slot; a company, province or agency counts as its state."""
    return [actor.partition(":")[0] for actor in strings(record, slot)]


def _year(edtf: str) -> str:
    return "".join(letter for letter in edtf if letter.isdigit())[:4]


def _merged(ranges: Ranges) -> Ranges:
    merged: Ranges = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _length(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _named(what: str, story: GoldStory, side: _Side) -> str:
    pieces = side.record.get("evidence")
    first = pieces[0] if isinstance(pieces, list) and pieces else ""
    words = str(first.get("quote", "") if isinstance(first, dict) else first)
    by = " ".join(strings(side.record, "by")) or "nobody"
    return f"{what} {story.id} {side.kind} {side.record.get('type')} by {by}: {' '.join(words.split())[:100]}"
