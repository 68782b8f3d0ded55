"""Read the tables of the world: facts that are true in every language."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from communique.model.actors import Actor, ActorKind, Membership, state_of
from communique.model.dates import bounds
from communique.world.errors import PackError
from communique.world.tables import Row, rows

FOLDER = Path(__file__).parent
PLACE_KINDS = ("city", "region", "sea", "site")
STATUSES = ("un_member", "observer", "other")
_ACTOR_KIND = {"forum": "bloc", "bank": "igo"}  # the table is finer than the model: a forum acts as a bloc does, a bank as an organisation


class State(NamedTuple):
    """A state or territory: its actor id, its capital (a place), its standing in the UN."""

    id: str
    capital: str
    status: str


class Organisation(NamedTuple):
    """An organisation: its actor id, its kind in the table (igo bloc organ forum bank), its founding day (EDTF) and its seat."""

    id: str
    kind: str
    founded: str
    seat: str


class Place(NamedTuple):
    """A place by its usual English name; `country` is the id of its state, empty for seas and for regions of several states."""

    name: str
    country: str
    kind: str


class Person(NamedTuple):
    """A person in public office; `actor` is the state or organisation the person is best known to act for."""

    id: str
    name: str
    actor: str


class Mechanism(NamedTuple):
    """A standing series of meetings: its parties (actor ids), level, cadence (ISO 8601 duration or `ad hoc`) and first meeting (EDTF)."""

    id: str
    name: str
    parties: tuple[str, ...]
    level: str
    cadence: str
    first: str


class Outlet(NamedTuple):
    """A publisher of stories: its country (an actor id, or empty) and its class."""

    publisher: str
    country: str
    kind: str


class Area(NamedTuple):
    """An area of cooperation: its labels by language code, its codes by vocabulary (EuroVoc, OECD CRS, UNBIS)."""

    code: str
    labels: dict[str, str]
    codes: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What is known of the world, by id; `currencies` and `issues` are names by code and id."""

    actors: dict[str, Actor]
    states: dict[str, State]
    organisations: dict[str, Organisation]
    memberships: tuple[Membership, ...]
    places: dict[str, Place]
    persons: dict[str, Person]
    mechanisms: dict[str, Mechanism]
    outlets: dict[str, Outlet]
    areas: dict[str, Area]
    issues: dict[str, str]
    currencies: dict[str, str]
    units: frozenset[str]
    regions: dict[str, frozenset[str]]
    """region → the states and organisations that lie in it"""
    present_members: dict[str, frozenset[str]]
    """organisation → the states that are members and have left on no day known"""
    person_actors: dict[str, str]
    """person id → actor id"""
    place_states: dict[str, str]
    """place name → state id"""
    state_names: dict[str, str]
    """state id → English name"""
    capitals: dict[str, str]
    """state id → English name of its capital"""
    mechanism_ids: dict[tuple[str, frozenset[str]], str]
    """(suffix, parties) → mechanism id: (".JCC", {ASEAN, RUS}) → "ASEAN-RU.JCC" """


@lru_cache(maxsize=4)
def load_world(folder: Path = FOLDER) -> World:
    """The world as its tables give it.

    Raises PackError, with file and line, on an id given twice, an id that is nowhere defined, or a date that is not EDTF.
    """
    actors: dict[str, Actor] = {}
    states = _read_states(folder / "actors/states.tsv", actors)
    organisations = _read_organisations(folder / "actors/organisations.tsv", actors)
    _read_companies(folder / "actors/companies.tsv", actors)
    places = _read_places(folder / "places.tsv", actors)
    for state in states.values():
        if state.capital not in places:
            raise PackError(folder / "actors/states.tsv", 0, f"capital {state.capital!r} of {state.id} is not in places.tsv: add it there")
    mechanisms = _read_mechanisms(folder / "mechanisms/mechanisms.tsv", actors)
    persons = _read_persons(folder / "persons.tsv", actors)
    memberships = _read_memberships(folder / "actors/members.tsv", actors)
    return World(
        actors=actors,
        states=states,
        organisations=organisations,
        memberships=memberships,
        places=places,
        persons=persons,
        mechanisms=mechanisms,
        outlets=_read_outlets(folder / "outlets.tsv", actors),
        areas=_read_areas(folder / "areas.tsv"),
        issues=_read_names(folder / "issues.tsv", "id", "name"),
        currencies=_read_names(folder / "currencies.tsv", "code", "name"),
        regions=_read_regions(folder / "actors/regions.tsv", actors),
        units=frozenset(_read_names(folder / "units.tsv", "unit", "unit")),
        present_members=_present(memberships),
        person_actors={person.id: person.actor for person in persons.values()},
        place_states={place.name: place.country for place in places.values()},
        mechanism_ids={("." + id_.rpartition(".")[2], frozenset(mechanism.parties)): id_ for id_, mechanism in mechanisms.items()},
        state_names={id_: actors[id_].name for id_ in states},
        capitals={id_: state.capital for id_, state in states.items()},
    )


