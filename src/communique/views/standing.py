"""The audit trail: every judgement with where it stands, and those on some statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from communique.assembly.judged import Settled
from communique.model.judgements import Judgement

Standing = Literal["in force", "stale", "undone"]


class Listed(NamedTuple):
    """A judgement and where it stands: in force, stale (it finds no statement any more), or undone."""

    judgement: Judgement
    standing: Standing


def standing(known: Sequence[Judgement], settled: Settled) -> list[Listed]:
    """Judgements, in the order they are given: what an undo in force undoes does not stand."""
    undoing: dict[str, list[str]] = defaultdict(list)
    for one in known:
        if one.undoes is not None:
            undoing[one.undoes].append(one.id)

    def undone(id_: str) -> bool:
        return any(not undone(other) for other in undoing.get(id_, ()))

    return [Listed(one, "undone" if undone(one.id) else "stale" if one.id in settled.stale else "in force") for one in known]


def history_of(ids: Collection[str], every: Iterable[Listed], settled: Settled) -> list[Listed]:
    """Of all judgements, earliest first, those on some statements, as they were named or as they are found by now, and the undos of these."""
    wanted = {one.judgement.id for one in settled.bound if any(id_ in ids for id_ in (*one.left, *one.right))}
    found = []
    for one in every:  # an undo comes after what it undoes
        judgement = one.judgement
        if judgement.id in wanted or judgement.undoes in wanted or any(named.id in ids for named in (*judgement.left, *judgement.right)):
            wanted.add(judgement.id)
            found.append(one)
    return found
