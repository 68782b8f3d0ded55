"""Agreements among themselves: successions of plans, annexes, what implements a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from communique.assembly.alike import counts
from communique.assembly.answers import Answers
from communique.assembly.bearing import alike, fields_apart, told_later, told_together
from communique.assembly.concluding import CONCLUDED
from communique.assembly.deeds import DONE, link
from communique.assembly.ground import Ground
from communique.assembly.group import Group
from communique.assembly.tellings import Telling
from communique.assembly.times import overlap
from communique.model.records import Link

USUAL = 5
"""Years of a plan of which only the end is told: the cycle of the plans of action of dialogue partners."""

NEWS = 7
"""Days after a summit within which a story of it tells what was concluded there without a day of its own."""


def sides(group: Group) -> str:
    """Who takes part by most tellings, as one key."""
    return "+".join(sorted(group.sides))


def between(group: Group) -> list[str]:
    """The same, as the one key of a record."""
    return [sides(group)]


def successions(new: Group, plans: Answers, ground: Ground) -> Iterator[Link]:
    """A plan supersedes the one of the same parties that ended when it began."""
    for old in plans.under(beginning(new)):
        if new is not old and _one_field(field(new), field(old)):
            yield link("supersedes", new, old)


def beginning(plan: Group) -> list[str]:
    """The sides of a plan, with the year before its first."""
    years = period(plan) if of_plan(plan) else None
    return [f"{sides(plan)}|{years[0] - 1}"] if years else []


def ending(plan: Group) -> list[str]:
    """The sides of a plan, with its last year."""
    years = period(plan) if of_plan(plan) else None
    return [f"{sides(plan)}|{years[1]}"] if years else []


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


def annexes(protocol: Group, treaties: Answers, ground: Ground) -> Iterator[Link]:
    """A protocol or annex is part of the one treaty of the same parties that its story tells of."""
    mothers = [one for one in treaties.under(as_protocol(protocol)) if one.parties == protocol.parties]
    if len(mothers) == 1:
        yield link("part_of", protocol, mothers[0], "explicit")


def as_protocol(text: Group) -> frozenset[str]:
    """The documents that tell of a protocol."""
    return text.documents if text.record.content.type == "protocol" else frozenset()


def as_treaty(text: Group) -> frozenset[str]:
    """The documents that tell of a treaty."""
    return text.documents if text.record.content.type == "treaty" else frozenset()


def outcomes(group: Group, meetings: Answers, ground: Ground) -> Iterator[Link]:
    """A text or promise is part of the meeting that the same words tell it of."""
    if group.record.kind != "commitment" and group.record.status not in CONCLUDED:
        return
    of: dict[str, list[Telling]] = defaultdict(list)
    for one in group.tellings:
        of[one.origin.document].append(one)
    for meeting in meetings.under(of):
        if any(_same_words(one, other) for other in meeting.tellings for one in of.get(other.origin.document, ())):
            yield link("part_of", group, meeting, "explicit")


def occasions(text: Group, summits: Answers, ground: Ground) -> Iterator[Link]:
    """A text that all who met concluded on the days of their only summit then is part of it, by its own day or by that of a story of the summit.
    What is told nowhere but in the stories of a summit stands beside it there, and needs no link."""
    of = summits.under(between(text))
    concluded = [one for one in text.tellings if one.content.status in CONCLUDED] if of else []
    on = [one for one in of if any(_on_its_days(one, told) for told in concluded) and text.documents - one.documents]
    on = on or [one for one in of if any(_in_its_news(one, told, of) for told in concluded) and text.documents - one.documents]
    if len(on) == 1:
        yield link("part_of", text, on[0])


def may_occasion(text: Group, summit: Group, ground: Ground) -> bool:
    """Whether a summit has a part in what a text may be of: its days, or its news, are those of a conclusion, or a story tells of both."""
    concluded = (one for one in text.tellings if one.content.status in CONCLUDED)
    return any(_on_its_days(summit, told) or _in_its_days(summit, told) for told in concluded) or told_together(text, summit)


def on_a_day(summit: Group) -> list[str]:
    """The sides of a summit whose day is known."""
    return [sides(summit)] if summit.record.content.level == "summit" and summit.when is not None and summit.when.exact else []


def _on_its_days(summit: Group, told: Telling) -> bool:
    """Whether a text was concluded on a day of a summit."""
    return told.when is not None and told.when.exact and summit.when is not None and overlap(summit.when, told.when)


def _in_its_news(summit: Group, told: Telling, of: Sequence[Group]) -> bool:
    """Whether a story concludes a text, on no day that it names, and tells of one summit of its sides, held in the days before."""
    if not _in_its_days(summit, told):
        return False
    if summit.when is None or summit.record.status != "held" or (told.when is not None and (told.when.exact or not overlap(told.when, summit.when))):
        return False
    return [one for one in of if told.origin.document in one.documents] == [summit]


def _in_its_days(summit: Group, told: Telling) -> bool:
    """Whether a story was known in the days of a summit, or those after it."""
    news = told.origin.known
    return news is not None and summit.when is not None and 0 <= (news - summit.when.first).days <= summit.when.length + NEWS


def _same_words(one: Telling, other: Telling) -> bool:
    """Whether two statements of one document share words."""
    return any(
        piece.document_id == its.document_id and piece.span.start < its.span.end and its.span.start < piece.span.end
        for piece in one.statement.evidence
        for its in other.statement.evidence
    )


def measures(deed: Group, texts: Answers, ground: Ground) -> Iterator[Link]:
    """A measure taken the day a treaty comes into force implements it: told with it, or about the same."""
    for text in texts.under(as_measure(deed)):
        force = [step for step in text.record.history if step.status == "in_force" and step.when == deed.record.content.when]
        if force and deed.parties <= text.parties and (text.documents & deed.documents or alike(deed, text)):
            yield link("implements", deed, text)


def told_or_sides(group: Group) -> list[str]:
    """The documents that tell a record, and who takes part in it."""
    return [*group.documents, sides(group)]


def as_measure(deed: Group) -> list[str]:
    """The same of a dated measure."""
    return told_or_sides(deed) if deed.record.content.type == "measure" and deed.when is not None else []


def in_force(text: Group) -> list[str]:
    """The same of a text that came into force."""
    return told_or_sides(text) if any(step.status == "in_force" for step in text.record.history) else []


def supplies(deed: Group, texts: Answers, ground: Ground) -> Iterator[Link]:
    """What is handed over of the things that a text of the same sides counts, after it, implements it."""
    if any(one.content.status in DONE for one in deed.tellings):
        for text in texts.under(countable(deed)):
            if text.record.content.type != "bundle" and told_later(deed, text) and not fields_apart(deed, text):
                yield link("implements", deed, text)


def countable(group: Group) -> list[str]:
    """The sides of a record, with the unit of the things it counts."""
    counted = group.record.content.quantity
    return [f"{sides(group)}|{counted.unit}"] if counted is not None and counts(counted.unit) else []


def progresses(group: Group, plans: Answers, ground: Ground) -> Iterator[Link]:
    """A measure of a plan tells how far it is implemented, a promise to carry one out implements it: of the plan whose years the words give, else
    of the only one running then."""
    running = [plan for plan in plans.under(about_plan(group)) if may_progress(group, plan, ground)]
    if len(running) == 1:
        yield link("implements", group, running[0], "explicit" if _years_told(group) else "candidate")


def may_progress(group: Group, plan: Group, ground: Ground) -> bool:
    """Whether the words of a measure give the years of a plan, or it was running then; a plan of the whole relation."""
    span = period(plan)
    if span is None or field(plan):
        return False
    years, day = _years_told(group), group.when.last if group.when else group.told
    return years <= set(span) if years else day is not None and span[0] <= day.year <= span[1] + 1


def _years_told(group: Group) -> set[int]:
    return {int(year) for one in group.tellings for year in one.years}


def about_plan(group: Group) -> list[str]:
    """The sides of a measure of a plan of action, or of a promise to carry one out."""
    about = "subject:action-plan" in group.subjects and (group.record.kind != "commitment" or "subject:implementation" in group.acts)
    return [sides(group)] if about else []


def of_plan(text: Group) -> list[str]:
    """The sides of a plan of action."""
    return [sides(text)] if text.record.content.type == "plan" else []
