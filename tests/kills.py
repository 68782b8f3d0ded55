"""Kill a program at random moments, run it again, and see that no story is lost and none is there twice."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.sources.test_pages import PARAGRAPHS, markup
from tests.sources.test_web import rss
from tests.wire_site import Site, site

from communique import Ledger

ROOT = Path(__file__).parents[1]


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", "from communique.cli.main import app; app()", *words]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def kept(path: Path) -> list[tuple[str, tuple[str, ...], int]]:
    """Documents of a ledger with the names of their sightings and the number of their statements."""
    with Ledger.open(path, create=False) as ledger:
        return [
            (one.id, tuple(seen.name.rpartition("/")[2] for seen in ledger.sightings(one.id)), len(list(ledger.statements(document=one.id))))
            for one in ledger.documents()
        ]


def kill_and_compare(words: Sequence[str], folder: Path, *, kills: int, seed: int = 0) -> int:
    """Run a command whole into one ledger; and into another killed `kills` times on the way, each time begun anew when it had come to its end.

    Gives how many of the kills hit a program at work. Raises AssertionError where the ledgers differ.
    """
    dice = random.Random(seed)
    whole = folder / "whole.db"
    started = time.monotonic()
    subprocess.run(command(*words, "--ledger", str(whole), "-q"), env=environment(), check=True, cwd=ROOT)
    lasted = time.monotonic() - started
    expected = kept(whole)
    assert expected
    broken, hit, turn = folder / "broken-0.db", 0, 0
    for _ in range(kills):
        process = subprocess.Popen(command(*words, "--ledger", str(broken), "-q"), env=environment(), cwd=ROOT)
        try:
            process.wait(dice.uniform(0.05, 0.8) * lasted)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            hit += 1
        if process.returncode == 0:  # it came to its end between two kills: what is there is whole, and the next ledger begins
            assert kept(broken) == expected
            turn += 1
            broken = folder / f"broken-{turn}.db"
    subprocess.run(command(*words, "--ledger", str(broken), "-q"), env=environment(), check=True, cwd=ROOT)
    assert kept(broken) == expected
    return hit


def publish(wire: Site, folder: Path, stories: int) -> Path:
    """Feeds of stories on a site, each page a moment late, and the settings that watch them."""

    def page(number: int) -> bytes:
        told = f"La Russie a promis {number} doses de vaccin à l'ASEAN lors de la {number % 30 + 2}e réunion du comité mixte."
        story = f"Jakarta, 31 mars 2021 (VNA) – {told}"
        return markup(title=f"Story {number}", paragraphs=[story, *PARAGRAPHS]).encode()

    for start in range(0, stories, 40):
        numbers = range(start, min(start + 40, stories))
        for number in numbers:
            wire.put(f"/{number}", page(number))
        wire.put(
            f"/feed{start}", rss(*((f"Story {number}", wire.at(f"/{number}")) for number in range(start, min(start + 40, stories)))), kind="text/xml"
        )
    settings = folder / "sources.toml"
    sources = "".join(f'[[source]]\naddress = "{wire.at(f"/feed{start}")}"\n' for start in range(0, stories, 40))
    settings.write_text(f"[watch]\ndelay = 0.01\nprivate = true\n{sources}", encoding="utf-8")
    return settings


def kill_watch(folder: Path, *, kills: int, stories: int = 120, seed: int = 0) -> int:
    """Kill a watch; see `kill_and_compare`."""
    with site() as wire:
        return kill_and_compare(["watch", str(publish(wire, folder, stories)), "--once"], folder, kills=kills, seed=seed)


def kill_read(folder: Path, *, kills: int, stories: int = 120, jobs: int = 1, seed: int = 0) -> int:
    """Kill a reading of pages; see `kill_and_compare`."""
    pages = folder / "pages"
    pages.mkdir()
    with site() as wire:
        publish(wire, folder, stories)
        for number in range(stories):
            answer = wire.answers[f"/{number}"]
            assert not isinstance(answer, list)
            (pages / f"{number}.html").write_bytes(answer.body)
    return kill_and_compare(["read", str(pages), "--jobs", str(jobs)], folder, kills=kills, seed=seed)
