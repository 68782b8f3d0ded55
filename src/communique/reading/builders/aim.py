"""At whom a measure is aimed, or a gift: never those on whose behalf it is, or through whom."""

from __future__ import annotations

from collections.abc import Collection

from communique.grammar.heads import classes, governed_by, head
from communique.grammar.sentence import Sentence
from communique.reading.reference import Party

_JOINED = ("C", ",", ",C")


def aimed(named: Party, sentence: Sentence) -> Party:
    """Of those named behind a measure, the first and who is joined to them: "sanctions on A and B", not "sanctions on A over its attack on B".

    None where the first only says what it was about: "sanctions against supporters of the war on B".
    """
    if not named.units:
        return named
    kept, cats = Party(person=named.person), sentence.units.cats
    reach = -1
    for actor, unit in sorted(zip(named.ids, named.units, strict=False), key=lambda pair: pair[1]):
        index = sentence.chunk_at.get(unit)
        if index is None:
            return named
        if reach < 0:
            chunk, before = sentence.chunks[index], sentence.chunks[index - 1] if index else None
            about = classes(sentence.units, head(sentence, before)) if before is not None and before.end == chunk.prep and not chunk.bare else {}
            if "issue" in about and "measure" not in about:
                return Party()
            end, reach = chunk.end, index
            for position in range(index + 1, len(sentence.chunks)):
                following = sentence.chunks[position]
                joint = cats[end : following.prep]
                if joint not in _JOINED and not (joint == "" and not following.bare and cats[following.prep] == "d"):
                    break
                end, reach = following.end, position
        if index > reach:
            break
        kept.add(actor, unit)
    return kept


def directly(named: Party, sentence: Sentence, through: Collection[str]) -> Party:
    """Those named, but not through whom it goes: "rice to Yemen through the World Food Programme"."""
    between = [chunk for chunk in sentence.chunks if not chunk.bare and governed_by(sentence, chunk) in through]
    if not between or len(named.units) != len(named.ids):
        return named
    kept = Party(person=named.person)
    for actor, unit in zip(named.ids, named.units, strict=True):
        if not any(chunk.start <= unit < chunk.end for chunk in between):
            kept.add(actor, unit)
    return kept
