"""A statement as a flat record: the form other programs take (docs/ledger.md)."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.documents import Sighting
from communique.model.evidence import Evidence
from communique.model.judgements import Judgement
from communique.model.quantities import Quantity
from communique.model.statements import Content, Statement

Record = dict[str, object]


def flat(statement: Statement, sighting: Sighting, judgements: Sequence[Judgement] = ()) -> Record:
    """The flat record of a statement whose document was seen as `sighting`, with who accepted or edited it. Offsets are code points, end excluded."""
    return {
        "document": sighting.name or statement.document_id,
        "kind": statement.kind,
        **content_record(statement.content),
        "speaker": statement.speaker,
        "evidence": [evidence_record(one) for one in statement.evidence],
        "statement": statement.id,
        "slots": {name: [{"start": span.start, "end": span.end} for span in spans] for name, spans in statement.slots.items()},
        "voice": statement.voice,
        "modality": statement.modality,
        "polarity": statement.polarity,
        "hedged": statement.hedged,
        "found_by": statement.found_by,
        "document_id": statement.document_id,
        "document_published": sighting.published,
        "document_publisher": sighting.publisher,
        "document_title": sighting.title,
        "document_url": sighting.url,
        "judged": [judged_record(one) for one in judgements if one.verdict in ("accept", "edit")],
    }


def content_record(content: Content) -> Record:
    """The fields that all kinds share."""
    return {
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
    }


def evidence_record(evidence: Evidence) -> Record:
    """A span, the words at it, and those around them, to find it again in another copy."""
    span, quote = evidence.span, evidence.quote
    return {"start": span.start, "end": span.end, "quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}


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
