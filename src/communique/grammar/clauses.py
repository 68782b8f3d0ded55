"""Clauses over a category string: verb groups, noun chunks, and who is the subject of what."""

from __future__ import annotations

import re
from typing import NamedTuple

from communique.grammar.units import Units
from communique.languages.pack import Pack

_VERB = re.compile(r"[zc]*(?:x(?:[zEci]|P?W)*(?:,[^,;VxQRSI]{1,14},[zE]*)?(?:TE?T?)?|V[zEi]*)|[zc]*I(?:E?T)?|T|G")
_CHUNK = re.compile(r"([dagweP]*)(?:W|(D*(?:(?<=D)E(?=[uA]))?)((?:[oA#kuNUJOLHFYth](?:E(?=[uA]))?)+))")
_BREAK = frozenset("QRS;")
_FINITE = frozenset("PIFCSJ")


class Chunk(NamedTuple):
    """A base noun phrase: units `start:end`; its prepositions stand at `prep:start` (equal when it has none)."""

    prep: int
    start: int
    end: int

    @property
    def bare(self) -> bool:
        """Whether no preposition governs it."""
        return self.prep == self.start


class Clause:
    """A verb and what belongs to it. Positions are unit indexes; `left:right` is its region, `begin:end` its verb group.

    `form` finite, participle, infinitive or gerund · `tense` P present I imperfect F future C conditional S past, "" for non-finite · `perfect` a compound
    tense · `gender` of a participle · `voice` active, passive or reflexive · `modal` the modality a modal verb adds · `relation` main, that, relative, sub, coordinated, or
    participial, infinitive · `subject` the units of the subject noun phrase · `governor` the clause that a dependent one hangs on.
    """

    __slots__ = (
        "begin", "end", "form", "gender", "governor", "left", "lemma", "modal", "negative", "opener", "perfect", "plural", "relation", "right", "subject", "tense",
        "voice",
    )  # fmt: skip

    def __init__(self, begin: int, end: int) -> None:
        self.begin, self.end = begin, end
        self.left, self.right = begin, end
        self.lemma = self.tense = self.modal = self.gender = ""
        self.form, self.voice, self.relation = "finite", "active", "main"
        self.negative = self.perfect = False
        self.plural: bool | None = None
        self.opener = -1
        self.subject: tuple[int, int] | None = None
        self.governor: Clause | None = None


class Sentence:
    """A parsed sentence: its units, chunks in order, and clauses in order of their verbs."""

    __slots__ = ("chunk_at", "chunks", "clauses", "units")

    def __init__(self, units: Units, chunks: list[Chunk], clauses: list[Clause]) -> None:
        self.units, self.chunks, self.clauses = units, chunks, clauses
        self.chunk_at = {position: index for index, chunk in enumerate(chunks) for position in range(chunk.prep, chunk.end)}

    def chunks_in(self, left: int, right: int) -> list[Chunk]:
        """The chunks that begin in units `left:right`."""
        return [chunk for chunk in self.chunks if left <= chunk.prep < right]


def parse(units: Units, pack: Pack) -> Sentence:
    """The clauses and chunks of a sentence."""
    cats = units.cats
    clauses: list[Clause] = []
    position = 0
    finite: Clause | None = None
    while match := _VERB.search(cats, position):
        clause = _verb_group(units, match.start(), match.end(), pack)
        if clause.form == "participle" and finite is not None and _shares_auxiliary(cats, clause, finite):
            clause.form, clause.tense, clause.perfect, clause.voice, clause.plural = "finite", finite.tense, True, finite.voice, finite.plural
        if clause.form == "finite":
            finite = clause
        clauses.append(clause)
        position = max(clause.end, match.start() + 1)
    letters = list(cats)
    for clause in clauses:
        letters[clause.begin : clause.end] = "!" * (clause.end - clause.begin)
    masked = "".join(letters)
    chunks = [Chunk(match.start(), match.end(1), match.end()) for match in _CHUNK.finditer(masked)]
    sentence = Sentence(units, chunks, clauses)
    _relate(sentence, masked, pack)
    return sentence


def _shares_auxiliary(cats: str, clause: Clause, finite: Clause) -> bool:
    """Whether a participle goes on with the auxiliary before it: "ont adopté un plan et publié une déclaration"."""
    k = clause.begin - 1
    while k > 0 and cats[k] == "E":
        k -= 1
    between = cats[finite.end : clause.begin]
    return finite.perfect and cats[k] == "C" and not _BREAK.intersection(between) and "T" not in between and k > finite.end


