"""Nouns of promise: whose it is, and the infinitive that says what is promised."""

from __future__ import annotations

from dataclasses import replace

from communique.grammar.sentence import Chunk
from communique.reading.hit import Hit
from communique.reading.reference import Party
from communique.reading.shape import Shape
from communique.reading.story import Story


def promised(hit: Hit, story: Story) -> Hit | None:
    """The infinitive behind a noun of promise, as if whose promise it is did it: "la promesse de l'Union européenne de verser 100 millions".

    None where nobody is named, or nothing said.
    """
    sentence, chunk = hit.sentence, hit.focus
    assert chunk is not None
    units, cats = sentence.units, sentence.units.cats
    index = sentence.chunk_at[chunk.start]
    following = sentence.chunks[index + 1] if index + 1 < len(sentence.chunks) else None
    end, party = chunk.end, Party()
    declines = units.masks is not None
    if following is not None and following.prep == chunk.end and (cats[following.prep] == "d" or (declines and following.bare)):
        party, end = story.actors.party(sentence, (following.start, following.end)), following.end
    else:
        for k in range(chunk.start, chunk.end):
            if cats[k] == "J":
                party = story.actors.named(sentence, k, k + 1)
        party = party if party.ids else _owner(hit, chunk, story)
    linked = 0 if declines else 1
    clause = next((c for c in sentence.clauses if c.form == "infinitive" and c.begin == end + linked and (declines or cats[end] in "da")), None)
    if clause is None or not party.ids or party.thing:
        return None
    return Hit(replace(hit.frame, what="verb"), sentence, Shape(sentence, clause, story.pack.closed), chunk, party)


def _owner(hit: Hit, chunk: Chunk, story: Story) -> Party:
    """Whose "its promise" is: the subject's, or theirs who are thanked or blamed for it."""
    shape, sentence = hit.shape, hit.sentence
    if shape is None or sentence.units.norm(chunk.start) not in story.pack.closed.possessive:
        return Party()
    if shape.clause.lemma not in story.pack.closed.answering:
        return hit.subject
    blamed = (story.actors.party(sentence, (other.start, other.end)) for other in sentence.chunks_in(shape.clause.end, chunk.prep))
    return next((party for party in blamed if party.ids and not party.thing), Party())
