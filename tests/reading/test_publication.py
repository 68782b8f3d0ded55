"""Pages lie about their date: what the story tells decides, and the page is flagged."""

from __future__ import annotations

import pytest

from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.reading.pipeline import Reader
from communique.world.load import load_world

STORY = "L'ASEAN et la Russie se réunissent\n\n{} – L'ASEAN et la Russie ont tenu mardi leur 19e réunion à Jakarta.\n"


@pytest.mark.parametrize(
    ("dateline", "page", "published", "doubted"),
    [
        ("Hanoï, 1er octobre (VNA)", "2024-10-01", "2024-10-01", False),
        ("Hanoï, 1er octobre (VNA)", "2024-10-02", "2024-10-02", False),
        ("Hanoï, 1er octobre (VNA)", "2024-01-10", "2024-10-01", True),
        ("Hanoï, 1er octobre 2024 (VNA)", "2024-01-10", "2024-10-01", True),
        ("Hanoï, 1er octobre 2020 (VNA)", "2024-05-20", "2020-10-01", True),
        ("Hanoï, 1er octobre (VNA)", "2024-05-20", "2024-05-20", True),
        ("Hanoï, 1er octobre 2024 (VNA)", None, "2024-10-01", False),
        ("Hanoï, 1er octobre (VNA)", "2024-10", "2024-10", False),
        ("Hanoï (VNA)", "2024-01-10", "2024-01-10", False),
    ],
)
def test_the_date_of_a_page_against_the_dateline(dateline: str, page: str | None, published: str, doubted: bool) -> None:
    document = Document.of(STORY.format(dateline), language="fr")
    reading = Reader(load_world(), load_pack).read(document, Sighting(document.id, "s", published=page))
    assert (reading.published, [one.code for one in reading.doubts]) == (published, ["page-date"] * doubted)
