"""The words of views: dates never sharper than their EDTF, numbers, names; and that the languages have the same ones."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.assembly.delivery import Computed, Reported
from communique.kinds.table import KINDS
from communique.languages.errors import PackError
from communique.languages.interface import DEFAULT, interfaces, load_interface
from communique.views.page import Heading, Item, Page, Table, escaped, markdown, text
from communique.views.slots import value_words
from communique.views.words import Words, load_words
from communique.world.load import load_world

ENGLISH, FRENCH = (load_words(code, load_world()) for code in ("en", "fr"))


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2018-11-14", "14 November 2018", "14 novembre 2018"),
        ("2021-04-01", "1 April 2021", "1er avril 2021"),
        ("2019-02", "February 2019", "février 2019"),
        ("2017~", "about 2017", "vers 2017"),
        ("2021-22", "summer 2021", "été 2021"),
        ("2020-41", "the second half of 2020", "second semestre 2020"),
        ("2016-05-19/2016-05-20", "19–20 May 2016", "19-20 mai 2016"),
        ("2022-01-11~/2022-01-20~", "about 11–20 January 2022", "vers 11-20 janvier 2022"),
        ("2021-11-29/2021-12-02", "29 November 2021 – 2 December 2021", "29 novembre 2021 – 2 décembre 2021"),
        ("2016/2020", "2016–2020", "2016-2020"),
        ("2021-08/..", "since August 2021", "depuis août 2021"),
        ("../2022-06-30", "until 30 June 2022", "jusqu'au 30 juin 2022"),
        ("../2025", "until 2025", "jusqu'en 2025"),
        ("201X", "the 2010s", "les années 2010"),
        (None, "date unknown", "date inconnue"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_is_never_sharper_than_its_words(edtf: str | None, english: str, french: str) -> None:
    assert (ENGLISH.date(edtf), FRENCH.date(edtf)) == (english, french)


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2018-11-14", "on 14 November 2018", "le 14 novembre 2018"),
        ("2019-02", "in February 2019", "en février 2019"),
        ("2016-05-19/2016-05-20", "on 19–20 May 2016", "les 19-20 mai 2016"),
        ("2021-08/..", "since August 2021", "depuis août 2021"),
        ("2022-01-11~/2022-01-20~", "about 11–20 January 2022", "vers 11-20 janvier 2022"),
        (None, "at a date unknown", "à une date inconnue"),
    ],
)
def test_a_date_in_a_sentence(edtf: str | None, english: str, french: str) -> None:
    assert (ENGLISH.on(edtf), FRENCH.on(edtf)) == (english, french)


YEARS = st.integers(1900, 2099).map(str)
MONTHS = st.integers(1, 12).map("{:02d}".format)
PIECES = st.one_of(
    YEARS,
    st.tuples(YEARS, MONTHS).map("-".join),
    st.tuples(YEARS, st.sampled_from(["21", "24", "33", "36", "40", "41"])).map("-".join),
    st.tuples(YEARS, MONTHS, st.integers(1, 28).map("{:02d}".format)).map("-".join),
)
MARKED = st.tuples(PIECES, st.sampled_from(["", "", "~", "?"])).map("".join)


@given(st.one_of(MARKED, st.tuples(MARKED, MARKED).map("/".join), MARKED.map("{}/..".format), MARKED.map("../{}".format)))
def test_words_hold_no_number_that_the_date_does_not(edtf: str) -> None:
    given = {int(number) for number in re.findall(r"\d+", edtf)}
    for words in (ENGLISH, FRENCH):
        for told in (words.date(edtf), words.on(edtf)):
            assert {int(number) for number in re.findall(r"\d+", told)} <= given
            assert not set(edtf) & set("~?") or told != words.date(re.sub("[~?]", "", edtf))


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "of", "english", "french"),
    [
        (13.6e9, "USD", "=", None, "13.6 billion USD", "13,6 milliards USD"),
        (7.2e6, "USD", ">", None, "more than 7.2 million USD", "plus de 7,2 millions USD"),
        (1.5e6, "USD", "=", None, "1.5 million USD", "1,5 million USD"),
        (2.5e6, "tourist", "~", None, "about 2.5 million tourists", "environ 2,5 millions de touristes"),
        (2e6, "student", "=", None, "2 million students", "2 millions d'étudiants"),
        (140_000, "tourist", "=", None, "140,000 tourists", "140\u202f000 touristes"),
        (99, "action line", "=", 139, "99 of 139 action lines", "99 sur 139 lignes d'action"),
        (1, "project", "=", None, "1 project", "1 projet"),
    ],
)
def test_a_quantity_in_words(value: float, unit: str, comparator: str, of: float | None, english: str, french: str) -> None:
    quantity = {"value": value, "unit": unit, "comparator": comparator, "of": of}
    assert (ENGLISH.quantity(quantity), FRENCH.quantity(quantity)) == (english, french)


@pytest.mark.parametrize(
    ("slot", "value", "english"),
    [
        ("ordinal", "12", "12th"),
        ("status", "signed", "signed"),
        ("when", "2021-04", "April 2021"),
        ("where", "Jakarta", "Jakarta"),
        ("level", "summit", "summit"),
        ("ordinal", "12 inferred", "12th, by its neighbours"),
        ("ordinal", "12 on 2021-04", "12th, as another of April 2021 is counted"),
        ("quantity", "> 7200000 USD", "more than 7.2 million USD"),
        ("quantity", "1e+20 USD", "1e+20 USD"),
        ("by", "ASEAN RUS", "ASEAN, Russia"),
        ("by", "RUS:Gazprom Neft RUS", "Gazprom Neft, Russia"),
        ("areas", "HEA,ENE", "health, energy"),
        ("type", "session", "meeting"),
        ("name", "Plan A", "“Plan A”"),
    ],
)
def test_values_in_dispute(slot: str, value: str, english: str) -> None:
    assert value_words({"slot": slot, "kind": "meeting", "level": None}, slot, value, ENGLISH) == english


def test_names() -> None:
    assert (ENGLISH.actors(["ASEAN", "RUS"]), FRENCH.actors(["ASEAN", "RUS"])) == ("ASEAN, Russia", "ASEAN, Russie")
    assert FRENCH.actors(["ASEAN", "RUS", "VNM"], article=True) == "l'ASEAN, la Russie et le Vietnam"
    assert ENGLISH.actor("RUS:Gazprom") == "Gazprom"
    assert (FRENCH.place("Moscow"), FRENCH.place("Russia"), FRENCH.place("online")) == ("Moscou", "Russie", "en ligne")
    assert (ENGLISH.issue("HEA"), FRENCH.issue("HEA")) == ("health, epidemics, vaccines", "santé")
    assert [ENGLISH.ordinal(number) for number in (1, 2, 3, 4, 11, 21)] == ["1st", "2nd", "3rd", "4th", "11th", "21st"]


def keys(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", str(value)


def fields(pattern: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(pattern) if field is not None}


def test_every_language_says_all_that_the_usual_one_says() -> None:
    assert interfaces()[0] == DEFAULT and "fr" in interfaces()
    for code in interfaces():
        for section, table in load_interface(DEFAULT).sections.items():
            if section == "terms":
                continue
            own, usual = dict(keys(load_interface(code).sections[section])), dict(keys(table))
            assert {key for key in own if "day_numbers" not in key} == {key for key in usual if "day_numbers" not in key}, code
            assert all(fields(own[key]) <= fields(pattern) for key, pattern in usual.items() if key in own), code


def test_other_languages_have_a_word_for_each_of_the_codebook() -> None:
    """English may fall back on the codebook's own words; another language may not."""
    for code in interfaces()[1:]:
        terms = load_interface(code).sections["terms"]
        for name, kind in KINDS.items():
            assert {name} <= set(terms["kind"]) and kind.statuses <= set(terms["status"]), (code, name)
            sorts = set(terms.get(name, {})) | set(terms["type"]) if name != "commitment" else set(terms["strength"])
            assert kind.types <= sorts, (code, name)
            assert kind.levels <= set(terms["level"])
        assert {state for states in (Computed, Reported) for state in states.__args__} <= set(terms["state"])  # type: ignore[attr-defined]


