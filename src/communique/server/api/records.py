"""`/records`: what many stories say of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from communique.assembly.group import Group
from communique.assembly.pipeline import Assembly
from communique.ledger import LedgerError
from communique.server.api import schemas
from communique.server.api.answering import listed, on_day, streamed, told, version
from communique.server.api.parameters import AsLinked, AsTable, Between, FromDay, Kind, Part, Since, Until, actors_in, date_in, kind_in
from communique.server.api.problems import Refused, ledger_problem
from communique.server.api.rows import OutcomesRow
from communique.server.asking import Asking
from communique.views.outcomes import outcomes
from communique.views.rows import Row, record_row
from communique.views.timeline import chosen
from communique.views.titles import title

router = APIRouter(prefix="/records", tags=["records"])

Areas = Annotated[
    str | None, Query(max_length=100, description="Only those in one of these fields of cooperation: codes, commas between.", examples=["ENE,HEA"])
]


@router.get("", response_model=schemas.Dated[schemas.Record])
def records(
    asked: FromDay, part: Part, form: AsLinked, kind: Kind = None, between: Between = None, area: Areas = None, since: Since = None,
    until: Until = None,
) -> Response:  # fmt: skip
    """All records in the order of time, as known on a day: each with its history, links, conflicts and state, and the statements it rests on."""
    kinds = [one for one in [kind_in(kind)] if one]
    sides, areas = actors_in(between), areas_in(asked, area)
    since, until = date_in("since", since), date_in("until", until)
    tag, holding = version(asked, form), asked.holding

    def found() -> list[str]:
        return [group.id for group in chosen(assembly_of(asked, sides), actors=sides, kinds=kinds, areas=areas, since=since, until=until)]

    ids = holding.once(("records", asked.day, *sides, *kinds, *areas, since, until), found)
    assembly = assembly_of(asked, sides)
    return listed(
        asked, ids, part, lambda some: told_rows(asked, some, assembly), form=form, what="records", name="records", tag=tag,
        every=lambda some: exported(asked, some, assembly), as_of=on_day(asked),
    )  # fmt: skip


@router.get("/{record}", response_model=schemas.WholeRecord)
def record(record: str, asked: FromDay, form: AsLinked) -> Response:
    """A record by its id, or by that of any of its statements, or the first digits of it: with all that bears on it."""
    tag = version(asked, form)
    group = group_of(asked, record)
    near = asked.holding.parts().of([group.id], on=asked.on)
    if form != "json":
        return streamed(asked, lambda: exported(asked, [group.id], near), form, what="records", name=f"record-{group.id}", tag=tag)
    (row,) = told_rows(asked, [group.id], near)
    bearing = [
        {"kind": link.kind, "source": link.source, "basis": link.basis, "statements": list(link.statement_ids)}
        for link in near.links
        if link.target == group.id
    ]
    return told(asked, {**row, "linked_from": bearing, "as_of": on_day(asked)}, tag=tag)


@router.get("/{record}/outcomes", response_model=schemas.Counted[OutcomesRow])
def record_outcomes(record: str, asked: FromDay, part: Part, form: AsTable) -> Response:
    """What was decided at a meeting, and what has moved since; nothing where the record is no meeting."""
    tag = version(asked, form)
    group, holding = group_of(asked, record), asked.holding
    rows: list[Row] = holding.once(("outcomes", group.id, asked.day), lambda: outcomes(holding.parts().around(group, on=asked.on), group.id))
    return listed(asked, rows, part, lambda some: _outcomes(some, asked), form=form, name=f"outcomes-{group.id}", tag=tag, every=lambda some: some)


def _outcomes(some: Sequence[Row], asked: Asking) -> Iterator[Row]:
    return (row | {"label": title(row, asked.words)} for row in some)


def group_of(asked: Asking, id_: str) -> Group:
    """The record of an id, of any of its statements, or of the first digits of one; on the day looked from."""
    parts = asked.holding.parts()
    group = parts.find(id_)
    if group is None:
        try:
            statement = asked.holding.ledger.review_of(id_)
        except LedgerError as error:
            raise ledger_problem(error) from None
        group = parts.find(statement.statement.id) if statement else None
    if group is None:
        raise Refused("not-found", f"no record {id_[:80]!r}: GET /api/v1/records gives their ids", field="record")
    if asked.on is None:
        return group
    members = set(group.record.statement_ids)
    then = next((one for one in parts.of([group.id], on=asked.on).groups if members & set(one.record.statement_ids)), None)
    if then is None:
        raise Refused("not-found", f"of record {group.id} nothing was known on {asked.on}: give a later as_of", field="as_of")
    return then


def areas_in(asked: Asking, told: str | None) -> list[str]:
    """The codes of fields of cooperation of a list with commas between."""
    areas = [one.strip().upper() for one in (told or "").split(",") if one.strip()]
    known = asked.holding.world.areas
    unknown = [one for one in areas if one not in known]
    if unknown:
        raise Refused("not-valid", f"area cannot be {unknown[0][:20]!r}: one of {' '.join(known)}", field="area")
    return areas


def assembly_of(asked: Asking, sides: Sequence[str]) -> Assembly:
    """The records of a day, or those of some actors and of the members of those that are organisations."""
    return asked.holding.between(sides, asked.on) if sides else asked.holding.everything(asked.on)


def exported(asked: Asking, ids: Sequence[str], assembly: Assembly) -> Iterator[Row]:
    """Records of an assembly as exports have them, in its order."""
    return asked.holding.ledger.flat_records(assembly, ids=set(ids))


def told_rows(asked: Asking, ids: Sequence[str], assembly: Assembly) -> Iterator[Row]:
    """The same, in the order of their ids given, with what each is called."""
    flat = {str(row["record"]): row for row in exported(asked, ids, assembly)}
    groups = {group.id: group for group in assembly.groups if group.id in flat}
    for id_ in ids:
        yield flat[id_] | {"label": title(record_row(groups[id_]), asked.words)}
