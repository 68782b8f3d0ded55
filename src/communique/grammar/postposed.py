"""Subjects that stand behind their verbs: "qu'ont faite le Canada et l'Asean", "Se celebró en Bali la cumbre", "firmaron los ministros"."""

from __future__ import annotations

from typing import Final

from communique.grammar.antecedents import antecedent, antecedents, is_plural
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.pack import Pack

_PEOPLE: Final = frozenset({"party", "group", "source"})
_NAMES: Final = frozenset("HFOU")
"""letters of names and offices"""


def is_people(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a chunk names people: a name, an office, a group."""
    cats, units = sentence.units.cats, sentence.units
    for k in range(chunk.start, chunk.end):
        if cats[k] in "HFt":
            return True
        if cats[k] == "O":
            return True
        if cats[k] == "N":
            if units.entry(k, "group") is not None:
                return True
            noun = units.entry(k, "noun")
            return noun is not None and noun.value in _PEOPLE
        if cats[k] in "u#":
            return False
    return False


def postposed(sentence: Sentence, clause: Clause, pack: Pack, *, human: bool = False) -> tuple[int, int] | None:
    """A subject after its verb, where subjects may be dropped: people, or anything behind a passive or a verb that takes no object."""
    cats, closed = sentence.units.cats, pack.closed
    if clause.person in ("1", "4"):
        return None  # "firmamos dos acuerdos"
    masked_stop = next(
        (other.begin for other in sentence.clauses if other.begin >= clause.end and other.form in ("finite", "infinitive", "gerund")), len(cats)
    )
    free = clause.voice == "passive" or (clause.voice == "reflexive" and clause.lemma not in closed.pronominal) or clause.lemma in closed.postposed
    first = True
    for index, chunk in enumerate(sentence.chunks):
        if chunk.prep < clause.end:
            continue
        between = cats[clause.end : chunk.prep]
        if chunk.prep >= masked_stop or any(letter in between for letter in "QRS;") or (between.count(",") % 2 and not between.endswith(",")):
            break
        if cats[chunk.start] == "W" or not chunk.bare or (chunk.end == chunk.start + 1 and sentence.units.norm(chunk.start) in closed.light_objects):
            continue
        before = sentence.chunks[index - 1] if index else None
        if before is not None and not before.bare and before.end == chunk.start - 1 and cats[before.end] == "C" and cats[before.start] in "OLH":
            continue  # "donó arroz a Honduras y Guatemala"
        if between.endswith(",") and (not first or (between.count(",") % 2 and cats[chunk.prep - 2] in "OL")):
            break  # "dialogó con los líderes de Francia, Alemania e Italia"
        people = is_people(sentence, chunk)
        fits = people or (free and first and not human)
        if people and not free and clause.lemma not in closed.saying and first and cats[chunk.start : chunk.end].strip("D")[:1] == "O":
            following = next((c for c in sentence.chunks[index + 1 :] if c.bare and cats[c.start] != "W"), None)
            fits = following is not None and following.start < masked_stop  # "visitó China", but "entregó Rusia dos aviones"
        plural = is_plural(sentence, chunk, pack)
        end = chunk.end
        j = index
        while j + 1 < len(sentence.chunks) and sentence.chunks[j + 1].prep == end and cats[end] == "d":
            j += 1
            end = sentence.chunks[j].end
        joined = clause.plural and cats[end : end + 1] in ("C", ",") and j + 1 < len(sentence.chunks) and sentence.chunks[j + 1].start == end + 1
        if fits and clause.plural is not None and plural is not None and plural != clause.plural and not joined:
            fits = False
        if fits:
            while clause.plural and cats[end : end + 1] in ("C", ",") and j + 1 < len(sentence.chunks):
                more = sentence.chunks[j + 1]
                if not more.bare or more.start != end + 1 or not (is_people(sentence, more) or not people):
                    break
                j, end = j + 1, more.end
                while j + 1 < len(sentence.chunks) and sentence.chunks[j + 1].prep == end and cats[end] == "d":
                    j += 1
                    end = sentence.chunks[j].end
            return chunk.start, end
        first = False
    return None


def read_passives(sentence: Sentence, pack: Pack) -> None:
    """Make a passive of the reflexive of verbs that are not reflexive by themselves: "se firmó un acuerdo"."""
    for clause in sentence.clauses:
        if clause.voice != "reflexive" or clause.lemma in pack.closed.pronominal:
            continue
        clause.voice = "passive"
        own = clause.subject is not None and clause.left <= clause.subject[0]
        if clause.relation == "coordinated" and not own and not _thing(sentence, clause.subject):
            clause.subject = None


def _thing(sentence: Sentence, span: tuple[int, int] | None) -> bool:
    return span is not None and not _NAMES.intersection(sentence.units.cats[span[0] : span[1]])


def of_object_relative(sentence: Sentence, clause: Clause, last: Clause | None, pack: Pack) -> None:
    """Give the relative clause its own subject where the relative is its object: "los acuerdos que firmó Rusia", "que firmaron"."""
    assert clause.opener >= 0
    own = postposed(sentence, clause, pack, human=True) if clause.voice == "active" else None
    if own is not None:
        clause.subject = own
        return
    chain = antecedents(sentence, clause.opener)
    agreeing = clause.plural is None or any(is_plural(sentence, chunk, pack) in (None, clause.plural) for chunk in chain)
    if chain and not agreeing:
        clause.subject = last.subject if last is not None and last.plural == clause.plural else None


def shares_subject(sentence: Sentence, masked: str, low: int, begin: int) -> bool:
    """Whether a conjunction, and behind it no noun phrase of its own, stands before a verb: "…, pero en 2021 creció"."""
    joint = masked.rfind("C", low, begin)
    if joint < 0 or masked.find(",", joint, begin) >= 0:
        return False
    return not any(chunk.bare and masked[chunk.start] != "W" for chunk in sentence.chunks_in(joint + 1, begin))


def behind_relative(sentence: Sentence, clause: Clause, last: Clause, masked: str, pack: Pack) -> tuple[int, int] | None:
    """The subject of a verb that stands straight behind a relative clause: what the relative hangs on."""
    if last.relation != "relative" or last.opener <= 0 or sentence.units.norm(last.opener) not in pack.closed.that_or_relative:
        return None
    if {"C", ",", "S", "Q"} & set(masked[last.end : clause.begin]) or masked[last.opener - 1] == ",":
        return None
    return antecedent(sentence, last.opener, clause.plural, pack)


def inverted_subject(sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
    """A subject after its verb: the first bare chunk straight behind the verb group, when nothing stood before."""
    k = clause.end
    cats = sentence.units.cats
    while k < len(cats) and cats[k] in "EW":
        k += 1
    if any(cats[j] == "i" for j in range(clause.begin, clause.end)):
        j = next(j for j in range(clause.begin, clause.end) if cats[j] == "i")
        return (j, j + 1)
    index = sentence.chunk_at.get(k)
    if index is None or not sentence.chunks[index].bare:
        return None
    end = sentence.chunks[index].end
    while index + 1 < len(sentence.chunks) and sentence.chunks[index + 1].prep == end and cats[end] == "d":
        index += 1
        end = sentence.chunks[index].end
    if clause.plural and cats[end : end + 1] == "C" and index + 1 < len(sentence.chunks):
        joined = sentence.chunks[index + 1]  # "qu'ont faite le Canada et l'Asean"
        if joined.bare and joined.start == end + 1:
            end = joined.end
    return ((sentence.chunk_at[k] is not None and sentence.chunks[sentence.chunk_at[k]].start) or k, end)
