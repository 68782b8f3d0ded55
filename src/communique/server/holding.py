"""A ledger and its records held in memory, for many who look at a time."""

from __future__ import annotations

import datetime
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar, cast

from communique.assembly.parts import Parts
from communique.assembly.pipeline import Assembly
from communique.ledger import Ledger
from communique.model.collector import keep_for_good
from communique.run.wording import ground_of
from communique.views.brief import inner
from communique.views.table import Scope
from communique.world.load import World

FRESH = 1.0
"""Seconds for which the ledger is not asked whether anything changed."""
LAG = 1.0
"""Seconds that whoever asks waits for records that are put together anew; from then on the former ones are shown meanwhile."""
KEPT = 32768
"""Parts and pages that are kept at hand: more than the some dozen that each of the first pages made ahead has (`pages.partnership.WARM`)."""

today = datetime.date.today

_Value = TypeVar("_Value")
_log = logging.getLogger(__name__)


class Holding:
    """A ledger, its records as they now are, and the parts that were asked for. Used by many threads; one of its own puts records together."""

    def __init__(self, ledger: Ledger, world: World) -> None:
        self.ledger, self.world = ledger, world
        self._ground = ground_of(world)
        self._lock = threading.RLock()
        self._parts: Parts | None = None
        self._state: Hashable = None
        self._checked = -FRESH
        self._building: _Building | None = None
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._wholes = threading.Lock()
        self._whole: tuple[Hashable, Assembly] | None = None
        self.writing = threading.Lock()
        """held by who judges: decisions are made one after the other"""
        self.version = 0
        """grows whenever the records may have changed"""

    def parts(self) -> Parts:
        """The records as they now are, looked at anew when stories or judgements were added.

        While they are put together anew for longer than LAG, they are the former ones (see `behind`).
        """
        with self._lock:
            if self._building is None and time.monotonic() - self._checked > FRESH:
                self._look()
            building, former = self._building, self._parts
        if building is None and former is not None:
            return former
        assert building is not None
        done = building.done.wait(None if former is None else max(0.0, building.began + LAG - time.monotonic()))
        with self._lock:
            if self._parts is None:
                assert done and building.error is not None
                raise building.error
            return self._parts

    @property
    def behind(self) -> bool:
        """Whether records are being put together anew for longer than LAG, and former ones are shown."""
        with self._lock:
            return self._building is not None and self._parts is not None and time.monotonic() - self._building.began >= LAG

    def changed(self) -> None:
        """Look at the ledger anew when next asked: something was written."""
        with self._lock:
            self._checked = -FRESH

    def between(self, actors: Sequence[str], on: datetime.date | None, scope: Scope = "own") -> Assembly:
        """The records of a partnership by the end of a day that a view of this scope is made of."""
        day = on or today()

        def part() -> Assembly:
            if scope == "offices":
                return self.parts().offices(actors, on=on)
            if scope == "own":
                return self.parts().between([{actor} for actor in actors], posts=actors, on=on)
            sides = [{actor} | inner(self.world, actor, day) for actor in actors]
            return self.parts().between(sides, posts=actors, voices=set[str]().union(*sides), on=on)

        return self.once((scope, *actors, day), part)

    def everything(self, on: datetime.date | None) -> Assembly:
        """All records by the end of a day; those of the day last asked for are kept, for they take as much room as the ledger."""
        parts = self.parts()
        key = (id(parts), on or today())
        with self._wholes:
            if self._whole is None or self._whole[0] != key:
                self._whole = (key, parts.everything(on=on))
            return self._whole[1]

    def pairs(self, on: datetime.date | None) -> Mapping[tuple[str, str], int]:
        """How many records are between two actors and nobody else, those with most first, by the end of a day."""
        parts = self.parts()
        return parts.pairs if on is None else self.once(("pairs", on), lambda: parts.pairs_by(on))

    def actors(self, on: datetime.date | None) -> Mapping[str, int]:
        """In how many records each actor takes part, those in most first, by the end of a day."""
        parts = self.parts()
        return parts.actors if on is None else self.once(("actors", on), lambda: parts.actors_by(on))

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
        """Begin to put records together, if anything changed."""
        state = self.ledger.store.stamp()
        self._checked = time.monotonic()
        if self._parts is None or state != self._state:
            self._building = _Building()
            threading.Thread(target=self._build, args=(self._building, state), name="records", daemon=True).start()

    def _build(self, building: _Building, state: Hashable) -> None:
        made: Parts | None = None
        try:
            made = Parts(self.ledger.records(), self._ground, self.ledger.settled())
            made.look_up()
        except Exception as error:  # told to who waits; where there are former records they are shown, and the next look tries again
            building.error = error
            _log.exception("the records cannot be put together anew")
        with self._lock:
            if made is not None:
                self._parts, self._state = made, state
                self.version += 1
                self._kept.clear()
            self._building = None
        keep_for_good()
        building.done.set()


class _Building:
    """Records that are being put together."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.done = threading.Event()
        self.error: Exception | None = None
