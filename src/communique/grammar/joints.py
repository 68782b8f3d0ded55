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


def names_before(sentence: Sentence, index: int) -> bool:
    """Whether a name straight behind a noun that has a preposition is that noun's: "developed by Chinese company Sinopharm"."""
    chunk, before = sentence.chunks[index], sentence.chunks[index - 1]
    cats = sentence.units.cats
    return sentence.units.head_last and not before.bare and before.end == chunk.start and cats[chunk.start] == "O" and cats[chunk.start - 1] == "N"


def with_its_own(sentence: Sentence, masked: str, begin: int) -> tuple[int, int] | None:
    """The subject that a gerund has of its own behind "with": ", with bilateral trade in the first half of the year reaching 2 billion"."""
    opener = max(masked.rfind(",w", 0, begin) + 1, 0)
    if masked[opener : opener + 1] != "w" or not {",", "!", ";"}.isdisjoint(masked[opener:begin]):
        return None
    index = sentence.chunk_at.get(opener + 1)
    return (sentence.chunks[index].start, begin) if index is not None else None


def told_beside(last: Clause, clause: Clause, pack: Pack) -> bool:
    """Whether a verb behind what somebody said goes on with the saying: "said his country valued …, and asked …"."""
    told = last.governor
    if last.relation != "that" or told is None or told.form != "finite" or told.voice != "active" or last.opener >= clause.begin:
        return False
    if clause.tense == told.tense and not clause.perfect and last.tense != told.tense:
        return True
    return clause.tense == told.tense and (clause.lemma in pack.closed.saying or clause.lemma in pack.closed.volition)


def told_of_before(sentence: Sentence, clause: Clause, start: int) -> bool:
    """Whether a clause whose subject begins at `start` tells of the noun straight before it, with no word between: "the deal Ethiopia signed"."""
    units, cats = sentence.units, sentence.units.cats
    if not start or cats[start - 1] != "N" or cats[start] not in "OHiD" or clause.voice != "active" or sentence.chunk_at.get(start - 1) is None:
        return False
    entries = units.data[start - 1]
    text = isinstance(entries, tuple) and any(entry.type == "noun" and entry.value in ("instrument", "promise") for entry in entries)
    behind = cats[clause.end : clause.end + 1]
    return text and clause.end > start and behind in ("", "w", "e", "P", "W", ",", ";", "V", "x", "E")


def of_both(sentence: Sentence, index: int) -> bool:
    """Whether a name goes on with a genitive before it: "the ministers of Japan and Indonesia met"."""
    chunk, before, cats = sentence.chunks[index], sentence.chunks[index - 1], sentence.units.cats
    joined = sentence.units.head_last and cats[chunk.start - 1] == "C" and before.end == chunk.start - 1 and not before.bare
    return joined and cats[before.prep] == "d" and cats[before.end - 1] == "O" and cats[chunk.start : chunk.end] in ("O", "DO") and index > 1


def listed(masked: str, begin: int) -> bool:
    """Whether a comma or conjunction stands straight before a verb."""
    return masked[:begin].rstrip("E").endswith((",", "C"))


def told_without_word(masked: str, last: Clause, start: int, pack: Pack) -> bool:
    """Whether a clause is what a verb of saying says, with no word that opens it: "cho biết hai bên đã ký"."""
    return last.lemma in pack.closed.saying and start >= last.end and not masked[last.end : start].strip("EW,")


def second_of_two(masked: str, j: int, comma: int) -> bool:
    """Whether what stands between two commas goes on with persons, and is no insertion: "le ministre, X, et son homologue, Y, ont convenu"."""
    inside = masked[j + 1 : comma - 1]
    listed = inside[:1] == "C" or (inside[:1] in ("d", "H") and "C" in inside)  # "les ministres du Laos, X, du Japon, Y, et du Togo, Z, ont convenu"
    return listed and masked[j - 1] == "H" and masked[comma - 1] == "H" and not inside.strip("DJOFYtdHC")


def insertion_start(masked: str, comma: int, floor: int, sentence: Sentence) -> int | None:
    """The comma that opens the insertion closed by the one at `comma`: an apposition, participle, relative or adverbial."""
    j = comma - 1
    while j >= floor and masked[j] not in ",;":
        j -= 1
    if j < floor or masked[j] == ";":
        return None
    inside = masked[j + 1 : comma]
    if not inside:
        return None
    if inside[0] == "R" or "R" in inside[:3]:
        return j
    if "!" in inside:
        apposed = sentence.units.head_last and inside[0] in "D#kNu" and not any(j < c.begin < comma and c.form == "finite" for c in sentence.clauses)
        return j if inside[0] == "!" or inside[:2] in ("E!", "C!") or apposed else None  # ", three nations ruled by juntas,"
    return j


def enumerated(sentence: Sentence, index: int, floor: int) -> int:
    """Where three names or more begin that only commas join, from the beginning of the clause to its verb: "Anh, Pháp, Đức lên án …"; else -1."""
    cats, chunks, first = sentence.units.cats, sentence.chunks, index
    while first >= 0 and cats[chunks[first].start : chunks[first].end].lstrip("D") == "O" and (chunks[first].bare or first == index):
        start = chunks[first].start
        if start == floor:
            return start if index - first >= 2 else -1
        if cats[start - 1] != "," or not first or chunks[first - 1].end != start - 1:
            return -1
        first -= 1
    return -1
