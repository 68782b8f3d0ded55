"""Who stands at either end of what an indicator counts: where goods, money and people come from, and where they go."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, preposition_at
from communique.grammar.sentence import Chunk, Sentence
from communique.reading.draft import Draft
from communique.reading.hit import Hit
from communique.reading.offices import entry_of
from communique.reading.reference import Party
from communique.reading.story import Story

_DIRECTED: Final = frozenset({"exports", "imports", "fdi_flow", "fdi_stock", "tourist_arrivals", "students", "projects_count", "aid_total"})
OF_PEOPLE: Final = frozenset({"tourist_arrivals", "students"})
_OF_MONEY: Final = frozenset({"fdi_flow", "fdi_stock", "projects_count", "aid_total"})


def fill_parties(draft: Draft, hit: Hit, story: Story, left: int, right: int, k: int) -> None:
    """Both sides of what is mutual in `by`; of a flow the source in `by`, the destination in `to`."""
    sentence = hit.sentence
    named = story.actors.named(sentence, left, right)
    if draft.type in _DIRECTED:
        sides = list(zip(named.ids, [*named.units, *([k] * len(named.ids))], strict=False))
        if draft.type in OF_PEOPLE:
            owner = story.actors.named(sentence, k, _phrase_of(sentence, k)).ids[:1]
            sides.sort(key=lambda side: side[0] not in owner)
        elif draft.type == "imports" and len(sides) > 1 and not _is_source(sentence, sides[0][1], story):
            sides = [sides[1], sides[0]]  # goods flow from the one named second
        if not sides and hit.subject.ids and not hit.subject.thing:
            sides = [(actor, k) for actor in hit.subject.ids]
        source, destination = Party(), Party()
        for actor, unit in sides:
            (source if not source.ids else destination).add(actor, unit)
        story.put_actors(draft, "by", sentence, source)
        regional = len(sides) == 1 and _names_region(hit, story, left, right)  # "las exportaciones de China a África"
        draft.to = destination.ids[:1] if destination.ids else story.discourse.counterpart(draft.by) if draft.by and not regional else []
        if len(sides) == 1 and (
            _is_end_of_flow(sentence, sides[0][1], draft.type, story) or (draft.type == "imports" and not _is_source(sentence, sides[0][1], story))
        ):
            draft.by, draft.to = list(draft.to), list(draft.by)
        home = story.discourse.home
        if not draft.by and draft.to and home and home not in draft.to and not regional:
            draft.by = [home]  # "kim ngạch xuất khẩu sang Hoa Kỳ": a paper tells of its own country
        if not draft.by and draft.type not in OF_PEOPLE and not regional:
            draft.by = [actor for actor in story.discourse.pair() if actor not in draft.to]
        return
    before = story.actors.named(sentence, left, k) if len(named.ids) > 2 else named
    story.put_actors(draft, "by", sentence, before if len(before.ids) > 1 else named)  # not whom the trade is set against behind the amount
    if hit.subject.ids and not draft.by and not hit.subject.thing:
        story.put_actors(draft, "by", sentence, hit.subject)
    if len(draft.by) < 2 and not (_with_region(sentence, left, right) or _names_region(hit, story, left, k)):
        pair = list(story.discourse.pair())
        draft.by += [actor for actor in pair if actor not in draft.by] if not draft.by or draft.by[0] in pair else []


def _is_source(sentence: Sentence, k: int, story: Story) -> bool:
    """Whether goods are said to be from the actor at unit k: "nhập khẩu từ Nga", "импорт из России", "импорт российских товаров"."""
    cats, units = sentence.units.cats, sentence.units
    if units.masks is None or k == 0:
        at = _governor_of(cats, k)
        return at >= 0 and cats[at] == "P" and preposition_at(units, at) in story.pack.closed.origins | story.pack.closed.provenance
    if cats[k] == "J":
        return k + 1 < len(cats) and cats[k + 1] in "Nu" and "metric" not in classes(units, k + 1)
    return cats[k - 1] == "d" and units.end[k - 1] > units.begin[k - 1]


def _is_end_of_flow(sentence: Sentence, k: int, type_: str | None, story: Story) -> bool:
    """Whether the only side named is where goods or money go: "экспорт в Россию", "xuất khẩu sang Mỹ", "les investissements au Laos"."""
    units, cats = sentence.units, sentence.units.cats
    if units.masks is not None:
        return k > 0 and cats[k - 1] in "ea"
    at = _governor_of(cats, k)
    if at < 0 or units.end[at] == units.begin[at]:
        return False
    return cats[at] == "a" or (cats[at] == "e" and type_ in _OF_MONEY) or (cats[at] == "P" and preposition_at(units, at) in story.pack.closed.route)


def _governor_of(cats: str, k: int) -> int:
    """The unit before the name at unit k and its article; -1 if there is none."""
    k -= 1
    while k >= 0 and cats[k] == "D":
        k -= 1
    return k


def _names_region(hit: Hit, story: Story, left: int, right: int) -> bool:
    """Whether the metric tells of a region, which is no actor: of a place that lies in no state."""
    units = hit.sentence.units
    places = [entry_of(units, j, "place") for j in range(left, min(right, len(units.cats))) if units.cats[j] == "L"]
    return any(place is not None and not story.place_states.get(place.value) for place in places)


def _with_region(sentence: Sentence, left: int, right: int) -> bool:
    """Whether the other side is a region, no actor: "les échanges sino-africains", "entre la Chine et l'Amérique latine"."""
    cats = sentence.units.cats[left:right]
    return any(pattern in cats for pattern in ("Jhu", "JhA", "JhL", "OhL", "LhO", "OCL", "OCDL", "LCO", "LCDO"))


def _phrase_of(sentence: Sentence, k: int) -> int:
    """Where the noun phrase of an amount ends: "1,4 million de touristes russes", "5.000 étudiants du Laos"."""
    index = sentence.chunk_at.get(k)
    if index is None:
        return k + 1
    chunk: Chunk = sentence.chunks[index]
    following = sentence.chunks[index + 1] if index + 1 < len(sentence.chunks) else None
    if following is not None and following.prep == chunk.end and sentence.units.cats[following.prep] == "d":
        return following.end
    return chunk.end
