"""Visits, talks and calls: meetings that a verb tells of, and who visits whom."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.names import OF_STATE
from communique.reading.offices import Person
from communique.reading.reference import Party
from communique.reading.shape import Shape
from communique.reading.slots import clause_range, fill_areas, fill_times, fill_where, is_future, level_in, rank_of, voice_of
from communique.reading.story import Place, Story

_BY_TIME: Final = {"past": "held", "present": "held", "future": "scheduled", "conditional": "scheduled", "past_future": "scheduled"}


def status_of(hit: Hit) -> str:
    """The status a frame gives a meeting: its own, or that of the tense."""
    wanted = hit.get("status", "held")
    if wanted == "@time":
        return _BY_TIME.get(hit.shape.time, "held") if hit.shape is not None else "held"
    return wanted


def from_verb(hit: Hit, story: Story) -> list[Draft]:
    """A verb of meeting: "s'est entretenu avec", "a reçu", "se sont réunis", "se rendra au Laos et en Chine"."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None:
        return []
    clause = shape.clause
    subject = hit.subject
    if hit.get("visitor") == "governor" and clause.governor is not None:
        subject = story.actors.subject(sentence, clause.governor)
    if hit.get("visitor") == "invited" and clause.governor is not None and (clause.form == "infinitive" or clause.subject is None):
        subject = story.actors.told(sentence, clause.governor, clause)
    others = _others(hit, story)
    if others is None:
        return []
    if hit.get("person") and (subject.person is None or subject.plural):
        return []
    if hit.get("persons") and (subject.person is None or story.focus_meeting is not None):
        return []  # what states discuss, or those already met, is no meeting of its own
    if subject.thing and hit.get("type") == "visit" and (subject.thing != "meeting" or sentence.units.head_last):
        return []  # "the 2025 summit goes to South Africa", "la normalisation entre A et B a été annoncée à Pékin"
    people = [subject.person, others.person]
    draft = Draft(
        "meeting", hit.frame.name, [clause_range(story, sentence, clause)], type=hit.get("type", "talks"), status=status_of(hit),
        modality=voice_of(shape),
    )  # fmt: skip
    above = clause.governor
    asked = story.pack.closed.particles or hit.get("visitor") == "invited"
    if asked and hit.frame.governor and above is not None:  # "mời Tổng thống Pháp thăm Việt Nam": with the invitation
        start = above.subject[0] if above.subject is not None and above.subject[0] < above.begin else above.begin
        draft.evidence = [story.range(sentence.units, start, max(clause.right, clause.end))]
    story.put_actors(draft, "by", sentence, subject)
    story.put_actors(draft, "by", sentence, others)
    fill_where(draft, story, sentence, _behind_others(sentence, clause), clause.right)
    draft.where = draft.where or hit.get("mode") or None
    places: list[Place] = []
    if draft.type == "visit" and subject.person is not None and subject.person.role == "ambassador" and story.pack.closed.chain:
        return []  # an envoy takes up a post
    if draft.type == "visit":
        places = _visited(hit, story)
        if not places or (len(draft.by) == 1 and places[0].state == draft.by[0].partition(":")[0]):
            return []  # a journey at home
        if places[0].state and places[0].state not in draft.by:
            draft.by.append(places[0].state)
        draft.where = places[0].name
    if len(draft.by) < 2 and not (draft.type == "session" and draft.by and draft.by[0] not in story.state_names):
        if _is_stranger(subject):
            return []
        if not (subject.plural or hit.get("alone")) and not (places and not places[0].state):
            draft.by += [a for a in story.discourse.counterpart(draft.by) if a not in draft.by][:1]
        if len(draft.by) < 2 and (not subject.plural or hit.get("alone")) and not (places and draft.by):
            return []  # but "en tournée en Afrique" names no host
    if draft.type == "talks" and len(draft.by) == 1 and draft.by[0] not in story.state_names and subject.plural:
        draft.type = "session"  # "EU foreign ministers met in Luxembourg to discuss …": the members of one body
    fill_times(draft, story, sentence, clause.left, clause.right, near=clause.end, own=clause, due=False)
    draft.when = draft.when or leading_date(story, sentence, clause)
    draft.level = hit.get("level") or rank_of(people)
    if draft.level is None and clause.subject is not None and draft.type == "session":
        level = level_in(sentence, clause.subject[0], clause.subject[1])
        draft.level = level[0] if level is not None else None
    if draft.type == "session" and len(draft.by) == 2 and all(actor in story.state_names for actor in draft.by):
        draft.type = "talks"  # "los ministros de Chile y de Perú se reunieron": two sides
    if draft.where == "phone":
        draft.type = "call"
    elif draft.type == "talks" and beside_another(sentence, clause.left, clause.right, story):
        draft.type = "sidelines"
    if draft.type == "session":
        fill_areas(draft, story, clause_range(story, sentence, clause))
        first = story.pack.closed.first_time
        if any(sentence.units.norm(k) in first for k in range(clause.left, clause.right)):
            draft.ordinal = 1
    if draft.type == "visit" and shape.time == "present" and draft.status == "held" and clause.lemma in story.pack.closed.serial and draft.when:
        draft.status = "scheduled"  # "goes to Japan this week"
    if is_future(story, draft.when) and draft.status == "held":
        draft.status = "scheduled"
    if draft.type == "visit":
        _mark_visits(hit, story)
    story.focus_meeting = draft if draft.type in ("visit", "session") else story.focus_meeting
    further = _further(draft, places[1:])
    if further:
        _date_each([draft, *further], places, sentence, story, clause.right)
    return [draft, *further]


