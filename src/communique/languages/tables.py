"""Read the tab-separated tables of packs: the world's own reader, one for both."""

from __future__ import annotations

from communique.world.tables import Row as Row
from communique.world.tables import rows as rows
