"""Fill the slots that kinds share: evidence, when and due, where, areas, ordinals, levels."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from communique.grammar.heads import classes, governed_by
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.model.dates import bounds
from communique.model.mentions import Mention
from communique.reading.draft import Draft, TokenRange
from communique.reading.extent import genitive_end
from communique.reading.offices import Person, entry_of
from communique.reading.shape import Shape
from communique.reading.story import Story

_EVENT_RELATIONS: Final = frozenset({"at", "since"})
_DATED: Final = frozenset({"action", "meeting", "agreement"})
_A_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_SEVERAL_DATES: Final = re.compile(r"W(?:,[Paed]?D?W)*,?C[Paed]?D?W")
_RANKS: Final = ("summit", "ministerial", "senior_officials", "ambassadorial", "parliamentary", "party", "technical", "track2")


def clause_range(story: Story, sentence: Sentence, clause: Clause, *, until: int | None = None) -> TokenRange:
    """The words of a clause: from its subject, where that stands close before the verb, to the end of what completes it."""
    units = sentence.units
    start = clause.begin
    if clause.fronted and clause.subject is not None and until is None:
        return story.range(units, start, clause.subject[1])
    joined = story.pack.closed.particles and clause.relation == "coordinated"
    if clause.subject is not None and clause.subject[0] < clause.begin and not (joined and _between(sentence, clause)):
        start = clause.subject[0]
        if start and units.cats[start - 1] == "D":
            start -= 1
    governor = clause.governor
    if (
        clause.form == "gerund"
        and clause.subject is None
        and governor is not None
        and governor.subject is not None
        and governor.subject[0] < governor.begin < start
    ):
        start = governor.subject[0]  # "Alger a répondu en dénonçant le traité"
    hangs = clause.form == "infinitive" and governor is not None and governor.form == "finite" and not story.pack.closed.particles
    if hangs and governor is not None and not _apart(units.cats[governor.end : clause.begin]):
        subject = governor.subject
        start = subject[0] if subject is not None and subject[0] < governor.begin else governor.begin  # "esperan firmar un acuerdo"
    right = until if until is not None else clause.right
    right = max(right, clause.end)
    return story.range(units, start, right)


def _apart(cats: str) -> bool:
    """Whether more than a preposition, an adverb or a time stands between a verb and its infinitive."""
    return bool(cats.strip("adezcEW"))


def _between(sentence: Sentence, clause: Clause) -> bool:
    """Whether another finite verb stands between a clause's verb and the subject it shares."""
    assert clause.subject is not None
    return any(other.form == "finite" and clause.subject[0] < other.begin < clause.begin for other in sentence.clauses)


def phrase_range(story: Story, sentence: Sentence, chunk: Chunk, *, until: int) -> TokenRange:
    """The words of a noun phrase with its determiner."""
    return story.range(sentence.units, chunk.start, max(until, chunk.end))


def nested_in(sentence: Sentence, clause: Clause, k: int) -> bool:
    """Whether unit k lies in another finite clause or participle that this clause encloses."""
    return any(
        other is not clause and other.left <= k < other.right and other.left > clause.left and other.form in ("finite", "participle")
        and not (other.left <= clause.begin < other.right)
        for other in sentence.clauses
    )  # fmt: skip


_PERIOD: Final = len("2021/2025")
_DAY: Final = len("2021-03-05")


def fill_times(
    draft: Draft, story: Story, sentence: Sentence, left: int, right: int, *, near: int, own: Clause | None = None, due: bool = True
) -> None:
    """Fill `when` from the time expression nearest to unit `near`, and `due` from a deadline or end of validity, among units `left:right`."""
    units = sentence.units
    best: tuple[int, int, str] | None = None
    for k, expression in story.times(sentence, left, right):
        if expression.date is None or expression.timex_type in ("SET",):
            continue
        begun = expression.relation == "since" and not (draft.kind == "action" and draft.type != "measure")  # what is given is given all the while
        edtf = expression.core.edtf if begun and expression.core is not None else expression.date.edtf
        set_for = draft.kind == "meeting" and _is_set_for(sentence, k, story)
        if set_for and expression.core is not None:
            edtf = expression.core.edtf
        elif expression.relation in ("by", "until"):
            if due and draft.due is None:
                draft.due = edtf
                draft.at("due", (units.begin[k], units.end[k]))
            continue
        if (expression.relation not in _EVENT_RELATIONS and not set_for) or draft.when is not None:
            continue
        if expression.relation == "since" and draft.kind == "meeting" and len(edtf) < _DAY:
            continue  # "la première visite depuis 2007"
        if (own is not None and nested_in(sentence, own, k)) or (draft.kind == "progress" and names_a_period(sentence, k, edtf)):
            continue
        distance = abs(k - near)
        if best is None or distance < best[0]:
            best = (distance, k, edtf)
    if best is not None:
        listed = _one_of_several(story, sentence, best[1]) if draft.kind in _DATED and "C" in units.cats else None
        if listed is not None:
            draft.when = listed or None
            return
        draft.when = best[2]
        draft.at("when", (units.begin[best[1]], units.end[best[1]]))


