"""Judgements in words, for lists and beside what they are on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from communique.cli.words import SHOWN_DIGITS
from communique.kinds.values import value_of, write
from communique.model.harmless import one_line
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.store.judgements import record_of

if TYPE_CHECKING:
    from communique.ledger import Ledger

SHOWN = 3
"""Statements of a side that are named; of more, their number is."""


class Listed(NamedTuple):
    """A judgement and where it stands: in force, stale (it finds no statement any more), or undone."""

    judgement: Judgement
    standing: Literal["in force", "stale", "undone"]


def listed(opened: Ledger) -> list[Listed]:
    """All judgements of a ledger, earliest first."""
    known, stale = opened.judgements(), opened.settled().stale
    undoing = {one.undoes for one in known if one.verdict == "undo" and not _undone(one, known)}
    return [Listed(one, "undone" if one.id in undoing else "stale" if one.id in stale else "in force") for one in known]


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
    bound = {one.judgement.id for one in opened.settled().bound if not ids.isdisjoint((*one.left, *one.right))}
    wanted = bound | {one.judgement.id for one in every if any(named.id in ids for named in (*one.judgement.left, *one.judgement.right))}
    for one in every:  # an undo comes after what it undoes
        wanted |= {one.judgement.id} if one.judgement.undoes in wanted else set()
    return [one for one in every if one.judgement.id in wanted]


def _undone(one: Judgement, known: Sequence[Judgement]) -> bool:
    return any(not _undone(other, known) for other in known if other.undoes == one.id)


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
