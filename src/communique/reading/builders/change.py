"""Changes of a relationship: relations set up, raised, broken off and restored, statuses, memberships, missions."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Sentence
from communique.model.dates import precision_of
from communique.reading.builders.encounter import leading_date
from communique.reading.draft import Draft, TokenRange
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_times, fill_where, is_future, named_end, phrase_range
from communique.reading.story import Story

_LEVELLED: Final = frozenset({"upgrade", "downgrade", "status_granted"})
_ONE_SIDED: Final = frozenset({"membership", "accession", "status_granted", "mission_opened", "mission_closed"})


def change(hit: Hit, story: Story) -> list[Draft]:
    """The change a verb or a noun tells of; none where its parties, its level or, for a noun, its date cannot be told."""
    type_ = _type(hit, story)
    if not type_:
        return []
    return _from_verb(hit, story, type_) if hit.frame.verbs else _from_noun(hit, story, type_)


def _type(hit: Hit, story: Story) -> str:
    """The type a frame gives: its own, that of the noun in focus (`@noun`), or that of what one becomes, joins or is granted (`@what`)."""
    type_, chunk, units = hit.get("type", "upgrade"), hit.focus, hit.sentence.units
    if not type_.startswith("@"):
        return type_
    if chunk is None:
        return ""
    k = head(hit.sentence, chunk)
    found = classes(units, k)
    if type_ == "@noun":
        return found["change"][0].partition(";")[0] if "change" in found else ""
    if "member" in found:
        return found["member"][0]
    if "level" in found:
        end = named_end(hit.sentence, chunk, len(units.cats))
        bodies = [a for a in story.actors.named(hit.sentence, chunk.start, end).ids if a not in story.state_names]
        return "status_granted" if bodies and found["level"][0] in ("dialogue", "sectoral_dialogue") else "upgrade"
    if "instrument" in found:
        return "accession"
    entry = units.entry(k, "actor") if units.cats[k] == "O" else None
    group = units.entry(k, "group")
    if (entry is not None and entry.value not in story.state_names) or (group is not None and group.value == "organisation"):
        return "membership"
    return ""


def _from_verb(hit: Hit, story: Story, type_: str) -> list[Draft]:
    shape, sentence = hit.shape, hit.sentence
    if shape is None:
        return []
    clause, units = shape.clause, sentence.units
    if hit.get("by_pair") and hit.focus is not None and not _of_ties(hit, hit.focus):
        return []
    left, right = clause.left, clause.right
    draft = Draft("milestone", hit.frame.name, [clause_range(story, sentence, clause)], type=type_)
    if type_ in _LEVELLED and not _fill_level(draft, hit, left, right) and type_ == "upgrade":
        return []
    meets = hit.subject.thing == "meeting" and bool(story.pack.closed.particles)  # "Hội nghị ASEAN-Nga nhất trí nâng cấp quan hệ"
    subject = hit.subject if not hit.subject.thing or meets else Party()
    start = clause.subject[0] if clause.subject is not None and clause.subject[0] < clause.begin else left
    stop = _before_mediation(sentence, clause.end, max(shape.core_end, clause.end))
    named = story.actors.named(sentence, start, stop)
    if clause.relation == "coordinated" and subject.ids and len(subject.ids) == 1:
        own = story.actors.named(sentence, clause.begin, stop)
        named = own if own.ids or units.head_last else named  # "Honduras broke with Taipei and set up ties with Beijing": with whom this verb says
    if clause.fronted and clause.subject is not None and not named.ids:
        named = story.actors.named(sentence, *clause.subject)  # "Fermée en 1992, l'ambassade de Russie à Ouagadougou …"
    if hit.get("taken") and shape.object is not None:  # "ASEAN took in Timor-Leste": who is let in acts
        subject, hosts = story.actors.party(sentence, (shape.object.start, shape.object.end)), subject
        named = Party(hosts.ids, hosts.units)
    if hit.get("side") and hit.focus is not None:  # "switched recognition from Taipei to Beijing"
        named = story.actors.party(sentence, (hit.focus.start, hit.focus.end))
        if not named.ids or named.thing:
            return []
    elif len(subject.ids) > 1 and units.head_last:
        named = Party()  # "A and B raised their ties in Singapore"
    if type_ in _ONE_SIDED:
        _fill_sides(draft, hit, subject, named, story)
        if not draft.by:
            return []
    else:
        story.put_actors(draft, "by", sentence, subject)
        story.put_actors(draft, "by", sentence, named)
        if hit.get("by_pair") and len(draft.by) < 2 and sentence.chunks[0].prep == 0 and units.cats[0] == "w":  # "Avec le Maroc, la rupture, …"
            story.put_actors(draft, "by", sentence, story.actors.party(sentence, (sentence.chunks[0].start, sentence.chunks[0].end)))
        _complete_pair(draft, subject, story)
    fill_times(draft, story, sentence, left, right, near=clause.end, own=clause, due=False)
    if draft.when is not None and draft.when.endswith("/.."):
        draft.when, draft.slots["when"] = None, []  # "after almost a year of feuding"
    if draft.when is None and story.pack.closed.particles:
        draft.when = leading_date(story, sentence, clause)
    if type_.startswith("mission") or hit.get("place"):
        fill_where(draft, story, sentence, clause.end, right)
        place = story.place(sentence, clause.end, right) or story.place(sentence, left, clause.begin)
        if place is not None and place.state and type_.startswith("mission") and place.state not in draft.by:
            draft.to = [place.state]
    if hit.get("dated") and draft.when is None:
        return []
    if type_.startswith("mission") and not draft.to and len(draft.by) < 2:
        return []
    _mark(hit, story)
    steps = _steps(draft, hit, story, right) if type_ in _LEVELLED else []
    return steps or ([draft] if not is_future(story, draft.when) else [])


def _steps(draft: Draft, hit: Hit, story: Story, right: int) -> list[Draft]:
    """A draft for each level where several are told, each with its date: "to a strategic one in 2014 and a comprehensive one in 2021"."""
    units, clause = hit.sentence.units, hit.shape.clause if hit.shape is not None else None
    start = clause.end if clause is not None else right
    levels = [(classes(units, k)["level"][0], k) for k in range(start, right) if units.cats[k] == "N" and "level" in classes(units, k)]
    found: list[Draft] = []
    for (level, k), following in zip(levels, [*(k for _, k in levels[1:]), right] if len(levels) > 1 else [], strict=False):
        times = [(at, time.date.edtf) for at, time in story.times(hit.sentence, k, following) if time.date is not None and time.timex_type == "DATE"]
        if len(times) != 1 or is_future(story, times[0][1]):
            return []
        step = draft.again()
        step.level, step.when = level, times[0][1]
        if found:
            step.evidence = [story.range(units, k, times[0][0] + 1)]
        step.at("level", (units.begin[k], units.end[k]))
        step.at("when", (units.begin[times[0][0]], units.end[times[0][0]]))
        found.append(step)
    return found if len({step.level for step in found}) > 1 else []


def _of_ties(hit: Hit, chunk: Chunk) -> bool:
    """Whether a change named alone, or by what it is a change of, is one of relations: not "la rupture du contrat"."""
    sentence, units = hit.sentence, hit.sentence.units
    following = sentence.chunk_at.get(chunk.end + 1)
    if units.cats[chunk.end : chunk.end + 1] != "d" or following is None:
        return True
    k = head(sentence, sentence.chunks[following])
    return units.cats[k] != "N" or not {"tie", "relation", "level"}.isdisjoint(classes(units, k))


def _fill_level(draft: Draft, hit: Hit, left: int, right: int) -> bool:
    """Fill the level reached: the last one named behind the verb, else one before it."""
    units, clause = hit.sentence.units, hit.shape.clause if hit.shape is not None else None
    found: list[tuple[str, int]] = []
    for k in range(max(left, 0), right):
        if units.cats[k] in "NA":
            value = classes(units, k).get("level")
            if value is not None:
                found.append((value[0], k))
    behind = [level for level in found if clause is not None and level[1] > clause.begin]
    chosen = behind[-1] if behind else found[0] if found else None
    if chosen is None:
        return False
    draft.level = chosen[0]
    draft.at("level", (units.begin[chosen[1]], units.end[chosen[1]]))
    return True


def _fill_sides(draft: Draft, hit: Hit, subject: Party, named: Party, story: Story) -> None:
    """Who joins, is granted or opens, in `by`; the body or the host in `to`."""
    sentence, units = hit.sentence, hit.sentence.units
    shape = hit.shape
    if hit.get("receiver") and shape is not None:  # "a accordé à l'Ukraine le statut": who receives it acts
        receiver = story.actors.party(sentence, (shape.recipient.start, shape.recipient.end)) if shape.recipient is not None else Party()
        for chunk in shape.prepositional("a"):
            inner = story.actors.party(sentence, (chunk.start, chunk.end))
            if inner.ids and not inner.thing and chunk.prep >= shape.clause.end:
                receiver = inner
        story.put_actors(draft, "by", sentence, receiver)
    else:
        story.put_actors(draft, "by", sentence, subject)
    others = [(actor, named.units[i]) for i, actor in enumerate(named.ids) if actor not in draft.by]
    if not draft.by and others and draft.type not in ("membership", "accession", "status_granted"):
        actor, k = others.pop(0)
        draft.by = [actor]
        draft.at("by", (units.begin[k], units.end[k]))
    if draft.type in ("membership", "status_granted"):
        others.sort(key=lambda side: side[0] in story.state_names)
    if others:
        draft.to = [others[0][0]]
        draft.at("to", (units.begin[others[0][1]], units.end[others[0][1]]))
    elif draft.type in ("status_granted", "membership") and story.discourse.organisation():
        draft.to = [story.discourse.organisation()]


def _complete_pair(draft: Draft, subject: Party, story: Story) -> None:
    if not draft.by and len(story.discourse.pair()) < 2:
        return  # whose relations they are, nobody says
    if len(draft.by) < 2:
        pair = story.discourse.counterpart(draft.by) if draft.by else list(story.discourse.pair())
        draft.by += [actor for actor in pair if actor not in draft.by]
    if len(draft.by) > 2 and not subject.plural:
        draft.by = draft.by[:2]


def _from_noun(hit: Hit, story: Story, type_: str) -> list[Draft]:
    """ "l'établissement des relations entre A et B en 1963", "l'adhésion du Laos à l'ASEAN": dated, and named with its parties."""
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units, cats = sentence.units, sentence.units.cats
    k = head(sentence, chunk)
    if ("milestone", units.begin[k]) in story.seen or _of_anniversary(hit, chunk):
        return []
    if hit.shape is not None and hit.shape.subject == chunk and (hit.shape.time == "future" or hit.shape.clause.lemma in story.pack.closed.planning):
        return []
    end = named_end(sentence, chunk, len(cats))
    while end < len(cats) and cats[end] in "awPge" and sentence.chunk_at.get(end) is not None:
        following = sentence.chunks[sentence.chunk_at[end]]
        if cats[following.start] == "W" or cats[head(sentence, following)] not in "OLNF":
            break
        end = named_end(sentence, following, len(cats))
    if type_ in ("establishment", "restoration", "severance") and not _has_tie(hit, chunk, end):
        return []
    draft = Draft("milestone", hit.frame.name, [phrase_range(story, sentence, chunk, until=end)], type=type_)
    if type_ in _LEVELLED and not _fill_level(draft, hit, chunk.start, end):
        return []
    named = story.actors.named(sentence, chunk.start, end)
    if type_ in _ONE_SIDED:
        draft.by, draft.to = named.ids[:1], named.ids[1:2]
        if type_ in ("membership", "status_granted") and draft.to and draft.to[0] in story.state_names:
            return []
        place = story.place(sentence, chunk.start, end)
        if type_.startswith("mission") and place is not None and place.state not in draft.by:
            draft.to, draft.where = [place.state], place.name
        if not draft.by or (not draft.to and type_ != "accession"):
            return []
    else:
        owned = units.norm(chunk.start) in story.pack.closed.possessive or any(
            units.norm(j) in story.pack.closed.possessive for j in range(chunk.end, end)
        )
        story.put_actors(draft, "by", sentence, named)
        if len(draft.by) < 2 and owned and hit.subject.ids and not hit.subject.thing:
            story.put_actors(draft, "by", sentence, hit.subject)
        elif len(draft.by) < 2 and not owned and not draft.by:
            return []
        _complete_pair(draft, named, story)
    evidence, reach = _with_date(hit, chunk, end, story)
    fill_times(draft, story, sentence, chunk.prep, reach, near=end, due=False)
    if draft.when is None or precision_of(draft.when) == "interval" or is_future(story, draft.when):
        if not type_.startswith("mission"):
            return []
        draft.when = None
    draft.evidence = [evidence]
    story.seen.add(("milestone", units.begin[k]))
    return [draft]


def _with_date(hit: Hit, chunk: Chunk, end: int, story: Story) -> tuple[TokenRange, int]:
    """The words of the phrase with the date that stands straight behind it, or behind the verb it is the subject of."""
    sentence, cats = hit.sentence, hit.sentence.units.cats
    shape = hit.shape
    if shape is not None and shape.subject == chunk and shape.clause.right - shape.clause.begin <= 6:
        return clause_range(story, sentence, shape.clause), shape.clause.right
    reach = end
    while reach < len(cats) and (cats[reach] in "WEea," and "W" in cats[reach : reach + 3]):
        reach += 1
    return phrase_range(story, sentence, chunk, until=max(end, reach)), reach


def _has_tie(hit: Hit, chunk: Chunk, end: int) -> bool:
    """Whether the phrase names the relations themselves, or its head noun does."""
    units = hit.sentence.units
    k = head(hit.sentence, chunk)
    return any(units.cats[j] == "N" and "tie" in classes(units, j) for j in range(k + 1, end)) or len(units.norm(k).split()) > 2


def _of_anniversary(hit: Hit, chunk: Chunk) -> bool:
    """Whether the phrase only says of what there is an anniversary: "le 30e anniversaire de l'établissement des relations"."""
    sentence = hit.sentence
    if chunk.bare or sentence.units.cats[chunk.prep] != "d" or chunk.prep == 0:
        return False
    before = sentence.chunk_at.get(chunk.prep - 1)
    if before is None:
        return False
    owner = sentence.chunks[before]
    k = head(sentence, owner)
    return "anniversary" in classes(sentence.units, k) or "o" in sentence.units.cats[owner.start : owner.end] or sentence.units.cats[k] == "#"


def _mark(hit: Hit, story: Story) -> None:
    """Note the nouns of change in a clause as told of."""
    sentence, shape = hit.sentence, hit.shape
    if shape is None:
        return
    for chunk in sentence.chunks:
        if shape.clause.left <= chunk.prep < shape.clause.right:
            k = head(sentence, chunk)
            if "change" in classes(sentence.units, k):
                story.seen.add(("milestone", sentence.units.begin[k]))


def _before_mediation(sentence: Sentence, left: int, right: int) -> int:
    """Where the mediation of a third begins among units `left:right`: "restored with Qatari mediation"; else `right`."""
    for chunk in sentence.chunks_in(left, right):
        if not chunk.bare and "negotiation" in classes(sentence.units, head(sentence, chunk)):
            return chunk.prep
    return right
