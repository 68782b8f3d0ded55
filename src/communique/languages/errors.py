"""What is wrong with a pack's data, and where: the world's own error, one class for both."""

from __future__ import annotations

from communique.world.errors import PackError as PackError