def test_a_language_without_words_is_not_written() -> None:
    with pytest.raises(PackError, match="no words to write with"):
        load_words("vi", load_world())


NOTE = {"statement": "s1", "document": "d1", "publisher": "VNA", "published": "2021-04", "quote": "a [b] | c"}


@pytest.fixture
def page() -> Page:
    return Page("T", [Heading("H"), Item("first", [NOTE], [Item("below", [NOTE])]), Table(["x", "y"], [[Item("1", [NOTE]), Item("2")]])])


def test_a_page_as_text(page: Page) -> None:
    told = text(page, ENGLISH).splitlines()
    assert told == ["H", "first", "    “a [b] | c” VNA, April 2021 [d1]", "    below", "        “a [b] | c” VNA, April 2021 [d1]", "x  y", "1  2"]
    numbered = text(Page("T", page.blocks, numbered=True), ENGLISH)
    assert "- first [1]" in numbered and numbered.endswith("Sources\n[1] VNA, April 2021 [d1]: “a [b] | c”")


def test_a_page_as_markdown(page: Page) -> None:
    told = markdown(page, ENGLISH)
    assert "- first[^1]\n  - below[^1]\n" in told and "| 1[^1] | 2 |" in told
    assert told.endswith(r"[^1]: VNA, April 2021 \[d1\]: “a \[b\] \| c”")
    assert escaped("a*b_c<d>") == r"a\*b\_c\<d\>"


def test_words_are_of_a_language(page: Page) -> None:
    assert isinstance(FRENCH, Words) and text(page, FRENCH).splitlines()[2] == "    «\u00a0a [b] | c\u00a0» VNA, avril 2021 [d1]"
