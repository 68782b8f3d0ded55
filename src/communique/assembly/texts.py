"""Agreements among themselves: successions of plans, annexes, what implements a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from communique.assembly.alike import counts
from communique.assembly.bearing import alike, fields_apart, told_later
from communique.assembly.concluding import CONCLUDED
from communique.assembly.deeds import DONE, link
from communique.assembly.group import Group, Index, index, under
from communique.assembly.tellings import Telling
from communique.assembly.times import overlap
from communique.model.records import Link

USUAL = 5
"""Years of a plan of which only the end is told: the cycle of the plans of action of dialogue partners."""

NEWS = 7
"""Days after a summit within which a story of it tells what was concluded there without a day of its own."""


def of_type(agreements: Sequence[Group], type_: str) -> list[Group]:
    """The agreements of a type."""
    return [group for group in agreements if group.record.content.type == type_]


def by_sides(groups: Sequence[Group]) -> Index:
    """Groups by who takes part in them."""
    return index(groups, lambda group: [sides(group)])


def sides(group: Group) -> str:
    """Who takes part by most tellings, as one key."""
    return "+".join(sorted(group.sides))


def successions(agreements: Sequence[Group]) -> Iterator[Link]:
    """A plan supersedes the one of the same parties that ended when it began."""
    for rivals in by_sides(of_type(agreements, "plan")).values():
        for new in rivals:
            for old in rivals:
                first, last = period(new), period(old)
                if new is not old and first and last and first[0] == last[1] + 1 and _one_field(field(new), field(old)):
                    yield link("supersedes", new, old)


def field(plan: Group) -> frozenset[str]:
    """What a plan is for; empty for one of the whole relation, which some story names without a subject of its own."""
    names = [one.about.scope for one in plan.tellings]
    return frozenset().union(*names) if all(names) else frozenset()


def _one_field(new: frozenset[str], old: frozenset[str]) -> bool:
    return bool(new & old) or not (new or old)


def period(plan: Group) -> tuple[int, int] | None:
    """The first and last year of a plan, as most of its statements give them, by name, date or term; None where no end is told.

    Where only the end is told, it is taken for a plan of the usual length.
    """
    told = [years for one in plan.tellings if (years := _years(one)) is not None]
    ends = Counter(last for _, last in told)
    if not ends:
        return None
    last = min(ends, key=lambda year: (-ends[year], year))
    firsts = Counter(first for first, end in told if end == last and first is not None)
    return min(firsts, key=lambda year: (-firsts[year], year)) if firsts else last - USUAL + 1, last


def _years(one: Telling) -> tuple[int | None, int] | None:
    named_years = sorted(int(year) for year in one.years)
    if len(named_years) >= 2:
        return named_years[0], named_years[-1]
    if one.when and one.when.last.year > one.when.first.year:
        return one.when.first.year, one.when.last.year
    return (None, one.due.last.year) if one.due else None


def annexes(agreements: Sequence[Group]) -> Iterator[Link]:
    """A protocol or annex is part of the one treaty of the same parties that its story tells of."""
    treaties = index(of_type(agreements, "treaty"), lambda group: group.documents)
    for group in of_type(agreements, "protocol"):
        mothers = [one for one in under(treaties, group.documents) if one.parties == group.parties]
        if len(mothers) == 1:
            yield link("part_of", group, mothers[0], "explicit")


def outcomes(groups: Sequence[Group], meetings: Sequence[Group]) -> Iterator[Link]:
    """A text or promise is part of the meeting that the same words tell it of."""
    told = index(meetings, lambda group: group.documents)
    for group in groups:
        if group.record.kind == "commitment" or group.record.status in CONCLUDED:
            of: dict[str, list[Telling]] = defaultdict(list)
            for one in group.tellings:
                of[one.origin.document].append(one)
            for meeting in under(told, of):
                if any(_same_words(one, other) for other in meeting.tellings for one in of.get(other.origin.document, ())):
                    yield link("part_of", group, meeting, "explicit")


def occasions(agreements: Sequence[Group], meetings: Sequence[Group]) -> Iterator[Link]:
    """A text that all who met concluded on the days of their only summit then is part of it, by its own day or by that of a story of the summit.
    What is told nowhere but in the stories of a summit stands beside it there, and needs no link."""
    summits = by_sides([group for group in meetings if group.record.content.level == "summit" and group.when is not None and group.when.exact])
    for text in agreements:
        of = summits.get(sides(text), ())
        concluded = [one for one in text.tellings if one.content.status in CONCLUDED] if of else []
        on = [one for one in of if any(_on_its_days(one, told) for told in concluded) and text.documents - one.documents]
        on = on or [one for one in of if any(_in_its_news(one, told, of) for told in concluded) and text.documents - one.documents]
        if len(on) == 1:
            yield link("part_of", text, on[0])


def _on_its_days(summit: Group, told: Telling) -> bool:
    """Whether a text was concluded on a day of a summit."""
    return told.when is not None and told.when.exact and summit.when is not None and overlap(summit.when, told.when)


def _in_its_news(summit: Group, told: Telling, of: Sequence[Group]) -> bool:
    """Whether a story concludes a text, on no day that it names, and tells of one summit of its sides, held in the days before."""
    news = told.origin.known
    if news is None or summit.when is None or not 0 <= (news - summit.when.first).days <= summit.when.length + NEWS:
        return False
    if summit.record.status != "held" or (told.when is not None and (told.when.exact or not overlap(told.when, summit.when))):
        return False
    return [one for one in of if told.origin.document in one.documents] == [summit]


def _same_words(one: Telling, other: Telling) -> bool:
    """Whether two statements of one document share words."""
    return any(
        piece.document_id == its.document_id and piece.span.start < its.span.end and its.span.start < piece.span.end
        for piece in one.statement.evidence
        for its in other.statement.evidence
    )


def measures(actions: Sequence[Group], agreements: Sequence[Group]) -> Iterator[Link]:
    """A measure taken the day a treaty comes into force implements it: told with it, or about the same."""
    texts = index(agreements, told_or_sides)
    for group in actions:
        if group.record.content.type != "measure" or group.when is None:
            continue
        for text in under(texts, told_or_sides(group)):
            force = [step for step in text.record.history if step.status == "in_force" and step.when == group.record.content.when]
            if force and group.parties <= text.parties and (text.documents & group.documents or alike(group, text)):
                yield link("implements", group, text)


def told_or_sides(group: Group) -> list[str]:
    """The documents that tell a record, and who takes part in it."""
    return [*group.documents, sides(group)]


def supplies(actions: Sequence[Group], agreements: Sequence[Group]) -> Iterator[Link]:
    """What is handed over of the things that a text of the same sides counts, after it, implements it."""
    texts = index([group for group in agreements if group.record.content.type != "bundle"], countable)
    for deed in actions:
        if any(one.content.status in DONE for one in deed.tellings):
            for text in under(texts, countable(deed)):
                if told_later(deed, text) and not fields_apart(deed, text):
                    yield link("implements", deed, text)


def countable(group: Group) -> list[str]:
    """The sides of a record, with the unit of the things it counts."""
    counted = group.record.content.quantity
    return [f"{sides(group)}|{counted.unit}"] if counted is not None and counts(counted.unit) else []


def progresses(groups: Sequence[Group], agreements: Sequence[Group]) -> Iterator[Link]:
    """A measure of a plan tells how far it is implemented, a promise to carry one out implements it: of the plan whose years the words give, else
    of the only one running then."""
    plans = by_sides(of_type(agreements, "plan"))
    for group in groups:
        if "subject:action-plan" not in group.subjects or (group.record.kind == "commitment" and "subject:implementation" not in group.acts):
            continue
        years = {int(year) for one in group.tellings for year in one.years}
        day = group.when.last if group.when else group.told
        spans = [(plan, span) for plan in plans.get(sides(group), ()) if not field(plan) and (span := period(plan)) is not None]
        running = [
            plan for plan, (first, last) in spans if (years and years <= {first, last}) or (not years and day and first <= day.year <= last + 1)
        ]
        if len(running) == 1:
            yield link("implements", group, running[0], "explicit" if years else "candidate")
