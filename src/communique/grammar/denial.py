"""What is denied without a negation at the verb: "no agreement was signed", "ni Rusia ni Japón firmaron", "sans signer", "unable to sign"."""

from __future__ import annotations

from typing import Final

from communique.grammar.heads import classes, head, preposition_at
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.closed import Closed

_LINKS: Final = frozenset("adP")


def tell_denied(sentence: Sentence, closed: Closed) -> None:
    """Mark the clauses whose subject or object is nobody or nothing as negative, and those of what is left undone as no fact."""
    units = sentence.units
    for clause in sentence.clauses:
        if closed.almost and any(units.norm(k) in closed.almost for k in range(max(clause.begin - 1, 0), clause.end)):
            clause.unreal = True
        if clause.form in ("infinitive", "gerund"):
            clause.unreal = clause.unreal or _is_left_undone(sentence, clause, closed)
        elif not clause.negative:
            clause.negative = _of_nobody(sentence, clause, closed) or _of_nothing(sentence, clause, closed)


def is_lacking(sentence: Sentence, chunk: Chunk, closed: Closed) -> bool:
    """Whether a noun phrase is an act that there was none of: "без подписания договора"."""
    if chunk.bare or preposition_at(sentence.units, chunk.prep) not in closed.lacking:
        return False
    return "act" in classes(sentence.units, head(sentence, chunk))


def _is_left_undone(sentence: Sentence, clause: Clause, closed: Closed) -> bool:
    units, before, governor = sentence.units, clause.begin - 1, clause.governor
    if clause.form == "infinitive" and governor is not None and governor.lemma in closed.unable and not governor.negative:
        return True  # "a failli signer"
    if before < 0 or units.cats[before] not in _LINKS:
        return False
    return preposition_at(units, before) in closed.lacking or (before > 0 and units.norm(before - 1) in closed.unable)


def _of_nobody(sentence: Sentence, clause: Clause, closed: Closed) -> bool:
    if clause.subject is None:
        return False
    units, first = sentence.units, clause.subject[0]
    if first >= clause.begin:
        return False
    own, before = units.norm(first), units.norm(first - 1) if first else ""
    if own in closed.none or own.partition(" ")[0] in closed.none or before in closed.none:
        return True
    if first > 0 and units.cats[first - 1] == "z" and before in closed.negation:
        return True  # "tampoco Rusia firmó"
    return first > 1 and f"{units.norm(first - 2)} {before}" in closed.none  # "không có hiệp ước nào được ký"


def _of_nothing(sentence: Sentence, clause: Clause, closed: Closed) -> bool:
    units, k = sentence.units, clause.end
    while k < len(units.cats) and units.cats[k] == "E":
        k += 1
    index = sentence.chunk_at.get(k)
    if index is None or clause.voice != "active" or units.norm(k) not in closed.none:
        return False
    return sentence.chunks[index].bare and sentence.chunks[index].end > k + 1
