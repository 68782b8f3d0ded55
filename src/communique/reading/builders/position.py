"""Positions: a party supports, welcomes, asks, condemns, declines."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, governed_by, head, preposition_at
from communique.grammar.sentence import Chunk
from communique.reading.builders.targets import targets
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_areas, fill_times
from communique.reading.story import Story

_ADDRESSED: Final = frozenset({"requests", "calls_for", "proposes"})
_NAMELESS: Final = frozenset({"calls_for", "abstains"})
"""types whose words may name an actor that the position is not about"""
_ABOUT: Final = frozenset({"expresses_concern", "condemns", "opposes"})
"""types whose cause may stand in a circumstance: "après le tir de la Corée du Nord" """
_BARE: Final = frozenset({"supports", "calls_for", "requests", "proposes", "affirms_priority"})
"""types that say nothing without the words of what they are about"""


def build(hit: Hit, story: Story) -> list[Draft]:
    """One position for each thing the complement lists; the addressee of a request is in `to`."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    if shape is None or (not frame.verbs and not _joined(hit, story)):
        return []
    units, clause = sentence.units, shape.clause
    above = clause.governor.lemma if clause.form == "infinitive" and clause.governor is not None else ""
    if hit.get("type") == "proposes" and above in story.pack.closed.object_control:
        return []  # "a invité le Mali à proposer un calendrier": what is asked of another
    party, about = _holder(hit, story)
    if not party.ids:
        return []
    type_ = hit.get("type", "supports")
    if type_ == "@noun" and hit.focus is not None:
        value = classes(units, head(sentence, hit.focus)).get("stance")
        if value is None or (value[0] in _BARE and frame.what != "subject" and not _told(hit, hit.focus, story)):
            return []
        type_ = value[0]
    addressee = _addressee(hit, story) if type_ in _ADDRESSED or "addressee" in frame.to or frame.what == "wish" else Party()
    if frame.what == "wish" and not _asks(hit, addressee, party):
        return []
    if type_ == "calls_for" and addressee.ids and "addressee" in frame.to:
        type_ = "requests"
    elif type_ == "requests" and not addressee.ids:
        type_ = "calls_for"
    drafts: list[Draft] = []
    for index, (left, right) in enumerate(_targets(hit, story)):
        evidence = clause_range(story, sentence, clause, until=right) if index == 0 else story.range(units, left, right)
        what = story.range(units, left, right)
        if not frame.verbs:
            evidence = what
        elif index == 0 and "agent" in frame.by:
            evidence = (evidence[0], max(evidence[1], _agent_end(hit, evidence[1])))
        draft = Draft("position", frame.name, [evidence], type=type_, what=what, polarity=not clause.negative or frame.negative is not False)
        draft.at("what", what)
        story.put_actors(draft, "by", sentence, party)
        mine = {actor.partition(":")[0] for actor in draft.by}
        if about.ids:
            draft.evidence = [clause_range(story, sentence, clause.governor, until=right)] if clause.governor is not None else draft.evidence
            draft.to = [actor for actor in about.ids if actor not in draft.by]
        elif type_ == "proposes" and (asked := _asked(hit, story, mine)).ids:
            story.put_actors(draft, "to", sentence, asked)
        elif addressee.ids:
            other = Party()
            for position, actor in enumerate(addressee.ids):
                if actor.partition(":")[0] not in mine:
                    other.add(actor, addressee.units[position] if position < len(addressee.units) else left)
            story.put_actors(draft, "to", sentence, other)
        elif type_ not in _NAMELESS and len(draft.by) < 2:
            story.put_actors(draft, "to", sentence, _concerned(hit, story, left, max(right, clause.right) if type_ in _ABOUT else right, mine))
        fill_areas(draft, story, what)
        draft.issue = story.issue_in(*what)
        start = clause.governor.left if clause.form == "infinitive" and clause.governor is not None else clause.left
        fill_times(draft, story, sentence, start, left, near=clause.begin, own=clause if start == clause.left else None)
        if draft.type == "requests" and not draft.to:
            draft.type = "calls_for"
        drafts.append(draft)
    return drafts


