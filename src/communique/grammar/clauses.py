"""Parse a sentence: verb groups and noun chunks over its category string, then the clauses they make."""

from __future__ import annotations

import re
from typing import Final

from communique.grammar import isolating, particles
from communique.grammar.chains import verb_groups
from communique.grammar.denial import tell_denied
from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.subjects import relate
from communique.grammar.units import Units
from communique.grammar.unreal import tell_unreal
from communique.grammar.verbs import shares_auxiliary, verb_group
from communique.languages.closed import Closed
from communique.languages.pack import Pack

_VERB: Final = re.compile(r"[zc]*(?:x(?:[zEci]|P?W)*(?:,[^,;VxQRSI]{1,14},[zE]*)?(?:TE?T?)?|(?<=c)V[zEi]*T|V[zEi]*)|[zc]*(?:I(?:E?T)?|G)|T")
_CHUNK: Final = re.compile(
    r"([dagweP]*)(W|D*(?:(?<=D)E(?=[uA]))?"
    r"[#oAkuNUJOLHFYth](?:E(?=[uA]))?(?:(?:[oAkuNUJOLFYth]|(?<![OL])H)(?:E(?=[uA]))?|(?<=[oAJk])#)*)"
)
_CHUNK_APART: Final = re.compile(_CHUNK.pattern.replace("[oAkuNUJOLFYth]|(?<![OL])H", "[oAkUJOLYh]|(?<![OL])[uNFtH]"))
"""The same where a subject may stand behind a place: "tuvieron lugar en Ginebra conversaciones" """

_FORE_CHUNK: Final = re.compile(
    r"([dagweP]*)(W|D*(?:(?<=[Dh])W(?=[oAkuNUJOLFYt]))?(?:(?<=D)E(?=[uA]))?"
    r"[#oAkuNUJOLHFYth](?:E(?=[uA]))?(?:(?:[oAkuNUFYth]|(?<![NOLHFU])J|(?<![NHFU])[OL]|(?<![OLNJ])H)(?:E(?=[uA]))?|(?<=[oAJk])#"
    r"|(?<=[ku]h[uN]),?#|(?<=[uAJY])C(?=[uAJY]{0,3}N))*)"
)
"""the same where modifiers stand before the noun, a year or a term among them ("the 1994 agreement", "a 24-month, $7 billion loan"): a name or
nationality behind a noun begins another"""

_NO_OBJECT: Final = ("", ";", "P", "e", "a", "g", "W")
_THINGS: Final = frozenset({"meeting", "instrument", "gift", "goods", "works", "exercise", "delivery", "negotiation"})
"""Classes of what is signed, held or given, and does neither itself."""


def parse(units: Units, pack: Pack) -> Sentence:
    """The clauses and chunks of a sentence."""
    sentence = group(units, pack)
    relate_clauses(sentence, pack)
    return sentence


def group(units: Units, pack: Pack) -> Sentence:
    """A sentence with its verb groups, each a clause of its own, and its chunks."""
    verb, read = _VERB, verb_group
    if pack.closed.particles:
        units, verb, read = isolating.settle(units, pack), isolating.VERB, particles.verb_group
    cats = units.cats
    clauses: list[Clause] = [] if not pack.closed.chain else list(verb_groups(units, pack))
    position = 0 if not pack.closed.chain else len(cats)
    finite: Clause | None = None
    while match := verb.search(cats, position):
        clause = read(units, match.start(), match.end(), pack)
        if clause.form == "participle" and finite is not None and shares_auxiliary(cats, clause, finite):
            clause.form, clause.tense, clause.perfect, clause.voice, clause.plural = "finite", finite.tense, True, finite.voice, finite.plural
        if clause.form == "finite":
            finite = clause
        clauses.append(clause)
        position = max(clause.end, match.start() + 1)
    letters = list(cats)
    for clause in clauses:
        letters[clause.begin : clause.end] = "!" * (clause.end - clause.begin)
    masked = "".join(letters)
    chunk = _FORE_CHUNK if units.head_last else _CHUNK_APART if pack.closed.dropped_subjects else _CHUNK
    chunks: list[Chunk] = []
    parts, end = chunk.split(masked), 0  # what lies between, prepositions, noun phrase, what lies between, …
    for at in range(0, len(parts) - 1, 3):
        prep = end + len(parts[at])
        start = prep + len(parts[at + 1])
        end = start + len(parts[at + 2])
        chunks.append(Chunk(prep, start, end))
    return Sentence(units, masked, chunks, clauses)


def relate_clauses(sentence: Sentence, pack: Pack) -> None:
    """Find the subjects of clauses, how they hang together, and what tells of no fact."""
    relate(sentence, pack)
    if pack.closed.needing_object:
        tell_elliptic(sentence, pack.closed)
    tell_unreal(sentence, pack.closed)
    tell_denied(sentence, pack.closed)


def tell_elliptic(sentence: Sentence, closed: Closed) -> None:
    """Turn pasts into passives where an auxiliary is left out, as headlines do: "Third round of talks planned in Muscat"."""
    cats = sentence.units.cats
    for clause in sentence.clauses:
        if clause.lemma not in closed.needing_object or clause.form != "finite" or clause.tense != "S" or clause.voice != "active":
            continue
        if clause.subject is None or clause.subject[1] != clause.begin or cats[clause.end : clause.end + 1] not in _NO_OBJECT:
            continue
        index = sentence.chunk_at.get(clause.subject[0])
        k = head(sentence, sentence.chunks[index]) if index is not None else 0
        if index is not None and (cats[k] == "#" or not _THINGS.isdisjoint(classes(sentence.units, k))):
            clause.voice = "passive"
