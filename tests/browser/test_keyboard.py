"""Pages by the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.conftest import Open

FIRST = "/partnerships/ASEAN,RUS"
_AT = "() => { const at = document.activeElement; return at.id || at.className || at.textContent.trim() }"
_RING = "() => { const at = getComputedStyle(document.activeElement); return at.outlineStyle === 'none' ? 0 : parseFloat(at.outlineWidth) }"


def stops(page: Page, until: str, most: int = 60) -> list[str]:
    """Where the tab key leads, up to a place; each must show that it has the focus."""
    found: list[str] = []
    while until not in found and len(found) < most:
        page.keyboard.press("Tab")
        found.append(page.evaluate(_AT))
        assert page.evaluate(_RING) >= 2, found[-1]
    return found


def test_the_first_stop_leads_past_the_top(visit: Open) -> None:
    page = visit(FIRST)
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("one => one === document.activeElement")
    box = skip.bounding_box()
    assert box is not None and box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(_AT) in ("main", "wrap")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_the_day_can_be_chosen_by_keys(visit: Open) -> None:
    page = visit(FIRST)
    found = stops(page, "as-of")
    assert found[0] == "skip" and found[-1] == "as-of"
    assert found.index("q-top") < found.index("as-of")


def test_the_slider_asks_for_another_day(visit: Open) -> None:
    page = visit(FIRST)
    page.locator("input[type=range]").focus()
    with page.expect_navigation():
        page.keyboard.press("PageDown")
    assert "as_of=20" in page.url
