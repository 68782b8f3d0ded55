"""Agreement by case, gender and number, where nouns decline: who can be the subject, and what a participle or relative can belong to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from communique.grammar.sentence import Chunk, Clause, Sentence
from communique.grammar.units import Units
from communique.languages.cases import ACC, ANY, FEMININE, MASCULINE, NEUTER, NOM, PLURAL, SINGULAR
from communique.languages.closed import Closed
from communique.languages.pack import Pack

Span = tuple[int, int]
_GENDERS: Final = {"m": MASCULINE, "f": FEMININE, "n": NEUTER}
_LIVING: Final = frozenset("HFt")
_PARTIES: Final = frozenset("HFtO")


def can_be_subject(sentence: Sentence, span: tuple[int, int], clause: Clause) -> bool:
    """Whether a noun phrase may be nominative and agrees with the verb. Always, where nouns do not decline."""
    masks, cats = sentence.units.masks, sentence.units.cats
    if masks is None or cats[span[0]] == "i":
        return True
    heads = [chunk for chunk in sentence.chunks if span[0] <= chunk.start < span[1] and (chunk.bare or chunk.start == span[0])]
    found = [_mask(masks, chunk) & NOM for chunk in heads if cats[chunk.start] != "W"]
    if not found or not found[0]:
        return False
    if clause.plural:
        return len(found) > 1 or bool(found[0] & PLURAL) or "#" in cats[span[0] : span[1]]
    gender = _GENDERS.get(clause.gender, 0)
    if clause.plural is False and gender and not _LIVING.intersection(cats[heads[0].start : heads[0].end]):
        return bool(found[0] & gender)
    return clause.plural is None or bool(found[0] & SINGULAR)


def prefers_what_follows(sentence: Sentence, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether of two noun phrases that may both be the subject the one behind the verb is: a party after a thing that may be the object."""
    masks, cats = sentence.units.masks, sentence.units.cats
    if masks is None:
        return False
    first, second = cats[before[0] : before[1]], cats[after[0] : after[1]]
    thing = bool(masks[before[0]] & ACC) and (masks[before[0]] & ANY != ANY or "#" in first) and not _PARTIES.intersection(first)
    return thing and not masks[after[0]] & ACC and bool(_PARTIES.intersection(second[:3]))


def by_case(
    sentence: Sentence, clause: Clause, found: Span | None, further_left: Callable[[int], Span | None], pack: Pack
) -> tuple[Span | None, Span | None]:
    """The subject by case and agreement: what stands before the verb (`found`, or further left), or what follows it.

    An object that stands before the verb is kept as the clause's `front`; before a plural verb of which nobody is the subject, it is what is done,
    and a plural verb of `saying` has for its subject the body in which one says so.
    """
    saying = pack.closed.saying
    if is_impersonal(sentence, clause, pack):
        clause.front = found  # "приложение предстоит согласовать"
        return None, None
    inverted = _behind(sentence, clause)
    if found is None:
        spoken = speaker_in(sentence, clause) if inverted is None and clause.plural and clause.lemma in saying else None
        return spoken, inverted
    settled = inverted is None or clause.voice != "active" or not prefers_what_follows(sentence, found, inverted)
    if settled and can_be_subject(sentence, found, clause):
        return found, None
    clause.front = found if clause.voice == "active" else None
    if inverted is not None:
        return None, inverted
    further = further_left(found[0])
    if further is not None and can_be_subject(sentence, further, clause):
        return further, None
    if clause.plural and clause.lemma in saying:
        return speaker_in(sentence, clause), None
    if clause.plural and clause.front is not None and "," not in sentence.units.cats[found[1] : clause.begin]:
        clause.voice, clause.front = "passive", None
        return found, None
    return None, None


def speaker_in(sentence: Sentence, clause: Clause) -> Span | None:
    """The body of "в МИД заявили": an actor where one says something, in the clause of the verb."""
    cats = sentence.units.cats
    near = [chunk for chunk in sentence.chunks if not chunk.bare and cats[chunk.prep] == "e" and cats[chunk.start] in "OFNJ"]
    near = [chunk for chunk in near if sentence.units.words(chunk.start, chunk.end)[:1].isupper()]
    for chunk in near:
        low, high = sorted((clause.begin, chunk.prep))
        if not {"V", "x", "I", ";", "Q", "R", "S", ","}.intersection(cats[low + (low == clause.begin) * (clause.end - clause.begin) : high]):
            return (chunk.start, chunk.end)
    return None


