"""The page of a record: every value one click from its words."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from communique import Ledger
from communique.assembly.group import Group


def merged(ledger: Ledger) -> Group:
    """A record of several stories, some of them copies, that disagree."""
    return next(group for group in ledger.records().groups if group.record.conflicts and len(group.tellings) > group.record.sources > 2)


@pytest.mark.parametrize(("query", "step"), [("", 1), ("?as_of=2021-12-31&lang=fr", 3)])
def test_every_record_is_a_page(client: TestClient, ledger: Ledger, query: str, step: int) -> None:
    for record in ledger.records().records[::step]:
        assert client.get(f"/records/{record.id}{query}").status_code == 200, record


def test_any_statement_of_it_leads_to_a_record(client: TestClient, ledger: Ledger) -> None:
    group = merged(ledger)
    pages = {re.sub(r'(?:href|value)="[^"]*"', "", client.get(f"/records/{id_}").text) for id_ in group.record.statement_ids}
    assert len(pages) == 1


def test_every_value_leads_to_the_words_it_was_read_at(client: TestClient, ledger: Ledger) -> None:
    page = client.get(f"/records/{merged(ledger).id}").text
    shown = re.findall(r'class="at" href="(/statements/[0-9a-f]+\?slot=(\w+))"[^>]*>(?:<q[^>]*><bdi>)([^<]+)', page)
    assert {slot for _, slot, _ in shown} >= {"by", "type", "status", "when"}
    for address, slot, words in shown:
        answer = client.get(html.unescape(address), follow_redirects=False)
        assert answer.status_code == 302
        where, _, anchor = answer.headers["location"].partition("#")
        story = client.get(where).text
        assert f'id="{anchor}"' in story
        if anchor == f"slot-{slot}":
            marked = story.split(f'id="{anchor}"')[1]
            assert html.unescape(words).strip("“”").split()[0] in html.unescape(re.sub(r"<[^>]*>", "", marked))[:300]


def test_copies_count_once_and_disagreement_stands_side_by_side(client: TestClient, ledger: Ledger) -> None:
    group = merged(ledger)
    page = client.get(f"/records/{group.id}").text
    assert f"{len(group.tellings)} statements of {group.record.sources} independent reports" in page
    assert page.count('class="copy"') == len(group.tellings) - group.record.sources
    for conflict in group.record.conflicts:
        table = next(one for one in page.split('class="sides"')[1:])
        assert table.partition("</thead>")[0].count("<th ") == len(conflict.versions)


def test_links_lead_both_ways(client: TestClient, ledger: Ledger) -> None:
    for link in ledger.records().links:
        assert f"/records/{link.target}" in client.get(f"/records/{link.source}").text
        assert f"/records/{link.source}" in client.get(f"/records/{link.target}").text


def test_before_it_was_told_nothing_is_known_of_it(client: TestClient, ledger: Ledger) -> None:
    group = merged(ledger)
    assert "Nothing was known of this by 31 December 2012" in client.get(f"/records/{group.id}?as_of=2012").text
    first = client.get(f"/records/{group.id}?as_of={group.record.first_seen}").text
    assert first.count('class="at"') > 0 and first.count("/statements/") < client.get(f"/records/{group.id}").text.count("/statements/")


@pytest.mark.parametrize("path", ["/records/nothing", "/documents/nothing", "/statements/0000", "/actors/XYZ", "/mechanisms/none"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "This cannot be shown" in answer.text
