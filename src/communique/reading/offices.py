"""Offices and who holds them: an office phrase with the nationality, portfolio and bodies around its head."""

from __future__ import annotations

import re
from typing import Final

from communique.grammar.units import Units
from communique.languages.cases import cases_of
from communique.languages.phrases import Entry
from communique.model.fold import fold

_TAIL: Final = frozenset("JAYLOuUNo")
_LINK: Final = frozenset("daPew")
_LONGEST: Final = 14
_MORE: Final = 6
"""units behind a list of portfolios in which its state may stand"""
_LISTED: Final = re.compile(r"(?:,(?:[da]D?[YuANU]|[Yu])[YuANUhJO]*)+,?C(?:[daD]D?(?=[YuANUJ])|(?=Y))").match
"""The portfolios behind the first of several, up to the last."""
ABROAD: Final = frozenset({"ambassador", "permanent_representative"})
"""Offices held in another body than the one they are of."""


_TWO_NAMES: Final = ",HC"
"""The names of two who hold an office, behind the office."""


class Person:
    """A person as the story names them; `role` and `level` from the office, `actor` the state or body, `at` the body an office is held in.

    `office` says whether the office stands beside the name here; `country` is that of the office, where it names no state.
    """

    __slots__ = ("actor", "at", "country", "gender", "id", "level", "name", "office", "role")

    def __init__(
        self, name: str, role: str = "", level: str = "", actor: str = "", at: tuple[str, ...] = (), gender: str = "", office: bool = False,
        id: str = "", country: str = "",
    ) -> None:  # fmt: skip
        self.name, self.role, self.level, self.actor, self.at = name, role, level, actor, at
        self.gender, self.office, self.id, self.country = gender, office, id, country

    @property
    def surname(self) -> str:
        """The folded last word of the name, by which a story takes it up again."""
        return fold(self.name).split()[-1] if self.name else ""


class Office:
    """An office phrase: units `start:end`, its role, and the actors named in it."""

    __slots__ = ("actor", "actors", "at", "body", "country", "elsewhere", "end", "gender", "group", "level", "role", "start")

    def __init__(self, start: int, end: int, role: str, level: str, actor: str = "", at: tuple[str, ...] = ()) -> None:
        self.start, self.end, self.role, self.level, self.actor, self.at = start, end, role, level, actor, at
        self.gender = ""
        self.body = False
        """whether it is held in a body that is no state: "président du Comité populaire" """
        self.elsewhere = False
        """whether it is held at a name that is no state known: "la première ministre du Québec" """
        self.group = False
        """whether it is held in the organisation the story has named last: "l'émissaire du bloc" """
        self.country = ""
        """the region of the country the story has named last in whose service it is: "la ministra del país sudamericano"; `*` for any"""
        self.actors: tuple[str, ...] = ()
        """the actors of several who hold it: "les ministres russe et chinois" """


