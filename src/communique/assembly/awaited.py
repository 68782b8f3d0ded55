"""What deeds may come of, promises and what was asked for, by the keys under which deeds look for it.

Their days and parties lie side by side, and under every key they are in order of when they were first told: most are passed over without a look at
the record.
"""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Callable, Iterable

from communique.assembly.alike import spread
from communique.assembly.answers import Answers, ByDay, Keys
from communique.assembly.bearing import is_past, last_day
from communique.assembly.ground import Ground
from communique.assembly.group import LATE, Group
from communique.assembly.marks import bits_of


class Awaited(Answers):
    """Records by some keys of each; `givers` are those who may do what it awaits."""

    def __init__(self, keys: Keys, ground: Ground, givers: Callable[[Group, Ground], frozenset[str]]) -> None:
        super().__init__(keys, ground)
        self._who = givers
        self._groups: list[Group | None] = []
        """by place; None where one was taken out"""
        self._under, self._lasting = ByDay(), ByDay()
        """all of them, and of these those that deeds may come of long before or after they were told"""
        self._began, self._until, self._past = array("l"), array("l"), bytearray()
        self._parties, self._by, self._givers, self._for = array("Q"), array("Q"), array("Q"), array("Q")

    def put(self, group: Group) -> None:
        """Take a record in: sooner done if it was told after all others."""
        keys = set(self._keys(group, self._ground))
        if not keys:
            return
        place = len(self._groups)
        self._groups.append(group)
        self._began.append((group.began or datetime.date.min).toordinal())
        self._until.append(group.until.toordinal())
        self._past.append(group.when is None and is_past(group))
        self._parties.append(bits_of(_ALL, group.parties))
        self._by.append(bits_of(_ALL, group.by))
        self._givers.append(bits_of(_ALL, self._who(group, self._ground)))
        self._for.append(self._whom(group.to))
        told = when_told(group).toordinal()
        self._under.put(keys, told, place)
        if self._is_lasting(place, told):
            self._lasting.put(keys, told, place)

    def drop(self, group: Group) -> None:
        """Take a record out, which is the very one that was put in."""
        keys = set(self._keys(group, self._ground))
        if not keys:
            return
        told = when_told(group).toordinal()
        place = next(place for place in self._under.within([min(keys)], told, told) if self._groups[place] is group)
        self._under.drop(keys, told, place)
        if self._is_lasting(place, told):
            self._lasting.drop(keys, told, place)
        self._groups[place] = None

    def under(self, keys: Iterable[str]) -> list[Group]:
        """Those under any of some keys, each once."""
        return self._at(self._under.within(keys))

    def told_within(
        self, first: datetime.date, last: datetime.date, parties: frozenset[str], keys: Iterable[str], names: Iterable[str] = (),
        makers: frozenset[str] | None = None,
    ) -> list[Group]:  # fmt: skip
        """The same, of those first told between two days whose parties all are among some, or the other way; of whatever parties under some names;
        all of them made by some of `makers`, if given."""
        of, by, all_, span = self._parties, self._by, bits_of(_ALL, parties), (first.toordinal(), last.toordinal())
        others = 0 if makers is None else _ANY ^ bits_of(_ALL, makers)
        near = {place for place in self._under.within(keys, *span) if (both := of[place] & all_) == of[place] or both == all_}
        return self._at(place for place in near | self._under.within(names, *span) if not by[place] & others)

    def in_time(self, deed: Group, keys: Iterable[str], toward: frozenset[str] = frozenset(), by: frozenset[str] = frozenset()) -> list[Group]:
        """The same, of those that by the days of either alone the deed may be `after`, and that are for some of `toward`, where both name any; if who
        did it is given, they may keep it, or did all who made it."""
        began, until, past, for_, made, givers = self._began, self._until, self._past, self._for, self._by, self._givers
        first, last, whom = (deed.began or datetime.date.min).toordinal(), last_day(deed).toordinal(), self._whom(toward)
        did = bits_of(_ALL, by)
        keys = list(keys)
        near = self._under.within(keys, max(first - LATE - AWAY, 0), last + AWAY) | self._lasting.within(keys)
        return self._at(
            place
            for place in near
            if for_[place] & whom
            and ((began[place] <= last and until[place] >= first) or past[place])
            and (not did or did & givers[place] == did or did & made[place] == made[place])
        )

    def _is_lasting(self, place: int, told: int) -> bool:
        return bool(self._past[place]) or self._began[place] < told - AWAY or self._until[place] > told + LATE + AWAY

    def _at(self, places: Iterable[int]) -> list[Group]:
        found = (self._groups[place] for place in places)
        return [group for group in found if group is not None]

    def _whom(self, actors: frozenset[str]) -> int:
        return bits_of(_ALL, spread(actors, self._ground.members)) if actors else _ANY


AWAY = 400
"""Days by which what a promise is about lies away from when it was told, at the most of most: a year and a month."""
_ALL, _ANY = range(64), (1 << 64) - 1


def when_told(group: Group) -> datetime.date:
    """When a record was first told, far off where no story is dated."""
    return group.told or datetime.date.max
