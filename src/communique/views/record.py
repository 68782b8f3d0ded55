"""One record with all that it rests on: each value with its words, its history, every story that tells it, and what it bears on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from communique.assembly.group import Group
from communique.assembly.merge import rank, score
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.kinds.values import CONTENT, LISTS, write
from communique.model.documents import Document
from communique.model.statements import Statement
from communique.views.conflicts import disagreements
from communique.views.judged import judgement_row
from communique.views.page import Block, Heading, Item, Page, Table, told_by
from communique.views.rows import Row, footnote, footnotes, items, mappings, record_row
from communique.views.slots import slot_words, value_words, version_words
from communique.views.titles import short, state_words, title
from communique.views.words import Words

SOURCES = 40
"""Statements of a record that are shown at a time; a value's words are looked for in as many, the best founded."""

Told = Callable[[Sequence[str]], Iterable[tuple[Statement, Document]]]
"""Gives the statements of some documents (ids), with the spans of their fields, each with its document."""


def record(assembly: Assembly, id_: str, told: Told, *, first: int = 0) -> list[Row]:
    """The record in which a statement stands (or that has the id), one row; none where nobody told it by the day looked from.

    Beside what every record row has: `fields`, each with its values and for each value the words it was read at (`slot`, `words`, `start`, `end` in a
    note; none where it follows from the sentence); `history`; `disagreements`; `families` of statements, those from place `first` of the
    statements in order of time on, `tellings` in all; `links` to and from others; `delivery` of a commitment.
    """
    group = next((group for group in assembly.groups if id_ == group.id or id_ in group.record.statement_ids), None)
    if group is None:
        return []
    best = sorted(group.tellings, key=rank, reverse=True)[:SOURCES]
    shown = group.tellings[first : first + SOURCES]
    known = {one.id: (one, document) for one, document in told(sorted({one.origin.document for one in (*best, *shown)}))}
    tellings = {one.id: one for one in group.tellings}
    groups = {one.id: one for one in assembly.groups}
    row = record_row(group) | {
        "parties": sorted(group.parties),
        "fields": list(_fields(group, best, known)),
        "history": [
            {
                "status": step.status,
                "when": step.when,
                "by": list(step.by),
                "notes": footnotes(tellings[one] for one in step.statement_ids if one in tellings),
            }
            for step in group.record.history
        ],
        "disagreements": [{"slot": one["slot"], "values": one["values"]} for one in disagreements(assembly, [group])],
        "families": _families(shown, assembly.families),
        "tellings": len(group.tellings),
        "links": list(_links(group, assembly, groups)),
        "delivery": _delivery(group, assembly, groups),
    }
    return [row]


def _fields(group: Group, best: Sequence[Telling], known: Mapping[str, tuple[Statement, Document]]) -> Iterator[Row]:
    """Each field that holds something; of a commitment, what became of it is no field."""
    content = group.record.content
    for slot in CONTENT:
        value = getattr(content, slot)
        if value in (None, ()) or (slot == "status" and group.record.kind == "commitment"):
            continue
        values = value if slot in LISTS else (value,)
        yield {"slot": slot, "values": [{"value": write(one), "note": _note(slot, one, best, known)} for one in values]}


def _note(slot: str, value: object, best: Sequence[Telling], known: Mapping[str, tuple[Statement, Document]]) -> Row | None:
    """The words a value rests on: of the best founded statement that says where it was read, else of the best that gives it."""
    giving = [one for one in best if _gives(one, slot, value)]
    for one in giving:
        statement, document = known.get(one.id, (one.statement, None))
        spans = (one.statement.slots or statement.slots).get(slot, ())
        held = getattr(statement.content, slot)
        if slot in LISTS and len(spans) == len(held) and value in held:
            spans = (spans[held.index(value)],)
        if spans and document is not None:
            words = " … ".join(span.of(document.text) for span in spans)
            return footnote(one) | {"slot": slot, "words": words, "start": spans[0].start, "end": spans[-1].end}
    return footnote(giving[0]) | {"slot": slot, "words": "", "start": None, "end": None} if giving else None


