"""Progress: how much of a plan or promise has been done."""

from __future__ import annotations

from communique.model.mentions import Mention
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.shape import classes
from communique.reading.slots import clause_range, fill_areas, fill_times, named_end
from communique.reading.story import Story


def build(hit: Hit, story: Story) -> list[Draft]:
    """A count "N of M", as of the meeting that heard it or the story's date."""
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = next((j for j in range(chunk.start, chunk.end) if units.cats[j] == "#"), -1)
    if k < 0 or not isinstance(units.data[k], Mention) or units.data[k].value.of is None:
        return []
    quantity = units.data[k].value
    clause = hit.shape.clause if hit.shape is not None else None
    left, right = (clause.left, clause.right) if clause is not None else (chunk.start, len(units.cats))
    evidence = clause_range(story, sentence, clause) if clause is not None and clause.subject is not None else story.range(units, chunk.start, right)
    draft = Draft("progress", hit.frame.name, [evidence], type="count", quantity=quantity)
    draft.at("quantity", (units.begin[k], units.end[k]))
    for other in sentence.chunks:
        if other.start > chunk.start and other.prep < right:
            position = next((j for j in range(other.start, other.end) if "instrument" in classes(units, j)), -1)
            if position >= 0:
                draft.name = story.range(units, position, named_end(sentence, other, right))
                break
    named = story.actors.named(sentence, left, right)
    if len(named.ids) >= 2:
        story.put_actors(draft, "by", sentence, named)
    else:
        draft.by = list(story.discourse.pair())
    fill_times(draft, story, sentence, left, chunk.start, near=chunk.start, due=False)
    draft.when = draft.when or story.last_meeting or story.published
    fill_areas(draft, story, evidence)
    return [draft]
