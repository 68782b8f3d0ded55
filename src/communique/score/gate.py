"""Judge the reader against gold and fail below the floors, which only ever rise.

    python -m communique.score.gate [GOLD_ROOT] [--floors FILE] [--own FOLDER]

GOLD_ROOT (or COMMUNIQUE_GOLD) is a folder that holds `seeds` and `dev`. The floors file has a section a gold set: `own` (the repository's own
gold), `seeds`, and `own_` or `dev_` with a language's code (its stories in `own` or `dev`; the former then are no part of `own`), each with the
least F1 of `opening` and `slots`; `chains_gold` and `chains_read`: the least figures of merging and following by the keys in `chains`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Container, Mapping
from pathlib import Path

from communique.run.reader import open_reader
from communique.score.assembled import judge_gold, judge_read
from communique.score.chains import figures, load_chains
from communique.score.gold import GoldError, GoldStory, Reads, load_gold, read_gold
from communique.score.metrics import ALL, Tally, score
from communique.world.load import load_world

MOST_EMPTY_BY = 0.15
"""The greatest share of records that may name nobody."""
CHAINS = "chains_"
"""How the sections of keys across stories begin: `chains_gold` from the gold's own statements, `chains_read` from the reader's."""


def main() -> int:
    """Print scores beside floors; 0 if all are reached, 1 if one is not, 2 if there is nothing to judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_root", nargs="?", type=Path, default=os.environ.get("COMMUNIQUE_GOLD") or None)
    parser.add_argument("--floors", type=Path, default=Path("benchmarks/floors.toml"))
    parser.add_argument("--own", type=Path, default=Path("tests/gold"), help="the repository's own gold")
    options = parser.parse_args()
    root = Path(options.gold_root) if options.gold_root else None
    reader = open_reader()
    status = 2
    try:
        floors = load_floors(options.floors)
        for name, floor in floors.items():
            if name.startswith(CHAINS):
                words = judge_chains(name, floor, root=root, reads=lambda document, sighting: reader.read(document, sighting).statements)
                print(f"{name:<10} {words or 'no gold here: skipped'}")
                if words:
                    status = 1 if "FAILED" in words or status == 1 else 0
                continue
            gold = gold_set(name, root=root, own=options.own, apart={section.removeprefix("own_") for section in floors})
            if not gold:
                print(f"{name:<10} no gold here: skipped")
                continue
            tally = judge(gold, lambda document, sighting: reader.read(document, sighting).statements)
            short = shortfalls(tally, floor)
            print(line(name, tally, floor))
            for words in short:
                print(f"  FAILED: {words}")
            status = 1 if short or status == 1 else 0
    except (GoldError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if status == 2:
        print("error: no gold found: name its folder, or run this where benchmarks and tests lie", file=sys.stderr)
    return status


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors by gold set. Raises GoldError on what is no floor."""
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: {key: float(value) for key, value in section.items()} for name, section in sections.items()}
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: sections of `opening` and `slots`, each a number from 0 to 1: {error}") from None


def gold_set(name: str, *, root: Path | None, own: Path, apart: Container[str] = ()) -> Mapping[str, GoldStory]:
    """The gold stories of a section of the floors file; none where their folder is not there. `apart`: languages that are no part of `own`."""
    part, _, language = name.partition("_")
    folder = own if part == "own" else root / part if root is not None else None
    if folder is None or not folder.is_dir():
        return {}
    stories = load_gold(folder)
    if name == "own":
        return {key: story for key, story in stories.items() if story.language not in apart}
    return {key: story for key, story in stories.items() if language in ("", story.language)}


def judge(gold: Mapping[str, GoldStory], reads: Reads) -> Tally:
    """How well a reader does on gold stories, given their texts alone."""
    return score(gold, read_gold(gold.values(), reads)).tallies[ALL]


def judge_chains(name: str, floor: Mapping[str, float], *, root: Path | None, reads: Reads) -> str:
    """The figures of a section of keys across stories beside its floors, in a line or more; empty where there are no keys."""
    if root is None or not (root / "chains").is_dir() or not (root / "dev").is_dir():
        return ""
    gold, entries, world = load_gold(root / "dev"), load_chains(root / "chains"), load_world()
    scores = judge_gold(gold, entries, world) if name == f"{CHAINS}gold" else judge_read(gold, entries, world, reads)
    reached = figures(scores)
    told = "  ".join(f"{key} {reached[key]:.3f} (floor {least:.3f})" for key, least in floor.items())
    short = [f"{key} {reached[key]:.3f} is below {least:.3f}" for key, least in floor.items() if round(reached[key], 3) < least]
    return "\n".join([told, *(f"  FAILED: {words}" for words in short)])


def shortfalls(tally: Tally, floor: Mapping[str, float]) -> list[str]:
    """What is below its floor, to the third decimal, in words."""
    reached = {"opening": tally.opening.f1, "slots": tally.slots.f1}
    short = [f"{name} {reached[name]:.3f} is below {least:.3f}" for name, least in floor.items() if round(reached[name], 3) < least]
    if tally.empty_by > MOST_EMPTY_BY:
        short.append(f"{tally.empty_by:.1%} of the records name nobody, more than {MOST_EMPTY_BY:.0%}")
    return short


def line(name: str, tally: Tally, floor: Mapping[str, float]) -> str:
    """A gold set's scores beside its floors."""
    opening, slots = tally.opening, tally.slots
    return (
        f"{name:<10} gold {tally.gold:>4}  given {tally.predicted:>4}"
        f"  opening P {opening.precision:.3f} R {opening.recall:.3f} F1 {opening.f1:.3f} (floor {floor.get('opening', 0):.3f})"
        f"  slots P {slots.precision:.3f} R {slots.recall:.3f} F1 {slots.f1:.3f} (floor {floor.get('slots', 0):.3f})"
        f"  nobody in `by` {tally.empty_by:.1%}"
    )


if __name__ == "__main__":
    sys.exit(main())
