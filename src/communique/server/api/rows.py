"""The rows of the views, as models: the same as `communique <view> --json` prints, with a label each."""

from __future__ import annotations

from pydantic import ConfigDict, Field

from communique.model.records import Basis
from communique.server.api.schemas import ActorId, Edtf, Id, Judged, JudgedOn, Mechanism, Model, Quantity


class Note(Model):
    """The words that something rests on: who told them, when, and the quote."""

    statement: Id
    document: str
    language: str
    publisher: str | None
    published: Edtf | None
    speaker: str | None
    quote: str
    judged: list[Judged]


class RecordRow(Model):
    """A record in a view, and the words it rests on, the best founded first."""

    record: Id
    kind: str
    by: list[ActorId]
    to: list[ActorId]
    type: str | None
    level: str | None
    status: str | None
    denied: bool
    name: str | None
    mechanism: str | None
    issue: str | None
    ordinal: int | None
    when: Edtf | None
    due: Edtf | None
    where: str | None
    areas: list[str]
    quantity: Quantity | None
    what: str | None
    wordings: dict[str, str] = Field(description="What stories call it, by language.")
    sources: int
    score: int
    first_seen: str | None
    last_seen: str | None
    conflicts: list[str] = Field(description="The fields on which sources disagree.")
    judgements: list[JudgedOn]
    footnotes: list[Note]


class Labelled(Model):
    """What every row of a view has."""

    label: str = Field(description="The row in a line, in the language asked for, as pages have it.")


class TimelineRow(RecordRow, Labelled):
    """A record at its place in time."""

    date: Edtf | None
    dated: bool = Field(description="False where the date is that of the story.")
    planned: bool


class LevelRow(RecordRow, Labelled):
    """A change of the relation itself."""

    date: Edtf | None
    dated: bool


class BoardRow(RecordRow, Labelled):
    """An undertaking and what became of it."""

    state: str
    basis: Basis | None
    told_by: list[RecordRow]
    strength: str | None
    specificity: int
    trackable: bool
    assessed: Judged | None


class RegisterStep(Model):
    """A status of an agreement, with the words."""

    status: str
    when: Edtf | None
    by: list[ActorId]
    statements: list[Id]
    footnotes: list[Note]


class RegisterLink(Model):
    """How an agreement bears on another record."""

    kind: str
    to: Id
    basis: Basis


class RegisterRow(RecordRow, Labelled):
    """An agreement: its history, its end, and what followed it."""

    history: list[RegisterStep]
    ends: Edtf | None
    last_day: str | None
    ended: bool
    links: list[RegisterLink]
    successors: list[RecordRow]


class CalendarRow(Labelled):
    """Something to come, told or computed; what it has besides depends on what it is."""

    what: str
    date: Edtf
    sharp: bool = Field(description="Whether it has a day; only such are in the .ics.")
    computed: bool
    of: RecordRow
    footnotes: list[Note]
    successors: list[Id] | None = None
    number: int | None = None
    base: int | None = None
    basis: str | None = None
    series: str | None = None
    pace: str | None = None


class AreasRow(Labelled):
    """A field of cooperation by year."""

    area: str
    total: int
    years: dict[str, int]


class SessionRow(Model):
    """A session of a series."""

    record: Id
    when: Edtf
    ordinal: int | None
    inferred: int | None
    status: str | None
    footnotes: list[Note]


class PlainSession(Model):
    """The last session that was held."""

    record: Id
    when: Edtf
    ordinal: int | None
    inferred: int | None
    status: str | None


class GapRow(Model):
    """A session that nobody reported."""

    ordinal: int | None
    after: str
    before: str


class CadenceRow(Labelled):
    """A series of meetings: when each met, and when it should meet next."""

    id: str
    sessions: list[SessionRow]
    last: PlainSession | None
    cadence: str | None
    next_from: str | None
    next_until: str | None
    gaps: list[GapRow]
    late: bool


class PointRow(RecordRow):
    """A value of a series."""

    target: bool


class IndicatorsRow(Labelled):
    """A series of figures."""

    type: str
    by: list[ActorId]
    to: list[ActorId]
    unit: str
    points: list[PointRow]


class Stance(Model):
    """A position as one story tells it."""

    record: Id
    type: str | None
    by: list[ActorId]
    to: list[ActorId]
    date: Edtf | None
    what: str | None
    areas: list[str]
    speaker: str | None
    hearsay: bool
    footnotes: list[Note]


class PositionsRow(Labelled):
    """What an actor said on an issue."""

    actor: ActorId
    issue: str | None
    stances: list[Stance]
    changed: bool


class RosterRow(RecordRow, Labelled):
    """Who held an office on a day."""

    office: str
    holder: str | None
    on: str
    covers: bool
    open: bool
    seen: Edtf | None


class ConflictValue(Model):
    """A value that is in dispute, and who gives it; `record` is another record that claims it, None for what is told of this one."""

    value: str
    record: str | None
    told_by: list[Note]


class ConflictsRow(RecordRow, Labelled):
    """A field on which sources disagree."""

    slot: str
    values: list[ConflictValue]


class MovedStep(Model):
    """A status on the way of what was put off."""

    status: str
    when: Edtf | None
    by: list[ActorId]


class GapsRow(Labelled):
    """Something that is missing; what it has besides depends on the reason."""

    reason: str
    of: RecordRow
    date: Edtf | None
    footnotes: list[Note]
    steps: list[MovedStep] | None = None
    series: str | None = None
    ordinal: int | None = None
    after: str | None = None
    before: str | None = None
    until: str | None = None
    end: Edtf | None = None
    country: str | None = None


class BriefRow(Labelled):
    """A sentence of the brief; `key` names its pattern, and what it has besides depends on that."""

    model_config = ConfigDict(extra="allow")

    section: str


class NewsRow(RecordRow, Labelled):
    """What a story's statement is to what was known."""

    verdict: str
    slots: list[str]
    known_from: list[Note]
    told: Id


class Since(RecordRow):
    """What moved since a meeting, and how it bears on what was decided."""

    link: str
    basis: Basis


class OutcomesRow(RecordRow, Labelled):
    """The meeting itself, then what was decided at it."""

    state: str | None
    since: list[Since]


class WholeMechanism(Mechanism):
    """A series of meetings with its card."""

    card: CadenceRow | None
    as_of: str | None


ROWS: dict[str, type[Labelled]] = {
    "brief": BriefRow, "timeline": TimelineRow, "board": BoardRow, "calendar": CalendarRow, "register": RegisterRow, "levels": LevelRow,
    "areas": AreasRow, "cadence": CadenceRow, "indicators": IndicatorsRow, "positions": PositionsRow, "roster": RosterRow,
    "conflicts": ConflictsRow, "gaps": GapsRow,
}  # fmt: skip
"""The rows of each view, by its name."""
