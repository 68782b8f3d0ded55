"""The brief as a page: each row by the pattern of its key, sections in their order, quotes at the end."""

from __future__ import annotations

from collections.abc import Sequence

from communique.views.calendar import coming
from communique.views.page import Block, Heading, Item, Page, Paragraph
from communique.views.rows import Row, items, mapping, mappings
from communique.views.slots import slot_words, version_words
from communique.views.titles import called, title, wording
from communique.views.words import Words

FIELDS = 2
"""Fields of cooperation that are named of an agreement."""
GENERIC = 3
"""Words up to which a name ("work plan", "joint statement") tells a sort rather than a subject: the fields are then named beside it."""


def brief_page(rows: Sequence[Row], words: Words) -> Page:
    """Relations in a paragraph, the other sections as lists."""
    basis, *rest = rows
    told = words.say("brief", "basis", **_basis(basis, words))
    blocks: list[Block] = [Paragraph([Item(told)])]
    for section in dict.fromkeys(str(row["section"]) for row in rest):
        found = [_item(row, words) for row in rest if row["section"] == section]
        blocks.append(Heading(words.say("brief_sections", section)))
        blocks += [Paragraph(found)] if section in ("summary", "relations") else found
    return Page(words.say("brief", "title", parties=words.parties(items(basis["actors"]))), blocks, numbered=True)


def _item(row: Row, words: Words) -> Item:
    return Item(_capital(sentence(row, words)), mappings(row["footnotes"]), record=str(mapping(row.get("of")).get("record", "")))


def _basis(row: Row, words: Words) -> dict[str, object]:
    return {"on": words.date(row["on"]), "stories": row["stories"], "first": words.date(row["first"]), "last": words.date(row["last"])}


def _capital(told: str) -> str:
    return told[:1].upper() + told[1:]


def sentence(row: Row, words: Words) -> str:
    """A row in words."""
    key = str(row["key"])
    if key == "short_open":
        late = words.say("brief", "short_late", number=row["late"]) if row["late"] else ""
        return words.say("brief", key, number=row["number"], late=late)
    if key in ("declared", "followed"):
        return words.say("brief", key, number=row["number"], actors=",".join(items(row["actors"])))
    of = mapping(row["of"])
    if key in ("next", "short_next"):
        return words.say("brief", key, date=words.date(row["date"]), what=coming(row, words))
    if key == "conflict":
        values = "; ".join(_version(row, value, words) for value in mappings(row["values"]))
        return words.say("brief", key, title=title(of, words), slot=slot_words(of, row["slot"], words), values=values)
    return words.say("brief", key, **(_record(of, words) | _more(row, of, words)))


def _version(row: Row, value: Row, words: Words) -> str:
    told = mappings(value["told_by"])
    outlet = ", ".join(part for part in (str(told[0]["publisher"] or ""), words.date(told[0]["published"])) if part) if told else "?"
    return words.say("brief", "version", value=version_words(mapping(row["of"]), str(row["slot"]), value, words), told=outlet)


def _record(of: Row, words: Words) -> dict[str, object]:
    """What a pattern may say of a record."""
    return {
        "by": words.actors(of["by"], article=True),
        "to": words.actors(of["to"], article=True),
        "who": words.who(of) if of["to"] else words.actors(of["by"], article=True),
        "title": title(of, words) + _hearsay(of, words),
        "called": called(of, words),
        "date": words.date(of["when"]),
        "on": words.on(of["when"]),
        "level": words.term("level", of["level"]),
        "since_when": words.date(f"{of['when']}/..") if of["when"] and "/" not in str(of["when"]) else words.date(of["when"]),
        "where": f", {words.place(of['where'])}" if of["where"] else "",
        "status": words.term("status", of["status"]),
        "quantity": words.quantity(of["quantity"]),
        "ordinal": words.ordinal(of["ordinal"]) if of["ordinal"] is not None else "",
        "verb": words.term("position" if len(items(of["by"])) == 1 else "positions", of["type"]),
        "what": words.quoted(of["what"] or of["name"] or ""),
        "indicator": words.term("indicator", of["type"]),
    }


def _hearsay(of: Row, words: Words) -> str:
    return words.say("brief", "hearsay") if of["score"] == 1 else ""


def _more(row: Row, of: Row, words: Words) -> dict[str, object]:
    """What a pattern may say besides, by its key."""
    told = words.date(row["told"])
    more: dict[str, object] = {"told": told, "last": words.date(row["last"])}
    key = str(row["key"])
    if key == "late":
        more |= {"series": words.mechanism(str(row["series"])), "until": words.date(row["until"])}
    elif key == "undertaking":
        due = words.say("brief", "undertaking_due", due=words.date(str(of["due"]).removeprefix("../"))) if of["due"] else ""
        more |= {"state": words.term("state", row["state"]), "due": due}
    elif key == "progress":
        before = words.listed([_measured(one, words) for one in reversed(mappings(row["before"]))])
        more["before"] = words.say("brief", "progress_before", before=before) if before else ""
    elif key in ("action", "position") and not of["when"]:
        more["date"] = told
    if key == "position":
        more["issue"] = words.say("brief", "issue", issue=words.issue(of["issue"])) if of["issue"] else ""
    if key in ("figure", "figure_after"):
        more["sides"] = words.say("brief", "sides", who=words.who(of)) if of["to"] else ""
    if "fields" in row and len(wording(of, words).split()) <= GENERIC:
        fields = words.listed([words.area(field) for field in items(row["fields"])[:FIELDS]])
        more["title"] = title(of, words) + (words.say("brief", "fields", fields=fields) if fields else "") + _hearsay(of, words)
    if key == "agreed":
        more["sides"] = words.say("brief", "lead", who=words.who(of)) if row["section"] == "members" else ""
    if key in ("until", "agreed"):
        since = words.say("brief", "since", on=words.on(row["since"])) if row["since"] else words.say("brief", "told_only", on=words.on(row["told"]))
        more["since"] = since
    if key == "figure_after":
        before_row = mapping(row["before"])
        more |= {"before": words.quantity(before_row["quantity"]), "before_on": words.on(before_row["when"])}
    if "end" in row:
        heir = words.say("brief", "heir", heir=title(mapping(row["heir"]), words)) if row["heir"] else words.say("brief", "no_heir")
        more |= {"end": words.date(f"../{row['end']}"), "heir": heir}
    return more


def _measured(of: Row, words: Words) -> str:
    quantity = mapping(of["quantity"])
    return words.say("brief", "progress_one", quantity=words.number(float(str(quantity["value"]))), on=words.on(of["when"]))
