"""Roles: who holds which office, chair or coordinating job."""

from __future__ import annotations

from communique.grammar.sentence import Sentence
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.people import Naming, read_office
from communique.reading.reference import Party
from communique.reading.shape import classes, head
from communique.reading.slots import clause_range, named_end, phrase_range
from communique.reading.story import Story

_ABROAD = frozenset({"ambassador", "permanent_representative"})


def of_person(naming: Naming, story: Story) -> Draft | None:
    """The role of a person named with an office; None where the office or its state cannot be told."""
    person = naming.person
    if not person.role or not person.name:
        return None
    if not person.actor and person.role in _ABROAD and person.at:
        person.actor = next(iter(story.discourse.counterpart(list(person.at))), "")  # "son ambassadeur à Paris"
    actor = story.actors.actor_of(person) or story.discourse.home
    if not actor:
        return None
    draft = Draft("role", "role.person_with_office", [naming.phrase], by=[actor], type=person.role, when=story.published, name=naming.name, name_text=person.surname)
    draft.at("name", naming.name)
    if person.role in _ABROAD:
        abroad = [a for a in person.at if a != actor] or ([story.discourse.home] if story.discourse.home not in ("", actor) else [])
        draft.to = abroad[:1]
        if draft.to and draft.to[0] not in story.state_names:
            draft.type = "permanent_representative"
    elif person.at and person.role in ("chair", "special_envoy"):
        draft.to = [a for a in person.at if a != actor][:1]
    return draft


def build(hit: Hit, story: Story) -> list[Draft]:
    """A chair or a coordination that a frame tells of: the holder in `by`, the body in `to`."""
    sentence, frame, shape = hit.sentence, hit.frame, hit.shape
    units = sentence.units
    clause = shape.clause if shape is not None and frame.verbs else None
    chunk = hit.focus
    role = hit.get("type", "chair")
    if role == "@noun" and chunk is not None:
        value = classes(units, head(sentence, chunk)).get("chairmanship")
        role = value[0] if value is not None else "chair"
    holders, bodies = Party(), Party()
    if clause is not None:
        holders = hit.subject
        bodies = story.actors.named(sentence, clause.end, clause.right)
        evidence = clause_range(story, sentence, clause)
        left, right = clause.left, clause.right
    elif chunk is not None:
        end = named_end(sentence, chunk, len(units.cats))
        named = story.actors.named(sentence, chunk.start, end)
        for index, actor in enumerate(named.ids):
            (holders if actor in story.state_names else bodies).add(actor, named.units[index])
        if not holders.ids:  # "la transmission à l'Argentine de la présidence"
            before = next((c for c in reversed(sentence.chunks) if c.end == chunk.prep and not c.bare and units.cats[c.prep] == "a"), None)
            if before is not None:
                holders = story.actors.party(sentence, (before.start, before.end))
        evidence = phrase_range(story, sentence, chunk, until=end)
        left, right = chunk.start, min(end + 3, len(units.cats))
        if frame.prepositions:
            evidence = story.range(units, chunk.prep, max(end, chunk.end))
            left, right = (shape.clause.left if shape is not None else chunk.prep), max(end, chunk.end)
    else:
        return []
    to = [actor for actor in bodies.ids if actor not in holders.ids]
    if role == "country_coordinator":
        to = to if len(to) >= 2 else [*dict.fromkeys((*to, *(story.discourse.pair() if not to else story.discourse.counterpart(to))))]
        to = [actor for actor in to if actor not in holders.ids]
    else:
        to = [actor for actor in to if actor not in story.state_names][:1]
        if not to:
            body = story.discourse.organisation()
            if not body or not hit.get("implied"):
                return []
            to = [body]
    if not holders.ids or holders.thing:
        return []
    if shape is not None and clause is not None and role == "chair" and shape.time in ("future", "past_future", "conditional"):
        role = "incoming_chair"
    drafts = []
    whens = _terms(sentence, story, left, right) or [(None, -1)]
    for holder in holders.ids[:1] if len(holders.ids) == 1 or role == "country_coordinator" else holders.ids:
        for when, k in whens:
            draft = Draft("role", frame.name, [evidence], by=[holder], to=list(to), type=role, when=when or story.published)
            if k >= 0:
                draft.at("when", (units.begin[k], units.end[k]))
            drafts.append(draft)
    return drafts


