"""`communique watch` as it is typed, and as a timer or a service manager stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.sources.test_pages import PARAGRAPHS, markup
from tests.sources.test_web import rss
from tests.wire_site import Site, site

from communique import Ledger

ROOT = Path(__file__).parents[2]
Runs = Callable[..., Any]


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as opened:
        yield opened


def settings(wire: Site, *more: str, every: str = "1s") -> str:
    wire.put("/1", markup())
    feed = wire.put("/feed", rss(("One", wire.at("/1"))), kind="text/xml")
    sources = "".join(f'[[source]]\naddress = "{address}"\n' for address in (feed, *more))
    Path("sources.toml").write_text(f'[watch]\ndelay = 0\nprivate = true\nevery = "{every}"\n{sources}', encoding="utf-8")
    return "sources.toml"


def test_one_look_for_cron(run: Runs, wire: Site) -> None:
    first = run("watch", settings(wire), "--once", "--log", "log.jsonl")
    assert first.exit_code == 0 and "1 addresses found" in first.stdout and "1 stories (1 new" in first.stdout
    events = [json.loads(line)["event"] for line in Path("log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert events == ["checked", "story"]
    again = run("watch", "sources.toml", "--once", "-q")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "")
    assert wire.asked("/1") == 1


def test_both_texts_of_a_page_that_was_corrected_are_shown(run: Runs, wire: Site) -> None:
    told = "Jakarta, 6 avril 2021 (VNA) – La Russie a promis {} doses de vaccin à l'ASEAN lors d'une réunion tenue mardi à Jakarta"
    settings(wire)
    for doses in (2000, 2500):
        url = wire.put("/1", markup(paragraphs=[told.format(doses), *PARAGRAPHS]))
        assert run("read", url, "--private", "--delay", "0").exit_code == 0
    shown = run("show", "--document", url)
    assert shown.exit_code == 0 and "2000 doses" in shown.stdout and "2500 doses" in shown.stdout


def test_one_look_with_problems_ends_with_one(run: Runs, wire: Site) -> None:
    result = run("watch", settings(wire, wire.at("/missing")), "--once")
    assert result.exit_code == 1 and "http" in result.stderr and "404" in result.stderr and "1 new" in result.stdout


def test_wrong_settings_and_none(run: Runs, elsewhere: Path) -> None:
    Path("bad.toml").write_text("[[source]]\naddress = 'nowhere'\n", encoding="utf-8")
    for name, message in (("bad.toml", "address"), ("none.toml", "No such file")):
        result = run("watch", name, "--once")
        assert result.exit_code == 1 and result.stderr.startswith("error: ") and message in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs the signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_a_watch_cleanly(wire: Site, number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-c", "from communique.cli.main import app; app()", "watch", settings(wire, every="1s"), "--ledger", "l.db"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    until = time.monotonic() + 30
    while not wire.asked("/1") and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(number)
    told, problems = process.communicate(timeout=30)
    assert process.returncode == 0, problems
    assert "1 new" in told
    with Ledger.open("l.db", create=False) as ledger:
        assert len(list(ledger.documents())) == 1
