"""What the API sends and takes, as models: its description is made from them, and tests hold its answers to them."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from communique.model.judgements import Verdict
from communique.model.records import Basis, LinkKind
from communique.model.statements import Modality, Voice

Item = TypeVar("Item")

Edtf = Annotated[
    str,
    Field(description="A date no sharper than its words: EDTF (ISO 8601-2), such as `2021`, `2021-04-06` or `2018/2022`.", examples=["2018-11-14"]),
]
ActorId = Annotated[str, Field(description="A state (ISO 3166-1 alpha-3), an organisation, or a company: `RUS:Gazprom`.", examples=["ASEAN"])]
Id = Annotated[str, Field(description="Sixteen hexadecimal digits.", examples=["797f017ff6f9df7c"])]


class Model(BaseModel):
    """What all have in common: nothing is sent that is not told here."""

    model_config = ConfigDict(extra="forbid")


class Listing(Model, Generic[Item]):
    """A page of a list."""

    model_config = ConfigDict(json_schema_extra={"description": "A page of a list, and where to go on."})  # lists of a sort inherit no docstring

    items: list[Item]
    next: str | None = Field(description="The `cursor` of the next page; null on the last. The header `Link` has its address.")


class Counted(Listing[Item], Generic[Item]):
    """A page of a list whose length is known."""

    total: int = Field(description="How many there are in all.")


class Dated(Counted[Item], Generic[Item]):
    """A page of what was known on a day."""

    as_of: str | None = Field(description="The day looked from; null where all that is known counts.")


class Viewing(Dated[Item], Generic[Item]):
    """A page of a view."""

    view: str
    actors: list[ActorId]


class FieldProblem(Model):
    """A field that is wrong."""

    field: str
    detail: str
    in_: Literal["path", "query", "header", "cookie", "body"] | None = Field(default=None, alias="in")


class StoryProblem(Model):
    """Why a story, or something in it, was not taken."""

    code: str
    message: str
    where: str


class Problem(Model):
    """What is wrong with a request, and the remedy (RFC 9457)."""

    type: str = Field(description="The sort of problem: an address at which it is told.", examples=["/api#problem-not-valid"])
    title: str
    status: int
    detail: str = Field(description="What is wrong here, naming the field, and the remedy.")
    instance: str = Field(description="The path that was asked for.")
    errors: list[FieldProblem] | None = None
    problems: list[StoryProblem] | None = None


class Quantity(Model):
    """How much, of what, and how firmly the words give it."""

    value: float
    unit: str = Field(description="An ISO 4217 code for money, else a singular noun of the codebook.")
    comparator: Literal["=", ">", ">=", "<", "<=", "~"]
    of: float | None = Field(description="The total in `99 of 139`.")


class Judged(Model):
    """What a person decided, when and why. What a verdict does not have is null or left out."""

    id: Id
    verdict: Verdict
    slot: str | None = None
    value: str | None = None
    on: str | None = None
    user: str
    reason: str
    created_at: str


class JudgedOn(Judged):
    """The same, with the statements it is on by now."""

    statements: list[Id]


class Content(Model):
    """The fields that all kinds have in common; the codebook of the project says what each means."""

    kind: str
    by: list[ActorId]
    to: list[ActorId]
    type: str | None
    level: str | None
    status: str | None
    name: str | None
    ordinal: int | None
    when: Edtf | None
    due: Edtf | None
    where: str | None
    areas: list[str]
    quantity: Quantity | None
    what: str | None


class Words(Model):
    """Words of a story, cut from it: where they stand in it, in code points, and what stands around them."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


class Place(Model):
    """Where a value was read, in code points of the story."""

    start: int
    end: int


class Told(Content):
    """What a story says, flat, as exports have it."""

    statement: Id
    document: str = Field(description="What its source calls the story.")
    document_id: Id
    document_published: Edtf | None
    document_publisher: str | None
    document_title: str | None
    document_url: str | None
    speaker: str | None
    evidence: list[Words]
    voice: Voice
    modality: Modality
    polarity: bool = Field(description="False where it is told as not so.")
    hedged: bool
    found_by: str = Field(description="The frame that found it, or `reviewer`.")
    judged: list[Judged]


class Statement(Told):
    """What a story says, with the words that each of its fields was read at."""

    slots: dict[str, list[Place]]


