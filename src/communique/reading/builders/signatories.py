"""Who is party to an instrument: named with it, acting on it, or the two sides the story is about."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import head, phrase_end
from communique.grammar.sentence import Chunk, Sentence
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.names import names_place
from communique.reading.offices import entry_of
from communique.reading.reference import Party
from communique.reading.story import Story

ONE_SIDED: Final = frozenset({"approved", "ratified", "suspended", "denounced", "terminated"})
BY_ALL: Final = frozenset({"signed", "adopted", "negotiations_concluded", "under_negotiation", "initialled", "proposed"})
OWN: Final = frozenset({"adopted", "approved"})
UNILATERAL: Final = frozenset({"plan", "declaration", "communique", "bundle"})


def _parties_in(sentence: Sentence, left: int, right: int, story: Story) -> Party:
    """The actors named among units, but not a capital that only names the instrument, or where it was made: "la Déclaration de Bangkok", "in Manila".

    Those whose meeting gave it, where none is named: "the Joint Communiqué of the 50th ASEAN Foreign Ministers' Meeting".
    """
    named = story.actors.named(sentence, left, right)
    kept = Party()
    units = sentence.units
    for actor, k in zip(named.ids, named.units, strict=False):
        entry = entry_of(units, k, "actor")
        if entry is not None and entry.extra == "metonym" and units.cats[k - 1] == "d" and units.cats[k - 2 : k - 1] in ("N", "A", "U", "u"):
            continue
        if entry is not None and entry.extra == "metonym" and units.head_last and units.cats[k + 1 : k + 2] == "N":
            continue  # "the Vientiane Action Plan"
        if entry is not None and entry.extra == "metonym" and units.cats[k - 1] == "e" and units.entry(k, "place") is not None:
            continue
        if names_place(units, k):
            continue
        kept.add(actor, k)
    for k in range(left, right) if not kept.ids else ():
        held = entry_of(units, k, "mechanism") if units.cats[k] == "N" else None
        for actor in held.extra.partition(";")[0].split("|") if held is not None else ():
            kept.add(actor, k)
    return kept


def fill_parties(draft: Draft, hit: Hit, story: Story, *, chunk: Chunk, act: Chunk | None, again: bool, type_: str, end: int, reach: int) -> bool:
    """Fill who is party, and give whether the words name any.

    They are those named with the instrument, those who act, those "with", "between" or "by" whom; else the pair the story is about.
    """
    sentence, shape = hit.sentence, hit.shape
    cats = sentence.units.cats
    governed = shape is not None and bool(hit.frame.verbs)
    first = act.start if act is not None else chunk.start
    behind = chunk.start if governed and shape is not None and shape.clause.end <= chunk.start else first
    named = _parties_in(sentence, chunk.start, reach if behind == first and reach >= chunk.start else max(end, chunk.end), story)
    acting, companions = Party(), Party()
    if shape is not None and not governed:
        agent = next((c for c in sentence.chunks if not c.bare and cats[c.prep] == "g" and abs(c.prep - first) < 8), None)
        if agent is not None:
            acting = _listed(sentence, agent, story)
        elif draft.status in ONE_SIDED or (len(hit.subject.ids) > 1 and not hit.subject.thing):
            acting = hit.subject if not hit.subject.thing else Party()
    if shape is not None and governed:
        clause = shape.clause
        if clause.voice == "passive" or hit.frame.focus == "subject":
            for agent in shape.prepositional("g"):
                if agent.prep >= clause.begin or agent.end == clause.begin:
                    acting = _listed(sentence, agent, story)
                    break
            if hit.get("approver") and shape.object is not None:  # "a reçu l'aval du Parlement européen"
                acting = story.actors.named(sentence, shape.object.start, clause.right)
        else:
            meets = hit.subject.thing == "meeting" and bool(story.pack.closed.particles)  # "Hội nghị ASEAN-Nga đã ra Tuyên bố chung"
            acting = hit.subject if not hit.subject.thing or meets else Party()
        letters = "wa" if hit.get("buyer") else "w"
        for with_ in shape.prepositional(letters):
            apart = any(c.bare and cats[c.start] != "W" and cats[c.prep - 1] in "C," for c in sentence.chunks if reach <= c.start < with_.prep)
            if (with_.prep >= clause.begin or with_.prep >= first) and not apart:
                _gather(companions, story.actors.party(sentence, (with_.start, joined_end(sentence, with_, clause.right))))
        if not companions.ids and cats[0] == "w" and draft.status in BY_ALL and sentence.chunks and sentence.chunks[0].prep == 0:
            topic = sentence.chunks[0]  # "Avec le Laos, un accord a été signé"
            _gather(companions, story.actors.party(sentence, (topic.start, topic.end)))
        for between in shape.prepositional("P"):
            word = sentence.units.norm(between.prep)
            if between.prep < chunk.start and between.prep < clause.end:
                continue
            if word in story.pack.closed.between:
                _gather(companions, story.actors.named(sentence, between.start, clause.right))
            elif hit.get("buyer") and word in story.pack.closed.beneficiary:
                _gather(companions, story.actors.party(sentence, (between.start, shape.phrase_end(between))))
    if not companions.ids and governed and _only_said(draft, hit, chunk, acting, named):
        if type_ == "declaration" and acting.ids[0] not in story.state_names:
            story.put_actors(draft, "by", sentence, acting)
        return True
    if draft.status in ONE_SIDED and acting.ids:
        story.put_actors(draft, "by", sentence, acting)
        rest = [actor for actor in [*named.ids, *companions.ids] if actor not in draft.by]
        draft.to += list(dict.fromkeys(rest)) or story.discourse.counterpart(draft.by)
        return True
    if len(named.ids) >= 2 and not (acting.ids and draft.status in BY_ALL and draft.status != "proposed" and set(acting.ids).isdisjoint(named.ids)):
        story.put_actors(draft, "by", sentence, named)
        return True
    story.put_actors(draft, "by", sentence, acting)
    story.put_actors(draft, "by", sentence, companions)
    if len(draft.by) < 2:
        story.put_actors(draft, "by", sentence, named)
    lone = governed and acting.ids and draft.status in OWN and type_ in UNILATERAL and len(draft.by) == 1 and not acting.plural
    if len(draft.by) < 2 and not (draft.by and again) and not lone:
        other = story.discourse.counterpart(draft.by) if draft.by else list(story.discourse.gathered()) or _named_apart(sentence, story)
        states = {actor.partition(":")[0] for actor in draft.by}
        draft.by += [actor for actor in other if actor not in states]
    return bool(named.ids or acting.ids or companions.ids or (story.discourse.alone and draft.by))


def _only_said(draft: Draft, hit: Hit, chunk: Chunk, acting: Party, named: Party) -> bool:
    """Whether a text is what one party says, or a press release: "issued a statement on Syria", "un comunicado publicado en la página de …"."""
    assert hit.shape is not None
    if draft.status != "adopted" or len(hit.sentence.units.norm(head(hit.sentence, chunk)).split()) > 1:  # "joint statement"
        return False
    if acting.ids:
        return draft.type in ("declaration", "communique") and len(acting.ids) == 1 and not acting.plural
    return draft.type == "communique" and hit.shape.clause.form == "participle" and len(named.ids) < 2


def _named_apart(sentence: Sentence, story: Story) -> list[str]:
    """The two states a sentence names, where the story has named none before: "arrived in Venezuela … the agreement between both"."""
    named = [actor for actor in story.actors.named(sentence, 0, len(sentence.units.cats), groups=False).ids if actor in story.state_names]
    return named if len(named) == 2 else []


def _gather(into: Party, found: Party) -> None:
    for index, actor in enumerate(found.ids):
        into.add(actor, found.units[index] if index < len(found.units) else 0)


def _listed(sentence: Sentence, agent: Chunk, story: Story) -> Party:
    """The agents of a passive: "par la Russie et le Laos"."""
    party = Party()
    _gather(party, story.actors.party(sentence, (agent.start, phrase_end(sentence, agent, len(sentence.units.cats)))))
    index = sentence.chunk_at.get(agent.start)
    cats, end = sentence.units.cats, agent.end
    for following in sentence.chunks[index + 1 :] if index is not None else ():
        joined = cats[end : following.prep]
        if following.bare and joined in ("C", ",") and cats[following.start] != "W":
            _gather(party, story.actors.party(sentence, (following.start, following.end)))
        elif not (joined == "" and not following.bare and cats[following.prep] == "d"):
            break
        end = following.end
    return party
