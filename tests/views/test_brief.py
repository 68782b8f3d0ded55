"""The brief: what it tells of a partnership, on what words, and how carefully."""

from __future__ import annotations

import json
import re

import pytest
from tests.views.conftest import ENGLISH, FRENCH, known, lines

from communique.model.dates import precision_of
from communique.views.brief import brief
from communique.views.brief_page import brief_page, sentence
from communique.views.page import markdown, text
from communique.views.rows import Row, mapping, mappings
from communique.world.load import load_world

SIDES = ["ASEAN", "RUS"]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return brief(known("2022-12-31"), SIDES, load_world())


def told(rows: list[Row], section: str) -> list[str]:
    return [sentence(row, ENGLISH) for row in rows if row["section"] == section]


def test_it_says_where_relations_stand(rows: list[Row]) -> None:
    found = told(rows, "relations")
    assert "ASEAN and Russia raised their relations to a strategic partnership on 14 November 2018." in found
    assert "Cambodia is the country coordinator (since August 2021; last reported 29 October 2021)." in found
    assert "Indonesia is to chair ASEAN (2023)." in found


def test_the_answer_comes_first(rows: list[Row]) -> None:
    found = told(rows, "summary")
    assert rows[1]["section"] == "summary"
    assert found[0] == "strategic partnership since 14 November 2018." and found[1] == "Last summit reported: 28 October 2021, online."
    followed = [row for row in rows if row["section"] == "undertakings" and row["key"] == "undertaking"]
    late = [row for row in followed if row["state"] == "overdue_no_report"]
    assert found[2] == f"Undertakings that can be followed and are not reported done: {len(followed)}, {len(late)} of them past the date."
    assert found[3] == "Next: 5th anniversary of the strategic partnership, ASEAN–Russia (since 2018), 14 November 2023."


def test_a_name_that_says_only_the_sort_has_its_field(rows: list[Row]) -> None:
    agreed = told(rows, "agreements")
    assert not any("security" in one.partition("(")[2] for one in agreed if "sécurité" in one)
    assert all("(disaster management)" not in one for one in agreed if "gestion des catastrophes" in one)


def test_it_tells_the_last_meetings_first(rows: list[Row]) -> None:
    met = told(rows, "meetings")
    assert len(met) == 5 and met[0].startswith("4 August 2022: ASEAN-Russia Post Ministerial Conference")
    assert "28 October 2021: ASEAN-Russia Summit (4th session), online." in met


def test_what_nobody_reported_is_called_that(rows: list[Row]) -> None:
    silent = told(rows, "silence")
    assert (
        "ASEAN-Russia Joint Cooperation Committee: last session reported on 30 March 2021, another to be expected by September 2022; no report found."
        in silent
    )
    page = text(brief_page(rows, ENGLISH), ENGLISH)
    assert not re.search(r"\b(?:not kept|broken promise|failed|did not take place)\b", page)


def test_it_tells_figures_progress_and_what_comes(rows: list[Row]) -> None:
    assert "trade: about 20 billion USD in 2021, after 13.6 billion USD in 2020." in told(rows, "figures")
    (progress,) = [one for one in told(rows, "done") if "action lines" in one]
    assert progress.startswith("99 of 139 action lines of") and "92 on 13 March 2020 and 79 on 31 July 2019" in progress
    assert "14 November 2023: 5th anniversary of the strategic partnership, ASEAN–Russia (since 2018)." in told(rows, "next")
    assert any("runs until 2025; no successor found" in one for one in told(rows, "agreements"))


def test_a_members_dealings_are_told_apart(rows: list[Row]) -> None:
    own = [
        row
        for row in rows
        if row["section"] not in ("members", "basis") and "of" in row and row["section"] not in ("summary", "relations", "positions")
    ]
    assert all({"ASEAN", "RUS"} <= {*mapping(row["of"])["by"], *mapping(row["of"])["to"]} for row in own)  # type: ignore[misc]
    assert any("20 million doses" in one and one.endswith("partly delivered.") for one in told(rows, "members"))


def test_every_sentence_rests_on_a_quote_with_outlet_and_date(rows: list[Row]) -> None:
    pointers = {"declared", "followed"}
    for row in rows[1:]:
        notes = mappings(row["footnotes"])
        assert notes or row["key"] in pointers
        assert all(note["quote"] and note["publisher"] and precision_of(str(note["published"])) for note in notes)
    page = markdown(brief_page(rows, ENGLISH), ENGLISH)
    body = page[: page.index("\n[^1]: ")].splitlines()
    said = [line for line in body if line.startswith("- ")]
    assert sum("[^" in line for line in said) == len(said) - sum(row["key"] in pointers for row in rows)


def test_it_fits_two_pages_besides_its_sources(rows: list[Row]) -> None:
    for words in (ENGLISH, FRENCH):
        body = text(brief_page(rows, words), words).split(f"\n{words.say('page', 'notes')}\n")[0]
        assert len(re.findall(r"[^\W\d_][\w'’-]*", body)) <= 1000


def test_it_knows_only_what_was_known() -> None:
    early = brief(known("2021-06-30"), SIDES, load_world())
    days = [str(note["published"]) for row in early for note in mappings(row["footnotes"])]
    assert days and max(days) <= "2021-06-30"
    assert not any("4th session" in one for one in told(early, "meetings"))
    assert brief(known("2015-12-31"), SIDES, load_world()) == []
    assert brief(known("2022-12-31"), ["ASEAN", "BRA"], load_world()) == []


def test_in_french(rows: list[Row]) -> None:
    found = "\n".join(lines(brief_page(rows, FRENCH), "fr"))
    assert "L'ASEAN et la Russie ont élevé leurs relations au rang de partenariat stratégique le 14 novembre 2018." in found
    assert "Commerce : environ 20 milliards USD en 2021" in found
    assert not re.search(r"\{\w*\}|None|no report|until", found)


def test_programs_can_hold_it(rows: list[Row]) -> None:
    assert json.loads(json.dumps(rows, default=list)) == rows


def test_a_sentence_does_not_mix_what_two_stories_say(rows: list[Row]) -> None:
    """Assembly may take two promises for one; the term is then told in the words of the story that gives it."""
    for row in rows:
        if row["key"] in ("undertaking", "position"):
            (note,) = mappings(row["footnotes"])
            statement = next(one for group in known("2022-12-31").groups for one in group.tellings if one.id == note["statement"])
            of = mapping(row["of"])
            assert (of["what"], of["when"], of["due"]) == (statement.content.what, statement.content.when, statement.content.due)
