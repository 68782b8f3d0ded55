"""Pages on paper."""

from __future__ import annotations

import re

import pytest
from tests.browser.conftest import Open

_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("query", ["?as_of=2022-12-31", "?lang=fr"])
def test_the_brief_is_two_pages_of_paper(visit: Open, query: str) -> None:
    page = visit(f"/partnerships/ASEAN,RUS/brief{query}")
    assert len(_PAGE.findall(page.pdf())) == 2
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible() and page.locator(".notes").is_visible()
