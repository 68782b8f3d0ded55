"""Clauses that tell of no fact: what is supposed ("si l'accord est ratifié"), asked ("on ignore si"), awaited ("dès que …"), denied ("a démenti
avoir signé"), or laid to somebody's charge ("a accusé le Chili d'avoir livré des chars")."""

from __future__ import annotations

from typing import Final

from communique.grammar.denial import is_lacking
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.closed import Closed

_WITHIN: Final = frozenset({"that", "infinitive"})
"""relations of clauses that are no more a fact than what they hang on"""


def tell_unreal(sentence: Sentence, closed: Closed) -> None:
    """Mark the clauses of a sentence that tell of no fact, and what hangs on them or goes on with them."""
    last: Clause | None = None
    for clause in sentence.clauses:
        governor = clause.governor
        opener = sentence.units.norm(clause.opener) if clause.opener >= 0 and clause.relation in ("sub", "that") else ""
        if opener and _is_asked(sentence, clause, opener, closed):
            clause.unreal = True
        elif opener and clause.relation == "sub":
            clause.unreal = _is_supposed(clause, opener, closed)
        elif (clause.relation in _WITHIN or clause.form == "gerund") and governor is not None:
            claimed = governor.lemma in closed.accusing and hangs_on(sentence, clause)  # "a accusé le Chili d'avoir livré des chars"
            denied = clause.relation in _WITHIN and (governor.unreal or denies(governor, closed))
            clause.unreal = claimed or denied or _is_mooted(sentence, clause, governor, closed)
        elif clause.relation == "coordinated" and last is not None and last.unreal:
            clause.unreal = "," not in sentence.units.cats[last.end : clause.begin]
        last = clause if clause.form == "finite" else last


def hangs_on(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause hangs on the verb above it, and does not tell by what else that is done: "for sending", but not "by sending", ", sending"."""
    return clause.form != "gerund" or sentence.units.cats[clause.begin - 1 : clause.begin] in ("P", "d", "e")


def denies(clause: Clause, closed: Closed) -> bool:
    """Whether a clause says that what hangs on it is not so."""
    return clause.lemma in closed.denying and not clause.negative


def is_denied(sentence: Sentence, chunk: Chunk, clause: Clause, closed: Closed) -> bool:
    """Whether a noun phrase is what a clause denies or is without: "a démenti la signature d'un accord", "без подписания"."""
    if is_lacking(sentence, chunk, closed):
        return True
    return chunk.start >= clause.end and denies(clause, closed) and sentence.units.cats[chunk.prep] not in ("P", "w")


def _is_mooted(sentence: Sentence, clause: Clause, governor: Clause, closed: Closed) -> bool:
    """Whether a gerund is what is only thought of, or left: "is considering sending", "ruled out sending"."""
    between = sentence.units.cats[governor.end : clause.begin]
    return clause.form == "gerund" and governor.lemma in closed.mooting and governor.end <= clause.begin and not between.strip("EP")


def _is_asked(sentence: Sentence, clause: Clause, opener: str, closed: Closed) -> bool:
    """Whether a clause is a question told of: "unclear whether", "on ignore si"."""
    before = sentence.units.norm(clause.opener - 1) if clause.opener else ""
    return opener in closed.irreal or (opener in closed.suppositions and before in closed.wondering)


def _is_supposed(clause: Clause, opener: str, closed: Closed) -> bool:
    """Whether its opener and its tense make a clause a supposition. "Si les échanges ont progressé, …" grants a fact."""
    done = clause.tense == "P" and clause.perfect and not closed.chain
    if opener in closed.suppositions:
        return not done and (clause.tense != "S" or bool(closed.chain) or bool(closed.particles))
    return opener in closed.awaited and not done and clause.tense in ("P", "N", "F", "J")
