"""The ladder of levels: every change of a relation itself, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence

from communique.assembly.pipeline import Assembly
from communique.views.page import Item, Page
from communique.views.rows import Row, between, mappings, record_row
from communique.views.timeline import date_of, place
from communique.views.titles import state_words, title
from communique.views.words import Words

CHANGES = frozenset("establishment status_granted upgrade downgrade severance restoration".split())
"""Types of milestones that change what a relation is."""


def levels(assembly: Assembly, *, actors: Sequence[str] = ()) -> list[Row]:
    """What changed the relation between actors, and nobody else's, the first change first; each on its own date, else on that of its story."""
    wanted = {actor.upper() for actor in actors}
    groups = [group for group in between(assembly, actors) if group.record.kind == "milestone" and group.record.content.type in CHANGES]
    own = [group for group in groups if not wanted or group.sides == wanted]
    return [record_row(group) | {"date": date_of(group), "dated": group.when is not None} for group in sorted(own, key=place)]


def levels_page(rows: Sequence[Row], words: Words) -> Page:
    """Date, change and level."""
    return Page(words.say("levels", "title"), [_item(row, words) for row in rows])


def _item(row: Row, words: Words) -> Item:
    date = words.date(row["date"])
    told = words.say(
        "levels", "line", date=date if row["dated"] else words.say("timeline", "undated", date=date), title=title(row, words),
        state=state_words(row, words),
    )  # fmt: skip
    return Item(told, mappings(row["footnotes"])[:1], record=str(row["record"]))