def read_office(units: Units, k: int) -> Office:
    """The office phrase whose head is unit k, with the nationality, portfolio and bodies that follow it."""
    cats = units.cats
    entry = units.entry(k, "office")
    assert entry is not None
    level, portfolio, actor = entry.extra.split("|")
    office = Office(k, k + 1, entry.value, level, "" if entry.value in ABROAD else actor)
    if units.head_last:
        return _office_behind(units, office, portfolio, actor)
    if portfolio and portfolio != "foreign":
        office.actor = portfolio  # an office of one body only: "commissaire européen"
    role = "foreign_minister" if portfolio == "foreign" and entry.value == "minister" else entry.value
    at: list[str] = [actor] if actor and entry.value in ABROAD else []
    j, limit = k + 1, min(len(cats), k + _LONGEST)
    link = ""
    while j < limit:
        letter = cats[j]
        if letter == "J" or letter in "OL":
            actor = actor_at(units, j)
            if actor:
                if letter == "J":
                    office.actors += (actor,)
                    office.actor = office.actor or actor
                    if units.end[k] - units.begin[k] <= 2 and not link:  # not the adjective of "diplomatie" in "chef de la diplomatie belge"
                        office.gender = office.gender or _gender_of_adjective(units, j)
                elif link and link in "aeP":
                    at.append(actor)
                elif link != "w":  # "chargé de la coopération avec le Commonwealth"
                    office.actor = office.actor or actor
                    office.actors += (actor,)  # "les présidents de la Russie et du Kazakhstan, A et B"
            office.elsewhere = office.elsewhere or (not actor and bool(link) and link == "d")
            j += 1
            continue
        if letter == "Y":
            portfolio_entry = units.entry(j, "portfolio")
            if portfolio_entry is not None and portfolio_entry.value == "foreign_minister" and role in ("minister", "deputy_minister", "other"):
                role = "foreign_minister" if role == "minister" else role
            j += 1
            continue
        if letter in "Auo" or letter == "h" or (letter in "NUF" and link):
            if letter in "NuU" and link and not office.actor:
                group = units.entry(j, "group") if letter == "N" else None
                office.group = group is not None and group.value == "organisation"
                office.country = (group.extra or "*") if group is not None and group.value == "state" else ""
                office.body = not office.group and not office.country
                office.elsewhere = office.elsewhere or (letter == "U" and cats[j - 1] in "dD")
            j += 1
            continue
        if letter == "T" and j + 2 < limit and cats[j + 1] in "dD":  # "ministre chargé du Commerce", "chargé des affaires"
            link, j = ("d", j + 2) if cats[j + 1] == "D" else (link, j + 1)
            continue
        if letter == "," and (listed := _LISTED(cats, j)) is not None:  # "ministre du Plan, de la Statistique et de l'Énergie du Congo"
            j, link, limit = listed.end(), "d", max(limit, min(len(cats), listed.end() + _MORE))
            continue
        if letter == "G" and link and office.actor and cats[j + 1 : j + 2] in ("a", "e"):  # "et des Marocains résidant à l'étranger"
            j += 1
            continue
        if office.actor and cats[j : j + 2] == "CO" and cats[j + 2 : j + 5] == _TWO_NAMES:  # "los cancilleres de Perú y Chile, A y B"
            office.actors += (actor_at(units, j + 1),)
            j += 2
            continue
        if letter == "C" and j + 1 < limit and cats[j + 1] == "F":  # "secrétaire général du Parti et président, X"
            second = read_office(units, j + 1)
            if cats[second.end : second.end + 1] == "H" or cats[second.end : second.end + 2] in (",H", ",t"):
                office.level = second.level or office.level
                if second.role == "chair" and second.actor not in ("", office.actor) and office.actor:
                    at.append(second.actor)  # "son homologue ghanéen et président en exercice de la Cédéao, X"
                office.actor = office.actor or second.actor
                role = second.role if second.role != "other" else role
                j = second.end
            break
        if letter == "," and office.actors and cats[j - 1] == "J" and re.match(r",J(?:,J)*CJ", cats[j:limit]):
            j += 1  # "les présidents ivoirien, sénégalais et nigérien"
            continue
        if (letter == "E" and j + 1 < limit and cats[j + 1] in "Au") or (letter == "C" and office.actors and cats[j + 1 : j + 2] == "J"):
            j += 1
            continue
        if letter == "a" and units.begin[j] == units.end[j]:
            break  # a case is marked: "сказал кубинский министр президенту Анголы" tells of two
        if letter in _LINK or (letter == "C" and j + 1 < limit and cats[j + 1] in ("dDaYN" if link else "Y")):
            m = j + 1
            while m < limit and cats[m] in "Dda":
                m += 1
            other = letter == "C" and (cats[m : m + 1] == "F" or (cats[m + 1 : m + 2] == "H" and cats[m] not in "OJ"))  # "et le général X"
            other = other or (letter == "P" and bool(at) and role in ABROAD and cats[m : m + 1] in ("u", "N"))  # "en France pour consultations"
            if m < limit and cats[m] in "JAYLOuUNoF" and not other:
                link = letter if letter != "C" else link
                j = m
                continue
        break
    office.end = j
    while office.end > k + 1 and cats[office.end - 1] in "hC":
        office.end -= 1
    office.role, office.at = role, tuple(at)
    if units.masks is not None:
        _take_adjectives(units, office, units.masks)
    return office


def _take_adjectives(units: Units, office: Office, masks: list[int]) -> None:
    """The nationality that agrees with the head behind it, where nouns decline: "российский министр", "чилийский и перуанский президенты"."""
    cats, k = units.cats, office.start
    actors: list[str] = []
    j = k - 1
    if j > 1 and cats[j] == "D" and units.begin[j] == units.end[j] and cats[j - 1] == "J":
        j -= 1  # a case is marked between adjectives in the singular and their head in the plural
    while j >= 0 and (cats[j] == "A" or (cats[j] == "J" and cases_of(masks[j]) & masks[k] and actor_at(units, j))):
        if cats[j] == "J":
            actors.insert(0, actor_at(units, j))
            office.start = j
        j -= 1
        if actors and j >= 1 and cats[j] in "C," and cats[j - 1] == "J":
            j -= 1
    if actors and not office.actors:
        office.actors = tuple(actors)
        office.actor = office.actor or actors[0]


