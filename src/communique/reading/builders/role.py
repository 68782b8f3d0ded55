"""Roles: who holds which office, chair or coordinating job."""

from __future__ import annotations

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.reading.builders.apposed import terms_named
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.offices import ABROAD, Person, read_office
from communique.reading.people import Naming
from communique.reading.reference import Party
from communique.reading.slots import clause_range, is_future, named_end, phrase_range
from communique.reading.story import Story

_BEFORE_NAMED = "DAEoNPWOJHLdaehku"
"""What may stand between a verb and an office, where what qualifies it stands before it."""
_IN_CAPACITY = "DAEoNdePSu"
"""The same behind "took", where it stands behind it: "a pris ses fonctions d'ambassadeur", "asumió como ministro"."""


def of_person(naming: Naming, story: Story) -> Draft | None:
    """The role of a person named with an office; None where the office or its state cannot be told."""
    person = naming.person
    if not person.role or not person.name:
        return None
    if not person.actor and person.role in ABROAD and person.at:
        person.actor = next(iter(story.discourse.counterpart(list(person.at))), "")  # "son ambassadeur à Paris"
    actor = story.actors.actor_of(person) or ("" if person.role in ABROAD else story.actors.own_state(person))
    if not actor:
        return None
    body = actor if actor not in story.state_names and ":" not in actor else ""
    if (body or ":" in actor) and person.role in ("head_of_state", "head_of_government"):
        person.role, person.level = "other", ""  # "le président de la Banque africaine de développement", "de l'Agence japonaise …"
    draft = Draft(
        "role",
        "role.person_with_office",
        [naming.phrase],
        by=[actor],
        type=person.role,
        when=story.published,
        name=naming.name,
        name_text=person.surname,
    )
    draft.at("name", naming.name)
    if person.role in ABROAD:
        home = [story.discourse.home] if story.discourse.home not in ("", actor) else []
        abroad = [a for a in person.at if a != actor] or home or story.discourse.counterpart([actor], states_first=True)
        draft.to = abroad[:1]
    elif body and person.role == "chair":
        state = story.actors.state_of(person)
        draft.by, draft.to = [state or body], [body] if state else []  # "le président en exercice de l'UA, Macky Sall"
    elif person.at and person.role in ("chair", "special_envoy"):
        draft.to = [a for a in person.at if a != actor][:1]
    return draft


def _of_office(hit: Hit, story: Story) -> list[Draft]:
    """ "X a été nommé ambassadeur du Japon au Laos", "X est le nouveau ministre laotien de la Justice": a name, and the office behind the verb."""
    sentence, shape, person = hit.sentence, hit.shape, hit.subject.person
    if hit.get("whom") and shape is not None:
        return _appointed(hit, story)
    if shape is not None and shape.clause.voice == "passive" and person is None:
        return _elected(hit, story)
    if shape is None or not isinstance(person, Person) or shape.clause.subject is None or hit.subject.plural:
        return []
    units, cats, clause = sentence.units, sentence.units.cats, shape.clause
    first, last = shape.clause.subject
    at = next((k for k in range(first, last) if units.data[k] is person), -1)
    start = k = clause.end if first < clause.begin or units.masks is None else clause.left  # "Новым послом в Лаосе назначен X"
    before = _BEFORE_NAMED if units.head_last else _IN_CAPACITY if hit.frame.with_ else "DAEo"
    while k < len(cats) and cats[k] in before + "gAW," * (units.masks is not None):
        k += 1
    former = any(units.norm(j) in story.pack.closed.former for j in range(start, k))
    if at < 0 or former or cats[k : k + 1] != "F" or not units.words(at, at + 1).endswith(person.name):
        return []
    office = read_office(units, k)
    if not office.role or not office.actor or cats[office.end : office.end + 1] == "H" or office.body:
        return []
    holder = Person(person.name, office.role, office.level, office.actor, office.at, person.gender, id=person.id)
    last_token = units.end[at]
    told = (k for k in range(units.begin[at], last_token) if units.tokens.words(k, last_token) == person.name)
    name = (next(told, units.begin[at]), last_token)  # "Ông Omar Siddiq": without the title
    draft = of_person(Naming(holder, story.range(units, min(first, k), max(last, office.end)), name), story)
    if draft is None:
        return []
    draft.found_by = hit.frame.name
    return [draft]


