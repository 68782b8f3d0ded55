"""What reading many stories takes and gives, whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.sources.copies import marks_of


class Reading(Protocol):
    """What a reader makes of one document."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the document says."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with it."""
        ...

    @property
    def reader(self) -> str:
        """The version of the reader and of the pack it read with."""
        ...

    @property
    def published(self) -> str | None:
        """The publication date it was read with, as EDTF."""
        ...

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What was doubtful, and how it was settled."""
        ...

    @property
    def publisher(self) -> str | None:
        """Who published it: the sighting's, else the outlet it credits."""
        ...


class Reads(Protocol):
    """A reader: the same answer for the same document and sighting, on every machine."""

    def read(self, document: Document, sighting: Sighting) -> Reading:
        """The reading of a document that was seen so."""
        ...

    def read_all(self, stories: Sequence[tuple[Document, Sighting]]) -> Sequence[Reading]:
        """The readings of several, in their order."""
        ...


class Task(NamedTuple):
    """A document to read, the sighting to read it with, and where it was loaded from."""

    document: Document
    sighting: Sighting
    where: str


class Result(NamedTuple):
    """What came of a task: statements by a reader, or none (`reader` is None) and the problem that says why.

    `published` is the publication date the reader took: the sighting's, unless it knows none or the story tells otherwise; `publisher` the
    sighting's, unless it knows none and the story credits one.
    `marks` are those by which copies are found.
    """

    task: Task
    reader: str | None
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    published: str | None = None
    doubts: tuple[Problem, ...] = ()
    marks: tuple[int, ...] = ()
    publisher: str | None = None


Opens = Callable[[], Reads]
"""Makes a reader; it must survive pickling, so that other processes can be handed it."""


def read_tasks(reader: Reads, tasks: Sequence[Task]) -> list[Result]:
    """The results of tasks, in their order. A reader that breaks down is a problem of that story, not of the rest."""
    try:
        readings = reader.read_all([(task.document, task.sighting) for task in tasks])
    except Exception:  # one of them is at fault: which one shows when each is read alone
        return [_read_alone(reader, task) for task in tasks]
    return [_result(task, reading) for task, reading in zip(tasks, readings, strict=True)]


def lost_task(task: Task) -> Result:
    """What stands for a task on which processes die."""
    return Result(task, None, (), (Problem("died", "a process died while it read this story: report it with the story", task.where),))


def _read_alone(reader: Reads, task: Task) -> Result:
    try:
        return _result(task, reader.read(task.document, task.sighting))
    except Exception as error:  # whatever the reader did not foresee: the load goes on
        message = f"the reader broke down on this story ({type(error).__name__}: {error}): report it with the story"
        return Result(task, None, (), (Problem("reader", message, task.where),), marks=marks_of(task.document.text))


def _result(task: Task, reading: Reading) -> Result:
    problems = tuple(Problem(problem.code, problem.message, task.where) for problem in reading.problems)
    doubts = tuple(Problem(doubt.code, doubt.message, task.where) for doubt in reading.doubts)
    failed = bool(problems) and not reading.statements
    reader_name = None if failed else reading.reader
    marks = marks_of(task.document.text)
    return Result(task, reader_name, reading.statements, problems, reading.published, doubts, marks, reading.publisher)