def _one_of_several(story: Story, sentence: Sentence, k: int) -> str | None:
    """Two days in a row that are told one by one, or "" for other dates: "on 7 June and 6 December" is neither; None where unit k stands alone."""
    for listed in _SEVERAL_DATES.finditer(sentence.units.cats):
        if listed.start() <= k < listed.end():
            dates = [told.date.edtf for _, told in story.times(sentence, listed.start(), listed.end()) if told.date is not None]
            ends = [bounds(edtf)[0] for edtf in dates if _A_DAY.fullmatch(edtf)]
            if len(dates) == len(ends) == 2 and ends[0] is not None and ends[1] is not None and (ends[1] - ends[0]).days == 1:
                return "/".join(dates)
            return ""
    return None


def names_a_period(sentence: Sentence, k: int, edtf: str) -> bool:
    """Whether a time belongs to the name of a plan or agreement: "le Plan d'action 2021-2025", "pour la période 2021-2025"."""
    if len(edtf) != _PERIOD or edtf[4] != "/":
        return False
    units = sentence.units
    return any(units.cats[j] == "N" and "instrument" in classes(units, j) for j in range(max(0, k - _PERIOD - 1), k))


def _is_set_for(sentence: Sentence, k: int, story: Story) -> bool:
    """Whether the time at unit k stands behind the preposition of what it is set for: "prevista para mayo" is no limit."""
    index = sentence.chunk_at.get(k)
    return index is not None and not sentence.chunks[index].bare and governed_by(sentence, sentence.chunks[index]) in story.pack.closed.beneficiary


def fill_where(draft: Draft, story: Story, sentence: Sentence, left: int, right: int) -> None:
    """Fill `where` from a mode ("en ligne") or a place in a locative."""
    units = sentence.units
    mode = story.mode(sentence, left, right)
    if mode is not None:
        draft.where = mode[0]
        draft.at("where", (units.begin[mode[1]], units.end[mode[1]]))
        return
    place = story.place(sentence, left, right)
    if place is not None:
        draft.where = place.name
        draft.at("where", (units.begin[place.unit], units.end[place.unit]))


def fill_areas(draft: Draft, story: Story, tokens: TokenRange) -> None:
    """Fill `areas` from the words of a token range."""
    for code, where in story.areas_in(tokens[0], tokens[1]):
        if code not in draft.areas:
            draft.areas.append(code)
            draft.at("areas", where)


def ordinals_of(sentence: Sentence, chunk: Chunk) -> list[tuple[int, int]]:
    """The ordinals of a noun phrase and their units: two in "38e et 39e Sommets"."""
    units, cats = sentence.units, sentence.units.cats
    found = [(units.data[k].value, k) for k in range(chunk.start, chunk.end) if cats[k] == "o" and isinstance(units.data[k], Mention)]
    k = chunk.start - 1
    if found and k >= 1 and cats[k] == "C" and cats[k - 1] == "o" and isinstance(units.data[k - 1], Mention):
        found.insert(0, (units.data[k - 1].value, k - 1))
    return found


def level_in(sentence: Sentence, left: int, right: int) -> tuple[str, int] | None:
    """The meeting level that words among units `left:right` name: "ministérielle", "des chefs d'État", "au niveau des ambassadeurs"."""
    units = sentence.units
    for k in range(left, right):
        letter = units.cats[k]
        if letter == "F":
            office = entry_of(units, k, "office")
            if office is not None:
                level = office.extra.partition("|")[0]
                if level in _RANKS:
                    return level, k
        elif letter in "NEA":
            found = classes(units, k)
            if "meeting_level" in found:
                return found["meeting_level"][0], k
    return None


def rank_of(people: list[Person | None]) -> str | None:
    """The level a meeting of these people has: that of the highest."""
    levels = [person.level for person in people if person is not None and person.level in _RANKS]
    return min(levels, key=_RANKS.index) if levels else None


def named_end(sentence: Sentence, chunk: Chunk, limit: int, *, before: Collection[str] = ()) -> int:
    """Where the name that begins with a chunk ends, `before` prepositions that open a circumstance: "des accords à l'occasion de la session"."""
    end = genitive_end(sentence, chunk, limit)
    return next((c.prep for c in sentence.chunks_in(chunk.end, end) if not c.bare and governed_by(sentence, c) in before), end) if before else end


def is_future(story: Story, edtf: str | None) -> bool:
    """Whether a date begins after the story was published."""
    if edtf is None or story.published is None:
        return False
    begins, published = bounds(edtf)[0], bounds(story.published)[1]
    return begins is not None and published is not None and begins > published


def voice_of(shape: Shape | None) -> str:
    """The modality that the tense of a clause gives to what it tells."""
    if shape is None:
        return "actual"
    return {"future": "scheduled", "conditional": "intended", "past_future": "scheduled", "present": "ongoing"}.get(shape.time, "actual")
