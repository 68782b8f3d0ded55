"""What belongs to the verb or phrase before it, and is no subject of the verb behind."""

from __future__ import annotations

from communique.grammar.sentence import Clause, Sentence
from communique.languages.pack import Pack


def lists_deeds(sentence: Sentence, masked: str, last: Clause, clause: Clause) -> bool:
    """Whether a verb behind a comma goes on with the last one's deeds: "la Chine renforcera sa coopération, lui fournira de l'aide"."""
    if masked[clause.begin - 1] != "," or last.relation == "relative" or last.plural != clause.plural:
        return False
    if (last.subject is None and last.relation != "that") or (last.subject is not None and last.subject[0] >= last.begin):
        return False  # but "expresó que deplora los ataques, condenó …" lacks one
    begin = next((c.end for c in sentence.clauses if c.form == "infinitive" and last.end <= c.begin <= last.end + 1), last.end)
    return masked[begin] == "D" and masked.count(",", last.end, clause.begin) == 1


def done_to(sentence: Sentence, start: int, pack: Pack) -> bool:
    """Whether a noun phrase is the object of an infinitive that tells when: "al finalizar la reunión"."""
    return any(c.form == "infinitive" and c.end == start and sentence.units.norm(c.begin - 1) in pack.closed.on_doing for c in sentence.clauses)


def shares_preposition(sentence: Sentence, masked: str, index: int) -> bool:
    """Whether a bare word goes on with the phrase before it: "d'économie sociale et solidaire", "de paix et sécurité", where nouns have articles."""
    chunk, before = sentence.chunks[index], sentence.chunks[index - 1]
    if sentence.units.head_last or sentence.units.masks is not None or masked[chunk.start - 1] != "C":
        return False
    return before.end == chunk.start - 1 and not before.bare and not masked[chunk.start : chunk.end].strip("uA")