def _holder(hit: Hit, story: Story) -> tuple[Party, Party]:
    """Who takes the position, and whom it is about where the clause has that as its subject."""
    shape, frame, sentence = hit.shape, hit.frame, hit.sentence
    assert shape is not None
    clause = shape.clause
    if "sayer" in frame.by:
        if clause.relation != "that" or clause.governor is None:
            return Party(), Party()
        return story.actors.subject(sentence, clause.governor), hit.subject
    if "complement" in frame.by:
        complement = shape.complement
        return (story.actors.named(sentence, complement.start, clause.right) if complement is not None else Party()), hit.subject
    if "owner" in frame.by and hit.focus is not None:
        return _owner(hit, hit.focus, story), Party()
    if "agent" in frame.by:
        for chunk in shape.prepositional("g"):
            if chunk.prep >= clause.end or chunk.end == clause.begin:
                party = story.actors.party(sentence, (chunk.start, shape.phrase_end(chunk)))
                return (Party() if party.thing else party), Party()
        return Party(), Party()
    if not hit.subject.ids and shape.subject is not None:
        owner = _owner(hit, hit.focus, story) if hit.focus is not None else Party()
        if owner.ids:  # "the declaration reaffirmed the support of Chile and Peru for …"
            return owner, Party()
        return _authors(hit, shape.subject, story), Party()
    return hit.subject, Party()


def _agent_end(hit: Hit, end: int) -> int:
    """Where who takes a position ends, a token: "a call rejected by Mali"."""
    shape, units = hit.shape, hit.sentence.units
    for chunk in shape.prepositional("g") if shape is not None else ():
        if shape is not None and chunk.prep >= shape.clause.end:
            return max(end, units.end[shape.phrase_end(chunk) - 1])
    return end


def _asked(hit: Hit, story: Story, mine: set[str]) -> Party:
    """Who shall do what is proposed: "suggested that Russia continue …"; nobody where the proposer is to take part."""
    shape = hit.shape
    complement = shape.complement if shape is not None else None
    if complement is None or complement.kind != "that" or complement.clause is None:
        return Party()
    found = story.actors.subject(hit.sentence, complement.clause)
    return found if not found.thing and mine.isdisjoint(actor.partition(":")[0] for actor in found.ids) else Party()


def _joined(hit: Hit, story: Story) -> bool:
    """Whether a noun of stance goes on with what a verb affirms: "reaffirmed its commitment to … and its support for …"."""
    chunk, units = hit.focus, hit.sentence.units
    if chunk is None or hit.shape is None or units.cats[chunk.start - 1 : chunk.start] not in ("C", ",") or not chunk.bare:
        return False
    by_verb, governor = story.pack.frames.by_verb, hit.shape.clause.governor
    verbs = [hit.shape.clause.lemma, *([governor.lemma] if governor is not None else [])]
    affirms = any("promise" in frame.object for verb in verbs for frame in by_verb.get(verb, {}).get("finite", ()))
    return units.norm(chunk.start) in story.pack.closed.possessive and affirms


def _authors(hit: Hit, chunk: Chunk, story: Story) -> Party:
    """Who speaks through a joint text: "leur déclaration commune appelle à …"."""
    value = classes(hit.sentence.units, head(hit.sentence, chunk)).get("instrument")
    party = Party()
    if value is not None and value[0].partition(";")[0] in ("declaration", "communique"):
        clause = hit.shape.clause if hit.shape is not None else None
        own = story.actors.named(hit.sentence, chunk.end, clause.subject[1]) if clause is not None and clause.subject is not None else party
        if own.ids:
            return own  # "a statement by the foreign ministry of Laos condemns …"
        last = story.last_agreement
        for actor in last.by if last is not None and last.type in ("declaration", "communique") else story.discourse.pair():
            party.add(actor, chunk.start)
    return party


def _owner(hit: Hit, chunk: Chunk, story: Story) -> Party:
    """Whose a stance is: "le soutien du Maroc à", "la condamnation par Cuba de", "le soutien marocain"."""
    sentence = hit.sentence
    cats, index = sentence.units.cats, sentence.chunk_at[chunk.start]
    following = sentence.chunks[index + 1] if index + 1 < len(sentence.chunks) else None
    if following is not None and following.prep == chunk.end and cats[following.prep] in "dg":
        reach = joined_end(sentence, following, hit.shape.clause.right) if hit.shape is not None else following.end
        party = story.actors.party(sentence, (following.start, reach))
        return Party() if party.thing else party
    own = next((k for k in range(chunk.start, chunk.end) if cats[k] in ("JOH" if sentence.units.head_last else "J")), None)
    return story.actors.named(sentence, own, own + 1) if own is not None else Party()


