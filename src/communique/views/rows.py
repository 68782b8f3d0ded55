"""What the views share: a record as a row, its footnotes, and lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from communique.assembly.conflicts import words as quantity_words
from communique.assembly.group import Group
from communique.assembly.merge import rank
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.views.judged import judged_rows, judged_words, judgement_rows

Row = dict[str, object]
SHOWN_DIGITS = 8
"""Digits of an id that are shown: enough to name it."""
WIDTH = 110
"""Columns of text, as wide as most terminals."""


def record_row(group: Group) -> Row:
    """A record as JSON has it, without its footnotes."""
    record, content = group.record, group.record.content
    return {
        "record": record.id,
        "kind": record.kind,
        "by": list(content.by),
        "to": list(content.to),
        "type": content.type,
        "level": content.level,
        "status": record.status,
        "name": content.name,
        "ordinal": content.ordinal,
        "when": content.when,
        "due": content.due,
        "where": content.where,
        "areas": list(content.areas),
        "quantity": quantity_words(content.quantity) if content.quantity else None,
        "what": content.what,
        "sources": record.sources,
        "score": record.score,
        "first_seen": record.first_seen,
        "last_seen": record.last_seen,
        "conflicts": [conflict.slot for conflict in record.conflicts],
        "judgements": judgement_rows(group.judgements),
    }


def footnotes(group: Group) -> list[Row]:
    """The words a record rests on, the best founded first: who told them, when, and the quote."""
    return [footnote(one) for one in sorted(group.tellings, key=rank, reverse=True)]


def footnote(one: Telling) -> Row:
    """One statement's words, and who `judged` it: accepted or edited."""
    quotes = " … ".join(" ".join(piece.quote.exact.split()) for piece in one.statement.evidence)
    return {
        "statement": one.id,
        "document": one.origin.name or one.origin.document,
        "publisher": one.origin.publisher,
        "published": one.origin.published,
        "quote": quotes,
        "judged": judged_rows(one),
    }


def between(assembly: Assembly, actors: Sequence[str]) -> list[Group]:
    """The records in which all of some actors take part; all records where none is named."""
    wanted = {actor.upper() for actor in actors}
    return [group for group in assembly.groups if wanted <= group.parties]


def who(group: Group) -> str:
    """Who deals with whom: `RUS → ASEAN`."""
    by, to = " ".join(group.record.content.by) or "?", " ".join(group.record.content.to)
    return f"{by} → {to}" if to else by


def title(group: Group) -> str:
    """What a record is, in a few words: its name, else its sort, with number, place and amount."""
    content = group.record.content
    named = " ".join((content.name or content.what or "").split())
    sort = " ".join(word.replace("_", " ") for word in (content.level, content.type) if word)
    parts = [
        named or sort or group.record.kind,
        f"no. {content.ordinal}" if content.ordinal is not None else "",
        quantity_words(content.quantity) if content.quantity else "",
        f"at {content.where}" if content.where else "",
    ]
    return ", ".join(part for part in parts if part)


def quote_line(group: Group) -> str:
    """The best quote of a record, with who printed it and when, cut to a line; and who accepted or edited any of its statements."""
    notes = footnotes(group)
    first = notes[0]
    judged = judged_words(row for note in notes for row in _rows(note["judged"]))
    told = " ".join(str(part) for part in (first["publisher"], first["published"], f"[{first['document']}]", judged and f"({judged})") if part)
    return textwrap.shorten(f"“{first['quote']}”", WIDTH - 4, placeholder=" …”") + f" {told}"


def _rows(value: object) -> list[Row]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def short(id_: str) -> str:
    """The first digits of an id."""
    return id_[:SHOWN_DIGITS]


def indented(lines: Iterable[str], depth: int = 2) -> list[str]:
    """Lines moved to the right."""
    return [" " * depth + line for line in lines]
