"""How quickly the command answers, and how much it installs.

    python benchmarks/bench_help.py [--check]

Times `communique --help` (best of 5) and adds up the files of the package and of all it requires. With --check, exit 1 above a target.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Collection
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

SECONDS = 0.3
MEGABYTES, WITHOUT_INTAKE = 150, 90
INTAKE = frozenset({"feedparser", "httpcore2", "httpx2", "lxml", "lxml-html-clean", "rensa", "trafilatura", "warcio"})
"""What only the intake from the web, from archives and of copies needs."""


def main() -> int:
    """Measure and print; 1 if --check is given and a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    seconds = help_seconds()
    print(f"communique --help: {seconds:.3f} s, best of 5; target under {SECONDS} s: {'met' if seconds < SECONDS else 'MISSED'}")
    sizes = installed_sizes("communique")
    total = sum(sizes.values())
    reading = sum(installed_sizes("communique", without=INTAKE).values())
    print(f"what it installs: {total:.1f} MB in {len(sizes)} distributions; target under {MEGABYTES} MB: {'met' if total < MEGABYTES else 'MISSED'}")
    print(f"  without intake: {reading:.1f} MB; target under {WITHOUT_INTAKE} MB: {'met' if reading < WITHOUT_INTAKE else 'MISSED'}")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"  {size:6.1f} MB  {name}")
    return int(options.check and (seconds >= SECONDS or total >= MEGABYTES or reading >= WITHOUT_INTAKE))


def help_seconds(*, rounds: int = 5) -> float:
    """The shortest time `communique --help` took, in seconds."""
    script = Path(sysconfig.get_path("scripts")) / "communique"
    command = [str(script)] if script.exists() else [sys.executable, "-c", "from communique.cli.main import app; app()"]
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        subprocess.run([*command, "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


def installed_sizes(name: str, *, without: Collection[str] = ()) -> dict[str, float]:
    """Size in MB (10^6 bytes) of a distribution and of each that it requires, extras and those `without` left out, bytecode included."""
    sizes: dict[str, float] = {}
    wanted = [name]
    while wanted:
        current = canonical(wanted.pop())
        if current in sizes or current in without:
            continue
        try:
            found = distribution(current)
        except PackageNotFoundError:
            continue  # required on another system or an older Python only
        sizes[current] = size_of(found) / 1e6
        wanted += [re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in found.requires or () if "extra ==" not in need]
    return sizes


def size_of(found: Distribution) -> int:
    """The bytes of a distribution's files; of an editable one, those of its package folder."""
    files = {Path(str(found.locate_file(file))) for file in found.files or ()}
    if not any(file.name == "__init__.py" for file in files):
        spec = importlib.util.find_spec(canonical(found.metadata["Name"]).replace("-", "_"))
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            files |= set(Path(folder).rglob("*"))
    return sum(file.stat().st_size for file in files if file.is_file())


def canonical(name: str) -> str:
    """A distribution's name in its one spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
