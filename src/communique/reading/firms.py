"""The company a noun phrase names, with its state."""

from __future__ import annotations

from communique.grammar.heads import classes
from communique.grammar.sentence import Sentence
from communique.reading.offices import Person, entry_of


def firm_in(sentence: Sentence, index: int, home: str) -> tuple[str, int] | None:
    """The company named behind a firm noun ("le groupe indien Vekaria") or a nationality ("le vietnamien VNVC"), and its unit."""
    units, cats, chunk = sentence.units, sentence.units.cats, sentence.chunks[index]
    k = chunk.start
    while k < chunk.end and cats[k] in "Do":
        k += 1
    if k >= chunk.end or (k == chunk.start and chunk.bare):
        return None
    if units.head_last:
        k = next((j for j in range(k, chunk.end) if cats[j] == "N" and "firm" in classes(units, j)), k)
    if cats[k] == "J":
        if k + 1 >= chunk.end or cats[k + 1] not in "UO":
            return None
    elif cats[k] != "N" or "firm" not in classes(units, k):
        return None
    state, first = "", k
    for j in range(k if not units.head_last else chunk.start, chunk.end):
        if cats[j] == "J":
            entry = entry_of(units, j, "actor")
            state = state or (entry.value if entry is not None else "")
        elif cats[j] == "O" and j > first:
            company = entry_of(units, j, "company")
            return (company.value, j) if company is not None else None
        elif cats[j] in "UH" and j > first and not isinstance(units.data[j], Person):
            last = j + 1
            while last < chunk.end and cats[last] in "UHhk":
                last += 1
            state = state or home
            return (f"{state}:{units.words(j, last)}", j) if state else None
    for following in sentence.chunks[index + 1 : index + 3]:  # "la compagnie à bas coûts Vietjet"
        if following.prep != chunk.end or following.bare or cats[following.prep] not in "ade":
            break
        for j in range(following.start, following.end):
            company = entry_of(units, j, "company") if cats[j] == "O" else None
            if company is not None:
                return company.value, j
        chunk = following
    return None
