"""Which instrument is told of: named, counted, taken up by a pronoun, or inside an act ("la signature de …")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from communique.grammar.agreement import is_definite, is_several
from communique.grammar.heads import classes, head
from communique.grammar.sentence import Chunk, Sentence
from communique.grammar.units import Units
from communique.languages.closed import Closed
from communique.model.mentions import Mention
from communique.model.quantities import Quantity
from communique.reading.hit import Hit
from communique.reading.story import Story

_ACTS: Final = ("act", "negotiation")


@dataclass(slots=True)
class Thing:
    """The instrument told of: its chunk and head unit, its type, how many, and the act around it ("la signature de …") with its own status."""

    chunk: Chunk
    k: int
    type: str
    quantity: Quantity | None = None
    act: Chunk | None = None
    status: str = ""
    cited_before: bool = False
    """whether it only takes up the instrument told of last"""


def taken_up(hit: Hit, story: Story) -> Thing | None:
    """The instrument told of last, where a clitic in the verb group takes it up: "le Parlement l'a ratifié"."""
    last, shape = story.last_agreement, hit.shape
    if last is None or shape is None or shape.object is not None:
        return None
    units, clause = hit.sentence.units, shape.clause
    closed = story.pack.closed
    if closed.particles:  # an object that was named is left out: "Nghị viện châu Âu thông qua ngày 12/2"
        return Thing(Chunk(clause.end - 1, clause.end - 1, clause.end), clause.end - 1, last.type or "treaty", cited_before=True)
    k = next((j for j in range(max(clause.begin - 1, 0), clause.end) if units.cats[j] == "c" and units.norm(j) in closed.definite), -1)
    if k < 0 and closed.chain and units.cats[clause.end : clause.end + 1] in ("i", "c") and units.norm(clause.end) in closed.dative:
        k = clause.end  # "the parliament approved it"
    return Thing(Chunk(k, k, k + 1), k, last.type or "treaty", cited_before=True) if k >= 0 else None


def _pronoun(hit: Hit, story: Story) -> Thing | None:
    """The instrument told of last, where a pronoun is the subject: "il est entré en vigueur en mai"."""
    last = story.last_agreement
    if last is None or not hit.frame.pronoun or hit.shape is None or hit.shape.clause.subject is None:
        return None
    k = hit.shape.clause.subject[0]
    return Thing(Chunk(k, k, k + 1), k, last.type or "treaty", cited_before=True)


def told_of(hit: Hit, story: Story) -> Thing | None:
    """The instrument in focus: named, counted, taken up again, or inside the act that is told."""
    chunk, sentence, closed = hit.focus, hit.sentence, story.pack.closed
    if chunk is None:
        return _pronoun(hit, story)
    units = sentence.units
    k = head(sentence, chunk)
    found = classes(units, k)
    act: Chunk | None = None
    status = ""
    for class_ in _ACTS:
        if class_ in found and class_ in hit.frame.nouns | hit.frame.object | hit.frame.subject | hit.frame.focus_classes:
            status, act = found[class_][0], chunk
            inner = inner_instrument(sentence, chunk, closed)
            if inner is None:
                if "instrument" in found:
                    break  # "un projet d'accord"
                last = story.last_agreement
                alone = hit.shape is not None and not hit.shape.prepositional("w")  # not "held discussions with the minister"
                known = is_definite(units, chunk, closed.definite) or (units.head_last and chunk.start == k and alone)  # "Negotiations were launched"
                if last is None or not hit.frame.verbs or class_ != "negotiation" or not known:
                    return None
                return Thing(chunk, k, last.type or "treaty", act=act, status=status, cited_before=True)
            chunk = inner
            k = head(sentence, chunk)
            found = classes(units, k)
            break
    if hit.get("type"):
        return _ordered(hit, chunk, k)
    only = hit.get("only")
    if only and (found.get("instrument") or ("",))[0] != only:
        return None
    if units.cats[k] == "#" and isinstance(units.data[k], Mention):
        quantity = units.data[k].value
        if not is_bundle(sentence, k, closed):
            return None
        if quantity.unit not in closed.bundle_units:
            quantity = replace(quantity, unit=quantity.unit.rpartition(" ")[2])
        again = is_definite(units, chunk, closed.definite) and story.last_agreement is not None
        return Thing(chunk, k, "bundle", quantity, act, status, cited_before=again)
    type_ = found["instrument"][0] if "instrument" in found else found["framework"][0] if "framework" in found and hit.frame.verbs else ""
    if not type_:
        return None
    plural = is_several(units, k, closed) if "instrument" in found else False
    plural = plural or bool(closed.particles and "anaphor" in found and _several(sentence, chunk, k, closed))  # "các văn kiện"
    several = plural and _several(sentence, chunk, k, closed)
    new = not is_definite(units, chunk, closed.definite)
    if "anaphor" in found and not plural and new and story.last_agreement is not None:
        return Thing(chunk, k, story.last_agreement.type or "treaty", None, act, status)  # "actualise un texte signé en 2008"
    if "anaphor" in found and story.last_agreement is None and (act is not None or units.head_last) and not several:
        return Thing(chunk, k, "treaty", None, act, status)  # "les négociations de ce texte"
    if "anaphor" in found:  # "le document", "les deux textes": the one told of last, or that of which it is the text
        inner = inner_instrument(sentence, chunk, closed)
        kind = classes(units, head(sentence, inner)).get("instrument") if inner is not None else None
        if inner is not None and kind is not None and not plural:
            return Thing(inner, head(sentence, inner), kind[0], None, act, status)
        if several:
            return Thing(chunk, k, "bundle", None, act, status)
        last = story.last_agreement
        if last is None and hit.shape is not None and hit.shape.clause.form == "participle" and hit.frame.verbs:
            return Thing(chunk, k, "treaty", None, act, status)  # "le texte, paraphé en mars par la Russie et le Laos"
        return None if last is None else Thing(chunk, k, last.type or "treaty", None, act, status, cited_before=True)
    again = (
        chunk.end - chunk.start <= 2 and not is_title(units, k) and is_definite(units, chunk, closed.definite) and story.last_agreement is not None
    )
    return Thing(chunk, k, "bundle" if several else type_, None, act, status, cited_before=again)


def _ordered(hit: Hit, chunk: Chunk, k: int) -> Thing | None:
    """What is bought under a contract: things counted, or goods."""
    units = hit.sentence.units
    if units.cats[k] != "#":
        return Thing(chunk, k, hit.get("type"))
    value = units.data[k].value
    if not value.unit or value.unit == "percent" or value.unit.isupper():
        return None
    return Thing(chunk, k, hit.get("type"), value)


def inner_instrument(sentence: Sentence, chunk: Chunk, closed: Closed) -> Chunk | None:
    """The instrument in "la signature d'un accord", "les négociations sur leur accord"."""
    index = sentence.chunk_at.get(chunk.start)
    if index is None:
        return None
    cats = sentence.units.cats
    for following in sentence.chunks[index + 1 : index + 7]:
        between = cats[chunk.end : following.prep]
        if following.prep - chunk.end > 12 or not {"V", "x", "I", "R", "Q", ";"}.isdisjoint(between):
            return None
        if cats[following.start] == "W":
            continue
        if not following.bare and cats[following.prep] == "g":
            continue  # "la dénonciation par N'Djamena, le 28 novembre, de l'accord"
        if following.bare:
            if sentence.units.masks is not None and following.prep == chunk.end and is_bundle(sentence, head(sentence, following), closed):
                return following  # "подписание трёх соглашений"
            if cats[following.prep - 1] == "C" and cats[following.start : following.end].strip("D")[:1] in ("O", "J", "H", "F"):
                continue
            return None
        k = head(sentence, following)
        if not {"instrument", "framework"}.isdisjoint(classes(sentence.units, k)) or is_bundle(sentence, k, closed):
            return following
    return None


def _several(sentence: Sentence, chunk: Chunk, k: int, closed: Closed) -> bool:
    """Whether a plural is several instruments not told one by one: "des accords", "plusieurs documents"."""
    units = sentence.units
    first = chunk.start - (units.cats[chunk.start - 1 : chunk.start] == "A")  # "следующие документы"
    return any(units.norm(j) in closed.several for j in range(first, k))


def is_bundle(sentence: Sentence, k: int, closed: Closed) -> bool:
    """Whether unit k counts instruments: "sept accords de coopération"."""
    units = sentence.units
    if units.cats[k] != "#" or not isinstance(units.data[k], Mention):
        return False
    counted, kinds = units.data[k].value.unit, closed.bundle_units
    return counted in kinds or counted.rpartition(" ")[2] in kinds


def is_title(units: Units, k: int) -> bool:
    """Whether the noun at unit k is a title by its capitals alone: "the Comprehensive Plan of Action"."""
    if not units.head_last:
        return False
    text, starts, ends = units.tokens.text, units.tokens.starts, units.tokens.ends
    return sum(word[0].isupper() for word in text[starts[units.begin[k]] : ends[units.end[k] - 1]].split()) > 1


def counted_with(sentence: Sentence, chunk: Chunk, closed: Closed) -> bool:
    """Whether a bare plural only goes on with instruments that are counted: "quinze mémorandums et accords"."""
    index = sentence.chunk_at.get(chunk.start)
    if not index or not chunk.bare or sentence.units.cats[chunk.start - 1 : chunk.start + 1] != "CN":
        return False
    before = sentence.chunks[index - 1]
    return before.end == chunk.start - 1 and is_bundle(sentence, head(sentence, before), closed)


def counted_before(sentence: Sentence, chunk: Chunk) -> bool:
    """Whether a number before counts this with others: "31 memoranda and agreements"."""
    cats, index = sentence.units.cats, sentence.chunk_at.get(chunk.start)
    before = sentence.chunks[index - 1] if index else None
    if before is None or not chunk.bare or cats[before.end : chunk.start] != "C" or cats[chunk.start] != "N":
        return False
    mention = sentence.units.data[head(sentence, before)]
    return cats[head(sentence, before)] == "#" and isinstance(mention, Mention) and mention.value.value > 2