def _terms(sentence: Sentence, story: Story, left: int, right: int) -> list[tuple[str | None, int]]:
    """The terms named: "en 2002 et 2012" gives two."""
    found: list[tuple[str | None, int]] = []
    for k, expression in story.times(sentence, left, right):
        if expression.date is None or expression.timex_type in ("SET", "DURATION"):
            continue
        found.append((expression.date.edtf, k))
    return found


def of_apposition(sentence: Sentence, story: Story) -> list[Draft]:
    """ "le Cambodge, président de l'ASEAN en 2022", "A, B et C en tant que présidents de l'APEC, du G20 et de l'ASEAN"."""
    units, cats = sentence.units, sentence.units.cats
    drafts: list[Draft] = []
    for k, letter in enumerate(cats):
        if letter != "F":
            continue
        office = read_office(units, k)
        if office.role not in ("head_of_state", "chair", "incoming_chair"):
            continue
        bodies = _bodies(sentence, story, k + 1)
        if not bodies:
            continue
        holders = _holders(sentence, story, k)
        if not holders or (len(holders) != len(bodies) and len(holders) > 1):
            continue
        first = holders[0][1]
        last = bodies[-1][1]
        pairs = zip(holders, bodies, strict=True) if len(holders) == len(bodies) else [(holders[0], body) for body in bodies]
        times = _terms(sentence, story, last + 1, min(last + 3, len(cats)))
        for (holder, _), (body, _) in pairs:
            draft = Draft(
                "role",
                "role.apposition_chair",
                [story.range(units, first, last + 1)],
                by=[holder],
                to=[body],
                type=office.role if office.role == "incoming_chair" else "chair",
            )
            draft.when = times[0][0] if times else story.published
            drafts.append(draft)
    return drafts


def _bodies(sentence: Sentence, story: Story, k: int) -> list[tuple[str, int]]:
    """The organisations listed after "président de"."""
    units, cats = sentence.units, sentence.units.cats
    found: list[tuple[str, int]] = []
    while k < len(cats):
        letter = cats[k]
        if letter in "O" or (letter == "N" and units.entry(k, "group") is not None):
            entry = units.entry(k, "actor")
            actor = entry.value if entry is not None else (story.discourse.organisation() if units.entry(k, "group").value == "organisation" else "")  # type: ignore[union-attr]
            if not actor or actor in story.state_names:
                break
            found.append((actor, k))
        elif letter not in "dDAuEC,eW" or (letter in ",W" and not found) or (letter == "W") or (letter in "u" and found):
            break
        k += 1
    return found


def _holders(sentence: Sentence, story: Story, k: int) -> list[tuple[str, int]]:
    """The states that stand before the office, in apposition or behind "en tant que"."""
    units, cats = sentence.units, sentence.units.cats
    j = k - 1
    while j >= 0 and cats[j] in "DAou":
        j -= 1
    if j < 0 or not (cats[j] == "," or (cats[j] == "P")):
        return []
    j -= 1
    found: list[tuple[str, int]] = []
    while j >= 0 and cats[j] in "OC,DLd":
        if cats[j] in "O":
            entry = units.entry(j, "actor")
            if entry is None or entry.value not in story.state_names:
                break
            found.insert(0, (entry.value, j))
            if cats[j - 1 : j] not in ("C", ",", "D") and j > 0:
                break
        j -= 1
        if found and j >= 0 and cats[j] == "d":
            break
    return found if cats[k - 1 : k] == "P" or "P" in cats[max(0, k - 3) : k] else found[-1:]