def _verb_group(units: Units, begin: int, end: int, pack: Pack) -> Clause:
    """Read a verb group: its head verb, tense, voice, polarity."""
    cats, data, closed = units.cats, units.data, pack.closed
    clause = Clause(begin, end)
    reflexive = False
    heads: list[int] = []
    for k in range(begin, end):
        letter = cats[k]
        if letter == "z":
            clause.negative = clause.negative or units.norm(k) in closed.negation
        elif letter == "c":
            reflexive = reflexive or units.norm(k) in closed.reflexive
        elif letter in "xVITG":
            heads.append(k)
    first = heads[0]
    lemma, features = _reading(data[first], cats[first])
    clause.lemma = lemma
    if cats[first] in "xV":
        clause.tense, clause.plural = features[0], (features[1:2] in "456" if features[1:2] else None)
        if clause.negative and end < len(cats) and cats[end] in "QE" and units.norm(end) in closed.restriction:
            clause.negative = False
        participles = [k for k in heads[1:] if cats[k] == "T"]
        if cats[first] == "x" and participles:
            auxiliary = lemma
            last = participles[-1]
            clause.lemma, features = _reading(data[last], "T")
            clause.perfect = auxiliary == closed.have or len(participles) > 1 or clause.lemma in pack.be_verbs or reflexive
            chained = len(participles) > 1
            if not reflexive and clause.lemma not in pack.be_verbs and (auxiliary == closed.be or chained):
                clause.voice = "passive"
        elif lemma in closed.modals:
            _absorb_infinitive(clause, units, pack, lemma)
    elif cats[first] == "I":
        clause.form = "infinitive"
        if len(heads) > 1:
            last = heads[-1]
            auxiliary = lemma
            clause.lemma, _ = _reading(data[last], "T")
            clause.perfect = auxiliary == closed.have
            if auxiliary == closed.be and clause.lemma not in pack.be_verbs and not reflexive:
                clause.voice = "passive"
    elif cats[first] == "T":
        clause.form = "participle"
        clause.gender, clause.plural = features[1:2], features[2:3] == "p"
        clause.voice = "active" if clause.lemma in pack.be_verbs else "passive"
    else:
        clause.form = "gerund"
    if reflexive or any(cats[k] == "c" and units.norm(k) in closed.reflexive for k in range(clause.begin, clause.end)):
        clause.voice = "reflexive"
    return clause


def _reading(readings: tuple[tuple[str, str], ...], letter: str) -> tuple[str, str]:
    """The lemma and features of a form that stands as `letter`."""
    for lemma, features in readings:
        kind = features[0]
        if letter == "T" and kind == "T" or letter == "I" and kind == "N" or letter == "G" and kind == "G":
            return lemma, features
        if letter in "xV" and kind in _FINITE and features[1:2] in ("3", "4", "6"):
            return lemma, features
    return readings[0]


def _absorb_infinitive(clause: Clause, units: Units, pack: Pack, modal: str) -> None:
    """Let the infinitive after a modal verb be the head of the clause."""
    cats, k = units.cats, clause.end
    link = pack.closed.modal_links.get(modal)
    while k < len(cats) and cats[k] in "Ezi":
        k += 1
    if link is not None:
        if k >= len(cats) or not (cats[k] == "d" and units.norm(k).startswith(link[:1])):
            return
        k += 1
    while k < len(cats) and cats[k] in "cE":
        k += 1
    if k >= len(cats) or cats[k] != "I":
        return
    clause.modal = pack.closed.modals[modal]
    clause.lemma, _ = _reading(units.data[k], "I")
    k += 1
    if k < len(cats) and cats[k] == "T" and clause.lemma == pack.closed.be:
        clause.lemma, _ = _reading(units.data[k], "T")
        if clause.lemma not in pack.be_verbs:
            clause.voice = "passive"
        k += 1
    clause.end = k


