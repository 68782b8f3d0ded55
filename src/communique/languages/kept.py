"""How the parts of a pack are pickled: by their fields, so that the plain reader and the compiled one read the same file."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def by_fields(part: DataclassInstance) -> tuple[type, tuple[Any, ...]]:
    """What `__reduce__` of a dataclass gives: its class, and its fields in their order."""
    return type(part), tuple([getattr(part, field.name) for field in fields(part)])