def _elected(hit: Hit, story: Story) -> list[Draft]:
    """ "Ghana was elected president of the African Union": a state, and the body it is to preside over."""
    sentence, shape, holder = hit.sentence, hit.shape, hit.subject
    assert shape is not None
    cats, k = sentence.units.cats, shape.clause.end
    while k < len(cats) and cats[k] in "DAEP":
        k += 1
    if cats[k : k + 1] != "F" or holder.thing or len(holder.ids) != 1 or holder.ids[0] not in story.state_names:
        return []
    office = read_office(sentence.units, k)
    if office.role not in ("head_of_state", "chair") or not office.actor or office.actor in story.state_names or ":" in office.actor:
        return []
    when, at = next(iter(terms_named(sentence, story, office.end, min(office.end + 3, len(cats)))), (None, -1))
    draft = Draft("role", hit.frame.name, [clause_range(story, sentence, shape.clause)], by=list(holder.ids), to=[office.actor], type="chair")
    draft.when = when or story.published
    if at >= 0:
        draft.at("when", (sentence.units.begin[at], sentence.units.end[at]))
    return [draft]


def _appointed(hit: Hit, story: Story) -> list[Draft]:
    """ "Iran has named X ambassador to Iraq", "has appointed X as its envoy": who is named, and the office behind the name."""
    sentence, shape = hit.sentence, hit.shape
    assert shape is not None
    units, cats = sentence.units, sentence.units.cats
    at = next((k for k in range(shape.clause.end, shape.clause.right) if cats[k] == "H"), -1)
    person = units.data[at] if at >= 0 else None
    k = at + 1
    while k < len(cats) and cats[k] in ("DAEPOhJuo" if units.head_last else "DAEPSIgho"):
        k += 1
    if not isinstance(person, Person) or cats[k : k + 1] != "F" or not hit.subject.ids:
        return []
    office = read_office(units, k)
    if not office.role:
        return []
    holder = Person(person.name, office.role, office.level, office.actor or hit.subject.ids[0], office.at, person.gender, id=person.id)
    draft = of_person(Naming(holder, story.range(units, at, office.end), (units.begin[at], units.end[at])), story)
    if draft is None:
        return []
    draft.found_by = hit.frame.name
    return [draft]


