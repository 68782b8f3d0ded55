"""What reviewers send and what becomes of it, as models: judgements and stories."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from communique.model.judgements import Verdict
from communique.server.api.schemas import Id, Model, StoryProblem


class Judgement(Model):
    """A decision of a person, as it is kept: never changed, only undone by another."""

    id: Id
    verdict: Verdict
    left: list[Id] = Field(description="The statements judged; of merge, split, link and unlink, those of one side.")
    right: list[Id]
    slot: str | None
    value: str | None
    quote: str | None
    on: str | None
    undoes: Id | None
    user: str
    reason: str
    created_at: str
    standing: Literal["in force", "stale", "undone"] = Field(description="`stale`: it finds no statement any more.")


class NewJudgement(Model):
    """A decision to be kept; see docs/review.md of the project for what each verdict takes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"verdict": "accept", "ids": ["797f017ff6f9df7c"], "reason": "as the joint statement has it"}]},
    )

    verdict: Literal["accept", "reject", "edit", "merge", "split", "score", "link", "unlink"]
    ids: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field(
        min_length=1, max_length=100, description="Ids of statements (or, where records are judged, of any of theirs), or the first digits of them."
    )
    reason: str = Field(min_length=1, max_length=2000)
    field: str | None = Field(default=None, max_length=40, description="Of edit: the field that has another value.")
    value: str | None = Field(default=None, max_length=2000, description="Of edit, score and link.")
    quote: str | None = Field(default=None, max_length=2000, description="Of edit: the words of the story that the value rests on.")
    on: str | None = Field(default=None, max_length=10, description="Of score: the day it is the score of.", examples=["2022-12-31"])


class Undoing(Model):
    """Why a judgement is undone."""

    reason: str = Field(min_length=1, max_length=2000)


class Story(Model):
    """A story to be read. Only `text` must be there."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={"examples": [{"id": "a-1", "published": "2021-10-28", "text": "Russia and ASEAN signed a plan of action."}]},
    )

    id: str | int | None = None
    lang: str | None = Field(default=None, description="ISO 639; found by itself where it is not told.")
    published: str | None = Field(default=None, description="EDTF, or an ISO 8601 time.")
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None
    text: str


class ReadStory(Model):
    """What became of a story."""

    document: Id
    where: str = Field(description="Where it stood in what was sent.")
    became: Literal["new", "changed", "unchanged", "failed"]
    statements: int


class Taken(Model):
    """What reading the stories did."""

    new: int
    changed: int
    unchanged: int
    copies: int = Field(description="Stories whose text was met in another of them.")
    failed: int
    statements: dict[str, int] = Field(description="The statements found, by kind.")
    stories: list[ReadStory]
    problems: list[StoryProblem]
