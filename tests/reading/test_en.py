"""English as whole stories tell it: whom words stand for, where things happen, and what is shown as evidence."""

from __future__ import annotations

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.world.load import load_world

READER = Reader(load_world(), load_pack)


def read(text: str, *, published: str = "2021-04-15", publisher: str = "AFP") -> tuple[Statement, ...]:
    document = Document.of(text, language="en")
    return READER.read(document, Sighting(document.id, name="test", published=published, publisher=publisher)).statements


@pytest.mark.parametrize(
    ("text", "kind", "by", "to"),
    [
        ("Fiji and the Pacific Islands Forum met. Peru spoke at the G20. Fiji now chairs the Forum.", "role", ("FJI",), ("PIF",)),
        ("The African Union met the G20 in Rome. Japan gave 20 buses to the Union.", "action", ("JPN",), ("AU",)),
        ("The EU and Mercosur met. Spain and Italy left early. The two blocs signed a trade agreement.", "agreement", ("EU", "MERCOSUR"), ()),
        ('Laos hosts ASEAN. "It is done," said Ivan Petrov, Moscow\'s ambassador to the bloc.', "role", ("RUS",), ("ASEAN",)),
        ("Peru's ambassador to Chile, Juan Rojas, spoke after his Chilean counterpart Ana Soto.", "role", ("CHL",), ("PER",)),
    ],
)
def test_whom_words_stand_for(text: str, kind: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    last = [statement.content for statement in read(text) if statement.kind == kind][-1]
    assert (last.by, last.to) == (by, to)


@pytest.mark.parametrize(
    ("text", "by", "where"),
    [
        ("The foreign ministers of Laos and Peru met in the Rwandan capital on Friday.", ("LAO", "PER"), "Kigali"),
        ("The foreign ministers of Laos and Peru met in Rwanda's capital Kigali on Friday.", ("LAO", "PER"), "Kigali"),
        ("The foreign ministers of Laos and Peru met in the capital of Japan on Friday.", ("LAO", "PER"), "Tokyo"),
    ],
)
def test_a_capital_is_a_place(text: str, by: tuple[str, ...], where: str) -> None:
    (meeting,) = read(text)
    assert (meeting.content.by, meeting.content.where) == (by, where)


def test_an_opinion_is_shown_with_the_words_that_give_it() -> None:
    (position,) = read("The French ambassador said Paris was still opposed to the plan.")
    assert position.evidence[0].quote.exact == "The French ambassador said Paris was still opposed to the plan"


def test_what_counts_against_a_promise_is_progress() -> None:
    assert [one.kind for one in read("China has handed over $3 billion of the $10 billion it meant for Kenya.")] == ["progress"]


@pytest.mark.parametrize(
    ("text", "kind", "by", "to"),
    [
        ("China will give the Central Asian countries 500 million dollars.", "commitment", ("CHN",), ("KAZ", "KGZ", "TJK", "TKM", "UZB")),
        ("The foreign ministers of the Baltic states and Poland met in Riga on Friday.", "meeting", ("EST", "LVA", "LTU", "POL"), ()),
        ("Japan and Laos met. Japan gave the country 20 buses.", "action", ("JPN",), ("LAO",)),
    ],
)
def test_who_is_counted_in(text: str, kind: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    last = [statement.content for statement in read(text) if statement.kind == kind][-1]
    assert (last.by, last.to) == (by, to)


def test_a_story_of_one_state_and_a_region_has_no_second_party() -> None:
    text = "Turkey plans to share 15 million doses with Africa. It also thanked Qatar last year. A joint declaration was adopted in Istanbul."
    assert [(one.kind, one.content.by, one.content.to) for one in read(text) if one.kind != "position"] == [
        ("commitment", ("TUR",), ()),
        ("agreement", ("TUR",), ()),
    ]
