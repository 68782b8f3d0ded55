"""Whom persons serve whose office names no state: the state where they are met, or that of whom they go with."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import clause_of
from communique.grammar.sentence import Clause, Sentence
from communique.languages.pack import Pack
from communique.reading.names import OF_STATE
from communique.reading.offices import Person
from communique.reading.story import Story

_VISIT: Final = "visit"


def serve(sentence: Sentence, story: Story) -> None:
    """Give a state to leaders and ministers of a sentence that neither their office nor the world knows one of.

    "Il se rendra en Gambie pour rencontrer le président X": of the Gambia; "Il est accompagné de X, ministre des Pêches": of his.
    """
    units = sentence.units
    if "H" not in units.cats:
        return
    unserved = [k for k, letter in enumerate(units.cats) if letter == "H" and _is_unserved(units.data[k], story)]
    for k in unserved:
        clause = clause_of(sentence, k)
        state = _met_in(sentence, clause, k, story) or _gone_with(sentence, k, story)
        if state:
            units.data[k].actor = state


def _is_unserved(person: object, story: Story) -> bool:
    return (
        isinstance(person, Person)
        and not person.actor
        and person.office
        and person.role in OF_STATE
        and not person.country
        and not story.actors.state_of(person)
    )


def _met_in(sentence: Sentence, clause: Clause | None, k: int, story: Story) -> str:
    """The state visited in a clause before, where the one at unit k is met."""
    if clause is None or k < clause.end or not _fires(story.pack, clause, visit=False):
        return ""
    for before in sentence.clauses:
        if before.begin >= clause.begin or not _fires(story.pack, before, visit=True):
            continue
        place = story.place(sentence, before.end, clause.begin)
        state = place.state if place is not None else next(iter(story.actors.named(sentence, before.end, clause.begin).ids), "")
        mine = story.actors.subject(sentence, before).ids
        if state and story.discourse.is_state(state) and state not in mine:
            return state
    return ""


def _fires(pack: Pack, clause: Clause, *, visit: bool) -> bool:
    """Whether the verb of a clause tells of a visit, or of another meeting."""
    forms = pack.frames.by_verb.get(clause.lemma, {})
    for frames in forms.values():
        for frame in frames:
            if frame.kind == "meeting":
                type_ = frame.by_verb.get("type", {}).get(clause.lemma) or frame.content.get("type")
                if (type_ == _VISIT) == visit:
                    return True
    return False


def _gone_with(sentence: Sentence, k: int, story: Story) -> str:
    """The state of the one whom the person at unit k goes with, or whose delegation it leads."""
    for clause in sentence.clauses:
        led_by = clause.voice == "passive" and clause.lemma in story.pack.closed.leading
        if not (led_by or clause.lemma in story.pack.closed.accompanying) or not clause.left <= k < clause.right:
            continue
        if clause.voice == "passive":
            led = story.actors.subject(sentence, clause)
            if led_by and led.thing:
                continue  # "talks led by Prime Minister X"
        elif k < clause.begin:
            led = story.actors.named(sentence, clause.end, clause.right)
        else:
            led = story.actors.named(sentence, clause.left, clause.begin)
        ids = led.ids or (story.discourse.subjects[0].ids if story.discourse.subjects else [])
        states = [actor for actor in ids if story.discourse.is_state(actor)]
        if len(states) == 1:
            return states[0]
    return ""