def _told(hit: Hit, chunk: Chunk, story: Story) -> bool:
    """Whether a noun of stance has words that say what it is about: "son soutien à …", not "ce soutien"."""
    shape, units = hit.shape, hit.sentence.units
    assert shape is not None
    complement = shape.complement
    if complement is not None and complement.kind != "np":
        return True
    k = next((k for k in range(chunk.end, len(units.cats)) if units.cats[k] != "E"), chunk.start)
    return units.cats[k] in "dawgQS" or (units.cats[k] == "P" and preposition_at(units, k) not in story.pack.closed.circumstance)


def _targets(hit: Hit, story: Story) -> list[tuple[int, int]]:
    """The units of each thing the position is about."""
    shape = hit.shape
    assert shape is not None
    clause = shape.clause
    if not hit.frame.verbs and hit.focus is not None:
        return [(hit.focus.start, shape.phrase_end(hit.focus))]
    if hit.frame.what == "subject" and clause.subject is not None:
        return [clause.subject]
    if hit.frame.focus.startswith("np:") and hit.focus is not None and hit.frame.what == "":
        return [(hit.focus.start, max(shape.core_end, hit.focus.end))]
    if hit.frame.what == "object" and shape.object is not None:
        return [(shape.object.start, max(shape.core_end, shape.object.end))]
    return targets(hit, story)


def _asks(hit: Hit, addressee: Party, party: Party) -> bool:
    """Whether a wish is a request: of another party, or that something be done ("souhaite que le consensus soit appliqué")."""
    assert hit.shape is not None
    complement = hit.shape.complement
    if complement is None or complement.clause is None:
        return False
    if addressee.ids and not addressee.thing:
        return not set(party.ids) & set(addressee.ids)
    return complement.clause.voice == "passive" or addressee.by_reference


def _concerned(hit: Hit, story: Story, left: int, right: int, mine: set[str]) -> Party:
    """The actor a position is about: the agent in its words ("l'invasion de l'Ukraine par la Russie"), else the first other actor they name."""
    sentence = hit.sentence
    agent = next((chunk for chunk in sentence.chunks if left < chunk.prep < right and sentence.units.cats[chunk.prep] == "g"), None)
    index = sentence.chunk_at.get(left)
    if agent is None and index is not None and sentence.units.cats[head(sentence, sentence.chunks[index])] == "O":
        listed = Party()  # "soutient le Kazakhstan et l'Ouzbékistan"
        for position, actor in enumerate((found := story.actors.party(sentence, (left, joined_end(sentence, sentence.chunks[index], right)))).ids):
            if actor.partition(":")[0] not in mine:
                listed.add(actor, found.units[position])
        if len(listed.ids) > 1:
            return listed
    spans = [(left, right)] if agent is None else [(agent.start, agent.end), (left, right)]
    for low, high in spans:
        named = story.actors.named(sentence, low, high)
        for position, actor in enumerate(named.ids):
            if actor.partition(":")[0] not in mine:
                return Party([actor], [named.units[position]])
    return Party()


def _addressee(hit: Hit, story: Story) -> Party:
    """Whom a request is made to: "à la Russie", or the object of "exhorter", or the subject of the that-clause."""
    shape, sentence = hit.shape, hit.sentence
    assert shape is not None
    clause, complement = shape.clause, shape.complement
    letters = "ad" if "np:d" in hit.frame.to else "a"
    limit = complement.start if complement is not None and complement.kind != "np" else clause.right
    thing = shape.object.start if shape.object is not None and "np:d" in hit.frame.to and limit == clause.right else limit
    for chunk in sentence.chunks:
        letter = sentence.units.cats[chunk.prep]
        upon = letter == "P" and story.pack.closed.chain and governed_by(sentence, chunk) in story.pack.closed.towards  # "called on Russia to"
        if clause.end <= chunk.prep < (limit if letter == "d" else thing) and (chunk.bare or letter in letters or upon):
            reach = shape.phrase_end(chunk)
            if sentence.units.cats[head(sentence, chunk)] == "O":
                reach = max(reach, joined_end(sentence, chunk, limit))  # "urged Niger, Mali and Togo to …"
            party = story.actors.party(sentence, (chunk.start, reach))
            if party.ids and not party.thing:
                return party
    if complement is not None and complement.kind == "that" and complement.clause is not None:
        return story.actors.subject(sentence, complement.clause)
    dative = story.pack.closed.dative
    around = range(max(clause.begin - 2, 0), clause.end)
    if hit.subject.ids and any(sentence.units.cats[k] == "c" and sentence.units.norm(k) in dative for k in around):
        return Party(story.counterpart(sentence, hit.subject.ids), by_reference=True)  # "lui a réclamé davantage d'engrais"
    return Party()
