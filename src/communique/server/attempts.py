"""Whoever guesses passwords is slowed down: the wait doubles with every failure, for a name and for an address."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

Key = tuple[str, str]
"""What is slowed down: its sort, and which."""
FREE: Mapping[str, int] = {"name": 3, "address": 20}
"""Failures of a sort that cost no wait: many people may share an address."""
LONGEST = 300.0
"""The longest wait, in seconds: whoever is slowed down by the failures of others gets in at last."""
FORGOTTEN = 3600.0
"""Seconds after which failures are forgotten."""
KEPT = 10_000
"""Names and addresses that are remembered, the latest."""


class Attempts:
    """The failures of late, in memory. Used by many threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failures: OrderedDict[Key, tuple[int, float]] = OrderedDict()

    def wait(self, *keys: Key) -> float:
        """Seconds before these may try again; 0 if now."""
        now = self._clock()
        with self._lock:
            found = [(_pause(key, self._failures[key][0]), self._failures[key][1]) for key in keys if key in self._failures]
        return max((0.0, *(last + pause - now for pause, last in found)))

    def failed(self, *keys: Key) -> None:
        """Take note of a failure, or of what is one until it succeeds."""
        now = self._clock()
        with self._lock:
            for key in keys:
                number, last = self._failures.pop(key, (0, now))
                self._failures[key] = (number + 1 if now - last < FORGOTTEN else 1, now)
            while len(self._failures) > KEPT:
                self._failures.popitem(last=False)

    def forget(self, *keys: Key) -> None:
        """Forget the failures of those who got in."""
        with self._lock:
            for key in keys:
                self._failures.pop(key, None)


def _pause(key: Key, failures: int) -> float:
    beyond = failures - FREE[key[0]]
    return 0.0 if beyond < 0 else min(LONGEST, 2.0 ** min(beyond, 16))
