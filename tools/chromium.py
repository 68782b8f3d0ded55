"""A Chromium for the tests and pictures of the web pages: one that is there, else Debian's, installed once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core")
"""Debian's: the browser, and letters for every language that is read."""
PATIENCE = 300
"""Seconds that installing may take."""


@lru_cache(maxsize=1)
def chromium() -> str | None:
    """Where a Chromium is: what the variable CHROMIUM names, one on the path, or the one that apt then installs for root; None without."""
    return os.environ.get("CHROMIUM") or _on_path() or (_on_path() if _installed() else None)


@contextmanager
def opened(path: str) -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _installed() -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("installing Chromium for the tests of the web pages")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES])
    try:
        return all(subprocess.run(one, env=quiet, timeout=PATIENCE, check=False, capture_output=True).returncode == 0 for one in commands)
    except subprocess.TimeoutExpired:
        return False
