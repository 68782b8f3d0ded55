"""Progress: how much of a plan or promise has been done."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Clause
from communique.grammar.units import Units
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.slots import clause_range, fill_areas, fill_times, named_end
from communique.reading.story import Story

_NO_MEASURE: Final = frozenset("citizen person people resident member country state nation seat vote voter minister leader".split())
"""Units whose share of a total tells of no plan: "400 of its 7,000 nationals"."""
_UNDERTAKEN: Final = frozenset({"promise", "instrument", "progress", "implementation", "works"})
"""Classes of what is carried out."""


def build(hit: Hit, story: Story) -> list[Draft]:
    """A count "N of M", a share "à 71 %", or a stage, as of the meeting that heard it or the story's date."""
    type_ = hit.get("type", "count")
    if type_ == "count":
        return _count(hit, story)
    return _share(hit, story) if type_ == "share" else _stage(hit, story)


def _count(hit: Hit, story: Story) -> list[Draft]:
    chunk, sentence = hit.focus, hit.sentence
    if chunk is None:
        return []
    units = sentence.units
    k = next((j for j in range(chunk.start, chunk.end) if units.cats[j] == "#"), -1)
    if k < 0 or not isinstance(units.data[k], Mention):
        return []
    quantity = units.data[k].value
    if hit.frame.verbs and quantity.of is not None:
        return []  # told by the noun phrase itself
    if quantity.of is None:
        total = (_total(hit, chunk) or _promised(hit, chunk, quantity, story)) if hit.frame.verbs else None
        if total is None or (quantity.unit and quantity.unit != total.unit and total.unit) or total.value < quantity.value:
            return []
        quantity = replace(quantity, unit=total.unit or quantity.unit, of=total.value)
    if not hit.frame.verbs and quantity.unit in _NO_MEASURE:
        return []
    if quantity.value == 1 and not hit.frame.verbs:
        return []  # "one of its five embassies"
    clause = hit.shape.clause if hit.shape is not None else None
    left, right = (clause.left, clause.right) if clause is not None else (chunk.start, len(units.cats))
    draft = _draft(hit, story, left, right, near=chunk.start)
    draft.quantity = quantity
    draft.at("quantity", (units.begin[k], units.end[k]))
    return [draft]


def _total(hit: Hit, chunk: Chunk) -> Quantity | None:
    """The total of "sur les 50 projets convenus, 35 …": an amount with a unit behind a preposition, before the count."""
    sentence = hit.sentence
    cats = sentence.units.cats
    of_which = cats[max(chunk.start - 3, 0) : chunk.start].rstrip("AE").endswith("dR")  # "33 billion, of which 15 billion have been paid"
    for other in reversed(sentence.chunks) if of_which else ():
        measured = sentence.units.data[head(sentence, other)]
        if other.start < chunk.start - 2 and isinstance(measured, Mention) and measured.type in ("amount", "money"):
            whole: Quantity = measured.value
            return whole
    for other in sentence.chunks:
        if other.start >= chunk.start:
            break
        data = sentence.units.data[head(sentence, other)]
        if sentence.units.head_last and not isinstance(data, Mention):  # "Of the 1.3 billion vaccine donations promised, …"
            data = next((sentence.units.data[k] for k in range(other.start, other.end) if cats[k] == "#"), None)
        topic = other.prep == 0 and "," in cats[other.end : chunk.start]  # "Des 50 projets convenus, 35 …"
        if (
            (topic or (not other.bare and _outside(sentence.units, other.prep)))
            and isinstance(data, Mention)
            and data.type in ("amount", "money", "number")
        ):
            total: Quantity = data.value
            return total
    return None


def _promised(hit: Hit, chunk: Chunk, done: Quantity, story: Story) -> Quantity | None:
    """What was promised of the same thing in the sentence, or last in the story, where words say how far it is done: "so far 18 million doses …"."""
    sentence, closed, shape = hit.sentence, story.pack.closed, hit.shape
    units = sentence.units
    if shape is None or shape.time in ("future", "conditional", "past_future") or not done.unit:
        return None
    span = range(max(shape.clause.left, chunk.start - 3), min(shape.clause.right, len(units.cats)))
    if not any(units.norm(k).startswith(word) for k in span for word in closed.until_now):
        return None
    for clause in sentence.clauses:
        if clause.lemma not in closed.asides or clause.begin >= chunk.start:
            continue
        for k in range(clause.end, min(clause.right, chunk.start)):
            measured = units.data[k]
            if units.cats[k] == "#" and isinstance(measured, Mention) and measured.value.unit in (done.unit, ""):
                whole: Quantity = measured.value
                return whole if whole.value > done.value else None
    last = story.last_promise
    return last.quantity if last is not None and last.quantity is not None and last.quantity.unit == done.unit else None


def _outside(units: Units, prep: int) -> bool:
    """Whether a preposition sets a total apart: "sur les 50 projets", "из 50 проектов" at the head of the sentence."""
    return units.cats[prep] == "P" or (prep == 0 and units.cats[prep] == "d" and units.begin[prep] < units.end[prep])


