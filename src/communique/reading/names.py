"""Whom names, nationalities and group nouns stand for, wherever they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from communique.grammar.heads import classes
from communique.grammar.sentence import Sentence
from communique.grammar.units import Units
from communique.languages.cases import SINGULAR
from communique.languages.pack import Pack
from communique.languages.phrases import Entry
from communique.reading.firms import firm_in
from communique.reading.offices import Person, entry_of, read_office
from communique.reading.reference import Discourse, Party

_MEMBERS: Final = 12
OF_STATE: Final = frozenset({"head_of_state", "head_of_government", "foreign_minister", "minister"})
"""Offices of a state: with none named they are of the story's own country."""
_KNOWN_BY_SURNAME: Final = frozenset({"head_of_state", "head_of_government", "foreign_minister", "secretary_general"})
"""Offices whose holders a story may name by their surname alone."""
_ACTS: Final = re.compile("V").search


class Names:
    """Reads the actors a sentence names, with the discourse of the story as its memory."""

    def __init__(self, pack: Pack, discourse: Discourse, persons: Mapping[str, str]) -> None:
        self.pack, self.discourse, self._persons = pack, discourse, persons

    def actor_of(self, person: Person) -> str:
        """The state or body a person answers for: by office, else by what the world knows, else the story's own country."""
        if not person.actor and person.id:
            known = self._persons.get(person.id, "")
            before = person.office and person.role in OF_STATE and not self.discourse.is_state(known) and known not in self.discourse.weights
            person.actor = "" if before else known  # who heads a body now has served a state before: the body must be told of
        if not person.actor and person.country:
            person.actor = self.discourse.state(person.country.strip("*"))
        if not person.actor and person.office and person.role in _KNOWN_BY_SURNAME:
            bearers = self._bearers(person)
            told = bearers if len(bearers) == 1 else bearers & self.discourse.weights.keys()
            person.actor = next(iter(told)) if len(told) == 1 else ""
        if not person.actor and person.office and person.role in OF_STATE:
            return self.own_state(person)
        return person.actor

    def state_of(self, person: Person) -> str:
        """The state the world knows a person by; empty if it does not."""
        return self._persons.get(person.id, "").partition(":")[0] if person.id else ""

    def own_state(self, person: Person) -> str:
        """The state of an office that names none: the story's own country, or the other one told of if the name is none of the country's.

        None where the world knows the surname from other states alone.
        """
        own, home = self.pack.settings.get("home_names"), self.discourse.home
        if own and person.name and person.name.split()[0] not in own:  # "Ngoại trưởng Lavrov" is none of Viet Nam's
            state = next(iter(self.discourse.counterpart([home])), "")
        else:
            state = home or self.discourse.only_state()
        bearers = self._bearers(person) if person.role in _KNOWN_BY_SURNAME else set()
        return state if state in bearers or not bearers else ""

    def _bearers(self, person: Person) -> set[str]:
        """Whom the persons act for that the world knows by a surname standing alone, of those who have such offices: "le président Macron"."""
        if " " in person.name or not person.name:
            return set()
        bodies = person.role == "secretary_general"
        actors = {self._persons.get(one, "") for one in self.pack.surnames.get(person.surname, ())}
        return {actor for actor in actors if actor and self.discourse.is_state(actor) != bodies}

    def topic(self, sentence: Sentence, right: int) -> Party:
        """The one person with a state named before unit `right`, for a sentence that has no actor as its subject."""
        units = sentence.units
        persons = [(units.data[k], k) for k in range(right) if units.cats[k] == "H"]
        if len(persons) != 1 or not self.actor_of(persons[0][0]):
            return Party()
        person, at = persons[0]
        return Party([person.actor], [at], person, gender=person.gender, by_reference=True)

    def _named_in(self, sentence: Sentence, index: int, end: int, result: Party) -> None:
        """Add the actors named in a chunk and in the complements that hang on it."""
        units, cats = sentence.units, sentence.units.cats
        position = sentence.chunks[index].start
        for chunk in sentence.chunks[index:]:
            if chunk.start >= end or chunk.start - position > _MEMBERS:
                break
            if chunk.start != position and chunk.bare and cats[chunk.prep - 1] not in "C,h":
                break
            if chunk.start != position and chunk.bare and cats[chunk.prep - 1] in "C," and not result.ids:
                break
            if chunk.start != position and chunk.bare and cats[chunk.start : chunk.end].strip("D")[:1] not in "OJ":
                break
            for j in range(chunk.start, chunk.end):
                if cats[j] in "OJ":
                    entry = entry_of(units, j, "actor")
                    if entry is not None and not self._outside(units, j):
                        result.add(entry.value, j)
                elif cats[j] == "H" and isinstance(units.data[j], Person) and not result.ids and chunk.start != position:
                    result.add(self.actor_of(units.data[j]), j)  # "the government of X"
                elif cats[j] == "N" and (group := entry_of(units, j, "group")) is not None and group.value == "several":
                    for actor in group.extra.split("|") if group.extra else ():
                        result.add(actor, j)  # "the ministers of the Baltic states"
                elif cats[j : j + 2] == "Nh" and (group := entry_of(units, j, "group")) is not None and group.value == "organisation":
                    result.add(self.discourse.organisation(group.extra), j)  # "the Forum's 18 members"

    def _group(self, sentence: Sentence, index: int, end: int, group: Entry, k: int, result: Party) -> None:
        """Add whom a group noun stands for: those it names, else those in focus."""
        discourse, rule, region = self.discourse, group.value, group.extra
        found: tuple[str, ...]
        if rule in ("pair", "person_pair", "participants", "members", "other_side", "several", "last_person"):
            self._named_in(sentence, index, end, result)
            if result.ids:
                result.plural = rule != "last_person"  # "le dirigeant lao"
                return
            regional = self.pack.closed.regional
            if regional and any(sentence.units.norm(j) in regional for j in range(sentence.chunks[index].start, k)):
                return  # "African leaders"
        masks = sentence.units.masks
        if rule == "state" and masks is not None and not masks[k] & SINGULAR:
            return  # "африканским странам"
        if rule in ("state_pair", "pair") and len(apposed := self._beside_pair(sentence, index)) == 2:
            found = apposed  # "les deux pays, la Grèce et la Turquie, se sont mis d'accord"
        elif rule == "state_pair":
            found = discourse.state_pair(self.named(sentence, 0, k, groups=False).ids)
        elif rule == "bloc_pair":
            found = discourse.bloc_pair(self.named(sentence, 0, k, groups=False).ids)
        elif rule == "pair":
            beside = self.named(sentence, 0, k, groups=True).ids
            found = tuple(beside) if len(beside) == 2 else discourse.pair()
        elif rule == "participants":
            found = discourse.gathered()
        elif rule == "person_pair":
            found = discourse.pair()
        elif rule == "several":
            found = tuple(region.split("|")) if region else discourse.wide
        elif rule == "other_side":
            mine = discourse.subjects[0].ids if discourse.subjects else []
            others = [actor for actor in self.named(sentence, 0, k, groups=False).ids if actor not in mine]
            found = tuple(discourse.counterpart(mine)) or (tuple(others) if len(others) == 1 else ())
        elif rule in ("organisation", "state") and not region and (own := self._adjective(sentence, index, k, state=rule == "state")):
            found = (own,)  # "l'organisation panafricaine", "le bloc européen", "el país azteca"
        elif rule == "organisation" and "|" in region and sentence.units.cats[k + 1 : k + 2] == "d":
            self._named_in(sentence, index, end, result)  # "the Council of the EU"
            return
        elif rule in ("organisation", "members"):
            named = discourse.organisation(region)
            found = (named,) if named else ()
        elif rule == "state":
            owned = sentence.units.norm(k).split()[0] in self.pack.closed.possessive
            speaker = self.topic(sentence, k).ids if owned and not discourse.told else []  # "Selon M. X, son pays livrera …"
            states = speaker or discourse.subjects[0].ids[:1] if owned and (speaker or discourse.subjects) else [self._country(sentence, k, region)]
            found = tuple(state for state in states if state)
        elif rule in ("last_person", "latter"):
            before = [unit for unit in sentence.units.data[:k] if isinstance(unit, Person)] if rule == "latter" else []
            person = before[-1] if before else discourse.last_named if rule == "latter" and discourse.last_named else discourse.last_person
            found = (self.actor_of(person),) if person is not None and self.actor_of(person) else ()
            result.person = person
        else:
            found = ()
        for actor in found:
            result.add(actor, k)
        result.plural = len(found) > 1 or rule in ("members", "participants")
        result.by_reference = True

    def _beside_pair(self, sentence: Sentence, index: int) -> tuple[str, ...]:
        """The two names that stand in apposition to a pair."""
        units, cats, chunks = sentence.units, sentence.units.cats, sentence.chunks
        named: list[str] = []
        end, joint = chunks[index].end, ","
        for chunk in chunks[index + 1 : index + 3]:
            entry = (
                entry_of(units, chunk.end - 1, "actor") if chunk.bare and cats[end : chunk.start] == joint and cats[chunk.end - 1] == "O" else None
            )
            if entry is None:
                return ()
            named.append(entry.value)
            end, joint = chunk.end, "C"
        return tuple(named)

    def _country(self, sentence: Sentence, k: int, region: str) -> str:
        """Whom "the country" at unit k stands for; behind the one that acts, for the other: "Japan gave the country 20 buses"."""
        discourse, cats = self.discourse, sentence.units.cats
        state = discourse.state(region)
        start = max(cats.rfind("Q", 0, k), cats.rfind("R", 0, k), cats.rfind("S", 0, k)) + 1
        said = (c.subject[0] for c in sentence.clauses if c.relation == "that" and c.subject is not None and c.subject[0] <= k < c.subject[1])
        start = max(start, next(said, 0))  # "Brazil cho biết nước này sẽ …", where no word opens what is said
        near = self.named(sentence, start, k, groups=False).ids if start < k else []
        if state not in near or near[0] != state or not _ACTS(cats, start, k):
            return state
        others = [*discourse.counterpart([state]), *discourse.states_seen]
        return next((actor for actor in others if actor not in near and discourse.is_state(actor)), state)

    def _outside(self, units: Units, k: int) -> bool:
        """Whether the name at unit k tells of others: "four European nations", "non-EU members"."""
        cats, closed = units.cats, self.pack.closed
        if k > 1 and cats[k - 1] == "h" and units.norm(k - 2) in closed.not_national:
            return True
        return cats[k : k + 2] == "J#" and units.head_last and units.norm(k) in closed.regional

    def _adjective(self, sentence: Sentence, index: int, k: int, *, state: bool) -> str:
        """The organisation, or the state, an adjective behind unit k names."""
        units = sentence.units
        for j in range(k + 1, sentence.chunks[index].end) if not units.head_last else range(sentence.chunks[index].start, k):
            entry = entry_of(units, j, "actor") if units.cats[j] == "J" else None
            if entry is not None and self.discourse.is_state(entry.value) == state:
                return entry.value
        return ""

    def named(self, sentence: Sentence, left: int, right: int, *, groups: bool = True) -> Party:
        """Every actor named between two units, in text order: names, adjectives, persons, group nouns."""
        units, cats = sentence.units, sentence.units.cats
        result = Party()
        past = left
        for k in range(left, min(right, len(cats))):
            letter = cats[k]
            if k < past or letter not in "NJOHF":
                continue
            index = sentence.chunk_at.get(k) if letter in "NJ" and cats[k - 1] in "Dadgw" else None
            if index is not None and (firm := firm_in(sentence, index, self.discourse.home)) is not None:
                result.add(*firm)
                past = sentence.chunks[index].end
                continue
            if letter in "OJ":
                entry = entry_of(units, k, "actor") or (None if _is_brand(cats, k) else entry_of(units, k, "company"))
                if entry is not None and not _names_capital(units, k) and not self._outside(units, k):
                    result.add(entry.value, k)
            elif letter == "H" and isinstance(units.data[k], Person):
                result.add(self.actor_of(units.data[k]), k)
            elif letter == "N" and groups:
                group = entry_of(units, k, "group")
                if group is not None and group.value in ("organisation", "members", "pair", "state_pair", "bloc_pair", "state", "several"):
                    inner = Party()
                    index = sentence.chunk_at.get(k)
                    if index is not None:
                        self._group(sentence, index, right, group, k, inner)
                    for actor in inner.ids:
                        result.add(actor, k)
            elif letter == "F":
                office = read_office(units, k)
                if office.actor:
                    result.add(office.actor, k)
        return result


def _is_brand(cats: str, k: int) -> bool:
    """Whether a company straight behind a noun is the make of it: "le vaccin Sinopharm", "quatre avions Airbus"."""
    return k > 0 and cats[k - 1] in "NuA#h"


def _names_capital(units: Units, k: int) -> bool:
    """Whether the name at unit k only says which capital is meant: "in the Japanese capital", "dans la capitale du Japon"."""
    cats = units.cats
    if units.head_last:
        at = k + 2 if cats[k + 1 : k + 2] == "h" else k + 1
    else:
        at = k - 1
        while at > 0 and cats[at] in "dD":
            at -= 1
    return cats[at : at + 1] == "N" and at >= 0 and "capital" in classes(units, at)


def names_place(units: Units, k: int) -> bool:
    """Whether the name at unit k only says where, in a language whose nouns stand last: "talks in Phnom Penh", "signed in Saudi Arabia"."""
    return units.head_last and k > 0 and units.cats[k - 1] == "e" and units.cats[k] == "O"
