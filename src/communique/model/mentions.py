"""What a stretch of text names: a date, an amount, an actor, a place, an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.model.spans import Span

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """A span, what kind of thing it names, the value read there, and the rule that found it."""

    span: Span
    type: str
    value: Value
    found_by: str
