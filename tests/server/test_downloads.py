"""What a page shows can be had as a file, from a link on that page."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from starlette.testclient import TestClient

from communique.views.table import VIEWS

PARTNERSHIP = "/partnerships/ASEAN,RUS"
PAGES = [
    "/",
    "/?as_of=2021-12-31",
    "/news",
    "/news?as_of=2021-12-31",
    "/search?q=vaccins&as_of=2021-12-31",
    PARTNERSHIP,
    f"{PARTNERSHIP}?as_of=2021-12-31",
    "/search?q=vaccins&kind=position",
    "/actors/RUS",
    *(f"{PARTNERSHIP}/{view}" for view in VIEWS),
]


def links_of(client: TestClient, page: str) -> list[str]:
    (told,) = re.findall(r'<nav class="export.*?</nav>', client.get(page).text, re.DOTALL)
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', told)]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_its_files(client: TestClient, page: str) -> None:
    links = links_of(client, page)
    assert len(links) >= 2
    for link in links:
        answer = client.get(link)
        assert (answer.status_code, bool(answer.content)) == (200, True), link
        assert ("as_of=2021-12-31" in link) == ("as_of" in page), link


@pytest.mark.parametrize(("page", "path"), [(f"{PARTNERSHIP}/board", "/records/"), ("/news", "/documents/")])
def test_so_does_that_of_a_record_and_of_a_story(client: TestClient, page: str, path: str) -> None:
    found = re.search(rf"{path}[0-9a-f]+", client.get(page).text)
    assert found
    for link in links_of(client, found[0]):
        answer = client.get(link)
        assert (answer.status_code, bool(answer.content)) == (200, True), link


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_brief_is_a_word_document(client: TestClient, language: str) -> None:
    address = f"{PARTNERSHIP}/brief.docx?as_of=2022-12-31&lang={language}"
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    assert 'filename="asean-rus-brief-2022-12-31.docx"' in answer.headers["content-disposition"]
    words = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert {"en": "State of relations", "fr": "État des relations"}[language] in words
    assert client.get(address).content == answer.content
    assert client.get("/partnerships/ASEAN,RUS/brief.docx?as_of=2001").status_code == 404
