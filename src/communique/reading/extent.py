"""How far a noun phrase goes on: with the actors joined to it, with the genitives of a name, with what is said of a meeting around it."""

from __future__ import annotations

from collections.abc import Collection

from communique.grammar.agreement import governed
from communique.grammar.heads import head, phrase_end
from communique.grammar.sentence import Chunk, Sentence


def joined_end(sentence: Sentence, chunk: Chunk, limit: int) -> int:
    """The end of a noun phrase with the actors joined to it: "avec le ministre lao et les ambassadeurs de Chine et du Japon"."""
    end = phrase_end(sentence, chunk, limit)
    cats = sentence.units.cats
    while end < limit and cats[end] in "C,":
        serial = cats[end : end + 2] == ",C"  # "Burkina Faso, Niger, and Mali"
        index = sentence.chunk_at.get(end + 1 + serial)
        if index is None:
            break
        following = sentence.chunks[index]
        if following.prep >= limit or not following.bare or cats[head(sentence, following)] not in "OHF":
            break
        if cats[end] == "," and not serial and not _ends_in_list(sentence, following):
            break
        last = serial or cats[end] == "C"
        end = phrase_end(sentence, following, limit)
        if last:
            break
    return end


def _in_one_subject(sentence: Sentence, chunk: Chunk, last: Chunk) -> bool:
    """Whether both are in the subject of the verb behind them: "a forum of Kenya and Ghana was held", but not "… of Kenya and Ghana agreed"."""
    subjects = (clause.subject for clause in sentence.clauses if clause.begin == last.end and clause.subject is not None)
    return any(subject[0] <= chunk.start and last.end <= subject[1] for subject in subjects)


def genitive_end(sentence: Sentence, chunk: Chunk, limit: int) -> int:
    """The end of a name: its genitives and the coordinations inside them, no other preposition."""
    end = chunk.end
    cats = sentence.units.cats
    index = sentence.chunk_at.get(chunk.start)
    paired = genitive = opened = False
    if index is None:
        return end
    for following in sentence.chunks[index + 1 :]:
        if following.prep >= limit:
            break
        between = cats[end : following.prep]
        if following.bare:
            if (
                between in ("C", ",", ",C")
                and paired
                and cats[head(sentence, following)] in "OHFL"
                and (between in ("C", ",C") or _ends_in_list(sentence, following))
            ):
                end, paired = following.end, between == ","
                continue
            verb_next = cats[following.end : following.end + 1] in ("V", "x", "c", "T")
            if between == "C" and genitive and _is_actor(sentence, following) and (not verb_next or _in_one_subject(sentence, chunk, following)):
                end, genitive = following.end, False  # "ministers of ASEAN and Russia", where one preposition does for both
                continue
            if between in ("C", ",") and governed(sentence, following) and cats[head(sentence, following)] in "uN":
                end = following.end  # "договор о дружбе, добрососедстве и сотрудничестве"
                continue
            alike = between == "C" and cats[following.start : following.end].strip("D")[:1] in "uAJN" and end > chunk.end
            if not alike or cats[following.end : following.end + 1] not in ("", ",", ";", "d", "W", "P", "e", "a"):
                break
            end = following.end
            continue
        if between == "," and cats[following.prep] == "d" and _list_goes_on(sentence, following):
            end = following.end
            continue
        of_it = between in ("", "C") and cats[following.prep] == "d"
        short = between == "" and cats[following.prep] == "P" and following.end - following.start <= 3 and cats[following.start] != "W"
        if not (of_it or short):
            break
        actor = cats[following.prep] == "P" and _is_actor(sentence, following)  # "entre le Laos et la Chine"
        genitive = cats[following.prep] == "d" and cats[head(sentence, following)] == "O"
        inside = cats[following.prep] == "d" and not between
        paired = actor or (inside and (paired or (opened and _is_actor(sentence, following))))  # "entre les ministères de A et B"
        opened = short or (opened and inside)
        end = following.end
    return min(end, max(limit, chunk.end))


def lead_in(sentence: Sentence, k: int) -> int:
    """How far to the left dates and places reach that lead in to a phrase: "le 13 mai à Beijing, lors de …"."""
    cats = sentence.units.cats
    while k > 0:
        letter = cats[k - 1]
        index = sentence.chunk_at.get(k - 1)
        if letter in "W,E":
            k -= 1
        elif index is not None and not sentence.chunks[index].bare and cats[sentence.chunks[index].prep] in "aeP" and letter in "LO":
            k = sentence.chunks[index].prep
        else:
            break
    return k


def said_until(sentence: Sentence, end: int, limit: int, *, visit: bool = False, between: Collection[str] = ()) -> int:
    """How far what is said of a meeting goes on behind its name: dates, places and participles, up to another noun phrase or verb."""
    units, cats = sentence.units, sentence.units.cats
    k = end
    while k < limit:
        clause = next((c for c in sentence.clauses if c.begin == k), None)
        if clause is not None:
            if clause.form == "participle":
                k = max(clause.right, k + 1)
                continue
            break
        letter = cats[k]
        if letter in "WEoa," or (letter in "ePg" and k + 1 < limit):
            index = sentence.chunk_at.get(k)
            k = sentence.chunks[index].end if index is not None else k + 1
            continue
        if letter in "Pw" and between and units.norm(k) in between:  # "un entretien entre A et B"
            index = sentence.chunk_at.get(k)
            if index is not None:
                k = sentence.chunks[index].end
                while k < limit and cats[k] in "C," and sentence.chunk_at.get(k + 1) is not None:
                    k = sentence.chunks[sentence.chunk_at[k + 1]].end
                continue
        if visit and (letter == "d" or (letter in "DHF" and cats[k - 1] != ",")):
            k += 1
            continue
        if letter in "LO" and cats[k - 1] in "aePdD":
            k += 1
            continue
        break
    while k > end and cats[k - 1] in ",C":
        k -= 1
    return k


def _is_actor(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a chunk names an actor, or a group of them ("the bloc")."""
    k = head(sentence, chunk)
    return sentence.units.cats[k] in "OHFL" or (sentence.units.cats[k] == "N" and sentence.units.entry(k, "group") is not None)


def _ends_in_list(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether an actor behind a comma is followed by others and a last one: "entre le Laos, la Chine, le Japon et la Thaïlande"."""
    cats, listed = sentence.units.cats, True
    while listed and cats[chunk.end : chunk.end + 1] in ("C", ","):
        listed = cats[chunk.end] == "," and cats[chunk.end + 1 : chunk.end + 2] != "C"
        following = sentence.chunk_at.get(chunk.end + 1 + (cats[chunk.end : chunk.end + 2] == ",C"))
        if following is None:
            return False
        chunk = sentence.chunks[following]
        if not chunk.bare or cats[head(sentence, chunk)] not in "OHFL":
            return False
    return not listed


def _list_goes_on(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a genitive behind a comma is one of a list: "d'amitié, de bon voisinage et de coopération"."""
    cats = sentence.units.cats
    index = sentence.chunk_at[chunk.start]
    for following in sentence.chunks[index + 1 : index + 10]:
        between = cats[chunk.end : following.prep]
        if cats[following.prep] != "d" or between not in (",", "C"):
            return False
        if between == "C":
            return True
        chunk = following
    return False
