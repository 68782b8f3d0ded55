"""What a verb of undertaking or asking is about: each infinitive or noun of action that its complement lists."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from communique.grammar.heads import classes, governed_by
from communique.grammar.sentence import Sentence
from communique.reading.hit import Hit
from communique.reading.story import Story

_DEEDS: Final = frozenset({"delivery", "act", "change", "coordination", "exchange", "exercise"})


def targets(hit: Hit, story: Story) -> list[tuple[int, int]]:
    """The units of each undertaking: infinitives joined by the same link, or noun phrases of action joined under one verb."""
    shape = hit.shape
    assert shape is not None
    sentence, clause = hit.sentence, shape.clause
    cats = sentence.units.cats
    complement = shape.complement
    if complement is not None and complement.kind == "that":
        return [(complement.start, max(complement.end, complement.start + 1))]
    right = max(shape.core_end, complement.start + 1 if complement is not None else clause.end)
    if hit.frame.what.startswith("np:") and (complement is None or complement.kind == "np"):
        link = hit.frame.what[3:]
        behind = (c for c in sentence.chunks if clause.end <= c.prep < clause.right and not c.bare)
        chunk = next((c for c in behind if link in ("", cats[c.prep], governed_by(sentence, c))), None)
        return _noun_targets(hit, story, chunk.start, max(right, chunk.end), first_noun=True) if chunk is not None else []
    named = hit.frame.what == "action" and complement is not None and complement.kind == "np"
    if named and complement is not None and not _acts(story, sentence, complement.start, complement.end):
        return []
    if hit.frame.what == "subject" and clause.subject is not None:
        return [(clause.subject[0], max(right, clause.end))]
    if hit.frame.what == "verb" or complement is None:
        end = max(shape.core_end, clause.end)
        also = [c.begin for c in sentence.clauses if c.form == "infinitive" and clause.end < c.begin < end and cats[c.begin - 1] in ",C"]
        begin = clause.begin
        if clause.form == "finite" and cats[clause.end - 1] == "I":  # "va aider le Maroc", "va lui fournir …": what is done, not the auxiliary
            begin = next(k + 1 for k in range(clause.end - 2, clause.begin - 2, -1) if k < clause.begin or cats[k] != "z")
        if cats[clause.end - 1] != "I" or not also:
            return [(begin, end)]
        edges = [begin, *also]  # "vont élargir leur coopération, investir ensemble dans …"
        return list(zip(edges, [*[start - 1 for start in also], end], strict=True))
    if complement.kind == "inf" and complement.clause is not None:
        starts = [complement.start]
        for other in sentence.clauses:
            if other.form != "infinitive" or other.begin <= complement.start or other.begin >= clause.right:
                continue
            link = cats[other.begin - 1] if cats[other.begin - 1] in "da" else ""
            joint = other.begin - (2 if link else 1)
            while story.pack.closed.particles and joint > 0 and cats[joint] == "E":
                joint -= 1  # ", sớm tổ chức …"
            if joint >= 0 and cats[joint] in "C," and link == complement.link and (link or "PI" not in cats[complement.start : other.begin]):
                starts.append(other.begin)
        starts = [start for start in starts if start < right]
        shared = [start for start, after in pairwise(starts) if not cats[start:after].strip("IzcE,Cda")]
        starts = [start for k, start in enumerate(starts) if not k or starts[k - 1] not in shared]  # "de préserver et de renforcer leur amitié"
        edges = [*starts, right]
        return [part for start, stop in pairwise(edges) for part in _noun_targets(hit, story, start, stop - (stop != right), first_noun=False)]
    return _noun_targets(hit, story, complement.start, right, first_noun=True)


def _noun_targets(hit: Hit, story: Story, left: int, right: int, *, first_noun: bool) -> list[tuple[int, int]]:
    """Split "le renforcement de A et la reprise de B": nouns of action, each with its determiner, the one before them too."""
    sentence = hit.sentence
    cats = sentence.units.cats
    starts = [left]
    before = first_noun
    for chunk in sentence.chunks:
        if chunk.start < left or chunk.start >= right:
            continue
        determined = cats[chunk.start] == "D"
        if (
            first_noun
            and chunk.bare
            and chunk.start > left
            and cats[chunk.prep - 1] in "C,"
            and "#" in cats[chunk.start : chunk.end]
            and "#" in cats[left : left + 3]
        ):
            starts.append(chunk.start)
            continue
        if chunk.bare and chunk.start > left and cats[chunk.prep - 1] == "," and determined:
            before = False  # "tels que l'accès à l'eau, le développement agricole et la construction d'écoles": one list
            continue
        joined = chunk.bare and chunk.start > left and cats[chunk.prep - 1] == "C" and determined and before
        if joined and _acts(story, sentence, chunk.start, chunk.end):
            starts.append(chunk.start)
        elif determined and cats[chunk.prep] != "d":
            before = first_noun or _acts(story, sentence, chunk.start, chunk.end)
    return list(zip(starts, [*[s - 1 for s in starts[1:]], right], strict=True))


def _acts(story: Story, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the first noun among units `start:end` is one of action: "le renforcement", "la reprise", "l'octroi"."""
    units = sentence.units
    k = next((k for k in range(start, end) if units.cats[k] in "uN"), None)
    if k is None:
        return False
    return units.norm(k).split()[0].endswith(story.pack.closed.action_suffixes) or bool(_DEEDS.intersection(classes(units, k)))
