"""Pictures of the web pages over the example stories, for the README and docs/web.md: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page
from tools.chromium import chromium, opened
from tools.serving import served

from communique import Ledger
from communique.server.app import make_app

IMAGES = Path(__file__).parents[1] / "docs" / "images"
EXAMPLES = Path(__file__).parents[1] / "examples"
LARGEST = 200_000
"""Bytes that a picture may have."""
WIDE, NARROW = (1040, 740), (390, 780)
FIRST = "/partnerships/ASEAN,RUS"


class Picture(NamedTuple):
    """A page to take a picture of. `click` is the link, by its selector, that leads there from the address."""

    name: str
    address: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    click: str = ""


PICTURES = (
    Picture("partnerships", "/"),
    Picture("partnership", f"{FIRST}?as_of=2022-12-31"),
    Picture("timeline", f"{FIRST}/timeline"),
    Picture("board", f"{FIRST}/board"),
    Picture("figures", f"{FIRST}/indicators"),
    Picture("record", f"{FIRST}/conflicts", click="#main .says"),
    Picture("document", f"{FIRST}/conflicts", click="#main .quote a"),
    Picture("search", "/search?q=partenariat+strategique"),
    Picture("brief.fr", f"{FIRST}/brief?as_of=2022-12-31&lang=fr"),
    Picture("dark", f"{FIRST}?as_of=2022-12-31", scheme="dark"),
    Picture("narrow", FIRST, size=NARROW),
)


def main() -> int:
    """Take the pictures; 1 without a browser, or if one is too large."""
    path = chromium()
    if path is None:
        print("no Chromium here: install one (Debian: chromium), or name one by the variable CHROMIUM")
        return 1
    IMAGES.mkdir(exist_ok=True)
    large = []
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        ledger.read(EXAMPLES)
        with served(make_app(ledger)) as address, opened(path) as browser:
            for picture in PICTURES:
                target = IMAGES / f"{picture.name}.png"
                take(browser, address, picture, target)
                print(f"{target.name}: {target.stat().st_size:,} bytes")
                large += [target.name] if target.stat().st_size > LARGEST else []
    if large:
        print(f"larger than {LARGEST:,} bytes: {', '.join(large)}")
    return int(bool(large))


def take(browser: Browser, address: str, picture: Picture, target: Path) -> None:
    """Take a picture of a page as it is first seen. Raises AssertionError where there is no such page."""
    width, height = picture.size
    with browser.new_context(
        base_url=address, locale="en-GB", viewport={"width": width, "height": height}, color_scheme=picture.scheme, reduced_motion="reduce",  # type: ignore[arg-type]
    ) as context:  # fmt: skip
        page: Page = context.new_page()
        answer = page.goto(picture.address)
        assert answer is not None and answer.ok, picture.address
        if picture.click:
            page.locator(picture.click).first.click()
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=target)


if __name__ == "__main__":
    sys.exit(main())