def _gives(one: Telling, slot: str, value: object) -> bool:
    if slot in LISTS:
        return value in getattr(one.content, slot)
    return bool(value == (one.mechanism if slot == "mechanism" else getattr(one.content, slot)))


def _families(tellings: Sequence[Telling], families: Mapping[str, str]) -> list[Row]:
    """Statements by the report they are of: copies and re-tellings of one count once."""
    found: dict[str, list[Telling]] = {}
    for one in tellings:
        found.setdefault(families.get(one.origin.document, one.origin.document), []).append(one)
    return [{"family": family, "statements": [_statement(one) for one in told]} for family, told in found.items()]


def _statement(one: Telling) -> Row:
    statement = one.statement
    said = {slot: write(getattr(one.content, slot)) for slot in CONTENT if getattr(one.content, slot) not in (None, ())}
    return footnote(one) | {
        "document_id": one.origin.document, "voice": statement.voice, "modality": statement.modality, "hedged": statement.hedged,
        "denied": not statement.polarity, "hearsay": score(one) == 1, "found_by": statement.found_by, "values": said,
    }  # fmt: skip


def _links(group: Group, assembly: Assembly, groups: Mapping[str, Group]) -> Iterator[Row]:
    for link in assembly.links:
        if group.id in (link.source, link.target):
            other = groups[link.target if link.source == group.id else link.source]
            yield record_row(other) | {"link": link.kind, "basis": link.basis, "from_here": link.source == group.id}


def _delivery(group: Group, assembly: Assembly, groups: Mapping[str, Group]) -> Row | None:
    found = next((one for one in assembly.deliveries if one.record == group.id), None)
    if found is None:
        return None
    return {
        "state": found.state, "basis": found.basis, "trackable": found.trackable, "specificity": found.specificity,
        "told_by": [record_row(groups[id_]) for id_ in found.records if id_ != group.id and id_ in groups],
        "assessed": judgement_row(found.assessed) if found.assessed else None,
    }  # fmt: skip


def record_page(rows: Sequence[Row], words: Words) -> Page:
    """Fields with their words, history, what became of it, links, disagreements side by side, and every source."""
    (row,) = rows
    line = words.say(
        "record",
        "line",
        title=title(row, words),
        kind=words.term("kind", row["kind"]),
        who=words.who(row),
        state=state_words(row, words),
        id=short(row),
    )
    blocks: list[Block] = [Item(line), Heading(words.say("record", "fields")), *(_field(row, one, words) for one in mappings(row["fields"]))]
    for section, found in (("history", _history(row, words)), ("delivery", _state(row, words)), ("links", _bearings(row, words))):
        if found:
            blocks += [Heading(words.say("record", section)), *found]
    for one in mappings(row["disagreements"]):
        slot = slot_words(row, one["slot"], words)
        blocks += [Heading(words.say("record", "disagreement", slot=slot)), side_by_side(row, one, words)]
    blocks += [Heading(counted(row, words)), *(_family(one, words) for one in mappings(row["families"]))]
    if mappings(row["judgements"]):
        blocks += [Heading(words.say("record", "judgements")), *(Item(judged_words(one, words)) for one in mappings(row["judgements"]))]
    return Page(title(row, words), blocks)


def counted(row: Row, words: Words) -> str:
    """How many statements there are, and of how many independent reports."""
    key = "sources" if row["sources"] == row["tellings"] else "families"
    return words.say("record", key, families=row["sources"], statements=row["tellings"])


def _field(row: Row, field: Row, words: Words) -> Item:
    held = mappings(field["values"])
    value = ", ".join(value_words(row, str(field["slot"]), one["value"], words) for one in held)
    notes = [note for one in held for note in mappings([one["note"]])]
    read_at = ", ".join(dict.fromkeys(words.quoted(note["words"]) for note in notes if note["words"]))
    told = words.say("record", "read_at", words=read_at) if read_at and read_at != value else ""
    once = {str(note["statement"]): note for note in notes}
    return Item(words.say("record", "field", field=slot_words(row, field["slot"], words), value=value, words=told), list(once.values()))


