"""Who gives and who receives: the two sides of an action, from the clause, the thing itself, and the place."""

from __future__ import annotations

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Sentence
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.offices import Person
from communique.reading.reference import Party
from communique.reading.shape import Shape
from communique.reading.slots import named_end
from communique.reading.story import Story


def carried(hit: Hit, first: Chunk) -> Chunk | None:
    """The thing in "la remise de 200.000 masques": the genitive behind a noun of delivery."""
    sentence = hit.sentence
    index = sentence.chunk_at.get(first.start)
    cats = sentence.units.cats
    for following in sentence.chunks[index + 1 : index + 4] if index is not None else ():
        if cats[first.end : following.prep].strip("WE,") or following.bare:
            return None
        if cats[following.prep] == "d" and cats[following.start] != "W":
            k = head(sentence, following)
            if cats[k] == "#" or not {"gift", "goods", "works", "money"}.isdisjoint(classes(sentence.units, k)):
                return following
            if cats[k] not in "NuU":
                return None
        first = following
    return None


def phrase_reach(hit: Hit, thing: Chunk | None) -> int:
    """Where a noun phrase ends, with giver, receiver, time and place."""
    assert hit.shape is not None
    sentence = hit.sentence
    if thing is None:
        return hit.shape.clause.end
    cats, end = sentence.units.cats, thing.end
    index = sentence.chunk_at[thing.start]
    for following in sentence.chunks[index + 1 :]:
        joint = cats[end : following.prep].strip("E")
        if joint not in ("", "C") or (following.bare and joint != "C" and cats[following.start] != "W"):
            break
        end = following.end
    return end


def giver_of(hit: Hit, story: Story, thing: Chunk | None, receiver: Party) -> Party:
    """Who gives, teaches, builds or orders; both sides where they act together."""
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    by, clause, actors = hit.frame.by, shape.clause, story.actors
    if hit.get("by_subject"):
        return hit.subject
    if hit.get("named") and hit.focus is not None:
        if hit.focus.start >= clause.begin and len(hit.subject.ids) > 1 and not hit.subject.thing:
            return hit.subject
        end = named_end(sentence, hit.focus, clause.begin) if hit.get("named") == "name" else 0
        reach = clause.begin if clause.begin >= hit.focus.end else max(clause.right, hit.focus.end)
        found = actors.named(sentence, hit.focus.start, end or reach)
        if len(found.ids) < 2 and hit.focus.start >= clause.begin:
            by_name = hit.subject.thing and clause.subject is not None
            acting = actors.named(sentence, clause.subject[0], clause.begin) if by_name and clause.subject is not None else hit.subject
            found = _merged(acting, found)
        if len(found.ids) < 2 and hit.get("named") == "place":
            found = _merged(found, _located(hit, story))
        return found
    if hit.get("split"):
        return _party_of(_ends(hit, story), 0, 1)
    if not hit.frame.verbs and "locative" in by:
        return _located(hit, story)
    if not hit.frame.verbs and thing is not None:
        inside = clause.end <= thing.prep < clause.right and clause.lemma not in story.pack.closed.saying
        reach = phrase_reach(hit, thing)
        for chunk in sentence.chunks:
            if thing.end <= chunk.prep < reach and not chunk.bare and sentence.units.cats[chunk.prep] == "g":
                return actors.party(sentence, (chunk.start, chunk.end))
        if "delivery" in hit.frame.nouns and inside and hit.subject.ids and not hit.subject.thing:
            return _without(hit.subject, receiver)  # "a procédé à la remise de", "A et B ont assisté à la livraison de riz à B"
        return _without(actors.named(sentence, thing.start, reach), receiver)
    agents = [
        chunk
        for chunk in shape.prepositional("g")
        if chunk.prep >= (clause.begin if clause.voice == "passive" else clause.left) or chunk.end == clause.begin
    ]
    if "thanked" in by:  # "agradeció a Japón la donación de …", "agradeció la donación de Japón"
        thanked = [actors.party(sentence, (chunk.start, shape.phrase_end(chunk))) for chunk in [*shape.prepositional("a"), *agents]]
        named = actors.named(sentence, thing.start, max(shape.phrase_end(thing), thing.end)) if thing is not None else Party()
        return next((party for party in thanked if _without(party, receiver).ids and not party.thing), _without(named, receiver))
    if "object" in by and shape.object is not None:  # "a remercié le Japon pour …"
        return actors.party(sentence, (shape.object.start, shape.phrase_end(shape.object)))
    if clause.voice == "passive" or "agent" in by:
        for chunk in agents:
            party = actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
            if party.ids:
                return _without(party, receiver) if len(party.ids) > 1 else party  # "por el gobierno chileno a Perú"
        for base in by:
            behind = (c for c in shape.prepositional("Pw") if base.startswith("np:") and governed_by(sentence, c) == base[3:])
            for chunk in behind:  # "construit grâce au soutien financier de la Chine"
                party = actors.named(sentence, chunk.start, shape.phrase_end(chunk))
                if party.ids:
                    return _without(party, receiver)
        if "source" in by:
            for chunk in from_whom(shape, story):
                party = actors.party(sentence, (chunk.start, chunk.end))
                if party.ids and not party.thing and chunk.prep >= clause.end and not set(party.ids) & set(receiver.ids):
                    return party
    if "locative" in by:
        located = _located(hit, story)
        if located.ids:
            return located
    if clause.voice == "passive" or "agent" in by:
        if thing is None:
            return Party()
        end = max(named_end(sentence, thing, clause.begin if thing.start < clause.begin else clause.right), thing.end)
        if thing.start < clause.begin:
            end = clause.begin  # "un lot de 500.000 doses, don du gouvernement chinois, est arrivé"
        named = _without(actors.named(sentence, thing.start, end), receiver)
        governor = clause.governor
        if not named.ids and governor is not None and clause.relation == "that" and sentence.units.norm(thing.start) in story.pack.closed.possessive:
            return story.actors.subject(sentence, governor)  # "France said its troops had left Mali"
        return named if named.ids or "told" not in by else _told(story, receiver)
    if "carrier" in by and clause.subject is not None:
        return actors.named(sentence, clause.subject[0], clause.begin)
    council = hit.subject.thing == "meeting" and len(hit.subject.ids) == 1 and hit.get("type") == "measure"  # "the Council extended …"
    return hit.subject if council or not hit.subject.thing else Party()


