"""What the rules of assembly know of the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.assembly.alike import Members


@dataclass(frozen=True, slots=True)
class Ground:
    """Members of organisations, states of places, names of states, and who is a company, fund or bank."""

    members: Members = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    companies: frozenset[str] = frozenset()
