"""Whether a word that is both joins a clause to a verb ("dijo que …") or to a noun ("el acuerdo que …")."""

from __future__ import annotations

from typing import Any, Final

from communique.languages.pack import Pack
from communique.languages.phrases import Entry

_NOMINAL: Final = frozenset("NuUAJOLHFYtok#hi")
_HUMAN: Final = frozenset("HFOUi")
_CLASSES: Final = frozenset({"party", "group", "source"})


def tell_relatives(cats: str, data: list[Any], norms: list[str], pack: Pack) -> str:
    """The categories with R for Q where such a word is a relative; `norms` are the words of the units."""
    closed = pack.closed
    letters = list(cats)
    before = "Q"
    for k, letter in enumerate(cats):
        if letter == "Q" and norms[k] in closed.that_or_relative:
            letters[k] = before = _letter(cats, data, k, before, pack)
        elif letter == "P" and norms[k] in closed.according and cats[k + 1 : k + 2] in ("x", "V", "c"):
            letters[k] = "S"  # "según informó la agencia"
    return "".join(letters)


def _letter(cats: str, data: list[Any], k: int, before: str, pack: Pack) -> str:
    j = k - 1
    while j >= 0 and cats[j] in "EWz":
        j -= 1
    if j < 0 or cats[j] in "VIGx;P":
        return "Q"
    if cats[j] == "T":  # "ha confirmado que", but "el plan aprobado que"
        return "Q" if j and cats[j - 1] in "xTEV" else "R"
    if cats[j] == "C":
        return before
    if cats[j] == ",":
        return "Q" if cats[k - 1] == "," and j and cats[j - 1] in "VTIG" else "R"
    if cats[j] in "da":
        return "Q"
    if cats[j] not in _NOMINAL:
        return "R"
    v = j
    while v >= 0 and cats[v] not in "VITGx,;QR":
        v -= 1
    if v < 0 or cats[v] not in "VITGx":
        return "R"
    closed = pack.closed
    lemmas = {lemma for lemma, _ in data[v] or ()}
    if lemmas.isdisjoint(closed.saying) and lemmas.isdisjoint(closed.volition) and lemmas.isdisjoint(closed.asides):
        return "R"
    head = next((m for m in range(v + 1, j + 1) if cats[m] in "HFONuU#t"), j)
    others = [m for m in range(head + 1, j + 1) if cats[m] in "Nu#" and cats[m - 1] not in "dHF" and not (cats[m - 1] == "D" and cats[m - 2] == "d")]
    human = cats[head] in _HUMAN or _is_somebody(data[head]) or (cats[head] == "t")
    return "Q" if human and not others else "R"


def _is_somebody(entries: object) -> bool:
    return isinstance(entries, tuple) and any(
        isinstance(entry, Entry) and (entry.type in ("group", "title") or entry.value in _CLASSES) for entry in entries
    )
