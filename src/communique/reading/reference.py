"""What "les deux parties", "le bloc", "elle" or "ce dernier" stand for at this point of the story."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from communique.reading.offices import Office, Person

_WORLDWIDE: Final = 100
"""members of an organisation of which all states are: to it a state may well be the other side"""


class Party:
    """Whom a noun phrase stands for. `units` are the positions the ids were read at, aligned; `thing` the class of a head that is no actor."""

    __slots__ = ("by_reference", "gender", "ids", "person", "plural", "thing", "units")

    def __init__(
        self, ids: list[str] | None = None, units: list[int] | None = None, person: Person | None = None, *, thing: str = "", gender: str = "",
        plural: bool = False, by_reference: bool = False,
    ) -> None:  # fmt: skip
        self.ids: list[str] = [] if ids is None else ids
        self.units: list[int] = [] if units is None else units
        self.person, self.thing, self.gender, self.plural, self.by_reference = person, thing, gender, plural, by_reference

    def add(self, actor: str, unit: int) -> None:
        """Add an actor once."""
        if actor and actor not in self.ids:
            self.ids.append(actor)
            self.units.append(unit)

    def __bool__(self) -> bool:
        return bool(self.ids)


class Discourse:
    """What a story has named so far: its theme, the pair in focus, and the last subjects, newest first."""

    def __init__(
        self,
        *,
        states: dict[str, str],
        home: str = "",
        regions: dict[str, frozenset[str]] | None = None,
        members: dict[str, frozenset[str]] | None = None,
    ) -> None:
        self.home = home
        self._regions, self._members = regions or {}, members or {}
        self._states = states
        self.weights: dict[str, int] = {}
        self.pairs: list[tuple[str, ...]] = []
        self.wide: tuple[str, ...] = ()
        """the last parties in focus that are more than two"""
        self.subjects: list[Party] = []
        self.people: dict[str, Person] = {}
        self.colleges: dict[str, tuple[str, ...]] = {}
        """whose holders of an office were told of last, by the office: "the Heads of Government" """
        self.last_person: Person | None = None
        self.last_named: Person | None = None
        self.last_office: Office | None = None
        self.organisations: list[str] = []
        self.states_seen: list[str] = []
        self.alone = False
        """whether the story is about one actor and whoever is concerned: "Turkey to share doses with Africa" """
        self.told = False
        """whether the sentence at hand has named a subject so far"""

    def see(self, actor: str, *, weight: int = 1) -> None:
        """Note that an actor is named here."""
        plain = actor.partition(":")[0]
        self.weights[plain] = self.weights.get(plain, 0) + weight
        seen = self.states_seen if plain in self._states else self.organisations
        if plain in seen:
            seen.remove(plain)
        seen.insert(0, plain)

    def focus(self, ids: list[str] | tuple[str, ...], *, aside: bool = False, behind: bool = False) -> None:
        """Put a pair (or group) of parties in focus; what one side of a pair told of again and again did with a third, `aside`, comes behind it;
        so does who has fallen out, `behind`: no pair of "the two sides".
        """
        parties = tuple(dict.fromkeys(actor.partition(":")[0] for actor in ids))
        if len(parties) >= 2:
            first = self.pairs[0] if self.pairs else ()
            behind = behind or (aside and len(parties) == len(first) == 2 and len(set(parties) & set(first)) == 1 and self.pairs.count(first) > 1)
            self.pairs.insert(int(behind), parties)
            del self.pairs[8:]
        if len(parties) > 2:
            self.wide = parties

    def is_state(self, actor: str) -> bool:
        """Whether an actor is a state, no organisation."""
        return actor in self._states

    def _heaviest(self) -> list[str]:
        """The actors named so far, those the story is most about first."""
        return sorted(self.weights, key=self.weights.__getitem__, reverse=True)

    def only_state(self) -> str:
        """The one state a story names; empty if it names more."""
        named = [actor for actor in self.weights if actor in self._states]
        return named[0] if len(named) == 1 else ""

    def face(self, ids: list[str]) -> None:
        """Put in focus whom the story is most about, and the one it turns to now."""
        first = next((actor for actor in self._heaviest()[:2] if actor not in ids), "")
        if first and len(ids) == 1:
            self.focus([first, *ids])

    def subject(self, party: Party, *, apart: bool = False) -> None:
        """Note the subject of a main clause; two who only take a side, `apart`, are no parties in focus."""
        if (party.ids or party.person) and not party.thing:
            self.told = True
            if len(party.ids) > 2:
                self.wide = tuple(party.ids)
            self.subjects.insert(0, party)
            del self.subjects[6:]
            if party.person is not None:
                self.last_person = party.person
            if len(party.ids) == 2 and party.person is None and not party.by_reference and not apart:
                self.focus(party.ids)

    @property
    def told_last(self) -> str:
        """The state that was the last subject; empty if another was."""
        last = self.subjects[0].ids if self.subjects else []
        return last[0] if len(last) == 1 and last[0] in self._states else ""

    @property
    def theme(self) -> tuple[str, ...]:
        """The two actors the story is most about, or fewer."""
        return tuple(self._heaviest()[: 1 if self.alone else 2])

    def pair(self) -> tuple[str, ...]:
        """Whom "the two sides" stand for."""
        if self.pairs:
            return self.pairs[0]
        theme = self.theme
        if len(theme) == 2 and theme[0] not in self._states and self.weights[theme[0]] >= 2 * self.weights[theme[1]]:
            return theme[:1]  # a story about one organisation
        return theme

    def gathered(self) -> tuple[str, ...]:
        """Whom "the participants" stand for: the pair, but of an organisation and its own member the organisation."""
        pair = self.pair()
        body = self._body_of(pair)
        return (body,) if body else pair

    def _body_of(self, pair: tuple[str, ...]) -> str:
        """The organisation of a pair whose other is its member, so that they are no two sides; empty for two sides."""
        for actor, other in (pair, pair[::-1]) if len(pair) == 2 else ():
            members = self._members.get(actor)
            if members is not None and other in members and len(members) < _WORLDWIDE:
                return actor
        return ""

    def state_pair(self, beside: list[str]) -> tuple[str, ...]:
        """Whom "the two countries" stand for: two states, never an organisation; the two named `beside` it, before those in focus."""
        near = [actor for actor in beside if actor in self._states]
        if len(near) == 2:
            return tuple(near)
        for pair in self.pairs:
            if all(actor in self._states for actor in pair):
                return pair
        states = [actor for actor in self._heaviest() if actor in self._states]
        return tuple(states[:2]) if len(states) >= 2 else ()

    def bloc_pair(self, beside: list[str]) -> tuple[str, ...]:
        """Whom "the two blocs" stand for: two organisations; the two named `beside` them, before those in focus."""
        near = [actor for actor in beside if actor not in self._states]
        if len(near) == 2:
            return tuple(near)
        for pair in self.pairs:
            if self._states.keys().isdisjoint(pair):
                return pair
        found = [actor for actor in self._heaviest() if actor not in self._states]
        return tuple(found[:2]) if len(found) >= 2 else ()

    def main_organisation(self) -> str:
        """The organisation, of those named so far, that the story is most about."""
        return max(self.organisations, key=lambda actor: self.weights[actor], default="")

    def organisation(self, region: str = "") -> str:
        """Whom "the bloc" stands for: the organisation named last; of a region ("the South American bloc") the last that lies there, of a list of
        ids ("the Union": `EU|AU`) the last that stands in it.
        """
        if region:
            among = self._regions.get(region) or region.split("|")
            return next((actor for actor in self.organisations if actor in among), "")
        return self.organisations[0] if self.organisations else ""

    def state(self, region: str = "") -> str:
        """Whom "the country" stands for: the last subject that is a state, else the state named last; of a region, one of it."""
        fitting: Container[str] = self._regions[region].intersection(self._states) if region else self._states
        for party in self.subjects[:3]:
            if len(party.ids) == 1 and party.ids[0] in fitting:
                return party.ids[0]
        if not region:
            return self.states_seen[0] if self.states_seen else self.home
        return next((actor for actor in self.states_seen if actor in fitting), self.home if self.home in fitting else "")

    def counterpart(self, ids: list[str], *, states_first: bool = False) -> list[str]:
        """The other side of the theme, where one side acts; a state, if any, `states_first`: forums are given nothing."""
        mine = {actor.partition(":")[0] for actor in ids}
        found: list[str] = []
        for pair in [*self.pairs[:3], self.theme]:
            if len(pair) == 2 and len(mine & set(pair)) == 1 and self._body_of(pair) not in mine:
                other = [actor for actor in pair if actor not in mine]
                if not states_first or other[0] in self._states:
                    return other
                found = found or other
        return found

    def pronoun(self, *, plural: bool, feminine: bool, human: bool = False) -> Party:
        """Whom a personal pronoun stands for: the last subject that agrees; a `human` one for a person, where one has been told of."""
        human = human and any(party.person is not None and not party.plural for party in self.subjects)
        for party in self.subjects:
            if party.plural != plural or (human and party.person is None):
                continue
            if party.gender and party.gender in "mf" and (party.gender == "f") != feminine:
                continue
            return Party(list(party.ids), [], party.person, gender=party.gender, plural=plural, by_reference=True)
        if plural:
            return Party(list(self.gathered()), [], plural=True, by_reference=True)
        return Party()

    def last_subject(self, *, plural: bool) -> Party:
        """Whom a dropped subject stands for: the last subject that agrees in number."""
        for party in self.subjects:
            if party.plural == plural:
                return Party(list(party.ids), [], party.person, gender=party.gender, plural=plural, by_reference=True)
        return Party(list(self.gathered()), [], plural=True, by_reference=True) if plural else Party()

    def start(self) -> None:
        """Begin the second pass: weights stay, what was seen last is forgotten."""
        self.organisations.clear()
        self.states_seen.clear()
        self.subjects.clear()
        self.last_person = None
