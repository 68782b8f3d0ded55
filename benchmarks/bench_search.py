"""How fast statements are found by their words: p50, p95 and the longest of each sort of question, over 100,000 statements or a million.

    python benchmarks/bench_search.py [--statements 100000] [--large] [--questions 60] [--ledger FILE] [--check]

The ledger is made up: rows are written straight into its tables, and the index is filled by the step that fills it for a ledger that has none. Words
come by Zipf's law, those of the example stories first; stories come roughly in the order of time, a few actors take part in most of them. Questions
differ from one another, so that only pages of the file are at hand; each gives the first fifty statements and how many there are, as the page of a
search shows them. Times are those of one core. With --check, exit 1 where the p95 of all questions goes over its bound.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

from communique.kinds.table import KINDS
from communique.ledger import Ledger
from communique.model.fold import fold

ROOT = Path(__file__).parents[1]
LARGE = 1_000_000
BOUND = 50.0
"""Milliseconds that the p95 may take."""
YEARS = range(2005, 2025)
STORY = 12
"""Statements of a story."""
ACTORS = "RUS ASEAN VNM CHN USA EU IDN IND FRA JPN KOR MYS THA DEU GBR BRA IRN TUR EGY ZAF MEX CUB KAZ PAK SAU ARE".split()
PLACES = "Hanoi Moscow Jakarta Beijing Kazan Vladivostok Bangkok Sochi Washington Brussels".split()
_AT_ONCE = 20_000
Rows = dict[str, list[dict[str, Any]]]
"""Rows by table."""


class Words:
    """Words by how often they come: those of the example stories first, then made-up ones."""

    def __init__(self, count: int = 80_000) -> None:
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
        met = Counter(re.findall(r"[^\W\d_]+", " ".join(texts)))
        self.every = [word for word, _ in met.most_common()] + [made(number) for number in range(count)]
        self._sums = list(itertools.accumulate(1 / (rank + 3) ** 1.05 for rank in range(len(self.every))))

    def some(self, dice: random.Random, count: int) -> list[str]:
        """So many of them, often the frequent ones."""
        return dice.choices(self.every, cum_weights=self._sums, k=count)


def main() -> int:
    """Measure and print; 1 if --check is given and the bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--large", action="store_true", help="a million")
    parser.add_argument("--questions", type=int, default=60, help="of each sort")
    parser.add_argument("--ledger", type=Path, help="ask this ledger, as this program made it, or make it there and keep it")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    count = LARGE if options.large else options.statements
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder, "ledger.db")
        if not path.exists():
            make(path, count)
        p95 = ask(path, options.questions)
    broken = p95 > BOUND
    print("MISSED" if broken else "met")
    return int(options.check and broken)


