"""The words of the codebook as SKOS concepts: kinds, types, statuses, levels, areas and states of delivery, in all languages with words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, get_args
from urllib.parse import quote

from communique.assembly.delivery import Computed, Reported
from communique.kinds.table import KINDS
from communique.languages.interface import DEFAULT, interfaces, load_interface
from communique.world.load import load_world

Node = dict[str, Any]

_BASE = re.compile(r"(?:https?://[^\s\"<>\\^`{|}/?#]+(?:/[^\s\"<>\\^`{|}?#]*)?|urn:[\w.:-]+)\Z")
_URN = "urn:communique"


def checked_base(base: str | None) -> str | None:
    """A base address without its last stroke. Raises ValueError where it is none."""
    if base is None:
        return None
    if not _BASE.match(base):
        raise ValueError(f"{base!r} is no base address: write it as https://example.org/ledger")
    return base.rstrip("/:")


def iri(base: str | None, sort: str, id_: str) -> str:
    """What names a thing: `urn:communique:statement:<id>`, or `<base>/statement/<id>`."""
    told = quote(id_, safe="", errors="replace")
    base = base or _URN
    return f"{base}:{sort}:{told}" if base.startswith("urn:") else f"{base}/{sort}/{told}"


@lru_cache(maxsize=4)
def vocabulary(base: str | None = None) -> dict[str, Node]:
    """All schemes and concepts by their IRIs; a scheme stands before its concepts."""
    return {node["@id"]: node for node in _nodes(base)}


def _nodes(base: str | None) -> Iterator[Node]:
    yield from _scheme(base, "kind", [(kind, kind, ["kind"]) for kind in KINDS])
    types = [(f"{kind}.{type_}", type_, [kind, *_TYPES.get(kind, ()), "type"]) for kind, made in KINDS.items() for type_ in sorted(made.types)]
    for node in _scheme(base, "type", types):
        if "notation" in node:
            kind, _, node["notation"] = node["notation"].partition(".")
            node["broader"] = iri(base, "kind", kind)
        yield node
    for sort in ("status", "level"):
        words = sorted({word for made in KINDS.values() for word in (made.statuses if sort == "status" else made.levels)})
        yield from _scheme(base, sort, [(word, word, [sort]) for word in words])
    yield from _scheme(base, "state", [(state, state, ["state"]) for state in (*get_args(Reported), *get_args(Computed))])
    yield from _areas(base)


_TYPES = {"commitment": ("strength",)}
"""Where words for the types of a kind stand, beside its own name and `type`."""


def _scheme(base: str | None, sort: str, words: Sequence[tuple[str, str, Sequence[str]]]) -> Iterator[Node]:
    """A scheme and its concepts: of each the id, the word of the codebook, and the groups of words in which to look it up."""
    scheme = iri(base, "scheme", sort)
    yield {"@id": scheme, "@type": "skos:ConceptScheme", "identifier": sort}
    for id_, word, groups in words:
        labels = {code: label for code in interfaces() if (label := _label(code, word, groups))}
        yield {"@id": iri(base, sort, id_), "@type": "skos:Concept", "inScheme": scheme, "notation": id_, "prefLabel": labels}


def _label(code: str, word: str, groups: Sequence[str]) -> str | None:
    """The word that a language has; in the usual language the codebook's own stands for one."""
    terms = load_interface(code).sections["terms"]
    found = next((told for group in groups if isinstance(told := terms.get(group, {}).get(word), str)), None)
    return found or (word.replace("_", " ") if code == DEFAULT else None)


def _areas(base: str | None) -> Iterator[Node]:
    scheme = iri(base, "scheme", "area")
    yield {"@id": scheme, "@type": "skos:ConceptScheme", "identifier": "area"}
    short = {code: load_interface(code).sections["terms"].get("area", {}) for code in interfaces()}
    for area in load_world().areas.values():
        alike = {code: words[area.code] for code, words in short.items() if words.get(area.code, area.labels.get(code)) != area.labels.get(code)}
        yield {
            "@id": iri(base, "area", area.code), "@type": "skos:Concept", "inScheme": scheme, "notation": area.code, "prefLabel": dict(area.labels),
            "altLabel": alike,
        }  # fmt: skip
