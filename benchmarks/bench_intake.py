"""How fast stories come from a web archive into a ledger, and in how much memory; beside it the reader's own rate.

    python benchmarks/bench_intake.py [--stories 2000] [--jobs 2] [--check]

A WARC is made of pages whose stories are put together from the paragraphs of the repository's own stories, no two alike; one in twenty is a
near copy of the one before. The issue's measure is --stories 100000 on two cores. With --check, exit 1 where memory
goes over its bound or a story is lost.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from communique.ledger import Ledger
from communique.model.documents import Document, Sighting
from communique.run.reader import open_reader
from communique.sources.page import story_of
from communique.sources.story import Story
from communique.sources.warc import archives

ROOT = Path(__file__).parents[1]
MOST = 600
"""MB that all processes together may hold"""


def main() -> int:
    """Measure and print; 1 if --check is given and a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive, ledger = Path(folder, "made.warc.gz"), Path(folder, "ledger.db")
        make(archive, options.stories)
        print(f"{options.stories:,} stories in a WARC of {archive.stat().st_size / 1e6:,.1f} MB; the machine's load is {os.getloadavg()[0]:.1f}")
        reader_rate, page_rate = rates(archive)
        print(f"one core, no ledger: taking pages apart {page_rate:,.0f} stories/s, reading alone {reader_rate:,.0f} stories/s")
        seconds, peaks = run(archive, ledger, jobs=options.jobs)
        with Ledger.open(ledger, create=False) as opened:
            kept = sum(1 for _ in opened.documents())
        print(f"{options.jobs} processes, into a ledger: {options.stories / seconds:,.0f} stories/s ({seconds:,.1f} s), {kept:,} documents kept")
        quarters = [max(peaks[part * len(peaks) // 4 : (part + 1) * len(peaks) // 4] or [0.0]) for part in range(4)]
        print(f"memory of all processes at its highest, by quarters of the run: {', '.join(f'{one:,.0f}' for one in quarters)} MB; bound {MOST} MB")
        print(f"ledger: {ledger.stat().st_size / 1e6:,.0f} MB")
    broken = max(quarters) > MOST or kept != options.stories
    print("MISSED" if broken else "met")
    return int(options.check and broken)


def make(archive: Path, count: int) -> None:
    """Write a WARC of so many pages."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with archive.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, page in enumerate(pages(count)):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://example.org/news/{number}.html"
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(page.encode("utf-8")), http_headers=head))


def pages(count: int) -> Iterator[str]:
    """Pages, no two alike."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    texts += [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted((ROOT / "examples").glob("*.json"))]
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if len(line) > 120]
    links = "".join(f"<li><a href='/section/{place}'>Section {place}</a></li>" for place in range(40))
    dice, chosen = random.Random(1), paragraphs[:5]
    for number in range(count):
        if number % 20 != 19:
            chosen = [dice.choice(paragraphs) for _ in range(6)]
        title = f"Dossier {number} : {' '.join(dice.choice(paragraphs).split()[:8])}"
        day = f"{2015 + number % 9}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        body = "".join(f"<p>{html.escape(one)}</p>\n" for one in chosen)
        yield (
            f"<!doctype html><html lang='fr'><head><meta charset='utf-8'><title>{html.escape(title)}</title>"
            f"<meta property='article:published_time' content='{day}T08:00:00+07:00'></head><body><nav><ul>{links}</ul></nav>"
            f"<article><h1>{html.escape(title)}</h1>{body}</article><aside><ul>{links}</ul></aside><footer>Example {number}</footer></body></html>"
        )


def rates(archive: Path, sample: int = 300) -> tuple[float, float]:
    """Stories a second of the reader alone and of taking pages apart, on one core."""
    items = [item for item, _ in zip(archives(archive), range(sample), strict=False)]
    started = time.perf_counter()
    stories = [story for item in items if isinstance(story := story_of(item), Story)]  # type: ignore[arg-type]
    page_rate = len(stories) / (time.perf_counter() - started)
    reader = open_reader()
    reader.read(Document.of("Une phrase.", language="fr"), Sighting("x"))
    started = time.perf_counter()
    for story in stories:
        reader.read(story.document, story.sighting)
    return len(stories) / (time.perf_counter() - started), page_rate


def run(archive: Path, ledger: Path, *, jobs: int) -> tuple[float, list[float]]:
    """Seconds that reading the archive took, and the memory (MB) of all its processes, twice a second."""
    words = [sys.executable, "-c", "from communique.cli.main import app; app()", "read", str(archive), "--ledger", str(ledger), "--jobs", str(jobs)]
    started = time.perf_counter()
    process = subprocess.Popen([*words, "-q"], env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    peaks: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.5):
            peaks.append(sum(map(held, tree(process.pid))))

    watcher = threading.Thread(target=look)
    watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if status:
        raise SystemExit(f"the reading ended with status {status}")
    return seconds, peaks


def tree(pid: int) -> list[int]:
    """A process and all below it (Linux)."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def held(pid: int) -> float:
    """Memory of a process in MB, what it shares with others divided among them (Linux); 0 where it cannot be told."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


if __name__ == "__main__":
    sys.exit(main())
