"""Milestones: anniversaries, and the changes of a relationship."""

from __future__ import annotations

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk
from communique.model.dates import precision_of
from communique.model.mentions import Mention
from communique.reading.builders.change import change
from communique.reading.draft import Draft
from communique.reading.extent import genitive_end
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_areas, fill_times, named_end, ordinals_of, phrase_range
from communique.reading.story import Story


def build(hit: Hit, story: Story) -> list[Draft]:
    """The milestone a frame tells of."""
    type_ = hit.get("type", "")
    if type_ == "anniversary":
        return _anniversary(hit, story)
    if type_ == "designated_year":
        return _designated_year(hit, story)
    return change(hit, story)


def _anniversary(hit: Hit, story: Story) -> list[Draft]:
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = head(sentence, chunk)
    if ("milestone", units.begin[k]) in story.seen:
        return []
    if units.cats[k] == "#" and not chunk.bare and chunk.prep and units.cats[chunk.prep] == "d" and units.cats[chunk.prep - 1] in "VTGI":
        return []  # "prolonger de dix ans un accord"
    if units.cats[k] != "N" and units.cats[k] != "#":  # "et le 25e du partenariat": an anniversary was named before it
        tokens = range(units.begin[0], units.begin[k])
        if not any(("milestone", token) in story.seen for token in tokens) or not _of_relation(hit, chunk):
            return []
    ordinals = ordinals_of(sentence, chunk)
    number: int | None = ordinals[0][0] if ordinals else None
    where = ordinals[0][1] if ordinals else k
    counted = classes(units, k).get("anniversary", ("", ""))[0].partition("n=")[2]
    if number is None and counted:
        number = int(counted)
    if number is None and units.cats[k] == "#" and isinstance(units.data[k], Mention) and units.data[k].value.unit in ("year", "anniversary"):
        number = int(units.data[k].value.value)
        if not hit.get("owned") and not _of_relation(hit, chunk) and not _birthday(hit, chunk, story):
            return []
    if number is None:
        return []
    found = classes(units, k)
    if "anniversary" in found and not _about_relation(hit, chunk, story):
        return []
    limit = hit.shape.clause.right if hit.shape is not None else len(units.cats)
    end = named_end(sentence, chunk, max(limit, chunk.end))
    end = max(end, _deed_end(hit, story, end))
    evidence = phrase_range(story, sentence, _marked(hit, chunk), until=end)
    if hit.shape is not None and hit.frame.verbs and chunk == hit.shape.object:
        evidence = clause_range(story, sentence, hit.shape.clause, until=end)
    draft = Draft("milestone", hit.frame.name, [evidence], type="anniversary", ordinal=number)
    draft.at("ordinal", (units.begin[where], units.end[where]))
    named = story.actors.named(sentence, chunk.start, _tail(hit, end))
    if hit.get("owned") and hit.shape is not None and hit.shape.clause.subject is not None:
        named = story.actors.named(sentence, hit.shape.clause.subject[0], hit.shape.clause.begin)  # "relations between A and B turned 50"
    mutual = Party()
    if len(named.ids) < 2 and hit.subject.ids and hit.shape is not None and hit.frame.verbs:
        for index, actor in enumerate(hit.subject.ids):
            mutual.add(actor, hit.subject.units[index] if index < len(hit.subject.units) else chunk.start)
    story.put_actors(draft, "by", sentence, mutual)
    story.put_actors(draft, "by", sentence, named)
    if len(draft.by) < 2:
        pair = story.discourse.counterpart(draft.by) if draft.by else list(story.discourse.pair())
        draft.by += [actor for actor in pair if actor not in draft.by]
    left = hit.shape.clause.left if hit.shape is not None else 0
    fill_times(draft, story, sentence, left, limit, near=end, own=hit.shape.clause if hit.shape is not None else None, due=False)
    if draft.when is not None and (precision_of(draft.when) == "interval" or (not hit.frame.verbs and precision_of(draft.when) == "day")):
        draft.when, draft.slots["when"] = None, []  # the day is that of what happens beside it
    if draft.when is None and story.published is not None:
        draft.when = story.published[:4]
    story.seen.add(("milestone", units.begin[k]))
    return [draft]


