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
    parser.add_argument("--stories", type=int, default=120, help="to be read; four times as many by two processes, which keep more at once")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    kills = importlib.import_module("tests.kills")
    one, two, few = partial(kills.kill_read, jobs=1), partial(kills.kill_read, jobs=2), options.stories
    for name, kill, part, stories in (("read", one, 4, few), ("read by two processes", two, 4, 4 * few), ("watch", kills.kill_watch, 2, few)):
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                halfway = kill(Path(folder), kills=options.kills // part, stories=stories, seed=options.seed)
            except AssertionError as error:
                print(f"{name}: the ledger differs from an unbroken one, or a process is left: {str(error)[:500]}")
                return 1
        seconds = time.perf_counter() - started
        print(f"{name}: killed at work {options.kills // part} times, {halfway} of them with some stories kept and others not: ", end="")
        print(f"no story lost, none twice, no process left ({seconds:,.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
