"""JSON-LD as another program reads it: the graph says what the records say."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from typing import Any

import pytest
from tests.export.conftest import graph_of, merged, told, written

from communique.export.jsonld import CONTEXT, web_address, write, write_vocabulary
from communique.export.vocabulary import checked_base, iri, vocabulary

PREFIXES = "".join(f"PREFIX {name}: <{to}>\n" for name, to in CONTEXT.items() if isinstance(to, str) and to.endswith((":", "#", "/")))


@lru_cache(maxsize=2)
def graph(what: str) -> Any:
    return graph_of(written(write, told() if what == "statements" else merged()))


def ask(found: Any, question: str) -> list[tuple[Any, ...]]:
    return [tuple(one.toPython() if one is not None else None for one in row) for row in found.query(PREFIXES + question)]


def number_of(found: Any, type_: str) -> int:
    ((number,),) = ask(found, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {type_} }}")
    return int(number)


def test_nothing_is_lost_or_told_twice() -> None:
    found = graph("statements")
    assert number_of(found, "c:Statement") == len(told())
    assert number_of(found, "oa:Annotation") == sum(len(one["evidence"]) for one in told())
    documents = {one["document_id"] for one in told()}
    assert number_of(found, "c:Document") == number_of(found, "c:Reading") == len(documents)
    nodes = json.loads(written(write, told()))["@graph"]
    assert len({node["@id"] for node in nodes}) == len(nodes)


def test_where_a_statement_comes_from() -> None:
    found = graph("statements")
    given = {(f"urn:communique:statement:{one['statement']}", f"urn:communique:document:{one['document_id']}") for one in told()}
    assert set(ask(found, "SELECT ?s ?d WHERE { ?s prov:wasDerivedFrom ?d }")) == given
    assert set(ask(found, "SELECT ?s ?d WHERE { ?s prov:wasGeneratedBy ?r . ?r prov:used ?d }")) == given
    assert number_of(found, "prov:Entity") == len(told()) + number_of(found, "c:Document")
    assert ask(found, "SELECT ?a WHERE { ?a a prov:SoftwareAgent }") == [("urn:communique:agent:reader",)]
    read = ask(found, "SELECT ?r WHERE { ?r prov:wasAssociatedWith <urn:communique:agent:reader> }")
    assert len(read) == number_of(found, "c:Reading")
    assert {name for (name,) in ask(found, "SELECT ?name WHERE { ?d dc:identifier ?name . ?d a c:Document }")} == {one["document"] for one in told()}


def test_who_judged() -> None:
    ((statement, person, when, verdict),) = ask(
        graph("statements"),
        "SELECT ?s ?who ?when ?v WHERE { ?s prov:wasInfluencedBy ?j . ?j a prov:Activity ; prov:used ?s ; prov:wasAssociatedWith ?p ; "
        "prov:endedAtTime ?when ; c:verdict ?v . ?p a prov:Person ; rdfs:label ?who }",
    )
    assert (statement, person, verdict) == (f"urn:communique:statement:{told()[0]['statement']}", "anna@example.org", "accept")
    assert when.year == 2024


def test_the_words_are_where_they_say() -> None:
    rows = ask(
        graph("statements"),
        "SELECT ?s ?source ?exact ?start ?end WHERE { ?a a oa:Annotation ; oa:hasBody ?s ; oa:hasTarget ?t . ?t oa:hasSource ?source ; "
        "oa:hasSelector ?q . ?q a oa:TextQuoteSelector ; oa:exact ?exact . "
        "OPTIONAL { ?t oa:hasSelector ?p . ?p a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end } }",
    )
    found = {(s.rpartition(":")[2], d.rpartition(":")[2], exact, start, end) for s, d, exact, start, end in rows if start is not None}
    assert found == {(one["statement"], one["document_id"], e["quote"], e["start"], e["end"]) for one in told() for e in one["evidence"]}
    assert all(len(exact) == end - start for *_, exact, start, end in found)
    elsewhere = {source for _, source, _, start, _ in rows if start is None}
    assert elsewhere == {"https://example.org/a%20b?q=%C3%A9"}


def test_codes_are_concepts_with_words() -> None:
    rows = ask(
        graph("statements"),
        "SELECT ?code ?scheme (LANG(?label) AS ?lang) ?label WHERE { ?c skos:prefLabel ?label ; skos:notation ?code ; skos:inScheme ?in . "
        "?in dc:identifier ?scheme FILTER EXISTS { ?s (c:kind|c:type|c:status|c:level|c:areas) ?c } }",
    )
    labels = {(scheme, code, lang): label for code, scheme, lang, label in rows}
    assert labels["kind", "meeting", "fr"] == "réunion" and labels["status", "held", "en"] == "held"
    used = {("kind", one["kind"]) for one in told()} | {("area", area) for one in told() for area in one["areas"]}
    used |= {(slot, one[slot]) for one in told() for slot in ("type", "status", "level") if one[slot]}
    assert {(scheme, code) for scheme, code, _ in labels} == used
    assert {lang for *_, lang in labels} == {"en", "fr"}


@pytest.mark.parametrize("field", ["name", "what", "when", "due", "where", "speaker", "ordinal"])
def test_fields_stay_what_they_are(field: str) -> None:
    rows = ask(graph("statements"), f"SELECT ?s ?v WHERE {{ ?s a c:Statement ; c:{field} ?v }}")
    given = {(one["statement"], str(one[field])) for one in told() if one[field] is not None}
    assert {(s.rpartition(":")[2], str(v)) for s, v in rows} == given


def test_who_and_how_much() -> None:
    rows = ask(graph("statements"), "SELECT ?s ?a WHERE { ?s a c:Statement ; c:by ?x . ?x a prov:Agent ; skos:notation ?a }")
    assert {(s.rpartition(":")[2], a) for s, a in rows} == {(one["statement"], actor) for one in told() for actor in one["by"]}
    rows = ask(graph("statements"), "SELECT ?s ?v ?u WHERE { ?s a c:Statement ; c:quantity [ c:value ?v ; c:unit ?u ] }")
    given = {(one["statement"], float(one["quantity"]["value"]), one["quantity"]["unit"]) for one in told() if one["quantity"]}
    assert {(s.rpartition(":")[2], float(v), u) for s, v, u in rows} == given


def test_records_rest_on_statements() -> None:
    found = graph("records")
    assert number_of(found, "c:Record") == len(merged())
    rows = ask(found, "SELECT ?r ?s WHERE { ?r c:firstSeen ?day ; prov:wasDerivedFrom ?s . ?s c:foundBy ?frame }")
    given = {(one["record"], each["statement"]) for one in merged() for each in one["statements"]}
    assert {(r.rpartition(":")[2], s.rpartition(":")[2]) for r, s in rows} == given


def test_links_states_conflicts_and_history() -> None:
    found = graph("records")
    links = {(one["record"], link["kind"], link["target"], link["basis"]) for one in merged() for link in one["links"]}
    rows = ask(found, "SELECT ?s ?k ?t ?b WHERE { ?l a c:Link ; c:source ?s ; c:linkKind ?k ; c:target ?t ; c:basis ?b }")
    assert {(s.rpartition(":")[2], k, t.rpartition(":")[2], b) for s, k, t, b in rows} == links and links
    sure = {(source, target) for source, kind, target, basis in links if kind == "fulfils" and basis != "candidate"}
    rows = ask(found, "SELECT ?s ?t WHERE { ?s c:fulfils ?t }")
    assert {(s.rpartition(":")[2], t.rpartition(":")[2]) for s, t in rows} == sure
    rows = ask(
        found,
        "SELECT ?r ?state WHERE { ?r c:delivery [ c:state ?c ] . ?c skos:notation ?state ; skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }",
    )
    assert {(r.rpartition(":")[2], state) for r, state in rows} == {(one["record"], one["delivery"]["state"]) for one in merged() if one["delivery"]}
    conflicts = ask(
        found,
        "SELECT ?r ?slot ?value WHERE { ?r c:conflict [ c:slot ?slot ; c:version [ c:value ?value ; prov:wasDerivedFrom ?s ] ] . ?s a c:Statement }",
    )
    given = {(one["record"], c["slot"], v["value"]) for one in merged() for c in one["conflicts"] for v in c["versions"]}
    assert {(r.rpartition(":")[2], slot, value) for r, slot, value in conflicts} == given and given
    rows = ask(found, "SELECT ?r ?step WHERE { ?r c:history/rdf:rest*/rdf:first ?step . ?step c:status ?c . ?c a skos:Concept }")
    assert len(rows) == sum(len(one["history"]) for one in merged()) > 0
    assert ask(found, "SELECT ?v WHERE { [] c:assessed ?v }") == [("+1",)]


def test_every_name_in_the_nodes_is_in_the_context() -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            mapped = {"prefLabel", "altLabel"}
            return {name for name in value if not name.startswith("@")}.union(*(names(one) for name, one in value.items() if name not in mapped))
        return set().union(*map(names, value)) if isinstance(value, list) else set()

    for found in (told(), merged()):
        assert names(json.loads(written(write, found))["@graph"]) <= set(CONTEXT)


def test_iris_under_an_address() -> None:
    data = json.loads(written(write, told()[:1], base="https://example.org/ledger/"))
    assert f"https://example.org/ledger/statement/{told()[0]['statement']}" in {node["@id"] for node in data["@graph"]}
    assert b"urn:communique:statement" not in written(write, told()[:1], base="https://example.org/ledger/")
    assert iri(None, "actor", "VNM:Công ty/x") == "urn:communique:actor:VNM%3AC%C3%B4ng%20ty%2Fx"
    assert checked_base("urn:example:l") == "urn:example:l" and iri("urn:example:l", "record", "1") == "urn:example:l:record:1"


@pytest.mark.parametrize("base", ["", "javascript:alert(1)", "https://", "https://a b", 'https://a/"x', "https://a/#b", "file:///etc", "a/b"])
def test_what_is_no_base(base: str) -> None:
    with pytest.raises(ValueError, match=r"https://example\.org"):
        write([], io.BytesIO(), base=base)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ('http://example.org/"<x>\u202e', "http://example.org/%22%3Cx%3E%E2%80%AE"),
        ("javascript:alert(1)", None),
        ("javascript://example.org/%0Aalert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://[bad", None),
        ("stories/x.txt", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_lead_anywhere(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


def test_the_vocabulary_is_whole() -> None:
    stream = io.BytesIO()
    number = write_vocabulary(stream)
    found = graph_of(stream.getvalue())
    assert number_of(found, "skos:Concept") + number_of(found, "skos:ConceptScheme") == number == len(vocabulary())
    schemes = dict(ask(found, "SELECT ?id (COUNT(?c) AS ?n) WHERE { ?c skos:inScheme ?s . ?s dc:identifier ?id } GROUP BY ?id"))
    assert (
        schemes["kind"] == 9
        and schemes["area"] == 25
        and schemes["state"] == 13
        and set(schemes) == {"kind", "type", "status", "level", "state", "area"}
    )
    without = ask(found, "SELECT ?c WHERE { ?c a skos:Concept FILTER NOT EXISTS { ?c skos:prefLabel ?l FILTER(LANG(?l) = 'en') } }")
    assert without == []
    many = ask(found, "SELECT ?c ?lang WHERE { ?c skos:prefLabel ?l BIND(LANG(?l) AS ?lang) } GROUP BY ?c ?lang HAVING (COUNT(?l) > 1)")
    assert many == []
    above = ask(found, "SELECT ?k WHERE { ?t skos:notation 'pledged' ; skos:broader ?k ; skos:prefLabel 'promis'@fr }")
    assert above == [("urn:communique:kind:commitment",)]


def test_empty_is_sound() -> None:
    assert json.loads(written(write, []))["@graph"] == []


LISTS: list[dict[str, Any]] = [
    {"document": "d1", "name": "one", "url": "https://example.org/1", "publisher": "VNA", "title": "T", "published": "2021-04", "language": "fr"},
    {"actors": ["ASEAN", "RUS"], "label": "ASEAN and Russia", "records": 7},
    {"actor": "RUS", "label": "Russia", "kind": "state", "records": 9},
    {"mechanism": "X.Y", "label": "X", "name": "x", "parties": ["ASEAN", "RUS"], "level": "ministerial", "cadence": "P1Y", "first": None},
    {
        "id": "j1", "verdict": "merge", "left": ["s1"], "right": ["s2"], "slot": None, "value": None, "quote": None, "on": None, "undoes": None,
        "user": "anna", "reason": "same", "created_at": "2024-01-01T00:00:00+00:00", "standing": "in_force",
    },
    {
        "id": "j2", "verdict": "undo", "left": [], "right": [], "slot": None, "value": None, "quote": None, "on": None, "undoes": "j1",
        "user": "anna", "reason": "not the same", "created_at": "2024-01-02T00:00:00+00:00", "standing": "in_force",
    },
]  # fmt: skip
"""Rows of the lists of the API."""


def test_lists_are_nodes_too() -> None:
    found = graph_of(written(write, LISTS))
    name = "urn:communique:"
    assert ask(found, "SELECT ?d ?t ?i WHERE { ?d a c:Document ; dc:title ?t ; dcterms:issued ?i }")[0][:2] == (f"{name}document:d1", "T")
    sides = {f"{name}actor:ASEAN", f"{name}actor:RUS"}
    assert {actor for (actor,) in ask(found, "SELECT ?a WHERE { ?p a c:Partnership ; c:records 7 ; c:between ?a . ?a a prov:Agent }")} == sides
    assert {actor for (actor,) in ask(found, "SELECT ?a WHERE { ?m a c:Mechanism ; c:cadence 'P1Y' ; c:between ?a }")} == sides
    assert ask(found, "SELECT ?l WHERE { ?a skos:notation 'RUS' ; rdfs:label ?l ; c:actorKind 'state' ; c:records 9 }") == [("Russia",)]
    used = ask(found, "SELECT ?s WHERE { ?j c:verdict 'merge' ; prov:used ?s ; prov:wasAssociatedWith ?p . ?p rdfs:label 'anna' }")
    assert {one for (one,) in used} == {f"{name}statement:s1", f"{name}statement:s2"}
    assert ask(found, "SELECT ?j WHERE { ?u c:undoes ?j }") == [(f"{name}judgement:j1",)]
    ids = [node["@id"] for node in json.loads(written(write, LISTS))["@graph"] if "c:Actor" not in node["@type"]]
    assert len(set(ids)) == len(ids)
