"""Templates, with the words of the language asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.languages.interface import interfaces
from communique.model.harmless import harmless
from communique.server.asking import LANGUAGE, Asking
from communique.server.exporting import exports_of
from communique.views.page import Heading, Item, Page, Paragraph, Table, told_by
from communique.views.rows import Row, mapping, mappings

YEAR = 365 * 24 * 3600


def render(template: str, asked: Asking, values: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """A page. Its language is remembered where the address names one."""
    words = asked.words
    told = environment().get_template(template).render(
        asked=asked, words=words, say=words.label, lang=words.interface.code, languages=interfaces(), user=getattr(asked.request.state, "user", None),
        token=getattr(asked.request.state, "token", ""), **values,
    )  # fmt: skip
    response = HTMLResponse(told, status)
    if asked.request.query_params.get(LANGUAGE) == words.interface.code:
        response.set_cookie(LANGUAGE, words.interface.code, max_age=YEAR, samesite="lax", httponly=True)
    return response


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates. What they are handed is shown as text: no story can bring markup, nor turn the direction of a page."""
    made = Environment(
        loader=PackageLoader("communique.server"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_harmless,
    )  # fmt: skip
    made.globals.update(exports_of=exports_of, asset=asset, told_by=told_by, runs=_runs, told=_told, notes=_notes, place_of=_number, heat_most=_most)
    return made


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a file that pages need: it changes with the file, so that browsers may keep it."""
    content = files("communique.server").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.blake2b(content, digest_size=6).hexdigest()}"


def _harmless(value: object) -> object:
    return harmless(value) if type(value) is str else value


_KINDS: Mapping[type, str] = {Heading: "heading", Item: "item", Paragraph: "paragraph", Table: "table"}


def _runs(blocks: Iterable[object]) -> list[tuple[str, list[object]]]:
    """Blocks with the name of their sort, those of one sort in a row together."""
    return [(kind, list(run)) for kind, run in groupby(blocks, key=lambda block: _KINDS[type(block)])]


def _number(note: Row, notes: Sequence[Row]) -> int:
    """Which of the notes of a page one is."""
    return next(number for number, one in enumerate(notes, 1) if one["statement"] == note["statement"])


def _most(rows: Iterable[Row]) -> int:
    """The largest number of a map of fields and years."""
    return max((number for row in rows for number in mapping(row["years"]).values() if isinstance(number, int)), default=1)


def _told(item: Item) -> str:
    """What an item says, without the digits of its record, which it leads to."""
    return item.text.replace(f" ({item.record[:8]})", "") if item.record else item.text


def _notes(page: Page) -> list[Row]:
    """The words a page rests on, each once, in the order they are met."""
    found: dict[str, Row] = {}

    def take(item: Item) -> None:
        for note in mappings(item.notes):
            found.setdefault(str(note["statement"]), note)
        for below in item.below:
            take(below)

    for block in page.blocks:
        items = [block] if isinstance(block, Item) else block.sentences if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            items = [cell for row in block.rows for cell in row]
        for one in items:
            take(one)
    return list(found.values())
