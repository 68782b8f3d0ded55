"""How quick the web pages are: a synthetic ledger served on loopback, and what its readers wait for.

    python benchmarks/bench_server.py [--size 20000] [--large] [--ledger FILE] [--requests 2000] [--seconds 120] [--readers 2] [--check]

The ledger holds the gold told again and again, as in bench_assembly.py, each story's words in a document of its own; --large: a million statements.
With --ledger it is made in that file, or taken from it if it is there. It is served by `communique serve` in a process of its own, on two cores; so
many readers ask at a time, each for the next page as soon as it has one. What they ask for, drawn by lot from the same seed each time:

    60 % the first page of a partnership, drawn from the two thousand largest by Zipf's law: first visits are among them
    15 % a view of one, any as likely as the others
    25 % a search: one word of a story, two, or one and a kind of record; words as often as stories use them

Printed: how long readers waited, by sort of page, and for which page longest; how many pages a second they had, and how long the server worked for
them. The goal is 100 ms for 95 of 100 partnerships, and of 100 searches.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

from bench_assembly import LARGE, Teller, Told, load_stories

from communique.kinds.table import KINDS
from communique.ledger import Ledger
from communique.model.documents import Document, Sighting
from communique.model.evidence import Evidence
from communique.model.spans import Span
from communique.store.base import Read
from communique.views.table import VIEWS
from communique.world.load import load_world

GOAL = 100.0
"""Milliseconds that 95 of 100 readers may wait."""
MIX = {"partnership": 60, "view": 15, "search": 25}
"""Requests of a sort in a hundred."""
PARTNERSHIPS = 2000
"""Partnerships that readers ask for."""
BATCH = 50
"""Stories kept at a time."""
PATIENCE = 1800.0
"""Seconds until a server must listen."""
CORES = 2
_READ_AT = "2026-01-01T00:00:00+00:00"
_LINK = re.compile(r'href="/partnerships/([A-Z:,a-z0-9_-]+)"')


def main() -> int:
    """Measure and print; 1 if --check is given and readers wait too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20_000, help="statements of the ledger")
    parser.add_argument("--large", action="store_true", help="a million statements")
    parser.add_argument("--ledger", type=Path, help="a file to keep the ledger in")
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=120.0, help="the longest that is asked")
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    size = LARGE if options.large else options.size
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "ledger.db"
        words = fill(path, size)
        with served(path) as port:
            asks = list(requests(port, words, options.requests))
            waited, seconds = ask(port, asks, readers=options.readers, seconds=options.seconds)
    return int(told(waited, seconds) > GOAL and options.check)


def fill(path: Path, size: int) -> Counter[str]:
    """Keep so many statements in a ledger, if there is none yet. How often the words of the stories are used."""
    world = load_world()
    teller, made, began = Teller(load_stories(world), world, even=False), 0, time.monotonic()
    words = Counter(word for story in teller.stories for one in story.statements for word in re.findall(r"\w{4,}", one.evidence[0].quote.exact))
    if path.exists():
        return words
    with Ledger.open(path) as ledger:
        rounds = (told for number in itertools.count() for told in teller.round(number))
        while made < size:
            kept = [story_of(next(rounds)) for _ in range(BATCH)]
            reads = {document.id: read for document, read in kept}
            made += sum(len(read.statements) for read in reads.values())
            ledger.store.keep([document for document, _ in kept], [read.sighting for read in reads.values()], reads, read_at=_READ_AT)
    print(f"{made:,} statements kept in {time.monotonic() - began:.0f} s", flush=True)
    return words


def story_of(told: Told) -> tuple[Document, Read]:
    """A story as a ledger keeps it: the words its statements rest on, line by line."""
    statements, origin, _ = told
    text, spans = f"{origin.document}\n", {}
    for quoted in dict.fromkeys(one.evidence[0].quote.exact for one in statements):
        spans[quoted] = Span(len(text), len(text) + len(quoted))
        text += f"{quoted}\n"
    document = Document.of(text, language=origin.language)
    known = origin.known.isoformat() if origin.known else None
    sighting = Sighting(document.id, name=origin.document, publisher=origin.publisher, title=origin.document, published=known)
    cut = (replace(one, evidence=(Evidence.cut(document, spans[one.evidence[0].quote.exact]),)) for one in statements)
    return document, Read("benchmark", sighting, tuple(cut))


