"""The shape of a clause, as frames ask for it: object, complement, agent, the noun a phrase is about, what governs it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from communique.grammar.agreement import accusative
from communique.grammar.antecedents import antecedents
from communique.grammar.heads import classes, governed_by, head, phrase_end, preposition_at
from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.languages.closed import Closed

_TO_SOMEBODY: Final = re.compile(r"E*aD?[OLH]E*").fullmatch
_SERIAL: Final = "ENOLHFDAudweCWPJh,#k"
"""What may stand between the verbs of one deed: "convened in the capital, Astana, on August 9 to hold"."""
_PURPOSE: Final = re.compile(r",[Di]?P(?=c?I)")
"""A purpose set off by a comma: ", pour surmonter …" """
_PURPOSE_OR_ASIDE: Final = re.compile(_PURPOSE.pattern + r"|,E?D?[eP]?E?(?=c?G)")
"""The same, or what is done beside it, where gerunds are no nouns: ", tout en promettant …" """
_BEFORE_INFINITIVE: Final = re.compile(r"P(?=d?[zci]*I)")


class Complement:
    """What completes a verb: `kind` is inf, that or np; `link` the letter of its preposition, empty for none; units `start:end`."""

    __slots__ = ("clause", "end", "kind", "link", "start", "word")

    def __init__(self, kind: str, link: str, start: int, end: int, word: str = "", clause: Clause | None = None) -> None:
        self.kind, self.link, self.start, self.end, self.word, self.clause = kind, link, start, end, word, clause


_UNASKED: Final = Chunk(-1, -1, -1)
_UNCOMPLETED: Final = Complement("", "", -1, -1)
"""What stands for an answer before it is asked for; None is an answer."""


class Shape:
    """A clause in its sentence, with what frames ask of it worked out when first asked."""

    def __init__(self, sentence: Sentence, clause: Clause, closed: Closed) -> None:
        self.sentence, self.clause, self.closed = sentence, clause, closed
        self._time, self._core_end = "", -1
        self._words_near: frozenset[str] | None = None
        self._object: Chunk | None = _UNASKED
        self._subject: Chunk | None = _UNASKED
        self._receiver: Chunk | None = _UNASKED
        self._recipient: Chunk | None = _UNASKED
        self._complement: Complement | None = _UNCOMPLETED

    @property
    def time(self) -> str:
        """past, present, future or conditional: of the verb, or of the verb a non-finite one hangs on."""
        if self._time == "":
            self._time = self._find_time()
        return self._time

    @property
    def asked(self) -> bool:
        """Whether it is what somebody else is asked to do: "urged Japan to commit to …"."""
        governor = self.clause.governor
        return governor is not None and self.clause.form == "infinitive" and governor.lemma in self.closed.urging

    @property
    def asks(self) -> bool:
        """Whether it asks somebody else to do something: "wants Japan to pledge"."""
        if self.clause.lemma not in self.closed.wishing or self.complement is None or self.complement.kind != "inf" or self.object is None:
            return False
        return self.clause.end <= self.object.start and self.object.end <= self.complement.start

    @property
    def refused(self) -> bool:
        """Whether the verb it hangs on says that it is not to be done: "refused to visit", "declined an invitation to visit"."""
        governor = self.clause.governor
        if governor is None or governor.negative or self.clause.form != "infinitive":
            return False
        return governor.lemma in self.closed.refusing

    def _find_time(self) -> str:
        clause = self.clause
        if clause.form == "participle" and clause.modal in ("expected", "scheduled"):
            return "future"  # "an agreement set to be signed"
        if clause.form == "participle" or (clause.form == "infinitive" and clause.perfect):
            return "past"
        governor = clause.governor
        if (
            clause.form == "infinitive"
            and governor is not None
            and governor.lemma in self.closed.serial
            and not self.sentence.units.cats[governor.end : clause.begin].removesuffix("a").strip(_SERIAL if self.closed.chain else "ENOLHFDAudweC")
        ):
            return Shape(self.sentence, governor, self.closed).time  # "đã sang thăm", "sent a delegation to visit": one deed
        if clause.form == "infinitive":
            k, cats = clause.begin - 1, self.sentence.units.cats
            beside = k > 0 and cats[k] == "d" and cats[k - 1] == "P" and self.sentence.units.norm(k - 1) in self.closed.circumstance
            if beside or (k >= 0 and self.closed.on_doing and self._at_once(k)):
                governor = clause.governor  # "avant de présider", "al inaugurar": as the verb it stands beside
                return Shape(self.sentence, governor, self.closed).time if governor is not None else "future"
            return "future"
        if clause.form == "gerund":
            return Shape(self.sentence, clause.governor, self.closed).time if clause.governor is not None else "present"
        if clause.modal in ("expected", "scheduled"):
            return "future" if clause.tense in "PF" else "past_future"
        if clause.modal == "actual":
            return "past"  # "vient de signer"
        if clause.tense == "J" or (clause.relation == "that" and clause.governor is not None and clause.governor.lemma in self.closed.volition):
            return "subjunctive"
        if clause.tense == "C" and clause.perfect and clause.relation in ("main", "coordinated"):
            return "past"  # hearsay
        if clause.tense == "F":
            return "past" if clause.perfect else "future"
        if clause.tense == "C":
            return "conditional"
        if clause.perfect or clause.tense in ("I", "S"):
            return "past"
        return "present"

    @property
    def words_near(self) -> frozenset[str]:
        """The words of the verb group and of the eight units behind it."""
        if self._words_near is None:
            self._words_near = self._find_words_near()
        return self._words_near

    def _find_words_near(self) -> frozenset[str]:
        units, clause = self.sentence.units, self.clause
        first, stop = clause.begin, max(min(clause.end + 8, clause.right), clause.begin + 1)
        while units.masks is not None and first and units.cats[first - 1] == "E":
            first -= 1  # "полностью выполнен"
        return frozenset(units.tokens.norms[units.begin[first] : units.end[stop - 1]])

    @property
    def object(self) -> Chunk | None:
        """The direct object: the first bare chunk behind the verb, before another verb's own. For a passive, its subject."""
        if self._object is _UNASKED:
            self._object = self._find_object()
        return self._object

    def _find_object(self) -> Chunk | None:
        clause, sentence = self.clause, self.sentence
        if clause.voice == "passive":
            return self.subject
        if clause.relation == "parenthetical":
            return None  # ", a annoncé M. X, un don de …": what is said stands before
        cats = sentence.units.cats
        stop, marked = clause.right, None
        for other in sentence.clauses:
            if clause.end <= other.begin < stop and other.form != "gerund" and not (other.form == "participle" and other.subject is not None):
                stop = other.begin
        for chunk in sentence.chunks:
            if chunk.start < clause.end:
                continue
            if chunk.start >= stop:
                break
            timed = not chunk.bare and cats[chunk.prep] == "d" and clause.end < chunk.prep and not cats[clause.end : chunk.prep].strip("WEPe")
            if timed and cats[clause.end : chunk.prep].endswith("W") and sentence.units.norm(chunk.prep) in self.closed.plural_determiners:
                return chunk  # "forme depuis 2017 des militaires"
            told = not chunk.bare and cats[chunk.prep] == "d" and _TO_SOMEBODY(cats, clause.end, chunk.prep)
            if told and sentence.units.norm(chunk.prep) in self.closed.plural_determiners and cats[head(sentence, chunk)] in "Nu":
                return chunk  # "a imposé à la Guinée des sanctions"
            if clause.negative and chunk.prep == clause.end and cats[chunk.prep] == "d" and cats[chunk.start] != "D":
                return chunk  # "n'ont pas adopté de communiqué"
            if chunk is self.receiver or self._tells_where(chunk):
                continue
            if chunk.bare and cats[chunk.start] != "W" and not (clause.subject is not None and clause.subject[0] <= chunk.start < clause.subject[1]):
                return self._second(chunk, stop) or self._shared(chunk) or chunk
            if marked is None and self.closed.object_marker and cats[chunk.prep] == "a" and chunk.start == chunk.prep + 1:
                marked = chunk if cats[head(sentence, chunk)] in "OHF#" or self._somebody(chunk) else None
        if marked is not None:
            return marked
        if clause.front is not None:
            return next((chunk for chunk in sentence.chunks if chunk.start == clause.front[0]), None)
        if clause.relation == "relative" and clause.subject is not None and clause.opener == clause.subject[0]:
            return next(iter(antecedents(sentence, clause.opener)), None)  # "the deal Ethiopia signed"
        if clause.opener > 0 and (
            cats[clause.opener] == "Q" or (cats[clause.opener] == "R" and (self._leads_object() or accusative(sentence, clause.opener)))
        ):  # "la base que la France a rendue"
            before = antecedents(sentence, clause.opener)
            return before[-1] if before else None
        return None

    def _tells_where(self, chunk: Chunk) -> bool:
        """Whether a state is named behind a comma because a place of it was: "met in Manila, the Philippines, on Friday"."""
        sentence, cats = self.sentence, self.sentence.units.cats
        index = sentence.chunk_at[chunk.start]
        if index == 0 or not chunk.bare or cats[chunk.prep - 1] != "," or cats[head(sentence, chunk)] != "O":
            return False
        before = sentence.chunks[index - 1]
        return not before.bare and before.end == chunk.prep - 1 and cats[before.prep] == "e" and cats[head(sentence, before)] in "OLUH"

    def _at_once(self, k: int) -> bool:
        """Whether the preposition at unit k tells that the infinitive is done beside another verb: "al inaugurar", "tras reunirse"."""
        units = self.sentence.units
        return units.norm(k) in self.closed.on_doing or (units.cats[k] == "P" and preposition_at(units, k) in self.closed.circumstance)

    def _somebody(self, chunk: Chunk) -> bool:
        """Whether a noun phrase stands for people: "al gobierno", "a ambas partes"."""
        found = classes(self.sentence.units, head(self.sentence, chunk))
        return not found.keys().isdisjoint(("party", "group", "troops", "trainee")) or (
            self.sentence.units.entry(head(self.sentence, chunk), "group") is not None
        )

    def _leads_object(self) -> bool:
        """Whether the relative of the clause stands for its object: "los acuerdos que firmó Rusia"."""
        clause, units = self.clause, self.sentence.units
        if units.norm(clause.opener) not in self.closed.that_or_relative:
            behind = clause.subject is not None and clause.subject[0] == clause.opener + 1 and clause.voice == "active"
            return behind and self.closed.chain != {} and units.norm(clause.opener) in self.closed.subject_relatives  # "which they adopted"
        before = antecedents(self.sentence, clause.opener)
        return bool(before) and not (clause.subject is not None and any(c.start <= clause.subject[0] < c.end for c in before))

    @property
    def recipient(self) -> Chunk | None:
        """Whom something is given to, where that stands bare before the thing: "gave Laos two ships"."""
        if self._recipient is _UNASKED:
            self._recipient = self._find_recipient()
        return self._recipient

    def _find_recipient(self) -> Chunk | None:
        thing, sentence = self.object, self.sentence
        index = sentence.chunk_at.get(thing.start, 0) if thing is not None and self.closed.chain and self.clause.voice == "active" else 0
        before = sentence.chunks[index - 1] if index else None
        return before if before is not None and before.start >= self.clause.end and self._second(before, thing.end if thing else 0) is thing else None

    def _shared(self, first: Chunk) -> Chunk | None:
        """The instrument that a noun before it qualifies with another: "a loan and grant agreement"."""
        cats, index = self.sentence.units.cats, self.sentence.chunk_at[first.start]
        if not self.sentence.units.head_last or cats[first.start : first.end + 2] != "DNCN" or index + 1 >= len(self.sentence.chunks):
            return None
        following = self.sentence.chunks[index + 1]
        straight = following.bare and following.start == first.end + 1
        found = classes(self.sentence.units, first.end - 1), classes(self.sentence.units, head(self.sentence, following))
        return following if straight and "gift" in found[0] and "instrument" in found[1] else None

    def _second(self, first: Chunk, stop: int) -> Chunk | None:
        """The thing straight behind a bare actor: the object of a verb of giving."""
        cats, index = self.sentence.units.cats, self.sentence.chunk_at[first.start]
        if not self.closed.chain or index + 1 >= len(self.sentence.chunks):
            return None
        k = head(self.sentence, first)
        if cats[k] not in "OHF" and not (cats[k] == "N" and (self.sentence.units.entry(k, "group") or "party" in classes(self.sentence.units, k))):
            return None
        following = self.sentence.chunks[index + 1]
        straight = following.bare and following.start == first.end and following.start < stop and cats[following.start] != "W"
        return following if straight and cats[head(self.sentence, following)] in "N#u" else None

    @property
    def receiver(self) -> Chunk | None:
        """The first of two objects with no preposition: "tặng Lào 500.000 USD"."""
        if self._receiver is _UNASKED:
            self._receiver = self._find_receiver()
        return self._receiver

    def _find_receiver(self) -> Chunk | None:
        clause, sentence = self.clause, self.sentence
        if clause.lemma not in self.closed.giving:
            return None
        chunks = [chunk for chunk in sentence.chunks if clause.end <= chunk.start < clause.right and chunk.bare]
        cats = sentence.units.cats
        for first, second in pairwise(chunks):
            joint = cats[first.end : second.start]
            thing = cats[head(sentence, second)] == "#" or not {"gift", "goods", "works", "money"}.isdisjoint(
                classes(sentence.units, head(sentence, second))
            )
            if cats[head(sentence, first)] in "OHFN" and not joint.strip("E") and thing:
                return first
        return None

    @property
    def subject(self) -> Chunk | None:
        """The chunk of the subject's head."""
        if self._subject is _UNASKED:
            self._subject = self._find_subject()
        return self._subject

    @subject.setter
    def subject(self, chunk: Chunk) -> None:
        """Say which chunk it is, where a frame knows better."""
        self._subject = chunk

    def _find_subject(self) -> Chunk | None:
        span = self.clause.subject
        if self.clause.form == "participle" and not self.clause.fronted:
            return next(iter(antecedents(self.sentence, self.clause.begin)), None)
        if span is None:
            return None
        before: Chunk | None = None
        for chunk in self.sentence.chunks:
            if chunk.start <= span[0] < chunk.end or span[0] <= chunk.start < span[1]:
                units = self.sentence.units
                if before is not None and units.head_last and before.end == chunk.start and units.cats[chunk.start - 1 : chunk.start + 1] == "NH":
                    return before  # "the joint exercise Cobra Gold"
                return chunk
            before = chunk
        return None

    @property
    def complement(self) -> Complement | None:
        """An infinitive, a that-clause, or the first noun phrase behind the verb."""
        if self._complement is _UNCOMPLETED:
            self._complement = self._find_complement()
        return self._complement

    def _find_complement(self) -> Complement | None:
        clause, sentence = self.clause, self.sentence
        cats = sentence.units.cats
        if self.closed.particles:  # what is said may follow with no word that opens it: "cho biết hai bên đã ký"
            told = next((c for c in sentence.clauses if c.relation == "that" and c.governor is clause and c.opener < clause.begin), None)
            if told is not None:
                return Complement("that", "Q", told.left, told.right, clause=told)
        k = clause.end
        depth_chunks = 0
        while k < clause.right or (k < len(cats) and cats[k] == "Q" and depth_chunks <= 3):
            letter = cats[k]
            if letter == "Q":
                if k + 1 == len(cats):
                    break  # a sentence cut off behind "que"
                inner = next((c for c in sentence.clauses if c.opener == k), None)
                return Complement("that", "Q", k + 1, inner.right if inner is not None else clause.right, clause=inner)
            inner = sentence.clause_at(k)
            if inner is not None and inner is not clause:
                if inner.form == "infinitive" or self._as_noun(inner):
                    link = cats[inner.begin - 1] if cats[inner.begin - 1] in "daPe" else ""
                    word = preposition_at(sentence.units, inner.begin - 1) if link == "P" else ""
                    at_once = sentence.units.norm(inner.begin - 1) in self.closed.on_doing
                    if at_once or (word and word in self.closed.circumstance):  # "al inaugurar la reunión", "sin mencionar a X"
                        k = inner.end
                        continue
                    return Complement("inf", link, inner.begin, clause.right, word, inner)
                if (inner.form == "finite" and inner.relation != "parenthetical") or inner.form == "gerund":
                    break  # what follows completes the other verb: ", se gardant de citer quiconque"
                k = inner.end
                continue
            index = sentence.chunk_at.get(k)
            if index is not None:
                depth_chunks += 1
                k = sentence.chunks[index].end
                continue
            k += 1
        aside: Complement | None = None
        for chunk in sentence.chunks:
            if clause.end <= chunk.prep < clause.right and cats[chunk.start] != "W":
                if clause.subject is not None and clause.subject[0] <= chunk.start < clause.subject[1]:
                    continue
                link = cats[chunk.prep] if not chunk.bare else ""
                word = preposition_at(sentence.units, chunk.prep) if link == "P" else ""
                found = Complement("np", link, chunk.start, self.phrase_end(chunk), word)
                if word not in self.closed.circumstance:
                    return found
                aside = aside or found
        return aside

    def _as_noun(self, inner: Clause) -> bool:
        """Whether a gerund completes the verb as an infinitive would: "committed to expanding", "considers opening"."""
        before = self.sentence.units.cats[inner.begin - 1]
        return bool(self.closed.chain) and inner.form == "gerund" and (before in "daPe" or inner.begin == self.clause.end)

    @property
    def core_end(self) -> int:
        """Where what the verb is about ends: before a circumstance ("lors de", "conformément à"), or the region's end."""
        if self._core_end < 0:
            self._core_end = self._find_core_end()
        return self._core_end

    def _find_core_end(self) -> int:
        clause, sentence, complement = self.clause, self.sentence, self.complement
        completed = complement is not None and complement.kind != "np" and complement.link != "P"
        low = complement.start if complement is not None and completed else clause.end
        purpose = (_PURPOSE if self.closed.chain else _PURPOSE_OR_ASIDE).search(sentence.units.cats, low, clause.right)
        if purpose is not None:
            return purpose.start()
        cats = sentence.units.cats
        openers = [  # "avant la fin de l'année" may be when it is due
            chunk.prep
            for chunk in sentence.chunks
            if low < chunk.prep < clause.right and cats[chunk.start] != "W" and governed_by(sentence, chunk) in self.closed.circumstance
        ]
        for match in _BEFORE_INFINITIVE.finditer(cats, low + 1, clause.right):  # "après avoir fait don de …"
            if preposition_at(sentence.units, match.start()) in self.closed.circumstance:
                openers.append(match.start())
        end = min(openers, default=clause.right)
        while openers and end > low + 1 and cats[end - 1] in ",CE":
            end -= 1
        return end

    def phrase_end(self, chunk: Chunk) -> int:
        """Where the noun phrase that begins with a chunk ends, with all that hangs on it inside the clause."""
        return phrase_end(self.sentence, chunk, self.clause.right)

    def prepositional(self, letters: str) -> list[Chunk]:
        """The chunks of the clause governed by a preposition of one of these letters."""
        cats = self.sentence.units.cats
        return [
            chunk
            for chunk in self.sentence.chunks
            if not chunk.bare and self.clause.left <= chunk.prep < self.clause.right and cats[chunk.prep] in letters
        ]
