"""A ledger and its records held in memory, for many who look at a time."""

from __future__ import annotations

import datetime
import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

from communique.assembly.parts import Parts
from communique.assembly.pipeline import Assembly
from communique.ledger import Ledger
from communique.run.wording import ground_of
from communique.world.load import World, members

FRESH = 1.0
"""Seconds for which the ledger is not asked whether anything changed."""
KEPT = 8192
"""Parts and pages that are kept at hand."""

today = datetime.date.today

_Value = TypeVar("_Value")


class Holding:
    """A ledger, its records as they now are, and the parts that were asked for. Used by many threads; one at a time puts records together."""

    def __init__(self, ledger: Ledger, world: World) -> None:
        self.ledger, self.world = ledger, world
        self._ground = ground_of(world)
        self._lock = threading.RLock()
        self._parts: Parts | None = None
        self._state: Hashable = None
        self._checked = -FRESH
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self.version = 0
        """grows whenever the records may have changed"""

    def parts(self) -> Parts:
        """The records as they now are, looked at anew when stories or judgements were added."""
        with self._lock:
            if self._parts is None or time.monotonic() - self._checked > FRESH:
                self._look()
            assert self._parts is not None
            return self._parts

    def changed(self) -> None:
        """Look at the ledger anew when next asked: something was written."""
        with self._lock:
            self._checked = -FRESH

    def between(self, actors: Sequence[str], on: datetime.date | None) -> Assembly:
        """The records of a partnership by the end of a day: of its sides, and of the members of a side that is an organisation."""
        day = on or today()
        sides = [{actor} | members(self.world, actor, day) for actor in actors]
        return self.once(("between", *actors, day), lambda: self.parts().between(sides, on=on))

    def once(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """A value that is made once, until the records change."""
        self.parts()
        whole = (self.version, key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast(_Value, self._kept[whole])
        value = make()
        with self._lock:
            self._kept[whole] = value
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return value

    def _look(self) -> None:
        state = (self.ledger.store.mark(), len(self.ledger.judgements()))
        if self._parts is None or state != self._state:
            self._parts = Parts(self.ledger.records(), self._ground, self.ledger.settled())
            self._state = state
            self.version += 1
            self._kept.clear()
            gc.freeze()  # what is held stays: without it every full round of the collector would walk through all of it
        self._checked = time.monotonic()
