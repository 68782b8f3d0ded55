"""The pages of partnerships."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.views.table import VIEWS


def test_the_first_page_lists_partnerships_those_with_most_records_first(client: TestClient) -> None:
    page = client.get("/").text
    names = re.findall(r"<strong>([^<]+)</strong>", page)
    assert names[0] == "ASEAN–Russia" and len(names) > 5
    assert re.findall(r"<strong>([^<]+)</strong>", client.get("/?q=viet").text) == ["Russia–Vietnam", "ASEAN–Vietnam"]


@pytest.mark.parametrize("view", ["", *(f"/{view}" for view in VIEWS)])
@pytest.mark.parametrize("query", ["", "?as_of=2021-12-31", "?lang=fr", "?as_of=2015"])
def test_every_view_is_a_page(client: TestClient, view: str, query: str) -> None:
    answer = client.get(f"/partnerships/ASEAN,RUS{view}{query}")
    assert answer.status_code == 200
    assert f'<html lang="{"fr" if "fr" in query else "en"}">' in answer.text


def test_a_page_knows_its_day(client: TestClient) -> None:
    assert "29 September 2021" not in client.get("/partnerships/ASEAN,RUS/timeline?as_of=2020-12-31").text


def test_the_timeline_has_as_many_rows_as_the_ledger_has_records(client: TestClient, ledger: Ledger) -> None:
    number = sum({"ASEAN", "RUS"} <= group.parties for group in ledger.records().groups)
    first = client.get("/partnerships/ASEAN,RUS/timeline").text
    shown = len(set(re.findall(r'class="says" href="/records/([0-9a-f]+)"', first)))
    assert shown == min(number, 100)


@pytest.mark.parametrize(
    ("path", "status"), [("/partnerships/ASEAN", 404), ("/partnerships/ASEAN,XYZ", 404), ("/partnerships/ASEAN,RUS/nothing", 404),
                         ("/partnerships/ASEAN,RUS?as_of=tomorrow", 400), ("/nowhere", 404)],
)  # fmt: skip
def test_what_is_not_there_says_so_on_a_page(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "This cannot be shown" in answer.text


def test_nothing_is_taken_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/partnerships/ASEAN,RUS")
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert not re.findall(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", answer.text)


def test_the_language_is_that_of_the_browser_until_one_is_chosen(client: TestClient) -> None:
    page = client.get("/", headers={"accept-language": "de, fr;q=0.8, en;q=0.5"}).text
    assert '<html lang="fr">' in page
    assert '<html lang="en">' in client.get("/", headers={"accept-language": "xx;q=.., *"}).text
