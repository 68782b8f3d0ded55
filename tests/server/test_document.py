"""The page of a story: its text untouched, its evidence marked."""

from __future__ import annotations

import re

from starlette.testclient import TestClient
from tests.server.test_hostile import Seen

from communique import Ledger


def test_every_story_is_shown_as_it_is_with_all_its_evidence_marked(client: TestClient, ledger: Ledger) -> None:
    for document in ledger.documents():
        page = client.get(f"/documents/{document.id}").text
        assert Seen(page).story == document.text
        ids = {one.id for one in ledger.statements(document=document.id)}
        assert set(re.findall(r'id="s-([0-9a-f]+)"', page)) == ids
        assert page.count("<summary>") == len(ids)


def test_of_a_statement_asked_for_every_field_is_marked(client: TestClient, ledger: Ledger) -> None:
    for one in ledger.statements(kind="commitment"):
        page = client.get(f"/documents/{one.document_id}?statement={one.id}").text
        read = {slot for slot, spans in one.slots.items() if any(map(len, spans))}
        assert set(re.findall(r'id="slot-(\w+)"', page)) == read
        assert page.count('aria-current="true"') == 1


def test_a_mark_leads_to_the_record_and_says_what_it_is(client: TestClient, ledger: Ledger) -> None:
    one = next(ledger.statements(kind="commitment"))
    page = client.get(f"/documents/{one.document_id}").text
    mark = re.search(rf'id="s-{one.id}"></span><a href="/records/([0-9a-f]+)" title="([^"]*)"', page)
    assert mark is not None and one.found_by in mark[2]
    assert client.get(f"/records/{mark[1]}").status_code == 200


def test_a_story_names_its_copies_and_its_name_leads_to_it(client: TestClient, ledger: Ledger) -> None:
    families = ledger.records().families
    head = next(head for document, head in families.items() if head != document)
    family = [head, *(document for document, of in families.items() if of == head and document != head)]
    page = client.get(f"/documents/{family[0]}").text
    assert all(f'href="/documents/{other}"' in page for other in family[1:])
    name = ledger.sightings(family[0])[0].name
    assert client.get(f"/documents/{name}").text.count("<mark") == page.count("<mark")