def build(hit: Hit, story: Story) -> list[Draft]:
    """A chair or a coordination that a frame tells of: the holder in `by`, the body in `to`."""
    if hit.get("type") == "@office":
        return _of_office(hit, story)
    sentence, frame, shape = hit.sentence, hit.frame, hit.shape
    units = sentence.units
    clause = shape.clause if shape is not None and frame.verbs else None
    chunk = hit.focus
    role = hit.get("type", "chair")
    if role == "@noun" and chunk is not None:
        value = classes(units, head(sentence, chunk)).get("chairmanship")
        if value is None:
            return []
        role = value[0]
    if not frame.verbs and chunk is not None and ("role", units.begin[head(sentence, chunk)]) in story.seen:
        return []
    if role == "other" or (frame.verbs and role == "chair" and chunk is None and not _of_body(hit)):
        return []
    if hit.get("agent") and hit.subject.thing == "meeting":
        return []  # "la réunion a été présidée par …"
    if clause is not None and shape is not None:
        holders = _receiver(hit, story) if hit.get("receiver") else _agent(hit, story) if hit.get("agent") else hit.subject
        bodies = hit.subject if hit.get("agent") else story.actors.named(sentence, clause.end, clause.right)
        if not hit.get("agent") and _of_an_unknown(hit, clause, story):
            return []
        evidence = clause_range(story, sentence, clause)
        left, right = clause.left, clause.right
    elif chunk is not None:
        end = named_end(sentence, chunk, len(units.cats))
        holders, bodies = _named_by(hit, chunk, end, role, story)
        evidence = phrase_range(story, sentence, chunk, until=end)
        if units.head_last and holders.units and holders.units[0] < chunk.start and units.cats[chunk.start - 1] in ",DhWA":
            evidence = story.range(units, holders.units[0], max(end, chunk.end))
        elif units.head_last and holders.units and holders.units[0] == max(end, chunk.end):
            evidence = story.range(units, chunk.start, holders.units[0] + 1)
        left, right = chunk.start, min(end + 3, len(units.cats))
        if frame.prepositions:
            evidence = story.range(units, chunk.prep, max(end, chunk.end))
            while units.cats[end : end + 1] in ("W", "e") and (units.cats[end] == "W" or units.cats[end + 1 : end + 2] == "W"):
                end += 1
            left, right = (shape.clause.left if shape is not None else chunk.prep), max(end, chunk.end)
        if holders is hit.subject and shape is not None:
            evidence = clause_range(story, sentence, shape.clause) if shape.clause.begin < chunk.start else evidence
            left, right = min(left, shape.clause.left), max(right, min(shape.clause.right, end + 6))
    else:
        return []
    to = [actor for actor in bodies.ids if actor not in holders.ids]
    if role == "country_coordinator":
        to = to if len(to) >= 2 else [*dict.fromkeys((*to, *(story.discourse.pair() if not to else story.discourse.counterpart(to))))]
        to = [actor for actor in to if actor not in holders.ids]
    else:
        to = [actor for actor in to if actor not in story.state_names][:1]
        if not to:
            body = story.discourse.main_organisation()
            if not body or not hit.get("implied"):
                return []
            to = [body]
    if clause is not None and len(holders.ids) > 1 and not holders.thing and role != "country_coordinator":
        states = [actor for actor in holders.ids if actor.partition(":")[0] in story.state_names]
        holders = Party(states) if states else holders  # "EFTA and Argentina, which hold the Mercosur presidency"
    if not holders.ids or holders.thing or (role != "country_coordinator" and holders.ids[0].partition(":")[0] not in story.state_names):
        return []
    told = shape is not None and (clause is not None or holders is hit.subject)
    if told and shape is not None and role == "chair" and shape.time in ("future", "past_future", "conditional"):
        role = "incoming_chair"
    drafts = []
    whens = terms_named(sentence, story, left, right) or [(None, -1)]
    for holder in holders.ids[:1] if len(holders.ids) == 1 or role == "country_coordinator" else holders.ids:
        for when, k in whens:
            told_as = "incoming_chair" if hit.get("elected") and is_future(story, when) else role  # "was elected chair for 2025"
            draft = Draft("role", frame.name, [evidence], by=[holder], to=list(to), type=told_as, when=when or story.published)
            if k >= 0:
                draft.at("when", (units.begin[k], units.end[k]))
            drafts.append(draft)
    if clause is not None and drafts:
        story.seen.update(("role", units.begin[head(sentence, other)]) for other in sentence.chunks_in(clause.end, clause.right))
    return drafts


_BARE = 3
"""Units of a complement that takes up a body told of before: "de l'organisation"."""


def _of_an_unknown(hit: Hit, clause: Clause, story: Story) -> bool:
    """Whether a chair is told to be of a body that is not known: "la présidence de l'Organisation arabe du travail"."""
    sentence, chair = hit.sentence, hit.focus
    if chair is None or "chairmanship" not in classes(sentence.units, head(sentence, chair)):
        return False
    end, cats = named_end(sentence, chair, clause.right), sentence.units.cats
    described = cats[chair.end : chair.end + 1] == "d" and (end - chair.end > _BARE or "U" in cats[chair.end : end])
    return described and not story.actors.named(sentence, chair.start, end, groups=False).ids