def _present(memberships: tuple[Membership, ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for membership in memberships:
        if not membership.until:
            found.setdefault(membership.organisation, set()).add(membership.member)
    return {organisation: frozenset(states) for organisation, states in found.items()}


@lru_cache(maxsize=4096)
def members(world: World, organisation: str, on: datetime.date) -> frozenset[str]:
    """The ids of the members of `organisation` on a day; the last day of a membership counts.

    Where a date of joining or leaving is known only to the month or year, the whole of it counts as membership.
    """
    found = set()
    for membership in world.memberships:
        if membership.organisation != organisation:
            continue
        since = bounds(membership.since)[0] if membership.since else None
        until = bounds(membership.until)[1] if membership.until else None
        if (since is None or since <= on) and (until is None or on <= until):
            found.add(membership.member)
    return frozenset(found)


def _read_regions(path: Path, actors: Container[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, row in _keyed(path, "region"):
        for actor in row.many("actors"):
            _check(path, row.line, "actor", actor, actors)
        found[key] = frozenset(row.many("actors"))
    return found


def _keyed(path: Path, column: str, taken: Container[str] = ()) -> Iterator[tuple[str, Row]]:
    """The rows of a table with their key, which may be empty nowhere and stand only once."""
    seen: set[str] = set()
    for row in rows(path):
        key = row.get(column, "")
        if not key:
            raise PackError(path, row.line, f"no {column}: give one, or take the row away")
        if key in seen or key in taken:
            raise PackError(path, row.line, f"{column} {key!r} is given twice: keep one row")
        seen.add(key)
        yield key, row


def _check(path: Path, line: int, what: str, key: str, known: Container[str]) -> None:
    if key not in known:
        raise PackError(path, line, f"{what} {key!r} is unknown: define it, or correct the spelling")


def _check_date(path: Path, line: int, edtf: str) -> None:
    try:
        bounds(edtf)
    except ValueError as error:
        raise PackError(path, line, f"{error}: write YYYY, YYYY-MM or YYYY-MM-DD") from error


def _read_states(path: Path, actors: dict[str, Actor]) -> dict[str, State]:
    states = {}
    for key, row in _keyed(path, "id", actors):
        _check(path, row.line, "status", row["status"], STATUSES)
        actors[key] = Actor(key, row["name"], "state")
        states[key] = State(key, row["capital"], row["status"])
    return states


def _read_organisations(path: Path, actors: dict[str, Actor]) -> dict[str, Organisation]:
    organisations = {}
    kinds: dict[str, ActorKind] = {kind: kind for kind in get_args(ActorKind)}
    for key, row in _keyed(path, "id", actors):
        kind = kinds.get(_ACTOR_KIND.get(row["kind"], row["kind"]))
        if kind is None:
            raise PackError(path, row.line, f"kind {row['kind']!r} is unknown: use one of {', '.join([*kinds, *_ACTOR_KIND])}")
        if row["founded"]:
            _check_date(path, row.line, row["founded"])
        actors[key] = Actor(key, row["name"], kind)
        organisations[key] = Organisation(key, row["kind"], row["founded"], row["seat"])
    return organisations


def _read_companies(path: Path, actors: dict[str, Actor]) -> None:
    for key, row in _keyed(path, "id", actors):
        _check(path, row.line, "state", state_of(key), actors)
        actors[key] = Actor(key, row["name"], "company")


def _read_places(path: Path, actors: dict[str, Actor]) -> dict[str, Place]:
    places = {}
    for key, row in _keyed(path, "name"):
        if row["country"]:
            _check(path, row.line, "country", row["country"], actors)
        _check(path, row.line, "kind", row["kind"], PLACE_KINDS)
        places[key] = Place(key, row["country"], row["kind"])
    return places


def _read_persons(path: Path, actors: dict[str, Actor]) -> dict[str, Person]:
    persons = {}
    for key, row in _keyed(path, "id"):
        _check(path, row.line, "actor", row["actor"], actors)
        persons[key] = Person(key, row["name"], row["actor"])
    return persons


def _read_memberships(path: Path, actors: dict[str, Actor]) -> tuple[Membership, ...]:
    memberships = []
    for row in rows(path):
        organisation, member, since, until = row["organisation"], row["member"], row["since"], row["until"]
        _check(path, row.line, "organisation", organisation, actors)
        _check(path, row.line, "member", member, actors)
        if since:
            _check_date(path, row.line, since)
        if until:
            _check_date(path, row.line, until)
        if since and until:
            first, last = bounds(since)[0], bounds(until)[1]
            if first and last and first > last:
                raise PackError(path, row.line, f"until {until} comes before since {since}: correct one of them")
        memberships.append(Membership(organisation, member, since, until or None))
    return tuple(memberships)


def _read_mechanisms(path: Path, actors: dict[str, Actor]) -> dict[str, Mechanism]:
    mechanisms = {}
    for key, row in _keyed(path, "id"):
        parties = tuple(row.many("parties"))
        for party in parties:
            _check(path, row.line, "party", party, actors)
        if row["first"]:
            _check_date(path, row.line, row["first"])
        mechanisms[key] = Mechanism(key, row["name"], parties, row["level"], row["cadence"], row["first"])
    return mechanisms


def _read_outlets(path: Path, actors: dict[str, Actor]) -> dict[str, Outlet]:
    outlets = {}
    for key, row in _keyed(path, "publisher"):
        if row["country"]:
            _check(path, row.line, "country", row["country"], actors)
        outlets[key] = Outlet(key, row["country"], row["class"])
    return outlets


def _read_areas(path: Path) -> dict[str, Area]:
    vocabularies = ("eurovoc", "crs", "unbis")
    areas = {}
    for key, row in _keyed(path, "code"):
        labels = {column: cell for column, cell in row.items() if column != "code" and column not in vocabularies}
        areas[key] = Area(key, labels, {column: row[column] for column in vocabularies})
    return areas


def _read_names(path: Path, key_column: str, name_column: str) -> dict[str, str]:
    return {key: row[name_column] for key, row in _keyed(path, key_column)}
