"""The nine kinds by name."""

from __future__ import annotations

from communique.kinds.action import Action
from communique.kinds.agreement import Agreement
from communique.kinds.base import Flat
from communique.kinds.commitment import Commitment
from communique.kinds.indicator import Indicator
from communique.kinds.meeting import Meeting
from communique.kinds.milestone import Milestone
from communique.kinds.position import Position
from communique.kinds.progress import Progress
from communique.kinds.role import Role

KINDS: dict[str, type[Flat]] = {kind.kind: kind for kind in (Meeting, Agreement, Commitment, Progress, Action, Milestone, Role, Position, Indicator)}
"""Kind name to its content class, in the order of the kind test (codebook 2.1)."""
