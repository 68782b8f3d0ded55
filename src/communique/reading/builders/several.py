"""Instruments singled out of several: "sept documents, dont un accord sur les visas et un protocole"."""

from __future__ import annotations

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Chunk, Sentence
from communique.languages.closed import Closed
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.slots import fill_areas, named_end
from communique.reading.story import Story


def among(sentence: Sentence, start: int, closed: Closed) -> list[Chunk]:
    """The instruments singled out behind several: ", dont un accord sur les visas et un protocole"."""
    cats, units = sentence.units.cats, sentence.units
    found: list[Chunk] = []
    for chunk in sentence.chunks:
        if chunk.start <= start or not (chunk.bare or (governed_by(sentence, chunk) in closed.including)):
            continue
        included = governed_by(sentence, chunk) in closed.including  # "hai văn kiện, gồm Bản ghi nhớ …"
        opens = included or (
            cats[chunk.start - 2 : chunk.start] == ",R" and not any(c.opener == chunk.start - 1 and c.form == "finite" for c in sentence.clauses)
        )
        if not opens and not (found and cats[chunk.start - 1] in "C," and "T" not in cats[found[-1].end : chunk.start]):
            continue
        found_classes = classes(units, head(sentence, chunk))
        if "instrument" not in found_classes or "anaphor" in found_classes:
            if found:
                break
            continue
        found.append(chunk)
    return found


def singled_out(hit: Hit, story: Story, whole: Draft, chunk: Chunk, limit: int) -> Draft:
    """One of several instruments, told with them."""
    sentence = hit.sentence
    units, k = sentence.units, head(sentence, chunk)
    end = max(min(named_end(sentence, chunk, limit), limit), chunk.end)
    name = story.range(units, k, end)
    type_ = classes(units, k)["instrument"][0]
    draft = Draft("agreement", hit.frame.name, [story.range(units, chunk.start - 1, end)], type=type_, status=whole.status)
    draft.name, draft.modality, draft.when, draft.where = name, whole.modality, whole.when, whole.where
    draft.at("name", name)
    named = story.actors.named(sentence, chunk.start, end)
    if len(named.ids) >= 2:
        story.put_actors(draft, "by", sentence, named)
    else:
        draft.by, draft.to = list(whole.by), list(whole.to)
    fill_areas(draft, story, name)
    story.seen.add(("agreement", units.begin[k]))
    story.seen.add((f"agreement:{draft.status}", units.begin[k]))
    return draft


def in_turn(hit: Hit, story: Story, chunk: Chunk, left: int, right: int) -> tuple[int, int, str] | None:
    """The distance, unit and date of one of several told with as many dates: "un accord et un protocole, respectivement le 3 mars et le 12 avril"."""
    sentence, units = hit.sentence, hit.sentence.units
    if not any(units.norm(k) in story.pack.closed.in_turn for k in range(left, right) if units.cats[k] == "E"):
        return None
    things = [c.start for c in sentence.chunks_in(left, right) if "instrument" in classes(units, head(sentence, c))]
    dates = [(k, e.date.edtf) for k, e in story.times(sentence, left, right) if e.date is not None and e.relation == "at"]
    return (0, *dates[things.index(chunk.start)]) if len(dates) == len(things) > 1 and chunk.start in things else None
