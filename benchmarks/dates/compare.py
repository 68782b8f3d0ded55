"""Judges the date reader by the gold sets that other systems are judged by, and against another system's predictions.

    TIMEX_CLONES=folder python benchmarks/dates/compare.py [set …] [--against folder] [--write folder]

`TIMEX_CLONES` names a folder with clones of the repositories that `sets.py` lists; without it nothing is read. Without names, every set is.
For each set: strict, relaxed and value F1 in the manner of TempEval-3 (`score.py`). With `--against`, a folder with files `<set>.jsonl` of
another system (a line a document: `{"id": …, "timex": [{"start": …, "end": …, "type": …, "value": …}]}`, offsets in code points of the texts that
`sets.py` makes), also that system's figures, and a paired bootstrap over documents: the 95 % interval of the difference and how often ours is
above. With `--write`, what was read goes to such files. A set of 20 documents has intervals of some seven points: a difference of two says
nothing. Rules are made with tbaq, es_train and the French documents outside fr_test in view; never look at the texts of the other sets.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from functools import cache
from pathlib import Path

from score import Counts, bootstrap, count, total
from sets import SETS, Gold, Timex

from communique.languages.load import load_pack
from communique.reading.dates.find import Anchor
from communique.reading.dates.reader import DateReader


@cache
def reader(language: str) -> DateReader:
    """The date reader of a language."""
    pack = load_pack(language)
    if pack is None:
        raise SystemExit(f"no pack for {language!r}")
    return DateReader(pack)


def read_set(golds: list[Gold]) -> dict[str, list[Timex]]:
    """What the date reader finds in each document."""
    found: dict[str, list[Timex]] = {}
    for gold in golds:
        mentions = reader(gold.language).read(gold.text, anchor=Anchor(published=gold.written), apart=True)
        found[gold.name] = [Timex(one.span.start, one.span.end, one.value.timex_type, one.value.timex_value) for one in mentions]
    return found


def load(path: Path) -> dict[str, list[Timex]]:
    """Another system's predictions."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {
        document["id"]: [Timex(one["start"], one["end"], one.get("type") or "", one.get("value") or "") for one in document["timex"]]
        for document in documents
    }


def write(path: Path, found: dict[str, list[Timex]]) -> None:
    """The predictions in the form `load` takes."""
    rows = [
        {"id": name, "timex": [{"start": one.start, "end": one.end, "type": one.kind, "value": one.value} for one in timexes]}
        for name, timexes in found.items()
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def row(name: str, counts: list[Counts]) -> str:
    """A line of figures."""
    whole = total(counts)
    strict, relaxed, value = whole.f1()
    return f"{name:20s} gold {whole.gold:5d} read {whole.read:5d}   strict {strict:5.1f}   relaxed {relaxed:5.1f}   value {value:5.1f}"


def main() -> None:
    """Print the figures of the sets named on the command line."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("sets", nargs="*", metavar="set", help=" ".join(SETS))
    arguments.add_argument("--against", type=Path, help="folder with another system's predictions")
    arguments.add_argument("--write", type=Path, help="folder for what was read")
    asked = arguments.parse_args()
    clones = os.environ.get("TIMEX_CLONES")
    if not clones:
        sys.exit("TIMEX_CLONES is not set: name the folder that holds the clones listed in benchmarks/dates/sets.py")
    if unknown := set(asked.sets) - set(SETS):
        sys.exit(f"no set {' '.join(sorted(unknown))}: one of {' '.join(SETS)}")
    for name in asked.sets or SETS:
        golds = list(SETS[name](Path(clones)))
        if not golds:
            print(f"{name:20s} not found under {clones}: see benchmarks/dates/sets.py for its repository")
            continue
        reader(golds[0].language)
        begun = time.process_time()
        found = read_set(golds)
        spent = time.process_time() - begun
        ours = [count(gold.timexes, found[gold.name]) for gold in golds]
        print(f"{row(name, ours)}   {sum(len(gold.text) for gold in golds) / spent / 1000:.0f}k characters a second")
        if asked.write:
            write(asked.write / f"{name}.jsonl", found)
        if asked.against and (asked.against / f"{name}.jsonl").exists():
            other = load(asked.against / f"{name}.jsonl")
            theirs = [count(gold.timexes, other.get(gold.name, [])) for gold in golds]
            print(row(f"  {asked.against.name}", theirs))
            for what, (low, high, share) in zip(("strict", "relaxed", "value"), bootstrap(ours, theirs), strict=True):
                print(f"    {what:8s} ours less theirs: {low:+.1f} to {high:+.1f}, above 0 in {100 * share:.0f} of 100 draws")


if __name__ == "__main__":
    main()