def _behind_others(sentence: Sentence, clause: Clause) -> int:
    """Where what belongs to a verb begins, behind what hangs on it before: "Avant de se rendre au Kenya, il a rencontré X à Doha"."""
    before = (other.right for other in sentence.clauses if other.form in ("infinitive", "gerund") and clause.left <= other.begin < clause.begin)
    return min(max(before, default=clause.left), clause.begin)


def _mark_visits(hit: Hit, story: Story) -> None:
    """Note the nouns of the clause that name the visit again: "est arrivé à Pékin pour une visite officielle"."""
    sentence, shape = hit.sentence, hit.shape
    for chunk in sentence.chunks_in(shape.clause.end, shape.clause.right) if shape is not None else ():
        k = head(sentence, chunk)
        if classes(sentence.units, k).get("meeting", ("", ""))[0].startswith("visit"):
            story.seen.add(("meeting", sentence.units.begin[k]))


def leading_date(story: Story, sentence: Sentence, clause: Clause) -> str | None:
    """The date at the head of a sentence, for a clause joined to its first: "le 19 mai, il a participé au sommet et a effectué une visite"."""
    first = next((c for c in sentence.clauses if c.form == "finite"), None)
    if clause.relation != "coordinated" or first is None or first is clause or first.subject is None or clause.subject != first.subject:
        return None
    for _, expression in story.times(sentence, 0, min(first.subject[0], first.begin)):
        if expression.date is not None and expression.relation == "at" and expression.timex_type != "SET":
            return expression.date.edtf
    return None


def _others(hit: Hit, story: Story) -> Party | None:
    """Whom the subject meets: the object, or those behind "avec" and "par"; None where the object is no actor."""
    shape, sentence, wanted = hit.shape, hit.sentence, hit.frame.to
    others = Party()
    if shape is None:
        return others
    clause = shape.clause
    if "object" in wanted and shape.object is not None:
        inner = story.actors.party(sentence, (shape.object.start, joined_end(sentence, shape.object, clause.right)))
        if inner.thing:
            return None
        others.ids, others.units, others.person = list(inner.ids), list(inner.units), inner.person
    letters = "".join(w[3:] for w in wanted if w.startswith("np:"))
    for chunk in shape.prepositional(letters) if letters else ():
        if clause.begin <= chunk.prep < clause.end:
            continue
        inner = story.actors.party(sentence, (chunk.start, joined_end(sentence, chunk, clause.right)))
        for index, actor in enumerate(inner.ids):
            others.add(actor, inner.units[index] if index < len(inner.units) else chunk.start)
        others.person = others.person or inner.person
    return others


