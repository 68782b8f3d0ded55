"""Texts that a list names under a heading: "подписаны следующие документы: 1. Соглашение о …", "các văn kiện: Thỏa thuận …; Bản ghi nhớ …"."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, head
from communique.grammar.sentence import Sentence
from communique.reading.draft import Draft
from communique.reading.slots import fill_areas
from communique.reading.story import Story

_BULLETS: Final = frozenset(",h#k")
"""letters of what may stand before the first word of an item"""


def list_items(sentence: Sentence, found: list[Draft], story: Story) -> list[Draft]:
    """The texts of a sentence that stand in a list under the last heading; a colon behind an agreement opens a list, a finite verb ends it."""
    units, cats = sentence.units, sentence.units.cats
    norms = units.tokens.norms
    colon = next((k for k, letter in enumerate(cats) if letter == ";" and norms[units.begin[k]] == ":"), -1)
    start = 0
    if colon > 0:
        story.listing = next((d for d in found if d.kind == "agreement" and d.status is not None and d.evidence[0][1] <= units.begin[colon]), None)
        start = colon + 1
    elif any(clause.form == "finite" for clause in sentence.clauses):
        story.listing = None
    if story.listing is None:
        return []
    whole, drafts = story.listing, []
    for chunk in sentence.chunks:
        k = head(sentence, chunk)
        if chunk.start < start or not chunk.bare or not _begins_item(cats, chunk.start, start) or cats[k] != "N":
            continue
        kinds = classes(units, k)
        if "instrument" not in kinds or "anaphor" in kinds:
            continue
        stop = cats.find(";", chunk.end)
        stop = stop if stop >= 0 else len(cats)
        name = story.range(units, k, stop)
        draft = Draft("agreement", whole.found_by, [story.range(units, chunk.start, stop)], type=kinds["instrument"][0], status=whole.status)
        draft.name, draft.modality, draft.when, draft.where = name, whole.modality, whole.when, whole.where
        draft.at("name", name)
        draft.title_text = story.tokens.words(*name)
        named = story.actors.named(sentence, chunk.start, stop, groups=False)
        if len(named.ids) >= 2:
            story.put_actors(draft, "by", sentence, named)
        else:
            draft.by, draft.to = list(whole.by), list(whole.to)
        fill_areas(draft, story, name)
        drafts.append(draft)
    return drafts


def _begins_item(cats: str, k: int, start: int) -> bool:
    """Whether nothing but a bullet or a number stands before unit k in its item."""
    while k > start and cats[k - 1] in _BULLETS:
        k -= 1
    return k == start or cats[k - 1] == ";"
