"""What every store finds by words: the same tests over each."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from tests.contract.test_stores import NOW, QUERIES, STORES, TEXT, keep, seen, store
from tests.fake_reader import FakeReader

from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.spans import Span
from communique.model.statements import Statement
from communique.store.base import Query, Read, Store
from communique.store.sought import Term, sought

__all__ = ["STORES", "store"]


def told(store: Store, text: str, name: str = "s1", published: str | None = "2021-04", title: str | None = None, **fields: object) -> Statement:
    """Keep a story that is one commitment, whose quote is all of it."""
    document = Document.of(text, language="xx")
    sighting = Sighting(document.id, name, published=published, publisher="Agence Éa", title=title)
    (pattern,) = FakeReader().read(*seen("RUS pledges 400 doses to ASEAN.")).statements
    content = replace(pattern.content, quantity=None, **{"what": None, **fields})
    one = replace(pattern, content=content, evidence=(Evidence.cut(document, Span(0, len(text))),), slots={})
    store.keep([document], [sighting], {document.id: Read("r", sighting, (one,))}, read_at=NOW)
    return one


def found(store: Store, typed: str, query: Query | None = None, **options: object) -> list[str]:
    places = store.search(sought(typed), query or Query(), **{"most": 1000, **options})
    kept = store.at(places)
    return [kept[place].sighting.name for place in places]


WORDS = [
    ("hanoi", "Une visite à Hanoï"),
    ("HANOÏ", "Une visite à Hanoi"),
    ("ha noi", unicodedata.normalize("NFD", "chuyến thăm Hà Nội")),
    ("da nang", "tại Đà Nẵng"),
    ("edification", "l’édification d'une communauté"),
    ("l'edification", "l’édification d'une communauté"),
    ("'l‘édification’", "l’édification d'une communauté"),
    ("еж", "Ёж и лис"),
    ('"strategic partnership"', "a Strategic  partnership"),
    ("« strategic partnership »", "a Strategic\npartnership"),
    ("partnership strategic", "a strategic partnership"),
    ("partner*", "a strategic partnership"),
    ('"strategic part"*', "a strategic partnership"),
    ("7.2", "7.2 million"),
    ("300", "300 doses"),
    ("COVID-19", "against Covid-19"),
    ("covid 19", "against Covid-19"),
    ('"unclosed quote', "an unclosed quote"),
    ("a OR b", "a or b"),
    ("NOT NEAR(a b)", "not near a b"),
    ("words:a", "words a"),
    ("^a", "a"),
    ("-a", "a"),
    ("a + b", "a b"),
    ("\0a\0", "a"),
    ("🌊 wave 🌊", "wave 🌊"),
    ("\u202ewave\u202c", "wave"),
    ("wa\u200fve", "wa\u200fve"),
    ("中国", "中国"),
    ("\ud800 wave", "wave"),
    ("', (); DROP TABLE statements --", "drop table statements"),
]


@pytest.mark.parametrize(("typed", "text"), WORDS, ids=[repr(typed) for typed, _ in WORDS])
def test_words_are_found_however_they_are_typed(store: Store, typed: str, text: str) -> None:
    told(store, f"Before, {text} and after.", "here")
    told(store, "Nothing of the kind.", "there")
    assert found(store, typed) == ["here"]


MISSED = [
    "", " ", "\0", "*", '"', '""', '"" *', "«»", "🌊", "\u202e", "-", "§rus", "¶", "partn", "pa*", "*partner", '"partnership strategic"',
    "strategic absent", "partnershipp", "kind:meeting", "x" * 1_000_000,
]  # fmt: skip


@pytest.mark.parametrize("typed", MISSED, ids=[repr(typed)[:20] for typed in MISSED])
def test_what_is_not_there_is_not_found(store: Store, typed: str) -> None:
    told(store, "A strategic partnership 🌊 paper ¶ §.")
    assert found(store, typed) == []


def test_what_is_very_long_is_found_by_its_first_words(store: Store) -> None:
    told(store, " ".join(f"word{number}" for number in range(5000)))
    assert found(store, " ".join(f"word{number}" for number in range(5000))) == ["s1"]
    assert found(store, '"' + " ".join(f"word{number}" for number in range(5000)) + '"') == ["s1"]
    assert found(store, " ".join(f'"word{number}"' for number in range(5000))) == ["s1"]
    assert found(store, '"' * 100_001 + "word1") == ["s1"]
    assert found(store, " ".join(f"word{number}" for number in reversed(range(5000)))) == ["s1"]
    assert found(store, "-".join(f"word{number}" for number in range(5000))) == ["s1"]
    assert found(store, '"word2 word1') == []


def test_fields_and_the_storys_title_and_outlet_are_found(store: Store) -> None:
    told(
        store, "Something.", title="The Title Told", name="s1", what="a new bridge", where="Đà Nẵng", mechanism="ASEAN-RU.JCC", areas=("HEA",),
        by=("RUS:Gazprom",), to=("ASEAN",), issue="south-china-sea",
    )  # fmt: skip
    for typed in ("bridge", "da nang", "title", "éa", "ASEAN-RU.JCC", "RUS:Gazprom", "RUS", "ASEAN", "commitment", "area:HEA", "type:pledged",
                  "issue:south-china-sea", "mr é", "something ASEAN title"):  # fmt: skip
        assert found(store, typed) == ["s1"], typed
    for typed in ("rus", "VNM", "HEA", "meeting", '"something a"', '"bridge mr"', '"title told agence"', "reading:1"):
        assert found(store, typed) == [], typed


def test_ids_are_not_words(store: Store) -> None:
    told(store, "They can.", "by no id", by=("RUS",), to=())
    told(store, "They may.", "by id", by=("CAN",), to=())
    assert found(store, "can") == ["by no id"]
    assert sorted(found(store, "CAN")) == ["by id", "by no id"]
    assert found(store, "they", Query(between=("CAN",))) == ["by id"]


@pytest.mark.parametrize(("query", "names"), QUERIES, ids=repr)
def test_a_search_is_narrowed_by_a_query(store: Store, query: Query, names: str) -> None:
    keep(
        store,
        seen("RUS meets ASEAN.", "a", "2021-04"),
        seen("VNM meets CHN.", "b", "2020-12-31"),
        seen("RUS:Gazprom pledges 7 doses to ASEAN.", "c", "2021-03-31"),
        seen("VNM meets EU.", "d", "2022"),
    )
    newest = [name for name in "dacb" if name in names]
    assert found(store, "meets", query) == [name for name in newest if name != "c"]
    assert found(store, "RUS", query) == [name for name in newest if name in "ac"]


SPANS = ("2021-03-05", "2021-03", "2021", "2019/2023", "2020-02-01/2021-03-04", "2021-02-20/2021-03-04", "2021-02/..", "../2021-05", "../2020", "")
WINDOWS = (
    ("2021-03-04", None), ("2021-03-05", None), ("2021", None), ("2024", None), (None, "2021-03-04"), (None, "2020"), (None, "2018"),
    ("2021-03-04", "2021-03-05"), ("2021-04", "2021-03"), ("2022", "2022"), ("0900", "0950"), (None, "0001"),
)  # fmt: skip


def test_dates_choose_as_they_do_without_words(store: Store) -> None:
    for number, when in enumerate(SPANS):
        told(store, f"A pledge no. {number}.", f"{number} {when}", None, when=when or None)
    everything = found(store, "pledge")
    assert len(everything) == len(SPANS)
    assert everything == [one.sighting.name for one in store.statements(Query(order="newest"))]
    for since, until in WINDOWS:
        query = Query(since=since, until=until, order="newest")
        wanted = [one.sighting.name for one in store.statements(query)]
        assert found(store, "pledge", query) == wanted, query
        assert found(store, "pledge no", query, most=1) == wanted[:1], query


def test_documents_choose(store: Store) -> None:
    ids = [told(store, f"A pledge no. {number}.", f"s{number}").document_id for number in range(5)]
    assert sorted(found(store, "pledge", Query(documents=(ids[1], ids[3], "nothing")))) == ["s1", "s3"]
    assert found(store, "pledge", Query(documents=())) == []
    assert found(store, "pledge", Query(document=ids[2])) == ["s2"]
    assert sorted(found(store, "pledge", without=[ids[0], ids[4], "nothing"])) == ["s1", "s2", "s3"]


def test_pages_follow_each_other(store: Store) -> None:
    for number in range(9):
        told(store, f"A pledge no. {number}.", f"s{number}", f"2021-04-0{9 - number}")
    every = store.search(sought("pledge"), Query(), most=100)
    assert every == sorted(every, reverse=True) and len(every) == 9
    pages, before = [], None
    while page := store.search(sought("pledge"), Query(), most=4, before=before):
        pages.append(page)
        before = page[-1]
    assert [len(page) for page in pages] == [4, 4, 1] and [place for page in pages for place in page] == every
    assert found(store, "pledge") == [f"s{number}" for number in range(9)]
    told(store, "A pledge from the middle.", "new", "2021-04-04")
    assert store.search(sought("pledge"), Query(), most=100, before=pages[1][-1]) == pages[2]


def test_statements_of_one_day_stand_as_in_their_story(store: Store) -> None:
    keep(store, seen("RUS meets ASEAN. VNM meets EU. CHN meets ASEAN."))
    places = store.search(sought("meets"), Query(), most=10)
    kept = store.at(places)
    assert [kept[place].statement.evidence[0].span.start for place in places] == [0, 17, 31]


def test_a_story_read_again_is_found_by_its_new_words_only(store: Store) -> None:
    document, sighting = pair = seen("RUS meets ASEAN. RUS pledges 400 doses to ASEAN.")
    keep(store, pair)
    before = store.search(sought("doses"), Query(), most=10)
    meeting, _ = FakeReader().read(document, sighting).statements
    store.keep([document], [sighting], {document.id: Read("fake 2", sighting, (meeting,))}, read_at=NOW)
    assert found(store, "doses") == []
    assert found(store, "meets") == ["s1"]
    assert store.search(sought("meets"), Query(), most=10)[0] not in before
    keep(store, pair)
    assert found(store, "doses") == found(store, "meets") == ["s1"]
    keep(store, (document, replace(sighting, title="Told since")))
    assert found(store, "told since") == ["s1", "s1"]


def test_what_is_not_kept_is_not_found(store: Store) -> None:
    document, sighting = seen(TEXT)
    good, other = FakeReader().read(document, sighting).statements
    bad = replace(other, slots={"by": (Span(0, 999),)})
    store.keep([document], [sighting], {document.id: Read("r", sighting, (bad, good))}, read_at=NOW)
    assert found(store, "doses") == [] and found(store, "meets") == ["s1"]


def test_places_stand_for_what_was_found_there(store: Store) -> None:
    one = told(store, "A pledge of Élan.", title="T")
    (place,) = store.search(sought("elan"), Query(), most=10)
    assert store.at([place, place + 1])[place].statement == one and len(store.at([place, place + 1])) == 1
    words = store.words_at([place])[place]
    assert sought('"pledge of elan" T "agence ea" RUS').found_in(words) and not sought("pledge else").found_in(words)
    assert store.at([]) == {} and store.words_at([]) == {}


def test_a_name_finds_what_it_is_the_name_of(store: Store) -> None:
    told(store, "Moscou s'engage.", "by id", by=("GBR",))
    told(store, "Le Royaume-Uni promet.", "by words", by=("FRA",))
    told(store, "Le royaume est uni.", "apart", by=("FRA",))
    names = {("royaume", "uni"): [Term(("§gbr",))]}.get
    for typed, named in (
        ("royaume uni", ["by id", "by words"]), ("royaume", ["apart", "by words"]), ('"royaume uni"', ["by words"]),
        ("engage royaume uni", ["by id"]), ("uni royaume", ["apart", "by words"]),
    ):  # fmt: skip
        places = store.search(sought(typed, lambda words: names(tuple(words), [])), Query(), most=10)
        assert sorted(store.at(places)[place].sighting.name for place in places) == named, typed


def test_the_stamp_tells_of_readings_and_judgements(store: Store) -> None:
    assert store.stamp() == (0, 0)
    pair = seen(TEXT)
    keep(store, pair)
    first = store.stamp()
    keep(store, pair)
    assert store.stamp() == first > (0, 0)
    keep(store, pair, version="fake 2")
    assert store.stamp() > first


def test_many_on_one_day_and_on_none(store: Store) -> None:
    pairs = [seen(f"RUS pledges {number} doses to ASEAN.", f"n{number}", None if number % 2 else "2021-04-06") for number in range(600)]
    keep(store, *pairs[:300])
    keep(store, *pairs[300:])
    every = found(store, "doses")
    assert len(every) == len(set(every)) == 600
    assert [int(name[1:]) % 2 for name in every] == [0] * 300 + [1] * 300
