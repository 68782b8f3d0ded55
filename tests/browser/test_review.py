"""A reviewer at a browser, from signing in to undoing: on a ledger of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.test_axe import grave
from tools.serving import served

from communique import Ledger
from communique.server import holding
from communique.server.accounts import Accounts, Cost
from communique.server.app import make_app

NAME, PASSWORD = "anna", "a word that nobody guesses"
RECORD = "Plan d'action intégral"


@pytest.fixture
def own(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a copy of the ledger that an account may change."""
    monkeypatch.setattr(holding, "LAG", 120.0)
    with sqlite3.connect(ledger.store._name) as source, sqlite3.connect(tmp_path / "own.db") as target:  # type: ignore[attr-defined]
        source.backup(target)
    accounts = Accounts(tmp_path / "own.db.accounts", cost=Cost(n=2**4))
    accounts.add(NAME, PASSWORD)
    with Ledger.open(tmp_path / "own.db") as opened, served(make_app(opened, accounts=accounts)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, own: str) -> Iterator[Page]:
    context = browser.new_context(base_url=own, locale="en-GB")
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda told: told.type in ("error", "warning") and complaints.append(told.text))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert not complaints


def signed_in(page: Page) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.locator("#name").fill(NAME)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_from_signing_in_to_undoing(page: Page) -> None:
    page.goto("/partnerships/ASEAN,RUS/register")
    page.get_by_role("link", name=RECORD).first.click()
    record = page.url
    assert not page.get_by_role("link", name="Review").count()
    signed_in(page)
    assert page.url == record
    page.locator("a[href^='/review/statements/']").first.click()
    form = page.locator("section", has=page.locator("#vote"))
    form.get_by_label("Reason").fill("It is another plan.")
    form.get_by_role("button", name="Reject").click()
    notice = page.get_by_role("status")
    expect(notice).to_contain_text("It is another plan.")
    notice.locator("input[name=reason]").fill("It is this one.")
    notice.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").first).to_contain_text("It is this one.")
    page.goto("/judgements")
    assert "It is another plan." in page.locator("main").inner_text() and "It is this one." in page.locator("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto(record)
    assert not page.locator("a[href^='/review/']").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_shut_nobody_out(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/partnerships/ASEAN,RUS/board")
    signed_in(page)
    page.locator("#main .says").first.click()
    wrong, record = grave(page), page.url
    for selector in ("a[href^='/review/records/']", "a[href^='/review/statements/']"):
        page.goto(record)
        page.locator(selector).first.click()
        wrong += grave(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, page.url
    page.locator("a[href*='field=']").first.click()
    assert not wrong + grave(page)
