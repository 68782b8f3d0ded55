"""Judgements in words, for lists and beside what they are on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from communique.cli.words import SHOWN_DIGITS
from communique.kinds.values import value_of, write
from communique.model.harmless import one_line
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.store.judgements import record_of
from communique.views.standing import Listed, history_of, standing

if TYPE_CHECKING:
    from communique.ledger import Ledger

SHOWN = 3
"""Statements of a side that are named; of more, their number is."""


def listed(opened: Ledger) -> list[Listed]:
    """All judgements of a ledger, earliest first."""
    return standing(opened.judgements(), opened.settled())


def history(opened: Ledger, prefix: str | None) -> list[Listed] | None:
    """The judgements, undone ones and undos too, on a statement or any other of its record; all of them without one. None if there is no such."""
    every = listed(opened)
    if prefix is None:
        return every
    found = opened.review_of(prefix)
    judged = {named.id for one in every for named in (*one.judgement.left, *one.judgement.right) if named.id.startswith(prefix.strip().lower())}
    if found is None and not judged:
        return None
    ids = {found.statement.id} | judged if found is not None else judged
    records = [set(record.statement_ids) for record in opened.records().records]
    ids = ids.union(*(record for record in records if not record.isdisjoint(ids)))
    return history_of(ids, every, opened.settled())


def rows(shown: Iterable[Listed]) -> list[dict[str, Any]]:
    """Judgements as JSON has them, with their standing."""
    return [record_of(one.judgement) | {"standing": one.standing} for one in shown]


def lines(shown: Iterable[Listed]) -> list[str]:
    """A line a judgement, tabs between: id, time, by whom, verdict, of what, what was decided, standing, why."""
    return [
        "\t".join(
            (
                one.judgement.id[:SHOWN_DIGITS], one.judgement.created_at[:19].replace("T", " "), one_line(one.judgement.user), one.judgement.verdict,
                _of(one.judgement), one_line(decision(one.judgement)), one.standing, one_line(one.judgement.reason),
            )
        )
        for one in shown
    ]  # fmt: skip


def decision(one: Judgement) -> str:
    """What was decided, in words: `due: 2024 -> 2025`, `+1 on 2022-12-31`, `fulfils`; empty where the verdict says it."""
    match one.verdict:
        case "edit":
            assert one.slot is not None
            before = write(value_of(one.left[0], one.slot)) or "none"
            words = f" “{one.quote.quote.exact}”" if one.quote else ""
            return f"{one.slot}: {before} -> {one.value or 'none'}{words}"
        case "score":
            return f"{one.value} on {one.on}"
    return one.value or ""


def mark(judgements: Sequence[Judgement]) -> str:
    """Who stands for a statement beside the reader: `edited by anna (due, status), accepted by ben`."""
    edits: dict[str, list[str]] = {}
    votes = [one for one in judgements if one.verdict in ("accept", "reject")]
    for one in judgements:
        if one.verdict == "edit":
            edits.setdefault(one.user, []).append(one.slot or "")
    told = [f"edited by {user} ({', '.join(dict.fromkeys(slots))})" for user, slots in edits.items()]
    told += [f"{votes[-1].verdict}ed by {votes[-1].user}"] if votes else []
    return one_line(", ".join(told))


def _of(one: Judgement) -> str:
    """What a judgement is on: kinds and ids, the two sides apart."""
    if one.undoes is not None:
        return f"judgement {one.undoes[:SHOWN_DIGITS]}"
    return " | ".join(_side(side) for side in (one.left, one.right) if side)


def _side(statements: Sequence[Statement]) -> str:
    ids = " ".join(named.id[:SHOWN_DIGITS] for named in statements[:SHOWN])
    more = f" and {len(statements) - SHOWN} more" if len(statements) > SHOWN else ""
    return f"{statements[0].kind} {ids}{more}"
