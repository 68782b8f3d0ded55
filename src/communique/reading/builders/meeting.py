"""Meetings: sessions, summits, visits, talks, calls."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.grammar.agreement import is_definite, is_several
from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.units import Units
from communique.reading.builders.encounter import beside_another, completes, from_verb, leading_date, since, status_of
from communique.reading.builders.gathering import beside_topic, fill_parties, topic_of, with_one_state
from communique.reading.draft import Draft
from communique.reading.extent import lead_in, said_until
from communique.reading.hit import Hit
from communique.reading.offices import entry_of
from communique.reading.reference import Party
from communique.reading.slots import (
    clause_range,
    fill_areas,
    fill_times,
    fill_where,
    is_future,
    level_in,
    named_end,
    nested_in,
    ordinals_of,
    phrase_range,
    voice_of,
)  # fmt: skip
from communique.reading.story import Story

_YEARS: Final = re.compile(r"\d{4}[~?]?/\d{4}[~?]?")
_FATES: Final = frozenset({"postponed", "cancelled", "refused"})
"""What "le report de", "l'annulation de" tell of a meeting, whatever the verb."""


_UNNUMBERED: Final = frozenset({"visit", "talks", "call", "sidelines"})
"""What belongs to no series: "la première visite d'un président" is no first session."""


def build(hit: Hit, story: Story) -> list[Draft]:
    """The meetings a frame tells of: one for each ordinal of the noun phrase in focus, or one for a verb of meeting."""
    if hit.frame.pronoun and hit.focus is None:
        return _from_pronoun(hit, story)
    found = _from_noun(hit, hit.focus, story) if hit.focus is not None and hit.frame.focus != "party" else from_verb(hit, story)
    if hit.frame.verbs and hit.shape is not None and hit.shape.refused:
        for draft in found:
            draft.status = "refused"  # "declined an invitation to visit Moscow"
    return found


def _determined(units: Units, chunk: Chunk, k: int) -> bool:
    """Whether a determiner, ordinal or number stands before a noun; where nouns decline there need be none."""
    return any(c in "Doh#" for c in units.cats[chunk.prep : chunk.start + 1] + units.cats[chunk.start : k])


def _from_noun(hit: Hit, chunk: Chunk, story: Story, *, outer: Chunk | None = None) -> list[Draft]:
    sentence, units = hit.sentence, hit.sentence.units
    k = head(sentence, chunk)
    token = units.begin[k]
    found = classes(units, k)
    if "meeting" not in found:
        inner = _held_thing(sentence, chunk) if "holding" in found or "occasion" in found else None
        if inner is None:
            return []
        fate = found.get("holding", ("", ""))[0]
        status = hit.get("status") if hit.frame.verbs and fate not in _FATES else fate
        frame = replace(hit.frame, content={"status": status or "held"}, by_verb={})
        holder = sentence.chunks[sentence.chunk_at[inner.start] - 1]
        drafts = _from_noun(Hit(frame, sentence, hit.shape, inner, hit.subject), inner, story, outer=holder)
        if drafts and holder is not chunk:
            story.seen.add(("meeting", units.begin[head(sentence, holder)]))
        return drafts
    nominal = not hit.frame.verbs
    free = units.masks is not None or story.pack.closed.particles  # nouns without articles
    vague = not nominal and not free and is_several(units, k, story.pack.closed) and not _determined(units, chunk, k)
    if nominal and "instrument" in found:
        return []  # "the convention concluded in 1990"
    if nominal and not hit.get("bare") and (_inside_name(sentence, chunk) or not (free or _determined(units, chunk, k))):
        return []
    if ("meeting", token) in story.seen:
        earlier = story.meetings.get(token)
        if earlier is not None and status_of(hit) in ("postponed", "cancelled") and earlier.status != status_of(hit):
            earlier.status = status_of(hit)
            earlier.found_by = hit.frame.name
        elif earlier is not None and hit.shape is not None and hit.shape.clause.form == "finite" and hit.frame.focus == "subject":
            _complete(earlier, hit, story)
        return []
    if "negotiation" in found and _on_text(sentence, chunk):
        return []  # "переговоры о заключении соглашения": the instrument is told of
    value, _ = found["meeting"]
    parts = dict(part.partition("=")[::2] for part in value.split(";") if "=" in part)
    type_ = hit.get("type") or value.split(";")[0]
    if hit.frame.focus.startswith("np:") and type_ == "visit":
        return []  # "est arrivé pour une visite": the verb tells of it
    if hit.get("bare") and not value.startswith(type_):
        return []  # "en sommet" is no visit
    clause = hit.shape.clause if hit.shape is not None else None
    if nominal and (type_ == "visit" or units.head_last) and story.focus_meeting is not None and _behind_copula(sentence, chunk, story):
        return []  # "c'est la première visite d'un président depuis 2007": of one told of
    limit = len(units.cats) if clause is None else max(clause.right, chunk.end, clause.subject[1] if clause.fronted and clause.subject else 0)
    end = named_end(sentence, chunk, limit)
    right = said_until(sentence, end, limit, visit=type_ == "visit", between=story.pack.closed.companions)
    governed = hit.shape is not None and (hit.frame.focus in ("subject", "object") or bool(hit.get("whole")))
    another = (c.prep for c in sentence.chunks_in(end, right) if governed_by(sentence, c) in story.pack.closed.sidelines)
    topic = topic_of(sentence, chunk, max(end, right), story)
    named = story.actors.named(sentence, chunk.start, max(end, next(another, right) if type_ in ("visit", "talks", "call") else end))
    named = beside_topic(named, topic)
    mechanism = entry_of(units, k, "mechanism")
    if mechanism is None and units.head_last and type_ == "session":
        mechanism = next((entry for j in range(k - 1, chunk.start - 1, -1) if (entry := entry_of(units, j, "mechanism")) is not None), None)
        if mechanism is not None:  # "the Joint Cooperation Committee (JCC) meeting"
            parts = {"level": mechanism.extra.partition(";")[2] or parts.get("level", ""), **parts}
    if mechanism is None and type_ == "session":  # "the meeting of the ASEAN-Russia Joint Cooperation Committee"
        mechanism = next((entry for j in range(k + 1, end) if (entry := entry_of(units, j, "mechanism")) is not None), None)
    unplaced = type_ == "session" and "level" not in parts and mechanism is None and not ordinals_of(sentence, chunk)
    if unplaced and with_one_state(sentence, k, right, story):
        type_, named = "talks", story.actors.named(sentence, chunk.start, right)  # "a meeting with his counterpart"
    parties = mechanism.extra.partition(";")[0].split("|") if mechanism is not None and mechanism.extra.partition(";")[0] else []
    left = chunk.start
    gathered = _gathered_to(hit, story)
    if governed and clause is not None:
        left, right = min(clause.left, chunk.start), max(right, clause.right)
        left = gathered.left if gathered is not None else left
    elif clause is not None and clause.subject is not None and clause.subject[0] <= chunk.start < clause.subject[1]:
        left = min(clause.left, chunk.start)
    elif hit.frame.verbs and clause is not None and clause.begin < chunk.start:
        left = clause.left
    elif not chunk.bare or not any(c.begin < chunk.start for c in sentence.clauses):
        left = lead_in(sentence, chunk.prep)
    ordinals = ordinals_of(sentence, chunk) or (ordinals_of(sentence, outer) if outer is not None else [])
    if hit.frame.verbs and type_ != "visit" and not ordinals and _only_goes_on(hit, story):
        return []
    if nominal and units.masks is not None and not (hit.frame.prepositions or ordinals or named.ids or mechanism):
        return []  # a noun alone, that only takes up a meeting
    if type_ in _UNNUMBERED:
        ordinals = []
    if _taken_up(hit, story, chunk, ordinals, named, parties, left, right):
        return []
    last = story.focus_meeting
    if last is not None and last.type == type_ == "session" and last.name is None and len(ordinals) == 1 and last.ordinal is None:
        clause_words = last.evidence[0]  # "se sont réunis à Bruxelles pour le sixième sommet": one meeting
        if clause_words[0] <= token < clause_words[1] and (not named.ids or set(named.ids) <= set(last.by)):
            last.ordinal, last.name, last.level = ordinals[0][0], story.range(units, k, end), last.level or parts.get("level") or None
            last.at("name", last.name)
            if mechanism is not None and not mechanism.value.startswith("."):
                last.mechanism = mechanism.value or None
            story.seen.add(("meeting", token))
            return []
    drafts = []
    numbered: list[tuple[int, int] | None] = [*ordinals] or [None]
    for ordinal in numbered:
        evidence = (
            clause_range(story, sentence, clause, until=right)
            if governed and clause is not None and not (chunk.start < clause.begin and not clause.fronted and _modifies(clause))
            else phrase_range(story, sentence, outer or chunk, until=right)
        )
        if gathered is not None:
            evidence = (min(evidence[0], clause_range(story, sentence, gathered)[0]), evidence[1])
        draft = Draft("meeting", hit.frame.name, [evidence], type=type_, status=status_of(hit), modality=voice_of(hit.shape if governed else None))
        if ordinal is not None:
            draft.ordinal = ordinal[0]
            draft.at("ordinal", (units.begin[ordinal[1]], units.end[ordinal[1]]))
        draft.name = story.range(units, k, end)
        draft.at("name", draft.name)
        fill_times(draft, story, sentence, left, right, near=end, own=clause if governed else None, due=False)
        if draft.when is None and clause is not None and clause.form == "infinitive":
            for part in sentence.clauses:  # "après avoir coprésidé la 39e session, tenue les 7 et 8 février"
                if part.form == "participle" and part.begin < clause.right and part.subject is not None and part.subject[0] == chunk.start:
                    fill_times(draft, story, sentence, part.begin, part.right, near=part.end, own=part, due=False)
        if draft.when is None and hit.frame.verbs and clause is not None:
            draft.when = leading_date(story, sentence, clause)
        if draft.when is not None and (draft.when.endswith("/..") or (draft.status == "held" and since(draft, hit, story, left, right))):
            draft.when, draft.slots["when"] = None, []  # "la première depuis deux ans"
        _forget_years(draft)
        fill_where(draft, story, sentence, left, topic.start if topic else right)
        if topic and draft.where is None:
            fill_where(draft, story, sentence, topic.stop, right)
        draft.level = parts.get("level") or None
        if draft.level is None:
            level = level_in(sentence, chunk.start, right if not governed else end) or level_in(sentence, end, min(end + 4, right))
            if level is not None and type_ not in ("visit",):
                draft.level = level[0]
                draft.at("level", (units.begin[level[1]], units.end[level[1]]))
        if draft.when is None and clause is not None and clause.form == "finite" and not governed and not chunk.bare and hit.get("day") == "same":
            fill_times(draft, story, sentence, clause.left, clause.right, near=chunk.prep, own=clause, due=False)
        if "mode" in parts and (draft.where is None or parts["mode"] == "phone"):  # whatever place is named before
            draft.where = parts["mode"]
        fill_areas(draft, story, draft.name)
        further = fill_parties(draft, hit, named, parties, story)
        if draft.type == "talks" and beside_another(sentence, left, max(right, end + 1), story):
            draft.type = "sidelines"
        if mechanism is not None:
            draft.mechanism = mechanism.value or None
            if draft.mechanism is not None and draft.mechanism.startswith("."):
                draft.mechanism = story.mechanisms.get((draft.mechanism, frozenset(draft.by)))
        bare = draft.when is None and draft.where is None and draft.ordinal is None
        if bare and type_ == "session" and hit.shape is not None and hit.shape.time == "present" and hit.shape.clause.relation == "relative":
            continue  # "Oman, which chairs the working group on fisheries": an office, no meeting
        undertaken = clause is not None and clause.form == "infinitive" and draft.when is None and draft.ordinal is None
        if undertaken and _recurs(sentence, story, left, right):
            continue  # "agreed to hold a summit every two years" undertakes, and dates none
        if vague and draft.status == "scheduled" and draft.when is None:
            continue  # "preparar visitas de alto nivel"
        told_where = draft.where is not None and units.norm(chunk.start) in story.pack.closed.indefinite and units.head_last
        paired = type_ == "talks" and draft.where is not None and len(draft.by) == 2 and set(draft.by) == set(hit.subject.ids)  # "at talks in Tehran"
        planned = bool(hit.frame.verbs) and draft.status == "scheduled"  # "will attend the SCO summit"
        specific = paired or told_where or draft.ordinal is not None or draft.when is not None or bool(named.ids) or bool(parties) or governed
        if not specific or (
            hit.get("specific")
            and not (paired or draft.ordinal or draft.when or (draft.mechanism and (draft.where or planned)))
            and not _told_whose(hit, named, parties)
        ):
            continue
        ahead = nominal and hit.shape is not None and hit.shape.time in ("future", "past_future") and completes(sentence, outer or chunk, hit.shape)
        beside = nominal and bool(hit.get("day") or hit.get("ahead")) and type_ == "visit" and draft.when is None
        ahead = ahead or (beside and hit.shape is not None and hit.shape.time == "future")  # "lors de la visite, un accord sera signé"
        coming = nominal and any(units.norm(j) in story.pack.closed.coming for j in range((outer or chunk).start, k))
        if (ahead or coming or is_future(story, draft.when)) and draft.status == "held":
            for each in (draft, *further):
                each.status, each.modality = "scheduled", "scheduled"
        if draft.type in ("talks", "call") and len(draft.by) == 1 and draft.by[0] in story.state_names and not draft.mechanism:
            continue  # "Встреча состоялась по инициативе американской стороны"
        if _overtaken(draft, story) or _domestic(draft, story) or not (draft.by or (draft.type != "visit" and (draft.ordinal or draft.when))):
            continue
        drafts += [draft, *further]
    if drafts:
        story.seen.add(("meeting", token))
        story.meetings[token] = drafts[0]
        story.focus_meeting = drafts[0]
    return drafts


def _modifies(clause: Clause) -> bool:
    """Whether a clause hangs on a noun before it: "the meeting held in Hanoi", "the meeting, which Laos chaired"."""
    return clause.form == "participle" or (clause.relation == "relative" and clause.subject is not None and clause.subject[0] == clause.opener + 1)


def _recurs(sentence: Sentence, story: Story, left: int, right: int) -> bool:
    """Whether units say how often: "every two years"."""
    return any(expression.timex_type == "SET" for _, expression in story.times(sentence, left, right))


def _complete(draft: Draft, hit: Hit, story: Story) -> None:
    """What the main verb adds to a meeting that a participle told of: "la réunion, présidée par A, s'est tenue mardi en ligne"."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None or (draft.when is not None and draft.where is not None):
        return
    if draft.status == "postponed" and draft.when is None and status_of(hit) in ("held", "scheduled"):
        draft.status = status_of(hit)  # "la conférence, deux fois reportée, se tiendra en juin"
    if draft.status != status_of(hit):
        return
    clause = shape.clause
    if draft.when is None:
        fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause, due=False)
        _forget_years(draft)
    if draft.where is None:
        fill_where(draft, story, sentence, clause.left, clause.right)
    draft.evidence = [clause_range(story, sentence, clause)]


