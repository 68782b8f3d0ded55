"""Who meets: named in the phrase, fixed by the mechanism, the subject with its companions, else those in focus."""

from __future__ import annotations

from communique.grammar.heads import governed_by
from communique.grammar.sentence import Chunk, Sentence
from communique.reading.builders.encounter import fill_visit
from communique.reading.draft import Draft
from communique.reading.extent import joined_end
from communique.reading.hit import Hit
from communique.reading.names import names_place
from communique.reading.reference import Party
from communique.reading.slots import named_end, rank_of
from communique.reading.story import Story


def fill_parties(draft: Draft, hit: Hit, named: Party, parties: list[str], story: Story) -> list[Draft]:
    """Who meets: named in the phrase, fixed by the mechanism, the subject with its companions, else those in focus. Gives further visits."""
    sentence = hit.sentence
    actors = story.actors
    people = [named.person, hit.subject.person]
    governed = hit.shape is not None and hit.frame.focus in ("subject", "object")
    companions = Party()
    if governed and hit.shape is not None:
        for chunk in hit.shape.prepositional("w"):
            inner = actors.party(sentence, (chunk.start, joined_end(sentence, chunk, hit.shape.clause.right)))
            companions.ids += [a for a in inner.ids if a not in companions.ids]
            companions.units += inner.units[: len(inner.ids)]
            people.append(inner.person)
    if draft.type == "visit":
        return fill_visit(draft, hit, named, story)
    named = _but_places(named, sentence)
    if len(named.ids) != 2:
        named = _between(hit, named, story)
    if len(named.ids) < 2 and not parties:
        named = _gathered(hit, story) or named
    owned = hit.focus is not None and sentence.units.norm(hit.focus.start) in story.pack.closed.possessive
    if story.pack.closed.particles and draft.type in ("talks", "call") and governed and hit.frame.focus == "object" and not hit.subject.thing:
        story.put_actors(draft, "by", sentence, hit.subject)  # "X đã điện đàm với A và B"
    if story.pack.closed.particles and parties and named.ids and draft.type == "session":  # "Hội nghị Bộ trưởng ASEAN - Nga": a mechanism and a name
        draft.by = list(parties)
        story.put_actors(draft, "by", sentence, named)
        return []
    if owned and not named.ids and hit.subject.ids and not hit.subject.thing:
        story.put_actors(draft, "by", sentence, hit.subject)
    elif len(named.ids) == 1 and named.ids[0] in parties:
        draft.by = list(parties)  # "la 3e édition du Forum sur la coopération sino-africaine"
    elif len(named.ids) >= 2 or (named.ids and not _bilateral(draft, named, story)):
        story.put_actors(draft, "by", sentence, named)
    elif parties:
        draft.by = list(parties)
    elif governed and hit.frame.focus == "object" and hit.subject.ids and (len(hit.subject.ids) > 1 or companions.ids or _own(draft, hit, story)):
        story.put_actors(draft, "by", sentence, hit.subject)
        draft.by += [a for a in companions.ids if a not in draft.by]
    elif named.ids:
        story.put_actors(draft, "by", sentence, named)
        draft.by += [a for a in [*companions.ids, *hit.subject.ids] if a not in draft.by][:1] if draft.type in ("talks", "call") else []
    elif governed and hit.frame.focus == "object" and draft.type == "conference" and hit.subject.ids and not hit.subject.thing:
        story.put_actors(draft, "by", sentence, hit.subject)  # "Switzerland will host a conference on Ukraine": whoever else comes is not told
    else:
        draft.by = list(story.discourse.gathered() if draft.type == "session" else story.discourse.pair())
    if draft.level is None and draft.type in ("talks", "call", "sidelines"):
        draft.level = rank_of(people)
    return []


def _between(hit: Hit, named: Party, story: Story) -> Party:
    """Those between whom one meets, if that is told: never their host ("a third round in Muscat between Iran and the United States")."""
    sentence, focus = hit.sentence, hit.focus
    if focus is None:
        return named
    for chunk in sentence.chunks_in(focus.end, hit.shape.clause.right if hit.shape is not None else len(sentence.units.cats)):
        if not chunk.bare and governed_by(sentence, chunk) in story.pack.closed.between:
            found = story.actors.named(sentence, chunk.start, joined_end(sentence, chunk, len(sentence.units.cats)))
            return Party(found.ids, found.units, named.person) if len(found.ids) > 1 else named
    return named


def _but_places(named: Party, sentence: Sentence) -> Party:
    """Those named, but not where they meet: "talks with Laos in Phnom Penh"."""
    kept = Party(person=named.person)
    for actor, k in zip(named.ids, named.units, strict=False):
        if not names_place(sentence.units, k):
            kept.add(actor, k)
    return kept


def _gathered(hit: Hit, story: Story) -> Party | None:
    """Whom a meeting brings together: "un sommet réunissant les dirigeants de A et de B", "le forum a rassemblé A et B"."""
    sentence, focus, shape = hit.sentence, hit.focus, hit.shape
    if focus is None:
        return None
    follows = next((c for c in sentence.clauses if c.form == "gerund" and c.begin == focus.end), None)
    if follows is None and shape is not None and hit.get("gathers") and hit.frame.focus == "subject":
        follows = shape.clause
    if follows is None:
        return None
    stop = next((c.begin for c in sentence.clauses if c.form == "finite" and c.begin > follows.begin), follows.right)
    found = story.actors.named(sentence, follows.end, max(stop, follows.end))
    return found if len(found.ids) > 1 else None


def _own(draft: Draft, hit: Hit, story: Story) -> bool:
    """Whether an organisation holds a meeting of its own: "la Cédéao a convoqué un sommet extraordinaire"."""
    return draft.type == "session" and not hit.subject.thing and hit.subject.ids[0] not in story.state_names and ":" not in hit.subject.ids[0]


def _bilateral(draft: Draft, named: Party, story: Story) -> bool:
    return draft.type in ("talks", "call", "sidelines")


def with_one_state(sentence: Sentence, k: int, right: int, story: Story) -> bool:
    """Whether those of one state stand with the meeting at unit k: "une réunion avec son homologue péruvien"."""
    companion = next((chunk for chunk in sentence.chunks_in(k + 1, right) if sentence.units.cats[chunk.prep] == "w"), None)
    if companion is None:
        return False
    named = story.actors.party(sentence, (companion.start, joined_end(sentence, companion, right)))
    return len(named.ids) == 1 and named.ids[0] in story.state_names


def topic_of(sentence: Sentence, chunk: Chunk, right: int, story: Story) -> range | None:
    """The units that say what a meeting is about: "a conference on Ukraine"."""
    about = next((c for c in sentence.chunks_in(chunk.end, right) if not c.bare and governed_by(sentence, c) in story.pack.closed.topics), None)
    return range(about.prep, named_end(sentence, about, right)) if about is not None else None


def beside_topic(named: Party, topic: range | None) -> Party:
    """The actors that are not what is spoken about."""
    if topic is None or not any(unit in topic for unit in named.units):
        return named
    found = Party()
    for position, actor in enumerate(named.ids):
        unit = named.units[position] if position < len(named.units) else -1
        if unit not in topic:
            found.add(actor, unit)
    return found