def _office_behind(units: Units, office: Office, portfolio: str, named: str) -> Office:
    """The rest of an office whose modifiers stand before it: "Vietnam's Deputy Minister of Industry and Trade", "the Cuban ambassador to Russia"."""
    cats, k = units.cats, office.start
    if portfolio and portfolio != "foreign":
        office.actor = portfolio
    role = "foreign_minister" if portfolio == "foreign" and office.role == "minister" else office.role
    at: list[str] = [named] if named and office.role in ABROAD else []
    start = j = k
    actors: list[str] = []
    while j > max(0, k - _LONGEST):
        letter = cats[j - 1]
        if letter in "JO" and (actor := actor_at(units, j - 1)):
            actors.insert(0, actor)
            start = j - 1
        elif letter == "Y":
            entry = units.entry(j - 1, "portfolio")
            if entry is not None and entry.value == "foreign_minister" and role == "minister":
                role = "foreign_minister"
            start = j - 1
        elif letter in "C,":
            kind = cats[j - 2 : j - 1]
            if not ((actors or start < k) and kind in ("J", "O", "Y")) or (letter == "," and (kind == "O" or cats[j] != kind)):
                break
        elif letter not in "hAoL" and not (letter in "uUN" and not actors):
            break
        j -= 1
    office.start = start
    j = k + 1
    while j + 1 < len(cats) and j < k + _LONGEST:
        letter, m = cats[j], j + 1
        if letter == "Y":
            entry = units.entry(j, "portfolio")
            if entry is not None and entry.value == "foreign_minister":
                role = "foreign_minister" if role == "minister" else role
            j += 1
            continue
        if letter == "C" and cats[m] in "YF":
            if cats[m] == "F":
                second = read_office(units, m)
                if cats[second.end : second.end + 1] not in ("H", ",", "h") and cats[second.end : second.end + 1]:
                    break
                role = second.role if second.role != "other" else role
                office.actor = office.actor or second.actor
                office.level = second.level or office.level
                m = second.end - 1
            j = m + 1
            continue
        if letter == "," and cats[m] == "Y" and cats[j - 1] == "Y":
            j = m + 1  # "minister of investment, trade and industry"
            continue
        if letter == "C" and (stop := cats.find("H", m, m + 5)) > 0 and not cats[m:stop].strip("uANYC,") and cats[m] != "H":
            j = stop - (cats[stop - 1] == ",")  # "minister of finance and economic planning, X": a portfolio that is not known
            break
        if letter == "e" and cats[m] in "OL" and (office.role in ABROAD or cats[m + 1 : m + 3] == ",H") and (actor := actor_at(units, m)):
            at.append(actor)  # "the ambassador of Japan in Rwanda"
            j = m + 1
            continue
        if letter not in "daP":
            break
        while m < len(cats) and cats[m] in "DAuoJ" and cats[m + 1 : m + 2] and cats[m + 1] in "DAuoJOLNUYFh":
            if cats[m] == "J" and (actor := actor_at(units, m)):
                actors.append(actor)
            m += 1
        if m >= len(cats) or (letter == "P" and cats[m] not in "YuN" and cats[m : m + 2] not in ("Y,",)):
            break
        if cats[m] in "OJL" and (actor := actor_at(units, m)):
            if letter == "a" or (office.role in ABROAD and letter != "d"):
                at.append(actor)
            else:
                actors.append(actor)
            while cats[m + 1 : m + 3] == "CO" and (letter == "a" or cats[m + 3 : m + 6] == _TWO_NAMES):
                (at if letter == "a" else actors).append(actor_at(units, m + 2))
                m += 2
        elif cats[m] in "NUu" and letter in "dP":
            group = units.entry(m, "group") if cats[m] == "N" else None
            office.group = group is not None and group.value == "organisation"
            office.body = not office.group and not office.actor and not actors
        elif cats[m] == "N" and letter == "a":
            group = units.entry(m, "group")
            office.group = group is not None and group.value == "organisation"
            if group is None:
                break
        elif cats[m] != "Y":
            break
        j = m if cats[m] == "Y" else m + 1
        while cats[j : j + 1] in ("N", "u", "U", "h") and cats[m] != "Y":
            j += 1
    office.end = max(j, k + 1)
    office.actors = tuple(dict.fromkeys(actors))
    office.actor = office.actor or (actors[0] if actors else "")
    if role in ABROAD and office.actor and office.actor in at and len(at) > 1:
        at.remove(office.actor)
    office.role, office.at = role, tuple(at)
    return office


def actor_at(units: Units, k: int) -> str:
    """The actor or company named at unit k, or empty."""
    entry = units.entry(k, "actor") or units.entry(k, "company")
    return entry.value if entry is not None else ""


def _gender_of_adjective(units: Units, k: int) -> str:
    return "f" if units.norm(k).endswith("e") and units.norm(k)[-2:] not in ("se", "he", "le", "re", "ge", "be", "ve", "te", "ze") else ""


def entry_of(units: Units, k: int, type_: str) -> Entry | None:
    """The entry of one type of unit k (persons have none)."""
    return None if isinstance(units.data[k], Person) else units.entry(k, type_)


def noun_of(units: Units, k: int) -> Entry | None:
    """The noun entry of unit k; of several, where modifiers stand first, that of a group: "members" is a relation, too."""
    noun = entry_of(units, k, "noun")
    if units.head_last and noun is not None:
        return next((entry for entry in units.data[k] if entry.type == "noun" and entry.value == "group"), noun)
    return noun