@contextmanager
def served(path: Path) -> Iterator[int]:
    """The port at which a ledger is served, by a process of its own on two cores."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from communique.cli.main import app; app()", "serve", "--ledger", str(path), "--port", str(port)]
    began = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            if hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(server.pid, set(sorted(os.sched_getaffinity(0))[:CORES]))
            while not _listens(port):
                if server.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise SystemExit("the server did not start")
                time.sleep(0.2)
            print(f"listening after {time.monotonic() - began:.0f} s, in {_memory(server.pid)}", flush=True)
            before = _worked(server.pid)
            yield port
            print(f"the server worked {_worked(server.pid) - before:.1f} s, in the end in {_memory(server.pid)}", flush=True)
        finally:
            server.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _memory(process: int) -> str:
    """The memory of a process, where the system says it."""
    told = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", told.read_text(encoding="ascii")) if told.exists() else None
    return f"{int(found[1]) / 1024:,.0f} MB" if found else "memory not known here"


def _worked(process: int) -> float:
    """Seconds of processor time that a process took, 0 where the system does not say it."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def requests(port: int, words: Counter[str], number: int) -> Iterator[tuple[str, str]]:
    """So many requests: the sort and the address of each."""
    dice, found = random.Random(6), partnerships(port)
    weights = [1 / rank for rank in range(1, len(found) + 1)]
    mix = dict(MIX)
    if get(http.client.HTTPConnection("127.0.0.1", port), "/search?q=a")[0] == 404:
        print("there is no page of searches: the others are asked for")
        del mix["search"]
    for sort in dice.choices(list(mix), list(mix.values()), k=number):
        if sort == "search":
            sought = " ".join(dice.choices(list(words), list(words.values()), k=dice.choice((1, 1, 2))))
            yield sort, "/search?" + urlencode({"q": sought} | ({"kind": dice.choice(list(KINDS))} if dice.random() < 0.3 else {}))
        else:
            view = "" if sort == "partnership" else f"/{dice.choice(list(VIEWS))}"
            yield sort, f"/partnerships/{quote(dice.choices(found, weights)[0])}{view}"


def partnerships(port: int) -> list[str]:
    """The largest partnerships, by their addresses."""
    connection, found = http.client.HTTPConnection("127.0.0.1", port), dict[str, None]()
    for page in itertools.count(1):
        names = _LINK.findall(get(connection, f"/?page={page}")[1])
        found.update(dict.fromkeys(names))
        if not names or len(found) >= PARTNERSHIPS:
            return list(found)[:PARTNERSHIPS]
    raise AssertionError


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    """The status and the text of an answer."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8")


Waited = dict[str, list[tuple[float, str]]]
"""Milliseconds that readers waited, and the address, by sort of page."""


def ask(port: int, asks: Iterable[tuple[str, str]], *, readers: int, seconds: float) -> tuple[Waited, float]:
    """What readers waited for, and how many seconds all took."""
    waited: Waited = {sort: [] for sort in MIX}
    left, lock, began, wrong = iter(asks), threading.Lock(), time.monotonic(), list[str]()

    def reader() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() - began < seconds:
            with lock:
                sort, path = next(left, ("", ""))
            if not sort:
                return
            before = time.perf_counter()
            status, _ = get(connection, path)
            waited[sort].append((1000 * (time.perf_counter() - before), path))
            if status != 200:
                wrong.append(f"{path}: {status}")

    threads = [threading.Thread(target=reader) for _ in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if wrong:
        raise SystemExit("\n".join(wrong))
    return waited, time.monotonic() - began


def told(waited: Waited, seconds: float) -> float:
    """Print what readers waited; the longest wait of 95 of 100 of them for partnerships or searches, in milliseconds."""
    worst = 0.0
    for sort, times in waited.items():
        if times:
            times.sort()
            (median, _), (late, _), (last, slowest) = times[len(times) // 2], times[len(times) * 95 // 100], times[-1]
            worst = worst if sort == "view" else max(worst, late)
            print(f"{sort:>12} {len(times):>6,} pages  p50 {median:6.1f} ms  p95 {late:7.1f} ms  slowest {last:8.1f} ms  {slowest}", flush=True)
    number = sum(map(len, waited.values()))
    print(f"{number:,} pages in {seconds:.0f} s: {number / seconds:.0f} a second", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main())