def _deed_end(hit: Hit, story: Story, end: int) -> int:
    """Where what an anniversary is of ends, if a verb without an ending tells it: "30 năm thiết lập quan hệ giữa A và B"."""
    sentence = hit.sentence
    told = next((c for c in sentence.clauses if c.begin == end and c.form in ("infinitive", "finite")), None)
    if not story.pack.closed.particles or told is None:
        return end
    thing = next((c for c in sentence.chunks if c.prep == told.end and c.bare), None)
    return told.end if thing is None else max(thing.end, genitive_end(sentence, thing, told.right))


def _marked(hit: Hit, chunk: Chunk) -> Chunk:
    """The noun that says a number of years is one of an anniversary: "kỷ niệm 50 năm", else the years."""
    sentence = hit.sentence
    index = sentence.chunk_at.get(chunk.start, 0)
    before = sentence.chunks[index - 1] if index else chunk
    named = before.end == chunk.prep < chunk.start and "anniversary" in classes(sentence.units, head(sentence, before))
    return before if named else chunk


def _tail(hit: Hit, end: int) -> int:
    """Names may follow with a companion: "l'établissement des relations diplomatiques avec la Thaïlande"."""
    cats = hit.sentence.units.cats
    if end < len(cats) and cats[end] == "w":
        index = hit.sentence.chunk_at.get(end)
        if index is not None:
            return hit.sentence.chunks[index].end
    return end


def _birthday(hit: Hit, chunk: Chunk, story: Story) -> bool:
    """Whether "ses 54 ans" are those of an organisation that is the subject, or of a relation or an instrument."""
    ids, word = hit.subject.ids, hit.sentence.units.norm(chunk.start)
    owner = hit.shape.subject if hit.shape is not None else None
    found = classes(hit.sentence.units, head(hit.sentence, owner)) if owner is not None else {}
    if word in story.pack.closed.possessive and not {"relation", "level", "tie", "instrument"}.isdisjoint(found):
        return True
    return len(ids) == 1 and hit.subject.person is None and ids[0] not in story.state_names and word in story.pack.closed.possessive


def _about_relation(hit: Hit, chunk: Chunk, story: Story) -> bool:
    """Whether an anniversary is that of a relation, an instrument or an organisation, not of a state's own history."""
    sentence, units = hit.sentence, hit.sentence.units
    index = sentence.chunk_at[chunk.start]
    if index + 1 >= len(sentence.chunks) or sentence.chunks[index + 1].prep != chunk.end or units.cats[chunk.end] != "d":
        return True
    following = sentence.chunks[index + 1]
    k = head(sentence, following)
    if units.cats[k] == "N" and {"relation", "tie", "level", "change", "instrument", "year_of", "meeting", "negotiation"} & set(classes(units, k)):
        return True
    named = story.actors.named(sentence, following.start, named_end(sentence, following, len(units.cats))).ids
    return len(named) > 1 or any(actor not in story.state_names for actor in named) or "#" in units.cats[following.start : following.end]


def _of_relation(hit: Hit, chunk: Chunk) -> bool:
    """Whether "les 70 ans" are those of a relation."""
    units = hit.sentence.units
    wanted = {"relation", "level", "change", "instrument"}
    for j in range(chunk.end, min(chunk.end + 5, len(units.cats))):
        if units.cats[j] in ",;QRS":
            return False  # "valable cinq ans, prévoit l'échange de …"
        if units.cats[j] == "N" and wanted & set(classes(units, j)):
            return True
    return False


def _designated_year(hit: Hit, story: Story) -> list[Draft]:
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = head(sentence, chunk)
    if ("milestone", units.begin[k]) in story.seen:
        return []
    end = named_end(sentence, chunk, len(units.cats))
    name = story.range(units, k, end)
    draft = Draft("milestone", hit.frame.name, [phrase_range(story, sentence, chunk, until=end)], type="designated_year", name=name)
    named = story.actors.named(sentence, chunk.start, end)
    if len(named.ids) < 2 and units.masks is not None:  # "Годом туризма Казахстана в КНР"
        named = story.actors.named(sentence, chunk.start, min(end + 2, len(units.cats)))
    story.put_actors(draft, "by", sentence, named)
    if len(draft.by) < 2:
        return []
    inside = story.times(sentence, chunk.start, min(end + 4, len(units.cats)))
    for k2, expression in inside or story.times(sentence, 0, chunk.start):
        if expression.date is not None and precision_of(expression.date.edtf) == "year":
            draft.when = expression.date.edtf
            draft.at("when", (units.begin[k2], units.end[k2]))
    draft.when = draft.when or (story.published or "")[:4] or None
    fill_areas(draft, story, name)
    story.seen.add(("milestone", units.begin[k]))
    return [draft]
