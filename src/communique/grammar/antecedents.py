"""Whom a participle or a relative belongs to: the noun phrase before it."""

from __future__ import annotations

from communique.grammar.agreement import belongs, governed, is_plural_form
from communique.grammar.sentence import Chunk, Sentence
from communique.languages.pack import Pack


def antecedents(sentence: Sentence, position: int) -> list[Chunk]:
    """The chunks a participle or relative at `position` may belong to: the nearest first, then those it hangs on."""
    k = position - 1
    cats = sentence.units.cats
    while k >= 0 and (cats[k] in ",EW" or (cats[k] == "#" and _is_year(sentence.units.words(k, k + 1)))):
        k -= 1  # "le plan de coopération 2024 approuvé par …"
    index = sentence.chunk_at.get(k)
    found: list[Chunk] = []
    joined = False
    while index is not None and index >= 0:
        chunk = sentence.chunks[index]
        between = cats[chunk.end : found[-1].prep].strip(",EW") if found else ""
        if found and governed(sentence, found[-1]):  # "договор о дружбе, добрососедстве и сотрудничестве, подписанный"
            between = between.removesuffix("C")
        if between and not joined and not (between == "C" and not chunk.bare and not found[-1].bare):
            break
        if cats[chunk.start] != "W":
            found.append(chunk)
        # "les échanges entre le Japon et l'Association": the second member is bare, the first is not
        joined = chunk.bare and index > 0 and cats[chunk.start - 1] == "C" and sentence.chunks[index - 1].end == chunk.start - 1
        joined = joined and not sentence.chunks[index - 1].bare
        if (chunk.bare and not joined and not governed(sentence, chunk)) or (not chunk.bare and cats[chunk.prep] not in "daweP") or len(found) > 5:
            break
        index -= 1
    return found


def _is_year(words: str) -> bool:
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _joins(cats: str, chunk: Chunk) -> bool:
    """Whether a bare chunk is the second member of a pair: "between the Prime Minister and his counterpart, which"."""
    return chunk.bare and cats[chunk.start - 1 : chunk.start] == "C"


def antecedent(sentence: Sentence, position: int, plural: bool | None, pack: Pack) -> tuple[int, int] | None:
    """The noun phrase before a relative or a participle: of those that agree in number the nearest, or behind a comma the outermost."""
    chain = antecedents(sentence, position)
    if not chain:
        return None
    end = chain[0].end
    if pack.closed.chain:  # "cooperation under the Declaration, adopted in 2016": the nearest, with its genitives
        units = sentence.units
        links = [units.cats[chunk.prep] == "d" or units.norm(chunk.prep) in pack.closed.between or _joins(units.cats, chunk) for chunk in chain]
        reach = next((i for i, linked in enumerate(links) if not linked), len(chain) - 1)
        chain = chain[: reach + 1]
    ordered = chain[::-1] if sentence.units.cats[position - 1] == "," else chain
    agreeing = [
        chunk for chunk in ordered if (plural is None or is_plural(sentence, chunk, pack) in (None, plural)) and belongs(sentence, position, chunk)
    ]
    chosen = (agreeing or ordered)[0]
    if plural and is_plural(sentence, chosen, pack) is not True and chosen.bare and sentence.units.cats[chosen.start - 1 : chosen.start] == "C":
        index = sentence.chunk_at[chosen.start]
        before = sentence.chunks[index - 1] if index else None
        if before is not None and before.bare and before.end == chosen.start - 1:  # "l'Asean et l'Australie, qui se sont dotées"
            return (_first_of_list(sentence, before).start, max(end, chosen.end))
    return (chosen.start, max(end, chosen.end))


def _first_of_list(sentence: Sentence, chunk: Chunk) -> Chunk:
    """The first of the names before a last but one, each behind a comma: "du Mali, du Togo, la Somalie et le Zimbabwe, qui"."""
    cats, index = sentence.units.cats, sentence.chunk_at[chunk.start]
    while index and chunk.bare and cats[chunk.start - 1] == "," and cats[chunk.end - 1] == "O":
        before = sentence.chunks[index - 1]
        if before.end != chunk.start - 1 or cats[before.end - 1] != "O":
            break
        chunk, index = before, index - 1
    return chunk


def is_plural(sentence: Sentence, chunk: Chunk, pack: Pack) -> bool | None:
    """Whether a chunk is plural, by its determiner or its form; None where they do not tell."""
    units = sentence.units
    if units.masks is not None:
        return is_plural_form(sentence, chunk)
    if units.cats[chunk.start] != "D":
        return None
    return units.norm(chunk.start) in pack.closed.plural_determiners