def _visited(hit: Hit, story: Story) -> list[Place]:
    """The places a verb of visiting leads to: its object ("a visité le Laos"), what stands straight behind it ("est à Pékin"), or its locatives."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None:
        return []
    at, clause = hit.get("at"), shape.clause
    if at == "object":
        place = story.place_of(sentence.units, shape.object) if shape.object is not None else None
        if place is None and shape.object is not None:  # "visitar el país ibérico"
            state = story.actors.party(sentence, (shape.object.start, shape.object.end))
            if state.by_reference and len(state.ids) == 1 and state.ids[0] in story.state_names:
                return [Place(story.state_names[state.ids[0]], shape.object.start, state.ids[0])]
        return [place, *_joined_to(place, sentence, story, clause.right)] if place is not None else []
    if at == "direct":
        start = shape.complement.start if shape.complement is not None else -1
        first = next((c for c in sentence.chunks if c.start == start), None)
        place = story.place_of(sentence.units, first) if first is not None else None
        return [place] if place is not None and place.state else []
    return places_from(sentence, story, clause.end, clause.right)


def _joined_to(place: Place, sentence: Sentence, story: Story, right: int) -> list[Place]:
    """The places in other states that a list goes on with: "a visité le Laos, la Chine et le Japon"."""
    found: list[Place] = []
    units, end = sentence.units, place.unit + 1
    for chunk in sentence.chunks[sentence.chunk_at.get(place.unit, len(sentence.chunks)) + 1 :]:
        other = story.place_of(units, chunk) if chunk.bare and chunk.start < right and units.cats[end : chunk.prep] in (",", "C", ",C") else None
        if other is None or not other.state or other.state == place.state:
            break
        found.append(other)
        end = chunk.end
    return found


def places_from(sentence: Sentence, story: Story, left: int, right: int) -> list[Place]:
    """The first place in a locative, and those joined to it that lie in other states: "au Japon, en Corée du Sud et à Pékin"."""
    found: list[Place] = []
    cats = sentence.units.cats
    place = story.place(sentence, left, right, route=True)
    by_route = place is not None and sentence.units.norm(_prep_of(sentence, place.unit)) in story.pack.closed.route
    while place is not None and (not found or place.state not in {p.state for p in found}):
        if found and cats[found[-1].unit + 1 : _prep_of(sentence, place.unit)].strip(",CEW"):
            break
        found.append(place)
        joined = [other for other in _joined_to(place, sentence, story, right) if other.state not in {p.state for p in found}]
        if joined:  # "visitas a Laos y Camboya"
            return [*found, *joined]
        place = story.place(sentence, place.unit + 1, right, route=by_route)
    return found


def _is_stranger(party: Party) -> bool:
    """Whether a party is a person of whom nothing tells what state they act for: "l'ancien président X", "l'homme d'affaires X"."""
    person = party.person
    return person is not None and not party.ids and not (person.office and person.role in OF_STATE)


def _prep_of(sentence: Sentence, k: int) -> int:
    index = sentence.chunk_at.get(k)
    return sentence.chunks[index].prep if index is not None else k


def beside_another(sentence: Sentence, left: int, right: int, story: Story) -> bool:
    """Whether units `left:right` say that one meets on the sidelines of another meeting."""
    sidelines = story.pack.closed.sidelines
    return any(left <= chunk.prep < right and governed_by(sentence, chunk) in sidelines for chunk in sentence.chunks)


def fill_visit(draft: Draft, hit: Hit, named: Party, story: Story) -> list[Draft]:
    """A visit: the visitor named behind it or the subject, and the state of the place. Gives further drafts where several states are toured."""
    sentence, focus = hit.sentence, hit.focus
    units = sentence.units
    start = focus.start if focus else 0
    limit = next((c.begin for c in sentence.clauses if c.form == "finite" and c.begin > start), len(units.cats))
    if hit.shape is not None and hit.shape.clause.begin < start:
        limit = min(limit, max(hit.shape.clause.right, start))
    places = places_from(sentence, story, start, limit)
    place = places[0] if places else None
    host = place.state if place is not None else ""
    visitor = Party()
    for index, actor in enumerate(named.ids):
        if actor.partition(":")[0] not in {p.state for p in places}:
            visitor.add(actor, named.units[index] if index < len(named.units) else start)
    if not visitor.ids and not hit.frame.verbs and focus is not None:
        visitor = _before(sentence, focus, story)
    guest = hit.subject.ids[0].partition(":")[0] if hit.frame.focus == "object" and hit.subject.ids and not hit.subject.thing else ""
    aside = bool(guest and visitor.units and focus is not None and "," in units.cats[focus.end : visitor.units[0]])
    if not visitor.ids or (aside and place is not None and guest not in {p.state for p in places}):
        visitor = hit.subject  # "a effectué une visite à Tunis, accompagnée du ministre néerlandais": the one who made it
    story.put_actors(draft, "by", sentence, visitor)
    if host and host not in draft.by:
        draft.by.append(host)
    if place is None and hit.frame.verbs and focus is not None:  # "une tournée dans cinq pays, à savoir le Nigeria, …"
        toured = story.actors.named(sentence, focus.end, limit)
        draft.by += [a for a in toured.ids if a not in draft.by and a in story.state_names]
    if place is not None and (draft.where is None or draft.where in [p.name for p in places]):
        draft.where = place.name
    if len(draft.by) < 2 and visitor is hit.subject and _is_stranger(visitor):
        draft.by = []  # whose visit it was nobody says
        return []
    if len(draft.by) < 2:
        draft.by += [a for a in story.discourse.counterpart(draft.by) if a not in draft.by][:1]
    if draft.level is None:
        person = visitor.person or _person_in(sentence, focus) or hit.subject.person
        draft.level = rank_of([person]) if person is not None else None
        if draft.level is None and visitor.units and not visitor.person and visitor is not hit.subject:
            level = level_in(sentence, start, min(visitor.units[0] + 2, len(units.cats)))
            draft.level = level[0] if level is not None else None
    further = _further(draft, places[1:])
    if further:
        _date_each([draft, *further], places, sentence, story, limit)
    return further


def _before(sentence: Sentence, chunk: Chunk, story: Story) -> Party:
    """Who stands straight before "en visite à Moscou": "le ministre laotien en visite à Moscou"."""
    k = chunk.prep - 1
    while k >= 0 and sentence.units.cats[k] in ",E":
        k -= 1
    index = sentence.chunk_at.get(k)
    while index is not None and index > 0 and not sentence.chunks[index].bare and sentence.units.cats[sentence.chunks[index].prep] == "d":
        index -= 1
    if index is None:
        return Party()
    owner = sentence.chunks[index]
    if sentence.units.cats[head(sentence, owner)] not in "HFN" or (k + 1 < chunk.prep and not owner.bare):
        return Party()
    found = story.actors.party(sentence, (owner.start, owner.end))
    return Party() if found.thing else found


def _person_in(sentence: Sentence, chunk: Chunk | None) -> Person | None:
    if chunk is None:
        return None
    for k in range(chunk.start, min(chunk.end + 8, len(sentence.units.cats))):
        value = sentence.units.data[k]
        if isinstance(value, Person):
            return value
    return None


def _date_each(drafts: list[Draft], places: list[Place], sentence: Sentence, story: Story, limit: int) -> None:
    """Give each of several visits its own day, where one stands behind each place: "au Kenya le 3 mai et au Ghana le 5"."""
    ends = [*(place.unit for place in places[1:]), limit]
    days = [
        [told.date.edtf for _, told in story.times(sentence, place.unit, end) if told.date is not None and told.relation == "at"]
        for place, end in zip(places, ends, strict=True)
    ]
    if all(len(found) == 1 for found in days):
        for draft, found in zip(drafts, days, strict=False):
            draft.when = found[0]


def _further(draft: Draft, places: list[Place]) -> list[Draft]:
    """The same visit to other states."""
    visitors = draft.by[:1] if len(draft.by) > 1 else []
    drafts: list[Draft] = []
    for place in places:
        visit = draft.again()
        visit.by, visit.where = [*visitors, *([place.state] if place.state else [])], place.name
        drafts.append(visit)
    return drafts


def since(draft: Draft, hit: Hit, story: Story, left: int, right: int) -> bool:
    """Whether the date read is that since which there was none: "la primera desde 2015"."""
    return any(
        told.relation == "since" and told.core is not None and told.core.edtf == draft.when for _, told in story.times(hit.sentence, left, right)
    )


def completes(sentence: Sentence, chunk: Chunk, shape: Shape) -> bool:
    """Whether a noun phrase is the object or agent of a verb: "sera marquée par la tenue du sommet"."""
    return chunk.start >= shape.clause.end and (chunk.bare or sentence.units.cats[chunk.prep] == "g") and chunk.prep < shape.clause.right
