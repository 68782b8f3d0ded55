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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("French forces pulled out of Niger in December, and the EU left.", ("action", ("FRA",), ("NER",))),
        ("Russia has since sent 100 instructors to Niger.", ("action", ("RUS",), ("NER",))),
        ("Algiers recalled its ambassador to Rabat after a Moroccan envoy spoke.", ("action", ("DZA",), ("MAR",))),
        ("Laos and Peru met. The plan, which their leaders adopted in Lima, is new.", ("agreement", ("LAO", "PER"), ())),
        ("ASEAN and India met. The work plan was 76 percent fulfilled.", ("progress", ("ASEAN", "IND"), ())),
        ("China hailed the move as historic and pledged 10 million dollars to Laos.", ("commitment", ("CHN",), ("LAO",))),
        ("Egypt has re-established diplomatic ties with Qatar.", ("milestone", ("EGY", "QAT"), ())),
        ("Russia sent 500 tonnes of rice to Mali. The first ship set sail on April 7.", ("action", ("RUS",), ("MLI",))),
        ("ASEAN chair Malaysia spoke.", ("role", ("MYS",), ("ASEAN",))),
    ],
)
def test_clauses_as_the_wires_build_them(text: str, told: tuple[str, tuple[str, ...], tuple[str, ...]]) -> None:
    found = [(one.kind, one.content.by, one.content.to) for one in read(text)]
    assert told in found, found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya has left the African Union.", ("agreement", "denounced", ("KEN",), ("AU",))),
        ("Mali said it was leaving the African Union.", ("agreement", "denounced", ("MLI",), ("AU",))),
        ("Italy announced its withdrawal from the African Union.", ("agreement", "denounced", ("ITA",), ("AU",))),
        ("India gave six Canadian diplomats until Saturday to leave.", ("action", "completed", ("IND",), ("CAN",))),
        ("Relief supplies donated by Japan arrived in Kenya on Monday.", ("action", "delivered", ("JPN",), ("KEN",))),
        ("France helped train 500 officers of Niger.", ("action", "completed", ("FRA",), ("NER",))),
        ("The deal Ethiopia signed with Japan in March is new.", ("agreement", "signed", ("ETH", "JPN"), ())),
        ("Kenya and Japan met, with Tokyo pledging 10 million dollars to Nairobi.", ("commitment", None, ("JPN",), ("KEN",))),
        ("Japan said that it had signed a deal with Laos and pledged 10 million dollars to Peru.", ("commitment", None, ("JPN",), ("PER",))),
        ("Japan and Laos signed a loan agreement. Under it Tokyo will lend Laos 20 million dollars.", ("commitment", None, ("JPN",), ("LAO",))),
        ("India and Kenya signed a loan agreement under which India will lend Kenya 20 million dollars.", ("commitment", None, ("IND",), ("KEN",))),
        ("Accusing India of spying, Canada expelled two Indian diplomats.", ("position", None, ("CAN",), ("IND",))),
    ],
)
def test_who_leaves_lends_gives_and_accuses(text: str, told: tuple[str, str | None, tuple[str, ...], tuple[str, ...]]) -> None:
    found = [(one.kind, one.content.status, one.content.by, one.content.to) for one in read(text)]
    assert told in found, found


def test_what_is_done_so_far_counts_against_what_was_promised() -> None:
    found = read("India promised Kenya 3 million doses of vaccines. So far 500,000 doses have been delivered.")
    done = next(one.content.quantity for one in found if one.kind == "progress")
    assert done is not None
    assert (done.value, done.of) == (500_000, 3_000_000)


def test_texts_told_again_with_their_day_are_the_same() -> None:
    found = read("Italy and Peru met in Rome. The leaders signed 12 documents. The twelve documents were signed on Monday.")
    assert [one.content.when for one in found if one.kind == "agreement"] == ["2021-04-12"]


@pytest.mark.parametrize(
    "text",
    [
        "The Kenyan president hopes for peace in Kenya. Vietnam evacuated 400 of its 7,000 nationals.",
        "The 10 billion dollars it promised Laos is gone.",
        "Japan's officials hoped the leaders could see it.",
        "The Dominican Republic has sent home 250,000 Haitians.",
        "The 2025 summit goes to South Africa in style.",
    ],
)
def test_what_tells_of_nothing(text: str) -> None:
    assert [one.kind for one in read(text) if one.kind not in ("meeting", "role")] == []