def _forget_years(draft: Draft) -> None:
    """No meeting lasts "from 2024 to 2028": a plan of its does."""
    if draft.when is not None and _YEARS.fullmatch(draft.when):
        draft.when, draft.slots["when"] = None, []


def _overtaken(draft: Draft, story: Story) -> bool:
    """Whether a meeting put off or called off is the visit just told of: "il devait se rendre à Pékin, mais a reporté sa visite"."""
    last = story.focus_meeting
    if draft.status not in ("postponed", "cancelled") or last is None or last.status != "scheduled" or last.type != draft.type:
        return False
    if not set(draft.by) <= set(last.by):
        return False
    last.status, last.found_by = draft.status, draft.found_by
    return True


def _domestic(draft: Draft, story: Story) -> bool:
    """Whether one state alone has met: a meeting of its own government or people."""
    alone = len(draft.by) == 1 and draft.by[0].partition(":")[0] in story.state_names
    told = draft.status in ("held", "scheduled") and not story.discourse.alone
    return alone and told and draft.type == "session" and draft.mechanism is None and draft.ordinal is None


def _inside_name(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a meeting noun only names another thing: "la réunion du Comité", "un plan de consultations"."""
    if chunk.bare or sentence.units.cats[chunk.prep] != "d":
        return False
    before = sentence.chunk_at.get(chunk.prep - 1)
    if before is None:
        return False
    found = classes(sentence.units, head(sentence, sentence.chunks[before]))
    return "meeting" in found or "instrument" in found


def _only_goes_on(hit: Hit, story: Story) -> bool:
    """Whether a meeting that has no date is only what one means to go on with: "poursuivront le dialogue politique"."""
    shape = hit.shape
    if shape is None or shape.clause.lemma not in story.pack.closed.continuing or shape.time == "past":
        return False
    return not story.times(hit.sentence, shape.clause.left, shape.clause.right)


def _taken_up(hit: Hit, story: Story, chunk: Chunk, ordinals: list[tuple[int, int]], named: Party, parties: list[str], left: int, right: int) -> bool:
    """Whether "la réunion", "le sommet" only takes up the meeting told of last: definite, and nothing new about it."""
    sentence = hit.sentence
    if story.focus_meeting is None or ordinals or named.ids or parties or status_of(hit) in ("postponed", "cancelled"):
        return False
    definite, bare = story.pack.closed.definite, bool(story.pack.closed.particles) and chunk.end - chunk.start == 1
    taken = bare or is_definite(sentence.units, chunk, definite)
    if not taken or chunk.end - chunk.start > 2:
        return False
    clause = hit.shape.clause if hit.shape is not None else None
    same = story.focus_meeting.when if story.pack.closed.particles else None
    return not any(
        expression.date is not None
        and expression.date.edtf != same
        and not _apposed(clause, k, story)
        and not (clause is not None and nested_in(sentence, clause, k))
        for k, expression in story.times(sentence, left, right)
    )


def _gathered_to(hit: Hit, story: Story) -> Clause | None:
    """The verb of one deed with an infinitive, in a language of auxiliaries: "convened in Astana on August 9 to hold their sixth meeting"."""
    clause = hit.shape.clause if hit.shape is not None and hit.frame.focus == "object" else None
    governor = clause.governor if clause is not None and clause.form == "infinitive" and story.pack.closed.chain else None
    closed = story.pack.closed
    serial = governor is not None and governor.form == "finite" and (governor.lemma in closed.serial or governor.lemma == closed.be)
    return governor if serial else None


def _apposed(clause: Clause | None, k: int, story: Story) -> bool:
    """Whether a time stands between a subject and its verb, in a language without articles: "Thủ tướng X, Chủ tịch ASEAN 2022, chủ trì …"."""
    return bool(story.pack.closed.particles) and clause is not None and clause.subject is not None and clause.subject[0] < k < clause.begin


def _held_thing(sentence: Sentence, chunk: Chunk) -> Chunk | None:
    """The meeting in "la tenue d'un sommet"."""
    index = sentence.chunk_at.get(chunk.start)
    if index is None or index + 1 >= len(sentence.chunks):
        return None
    following = sentence.chunks[index + 1]
    if following.prep != chunk.end:
        return None
    found = classes(sentence.units, head(sentence, following))
    if "meeting" in found:
        return following
    return _held_thing(sentence, following) if "holding" in found else None  # "les travaux de la 12e édition de la Commission"


def _from_pronoun(hit: Hit, story: Story) -> list[Draft]:
    """ "elle avait été reportée": the meeting told of last, with another date or status."""
    last, shape, sentence = story.focus_meeting, hit.shape, hit.sentence
    if last is None or shape is None:
        return []
    clause = shape.clause
    draft = Draft(
        "meeting", hit.frame.name, [clause_range(story, sentence, clause)], list(last.by), type=last.type, status=status_of(hit), level=last.level
    )
    draft.mechanism, draft.ordinal = last.mechanism, last.ordinal
    left = 0 if not any(c.form == "finite" and c.begin < clause.begin for c in sentence.clauses) else clause.left
    draft.evidence = [story.range(sentence.units, left, clause.right)]
    fill_times(draft, story, sentence, left, clause.right, near=clause.end, due=False)
    fill_where(draft, story, sentence, left, clause.right)
    draft.where = draft.where or (last.where if draft.status == "postponed" and last.status != "held" else None)
    return [draft] if draft.when is not None and draft.when != last.when else []


def _behind_copula(sentence: Sentence, chunk: Chunk, story: Story) -> bool:
    """Whether a noun phrase is what something is said to be."""
    verb = next((clause for clause in sentence.clauses if clause.end == chunk.start), None)
    return verb is not None and verb.lemma == story.pack.closed.be


def _on_text(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether what a noun phrase is about is an instrument, or an act on one: "negotiations between A and B on a treaty"."""
    cats, end = sentence.units.cats, chunk.end
    for about in sentence.chunks[sentence.chunk_at.get(chunk.start, len(sentence.chunks)) + 1 :]:
        if cats[end : about.prep].strip("C,") or (about.bare and cats[end : about.prep] == ""):
            return False
        if not about.bare and cats[about.prep] in "Pda" and not {"act", "instrument"}.isdisjoint(classes(sentence.units, head(sentence, about))):
            return True
        end = about.end
    return False


def _told_whose(hit: Hit, named: Party, parties: list[str]) -> bool:
    """Whether a meeting without date and number is told closely enough by its parties, where a frame is content with them."""
    return hit.get("specific") == "parties" and (len(named.ids) >= 2 or bool(parties))
