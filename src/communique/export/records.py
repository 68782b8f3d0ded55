"""Records as flat records: what many stories say of one thing, with the statements it rests on, its links, states and conflicts (docs/exports.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from communique.assembly.delivery import Delivery
from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.assembly.tellings import Telling
from communique.export.flat import Record, content_record, flat, judged_record
from communique.model.documents import Sighting
from communique.model.records import Link


def records(assembly: Assembly, sightings: Mapping[str, Sighting] | None = None, *, ids: Collection[str] | None = None) -> Iterator[Record]:
    """The records of an assembly in its order, or those of some `ids`. `sightings`, by document, say where the statements' documents were seen."""
    seen = sightings or {}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in assembly.links:
        links[link.source].append(link)
    states = {one.record: one for one in assembly.deliveries}
    on = assembly.on.isoformat() if assembly.on else None
    for group in assembly.groups:
        if ids is None or group.id in ids:
            state = states.get(group.id)
            yield _record(group) | {
                "delivery": _delivery(state, on) if state else None,
                "links": [_link(one) for one in links[group.id]],
                "statements": [_statement(one, seen) for one in group.tellings],
            }


def _record(group: Group) -> Record:
    record, content = group.record, group.record.content
    return {
        "record": record.id,
        "kind": record.kind,
        **content_record(content),
        "status": record.status,
        "denied": not any(one.statement.polarity for one in group.tellings),
        "mechanism": content.mechanism,
        "issue": content.issue,
        "sources": record.sources,
        "score": record.score,
        "first_seen": record.first_seen,
        "last_seen": record.last_seen,
        "history": [{"status": one.status, "when": one.when, "by": list(one.by), "statements": list(one.statement_ids)} for one in record.history],
        "conflicts": [
            {"slot": one.slot, "versions": [{"value": version.value, "statements": list(version.statement_ids)} for version in one.versions]}
            for one in record.conflicts
        ],
        "judgements": [judged_record(one.judgement) | {"statements": [*one.left, *one.right]} for one in group.judgements],
    }


def _delivery(state: Delivery, on: str | None) -> Record:
    assessed = judged_record(state.assessed) if state.assessed else None
    return {
        "state": state.state, "on": on, "basis": state.basis, "records": list(state.records), "trackable": state.trackable,
        "specificity": state.specificity, "assessed": assessed,
    }  # fmt: skip


def _link(link: Link) -> Record:
    return {"kind": link.kind, "target": link.target, "basis": link.basis, "statements": list(link.statement_ids)}


def _statement(one: Telling, seen: Mapping[str, Sighting]) -> Record:
    """Its flat record; without the spans of its fields, which records are made without."""
    origin = one.origin
    sighting = seen.get(origin.document) or Sighting(origin.document, origin.name, publisher=origin.publisher or None, published=origin.published)
    told = flat(one.statement, sighting, [bound.judgement for bound in one.judgements]) | {"document_language": origin.language}
    del told["slots"]
    return told
