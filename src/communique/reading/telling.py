"""The stages that tell: what frames make of clauses and noun phrases, who says so, and the statements in the end."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import governed_by
from communique.reading.attribution import attribute
from communique.reading.builders.apposed import of_apposition
from communique.reading.builders.listed import list_items
from communique.reading.builders.role import of_person
from communique.reading.draft import Draft
from communique.reading.frames import read_clause, read_noun
from communique.reading.offices import Person
from communique.reading.serving import serve
from communique.reading.statements import Cutter, settle, to_statements
from communique.reading.story import Story
from communique.reading.work import SentenceStage, Work

_OF_ONE: Final = frozenset({"membership", "status_granted", "accession"})
_BETWEEN: Final = frozenset({"upgrade", "establishment", "restoration", "severance", "downgrade"})


def begin_telling(work: Work) -> None:
    """Weights stay, what was seen last is forgotten."""
    work.story.discourse.start()


def tell_people(work: Work, number: int) -> None:
    """Begin a sentence: the persons it names with their offices, and what it is about."""
    story, discourse = work.story, work.story.discourse
    sentence, evident = work.sentences[number]
    work.found, work.subjects = [], []
    serve(sentence, story)
    for naming in work.people[number] if evident else ():
        draft = of_person(naming, story)
        if draft is not None:
            work.found.append(draft)
    for actor in work.names[number]:
        discourse.see(actor, weight=0)
    discourse.told = False
    if sentence.units.cats.startswith(("wDO,", "wO,")) and discourse.weights:  # "Avec le Burundi, c'est un accord qui …"
        discourse.face(story.actors.named(sentence, 1, 3, groups=False).ids)
    elif sentence.chunks and not sentence.chunks[0].bare and governed_by(sentence, sentence.chunks[0]) in work.pack.closed.topical:
        discourse.subject(story.actors.party(sentence, (sentence.chunks[0].start, sentence.chunks[0].end)))  # "Quant à la Russie, elle …"


def tell_clauses(work: Work, number: int) -> None:
    """Let the frames tell what each clause says, in text order."""
    story, discourse = work.story, work.story.discourse
    sentence, evident = work.sentences[number]
    for clause in sentence.clauses:
        subject = story.actors.subject(sentence, clause)
        work.subjects.append(subject)
        told = read_clause(sentence, clause, subject, story) if evident else []
        for draft in told:
            work.found.append(draft)
            if draft.kind != "agreement" or clause.relation != "relative" or not discourse.pairs:
                aside = bool(subject.thing) or not subject.ids  # a text that only a relative clause tells of is of others
                _remember(draft, story, aside=aside)
        if clause.form == "finite" and clause.relation in ("main", "coordinated", "parenthetical"):
            discourse.subject(subject, apart=bool(told) and (told[0].kind == "position" or told[0].type in _OF_ONE))
    for unit in sentence.units.data:
        if isinstance(unit, Person):
            discourse.last_named = unit
    if not discourse.told:
        discourse.subject(story.actors.topic(sentence, len(sentence.units.cats)))


def tell_nouns(work: Work, number: int) -> None:
    """Let the frames tell what each noun phrase says, in text order."""
    sentence, evident = work.sentences[number]
    for chunk in sentence.chunks if evident else ():
        for draft in read_noun(sentence, chunk, work.subjects, work.story):
            work.found.append(draft)
            _remember(draft, work.story, aside=True)


def tell_who_says(work: Work, number: int) -> None:
    """End a sentence: appositions, lists, and who says what it tells."""
    sentence, evident = work.sentences[number]
    if evident:
        found, story = work.found, work.story
        found += of_apposition(sentence, story)
        items = list_items(sentence, found, story)
        told_of = {draft.evidence[0][0] for draft in items}
        found = [draft for draft in found if draft.kind != "agreement" or draft.evidence[0][0] not in told_of] + items
        found = attribute(sentence, found, story)
        found.sort(key=lambda draft: draft.evidence[0])
        work.drafts += found


TELLING: Final[tuple[SentenceStage, ...]] = (tell_people, tell_clauses, tell_nouns, tell_who_says)


def _remember(draft: Draft, story: Story, *, aside: bool) -> None:
    if (draft.kind in ("meeting", "agreement") and draft.status != "proposed") or draft.type in _BETWEEN:
        story.discourse.focus(draft.by, aside=aside, behind=draft.type in ("severance", "downgrade"))
    if draft.kind == "meeting" and draft.type == "session" and draft.status == "held" and draft.when:
        story.last_meeting = draft.when


def cut_evidence(work: Work) -> None:
    """Settle what is said twice and cut the evidence."""
    cutter = Cutter(work.tokens, work.document, work.origin, work.pack.settings["quotations"]["marks"])
    work.statements = to_statements(settle(work.drafts), cutter)
