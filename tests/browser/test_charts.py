"""Charts of figures and of years, as a browser draws them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Open

FIRST = "/partnerships/ASEAN,RUS"
_COLOURS = """canvas => {
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data, found = {};
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) found[data.slice(at, at + 3)] = 1 + (found[data.slice(at, at + 3)] || 0);
  return found;
}"""


@pytest.mark.parametrize(("scheme", "accent"), [("light", "20,80,125"), ("dark", "140,196,240")])
def test_a_series_is_drawn_in_the_colours_of_the_page(visit: Open, scheme: str, accent: str) -> None:
    page = visit(f"{FIRST}/indicators", color_scheme=scheme, reduced_motion="reduce")
    charts = page.locator(".chart canvas")
    expect(charts.first).to_be_visible()
    assert charts.count() == 3
    assert charts.first.evaluate(_COLOURS).get(accent, 0) > 100
    assert not page.complaints  # type: ignore[attr-defined]


def test_a_point_tells_its_value_and_each_chart_what_it_shows(visit: Open) -> None:
    page = visit(FIRST, reduced_motion="reduce")
    chart = page.locator(".chart").first
    assert page.get_by_role("img", name="trade: ASEAN, Russia").count() == 1
    told = json.loads(chart.get_attribute("data-chart") or "")
    assert told["unit"] == "USD" and "2018: 19.8 billion USD" in [point["told"] for point in told["points"]]
    expect(chart.locator("canvas")).to_be_visible()
    before = chart.screenshot()
    x, y = chart.evaluate("place => echarts.getInstanceByDom(place).convertToPixel({gridIndex: 0}, [2018, 19.8e9])")
    chart.hover(position={"x": x, "y": y})
    page.wait_for_timeout(300)
    assert chart.screenshot() != before
    assert not page.complaints  # type: ignore[attr-defined]


def test_without_scripts_there_is_the_table_and_no_empty_place(visit: Open) -> None:
    page = visit(f"{FIRST}/indicators", java_script_enabled=False)
    assert page.locator("table").first.is_visible() and not page.locator(".chart").first.is_visible()


def test_the_library_is_asked_for_only_where_it_draws(visit: Open) -> None:
    asked: list[str] = []
    page = visit()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{FIRST}/board")
    assert not [url for url in asked if "echarts" in url]
    page.goto(f"{FIRST}/indicators")
    assert len([url for url in asked if "echarts" in url]) == 1


def test_years_lead_to_their_records(visit: Open) -> None:
    page = visit(f"{FIRST}/timeline", java_script_enabled=False)
    page.get_by_role("link", name="2021: ").click()
    first = page.locator(":target")
    assert "2021" in first.inner_text()
    box = first.bounding_box()
    assert box is not None and -5 <= box["y"] < 720
