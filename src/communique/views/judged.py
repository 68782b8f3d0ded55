"""What people decided, as rows and beside what it is on."""

from __future__ import annotations

from collections.abc import Iterable

from communique.assembly.judged import Bound
from communique.assembly.tellings import Telling
from communique.model.judgements import Judgement

_NAMES = ("id", "verdict", "slot", "value", "on", "user", "reason", "created_at")


def judgement_row(one: Judgement) -> dict[str, object]:
    """What a person decided, when and why."""
    return {name: getattr(one, name) for name in _NAMES}


def judgement_rows(bounds: Iterable[Bound]) -> list[dict[str, object]]:
    """Judgements with the statements they are on by now."""
    return [judgement_row(one.judgement) | {"statements": [*one.left, *one.right]} for one in bounds]


def judged_rows(one: Telling) -> list[dict[str, object]]:
    """The judgements by which people accepted or edited a statement: of several that accept it, or edit one field, the last."""
    found = {(bound.judgement.verdict, bound.judgement.slot): bound.judgement for bound in one.judgements}
    return [judgement_row(judgement) for judgement in found.values() if judgement.verdict in ("accept", "edit")]
