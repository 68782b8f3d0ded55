"""The Vietnamese pack: its examples of dates and amounts, and the engine for a language that joins syllables and inflects nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.grammar.clauses import parse
from communique.grammar.gazetteer import Gazetteer
from communique.grammar.phrase_index import phrase_index
from communique.grammar.units import build_units
from communique.languages.compile import FOLDER
from communique.languages.forms import index_words, join_words
from communique.languages.load import load_pack
from communique.languages.pack import Pack
from communique.model.fold import fold
from communique.reading.amounts import find_amounts, find_ordinals
from communique.reading.dates.find import Anchor, find_dates
from communique.text.spelling import respell, slash_dates
from communique.text.tokens import Tokens, tokenise


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = load_pack("vi")
    assert found is not None
    return found


def read(text: str, pack: Pack) -> Tokens:
    return tokenise(text, joined=pack.joined)


def examples(name: str) -> Iterator[tuple[str, list[str]]]:
    """(text, expected lines) of an example file."""
    for block in (FOLDER / "vi" / "examples" / name).read_text(encoding="utf-8").split("\n\n"):
        text, divided, expected = block.partition("\n---\n")
        if divided:
            yield text, expected.strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), list(examples("dates.txt")))
def test_dates(text: str, expected: list[str], pack: Pack) -> None:
    found = find_dates(read(text, pack), pack.calendar, pack.numbers, anchor=Anchor(published="2021-04-15"))
    assert [f"{m.span.of(text)} | {m.value.date or 'none'} | {m.value.timex_value} | {m.value.relation}" for m in found] == expected


@pytest.mark.parametrize(("text", "expected"), list(examples("amounts.txt")))
def test_amounts(text: str, expected: list[str], pack: Pack) -> None:
    found = []
    for mention in find_amounts(read(text, pack), pack.numbers):
        value = mention.value
        total = f" of {value.of:.12g}" if value.of is not None else ""
        found.append(f"{mention.span.of(text)} | {mention.type} | {value.comparator} {value.value:.15g} {value.unit}".rstrip() + total)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [("Hội nghị lần thứ 19", 19), ("Kỳ họp thứ 9", 9), ("Quốc hội khóa XIV", 14), ("lần thứ ba", 3), ("Hội nghị lần thứ nhất", 1)],
)
def test_ordinals_behind_their_word(text: str, value: int, pack: Pack) -> None:
    assert [mention.value for mention in find_ordinals(read(text, pack), pack.numbers)] == [value]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hai bên ký kết văn bản", ["hai", "bên", "ký kết", "văn", "bản"]),
        ("KÝ KẾT", ["ký kết"]),
        ("ông Ký Kết", ["ông", "ký", "kết"]),  # capitals inside: a name
        ("đã ký\nkết quả", ["đã", "ký", "kết", "quả"]),  # not over a line break
    ],
)
def test_joined_syllables(text: str, words: list[str]) -> None:
    assert tokenise(text, joined=index_words(["ký kết", "ký"])).norms == words


def test_the_longest_word_is_joined() -> None:
    joined = index_words(["tái khẳng định", "khẳng định", "tái"])
    assert join_words(("tái", "khẳng", "định"), joined) == ("tái khẳng định",)
    assert join_words(("khẳng", "định", "tái"), joined) == ("khẳng định", "tái")


def test_tones_are_kept_where_a_pack_says_so() -> None:
    assert fold("LÀO – Lao", accents=True) == "lào - lao"
    assert fold("LÀO – Lao") == "lao - lao"


@pytest.mark.parametrize(
    ("text", "plain"), [("Uỷ ban hoà bình", "Ủy ban hòa bình"), ("hoàn toàn", "hoàn toàn"), ("quý II", "quý II"), ("HOÀ", "HÒA")]
)
def test_two_places_of_a_tone(text: str, plain: str, pack: Pack) -> None:
    assert respell(text, pack.settings["respell"]) == plain
    assert len(text) == len(plain)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ngày 28.4, ông thăm Lào", "Ngày 28/4, ông thăm Lào"), ("hai ngày 4-5.6", "hai ngày 4-5/6"), ("tháng 9.2014", "tháng 9/2014"),
        ("ngày 2.9.2020", "ngày 2.9.2020"), ("tháng 3.500 tấn", "tháng 3.500 tấn"), ("từ 2.5 tỷ", "từ 2.5 tỷ"), ("ngày 2.5%", "ngày 2.5%"),
    ],
)  # fmt: skip
def test_dots_of_dates(text: str, plain: str, pack: Pack) -> None:
    assert slash_dates(text, pack.settings["dotted_after"]) == plain


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Hai bên đã ký kết hiệp định", [("ký kết", "finite", "active", "P")]),
        ("Hiệp định được hai bên ký kết", [("ký kết", "finite", "passive", "S")]),
        ("Hai bên sẽ ký kết hiệp định", [("ký kết", "finite", "active", "F")]),
        ("Hai bên nhất trí tăng cường hợp tác", [("nhất trí", "finite", "active", "S"), ("tăng cường", "infinitive", "active", "")]),
        ("Hai bên ký hiệp định nhằm thúc đẩy hợp tác", [("ký", "finite", "active", "S"), ("thúc đẩy", "infinitive", "active", "")]),
        ("Nga cho biết hai bên ủng hộ sáng kiến", [("cho biết", "finite", "active", "S"), ("ủng hộ", "finite", "active", "P")]),
        ("Phát biểu tại hội nghị, hai bên nhất trí", [("phát biểu", "gerund", "active", ""), ("nhất trí", "finite", "active", "S")]),
        ("Nga chưa ký hiệp định", [("ký", "finite", "active", "S")]),
        ("Xuất khẩu của Lào sang Nga đạt 2 tỷ USD", [("đạt", "finite", "active", "S")]),
        ("quan hệ hợp tác hữu nghị", []),
    ],
)
def test_place_and_particles_make_the_verb(text: str, verbs: list[tuple[str, str, str, str]], pack: Pack) -> None:
    tokens = read(text, pack)
    matches = Gazetteer.of(pack).find(fold(text, accents=True), tokens)
    units = build_units(tokens, 0, len(tokens), pack=pack, phrases=phrase_index(matches), mentions={})
    assert [(c.lemma, c.form, c.voice, c.tense) for c in parse(units, pack).clauses] == verbs


def test_what_is_said_needs_no_word_that_opens_it(pack: Pack) -> None:
    tokens = read("Nga cho biết hai bên ủng hộ sáng kiến", pack)
    matches = Gazetteer.of(pack).find(fold(tokens.text, accents=True), tokens)
    units = build_units(tokens, 0, len(tokens), pack=pack, phrases=phrase_index(matches), mentions={})
    saying, said = parse(units, pack).clauses
    assert (said.relation, said.governor) == ("that", saying)


def test_a_semicolon_ends_no_subject(pack: Pack) -> None:
    tokens = read("Nga đã ký hiệp định; đồng thời cam kết tăng cường hợp tác", pack)
    matches = Gazetteer.of(pack).find(fold(tokens.text, accents=True), tokens)
    units = build_units(tokens, 0, len(tokens), pack=pack, phrases=phrase_index(matches), mentions={})
    signed, pledged = parse(units, pack).clauses[:2]
    assert (pledged.lemma, pledged.subject) == ("cam kết", signed.subject)


def test_an_initial_stands_inside_a_name(pack: Pack) -> None:
    tokens = read("Ngoại trưởng Mỹ John K. Smithson thăm Lào", pack)
    matches = Gazetteer.of(pack).find(fold(tokens.text, accents=True), tokens)
    units = build_units(tokens, 0, len(tokens), pack=pack, phrases=phrase_index(matches), mentions={})
    assert ";" not in units.cats


def test_nouns_of_one_word_hide_their_verb(pack: Pack) -> None:
    assert "lập trường" in read("hai bên ủng hộ lập trường của nhau", pack).norms
