"""What people decided, as rows and beside what it is on."""

from __future__ import annotations

from collections.abc import Iterable

from communique.assembly.judged import Bound
from communique.assembly.tellings import Telling
from communique.model.judgements import Judgement


def judgement_rows(bounds: Iterable[Bound]) -> list[dict[str, object]]:
    """Judgements with the statements they are on by now."""
    return [judgement_row(one.judgement) | {"statements": [*one.left, *one.right]} for one in bounds]


def judgement_row(one: Judgement) -> dict[str, object]:
    """What a person decided, when and why."""
    return {
        "judgement": one.id, "verdict": one.verdict, "slot": one.slot, "value": one.value, "on": one.on, "by": one.user,
        "at": one.created_at, "why": one.reason,
    }  # fmt: skip


def judged_by(one: Telling) -> str:
    """Who accepted or edited a statement: `edited by anna (due)`; empty where nobody did."""
    own = [bound.judgement for bound in one.judgements]
    told = [f"edited by {judgement.user} ({judgement.slot})" for judgement in own if judgement.verdict == "edit"]
    told += [f"accepted by {judgement.user}" for judgement in own if judgement.verdict == "accept"][-1:]
    return ", ".join(dict.fromkeys(told))
