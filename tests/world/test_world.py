"""The world's tables hold together, and the French pack names what they hold."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

import communique.languages
from communique.world.errors import PackError
from communique.world.load import FOLDER, PLACE_KINDS, World, load_world, members
from communique.world.tables import rows

NAMES = Path(communique.languages.__file__).parent / "fr" / "names"
ACTOR_COLUMNS = ("name", "adjectives", "demonyms", "metonyms", "other")
# the two Congos share an adjective: the words around it decide
SHARED = {"congolais": {"COD", "COG"}, "congolaise": {"COD", "COG"}, "congolaises": {"COD", "COG"}}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def fold(form: str) -> str:
    """The form without article, accents and case, as a reader compares it."""
    bare = re.sub(r"^(?:la |le |les |l')", "", form)
    return "".join(char for char in unicodedata.normalize("NFD", bare) if not unicodedata.combining(char)).casefold()


def owners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The folded forms that more than one id owns."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, key in pairs:
        found[fold(form)].add(key)
    return {form: keys for form, keys in found.items() if len(keys) > 1}


def test_states_are_complete(world: World) -> None:
    standing: dict[str, set[str]] = defaultdict(set)
    for state in world.states.values():
        standing[state.status].add(state.id)
    assert len(standing["un_member"]) == 193
    assert standing["observer"] == {"VAT", "PSE"}
    assert {"TWN", "XKX", "HKG", "MAC", "ESH", "COK", "NIU", "GRL", "NCL", "PYF"} <= standing["other"]
    assert all(re.fullmatch("[A-Z]{3}", state) for state in world.states)
    assert len({world.actors[state].name for state in world.states}) == len(world.states)


def test_counts(world: World) -> None:
    assert len(world.places) >= 450
    assert len(world.persons) >= 700
    assert len(world.organisations) >= 150


def test_capitals_lie_in_their_states(world: World) -> None:
    assert not [state.id for state in world.states.values() if world.places[state.capital].country != state.id]


def test_places(world: World) -> None:
    assert {place.kind for place in world.places.values()} == set(PLACE_KINDS)
    assert not [place.name for place in world.places.values() if place.kind == "sea" and place.country]
    assert not [place.name for place in world.places.values() if place.kind == "city" and not place.country]
    assert world.places["Crimea"].country == "UKR"
    assert world.places["Abeche"].country == "TCD"


def test_persons(world: World) -> None:
    assert world.persons["sergey-lavrov"].actor == "RUS"
    assert world.persons["kao-kim-hourn"].actor == "ASEAN"
    assert all(re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", person) for person in world.persons)


def test_every_state_has_a_french_name(world: World) -> None:
    named = {row["id"]: row for row in rows(NAMES / "actors.tsv")}
    assert named.keys() == world.states.keys()
    assert not [key for key, row in named.items() if not row.many("name")]
    unadjectived = {key for key, row in named.items() if not row.many("adjectives")}
    assert unadjectived <= {"VGB", "TCA"}


@pytest.mark.parametrize(
    ("form", "state"),
    [
        ("nigérien", "NER"), ("nigériane", "NGA"), ("guinéen", "GIN"), ("équato-guinéenne", "GNQ"), ("bissau-guinéen", "GNB"),
        ("dominicaine", "DOM"), ("dominiquais", "DMA"), ("lao", "LAO"), ("laotiens", "LAO"), ("birmane", "MMR"), ("myanmarais", "MMR"),
        ("sud-coréen", "KOR"), ("nord-coréenne", "PRK"), ("émirati", "ARE"), ("émirienne", "ARE"), ("grecque", "GRC"), ("turques", "TUR"),
        ("omanais", "OMN"), ("koweïtienne", "KWT"), ("ouzbèke", "UZB"), ("Suissesse", "CHE"), ("centrafricain", "CAF"), ("sud-africaine", "ZAF"),
        ("Hanoï", "VNM"), ("Quai d'Orsay", "FRA"), ("Kremlin", "RUS"), ("Wisma Putra", "MYS"), ("Birmanie", "MMR"), ("RDC", "COD"),
        ("Viet Nam", "VNM"), ("Grande-Bretagne", "GBR"), ("États-Unis d'Amérique", "USA"), ("République populaire de Chine", "CHN"),
    ],
)  # fmt: skip
def test_french_forms_of_states(form: str, state: str) -> None:
    found = {row["id"] for row in rows(NAMES / "actors.tsv") for column in ACTOR_COLUMNS for own in row.many(column) if fold(own) == fold(form)}
    assert found == {state}


def test_no_form_names_two_states() -> None:
    table = list(rows(NAMES / "actors.tsv"))
    assert owners((form, row["id"]) for row in table for column in ACTOR_COLUMNS for form in row.many(column)) == SHARED


def test_brussels_is_no_metonym_of_belgium() -> None:
    belgium = next(row for row in rows(NAMES / "actors.tsv") if row["id"] == "BEL")
    assert "Bruxelles" not in belgium.many("metonyms")


def test_every_place_has_french_forms(world: World) -> None:
    table = list(rows(NAMES / "places.tsv"))
    assert {row["place"] for row in table} == world.places.keys()
    assert not [row["place"] for row in table if not row.many("forms")]
    assert owners((form, row["place"]) for row in table for form in row.many("forms")) == {}


def test_every_person_has_french_forms(world: World) -> None:
    table = list(rows(NAMES / "persons.tsv"))
    assert {row["person"] for row in table} == world.persons.keys()
    assert not [row["person"] for row in table if not row.many("forms")]
    assert owners((form, row["person"]) for row in table for form in row.many("forms")) == {}


@pytest.mark.parametrize(
    ("organisation", "member", "day", "belongs"),
    [
        ("EU", "GBR", date(2020, 1, 31), True),
        ("EU", "GBR", date(2020, 2, 1), False),
        ("EU", "HRV", date(2013, 6, 30), False),
        ("EU", "HRV", date(2013, 7, 1), True),
        ("ASEAN", "VNM", date(1995, 7, 27), False),
        ("ASEAN", "VNM", date(1995, 7, 28), True),
        ("ASEAN", "KHM", date(1999, 4, 29), False),
        ("ASEAN", "KHM", date(1999, 4, 30), True),
        ("ASEAN", "TLS", date(2025, 10, 25), False),
        ("ASEAN", "TLS", date(2025, 10, 26), True),
    ],
)
def test_membership_as_of(world: World, organisation: str, member: str, day: date, belongs: bool) -> None:
    assert (member in members(world, organisation, day)) is belongs


def test_members_counted(world: World) -> None:
    assert len(members(world, "EU", date(2019, 6, 1))) == 28
    assert len(members(world, "EU", date(2024, 6, 1))) == 27
    assert len(members(world, "ASEAN", date(2021, 6, 1))) == 10
    assert members(world, "NOSUCHBODY", date(2021, 6, 1)) == frozenset()


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("persons.tsv", "nobody\tNobody\tXYZ", "'XYZ' is unknown"),
        ("places.tsv", "Nowhere\tXYZ\tcity", "'XYZ' is unknown"),
        ("places.tsv", "Nowhere\tRUS\ttown", "'town' is unknown"),
        ("places.tsv", "Sochi\tRUS\tcity", "given twice"),
        ("actors/states.tsv", "RUS\tRussia\tMoscow\tun_member", "given twice"),
        ("actors/states.tsv", "QQQ\tNowhere\tNowhere\tother", "not in places.tsv"),
        ("actors/states.tsv", "QQQ\tNowhere\tMoscow\tstate", "'state' is unknown"),
        ("actors/organisations.tsv", "RUS\tRussia\tbloc", "given twice"),
        ("actors/organisations.tsv", "QQQQ\tNobody\tclub", "'club' is unknown"),
        ("actors/organisations.tsv", "QQQQ\tNobody\tbloc\tlong ago", "not an EDTF date"),
        ("actors/companies.tsv", "XYZ:Gazprom\tGazprom", "'XYZ' is unknown"),
        ("actors/members.tsv", "ASEAN\tXYZ\t1967", "'XYZ' is unknown"),
        ("actors/members.tsv", "NOSUCHBODY\tRUS\t1967", "'NOSUCHBODY' is unknown"),
        ("actors/members.tsv", "ASEAN\tRUS\t1999\t1998", "comes before"),
        ("mechanisms/mechanisms.tsv", "X.SUMMIT\tX\tXYZ", "'XYZ' is unknown"),
        ("outlets.tsv", "The Nowhere Times\tXYZ", "'XYZ' is unknown"),
    ],
)
def test_bad_rows_are_refused(tmp_path: Path, table: str, line: str, message: str) -> None:
    folder = tmp_path / "world"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / table
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(PackError, match=re.escape(message)) as refused:
        load_world(folder)
    assert refused.value.file == str(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no such table"):
        load_world(tmp_path)


def test_group_nouns_name_regions_or_actors_of_the_world(world: World) -> None:
    packs = Path(communique.languages.__file__).parent
    named = {part for path in packs.glob("*/groups.tsv") for row in rows(path) for part in row.get("region", "").split("|")}
    assert named - {""} <= set(world.regions) | set(world.actors)
