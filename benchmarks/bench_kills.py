"""Kill a reading and a watch at random moments, again and again, and see that no story is lost and none is there twice.

    python benchmarks/bench_kills.py [--kills 20] [--stories 120]

The issue's measure is --kills 200. A quarter of them hit `communique read` in one process, a quarter in two, half `communique watch --once` against
a site on loopback. Exit 1 where a ledger differs from an unbroken one, or a process lives on.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from functools import partial
from pathlib import Path


def main() -> int:
    """Measure and print; 1 if a story was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--stories", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    kills = importlib.import_module("tests.kills")
    ways = (
        ("read", partial(kills.kill_read, jobs=1), 4),
        ("read by two processes", partial(kills.kill_read, jobs=2), 4),
        ("watch", kills.kill_watch, 2),
    )
    for name, kill, part in ways:
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                halfway = kill(Path(folder), kills=options.kills // part, stories=options.stories, seed=options.seed)
            except AssertionError as error:
                print(f"{name}: the ledger differs from an unbroken one, or a process is left: {str(error)[:500]}")
                return 1
        seconds = time.perf_counter() - started
        print(f"{name}: killed at work {options.kills // part} times, {halfway} of them with some stories kept and others not: ", end="")
        print(f"no story lost, none twice, no process left ({seconds:,.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
