"""The examples as a ledger on the web, and a real browser that looks at it. Without a Chromium these tests are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.crawl import Crawl, crawled
from tools.chromium import chromium, opened
from tools.serving import served

from communique import Ledger
from communique.server.app import make_app

EXAMPLES = Path(__file__).parents[2] / "examples"
Open = Callable[..., Page]


@pytest.fixture(scope="package")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("browser") / "ledger.db") as made:
        made.read(EXAMPLES)
        yield made


@pytest.fixture(scope="package")
def address(ledger: Ledger) -> Iterator[str]:
    with served(make_app(ledger)) as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium here: install one (Debian: chromium), or name one by the variable CHROMIUM")
    with opened(path) as started:
        yield started


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """A page of a browser without cookies; its complaints (console and page errors) are gathered in `page.complaints`."""
    contexts = []

    def made(path: str = "", **options: Any) -> Page:
        context = browser.new_context(base_url=address, locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda told: told.type in ("error", "warning") and page.complaints.append(f"{page.url}: {told.text}"))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))  # type: ignore[attr-defined]
        if path:
            page.goto(path)
        return page

    yield made
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def crawl(address: str) -> Crawl:
    """What links lead to from the first page."""
    return crawled(address)


@pytest.fixture(scope="package")
def one_of_each(crawl: Crawl) -> list[str]:
    """An address of each sort of page that is looked at with no parameters: the first that was met, which has most on it."""
    return [paths[0] for (_, parameters), paths in crawl.pages.items() if not parameters]