class Hits(Counted[Statement]):
    """A page of what a search found."""

    more: bool = Field(description="Whether there are more than `total`.")
    order: Literal["newest", "best"]


class WholeStatement(Statement):
    """A statement with its record and all that people decided of it."""

    record: Id | None = Field(description="The record it stands in; null where it was rejected.")
    rejected: bool
    judgements: list[Judged]
    copies: list[Id] = Field(description="The statements of the same words in copies of its story.")


class TellingStatement(Told):
    """A statement of a record, without the places of its fields."""

    document_language: str


class RecordStep(Model):
    """A status that was told of a thing."""

    status: str
    when: Edtf | None
    by: list[ActorId]
    statements: list[Id]


class Version(Model):
    """A value that is in dispute, and the statements that give it."""

    value: str
    statements: list[Id]


class Conflict(Model):
    """A field on which sources disagree, the value shown first."""

    slot: str
    versions: list[Version]


class LinkTo(Model):
    """How this record bears on another."""

    kind: LinkKind
    target: Id
    basis: Basis
    statements: list[Id]


class LinkFrom(Model):
    """How another record bears on this."""

    kind: LinkKind
    source: Id
    basis: Basis
    statements: list[Id]


class Delivery(Model):
    """What became of an undertaking by the day looked from. Silence is shown, and never called failure."""

    state: str
    on: str | None
    basis: Basis | None
    records: list[Id]
    trackable: bool
    specificity: int
    assessed: Judged | None


class Record(Content):
    """What many stories say of one thing: its values, history, links, conflicts, state, and the statements it rests on."""

    record: Id
    label: str = Field(description="What it is, in a few words of the language asked for.")
    denied: bool
    mechanism: str | None
    issue: str | None
    sources: int = Field(description="How many stories tell it, copies of one counting once.")
    score: int = Field(ge=1, le=5, description="How well it is founded, 1 to 5.")
    first_seen: str | None
    last_seen: str | None
    history: list[RecordStep]
    conflicts: list[Conflict]
    judgements: list[JudgedOn]
    delivery: Delivery | None
    links: list[LinkTo]
    statements: list[TellingStatement]


class WholeRecord(Record):
    """A record with what bears on it, as known on a day."""

    linked_from: list[LinkFrom]
    as_of: str | None


class Sighting(Model):
    """A place where a document was seen."""

    name: str
    url: str | None
    publisher: str | None
    title: str | None
    published: Edtf | None
    retrieved_at: str | None
    author: str | None


class Document(Sighting):
    """A story: a text that never changes, and where it was first seen."""

    document: Id
    language: str
    characters: int


class WholeDocument(Document):
    """A story with all places where it was seen, and its copies."""

    sightings: list[Sighting]
    family: list[Id] = Field(description="The documents that are copies of one report, the earliest first; they count as one source.")


class Actor(Model):
    """Who takes part in records."""

    actor: ActorId
    label: str
    kind: Literal["state", "igo", "bloc", "organ", "company", "subnational", "person"] | None
    records: int


class Membership(Model):
    """That an actor belonged to an organisation."""

    organisation: ActorId
    member: ActorId
    since: Edtf
    until: Edtf | None


class Partnership(Model):
    """Actors who have to do with each other, and how many records are between the two alone."""

    actors: list[ActorId]
    label: str
    records: int


class WholeActor(Actor):
    """An actor with its partnerships and memberships."""

    partnerships: list[Partnership]
    memberships: list[Membership]


class WholePartnership(Model):
    """A partnership on a day: how many rows each of its views has."""

    actors: list[ActorId]
    label: str
    as_of: str | None
    views: dict[str, int]


class Mechanism(Model):
    """A standing series of meetings."""

    mechanism: str
    label: str
    name: str
    parties: list[ActorId]
    level: str
    cadence: str = Field(description="How often it meets: an ISO 8601 duration, or `ad hoc`.")
    first: str


class Root(Model):
    """What there is."""

    name: str
    version: str
    ledger: str = Field(description="The version of the ledger: another whenever it may have changed.")
    records: int
    partnerships: int
    kinds: list[str]
    views: list[str]
    languages: list[str]
    resources: dict[str, str] = Field(description="Addresses by name.")