def _relate(sentence: Sentence, masked: str, pack: Pack) -> None:
    """Find openers, subjects, regions and governors, left to right."""
    cats, clauses = sentence.units.cats, sentence.clauses
    length = len(cats)
    last_finite: Clause | None = None
    previous: Clause | None = None
    for clause in clauses:
        if clause.form == "finite":
            low = last_finite.end if last_finite is not None else 0
            clause.opener = _opener(masked, low, clause.begin)
            if not _parenthetical(sentence, clause, masked, pack):
                _finite_subject(sentence, clause, last_finite, masked)
            if last_finite is not None and last_finite.begin < clause.left < last_finite.right:
                last_finite.right = clause.left
            clause.right = length
            last_finite = clause
        else:
            clause.governor = previous
            clause.left, clause.right = clause.begin, length
            if clause.form == "participle":
                clause.relation = "participial"
                clause.subject = _antecedent(sentence, clause.begin, clause.plural)
                stop = clause.end
                while stop < length and masked[stop] not in ",;QRS!":
                    stop += 1
                clause.right = stop
            else:
                clause.relation = "infinitive"
        previous = clause
    finite = [clause for clause in clauses if clause.form == "finite"]
    for clause in clauses:
        if clause.form == "finite":
            continue
        for other in finite:
            if other.begin > clause.begin:
                start = other.left
                if start <= clause.begin:
                    start = other.subject[0] if other.subject is not None and other.subject[0] > clause.begin else other.begin
                clause.right = min(clause.right, start)
                break
    for clause in clauses:
        strong = masked.find(";", clause.end, clause.right)
        if strong >= 0:
            clause.right = strong


def _parenthetical(sentence: Sentence, clause: Clause, masked: str, pack: Pack) -> bool:
    """Whether a verb of saying stands behind a comma with its subject after it: ", a indiqué M. X"."""
    if clause.lemma not in pack.closed.saying:
        return False
    k = clause.begin - 1
    while k >= 0 and masked[k] in "EW":
        k -= 1
    if k < 0 or masked[k] != ",":
        return False
    after = clause.end
    cats = sentence.units.cats
    while after < len(cats) and cats[after] in "IEW":
        after += 1
    pronoun = next((j for j in range(clause.begin, clause.end) if cats[j] == "i"), -1)
    index = sentence.chunk_at.get(after)
    if pronoun >= 0:
        clause.subject = (pronoun, pronoun + 1)
    elif index is not None and sentence.chunks[index].bare:
        clause.subject = (sentence.chunks[index].start, sentence.chunks[index].end)
    else:
        return False
    clause.relation, clause.left = "parenthetical", k
    return True


def _opener(masked: str, low: int, begin: int) -> int:
    """Where the word stands that opens the clause of the verb at `begin`, or -1."""
    for k in range(begin - 1, low - 1, -1):
        if masked[k] in _BREAK:
            return k
    return -1


def _finite_subject(sentence: Sentence, clause: Clause, last: Clause | None, masked: str) -> None:
    cats = sentence.units.cats
    opener = clause.opener
    floor = opener + 1 if opener >= 0 else 0
    letter = cats[opener] if opener >= 0 else ""
    if letter == "R" and clause.begin - opener <= 1 + _blank(masked, opener + 1, clause.begin):
        clause.relation, clause.left = "relative", opener
        clause.subject = _antecedent(sentence, opener, clause.plural)
        clause.governor = last
        return
    found = _walk_left(sentence, masked, clause.begin, floor, clause.plural, last)
    if letter and (found is None or found[0] >= floor):
        clause.relation = {"R": "relative", "Q": "that", "S": "sub"}.get(letter, "main")
        clause.left = opener if letter != ";" else opener + 1
        clause.governor = last if letter != ";" else None
    if found is not None:
        clause.subject = found
        if not letter:
            clause.left = _left_edge(masked, found[0], last)
        return
    inverted = _inverted(sentence, clause)
    if inverted is not None:
        clause.subject = inverted
        if not letter:
            clause.left = last.end if last is not None else 0
        return
    if not letter and last is not None:
        joint = masked.rfind("C", last.end, clause.begin)
        comma = masked.rfind(",", last.end, clause.begin)
        clause.relation = "coordinated"
        clause.subject = last.subject
        clause.left = max(joint, comma, last.end)
        clause.governor = last.governor


def _blank(masked: str, low: int, high: int) -> int:
    """How many of the units between hold no noun phrase (adverbs, times, clitics)."""
    return sum(1 for k in range(low, high) if masked[k] in "EWzcPe,")


def _left_edge(masked: str, start: int, last: Clause | None) -> int:
    low = last.end if last is not None else 0
    if last is None:
        return low
    for k in range(start - 1, low - 1, -1):
        if masked[k] in "C;":
            return k
    return start


