"""The Spanish pack: its forms, and what its grammar asks of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import communique.languages
from communique.grammar.clauses import parse
from communique.grammar.gazetteer import Gazetteer
from communique.grammar.phrase_index import phrase_index
from communique.grammar.units import build_units
from communique.languages.es.morphology import conjugate, feminine, plural
from communique.languages.load import load_pack
from communique.languages.pack import Pack
from communique.model.fold import fold
from communique.reading.amounts import find_amounts, find_ordinals
from communique.reading.dates.find import Anchor, find_dates
from communique.text.layout import lay_out
from communique.text.tokens import Tokens, tokenise

FOLDER = Path(communique.languages.__file__).parent / "es"


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack("es")
    assert found is not None
    return found


def cut(text: str, pack: Pack) -> Tokens:
    return tokenise(text, elided=pack.settings["elided"], whole=pack.settings["whole"])


def examples(name: str) -> Iterator[tuple[str, list[str]]]:
    for block in (FOLDER / "examples" / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith(("#", "clock:"))]
        if "---" in lines:
            yield lines[0], lines[2:]


@pytest.mark.parametrize(("text", "expected"), list(examples("dates.txt")), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_dates(text: str, expected: list[str], pack: Pack) -> None:
    found = find_dates(cut(text, pack), pack.calendar, pack.numbers, anchor=Anchor(published="2021-04-15"))
    assert [f"{m.span.of(text)} | {m.value.date or 'none'} | {m.value.timex_value} | {m.value.relation}" for m in found] == expected


@pytest.mark.parametrize(("text", "expected"), list(examples("amounts.txt")), ids=lambda value: value[:40] if isinstance(value, str) else "")
def test_amounts(text: str, expected: list[str], pack: Pack) -> None:
    found = []
    for mention in find_amounts(cut(text, pack), pack.numbers):
        value = mention.value
        of = f" of {value.of:g}" if value.of is not None else ""
        found.append(f"{mention.span.of(text)} | {mention.type} | {value.comparator} {value.value:.15g} {value.unit}{of}".rstrip())
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la IV Cumbre y la XX sesión", [4, 20]), ("la vigésima segunda reunión", [22]), ("el aniversario 30 de los lazos", [30]),
        ("el rey Felipe VI de España", []), ("la tercera y la 12ª edición", [3, 12]), ("Juan XXIII viajó", []),
        ("La 37 Cumbre de la ASEAN y las 12 reuniones", [37]),
        ("Asistieron 37 ministros a la 12 Conferencia", [12]),
    ],
)  # fmt: skip
def test_ordinals(text: str, expected: list[int], pack: Pack) -> None:
    assert [mention.value for mention in find_ordinals(cut(text, pack), pack.numbers)] == expected


@pytest.mark.parametrize(
    ("lemma", "paradigm", "expected"),
    [
        ("buscar", "hablar", {"S1": "busqué", "J3": "busque", "Gr": "buscándose"}), ("exigir", "vivir", {"P1": "exijo", "J6": "exijan"}),
        ("mantener", "tener", {"P1": "mantengo", "S6": "mantuvieron", "F3": "mantendrá"}), ("pedir", "pedir", {"S3": "pidió", "G": "pidiendo"}),
        ("construir", "construir", {"P6": "construyen", "S3": "construyó", "P4": "construimos"}), ("proponer", "poner", {"Tfs": "propuesta"}),
        ("reunir", "reunir", {"P6": "reúnen", "Nr": "reunirse"}), ("hacer", "hacer", {"S3": "hizo", "C3": "haría"}),
        ("leer", "leer", {"Tms": "leído"}),
    ],
)  # fmt: skip
def test_forms(lemma: str, paradigm: str, expected: dict[str, str]) -> None:
    found: dict[str, str] = {}
    for form, slot in conjugate(lemma, paradigm, {}):
        found.setdefault(slot, form)
    assert {slot: found[slot] for slot in expected} == expected


def test_plurals() -> None:
    assert [plural(word) for word in ("reunión", "país", "mes", "red", "crisis", "voz")] == [
        "reuniones",
        "países",
        "meses",
        "redes",
        "crisis",
        "voces",
    ]
    assert [feminine(word) for word in ("ruso", "francés", "turca", "alemán")] == ["rusa", "francesa", "turca", "alemana"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se celebró en Bali la reunión.", [("celebrar", "passive", "la reunión")]),
        ("Ayer firmaron el acuerdo los ministros.", [("firmar", "active", "los ministros")]),
        ("El canciller dijo que apoya el plan.", [("decir", "active", "El canciller"), ("apoyar", "active", None)]),
        ("Un acuerdo que firmaron los ministros.", [("firmar", "active", "los ministros")]),
        ("Un acuerdo que regula el comercio fue firmado.", [("regular", "active", "Un acuerdo"), ("firmar", "passive", "Un acuerdo")]),
        ("Rusia y Laos están negociando un acuerdo.", [("negociar", "active", "Rusia y Laos")]),
        ("El ministro tiene previsto visitar Laos.", [("prever", "active", "El ministro"), ("visitar", "active", None)]),
        ("El presidente ha vuelto a visitar Laos.", [("visitar", "active", "El presidente")]),
        ("El presidente la recibió ayer.", [("recibir", "active", "El presidente")]),
        ("El comercio cayó un 9 %, pero en 2021 creció.", [("caer", "active", "El comercio"), ("crecer", "active", "El comercio")]),
        ("La ministra, tras reunirse con Putin, destacó el acuerdo.", [("reunir", "reflexive", None), ("destacar", "active", "La ministra")]),
    ],
)
def test_clauses(text: str, expected: list[tuple[str, str, str | None]], pack: Pack) -> None:
    tokens = cut(text, pack)
    index = phrase_index(Gazetteer.of(pack).find(fold(text), tokens))
    mentions = {}
    for mention in [*find_dates(tokens, pack.calendar, pack.numbers, anchor=Anchor(published="2021-04-15")), *find_amounts(tokens, pack.numbers)]:
        first = next(k for k, start in enumerate(tokens.starts) if start == mention.span.start)
        last = next(k for k, end in enumerate(tokens.ends) if end == mention.span.end) + 1
        mentions.setdefault(first, (last, "W" if mention.type == "date" else "#", mention))
    sentence = parse(build_units(tokens, 0, len(tokens.norms), pack=pack, phrases=index, mentions=mentions), pack)
    units = sentence.units
    assert [(c.lemma, c.voice, units.words(*c.subject) if c.subject else None) for c in sentence.clauses] == expected


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("Bogotá, 26 sep (EFE).- Colombia y Venezuela reabrieron su frontera.", "Bogotá", "EFE"),
        ("Moscú, 23 may 2016 (PL) La cumbre concluyó.", "Moscú", "PL"),
        ("Montevideo, 7 jul (Xinhua) -- Uruguay y China negocian.", "Montevideo", "Xinhua"),
    ],
)
def test_datelines(text: str, place: str, agency: str, pack: Pack) -> None:
    found = lay_out(text, pack.layout)
    assert (found.dateline_place, found.agency) == (place, agency)