def _told(story: Story, receiver: Party) -> Party:
    """Who gives where nobody is named: whoever was told of last, if that is one other than the receiver."""
    last = next(iter(story.discourse.subjects), Party())
    if not receiver.ids or len(last.ids) != 1 or last.thing or last.ids[0] in receiver.ids:
        return Party()
    return Party(list(last.ids), [], last.person, gender=last.gender, by_reference=True)  # it stands in another sentence


def from_whom(shape: Shape, story: Story) -> list[Chunk]:
    """The phrases that may say of whom something is received: genitives, or those behind "from"."""
    origins = story.pack.closed.origins
    if not origins:
        return shape.prepositional("d")
    return [chunk for chunk in shape.prepositional("P") if governed_by(shape.sentence, chunk) in origins]


def _ends(hit: Hit, story: Story) -> Party:
    """Who leaves, then whom: named around "le retrait des troupes françaises du Tchad"."""
    assert hit.shape is not None
    clause, focus = hit.shape.clause, hit.focus or hit.shape.object
    begin = clause.subject[0] if clause.subject is not None else clause.begin
    end = clause.right if focus is None or focus.start >= clause.end else clause.begin
    found = story.actors.named(hit.sentence, begin, end)
    return found if not hit.subject.ids or hit.subject.thing else _merged(hit.subject, found)


def _party_of(party: Party, first: int, last: int) -> Party:
    return Party(party.ids[first:last], party.units[first:last])


def _merged(one: Party, other: Party) -> Party:
    party = Party(list(one.ids), list(one.units), plural=True)
    for position, actor in enumerate(other.ids):
        party.add(actor, other.units[position] if position < len(other.units) else 0)
    return party


def _without(party: Party, other: Party) -> Party:
    kept = Party()
    for position, actor in enumerate(party.ids):
        if actor not in other.ids:
            kept.add(actor, party.units[position] if position < len(party.units) else 0)
    return kept


def _located(hit: Hit, story: Story) -> Party:
    """The state of the place where it happens."""
    shape = hit.shape
    assert shape is not None
    if not hit.frame.verbs:
        whole = story.place(hit.sentence, 0, len(hit.sentence.units.cats))
        return Party([whole.state], [whole.unit]) if whole is not None and whole.state else Party()
    place = story.place(hit.sentence, shape.clause.begin, shape.clause.right) or story.place(hit.sentence, shape.clause.left, shape.clause.right)
    return Party([place.state], [place.unit]) if place is not None and place.state else Party()