def _of_body(hit: Hit) -> bool:
    """Whether what one presides over is a body, not a meeting or ceremony of it; verbs with other objects ("prendre le relais") pass."""
    if not hit.get("of"):
        return True
    sentence, shape = hit.sentence, hit.shape
    chunk = (shape.subject if hit.get("of") == "subject" else shape.object) if shape is not None else None
    if chunk is None and shape is not None and sentence.units.masks is not None:  # "председательствует в БРИКС"
        chunk = next((c for c in shape.prepositional("e") if c.prep >= shape.clause.end), None)
    if chunk is None:
        return False
    k = head(sentence, chunk)
    return sentence.units.cats[k] == "O" or sentence.units.entry(k, "group") is not None


def _receiver(hit: Hit, story: Story) -> Party:
    """Who is handed a chair: "a transmis la présidence à l'Indonésie"; the object of "succéder" is none."""
    sentence, shape = hit.sentence, hit.shape
    if shape is None:
        return Party()
    for chunk in shape.prepositional("a"):
        if chunk.prep >= shape.clause.end:
            found = story.actors.party(sentence, (chunk.start, chunk.end))
            if found.ids and not found.thing and found.ids[0].partition(":")[0] in story.state_names:
                return found
    return Party()


def _agent(hit: Hit, story: Story) -> Party:
    """Who presides over a body: "le Conseil, présidé par l'Estonie"."""
    for chunk in hit.shape.prepositional("g") if hit.shape is not None else ():
        found = story.actors.party(hit.sentence, (chunk.start, chunk.end))
        if found.ids and not found.thing:
            return found
    return Party()


def _named_by(hit: Hit, chunk: Chunk, end: int, role: str, story: Story) -> tuple[Party, Party]:
    """The holder and the bodies a noun phrase names; the subject holds what names no holder ("X, pays coordinateur des relations …")."""
    sentence, units = hit.sentence, hit.sentence.units
    holders, bodies = Party(), Party()
    named = story.actors.named(sentence, chunk.start, end)
    if role == "country_coordinator":
        own = story.actors.actor_of(hit.subject.person) if hit.subject.person is not None else ""
        if own and own not in hit.subject.ids:  # who speaks for the body coordinates
            return Party([own], hit.subject.units[:1], hit.subject.person), named
        return (hit.subject if _of_relation(sentence, chunk, end) else Party()), named
    for index, actor in enumerate(named.ids):
        (holders if actor in story.state_names else bodies).add(actor, named.units[index])
    if not holders.ids and units.cats[chunk.prep] == "d":  # "la transmission à l'Argentine de la présidence"
        before = next((c for c in reversed(sentence.chunks) if c.end == chunk.prep and not c.bare and units.cats[c.prep] == "a"), None)
        if before is not None:
            holders = story.actors.party(sentence, (before.start, before.end))
    if not holders.ids and units.head_last:
        holders = _beside(hit, chunk)
    if not holders.ids and hit.get("holder") == "subject" and (hit.subject.person is None or hit.subject.person.level == "summit"):
        holders = hit.subject
    return holders, bodies


def _beside(hit: Hit, chunk: Chunk) -> Party:
    """The state a chair stands beside: "Laos, this year's ASEAN chair", "ASEAN chair Malaysia"."""
    units, start = hit.sentence.units, chunk.prep
    while start and units.cats[start - 1] in "DAhWo":
        start -= 1
    for at in (start - 2 if units.cats[start - 1 : start] == "," else -1, chunk.end):
        entry = units.entry(at, "actor") if 0 <= at < len(units.cats) and units.cats[at] == "O" else None
        if entry is not None and entry.extra in ("name", "other"):
            return Party([entry.value], [at])
    return Party()


def _of_relation(sentence: Sentence, chunk: Chunk, end: int) -> bool:
    """Whether what is coordinated are relations: "pays coordinateur", "coordinatrice des relations"."""
    units = sentence.units
    k = head(sentence, chunk)
    return len(units.norm(k).split()) > 1 or any(
        units.cats[j] == "N" and not {"relation", "tie"}.isdisjoint(classes(units, j)) for j in range(k + 1, end)
    )
