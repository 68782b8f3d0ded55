"""`/views` and `/partnerships/{actors}/…`: every view, of all records or of those between some actors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Path, Query, Response

from communique.server.api.answering import listed, on_day, plain, version
from communique.server.api.labels import brief_labelled, labelled
from communique.server.api.parameters import AsCalendar, AsView, FromDay, Kind, Part, Since, Slice, Until, date_in, kind_in
from communique.server.api.records import Areas, areas_in, assembly_of, exported
from communique.server.api.rows import ROWS
from communique.server.api.schemas import Viewing
from communique.server.asking import Asking
from communique.server.pages.partnership import actors_of, rows_of
from communique.views.events import ics
from communique.views.page import markdown
from communique.views.rows import Row, mapping, mappings
from communique.views.table import VIEWS
from communique.views.timeline import timeline

router = APIRouter()

Actors = Annotated[str, Path(description="The ids of two actors or more, commas between.", examples=["ASEAN,RUS"])]
_WORDS: Mapping[str, str] = {
    "brief": "What there is to know, a sentence a row.",
    "timeline": "All that happened or is planned, in the order of time.",
    "board": "Undertakings by what became of them, what can be followed first.",
    "calendar": "What is to come, as told or as computed; also as iCalendar.",
    "register": "Agreements with their history, their end, and what followed them.",
    "levels": "What changed the relation itself.",
    "areas": "Fields of cooperation by year.",
    "cadence": "Series of meetings: sessions, gaps, and when the next is due.",
    "indicators": "Figures as series.",
    "positions": "Who takes which side on what.",
    "roster": "Who held which office.",
    "conflicts": "Where sources disagree, and who says what.",
    "gaps": "What is missing, by reason.",
}
_WHOLE = ("brief",)
"""Views that are of one partnership only."""


def shown(asked: Asking, view: str, actors: Sequence[str], part: Slice, form: str, tag: str, rows: Sequence[Row] | None = None) -> Response:
    """A view in a form, all of it or some rows."""
    rows = _rows(asked, view, actors) if rows is None else rows
    name = "-".join([*actors, view]).lower()
    if form == "markdown":
        made = markdown(VIEWS[view].page(rows, asked.words), asked.words) if rows else ""
        return plain(asked, made.encode("utf-8", "replace"), form, tag=tag, name=f"{name}.md")
    if form == "ics":
        return plain(asked, ics(rows, asked.words, on=asked.day), form, tag=tag, name=f"{name}.ics")
    if form == "jsonld":
        return listed(asked, rows, part, lambda some: _records(asked, actors, some), form=form, what="records", name=name, tag=tag)
    return listed(
        asked, rows, part, lambda some: _labelled(view, some, asked), form=form, name=name, tag=tag, view=view, actors=list(actors),
        as_of=on_day(asked),
    )  # fmt: skip


def _rows(asked: Asking, view: str, actors: Sequence[str]) -> Sequence[Row]:
    if actors:
        return rows_of(view, actors, asked.holding, asked.on)
    return VIEWS[view].rows(asked.holding.everything(asked.on), (), asked.holding.world)


def _labelled(view: str, some: Sequence[Row], asked: Asking) -> Iterator[Row]:
    return brief_labelled(some, asked.words) if view == "brief" else labelled(some, VIEWS[view].page, asked.words)


def _records(asked: Asking, actors: Sequence[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The records that rows tell of, each once."""
    ids = dict.fromkeys(id_ for row in rows for id_ in _told(row))
    return exported(asked, list(ids), asked.holding.parts().of(ids, on=asked.on))


def _told(row: Row) -> Iterator[str]:
    for one in (row, mapping(row.get("of")), *(inner for name in ("sessions", "points", "stances") for inner in mappings(row.get(name)))):
        if "record" in one:
            yield str(one["record"])


def _of_partnership(view: str) -> Callable[..., Response]:
    def one(actors: Actors, asked: FromDay, part: Part, form: AsView) -> Response:
        return shown(asked, view, actors_of(actors, asked), part, form, version(asked, form))

    def calendar(actors: Actors, asked: FromDay, part: Part, form: AsCalendar) -> Response:
        return shown(asked, view, actors_of(actors, asked), part, form, version(asked, form))

    def in_time(actors: Actors, asked: FromDay, part: Part, form: AsView, of: Parted) -> Response:
        return _timeline(asked, actors_of(actors, asked), part, form, of)

    own: dict[str, Callable[..., Response]] = {"calendar": calendar, "timeline": in_time}
    return own.get(view, one)


def _of_all(view: str) -> Callable[..., Response]:
    def every(asked: FromDay, part: Part, form: AsView) -> Response:
        return shown(asked, view, (), part, form, version(asked, form))

    def calendar(asked: FromDay, part: Part, form: AsCalendar) -> Response:
        return shown(asked, view, (), part, form, version(asked, form))

    def in_time(asked: FromDay, part: Part, form: AsView, of: Parted) -> Response:
        return _timeline(asked, (), part, form, of)

    own: dict[str, Callable[..., Response]] = {"calendar": calendar, "timeline": in_time}
    return own.get(view, every)


class _Part(NamedTuple):
    """Which records of a timeline are asked for."""

    kind: str | None
    area: str | None
    since: str | None
    until: str | None
    year: int | None


def _parted(
    kind: Kind = None, area: Areas = None, since: Since = None, until: Until = None,
    year: Annotated[int | None, Query(ge=1, le=9999, description="Only those placed in this year.")] = None,
) -> _Part:  # fmt: skip
    return _Part(kind, area, since, until, year)


Parted = Annotated[_Part, Depends(_parted)]


def _timeline(asked: Asking, actors: Sequence[str], part: Slice, form: str, of: _Part) -> Response:
    kinds = [one for one in [kind_in(of.kind)] if one]
    areas, since, until = areas_in(asked, of.area), date_in("since", of.since), date_in("until", of.until)
    tag = version(asked, form)
    rows = None
    if any(of):
        rows = timeline(assembly_of(asked, actors), actors=actors, kinds=kinds, areas=areas, since=since, until=until, year=of.year)
    return shown(asked, "timeline", actors, part, form, tag, rows)


for _view in VIEWS:
    _model = Viewing[ROWS[_view]]  # type: ignore[valid-type]
    router.add_api_route(
        f"/partnerships/{{actors}}/{_view}", _of_partnership(_view), name=f"partnership_{_view}", response_model=_model, tags=["partnerships"],
        summary=f"{_view.capitalize()} of a partnership", description=_WORDS[_view],
    )  # fmt: skip
    if _view not in _WHOLE:
        router.add_api_route(
            f"/views/{_view}", _of_all(_view), name=f"view_{_view}", response_model=_model, tags=["views"], summary=f"{_view.capitalize()} of all",
            description=_WORDS[_view],
        )  # fmt: skip
