"""Every sort of page in a real browser: no complaint, in each language, light and dark, wide and narrow, with and without scripts."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Open
from tests.browser.crawl import Crawl

FIRST = "/partnerships/ASEAN,RUS"


def test_every_link_leads_somewhere(crawl: Crawl) -> None:
    assert not crawl.wrong
    assert len(crawl.pages) > 10


def test_no_page_makes_the_browser_complain(visit: Open, crawl: Crawl) -> None:
    page = visit()
    for paths in crawl.pages.values():
        for path in paths[:2]:
            page.context.clear_cookies()
            answer = page.goto(path)
            assert answer is not None and answer.ok, path
    assert not page.complaints  # type: ignore[attr-defined]


def test_every_page_speaks_the_language_chosen(visit: Open, one_of_each: list[str]) -> None:
    page = visit("/?lang=fr")
    for path in one_of_each:
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "fr", path
        assert page.locator("header").get_by_role("link", name="Partenariats").count(), path
        assert not page.locator("header").get_by_role("link", name="Partnerships").count(), path
    assert not page.complaints  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [390, 768])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_is_wider_than_the_screen(visit: Open, one_of_each: list[str], width: int, language: str) -> None:
    page = visit(f"/?lang={language}", viewport={"width": width, "height": 844})
    for path in one_of_each:
        page.goto(path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path


def test_a_dark_screen_gets_dark_pages(visit: Open) -> None:
    def lightness(scheme: str, selector: str, of: str) -> int:
        told = visit(FIRST, color_scheme=scheme).locator(selector).first.evaluate(f"one => getComputedStyle(one).{of}")
        return sum(map(int, told.removeprefix("rgb(").removesuffix(")").split(",")))

    assert lightness("dark", "html", "backgroundColor") < 150 < 600 < lightness("light", "html", "backgroundColor")
    assert lightness("light", "h1", "color") < 150 < 600 < lightness("dark", "h1", "color")


def test_without_scripts_all_is_there(visit: Open) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_role("link", name="ASEAN–Russia").click()
    assert page.get_by_role("heading", level=1).inner_text() == "ASEAN–Russia"
    page.locator("#as-of").fill("2020-12-31")
    page.get_by_role("button", name="Show").first.click()
    assert "as_of=2020-12-31" in page.url
    assert "2021" not in page.locator("#latest").locator("..").inner_text()
    page.get_by_role("link", name="Figures", exact=True).first.click()
    assert page.get_by_role("table").count() and "as_of=2020-12-31" in page.url
    page.get_by_role("link", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr" and "as_of=2020-12-31" in page.url


def test_the_view_that_is_open_is_seen_on_a_narrow_screen(visit: Open) -> None:
    page = visit(f"{FIRST}/gaps", viewport={"width": 390, "height": 844})
    box = page.locator(".tabs [aria-current]").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