def _with_places(party: Party, hit: Hit, story: Story) -> Party:
    """The state of a place with those of the places joined to it: "ont été envoyés au Congo, au Togo et en Zambie"."""
    sentence = hit.sentence
    cats, end = sentence.units.cats, party.units[0] + 1 if party.units else len(sentence.units.cats)
    for chunk in sentence.chunks[sentence.chunk_at.get(end - 1, len(sentence.chunks)) + 1 :]:
        place = (
            story.place_of(sentence.units, chunk) if cats[end : chunk.prep] in (",", "C", ",C") and (chunk.bare or cats[chunk.prep] == "e") else None
        )
        if hit.shape is not None and chunk.prep >= hit.shape.clause.right > hit.shape.clause.end:
            break
        if place is None or not place.state:
            break
        party.add(place.state, place.unit)
        end = chunk.end
    return party


def _with_others(party: Party, hit: Hit, receiver: Chunk, story: Story, stop: int = 0) -> Party:
    """A receiver with those joined to it up to unit `stop`, each with its own preposition or in its case: "au Mali, au Togo et à l'ONU"."""
    sentence = hit.sentence
    cats, end = sentence.units.cats, receiver.end
    for chunk in sentence.chunks[sentence.chunk_at.get(receiver.start, len(sentence.chunks)) + 1 :]:
        alike = not chunk.bare and cats[chunk.prep] == cats[receiver.prep] and cats[end : chunk.prep] in (",", "C", ",C")
        if not alike or chunk.prep >= (stop or len(cats)):
            break
        other = story.actors.party(sentence, (chunk.start, chunk.end))
        if not other.ids or other.thing:
            break
        party, end = _merged(party, other), chunk.end
    return party


def _at_home_of(sentence: Sentence, start: int, stop: int, story: Story) -> Party:
    """The state that tells where a place lies: "para la central de Kossodo, Burkina Faso"."""
    cats, found = sentence.units.cats, Party()
    for chunk in sentence.chunks_in(start, stop):
        if chunk.bare and cats[chunk.start] == "O" and cats[chunk.start - 1] == "," and cats[chunk.start - 2] in "LUH" and not found.ids:
            found = story.actors.party(sentence, (chunk.start, chunk.end))
    return found


def _behind_prepositions(hit: Hit, story: Story, start: int, stop: int) -> Party:
    """Whom units `start:stop` name behind "à", "pour", "contre": a party, else whose the one is that bears it ("à l'hôpital laotien")."""
    shape, sentence, closed = hit.shape, hit.sentence, story.pack.closed
    assert shape is not None
    cats, bearer, placed = sentence.units.cats, Party(), Party()
    for letters in ("a", "P", "w"):
        if letters == "w" and "with" not in hit.frame.to:
            continue
        for chunk in sentence.chunks:
            if chunk.bare or not start <= chunk.prep < stop or cats[chunk.prep] not in letters:
                continue
            base = governed_by(sentence, chunk)
            if letters == "P" and base not in closed.beneficiary and base not in closed.towards:
                continue
            if letters == "a" and base in closed.circumstance:
                continue
            last = max(joined_end(sentence, chunk, stop), 0 if closed.chain else shape.phrase_end(chunk))  # "to Mali, Togo and Benin"
            party = story.actors.party(sentence, (chunk.start, min(stop, last)))
            if party.ids and not party.thing:
                found = party if party.by_reference and letters != "a" else _with_others(party, hit, chunk, story, stop)
                seat = sentence.units.entry(head(sentence, chunk), "actor")
                if letters != "a" or seat is None or seat.extra != "metonym":
                    return found
                placed = placed if placed.ids else found  # "a approuvé à Washington un prêt en faveur de l'Éthiopie"
                continue
            if not bearer.ids and (letters == "a" or base in closed.beneficiary):  # "à l'hôpital laotien", "pour des médecins laotiens"
                bearer = story.actors.named(sentence, chunk.start, min(stop, shape.phrase_end(chunk)))
    return placed if placed.ids else bearer


