"""Copies are told from look-alikes; families hold what was said of whom, in whatever order stories come."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from tests.fake_reader import FakeReader

from communique import Ledger
from communique.model.documents import Document, Sighting
from communique.sources.copies import are_copies, marks_of
from communique.sources.story import Story

SESSION = """Le comité mixte ASEAN-Russie tient sa {ordinal}e réunion

Jakarta, {day} mars {year} (VNA) – Le Comité mixte de coopération ASEAN-Russie a tenu mardi sa {ordinal}e réunion à Jakarta, sous la coprésidence
du représentant permanent du {chair} auprès de l'ASEAN et de l'ambassadeur de Russie auprès de l'ASEAN, Alexander Ivanov.

Les parties ont fait le point sur la mise en œuvre du Plan d'action intégral {period}, dont {done} des {all} lignes d'action ont été réalisées, et
ont salué les progrès enregistrés dans les domaines de la politique, de l'économie et de la culture.

La Russie s'est engagée à soutenir l'ASEAN dans l'édification de sa communauté. « Nous restons un partenaire fiable », a déclaré M. Ivanov.

Les deux parties ont convenu de tenir la prochaine réunion au premier trimestre de l'année prochaine à Moscou. -VNA
"""
ONE = SESSION.format(ordinal=18, day=14, year=2020, chair="Laos", period="2016-2020", done=61, all=117)
NEXT = SESSION.format(ordinal=19, day=30, year=2021, chair="Vietnam", period="2021-2025", done=99, all=139)
LINES = [line for line in ONE.split("\n") if line]

COPIES = {
    "cut": "\n".join(LINES[:4]),
    "another headline": "\n".join(["Coopération : Moscou et le bloc font leurs comptes", *LINES[1:]]),
    "another credit": ONE.replace("(VNA)", "(Xinhua)").replace("-VNA", "Source : agences"),
    "quotes retyped": ONE.replace("« ", '"').replace(" »", '"').replace("'", "’").replace(" – ", " - "),
    "a paragraph moved": "\n".join([*LINES[:2], *LINES[4:6], *LINES[2:4], *LINES[6:]]),
    "in capitals, with a crawl header": " date 2020-03\n" + ONE.upper(),
}


@pytest.mark.parametrize("name", COPIES)
def test_what_outlets_do_leaves_a_copy(name: str) -> None:
    assert are_copies(ONE, COPIES[name]) and are_copies(COPIES[name], ONE)
    assert set(marks_of(ONE)) & set(marks_of(COPIES[name]))


def test_two_sessions_of_one_committee_are_no_copies() -> None:
    assert not are_copies(ONE, NEXT) and not are_copies(COPIES["cut"], NEXT)


TELEGRAM = """Le président adresse ses félicitations au Laos pour le {ordinal}e anniversaire de sa fête nationale

Hanoï, {day} décembre (VNA) – À l'occasion du {ordinal}e anniversaire de la Fête nationale de la République démocratique populaire lao (2 décembre
1975), le secrétaire général et président de l'État a adressé un message de félicitations à son homologue lao. Le même jour, le Premier ministre, le
président de l'Assemblée nationale et le ministre des Affaires étrangères ont adressé des messages semblables à leurs homologues, et ont dit leur
confiance que la grande amitié, la solidarité spéciale et la coopération intégrale entre les deux pays seraient préservées et développées en {year}.
"""


def test_messages_of_two_years_are_no_copies_and_a_figure_put_right_is_one() -> None:
    """Word for word the same but for their numbers, of which a report of the same thing may have another, or none of its own."""
    first, next_ = (TELEGRAM.format(ordinal=46 + place, day=2 - place, year=2021 + place) for place in (0, 1))
    assert not are_copies(first, next_) and not are_copies(next_, first)
    for text in (ONE.replace("61 des 117", "62 des 117"), first.replace("en 2021", "en 2022"), first + "(AFP, 3/12/2021)"):
        whole = ONE if text.startswith(ONE[:20]) else first
        assert are_copies(whole, text) and are_copies(text, whole)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("", ONE), ("...", "..."), ("Un mot", "Deux mots")])
def test_texts_with_nothing_in_common(one: str, other: str) -> None:
    assert not are_copies(one, other)
    assert len(marks_of(one)) == len(marks_of(ONE))


def test_marks_are_the_same_on_every_machine() -> None:
    assert marks_of("ASEAN et Russie, partenaires depuis 1996")[:2] == marks_of("asean ET russie -- partenaires; depuis 1996")[:2]
    assert all(0 <= mark < 2**63 for mark in marks_of(ONE))


def story(text: str, published: str) -> Story:
    document = Document.of(text, language="xx")
    return Story(document, Sighting(document.id, document.id, published=published), document.id)


STORIES = [story(ONE, "2020-03-15"), story(COPIES["cut"], "2020-03-14"), story(COPIES["another credit"], "2020-03-16"), story(NEXT, "2021-03-31")]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("order", list(permutations(range(4)))[::3])
def test_families_whatever_the_order(order: tuple[int, ...], apart: bool) -> None:
    with Ledger.open(":memory:", reader=FakeReader()) as ledger:
        for batch in [[STORIES[place]] for place in order] if apart else [[STORIES[place] for place in order]]:
            ledger.read(batch)
        ledger.read(STORIES)
        families = {ledger.family(one.document.id) for one in STORIES}
        heads = ledger.store.heads(one.document.id for one in STORIES)
    first, second, third, other = (one.document.id for one in STORIES)
    assert {frozenset(family) for family in families} == {frozenset({first, second, third}), frozenset({other})}
    assert {family[0] for family in families} == {second, other}  # the earliest is the head
    assert heads == {first: second, second: second, third: second, other: other}


def test_families_join_when_a_link_between_them_comes(tmp_path: object) -> None:
    halves = ["\n".join(LINES[:4]), "\n".join(LINES[4:])]
    with Ledger.open(":memory:", reader=FakeReader()) as ledger:
        ledger.read([story(half, "2020") for half in halves])
        assert len({ledger.family(Document.of(half).id) for half in halves}) == 2
        ledger.read(story(ONE, "2020"))
        assert len({ledger.family(Document.of(text).id) for text in (*halves, ONE)}) == 1


def test_many_copies_are_one_family() -> None:
    dice = random.Random(3)
    every = [story(ONE.replace("Jakarta", f"Jakarta {number}"), f"2020-03-{dice.randint(10, 28)}") for number in range(150)]
    with Ledger.open(":memory:", reader=FakeReader()) as ledger:
        ledger.read(every)
        families = {ledger.family(one.document.id) for one in every}
    assert len(families) == 1 and len(next(iter(families))) == 150
