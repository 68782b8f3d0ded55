from __future__ import annotations

import datetime
import io
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.assembly.conftest import own_gold

from communique.assembly.pipeline import Assembly, assemble
from communique.export.flat import Record, flat
from communique.export.records import records
from communique.model.documents import Sighting
from communique.model.judgements import Judgement
from communique.run.wording import ground_of
from communique.world.load import load_world

EXAMPLES = {path.stem for path in (Path(__file__).parents[2] / "examples").iterdir()}
DAY = datetime.date(2023, 6, 1)
URL = "https://example.org/a b?q=é"


@lru_cache(maxsize=1)
def told() -> tuple[Record, ...]:
    """The flat statements of the examples' gold; the first is accepted, its document seen at an address."""
    statements, origins, _ = own_gold()
    chosen = [one for one in statements if origins[one.document_id].name in EXAMPLES]
    first = chosen[0]
    found = []
    for one in chosen:
        origin = origins[one.document_id]
        url = URL if one.document_id == first.document_id else None
        sighting = Sighting(one.document_id, origin.name, url=url, publisher=origin.publisher, published=origin.published)
        found.append(flat(one, sighting, [accepted(one)] if one is first else []))
    return tuple(found)


def accepted(statement: Any) -> Judgement:
    return Judgement(verdict="accept", left=(statement,), user="anna@example.org", reason="as it says", created_at="2024-01-02T03:04:05.000006Z")


@lru_cache(maxsize=1)
def assembly() -> Assembly:
    statements, origins, words = own_gold()
    chosen = [one for one in statements if origins[one.document_id].name in EXAMPLES]
    first = next(one for one in chosen if one.kind == "commitment")
    judgements = [
        accepted(first),
        Judgement(verdict="score", left=(first,), value="+1", on="2022-01-01", user="bob", reason="r", created_at="2024-01-03"),
    ]
    return assemble(chosen, origins, ground=ground_of(load_world()), words=words, judgements=judgements, as_of=DAY)


@lru_cache(maxsize=1)
def merged() -> tuple[Record, ...]:
    """The flat records of the examples' gold, one of them scored."""
    return tuple(records(assembly()))


def written(write: Any, found: Any, **options: Any) -> bytes:
    stream = io.BytesIO()
    assert write(found, stream, **options) == len(found)
    return stream.getvalue()


def graph_of(data: bytes) -> Any:
    """The RDF graph of a JSON-LD document; nothing is fetched."""
    rdflib = pytest.importorskip("rdflib")
    assert isinstance(json.loads(data)["@context"], dict)
    return rdflib.Graph().parse(data=data.decode("utf-8"), format="json-ld")
