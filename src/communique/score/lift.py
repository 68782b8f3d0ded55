"""Gold records as statements, so that merging can be judged apart from reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique.export.flat import Record
from communique.kinds.table import KINDS
from communique.languages.load import load_pack
from communique.languages.terms import terms
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.quantities import COMPARATORS, Quantity
from communique.model.spans import Span
from communique.model.statements import Statement, statement_id
from communique.score.gold import GoldError, GoldStory, strings
from communique.sources.story import header_date
from communique.world.load import World


def lift(story: GoldStory, world: World) -> tuple[Document, Sighting, list[Statement]]:
    """The document of a gold story, where it was seen, and its records as statements, in their order.

    Raises GoldError where evidence is not in the text.
    """
    document = Document.of(story.text, language=story.language)
    published = story.published or header_date(story.text)
    sighting = Sighting(document.id, story.id, publisher=story.publisher, published=published)
    found: list[Statement] = []
    taken: set[str] = set()
    for place, record in enumerate(story.records):
        statement = _statement(story, record, document, world)
        if statement.id in taken:  # two records of one clause that differ only in what the id leaves out
            statement = replace(statement, id=f"{statement.id}-{place}")
        taken.add(statement.id)
        found.append(statement)
    return document, sighting, found


def _statement(story: GoldStory, record: Record, document: Document, world: World) -> Statement:
    kind = KINDS[str(record["kind"])]
    pieces = []
    for quote in strings(record, "evidence"):
        start = story.text.find(quote)
        if start < 0:
            raise GoldError(f"{story.id}: gold evidence is not in the text: {quote[:60]!r}")
        pieces.append(Evidence.cut(document, Span(start, start + len(quote))))
    by = tuple(strings(record, "by"))
    named = _named(story, record, ("mechanism", "issue"))
    ordinal = record.get("ordinal")
    content = kind(
        by=by, to=tuple(strings(record, "to")), type=_text(record, "type"), status=_text(record, "status"), level=_text(record, "level"),
        name=_text(record, "name"), ordinal=ordinal if isinstance(ordinal, int) else None, when=_text(record, "when"), due=_text(record, "due"),
        where=_text(record, "where"), areas=tuple(strings(record, "areas")), quantity=_quantity(record), what=_text(record, "what"),
        mechanism=_mechanism(named["mechanism"], by, world) if kind.kind == "meeting" else None,
        issue=min(named["issue"], default=None) if kind.kind == "position" else None,
    )  # fmt: skip
    evidence = tuple(pieces)
    return Statement(statement_id(content, evidence), kind.kind, content, evidence, speaker=_text(record, "speaker"), found_by="gold")


def _named(story: GoldStory, record: Record, types: Sequence[str]) -> Mapping[str, list[str]]:
    pack = load_pack(story.language)
    if pack is None:
        return {type_: [] for type_ in types}
    told = " . ".join(str(record[field]) for field in ("name", "what") if record.get(field))
    named, near = terms(told, pack), terms(" . ".join(strings(record, "evidence")), pack)
    return {type_: _of_type(named, type_) or _of_type(near, type_) for type_ in types}


def _of_type(found: frozenset[str], type_: str) -> list[str]:
    return sorted(term.partition(":")[2] for term in found if term.startswith(f"{type_}:"))


def _mechanism(named: list[str], by: tuple[str, ...], world: World) -> str | None:
    for name in named:
        known = world.mechanism_ids.get((name, frozenset(by))) if name.startswith(".") else name
        if known is not None:
            return known
    return None


def _text(record: Record, field: str) -> str | None:
    value = record.get(field)
    return str(value) if value not in (None, "") else None


def _quantity(record: Record) -> Quantity | None:
    value = record.get("quantity")
    if not isinstance(value, Mapping) or value.get("value") is None:
        return None
    comparator, of = value.get("comparator"), value.get("of")
    return Quantity(
        float(value["value"]), str(value.get("unit") or ""), comparator if comparator in COMPARATORS else "=", float(of) if of is not None else None
    )
