"""What reading some stories did, told as it goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from communique.model.problems import Problem

Log = Callable[[dict[str, object]], None]
"""Is told what happens, as it happens: `event` is story or problem, the rest depends on it."""

_TOLD = 1000
"""Problems that a load remembers; the log is told of all."""


@dataclass(slots=True)
class Load:
    """What reading some stories did: stories by what became of them, the statements in them by kind, and what was wrong.

    `doubts` are what was doubtful and settled, such as the date of a page; the log tells them. `copies` are stories whose text was met in
    another one of the same batch.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    copies: int = 0
    failed: int = 0
    doubts: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    """the first ones: an archive may have many thousands"""
    problems_met: int = 0
    log: Log | None = None

    def add(self, problem: Problem) -> None:
        """Take note of a problem."""
        self.problems_met += 1
        if len(self.problems) < _TOLD:
            self.problems.append(problem)
        self.tell("problem", code=problem.code, message=problem.message, where=problem.where)

    def tell(self, event: str, **facts: object) -> None:
        """Log an event."""
        if self.log is not None:
            self.log({"event": event, **facts})

    @property
    def stories(self) -> int:
        """All that were met, those that could not be read included."""
        return self.new + self.changed + self.unchanged + self.copies + self.failed
