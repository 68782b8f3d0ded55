"""How fast the reader is, and how much memory it takes, on one core; beside it what tokenising alone costs.

    python benchmarks/bench_reader.py [--language fr[,en…]] [--seconds 5] [--check]

Stories: those of the folder COMMUNIQUE_GOLD names (`dev` and `seeds`), else the examples; of several languages, by turns. They are read as
`communique read` reads them, many at a call; beside it, one at a call. With --check, exit 1 below the target.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from communique.languages.compile import compiled
from communique.languages.load import load_pack
from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.reading.pipeline import Reader
from communique.sources.table import stories
from communique.text.tokens import tokenise
from communique.world.load import load_world

TARGET = 400
"""stories a second on one core"""
PER_PASS = 200
"""the stories are repeated until a pass has at least so many"""

Pair = tuple[Document, Sighting]


def main() -> int:
    """Measure and print; 1 if --check is given and the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", default="fr", help="a language's code, or several with commas between")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each measure lasts, at least")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    languages = options.language.split(",")
    packs = {language: load_pack(language) for language in languages}
    if missing := [language for language, pack in packs.items() if pack is None]:
        print(f"no pack for {' '.join(missing)}", file=sys.stderr)
        return 2
    loaded = [load_stories(language) for language in languages]
    origin = loaded[0][0]
    found = [story for turn in zip_longest(*(stories for _, stories in loaded)) for story in turn if story is not None]
    if not found:
        print(f"no {options.language} stories in {origin}", file=sys.stderr)
        return 2
    batch = found * -(-PER_PASS // len(found))
    characters = sum(len(document.text) for document, _ in found) / len(found)
    print(f"{len(found)} {options.language} stories of {origin}, {characters:,.0f} characters on average, {len(batch)} a pass, one core")

    settings = {language: (pack.settings.get("elided", ()), pack.settings.get("whole", ())) for language, pack in packs.items() if pack}

    def tokenise_all() -> int:
        total = 0
        for document, _ in batch:
            elided, whole = settings[document.language]
            total += len(tokenise(document.text, elided=elided, whole=whole))
        return total

    for name, load in (("world", load_world), ("pack", lambda: compiled(languages[0]))):
        started = time.perf_counter()
        load()
        print(f"loading the {name}: {1000 * (time.perf_counter() - started):.0f} ms")
    started = time.perf_counter()
    reader = Reader(load_world(), load_pack)
    reader.read(*found[0])
    first = time.perf_counter() - started

    def read_alone() -> int:
        return sum(len(reader.read(document, sighting).statements) for document, sighting in batch)

    def read_all() -> int:
        return sum(len(reading.statements) for reading in reader.read_all(batch))

    report("tokenising alone", tokenise_all, "tokens", len(batch), options.seconds)
    report("one at a call", read_alone, "statements", len(batch), options.seconds)
    speed = report("reading", read_all, "statements", len(batch), options.seconds)
    print(f"first story, with loading pack and world: {first * 1000:.0f} ms; target {TARGET} stories/s: {'met' if speed >= TARGET else 'MISSED'}")
    return int(options.check and speed < TARGET)


def load_stories(language: str) -> tuple[str, list[Pair]]:
    """Where the stories come from, and those in one language."""
    gold = os.environ.get("COMMUNIQUE_GOLD")
    if gold:
        pairs = []
        for path in sorted(Path(gold).glob("seeds/*.json")) + sorted(Path(gold).glob("dev/*.json")):
            story = json.loads(path.read_text(encoding="utf-8"))
            if story.get("lang") == language:
                document = Document.of(story["text"], language=language)
                pairs.append((document, Sighting(document.id, story["id"], publisher=story.get("publisher"), published=story.get("published"))))
        return "the outside gold", pairs
    folder = Path(__file__).parents[1] / "examples"
    loaded = [item for item in stories([folder], language=language) if not isinstance(item, Problem)]
    return "examples", [(item.document, item.sighting) for item in loaded]


def report(name: str, work: Callable[[], int], unit: str, count: int, seconds: float) -> float:
    """Run `work` over and over for some seconds; print and give the median speed in stories a second."""
    yielded, until = 0, time.perf_counter() + seconds
    speeds: list[float] = []
    while time.perf_counter() < until or len(speeds) < 3:
        started = time.perf_counter()
        yielded = work()
        speeds.append(count / (time.perf_counter() - started))
    middle = statistics.median(speeds)
    print(
        f"{name:<18} {middle:>8,.0f} stories/s (best {max(speeds):,.0f}, {len(speeds)} passes)"
        f"   {1000 / middle:6.2f} ms a story   {yielded / count:7.1f} {unit} a story   peak {peak_megabytes():.0f} MB"
    )
    return middle


def peak_megabytes() -> float:
    """The most memory this process has held so far, in MB (10^6 bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1e6


if __name__ == "__main__":
    sys.exit(main())
