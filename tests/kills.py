"""Kill a program at random moments, run it again, and see that no story is lost and none is there twice."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
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


_Kept = tuple[list[tuple[object, ...]], dict[str, int]]


def kept(path: Path) -> _Kept:
    """What a ledger holds: documents with the names of their sightings, statements and families; and how many rows each table has."""
    with Ledger.open(path, create=False) as ledger:
        documents: list[tuple[object, ...]] = []
        for one in ledger.documents():
            names = [seen.name.rpartition("/")[2] for seen in ledger.sightings(one.id)]
            documents.append((one.id, names, [said.id for said in ledger.statements(document=one.id)], sorted(ledger.family(one.id))))
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'word_index%'")]
        return documents, {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def kill_and_compare(words: Sequence[str], folder: Path, *, kills: int, seed: int = 0) -> int:
    """Run a command whole into one ledger; into others until it was killed at work so many times, a new ledger each time it came to its end.

    Gives how many of the kills left a ledger that held some of the stories and not all. Raises AssertionError where a ledger differs from the
    first, or where a process of a killed program lives on.
    """
    dice = random.Random(seed)
    whole = folder / "whole.db"
    started = time.monotonic()
    process = _begin(words, whole)
    while not whole.exists() and process.poll() is None:
        time.sleep(0.01)
    began = time.monotonic() - started
    assert process.wait() == 0
    lasted = time.monotonic() - started
    expected = kept(whole)
    assert expected[0]
    hit, halfway, turn = 0, 0, 0
    while hit < kills:
        broken = folder / f"broken-{turn}.db"
        process = _begin(words, broken)
        try:
            process.wait(dice.uniform(0.8 * began, lasted))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            hit += 1
            halfway += 0 < _documents(broken) < len(expected[0])
        _gone(process)
        if process.returncode == 0:  # it came to its end between two kills: what is there is whole
            _compare(broken, expected)
            turn += 1
    broken = folder / f"broken-{turn}.db"
    status = _begin(words, broken).wait()
    assert status == 0, f"status {status}"
    _compare(broken, expected)
    return halfway


def _compare(broken: Path, expected: _Kept) -> None:
    found = kept(broken)
    documents = [f"{one} against {other}" for one, other in zip(found[0], expected[0], strict=False) if one != other]
    rows = {name: (found[1].get(name), count) for name, count in expected[1].items() if found[1].get(name) != count}
    assert found == expected, f"{len(found[0])} documents against {len(expected[0])}; {documents[:2]}; rows {rows}"


def _begin(words: Sequence[str], ledger: Path) -> subprocess.Popen[bytes]:
    """A command begun, with its processes in a group of their own."""
    return subprocess.Popen(command(*words, "--ledger", str(ledger), "-q"), env=environment(), cwd=ROOT, start_new_session=True)


def _gone(process: subprocess.Popen[bytes]) -> None:
    """Wait until all processes of a command have ended."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError("a process outlives the one it works for")


def _documents(path: Path) -> int:
    """How many documents a ledger holds; none where it has not been made."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as raw:
        made = raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'documents'").fetchone()[0]
        return int(raw.execute("SELECT count(*) FROM documents").fetchone()[0]) if made else 0


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
