"""Pages become stories: the words of the page, and what it says of itself."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from communique import Ledger
from communique.model.problems import Problem
from communique.sources.metadata import page_day
from communique.sources.page import decode_page, story_of
from communique.sources.story import Page, Story
from communique.sources.web import Web

ROOT = Path(__file__).parents[2]
PARAGRAPHS = [
    "Hanoï, 6 avril (VNA) – Le ministre des Affaires étrangères a reçu mardi l'ambassadeur de Russie au Vietnam, et tous deux ont parlé du commerce.",
    "Les deux parties ont convenu de tenir la prochaine session du comité mixte à Moscou en octobre, selon le communiqué publié après l'entretien.",
    "Il a salué « le soutien constant » de la Russie à l'ASEAN & rappelé que les échanges avaient atteint 5 milliards de dollars l'an dernier. -VNA",
]


def markup(
    *, head: str = "", layout: str = "article", paragraphs: list[str] = PARAGRAPHS, title: str = "Un entretien à Hanoï", lang: str = "fr"
) -> str:
    body = f"<h1>{html.escape(title)}</h1>" + "".join(f"<p>{html.escape(one)}</p>\n" for one in paragraphs)
    body = {
        "article": f"<main><article>{body}</article></main>",
        "div": f"<div id=content><div class=detail>{body}</div></div>",
        "table": f"<table><tr><td>{body}</td></tr></table>",
        "broken": body.replace("</p>", "").replace("<h1>", "<h1><b><i>") + "<td></ul></b></font><p",
    }[layout]
    links = "".join(f"<li><a href='/s{place}'>Rubrique {place}</a></li>" for place in range(12))
    related = "".join(
        f"<li><a href='/r{place}'>Un autre titre, {place}</a> <time datetime='2020-01-0{place + 1}'>x</time></li>" for place in range(5)
    )
    return (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{html.escape(title)} | Agence</title>{head}</head><body>"
        f"<nav><ul>{links}</ul></nav>{body}<aside><ul>{related}</ul></aside><footer>© Agence. Tous droits réservés.</footer></body></html>"
    )


def page(data: str | bytes, **known: str) -> Page:
    return Page(data.encode("utf-8") if isinstance(data, str) else data, "p1", "here", **known)


def one(data: str | bytes, **known: str) -> Story:
    found = story_of(page(data, **known))
    assert isinstance(found, Story), found
    return found


@pytest.mark.parametrize("layout", ["article", "div", "table", "broken"])
def test_the_text_is_the_title_and_the_paragraphs_word_for_word(layout: str) -> None:
    assert one(markup(layout=layout)).document.text.split("\n\n") == ["Un entretien à Hanoï", *PARAGRAPHS]


def test_a_page_with_two_titles_has_one_in_its_text() -> None:
    story = one(markup(head="<meta property=og:title content='Un autre titre, plus long'>"))
    assert story.document.text.split("\n\n") == ["Un entretien à Hanoï", *PARAGRAPHS]
    assert story.sighting.title == "Un autre titre, plus long"


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Site"},
        {
            "@type": ["NewsArticle"], "headline": "Le titre", "datePublished": "2021-04-06T08:15:00+07:00", "inLanguage": "fr-FR",
            "author": [{"@type": "Person", "name": "A. Nguyên"}, {"name": "B. Tran"}], "publisher": {"@type": "Organization", "name": "Agence"},
        },
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>", ("Le titre", "Agence", "A. Nguyên, B. Tran", "2021-04-06")),
        (
            "<meta property=og:title content='Le titre'><meta property='og:site_name' content=Agence><meta name=author content='A. B.'>"
            "<meta property='article:published_time' content='2021-04-06T23:59:00+07:00'>",
            ("Le titre", "Agence", "A. B.", "2021-04-06"),
        ),
        ("<meta name='DC.date.issued' content='2021-04-06'>", ("Un entretien à Hanoï", None, None, "2021-04-06")),
        ("<meta name=pubdate content='Tue, 06 Apr 2021 08:15:00 +0700'>", ("Un entretien à Hanoï", None, None, "2021-04-06")),
        ("<meta name=date content='0001-01-01T00:00:00Z'>", ("Un entretien à Hanoï", None, None, None)),
        ("<meta name=date content='06/04/2021'>", ("Un entretien à Hanoï", None, None, None)),
        ("<script type='application/ld+json'>{damaged</script>", ("Un entretien à Hanoï", None, None, None)),
        ("", ("Un entretien à Hanoï", None, None, None)),
    ],
)
def test_what_a_page_says_of_itself(head: str, told: tuple[str | None, ...]) -> None:
    story = one(markup(head=head), url="https://example.org/1", retrieved_at="2024-01-01")
    seen = story.sighting
    assert (seen.title, seen.publisher, seen.author, seen.published) == told
    assert (story.document.language, seen.url, seen.name, seen.retrieved_at) == ("fr", "https://example.org/1", "p1", "2024-01-01")


def test_what_a_page_leaves_out_is_filled_from_where_its_address_was_found() -> None:
    seen = one(markup(), published="2021-04-07", publisher="Agence", author="C.").sighting
    assert (seen.published, seen.publisher, seen.author) == ("2021-04-07", "Agence", "C.")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021-04-06", "2021-04-06"),
        ("2021-4-6 08:00", "2021-04-06"),
        ("2021/04/06", "2021-04-06"),
        ("20210406T081500+0700", "2021-04-06"),
        ("20210406", "2021-04-06"),
        ("16/04/2021", "2021-04-16"),
        ("04/16/2021", "2021-04-16"),
        ("04.04.2021", "2021-04-04"),
        ("Tue, 6 Apr 2021 01:00:00 GMT", "2021-04-06"),
        ("06/04/2021", None),
        ("2021-13-01", None),
        ("2021-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("2022-01-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_that_programs_wrote(words: str, day: str | None) -> None:
    assert page_day(words, until="2021-12-31T10:00") == day


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (markup().encode("utf-8"), "iso-8859-1"),
        (markup().encode("utf-8"), None),
        (b"\xef\xbb\xbf" + markup().encode("utf-8"), "koi8-r"),
        (markup().encode("utf-16"), None),
        (markup().replace("charset=utf-8", "charset=windows-1252").encode("cp1252"), None),
        (markup().encode("cp1252"), "windows-1252"),
        (markup().encode("cp1252"), "iso-8859-1"),
        (markup().encode("cp1252"), "no-such-charset"),
        (markup().encode("cp1252"), None),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(data: bytes, charset: str | None) -> None:
    assert one(data, charset=charset).document.text.split("\n\n")[1:] == PARAGRAPHS


def test_damaged_bytes_in_utf_8_stay_single() -> None:
    data = markup().encode("utf-8").replace(b"Rubrique 3", b"Rubrique \xff")
    assert "\ufffd" in decode_page(data) and "reçu" in decode_page(data)


BAD = {
    "not html": (b"%PDF-1.7 \x80\x81 and so on", "not-html"),
    "text": (b"just words", "not-html"),
    "nothing": (b"", "empty-text"),
    "NUL": (markup().replace("mardi", "mar\0di").encode("utf-8"), "nul"),
    "links only": (b"<html><body><ul><li><a href=/1>One</a></li></ul></body></html>", "no-text"),
    "empty": (b"<html></html>", "no-text"),
    "too large": (b"<html><p>" + b"x" * 10_000_001, "too-large"),
    "a binary file": (bytes(range(256)) * 40, "nul"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_a_problem(name: str) -> None:
    data, code = BAD[name]
    found = story_of(page(data))
    assert isinstance(found, Problem) and (found.code, found.where) == (code, "here") and found.message


@pytest.mark.parametrize("depth", [300, 30_000])
def test_a_page_without_end_inwards_is_survived(depth: int) -> None:
    found = story_of(page("<html><body>" + "<div>" * depth + PARAGRAPHS[0] + "</div>" * depth))
    assert isinstance(found, Story | Problem)


def test_a_story_larger_than_any_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.sources.page.STORY", 300)
    found = story_of(page(markup()))
    assert isinstance(found, Problem) and found.code == "too-large"


def test_a_page_says_what_its_text_says(tmp_path: Path) -> None:
    """Taken from a page, a story gives the same statements as its text, but for ids and offsets."""
    path = ROOT / "examples" / "2021-03-31-jcc19.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    title, *paragraphs = given["text"].split("\n\n")
    head = f"<meta property='article:published_time' content='{given['published']}'>"
    (tmp_path / "2021-03-31-jcc19.html").write_text(markup(head=head, title=title, paragraphs=paragraphs), encoding="utf-8")
    assert told(tmp_path / "2021-03-31-jcc19.html") == told(path) != []


def told(source: str | Path) -> list[str]:
    with Ledger.open(":memory:") as ledger:
        load = ledger.read(source, web=Web(private=True))
        assert not load.problems and load.new == 1
        return [
            repr((one.content, one.speaker, one.voice, one.modality, one.found_by, [piece.quote.exact for piece in one.evidence]))
            for one in ledger.statements(order="document")
        ]
