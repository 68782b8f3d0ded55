"""A property worked out when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 (a decorator, as functools.cached_property, which takes a lock at each first use before Python 3.12)
    """A property worked out when first asked for and kept."""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out, self._name, self.__doc__ = work_out, work_out.__name__, work_out.__doc__

    def __get__(self, owner: object, kind: type) -> Value:
        value: Value = self._work_out(owner)
        owner.__dict__[self._name] = value
        return value
