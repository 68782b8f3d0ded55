"""Verbs of saying that stand beside what is said: ", a indiqué M. X", ", Mr X said"."""

from __future__ import annotations

import re
from typing import Final

from communique.grammar.agreement import can_be_subject, speaker_in
from communique.grammar.postposed import is_people
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.pack import Pack

_TOLD: Final = re.compile("aD?[UOLHF]E*").match
"""Who hears it, before who says it: ", a déclaré à l'AFP une source diplomatique" """
_SAYERS: Final = frozenset("HFOU")
"""letters of names and offices"""


def parenthetical(sentence: Sentence, clause: Clause, masked: str, pack: Pack, last: Clause | None) -> bool:
    """Whether a verb of saying stands behind a comma with its subject after it: ", a indiqué M. X"."""
    if clause.lemma not in pack.closed.saying and clause.lemma not in pack.closed.asides:
        return False
    k = clause.begin - 1
    while k >= 0 and masked[k] in "EW":
        k -= 1
    after = clause.end
    cats = sentence.units.cats
    before = sentence.chunk_at.get(k) if pack.closed.chain else None
    if before is not None and sentence.chunks[before].bare:  # ", Lavrov said"
        start, stop = sentence.chunks[before].start, after
        if last is not None and start and cats[start - 1] in ",C" and last.end <= start - 1 and _closes(cats, stop):
            clause.subject, clause.relation, clause.left = (start, sentence.chunks[before].end), "parenthetical", start - 1
            return True
        return False
    if k < 0 or masked[k] != ",":
        return False
    while after < len(cats) and cats[after] in "IEW":
        after += 1
    if (told := _TOLD(cats, after)) is not None:
        after = told.end()
    pronoun = next((j for j in range(clause.begin, clause.end) if cats[j] == "i"), -1)
    index = sentence.chunk_at.get(after)
    if pronoun >= 0:
        clause.subject = (pronoun, pronoun + 1)
    elif index is not None and sentence.chunks[index].bare:
        if pack.closed.dropped_subjects and not _somebody(sentence, sentence.chunks[index]):
            return False  # ", destacó el acuerdo"
        span = (sentence.chunks[index].start, sentence.chunks[index].end)
        if sentence.units.masks is not None:
            if not can_be_subject(sentence, span, clause):
                return False
        elif (last is None or cats[sentence.chunks[index].start] == "N") and cats[sentence.chunks[index].start : sentence.chunks[index].end].strip(
            "D"
        )[:1] not in _SAYERS:
            return False  # "X, en visite à Kiev, a annoncé un prêt"
        clause.subject = (sentence.chunks[index].start, sentence.chunks[index].end)
    elif sentence.units.masks is not None and clause.plural and (spoken := speaker_in(sentence, clause)) is not None:
        clause.subject = spoken  # ", сообщили в МИД"
    else:
        return False
    clause.relation, clause.left = "parenthetical", k
    return True


def _closes(cats: str, k: int) -> bool:
    """Whether a verb of saying at the end of what is said has nothing of its own to say: only times, places and whom it was said to."""
    while k < len(cats) and cats[k] in "EWPeawdDAuJOLNHFhtk" and cats[k] not in ";":
        k += 1
    return k >= len(cats) or cats[k] in ";," or cats[k] in "S"


def closed_aside(sentence: Sentence, clause: Clause, masked: str) -> bool:
    """Whether a parenthetical with a pronoun is closed by a comma, and the clause around it goes on with a noun phrase."""
    cats = sentence.units.cats
    if clause.subject is None or cats[clause.subject[0]] != "i" or masked[clause.end : clause.end + 1] != ",":
        return False
    following = masked[clause.end + 1 : clause.end + 2]
    if following in ("d", "a") and masked[clause.end + 2 : clause.end + 3] == "!":
        return True  # "est prête, a-t-il souligné, à soutenir …"
    return following in "DdaPeNO#" and "!" not in masked[clause.end + 1 : clause.end + 6]


def _somebody(sentence: Sentence, chunk: Chunk) -> bool:
    return is_people(sentence, chunk) or "U" in sentence.units.cats[chunk.start : chunk.end]
