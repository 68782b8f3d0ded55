"""The stages that parse sentences: persons with offices, clauses, and whom the story is about."""

from __future__ import annotations

from typing import Final

from communique.grammar.clauses import group, relate_clauses
from communique.grammar.gazetteer import Match
from communique.grammar.phrase_index import areas_and_issues
from communique.grammar.sentence import Sentence
from communique.languages.pack import Pack
from communique.reading.actors import Actors
from communique.reading.backdated import backdate
from communique.reading.people import find_people
from communique.reading.publication import home_of
from communique.reading.reference import Discourse
from communique.reading.story import Story
from communique.reading.work import SentenceStage, Work
from communique.world.load import World

HOMOLOGUE: Final = "same"
"""role of office words that repeat the office before them: "son homologue" """


def open_story(work: Work) -> None:
    """What the story at hand is told of, before its first sentence."""
    pack, world = work.pack, work.world
    discourse = Discourse(
        states=world.state_names,
        regions=world.regions,
        members=world.present_members,
        home=home_of(
            work.layout,
            work.sighting,
            world,
            language=pack.settings.get("home", ""),
            phrases=pack.phrases if pack.settings.get("dateline_home") or pack.closed.chain else None,
            named=_actors_in(work.matches) if pack.closed.chain else None,
        ),
    )
    areas, issues = areas_and_issues(work.matches)
    actors = Actors(pack, discourse, world.person_actors)
    work.story = Story(
        pack,
        work.tokens,
        discourse,
        actors,
        work.published,
        world.place_states,
        world.state_names,
        world.capitals,
        world.mechanism_ids,
        issues,
        [area[0] for area in areas],
        areas,
    )


def name_people(work: Work, number: int) -> None:
    """The persons of a sentence, with their offices."""
    discourse = work.story.discourse
    work.units[number], people, discourse.last_office = find_people(
        work.units[number],
        known=discourse.people,
        homologue=HOMOLOGUE,
        closed=work.pack.closed,
        last_role=discourse.last_office,
        body=discourse.organisation(),
    )
    work.people.append(people)


def find_groups(work: Work, number: int) -> None:
    """The verb groups and noun groups of a sentence."""
    work.sentences.append((group(work.units[number], work.pack), work.spans[number][2]))


def find_clauses(work: Work, number: int) -> None:
    """The clauses of a sentence: their subjects, how they hang together, and what tells of no fact."""
    sentence = work.sentences[number][0]
    relate_clauses(sentence, work.pack)
    backdate(sentence, work.published, work.pack.closed)


def see_actors(work: Work, number: int) -> None:
    """Whom a sentence names."""
    sentence, evident = work.sentences[number]
    weight = 3 if not evident else 2 if number < 3 else 1
    names = work.story.actors.named(sentence, 0, len(sentence.units.cats), groups=False).ids
    work.names.append(names)
    for actor in names:
        work.story.discourse.see(actor, weight=weight)


PARSING: Final[tuple[SentenceStage, ...]] = (name_people, find_groups, find_clauses, see_actors)


def find_theme(work: Work) -> None:
    """Whether the story is about one actor alone."""
    pack, world, discourse = work.pack, work.world, work.story.discourse
    lead = 1 + sum(1 for _, _, evident in work.spans[:1] if not evident)  # the title and the first sentence
    opening = {actor.partition(":")[0] for named in work.names[:lead] for actor in named}
    discourse.alone = len(opening) == 1 and any(_names_region(sentence, pack, world) for sentence, _ in work.sentences[:lead])


def _actors_in(matches: list[Match]) -> frozenset[str]:
    """The actors that phrases of the text name."""
    return frozenset([entry.value for _, _, entries in matches for entry in entries if entry.type == "actor"])


def _names_region(sentence: Sentence, pack: Pack, world: World) -> bool:
    """Whether a sentence names a part of the world, or those who live there: "Africa", "African leaders"."""
    units = sentence.units
    for k, letter in enumerate(units.cats):
        if letter == "A" and units.norm(k) in pack.closed.regional:
            return True
        if letter == "N" and (group := units.entry(k, "group")) is not None and group.value == "nobody":
            return True
        if letter in "LO" and (place := units.entry(k, "place")) is not None and world.places[place.value].kind == "region":
            return True
    return False