def make(path: Path, count: int) -> None:
    """Write a ledger of so many statements, and print what its index of words takes."""
    Ledger.open(path).close()
    dice, words = random.Random(1), Words()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE word_index")
        raw.execute("DELETE FROM migrations WHERE version >= 7")
        rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("documents", "sightings", "readings", "statements", "evidence", "statement_actors")
        }
        for number in range(1, count // STORY + 1):
            story(number, count // STORY, dice, words, rows)
            if number % (_AT_ONCE // STORY) == 0:
                write(raw, rows)
        write(raw, rows)
    before = size(path)
    started = time.process_time()
    Ledger.open(path).close()
    seconds = time.process_time() - started
    print(
        f"{count:,} statements: {before:,.0f} MB; filling the index takes {seconds:,.0f} s of one core and {size(path) - before:,.0f} MB", flush=True
    )


def size(path: Path) -> float:
    """MB of a ledger."""
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.stat().st_size / 1e6


def write(raw: sqlite3.Connection, rows: Rows) -> None:
    """Write rows by table, and forget them."""
    for name, some in rows.items():
        if some:
            columns = ", ".join(f'"{column}"' for column in some[0])
            raw.executemany(f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(some[0]))})", [tuple(row.values()) for row in some])
        some.clear()


def story(number: int, of: int, dice: random.Random, words: Words, rows: Rows) -> None:
    """Add the rows of one story and what is read in it."""
    first, last = datetime.date(YEARS[0], 1, 1).toordinal(), datetime.date(YEARS[-1], 12, 31).toordinal()
    told = min(last, max(first, first + (last - first) * number // of + dice.randint(-30, 30))) if dice.random() < 0.9 else dice.randint(first, last)
    document = f"{number:016x}"
    published = datetime.date.fromordinal(told).isoformat()
    title = " ".join(words.some(dice, 9))
    quotes = [" ".join(words.some(dice, dice.randint(6, 26))) for _ in range(STORY)]
    rows["documents"].append({"id": document, "language": "fr", "text": "\n".join(quotes)})
    seen = {
        "document_id": document,
        "name": f"story-{number}",
        "publisher": dice.choice(("VNA", "TASS", "Xinhua", "AFP")),
        "title": title,
        "published": published,
    }
    rows["sightings"].append(seen)
    rows["readings"].append({"id": number, **seen, "reader": "bench", "read_at": published, "live": 1, "digest": document})
    start = 0
    for position, quote in enumerate(quotes):
        key = {"reading_id": number, "statement_id": f"{number * 100 + position:016x}"}
        day = told if dice.random() < 0.6 else told + dice.randint(-400, 400)
        long = dice.choice((0, 0, 0, 0, 0, 30, 30, 364, 1500))
        by, to = [chosen(dice)], [chosen(dice)] if dice.random() < 0.7 else []
        whole, kind = quote.split(), dice.choice(tuple(KINDS))
        areas = dice.sample(("HEA", "ENE", "DEF"), dice.randint(0, 2))
        rows["statements"].append({
            "reading_id": number, "id": key["statement_id"], "position": position, "kind": kind, "by": json.dumps(by), "to": json.dumps(to),
            "type": dice.choice([*sorted(KINDS[kind].types)] or [None]), "areas": json.dumps(areas), "slots": '{"by":[[0,5]],"when":[[6,10]]}',
            "name": " ".join(whole[:3]) if dice.random() < 0.4 else None, "speaker": " ".join(whole[-2:]) if dice.random() < 0.2 else None,
            "what": " ".join(words.some(dice, 3)) if dice.random() < 0.3 else None, "where": dice.choice(PLACES) if dice.random() < 0.2 else None,
            "voice": "source", "modality": "actual", "polarity": 1, "hedged": 0, "found_by": "bench.frame",
            "first_day": iso(day), "last_day": iso(day + long), "day": iso(day),
        })  # fmt: skip
        around = {"prefix": quote[:30], "suffix": quote[-30:]}
        rows["evidence"].append({**key, "position": 0, "start": start, "end": start + len(quote), "exact": quote, **around})
        rows["statement_actors"] += [{**key, "actor": actor, "state": actor} for actor in {*by, *to}]
        start += len(quote) + 1


def made(number: int) -> str:
    """A word that is none, another for every number."""
    word, number = "", number + 70
    while number:
        word += "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5]
        number //= 70
    return word


def iso(day: int) -> str:
    """A day, as tables hold it."""
    return datetime.date.fromordinal(day).isoformat()


def chosen(dice: random.Random) -> str:
    """An actor, mostly one of the first."""
    return ACTORS[min(int(dice.expovariate(0.25)), len(ACTORS) - 1)]


def questions(dice: random.Random, words: Words, raw: sqlite3.Connection) -> dict[str, Callable[[], dict[str, Any]]]:
    """What is asked, by sort: a new question at each call."""
    common, middle, rare = words.every[:60], words.every[200:2000], words.every[5000:60_000]
    last = raw.execute("SELECT max(id) FROM readings").fetchone()[0]

    def quoted(length: int) -> str:
        (quote,) = raw.execute("SELECT exact FROM evidence WHERE reading_id = ? LIMIT 1", (dice.randint(1, last),)).fetchone()
        told = quote.split()
        at = dice.randint(0, max(0, len(told) - length))
        return " ".join(told[at : at + length])

    def days(length: int) -> dict[str, Any]:
        first = datetime.date(dice.choice(YEARS), dice.randint(1, 12), 1)
        return {"since": first.isoformat(), "until": (first + datetime.timedelta(length)).isoformat()}

    kinds = tuple(KINDS)
    return {
        "a rare word": lambda: {"words": dice.choice(rare)},
        "a word of the middle": lambda: {"words": dice.choice(middle)},
        "a common word": lambda: {"words": dice.choice(common)},
        "two common words": lambda: {"words": " ".join(dice.sample(common, 2))},
        "a common and a rare word": lambda: {"words": f"{dice.choice(common)} {dice.choice(rare)}"},
        "three words of the middle": lambda: {"words": " ".join(dice.sample(middle, 3))},
        "a phrase of two words": lambda: {"words": f'"{quoted(2)}"'},
        "a phrase of four words": lambda: {"words": f'"{quoted(4)}"'},
        "a beginning of three letters": lambda: {"words": next(w[:3] for w in iter(lambda: fold(dice.choice(middle)), "") if len(w) > 3) + "*"},
        "a beginning of five letters": lambda: {"words": next(w[:5] for w in iter(lambda: fold(dice.choice(middle)), "") if len(w) > 5) + "*"},
        "a name": lambda: {"words": dice.choice(("Russie", "Việt Nam", "Россия", "Estados Unidos", "Hanoi", "ASEAN", "Китай", "royaume uni"))},
        "a common word, of an actor": lambda: {"words": dice.choice(common), "between": [dice.choice(ACTORS)]},
        "a common word, between two": lambda: {"words": dice.choice(common), "between": dice.sample(ACTORS, 2)},
        "a word of the middle, of a kind": lambda: {"words": dice.choice(middle), "kind": dice.choice(kinds)},
        "a common word, of a kind and an actor": lambda: {"words": dice.choice(common), "kind": dice.choice(kinds), "between": [dice.choice(ACTORS)]},
        "a common word, in a month": lambda: {"words": dice.choice(common), **days(30)},
        "a word of the middle, in a year": lambda: {"words": dice.choice(middle), **days(365)},
        "a common word, in one story": lambda: {"words": dice.choice(common), "document": f"story-{dice.randint(1, last)}"},
        "a rare word, the best first": lambda: {"words": dice.choice(rare), "best": True},
        "two words of the middle, the best first": lambda: {"words": " ".join(dice.sample(middle, 2)), "best": True},
    }


def ask(path: Path, often: int) -> float:
    """Ask every sort of question so often, print what it took, and give the p95 of all of them, in milliseconds."""
    dice, words = random.Random(2), Words()
    print(f"the machine's load is {os.getloadavg()[0]:.1f}\n{'':42}{'p50':>8} {'p95':>8} {'longest':>8}   ms; statements found")
    every: list[float] = []
    with Ledger.open(path, create=False) as ledger, sqlite3.connect(path) as raw:
        ledger.search("RUS")
        for sort, question in questions(dice, words, raw).items():
            taken, found = [], Counter[str]()
            for asked in itertools.islice(iter(question, None), often):
                started = time.process_time()
                hits = ledger.search(**asked)
                taken.append(1000 * (time.process_time() - started))
                found["none" if not hits.total else f"> {hits.total:,}" if hits.more else "some"] += 1
            every += taken
            show(sort, taken, ", ".join(f"{name}: {number}" for name, number in found.most_common()))
        show("a page further on", list(pages(ledger, often)), "")
    show("all of these", every, f"{len(every):,} questions")
    return quantiles(every, n=20)[-1]


def pages(ledger: Ledger, often: int) -> Iterator[float]:
    """What each of so many pages of one search takes, one after the other."""
    after = None
    for _ in range(often):
        started = time.process_time()
        after = ledger.search("ASEAN", after=after).next
        yield 1000 * (time.process_time() - started)


def show(sort: str, taken: list[float], told: str) -> None:
    """Print a line."""
    print(f"{sort:42}{quantiles(taken, n=2)[0]:8.1f} {quantiles(taken, n=20)[-1]:8.1f} {max(taken):8.1f}   {told}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
