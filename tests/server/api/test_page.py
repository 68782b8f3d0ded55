"""docs/api.md runs, and the page at /api tells all there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.server.api.problems import TYPES

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> Iterator[list[str]]:
    for block in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        yield from (shlex.split(line) for line in block.replace("\\\n", " ").splitlines() if line.strip())


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command[-1].partition("v1")[2])
def test_every_example_is_answered(command: list[str], api: TestClient, signed: dict[str, str]) -> None:
    program, *options, address = command
    given = list(zip(options[::2], options[1::2], strict=True))
    assert program == "curl" and {option for option, _ in given} <= {"-H", "-d", "-o"}
    token = signed["Authorization"].removeprefix("Bearer ")
    headers = dict(value.replace("$TOKEN", token).split(": ", 1) for option, value in given if option == "-H")
    data = [value for option, value in given if option == "-d"]
    address = address.replace("127.0.0.1:8000", "testserver")
    answer = api.post(address, content=data[0], headers=headers) if data else api.get(address, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    form = dict(given).get("-o", "").rpartition(".")[2]
    if form:
        assert {"csv": "text/csv", "ics": "text/calendar"}[form] in answer.headers["content-type"] and len(answer.text.splitlines()) > 5
    elif data:
        assert answer.json().get("stories") or answer.json()["standing"] == "in force"
    else:
        told = answer.json()
        assert told.get("items") or told.get("records") or told.get("@graph")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_tells_all_there_is(api: TestClient, lang: str) -> None:
    page = api.get(f"http://testserver/api?lang={lang}")
    described = api.get("openapi.json").json()
    assert page.status_code == 200 and f'<html lang="{lang}">' in page.text
    for path, methods in described["paths"].items():
        for method in methods:
            assert f"{method.upper()} /api{path}<" in page.text
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    assert {f"schema-{name}" for name in described["components"]["schemas"]} | {f"problem-{name}" for name in TYPES} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= {*ids, "main"}
    assert not re.findall(r"<script(?![^>]* src=)|\sstyle=|\son\w+=|(?:src|href)=\"(?:https?:)?//", page.text)


def test_every_operation_and_field_that_needs_it_is_explained(api: TestClient) -> None:
    described = api.get("openapi.json").json()
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            assert one["summary"] and one["description"].endswith("."), (method, path)
            assert all(parameter.get("description") or parameter["in"] == "path" for parameter in one.get("parameters", ())), path
            assert ("security" in one) == (method != "get")
    assert all(schema.get("description") for schema in described["components"]["schemas"].values() if schema.get("properties"))


PAGES = {
    "/?q=viet": 3, "/partnerships/ASEAN,RUS": 3, "/partnerships/ASEAN,RUS/board?as_of=2022-12-31": 3,
    "/partnerships/ASEAN,RUS/calendar?lang=fr&as_of=2021-09-30": 4, "/partnerships/ASEAN,RUS/timeline?kind=meeting&since=2020&year=2021": 3,
    "/records/RECORD": 3, "/documents/DOCUMENT": 3, "/actors/RUS": 3, "/mechanisms/ASEAN-RU.JCC": 3, "/search?q=russie&kind=agreement": 3,
    "/judgements": 3, "/news": 3, "/search": 0, "/nowhere": 0, "/sign-in": 0,
}  # fmt: skip
"""Pages, and in how many forms what they show can be had."""


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_can_be_had_in_other_forms(page: str, api: TestClient, api_ledger: Ledger) -> None:
    record = api_ledger.records().records[0]
    told = page.replace("RECORD", record.id).replace("DOCUMENT", next(api_ledger.statements()).document_id)
    answer = api.get(f"http://testserver{told}", headers={"accept": "text/html"})
    links = re.findall(r'href="(/api/v1/[^"]+)" download', answer.text)
    assert len(links) == PAGES[page]
    for link in links:
        exported = api.get(f"http://testserver{link.replace('&amp;', '&')}")
        assert exported.status_code == 200 and "attachment" in exported.headers["content-disposition"], link
        assert page == "/judgements" or len(exported.text.splitlines()) > ("jsonl" not in link)


def test_a_part_of_the_timeline_is_the_part_that_its_page_shows(api: TestClient) -> None:
    shown = api.get("http://testserver/partnerships/ASEAN,RUS/timeline?kind=meeting&year=2021").text
    ids = re.findall(r'class="says" href="/records/(\w+)"', shown)
    items = api.get("partnerships/ASEAN,RUS/timeline?kind=meeting&year=2021").json()["items"]
    assert [one["record"] for one in items] == list(dict.fromkeys(ids)) and items
