"""The register of agreements: what each came to, until when it holds, what followed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.plans import ends
from communique.model.records import Link
from communique.views.page import Item, Page
from communique.views.rows import Row, Rows, between, footnotes, mappings, record_row
from communique.views.terms import end_of, successors
from communique.views.titles import short, title
from communique.views.words import Words


def register(assembly: Assembly, *, actors: Sequence[str] = (), ending: str | None = None) -> Rows:
    """All agreements by parties and first day, each with its history of statuses, its last day and links to others.

    With `ending` (an ISO day), only those that end after the day looked from and by that day.
    """
    groups = {group.id: group for group in assembly.groups}
    heirs = successors(assembly.links)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in assembly.links:
        links[link.source].append(link)
    on = assembly.on.isoformat() if assembly.on else None
    found = []
    for group in between(assembly, actors):
        last = ends(group) if group.record.kind == "agreement" else None
        day = last.isoformat() if last else None
        if group.record.kind == "agreement" and (ending is None or (day is not None and day <= ending and (on is None or day >= on))):
            found.append((group, day))
    found.sort(key=lambda one: (str(list(one[0].record.content.by)), one[0].record.first_seen or "", one[0].id))

    def row(one: tuple[Group, str | None]) -> Row:
        group, day = one
        return record_row(group) | {
            "history": _history(group),
            "ends": end_of(group),
            "last_day": day,
            "ended": bool(day and on and day < on),
            "links": [{"kind": link.kind, "to": link.target, "basis": link.basis} for link in links[group.id]],
            "successors": [record_row(groups[id_]) for id_ in heirs.get(group.id, ())],
        }

    return Rows(found, row)


def _history(group: Group) -> list[Row]:
    tellings = {one.id: one for one in group.tellings}
    return [
        {
            "status": step.status,
            "when": step.when,
            "by": list(step.by),
            "statements": list(step.statement_ids),
            "footnotes": footnotes(tellings[id_] for id_ in step.statement_ids),
        }
        for step in group.record.history
    ]


def register_page(rows: Sequence[Row], words: Words) -> Page:
    """The agreement with its quote, its history in time order, its end."""
    return Page(words.say("register", "title"), [_item(row, words) for row in rows])


def _item(row: Row, words: Words) -> Item:
    below = [
        Item(
            words.say(
                "register", "step", date=words.date(step["when"]), status=words.term("status", step["status"]), who=words.actors(step["by"])
            ),
            mappings(step["footnotes"])[:1],
        )
        for step in mappings(row["history"])
    ]  # fmt: skip
    if row["ends"]:
        heirs = [f"{title(heir, words)} ({short(heir)})" for heir in mappings(row["successors"])]
        after = words.say("register", "heir", heirs=words.listed(heirs)) if heirs else words.say("register", "no_heir")
        below.append(Item(words.say("register", "ended" if row["ended"] else "ends", date=words.date(row["ends"]), after=after)))
    line = words.say("register", "line", who=words.who(row), title=title(row, words), id=short(row))
    return Item(line, () if below else mappings(row["footnotes"])[:1], below, str(row["record"]))