def _behind(sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
    """The first noun phrase behind the verb that can be its subject, before another verb or a break."""
    cats = sentence.units.cats
    pronoun = next((j for j in range(clause.begin, clause.end) if cats[j] == "i"), -1)
    if pronoun >= 0:
        return (pronoun, pronoun + 1)
    for index, chunk in enumerate(sentence.chunks):
        if chunk.prep < clause.end:
            continue
        between = cats[clause.end : chunk.prep]
        if any(letter in "VxITG,;QRSC" for letter in between.removeprefix("C")):  # "планируется и совещание"
            return None
        if not chunk.bare or cats[chunk.start] == "W":
            continue
        end = chunk.end
        while index + 1 < len(sentence.chunks) and (following := sentence.chunks[index + 1]).prep == end and cats[end] == "d":
            index, end = index + 1, following.end
        if clause.plural:
            while index + 1 < len(sentence.chunks) and cats[end : end + 1] in ("C", ",") and sentence.chunks[index + 1].prep == end + 1:
                if not sentence.chunks[index + 1].bare or not can_be_subject(sentence, (chunk.start, sentence.chunks[index + 1].end), clause):
                    break
                index, end = index + 1, sentence.chunks[index + 1].end
        if can_be_subject(sentence, (chunk.start, end), clause) or _first_of_list(sentence, chunk, clause):
            return (chunk.start, end)
    return None


def _first_of_list(sentence: Sentence, chunk: Chunk, clause: Clause) -> bool:
    """Whether a singular behind a plural passive is the first of several: "подписаны меморандум о … между А и Б, соглашение о … и протокол"."""
    masks, cats = sentence.units.masks, sentence.units.cats
    if masks is None or not clause.plural or clause.voice != "passive" or cats[chunk.start] != "N" or not _mask(masks, chunk) & NOM:
        return False
    for other in sentence.chunks[sentence.chunk_at[chunk.start] + 1 :]:
        if any(letter in "VxITG;QRS" for letter in cats[chunk.end : other.prep]):
            return False
        if other.bare and cats[other.prep - 1] in "C," and cats[other.start] == "N" and _mask(masks, other) & NOM:
            return True
    return False


def nominative(sentence: Sentence, position: int) -> bool:
    """Whether a pronoun may be a subject."""
    masks = sentence.units.masks
    return masks is None or not masks[position] or bool(masks[position] & NOM)


def is_impersonal(sentence: Sentence, clause: Clause, pack: Pack) -> bool:
    """Whether a clause has no subject, by the verb its infinitive hangs on: "который предстоит согласовать"."""
    verbs = pack.closed.cases.get("impersonal")
    if not verbs or sentence.units.cats[clause.begin] != "V":
        return False
    readings = sentence.units.data[clause.begin]
    return bool(readings) and readings[0][0] in verbs


def accusative(sentence: Sentence, position: int) -> bool:
    """Whether the pronoun of a relative clause may be its object; never, where nouns do not decline."""
    masks = sentence.units.masks
    return masks is not None and bool(masks[position] & ACC)


def belongs(sentence: Sentence, position: int, chunk: Chunk) -> bool:
    """Whether the relative or participle at a position agrees with a noun phrase: a participle in case too."""
    units, masks = sentence.units, sentence.units.masks
    if masks is None:
        return True
    own, noun = masks[position] & ANY, _mask(masks, chunk)
    silent = units.begin[position] == units.end[position]
    if silent:
        own = masks[position + 1] & ANY
    if not own or not noun:
        return True
    if silent or units.cats[position] == "T":
        return bool(own & noun)
    genders = [_GENDERS["m"], _GENDERS["f"], _GENDERS["n"], PLURAL]
    return any(own & gender and noun & gender for gender in genders)


def governed(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a noun phrase without preposition of its own is in a case that one before it governs: "о дружбе и сотрудничестве"."""
    masks = sentence.units.masks
    return masks is not None and chunk.bare and not _mask(masks, chunk) & (NOM | ACC)


def is_plural_form(sentence: Sentence, chunk: Chunk) -> bool | None:
    """Whether a noun phrase is in the plural by its form; None where it may be both, or nouns do not decline."""
    masks = sentence.units.masks
    if masks is None:
        return None
    found = _mask(masks, chunk)
    several, one = bool(found & PLURAL), bool(found & SINGULAR)
    return None if several == one else several


def is_several(units: Units, k: int, closed: Closed) -> bool:
    """Whether the head word of unit k is in the plural: by its case where nouns decline, else by its ending ("prime ministers", "heads of state")."""
    if units.masks is not None and units.masks[k] and units.masks[k] & ANY != ANY:
        return not units.masks[k] & SINGULAR
    words = units.norm(k).split()
    head = 0 if not units.head_last else next((at for at in range(1, len(words)) if words[at] in closed.words), len(words)) - 1
    return words[head].endswith(closed.plural_endings)


def is_definite(units: Units, chunk: Chunk, words: frozenset[str]) -> bool:
    """Whether a noun phrase takes up what was named: by its determiner; where nouns decline also by standing alone."""
    if units.norm(chunk.start) in words or units.norm(chunk.end - 1) in words:
        return True
    if units.masks is None:
        return False
    start = chunk.start + (units.cats[chunk.start] == "D" and units.begin[chunk.start] == units.end[chunk.start])
    return chunk.end - start == 1 and units.end[start] - units.begin[start] == 1 and units.cats[chunk.end : chunk.end + 1] not in ("d", "w", "P", "T")


def _mask(masks: list[int], chunk: Chunk) -> int:
    """The mask of a chunk: that of its first unit that has one."""
    return next((masks[k] & ANY for k in range(chunk.start, chunk.end) if masks[k]), ANY)
