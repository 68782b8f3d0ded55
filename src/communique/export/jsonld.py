"""Flat statements and records as JSON-LD with its context inside: PROV-O for origins, Web Annotation for words, SKOS for codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from communique.export.jsonl import as_json
from communique.export.vocabulary import Node, checked_base, iri, vocabulary
from communique.model.records import LINK_KINDS

Told = Mapping[str, Any]


def _to(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


def _typed(term: str, datatype: str) -> dict[str, str]:
    return {"@id": term, "@type": datatype}


CONTEXT: Node = {
    "@version": 1.1,
    "c": "urn:communique:term:",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: _to(f"prov:{name}") for name in ("wasDerivedFrom", "wasGeneratedBy", "wasInfluencedBy", "wasAssociatedWith", "used")},
    "endedAtTime": _typed("prov:endedAtTime", "xsd:dateTime"),
    "motivatedBy": _to("oa:motivatedBy"),
    "hasBody": _to("oa:hasBody"),
    "hasTarget": "oa:hasTarget",
    "hasSource": _to("oa:hasSource"),
    "hasSelector": "oa:hasSelector",
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
    **{name: _typed(f"oa:{name}", "xsd:nonNegativeInteger") for name in ("start", "end")},
    **{name: {"@id": f"skos:{name}", "@container": "@language"} for name in ("prefLabel", "altLabel")},
    "notation": "skos:notation",
    **{name: _to(f"skos:{name}") for name in ("inScheme", "broader")},
    "label": "rdfs:label",
    "identifier": "dc:identifier",
    "title": "dc:title",
    "publisher": "dc:publisher",
    "language": "dc:language",
    "issued": _typed("dcterms:issued", "edtf:EDTF"),
    "address": _to("dcterms:source"),
    **{name: _to(f"c:{name}") for name in [*"kind type level status areas by to state toldBy source target between undoes".split(), *LINK_KINDS]},
    **{name: _typed(f"c:{name}", "edtf:EDTF") for name in ("when", "due")},
    **{name: _typed(f"c:{name}", "xsd:date") for name in ("firstSeen", "lastSeen", "on")},
    **{
        name: f"c:{name}"
        for name in (
            "name ordinal where quantity value unit comparator of what speaker voice modality polarity hedged foundBy verdict slot reason denied "
            "mechanism issue sources score conflict version linkKind basis delivery trackable specificity assessed "
            "actorKind records cadence first standing quote"
        ).split()
    },
    "history": {"@id": "c:history", "@container": "@list"},
}  # fmt: skip
"""What the names in the nodes mean; no address is fetched for it."""

_PLAIN = ("name", "ordinal", "when", "due", "where", "what")
_SAID = ("speaker", "voice", "modality", "polarity", "hedged")


def write(records: Iterable[Told], stream: BinaryIO, *, base: str | None = None) -> int:
    """Write flat statements, or records with theirs, as one JSON-LD document, as a stream, a node a line; give their number.

    IRIs begin with `base`, else with `urn:communique:`. Raises ValueError where `base` is no address.
    """
    graph = Graph(base)
    count = 0

    def nodes() -> Iterator[Node]:
        nonlocal count
        for record in records:
            count += 1
            yield from graph.nodes(record)

    _write(nodes(), stream)
    return count


def write_vocabulary(stream: BinaryIO, *, base: str | None = None) -> int:
    """Write all schemes and concepts of the codebook, and give their number."""
    found = vocabulary(checked_base(base))
    _write(found.values(), stream)
    return len(found)


def _write(nodes: Iterable[Node], stream: BinaryIO) -> None:
    stream.write(f'{{"@context": {as_json(CONTEXT)},\n"@graph": ['.encode())
    for at, node in enumerate(nodes):
        stream.write((",\n" if at else "\n").encode() + as_json(node).encode("utf-8"))
    stream.write(b"\n]}\n")


class Graph:
    """The nodes of one document: what many statements need (documents, actors, codes, people) is told once, by the first of them."""

    def __init__(self, base: str | None = None) -> None:
        self._base = checked_base(base)
        self._vocabulary = vocabulary(self._base)
        self._told: set[str] = set()
        self._tells: Sequence[tuple[str, Callable[[Told], Iterator[Node]]]] = (
            ("statements", self._record), ("statement", self._statement), ("verdict", self._decided), ("actors", self._partnership),
            ("parties", self._mechanism), ("actor", self._actor), ("document", self._story),
        )  # fmt: skip
        """what tells of what has a field, the first that it has"""

    def nodes(self, record: Told) -> Iterator[Node]:
        """The nodes of a flat statement, of a flat record and its statements, or of a row of a list: a story, a partnership, an actor, a mechanism, a
        judgement; each is to be given once.
        """
        yield from next(tells for key, tells in self._tells if key in record)(record)

    def _story(self, told: Told) -> Iterator[Node]:
        yield _filled({
            "@id": self._iri("document", told["document"]), "@type": ["prov:Entity", "c:Document"], "identifier": told["name"],
            "title": told["title"], "publisher": told["publisher"], "issued": told["published"], "language": told["language"],
            "address": web_address(told["url"]),
        })  # fmt: skip

    def _partnership(self, told: Told) -> Iterator[Node]:
        yield from (node for actor in told["actors"] for node in self._agent(actor))
        id_ = self._iri("partnership", ",".join(told["actors"]))
        yield {"@id": id_, "@type": "c:Partnership", **self._sides(told["actors"]), "label": told["label"], "records": told["records"]}

    def _mechanism(self, told: Told) -> Iterator[Node]:
        yield from (node for actor in told["parties"] for node in self._agent(actor))
        level = self._iri("level", told["level"]) if told["level"] else ""
        yield from self._concept(level)
        yield _filled(
            {"@id": self._iri("mechanism", told["mechanism"]), "@type": "c:Mechanism", "notation": told["mechanism"], "label": told["label"]}
            | self._sides(told["parties"])
            | {"name": told["name"], "level": level or None, "cadence": told["cadence"], "first": told["first"]}
        )

    def _actor(self, told: Told) -> Iterator[Node]:
        id_ = self._iri("actor", told["actor"])
        self._told.add(id_)
        more = {"notation": told["actor"], "label": told["label"], "actorKind": told["kind"], "records": told["records"]}
        yield _filled({"@id": id_, "@type": ["prov:Agent", "c:Actor"], **more})

    def _decided(self, told: Told) -> Iterator[Node]:
        *person, node = self._judgement(told, [self._iri("statement", one) for one in (*told["left"], *told["right"])])
        yield from person
        undone = self._iri("judgement", told["undoes"]) if told["undoes"] else None
        yield node | _filled({"undoes": undone, "standing": told["standing"], "quote": told["quote"]})

    def _agent(self, actor: str) -> Iterator[Node]:
        return self._once({"@id": self._iri("actor", actor), "@type": ["prov:Agent", "c:Actor"], "notation": actor})

    def _sides(self, actors: Iterable[str]) -> Node:
        return {"between": [self._iri("actor", actor) for actor in actors]}

    def _iri(self, sort: str, id_: str) -> str:
        return iri(self._base, sort, id_)

    def _once(self, node: Node) -> Iterator[Node]:
        if node["@id"] not in self._told:
            self._told.add(node["@id"])
            yield _filled(node)

    def _content(self, told: Told) -> Iterator[Node]:
        """What kinds have in common, as the last of the nodes given: concepts and actors stand before it."""
        kind = told["kind"]
        coded = {
            "kind": [self._iri("kind", kind)],
            "type": [self._iri("type", f"{kind}.{told['type']}")] if told["type"] else [],
            "level": [self._iri("level", told["level"])] if told["level"] else [],
            "status": [self._iri("status", told["status"])] if told["status"] else [],
            "areas": [self._iri("area", code) for code in told["areas"]],
        }
        if kind == "commitment" and told["status"]:  # a record's: what became of it
            coded["status"] = [self._iri("state", told["status"])]
        for concept in [one for several in coded.values() for one in several]:
            yield from self._concept(concept)
        for actor in (*told["by"], *told["to"]):
            yield from self._agent(actor)
        sides = {side: [self._iri("actor", actor) for actor in told[side]] for side in ("by", "to")}
        yield coded | sides | {name: told[name] for name in _PLAIN} | {"quantity": _filled(told["quantity"])}

    def _concept(self, concept: str) -> Iterator[Node]:
        node = self._vocabulary.get(concept)
        if node is not None:
            for above in ("inScheme", "broader"):
                if above in node:
                    yield from self._concept(node[above])
            yield from self._once(node)

    def _statement(self, told: Told) -> Iterator[Node]:
        id_ = self._iri("statement", told["statement"])
        document, reading = (self._iri(sort, told["document_id"]) for sort in ("document", "reading"))
        yield from self._document(told, document, reading)
        *before, content = self._content(told)
        yield from before
        judgements = list(told["judged"])
        for one in judgements:
            yield from self._judgement(one, [id_])
        yield _filled(
            {"@id": id_, "@type": ["prov:Entity", "c:Statement"]}
            | content
            | {name: told[name] for name in _SAID}
            | {"foundBy": told["found_by"], "wasDerivedFrom": document, "wasGeneratedBy": reading}
            | {"wasInfluencedBy": [self._iri("judgement", one["id"]) for one in judgements]}
        )
        address = web_address(told["document_url"])
        for at, piece in enumerate(told["evidence"], 1):
            yield self._annotation(f"{told['statement']}.{at}", id_, piece, document, address)

    def _document(self, told: Told, document: str, reading: str) -> Iterator[Node]:
        """Where a statement was read, and that it was."""
        yield from self._once({
            "@id": document, "@type": ["prov:Entity", "c:Document"], "identifier": told["document"], "title": told["document_title"],
            "publisher": told["document_publisher"], "issued": told["document_published"], "language": told.get("document_language"),
            "address": web_address(told["document_url"]),
        })  # fmt: skip
        reader = self._iri("agent", "reader")
        yield from self._once({"@id": reader, "@type": ["prov:Agent", "prov:SoftwareAgent"], "label": "communique"})
        yield from self._once({"@id": reading, "@type": ["prov:Activity", "c:Reading"], "used": document, "wasAssociatedWith": reader})

    def _annotation(self, key: str, body: str, piece: Told, document: str, address: str | None) -> Node:
        """The words of a statement: in its text by quote and offsets, at its address by the quote alone, for offsets know no markup."""
        quoted = {"@type": "oa:TextQuoteSelector"} | {
            name: piece[key] for name, key in (("exact", "quote"), ("prefix", "prefix"), ("suffix", "suffix")) if piece[key]
        }
        placed = {"@type": "oa:TextPositionSelector", "start": piece["start"], "end": piece["end"]}
        targets = [{"@type": "oa:SpecificResource", "hasSource": document, "hasSelector": [quoted, placed]}]
        if address:
            targets.append({"@type": "oa:SpecificResource", "hasSource": address, "hasSelector": [quoted]})
        id_ = self._iri("annotation", key)
        return {"@id": id_, "@type": "oa:Annotation", "motivatedBy": "oa:describing", "hasBody": body, "hasTarget": targets}

    def _judgement(self, one: Told, on: list[str]) -> Iterator[Node]:
        """What a person decided, when and why."""
        person = self._iri("person", one["user"])
        yield from self._once({"@id": person, "@type": ["prov:Agent", "prov:Person"], "label": one["user"]})
        yield from self._once(
            {"@id": self._iri("judgement", one["id"]), "@type": ["prov:Activity", "c:Judgement"], "used": on, "wasAssociatedWith": person}
            | {"endedAtTime": one["created_at"], "on": one.get("on")}
            | {name: one.get(name) for name in ("verdict", "slot", "value", "reason")}
        )

    def _record(self, told: Told) -> Iterator[Node]:
        for one in told["statements"]:
            yield from self._statement(one)
        id_ = self._iri("record", told["record"])
        *before, content = self._content(told)
        yield from before
        for one in told["judgements"]:
            yield from self._judgement(one, self._statements(one))
        links = [(one, self._iri("record", one["target"])) for one in told["links"]]
        for step in told["history"]:
            yield from self._concept(self._iri("status", step["status"]))
        delivery = told["delivery"]
        if delivery:
            yield from self._concept(self._iri("state", delivery["state"]))
        yield _filled(
            {"@id": id_, "@type": ["prov:Entity", "c:Record"]}
            | {"wasDerivedFrom": [self._iri("statement", one["statement"]) for one in told["statements"]]}
            | content
            | {name: told[name] for name in ("denied", "mechanism", "issue", "sources", "score")}
            | {"firstSeen": told["first_seen"], "lastSeen": told["last_seen"]}
            | {"wasInfluencedBy": [self._iri("judgement", one["id"]) for one in told["judgements"]]}
            | {"history": [self._step(one) for one in told["history"]], "conflict": [self._conflict(one) for one in told["conflicts"]]}
            | {"delivery": self._delivery(delivery) if delivery else None}
            | {kind: [target for one, target in links if one["kind"] == kind and one["basis"] != "candidate"] for kind in LINK_KINDS}
        )
        for one, target in links:
            key = f"{told['record']}.{one['kind']}.{one['target']}"
            yield _filled({
                "@id": self._iri("link", key), "@type": "c:Link", "linkKind": one["kind"], "source": id_, "target": target, "basis": one["basis"],
                "wasDerivedFrom": self._statements(one),
            })  # fmt: skip

    def _statements(self, told: Told) -> list[str]:
        return [self._iri("statement", one) for one in told["statements"]]

    def _step(self, step: Told) -> Node:
        by = [self._iri("actor", actor) for actor in step["by"]]
        status = self._iri("status", step["status"])
        return _filled({"@type": "c:Step", "status": status, "when": step["when"], "by": by, "wasDerivedFrom": self._statements(step)})

    def _conflict(self, conflict: Told) -> Node:
        versions = [{"@type": "c:Version", "value": one["value"], "wasDerivedFrom": self._statements(one)} for one in conflict["versions"]]
        return {"@type": "c:Conflict", "slot": conflict["slot"], "version": versions}

    def _delivery(self, delivery: Told) -> Node:
        told: Node = {"toldBy": [self._iri("record", one) for one in delivery["records"]], "state": self._iri("state", delivery["state"])}
        assessed = delivery["assessed"]
        told["assessed"] = assessed["value"] if assessed else None
        return _filled({"@type": "c:Delivery", **told, **{name: delivery[name] for name in ("on", "basis", "trackable", "specificity")}})


def _filled(node: Told | None) -> Node:
    """A node without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, [], {})} if node else {}


def web_address(url: str | None) -> str | None:
    """An address of the web as an IRI; None for all else, such as what would run in a page."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(str(url), safe=";/?:@&=+$,#%[]!'()*~-._", errors="replace")
