"""What came in lately, and what it changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from communique.server.asking import Asking, asking
from communique.server.pages.document import told_by_day
from communique.server.rendering import render
from communique.store.base import Reading
from communique.views import news as view
from communique.views.rows import Row
from communique.views.story import headline
from communique.views.titles import title

STORIES = 20
"""Stories that a page shows."""
NAMED = 4
"""Records of a story that are named, those that ask for attention first."""

router = APIRouter()


@router.get("/news")
def news(asked: Annotated[Asking, Depends(asking)], before: int | None = None) -> Response:
    """The stories read last, of those that were known on the day looked from, each with what it was to what was known on its day."""
    found = asked.holding.ledger.latest(most=STORIES + 1, before=before, as_of=asked.on)
    shown = found[:STORIES]
    values = {"stories": [_story(one, asked) for one in shown], "before": shown[-1].number if len(found) > STORIES else None, "title": title}
    return render("news.html", asked, values)


def _story(one: Reading, asked: Asking) -> dict[str, object]:
    id_ = one.sighting.document_id
    rows = asked.holding.once(("news", id_), lambda: view.news(told_by_day(id_, asked), id_))
    return {
        "id": id_, "sighting": one.sighting, "read_at": one.read_at, "headline": _headline(one, asked), "counts": _counts(rows),
        "rows": rows[:NAMED], "more": max(0, len(rows) - NAMED),
    }  # fmt: skip


def _headline(one: Reading, asked: Asking) -> str:
    if one.sighting.title:
        return one.sighting.title
    document = asked.holding.ledger.document(one.sighting.document_id)
    return headline(document, ()) if document is not None else one.sighting.name


def _counts(rows: Sequence[Row]) -> list[tuple[str, int]]:
    counts = Counter(str(row["verdict"]) for row in rows)
    return [(verdict, counts[verdict]) for verdict in view.VERDICTS if counts[verdict]]
