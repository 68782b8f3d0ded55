"""`/judgements`: what people decided, and deciding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from communique.ledger import LedgerError
from communique.model.judgements import Judgement
from communique.server.api import changes, schemas
from communique.server.api.answering import listed, told
from communique.server.api.parameters import AsLinked, Part, Timeless
from communique.server.api.problems import Refused, ledger_problem
from communique.server.api.reviewers import Reviewer
from communique.server.asking import Asking
from communique.views.rows import Row
from communique.views.standing import Listed, history_of, standing

router = APIRouter(prefix="/judgements", tags=["judgements"])

Of = Annotated[str | None, Query(max_length=64, description="Only those on this statement, or on its record: its id, or the first digits of it.")]
Stale = Annotated[bool, Query(description="Only those that find no statement any more.")]


@router.get("", response_model=schemas.Counted[changes.Judgement])
def judgements(asked: Timeless, part: Part, form: AsLinked, of: Of = None, stale: Stale = False) -> Response:
    """All that people decided, the latest first, those undone and the undos too."""
    ledger = asked.holding.ledger
    settled = ledger.settled()
    found = standing(ledger.judgements(), settled)
    if of:
        found = history_of(_statements(asked, of), found, settled)
    shown = [one for one in reversed(found) if not stale or one.standing == "stale"]
    return listed(asked, shown, part, _rows, form=form, what="judgements", name="judgements")


@router.get("/{judgement}", response_model=changes.Judgement)
def judgement(judgement: str, asked: Timeless) -> Response:
    """A judgement, by its id."""
    return told(asked, _row(_one(asked, judgement)))


@router.post("", response_model=changes.Judgement, status_code=201)
def judge(new: changes.NewJudgement, asked: Timeless, user: Reviewer) -> Response:
    """Decide: accept, reject or edit statements, merge or split records, score an undertaking, link or unlink records. Nothing is overwritten, and
    all can be undone. Only for reviewers.
    """
    holding = asked.holding
    try:
        with holding.writing:
            made = holding.ledger.judge(
                new.verdict, *new.ids, by=user, why=new.reason, field=new.field, value=new.value, quote=new.quote, on=new.on,
                records=holding.parts().whole,
            )  # fmt: skip
    except (ValueError, LedgerError) as error:
        raise _refused(error) from None
    return _kept(asked, made)


@router.post("/{judgement}/undo", response_model=changes.Judgement, status_code=201)
def undo(judgement: str, why: changes.Undoing, asked: Timeless, user: Reviewer) -> Response:
    """Undo a judgement, or an undo: all is as if it had not been made, but for the note of it. Only for reviewers."""
    found, holding = _one(asked, judgement), asked.holding
    try:
        with holding.writing:
            made = holding.ledger.undo(found.judgement.id, by=user, why=why.reason)
    except (ValueError, LedgerError) as error:
        raise _refused(error) from None
    return _kept(asked, made)


def _kept(asked: Asking, made: Judgement) -> Response:
    asked.holding.changed()
    return told(asked, _row(_one(asked, made.id)), links={"self": f"/api/v1/judgements/{made.id}"}, status=201)


def _refused(error: ValueError | LedgerError) -> Refused:
    """What cannot be decided: the message names the field and the remedy."""
    if isinstance(error, LedgerError) and error.__cause__ is not None:
        return ledger_problem(error)
    return Refused("not-valid", str(error))


def _statements(asked: Asking, prefix: str) -> set[str]:
    """The ids of the statements of the record in which one stands; of one that was rejected, its own."""
    try:
        found = asked.holding.ledger.review_of(prefix)
    except LedgerError as error:
        raise ledger_problem(error) from None
    if found is None:
        raise Refused("not-found", f"no statement {prefix!r}: GET /api/v1/statements gives their ids", field="of")
    record = asked.holding.parts().find(found.statement.id)
    return {found.statement.id, *(record.record.statement_ids if record else ())}


def _one(asked: Asking, id_: str) -> Listed:
    ledger = asked.holding.ledger
    found = next((one for one in standing(ledger.judgements(), ledger.settled()) if one.judgement.id == id_), None)
    if found is None:
        raise Refused("not-found", f"no judgement {id_[:80]!r}: GET /api/v1/judgements gives their ids", field="judgement")
    return found


def _rows(some: Sequence[Listed]) -> Iterator[Row]:
    return map(_row, some)


def _row(found: Listed) -> Row:
    one = found.judgement
    return {
        "id": one.id, "verdict": one.verdict, "left": [named.id for named in one.left], "right": [named.id for named in one.right],
        "slot": one.slot, "value": one.value, "quote": one.quote.quote.exact if one.quote else None, "on": one.on, "undoes": one.undoes,
        "user": one.user, "reason": one.reason, "created_at": one.created_at, "standing": found.standing,
    }  # fmt: skip
