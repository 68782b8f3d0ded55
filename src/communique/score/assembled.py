"""What assembly makes of gold stories: from the gold's own statements, or from those a reader finds in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from communique.assembly.pipeline import assemble
from communique.assembly.tellings import Origin, Words
from communique.export.flat import flat
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.run.wording import ground_of, origin_in, words_of
from communique.score.chains import ChainScores, Entry, Key, score_chains
from communique.score.gold import GoldStory, Reads
from communique.score.lift import lift
from communique.score.metrics import matched
from communique.sources.story import header_date
from communique.world.load import World

Told = tuple[Document, Sighting, Sequence[Statement], Mapping[int, int]]
"""A story, and which of its statements answers which record of the gold."""


def judge_gold(gold: Mapping[str, GoldStory], entries: Sequence[Entry], world: World) -> ChainScores:
    """How well records are made of the gold's own statements: merging judged apart from reading."""
    lifted = (lift(story, world) for story in gold.values())
    return _judge(((document, sighting, found, {at: at for at in range(len(found))}) for document, sighting, found in lifted), entries, world)


def judge_read(gold: Mapping[str, GoldStory], entries: Sequence[Entry], world: World, reads: Reads) -> ChainScores:
    """The same from what a reader finds; it is told language, publisher and publication date, as by a source. What it missed lies in no record."""
    return _judge((_read(story, reads) for story in gold.values()), entries, world)


def _read(story: GoldStory, reads: Reads) -> Told:
    document = Document.of(story.text, language=story.language)
    sighting = Sighting(document.id, story.id, publisher=story.publisher, published=story.published or header_date(story.text))
    found = list(reads(document, sighting))
    return document, sighting, found, matched(story, [flat(one, sighting) for one in found])


def _judge(told: Iterable[Told], entries: Sequence[Entry], world: World) -> ChainScores:
    statements: list[Statement] = []
    origins: dict[str, Origin] = {}
    words: dict[str, Words] = {}
    ids: dict[Key, str] = {}
    for document, sighting, found, answers in told:
        origins[document.id] = origin_in(world, sighting, language=document.language)
        statements += found
        words.update((one.id, words_of(one, document.language, world)) for one in found)
        ids.update(((sighting.name, wanted), found[given].id) for wanted, given in answers.items())
    return score_chains(entries, ids, assemble(statements, origins, ground=ground_of(world), words=words))