def receiver_of(hit: Hit, story: Story, thing: Chunk | None, until: int = 0) -> Party:
    """Who receives, or at whom a measure is aimed; of one thing in a list, named between it and unit `until`."""
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    clause, to, cats = shape.clause, hit.frame.to, sentence.units.cats
    if hit.get("mutual"):
        return Party()
    if shape.receiver is not None:
        return _with_others(story.actors.party(sentence, (shape.receiver.start, shape.receiver.end)), hit, shape.receiver, story)
    if hit.get("split"):
        return _party_of(_ends(hit, story), 1, 9)
    if hit.get("by_subject"):
        at = Party()
        for actor in hit.subject.person.at if isinstance(hit.subject.person, Person) else ():
            at.add(actor, clause.begin)
        return at if at.ids or "locative" not in to else _located(hit, story)
    if "subject" in to:
        for chunk in from_whom(shape, story) if len(hit.subject.ids) > 1 else ():
            if chunk.prep >= clause.end:  # "The second country of the region, Kenya, received a loan from the bank"
                return _without(hit.subject, story.actors.party(sentence, (chunk.start, chunk.end)))
        return hit.subject
    if "subject_named" in to and clause.subject is not None:
        return story.actors.named(sentence, clause.subject[0], clause.begin)
    origins = story.pack.closed.origins
    if "left" in to:  # "se sont retirées du Mali", "ont quitté le Tchad"
        for chunk in sentence.chunks:
            if clause.end <= chunk.prep < clause.right and (cats[chunk.prep] == "d" or chunk.bare or governed_by(sentence, chunk) in origins):
                party = story.actors.party(sentence, (chunk.start, chunk.end))
                if party.ids and not party.thing:
                    return party
        return _located(hit, story) if origins or "locative" in to else Party()  # "withdrew from its bases in Afghanistan"
    if "thing" in to and thing is not None:  # "a expulsé 45 diplomates russes"
        k = head(sentence, thing)
        if isinstance(sentence.units.data[k], Person):
            person = sentence.units.data[k]
            return Party([person.actor], [k]) if person.actor and hit.get("office") != "own" else Party()
        named = story.actors.named(sentence, thing.start, joined_end(sentence, thing, max(clause.right, thing.end)))
        last = sentence.chunk_at.get(named.units[-1]) if named.units else None
        if last is not None and sentence.chunks[last].start >= thing.end:
            return _with_others(named, hit, sentence.chunks[last], story, clause.right)  # "des sanctions au Mali, au Niger et au Tchad"
        if named.ids:
            return named
    if "at" in to and thing is not None:  # "a rappelé son ambassadeur à Alger"
        envoy = sentence.units.data[head(sentence, thing)]
        if isinstance(envoy, Person) and envoy.at:  # "su embajadora en Argentina, María Jesús Alonso"
            return Party(list(envoy.at), [thing.start] * len(envoy.at))
        found = story.actors.named(sentence, thing.start, shape.phrase_end(thing) if thing.end <= clause.right else thing.end)
        return _without(found, hit.subject)
    if "object" in to and shape.object is not None:
        span = (shape.object.start, shape.phrase_end(shape.object))
        party = story.actors.party(sentence, span)
        if not party.ids:
            party = story.actors.named(sentence, *span)
        if party.ids:
            return party
    if shape.recipient is not None:  # "gave Laos two ships"
        party = story.actors.party(sentence, (shape.recipient.start, shape.recipient.end))
        if party.ids:
            return party
    start = clause.begin if hit.frame.verbs else (thing.start if thing is not None else clause.left)
    stop = clause.right if hit.frame.verbs else phrase_reach(hit, thing)
    if until and thing is not None:
        start, stop = thing.end, until
    bearer = _behind_prepositions(hit, story, start, stop)
    told_before = hit.frame.verbs and thing is not None and clause.voice == "passive" and thing.end < clause.begin
    if not bearer.ids and told_before and thing is not None:  # "l'aide promise par l'Espagne au Tchad a été versée"
        bearer = _behind_prepositions(hit, story, thing.end, clause.begin)
    if not bearer.ids and thing is not None:
        bearer = _at_home_of(sentence, thing.end, stop, story)
    if bearer.ids or until:
        return bearer
    complement = shape.complement
    purpose = complement.clause if hit.frame.verbs and complement is not None and complement.kind == "inf" else None
    if purpose is not None and purpose.lemma in story.pack.closed.object_control:
        helped = story.actors.named(sentence, purpose.begin, stop)  # "gave 25 million dollars to help Mozambique recover"
        if helped.ids:
            return _without(helped, hit.subject)
    if "of" in to and thing is not None:
        return _without(story.actors.named(sentence, thing.end, max(named_end(sentence, thing, clause.right), thing.end)), hit.subject)
    if "place" in to or "locative" in to:
        located = _with_places(_located(hit, story), hit, story)
        if located.ids:
            return located
    if "adjective" in to and thing is not None:
        return story.actors.named(sentence, thing.start, thing.end)
    return Party()


def to_host(hit: Hit, receiver: Party, story: Story) -> Party:
    """What an ambassador gives a ministry that names no state goes to the state the ambassador is sent to, whatever the wire's own."""
    envoy, cats = hit.subject.person, hit.sentence.units.cats
    if not isinstance(envoy, Person) or envoy.role != "ambassador" or len(envoy.at) != 1 or hit.shape is None or hit.shape.clause.voice != "active":
        return receiver
    told = any(cats[k] in "OJLH" for k in receiver.units) or (receiver.ids and not receiver.units)
    if told or receiver.ids == list(envoy.at) or not story.discourse.is_state(envoy.at[0]):
        return receiver
    return Party(list(envoy.at), [], by_reference=True)
