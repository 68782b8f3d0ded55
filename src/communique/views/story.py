"""A story with what was read in it: its text in pieces, each with the statements whose words it is, and every statement with its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from communique.assembly.merge import score
from communique.assembly.pipeline import Assembly
from communique.kinds.values import CONTENT, write
from communique.model.documents import Document, Sighting
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.views.news import news
from communique.views.rows import Row, items, mappings
from communique.views.slots import slot_words, value_words
from communique.views.titles import title
from communique.views.words import Words

NAMED = 3
"""Statements of a piece that are named where it is pointed at."""


class _Mark(NamedTuple):
    """Words of a statement: those of its evidence, or of one of its fields."""

    span: Span
    statement: str
    slot: str = ""


def story(assembly: Assembly, document: Document, statements: Iterable[Statement], *, chosen: str = "") -> Row:
    """A story, with the records it tells of.

    `pieces` in a row are the text as it is, cut where any marked words begin or end: each with `text`, `start`, `end`, the `statements` whose
    evidence it is (the shortest words first, `chosen` before all), those that `begin` in it, and of the chosen statement the `slots` read there
    (`begin_slots`: there first). `statements` have the words of each field, what they were to what was known (`verdict`, see `news`) and the row
    of their `record`.
    """
    found = sorted(statements, key=lambda one: (one.evidence[0].span, one.id))
    tellings = [one for group in assembly.groups for one in group.tellings if one.origin.document == document.id]
    heard = {one.id for one in tellings if score(one) == 1}
    language = next((one.origin.language for one in tellings), document.language)
    rows = {str(note["statement"]): row for row in news(assembly, document.id) for note in mappings(row["footnotes"])}
    return {
        "document": document.id, "language": language, "chosen": chosen, "pieces": pieces(document.text, found, chosen=chosen),
        "statements": [_statement(one, document, rows.get(one.id), one.id in heard) for one in found],
    }  # fmt: skip


def pieces(text: str, statements: Sequence[Statement], *, chosen: str = "") -> list[Row]:
    """A text cut where any marked words begin or end; words that hold or cross others come apart, and nothing is lost or said twice."""
    marks = [_Mark(piece.span, one.id) for one in statements for piece in one.evidence]
    for one in statements:
        if one.id == chosen:
            marks += [_Mark(span, one.id, slot) for slot, spans in one.slots.items() for span in spans if len(span)]
    borders = sorted({0, len(text)}.union(*({mark.span.start, min(mark.span.end, len(text))} for mark in marks)))
    starting = sorted(marks, key=lambda mark: mark.span.start)
    found: list[Row] = []
    over: list[_Mark] = []
    place, begun, slots = 0, set[str](), set[str]()
    for start, end in pairwise(borders):
        while place < len(starting) and starting[place].span.start <= start:
            over.append(starting[place])
            place += 1
        over = [mark for mark in over if mark.span.end > start]
        short = sorted(
            (mark for mark in over if not mark.slot), key=lambda mark: (mark.statement != chosen, len(mark.span), mark.span.start, mark.statement)
        )
        told = list(dict.fromkeys(mark.statement for mark in short))
        read = sorted({mark.slot for mark in over if mark.slot})
        found.append({
            "text": text[start:end], "start": start, "end": end, "statements": told, "begin": [one for one in told if one not in begun],
            "slots": read, "begin_slots": [slot for slot in read if slot not in slots],
        })  # fmt: skip
        begun.update(told)
        slots.update(read)
    return found


def _statement(one: Statement, document: Document, record: Row | None, heard: bool) -> Row:
    return {
        "statement": one.id, "kind": one.kind, "found_by": one.found_by, "speaker": one.speaker, "voice": one.voice, "modality": one.modality,
        "hedged": one.hedged, "denied": not one.polarity, "hearsay": heard,
        "fields": [_field(one, slot, document) for slot in CONTENT if getattr(one.content, slot) not in (None, ())],
        "verdict": record["verdict"] if record else None, "slots": record["slots"] if record else [], "record": record,
    }  # fmt: skip


def _field(one: Statement, slot: str, document: Document) -> Row:
    words = dict.fromkeys(span.of(document.text) for span in one.slots.get(slot, ()) if len(span))
    return {"slot": slot, "value": write(getattr(one.content, slot)), "words": list(words)}


def mark_words(piece: Row, row: Row, words: Words) -> str:
    """What stands to be said of a piece: the field read there, and of each statement its record, its fields and the frame that found it."""
    told = {str(one["statement"]): one for one in mappings(row["statements"])}
    shown = [statement_words(told[id_], words) for id_ in items(piece["statements"])[:NAMED] if id_ in told]
    chosen = told.get(str(row["chosen"]))
    fields = [field_words(chosen, one, words) for one in mappings(chosen["fields"]) if one["slot"] in items(piece["slots"])] if chosen else []
    return "\n".join(fields + shown)


def statement_words(one: Row, words: Words) -> str:
    """A statement in a line: kind, what it is of, the fields it fills, and its frame."""
    record = one["record"]
    named = title(record, words) if isinstance(record, dict) else ""
    fields = ", ".join(slot_words(one, field["slot"], words) for field in mappings(one["fields"]))
    return " · ".join(part for part in (words.term("kind", one["kind"]), named, fields, str(one["found_by"])) if part)


def field_words(one: Row, field: Row, words: Words) -> str:
    """A field of a statement and what it holds."""
    row = one | {"level": next((each["value"] for each in mappings(one["fields"]) if each["slot"] == "level"), None)}
    slot = str(field["slot"])
    return words.say("record", "field", field=slot_words(row, slot, words), value=value_words(row, slot, field["value"], words), words="")


def named(slots: Sequence[str], words: Words) -> str:
    """Fields by what they are called, in a row."""
    return words.listed(words.term("slot", slot) for slot in slots)


def headline(document: Document, sightings: Sequence[Sighting]) -> str:
    """What a story is called: its title, else its first line."""
    titled = next((one.title for one in sightings if one.title), None)
    return titled or next((line.strip() for line in document.text.splitlines() if line.strip()), document.id)


def address(url: str | None) -> str:
    """An address that may be followed: of the web. Empty for any other."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme in ("http", "https") and parts.netloc else ""
