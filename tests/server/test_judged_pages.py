"""What people decided, on the pages of records and stories; and the ways to decide, for whoever is signed in."""

from __future__ import annotations

import html

from starlette.testclient import TestClient
from tests.server.conftest import Browser
from tests.server.test_hostile import Seen

from communique import Ledger


def test_only_who_is_signed_in_is_led_to_reviewing(anna: Browser, own: Ledger, client: TestClient) -> None:
    group = own.records().groups[0]
    for address in (f"/records/{group.id}", f"/documents/{group.tellings[0].origin.document}"):
        assert f'href="/review/statements/{group.id}"' in anna.get(address).text
        assert "/review/" not in client.get(address).text
    assert f'href="/review/records/{group.id}"' in anna.get(f"/records/{group.id}").text


def test_an_edited_value_and_who_edited_it_are_shown(anna: Browser, own: Ledger) -> None:
    one = next(one for one in own.statements(kind="commitment") if one.content.due is None)
    own.judge("edit", one.id, by="Anna B.", why="so says <b>the text</b>", field="due", value="2031-05")
    page = html.unescape(anna.get(f"/records/{one.id}").text)
    assert "May 2031" in page and "Anna B.: edited term → 2031-05: so says <b>the text</b>" in page
    assert "<b>the text</b>" not in anna.get(f"/records/{one.id}").text
    assert "May 2031" in anna.get(f"/documents/{one.document_id}").text


def test_stories_keep_to_their_own_statements_whatever_was_judged(anna: Browser, own: Ledger) -> None:
    first, *_ = own.statements()
    own.judge("accept", first.id, by="Anna B.", why="it is so")
    for document in own.documents():
        page = anna.get(f"/documents/{document.id}").text
        assert Seen(page).story == document.text
        assert (f'id="s-{first.id}"' in page) == (document.id == first.document_id)


def test_what_was_rejected_is_marked_no_more(anna: Browser, own: Ledger) -> None:
    first, *_ = own.statements()
    address = f"/documents/{first.document_id}"
    assert f'id="s-{first.id}"' in anna.get(address).text
    own.judge("reject", first.id, by="Anna B.", why="it is not so")
    anna.app.state.holding.changed()  # type: ignore[attr-defined]
    assert f'id="s-{first.id}"' not in anna.get(address).text
