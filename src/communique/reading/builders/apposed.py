"""Chairs and coordinators told without a verb: "le Cambodge, président de l'ASEAN en 2022"."""

from __future__ import annotations

from communique.grammar.heads import clause_of
from communique.grammar.sentence import Sentence
from communique.reading.draft import Draft
from communique.reading.offices import Person, read_office
from communique.reading.reference import Party
from communique.reading.slots import named_end
from communique.reading.story import Story


def terms_named(sentence: Sentence, story: Story, left: int, right: int) -> list[tuple[str | None, int]]:
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
        if office.role == "country_coordinator":
            drafts += _coordination(sentence, story, k)
            continue
        if office.role not in ("head_of_state", "chair", "incoming_chair"):
            continue
        bodies = _bodies(sentence, story, k + 1)
        if not bodies:
            continue
        holders = _holders(sentence, story, k) or _leading(sentence, story, k, bodies[-1][1])
        if not holders or (len(holders) != len(bodies) and len(holders) > 1):
            continue
        first, last = min(holders[0][1], k), max(bodies[-1][1], holders[0][1])
        pairs = zip(holders, bodies, strict=True) if len(holders) == len(bodies) else [(holders[0], body) for body in bodies]
        times = terms_named(sentence, story, last + 1, min(last + 3, len(cats)))
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


def _leading(sentence: Sentence, story: Story, k: int, last: int) -> list[tuple[str, int]]:
    """The state that follows "en sa qualité de président de l'ASEAN," at the head of a sentence."""
    cats = sentence.units.cats
    if k == 0 or cats[k - 1] != "P" or cats[last + 1 : last + 2] != ",":
        return []
    j = last + 2
    while cats[j : j + 1] == "D":
        j += 1
    entry = sentence.units.entry(j, "actor") if cats[j : j + 1] == "O" else None
    return [(entry.value, j)] if entry is not None and entry.value in story.state_names else []


def _coordination(sentence: Sentence, story: Story, k: int) -> list[Draft]:
    """ "le Laos est le pays coordinateur des relations entre A et B", "en sa qualité de coordinatrice des relations A-B": the subject coordinates."""
    units = sentence.units
    index, clause = sentence.chunk_at.get(k), clause_of(sentence, k)
    if index is None or clause is None:
        return []
    chunk = sentence.chunks[index]
    end = named_end(sentence, chunk, len(units.cats))
    holders = story.actors.subject(sentence, clause)
    own = story.actors.actor_of(holders.person) if holders.person is not None else ""
    if own and own not in holders.ids:
        holders = Party([own], holders.units[:1], holders.person)  # "au nom de l'ASEAN, …": who speaks for the body coordinates
    bodies = [actor for actor in story.actors.named(sentence, k + 1, end).ids if actor not in holders.ids]
    if len(bodies) == 1:
        bodies += story.discourse.counterpart(bodies)
    if len(holders.ids) != 1 or holders.thing or holders.ids[0] not in story.state_names or not bodies:
        return []
    times = terms_named(sentence, story, end, min(end + 3, len(units.cats)))
    return [
        Draft(
            "role", "role.chairmanship", [story.range(units, chunk.prep, end)], by=holders.ids[:1], to=bodies[:2],
            type="country_coordinator", when=times[0][0] if times else story.published,
        )
    ]  # fmt: skip


def _bodies(sentence: Sentence, story: Story, k: int) -> list[tuple[str, int]]:
    """The organisations listed after "président de"."""
    units, cats = sentence.units, sentence.units.cats
    found: list[tuple[str, int]] = []
    while k < len(cats):
        letter = cats[k]
        if letter in "O" or (letter == "N" and units.entry(k, "group") is not None):
            entry, group = units.entry(k, "actor"), units.entry(k, "group")
            taken_up = story.discourse.organisation() if group is not None and group.value == "organisation" else ""
            actor = entry.value if entry is not None else taken_up
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
    while j >= 0 and cats[j] in "DAouE":
        j -= 1
    clause = sentence.clause_at(j)
    if clause is not None and clause.lemma == story.pack.closed.be and story.pack.closed.particles:  # "Singapore là Chủ tịch ASEAN"
        holder = story.actors.subject(sentence, clause)
        return [(holder.ids[0], j)] if len(holder.ids) == 1 and holder.ids[0] in story.state_names and not holder.thing else []
    person = units.data[j - 1] if j > 0 and cats[j - 1 : j + 1] == "H," else None
    if isinstance(person, Person) and person.actor in story.state_names and person.role in ("head_of_state", "head_of_government"):
        return [(person.actor, j - 1)]
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