def _share(hit: Hit, story: Story) -> list[Draft]:
    """ "mis en œuvre à 71 %", "90 % de ses engagements", "la moitié des projets"."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None or shape.time in ("future", "conditional", "past_future"):
        return []
    clause, units = shape.clause, sentence.units
    left, right = clause.left, clause.right
    if clause.form == "participle" and clause.subject is not None:
        left = min(left, clause.subject[0])
    found: tuple[Quantity, int] | None = None
    for k in range(left, right):
        data = units.data[k]
        if units.cats[k] == "#" and isinstance(data, Mention) and data.type == "percent":
            found = (data.value, k)
            break
        if units.cats[k] == "N" and k < clause.begin:
            given = classes(units, k).get("progress", ("", ""))[0].partition("percent=")[2]
            if given:
                found = (Quantity(float(given), "percent"), k)
                break
    if found is None:
        return []
    undertaken = (units.head_last and _of_promise(clause, units, story)) or any(
        units.cats[k] == "N" and not _UNDERTAKEN.isdisjoint(classes(units, k)) for k in range(left, right) if k != found[1]
    )
    if not undertaken and not any(c.begin > clause.end and c.lemma in story.pack.closed.asides for c in sentence.clauses):
        return []  # "40 % des doses qu'elle avait promises"
    draft = _draft(hit, story, left, right, near=clause.begin)
    if not draft.by:
        return []
    if clause.subject is not None and left < clause.subject[0] and sentence.units.cats[clause.subject[0] - 1] == ",":
        draft.evidence = [story.range(units, left, right)]  # "Des mesures arrêtées à Istanbul, 67 % sont appliquées"
    draft.quantity = found[0]
    draft.at("quantity", (units.begin[found[1]], units.end[found[1]]))
    return [draft]


def _stage(hit: Hit, story: Story) -> list[Draft]:
    """ "aucun projet n'a été lancé", "la mise en œuvre a commencé", "entièrement appliqué"."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None or shape.time in ("future", "conditional", "past_future"):
        return []
    status, subject = hit.get("status"), shape.subject
    if hit.get("all") and (subject is None or sentence.units.norm(subject.start) not in story.pack.closed.floating):
        return []
    if subject is not None and status == "none_started" and not hit.get("plain") and not _is_none(story, sentence.units, subject.start):
        return []
    left, right = shape.clause.left, shape.clause.right
    if hit.get("undertaken") and not _of_promise(shape.clause, sentence.units, story):
        return []  # "n'a pas livré les 40 bus": of no promise
    draft = _draft(hit, story, left, right, near=shape.clause.begin)
    draft.status = status
    promiser = _promiser(hit, left, right, story) if hit.get("undertaken") and shape.clause.voice == "passive" else None
    if promiser is not None and promiser.ids:
        draft.by = promiser.ids[:1]
    return [draft] if len(draft.by) > 1 or (draft.by and hit.get("plain")) else []


def _of_promise(clause: Clause, units: Units, story: Story) -> bool:
    """Whether a clause tells of what somebody promised: "les 40 bus promis au Laos", "10 % of the pledged doses"."""
    for k in range(clause.left, clause.right):
        word = story.pack.words.get(units.norm(k)) if units.cats[k] in "ATVu" and not clause.begin <= k < clause.end else None
        if word is not None and any(lemma in story.pack.closed.promising for lemma, _ in word[1]):
            return True
    return False


def _promiser(hit: Hit, left: int, right: int, story: Story) -> Party | None:
    """By whom what was promised was promised: the agent in the clause, "the buses promised by Japan"."""
    sentence = hit.sentence
    agent = next((chunk for chunk in sentence.chunks_in(left, right) if sentence.units.cats[chunk.prep] == "g"), None)
    return story.actors.party(sentence, (agent.start, agent.end)) if agent is not None else None


def _is_none(story: Story, units: Units, start: int) -> bool:
    """Whether a noun phrase tells of none: "aucun projet", "ни один проект"."""
    none = story.pack.closed.none
    return units.norm(start) in none or (start > 0 and units.norm(start - 1) in none)


def _draft(hit: Hit, story: Story, left: int, right: int, *, near: int) -> Draft:
    """What all types share: evidence, the plan's name, whose it is, the day it is told of."""
    sentence, units = hit.sentence, hit.sentence.units
    clause = hit.shape.clause if hit.shape is not None else None
    evidence = clause_range(story, sentence, clause) if clause is not None and clause.subject is not None else story.range(units, near, right)
    draft = Draft("progress", hit.frame.name, [evidence], type=hit.get("type", "count"))
    for other in sentence.chunks:
        if left <= other.start and other.prep < right:
            position = next((j for j in range(other.start, other.end) if "instrument" in classes(units, j)), -1)
            if position >= 0:
                draft.name = story.range(units, position, named_end(sentence, other, right))
                break
    named = story.actors.named(sentence, left, right)
    own = hit.get("giver") and clause is not None and clause.voice == "active" and not hit.subject.thing
    if own and hit.subject.ids:
        draft.by = hit.subject.ids[:1]  # "Russia has completed the delivery of grain to Mali"
    elif len(named.ids) >= 2:
        story.put_actors(draft, "by", sentence, named)
    elif named.ids and hit.subject.ids and not hit.subject.thing:
        draft.by = list(named.ids)  # whose own promises they are
    elif hit.get("giver") and clause is not None and clause.subject is not None:
        draft.by = story.actors.named(sentence, clause.subject[0], clause.begin).ids[:1]  # "le blé que la Russie destinait à six pays"
    else:
        draft.by = list(story.discourse.pair())
    fill_times(draft, story, sentence, left, near, near=near, own=clause, due=False)
    draft.when = draft.when or story.last_meeting or story.published
    fill_areas(draft, story, evidence)
    return draft
