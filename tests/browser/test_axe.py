"""What axe-core (tests/browser/axe.min.js) finds wrong for those who cannot see, or not well."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
_RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def grave(page: Page) -> list[str]:
    """What shuts people out of a page: the rule and the element."""
    page.evaluate(AXE)
    found = [one for one in page.evaluate(_RUN) if one["impact"] in GRAVE]
    return [f"{page.url}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_sort_of_page_shuts_anybody_out(visit: Open, one_of_each: list[str], scheme: str) -> None:
    page, wrong = visit(color_scheme=scheme, reduced_motion="reduce"), []
    for path in one_of_each:
        page.goto(path)
        wrong += grave(page)
    assert not wrong, "\n".join(wrong)


def test_what_shuts_out_is_found(visit: Open) -> None:
    """The check itself: grey letters on grey, and a field without a name."""
    page = visit("/")
    page.evaluate(
        "() => { document.getElementById('main').innerHTML = '<input><p>faint</p>'; document.querySelector('#main p').style.color = '#eee' }"
    )
    page.evaluate(AXE)
    assert {"label", "color-contrast"} <= {found["id"] for found in page.evaluate(_RUN)}
