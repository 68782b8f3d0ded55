"""The pages of actors, series of meetings, and what came in; a part of a timeline."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.views.areas import areas
from communique.views.rows import mapping


@pytest.mark.parametrize("query", ["", "?lang=fr", "?as_of=2019-12-31"])
def test_every_actor_of_the_ledger_is_a_page(client: TestClient, ledger: Ledger, query: str) -> None:
    for actor in sorted({actor for group in ledger.records().groups for actor in group.parties}):
        assert client.get(f"/actors/{actor}{query}").status_code == 200


def test_an_actor_has_its_partnerships_members_and_offices(client: TestClient) -> None:
    page = client.get("/actors/ASEAN?as_of=2021-12-31").text
    assert re.search(r'href="/partnerships/ASEAN,RUS\?as_of=2021-12-31">Russia: \d+', page)
    assert "Chair, ASEAN: Brunei" in page and 'href="/actors/VNM?as_of=2021-12-31">Vietnam <span class="meta">28 July 1995' in page
    assert "Timor-Leste" not in page and "Timor-Leste" in client.get("/actors/ASEAN?as_of=2025-12-31").text
    assert "27 July 2024" not in page


def test_a_company_leads_to_its_state(client: TestClient) -> None:
    page = client.get("/actors/RUS:Gazprom").text
    assert "<h1>Gazprom</h1>" in page and 'href="/actors/RUS"' in page


def test_a_series_has_its_sessions_and_what_is_missing(client: TestClient) -> None:
    page = client.get("/mechanisms/ASEAN-RU.JCC?as_of=2023-06-30").text
    assert "30 March 2021: held, no. 19" in page
    assert "no. 20: no report found, between 30 March 2021 and 5 April 2023" in page
    assert "next expected between 5 October 2023 and 4 October 2024" in page
    earlier = client.get("/mechanisms/ASEAN-RU.JCC?as_of=2020-12-31").text
    assert "no. 18" in earlier and "no. 19" not in earlier


def test_cards_lead_to_the_page_of_their_series(client: TestClient) -> None:
    found = set(re.findall(r'href="(/mechanisms/[^"]+)"', client.get("/partnerships/ASEAN,RUS/cadence").text))
    assert found and all(client.get(address).status_code == 200 for address in found)


def test_what_came_in_is_told_page_by_page(client: TestClient, ledger: Ledger) -> None:
    first = client.get("/news").text
    rest = client.get(html.unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])).text
    shown = re.findall(r'<article class="card" aria-labelledby="d-([0-9a-f]+)"', first + rest)
    assert shown == [one.sighting.document_id for one in ledger.latest(most=100)]
    assert 'rel="next"' not in rest
    assert re.search(r'chip good">New: \d+', first) and "Contradicts what was known: 1" in first


def test_a_cell_of_the_map_leads_to_as_many_records_as_it_says(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/partnerships/ASEAN,RUS/areas").text
    cells = re.findall(r'<a href="(/partnerships/ASEAN,RUS/timeline\?area=(\w+)&amp;year=(\d+))"[^>]*>(\d+)</a>', page)
    rows = areas(ledger.records(), actors=["ASEAN", "RUS"])
    told = {(str(row["area"]), year): number for row in rows for year, number in mapping(row["years"]).items() if number}
    assert {(area, year): int(number) for _, area, year, number in cells} == told
    assert "/timeline?area=" in client.get("/partnerships/ASEAN,RUS").text
    for address, _, _, number in cells:
        part = client.get(html.unescape(address)).text
        assert len(set(re.findall(r'class="says" href="/records/([0-9a-f]+)"', part))) == int(number)


def test_a_timeline_by_kind_and_time(client: TestClient) -> None:
    page = client.get("/partnerships/ASEAN,RUS/timeline?kind=meeting&since=2021&until=2021").text
    lines = re.findall(r'<span class="first">([^<]+)</span>[^<]*<a class="says" href="/records/[0-9a-f]+">([^<]+)', page)
    assert lines and all("2021" in date and line.startswith("meeting ") for date, line in lines)
    assert '<option value="meeting" selected>' in page and 'name="since" value="2021"' in page
    assert client.get("/partnerships/ASEAN,RUS/timeline?since=soon").status_code == 400
