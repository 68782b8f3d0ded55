"""A statement as a flat record: the form other programs take (docs/ledger.md)."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.model.quantities import Quantity
from communique.model.statements import Statement

Record = dict[str, object]


def flat(statement: Statement, sighting: Sighting, judgements: Sequence[Judgement] = ()) -> Record:
    """The flat record of a statement whose document was seen as `sighting`, with who accepted or edited it. Offsets are code points, end excluded."""
    content = statement.content
    return {
        "document": sighting.name or statement.document_id,
        "kind": statement.kind,
        "by": list(content.by),
        "to": list(content.to),
        "type": content.type,
        "level": content.level,
        "status": content.status,
        "name": content.name,
        "ordinal": content.ordinal,
        "when": content.when,
        "due": content.due,
        "where": content.where,
        "areas": list(content.areas),
        "quantity": quantity_record(content.quantity),
        "what": content.what,
        "speaker": statement.speaker,
        "evidence": [{"start": one.span.start, "end": one.span.end, "quote": one.quote.exact} for one in statement.evidence],
        "statement": statement.id,
        "slots": {name: [{"start": span.start, "end": span.end} for span in spans] for name, spans in statement.slots.items()},
        "voice": statement.voice,
        "modality": statement.modality,
        "polarity": statement.polarity,
        "hedged": statement.hedged,
        "found_by": statement.found_by,
        "document_published": sighting.published,
        "judged": [judged_record(one) for one in judgements if one.verdict in ("accept", "edit")],
    }


def judged_record(judgement: Judgement) -> Record:
    """A judgement without the statements it is on: what was decided, by whom, when and why."""
    names = ("id", "verdict", "slot", "value", "on", "user", "reason", "created_at")
    return {name: value for name in names if (value := getattr(judgement, name)) is not None}


def quantity_record(quantity: Quantity | None) -> Record | None:
    """A quantity as JSON has it, whole numbers as such."""
    if quantity is None:
        return None
    of = None if quantity.of is None else number(quantity.of)
    return {"value": number(quantity.value), "unit": quantity.unit, "comparator": quantity.comparator, "of": of}


def number(value: float) -> float | int:
    """A number without a needless fraction."""
    return int(value) if float(value).is_integer() else value