def _history(row: Row, words: Words) -> list[Item]:
    return [Item(step_words(row, step, words), mappings(step["notes"])) for step in mappings(row["history"])]


def step_words(row: Row, step: Row, words: Words) -> str:
    """A status: when it was so, and through whom."""
    status = value_words(row | {"kind": ""}, "status", step["status"], words)
    return words.say("record", "step", date=words.date(step["when"]), status=status, who=words.actors(items(step["by"])) or "?")


def _state(row: Row, words: Words) -> list[Item]:
    found = mappings([row["delivery"]])
    below = [
        Item(bearing_words(one, words), mappings(one["footnotes"])[:1], record=str(one["record"]))
        for state in found
        for one in mappings(state["told_by"])
    ]
    return [Item(delivery_words(state, words), (), below) for state in found]


def delivery_words(state: Row, words: Words) -> str:
    """What became of an undertaking, on what ground, and whether it can be followed at all."""
    basis = words.say("board", "basis", basis=words.term("basis", state["basis"])) if state["basis"] else ""
    follow = words.say("record", "trackable" if state["trackable"] else "declaratory")
    return words.say("record", "state", state=words.term("state", state["state"]), basis=basis, follow=follow)


def bearing_words(one: Row, words: Words) -> str:
    """Another record in a line."""
    date = words.date(one["when"] or one["first_seen"])
    return words.say("record", "other", kind=words.term("kind", one["kind"]), date=date, title=title(one, words), who=words.who(one))


def link_words(one: Row, words: Words) -> str:
    """How another record bears on this one, or this on it, and on whose word."""
    link = words.term("link" if one["from_here"] else "linked", one["link"])
    return words.say("record", "link", link=link, basis=words.term("basis", one["basis"]))


def _bearings(row: Row, words: Words) -> list[Item]:
    return [
        Item(f"{link_words(one, words)} {bearing_words(one, words)}", mappings(one["footnotes"])[:1], record=str(one["record"]))
        for one in mappings(row["links"])
    ]


def side_by_side(row: Row, conflict: Row, words: Words) -> Table:
    """The versions of a field in columns; under each, who says so."""
    values = mappings(conflict["values"])
    header = [version_words(row, str(conflict["slot"]), one, words) for one in values]
    told = [mappings(one["told_by"]) for one in values]
    deep = max(map(len, told), default=0)
    return Table(header, [[_saying(notes[place], words) if place < len(notes) else Item("") for notes in told] for place in range(deep)])


def _saying(note: Row, words: Words) -> Item:
    return Item(told_by(note, words), [note])


def _family(family: Row, words: Words) -> Item:
    first, *more = mappings(family["statements"])
    return Item(source_words(first, words), [first], [Item(source_words(one, words), [one]) for one in more])


def source_words(one: Row, words: Words) -> str:
    """Who says so, and how: the person, whether others say it of them, whether it is denied or hedged, and the frame that found it."""
    marks = [
        words.say("record", "speaker", speaker=one["speaker"]) if one["speaker"] else "",
        words.term("voice", one["voice"]) if one["voice"] != "source" else "",
        words.term("modality", one["modality"]) if one["modality"] != "actual" else "",
        words.say("page", "hearsay") if one["hearsay"] else "",
        words.say("record", "hedged") if one["hedged"] else "",
        words.say("page", "denied") if one["denied"] else "",
        words.say("record", "found_by", frame=one["found_by"]) if one["found_by"] else "",
    ]
    return " · ".join(mark for mark in marks if mark)


def judged_words(one: Row, words: Words) -> str:
    """What a person decided, when and why."""
    what = words.say("record", "edited", field=words.term("slot", one["slot"]), value=one["value"] or "–") if one["slot"] else one["value"] or ""
    verdict = words.term("verdict", one["verdict"])
    return words.say(
        "record", "judged", verdict=verdict, what=what, user=one["user"], date=words.date(str(one["created_at"])[:10]), reason=one["reason"]
    )
