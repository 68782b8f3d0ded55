"""The audit trail: every decision with who, when and why, whether it holds, and a way to undo it; beside what was just decided, too."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Response

from communique.kinds.values import value_of, write
from communique.ledger import LedgerError
from communique.model.judgements import Judgement
from communique.model.statements import Statement
from communique.server.asking import Asking, asking
from communique.server.pages.review import to_judged
from communique.server.rendering import environment, render
from communique.server.sessions import local
from communique.views.standing import Listed, history_of, standing

router = APIRouter(prefix="/judgements")

PAGE = 50
"""Judgements that a page shows."""

_Asked = Annotated[Asking, Depends(asking)]


@router.get("")
def judgements(asked: _Asked, of: str = "", stale: bool = False, page: int = 1) -> Response:
    """All judgements, the latest first; those on a statement and its record, or those that are stale."""
    return _trail(asked, of, stale, page)


@router.post("/{id_}/undo")
def undo(id_: str, asked: _Asked, reason: Annotated[str, Form()] = "", back: Annotated[str, Form()] = "/judgements") -> Response:
    """Undo a judgement, or an undo."""
    holding = asked.holding
    try:
        with holding.writing:
            made = holding.ledger.undo(id_, by=asked.request.state.user, why=reason)
    except (ValueError, LedgerError) as error:
        return _trail(asked, "", False, 1, undoing=id_, reason=reason, problem=str(error))
    return to_judged(asked, made, local(back))


def judged(asked: Asking) -> dict[str, object] | None:
    """What was just decided, as the address names it, for whoever is signed in; with the copies that it does not reach."""
    named = asked.request.query_params.get("judged")
    if not named or not getattr(asked.request.state, "user", None):
        return None
    ledger = asked.holding.ledger
    found = next((one for one in _listed(asked) if one.judgement.id == named), None)
    if found is None:
        return None
    reached = {one.id for one in found.judgement.left}
    votes = found.judgement.left if found.judgement.verdict in ("accept", "reject", "edit") else ()
    copies = [kept for one in votes for kept in ledger.in_copies(one) if kept.statement.id not in reached]
    return {"one": found, "copies": copies, "back": asked.here(judged=None)}


def before(judgement: Judgement) -> str:
    """What the edited field held, as people write it."""
    return write(value_of(judgement.left[0], judgement.slot)) if judgement.slot and judgement.left else ""


def on_what(statement: Statement) -> str:
    """The words of a statement that was judged."""
    return " … ".join(" ".join(piece.quote.exact.split()) for piece in statement.evidence)


def _listed(asked: Asking) -> list[Listed]:
    ledger = asked.holding.ledger
    return standing(ledger.judgements(), ledger.settled())


def _trail(asked: Asking, of: str, stale: bool, page: int, *, undoing: str = "", reason: str = "", problem: str = "") -> Response:
    every = _listed(asked)
    shown = every
    if of:
        group = asked.holding.parts().find(of)
        ids = {of} if group is None else {of, *group.record.statement_ids}
        shown = history_of(ids, every, asked.holding.ledger.settled())
    shown = [one for one in reversed(shown) if not stale or one.standing == "stale"]
    if undoing and not any(one.judgement.id.startswith(undoing.strip().lower()) for one in every):
        raise HTTPException(404, asked.words.label("review", "no_judgement", id=undoing))
    if undoing:
        shown = [one for one in shown if one.judgement.id.startswith(undoing.strip().lower())]
    first = max(page - 1, 0) * PAGE
    values = {
        "shown": shown[first : first + PAGE], "total": len(shown), "page": max(page, 1), "pages": max(1, -(-len(shown) // PAGE)), "of": of,
        "stale": stale, "undoing": undoing, "reason": reason, "problem": problem,
    }  # fmt: skip
    return render("judgements.html", asked, values, status=422 if problem else 200)


environment().globals.update(judged=judged, before=before, on_what=on_what)