def _walk_left(sentence: Sentence, masked: str, begin: int, floor: int, plural: bool | None, last: Clause | None) -> tuple[int, int] | None:
    """The subject noun phrase that stands before the verb at `begin`: jump over adverbials and insertions, stop at another verb."""
    pos, right = begin - 1, begin
    crossed_comma = False
    while pos >= floor:
        letter = masked[pos]
        if letter == ",":
            j = _insertion_start(masked, pos, floor)
            if j is None:
                crossed_comma = True
                pos -= 1
            else:
                for inner in sentence.clauses:
                    if j < inner.begin < pos:
                        inner.right = min(inner.right, pos)
                pos = j - 1
            right = pos + 1
            continue
        if letter in "EWzPgwae":
            pos -= 1
            continue
        if letter == "i":
            return (pos, pos + 1)
        index = sentence.chunk_at.get(pos)
        if index is not None:
            chunk = sentence.chunks[index]
            if chunk.prep < floor:
                return None
            if not chunk.bare or masked[chunk.start] == "W":
                pos = chunk.prep - 1
                continue
            joined = sentence.chunks[index - 1] if index and masked[chunk.start - 1] == "C" else None
            if joined is not None and plural is False and not joined.bare and joined.end == chunk.start - 1 and (last is None or last.end <= floor):
                pos = joined.prep - 1  # "l'accord entre la Russie et le Laos est …"
                continue
            return _extended(sentence, masked, index, right, floor, plural)
        if letter == "!":
            owner = next((c for c in reversed(sentence.clauses) if c.begin <= pos < c.end), None)
            if owner is None or owner.form == "finite":
                if owner is not None and crossed_comma and owner.relation == "relative" and owner.opener >= 0:
                    owner.right = min(owner.right, begin)
                    pos = owner.opener - 1
                    right = pos + 1
                    floor = min(floor, owner.opener)
                    crossed_comma = False
                    continue
                return None
            pos = owner.begin - 1
            continue
        if letter in "QS;":
            return None
        pos -= 1
    return None


def _insertion_start(masked: str, comma: int, floor: int) -> int | None:
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
        return j if inside[0] == "!" or inside[:2] in ("E!", "C!") else None
    return j


def _extended(sentence: Sentence, masked: str, index: int, right: int, floor: int, plural: bool | None) -> tuple[int, int]:
    """Extend a bare chunk leftwards over coordination, if the verb is plural."""
    chunk = sentence.chunks[index]
    start = chunk.start
    if plural is False:
        return (start, max(right, chunk.end))
    end = max(right, chunk.end)
    listed = False
    while start - 1 >= floor and masked[start - 1] in "C,":
        joined = masked[start - 1] == "C"
        if not joined and not listed:
            break
        listed = True
        k = start - 2
        if joined and k >= floor and masked[k] == ",":
            k -= 1
        while k >= floor and masked[k] == ",":
            k -= 1
        found: Chunk | None = None
        while k >= floor:
            i = sentence.chunk_at.get(k)
            if i is None:
                if masked[k] == "," and joined:
                    k -= 1
                    continue
                break
            candidate = sentence.chunks[i]
            if masked[candidate.start] == "W":
                break
            if candidate.bare:
                found = candidate
                break
            k = candidate.prep - 1
        if found is None:
            break
        start = found.start
    return (start, end)


def antecedents(sentence: Sentence, position: int) -> list[Chunk]:
    """The chunks a participle or relative at `position` may belong to: the nearest first, then those it hangs on."""
    k = position - 1
    cats = sentence.units.cats
    while k >= 0 and cats[k] in ",EW":
        k -= 1
    index = sentence.chunk_at.get(k)
    found: list[Chunk] = []
    while index is not None and index >= 0:
        chunk = sentence.chunks[index]
        if found and chunk.end != found[-1].prep and cats[chunk.end : found[-1].prep].strip(",EW"):
            break
        if cats[chunk.start] != "W":
            found.append(chunk)
        if chunk.bare or (cats[chunk.prep] not in "daweP") or len(found) > 5:
            break
        index -= 1
    return found


def _antecedent(sentence: Sentence, position: int, plural: bool | None) -> tuple[int, int] | None:
    """The noun phrase just before a relative or a participle: the nearest chunk chain, from its bare head."""
    k = position - 1
    cats = sentence.units.cats
    while k >= 0 and cats[k] in ",EW":
        k -= 1
    index = sentence.chunk_at.get(k)
    if index is None:
        return None
    first = sentence.chunks[index]
    end = first.end
    current = first
    while not current.bare and index > 0 and cats[current.prep] == "d" and sentence.chunks[index - 1].end == current.prep:
        index -= 1
        current = sentence.chunks[index]
    return (current.start, end)


def _inverted(sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
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
    return (sentence.chunk_at[k] is not None and sentence.chunks[sentence.chunk_at[k]].start or k, end)
