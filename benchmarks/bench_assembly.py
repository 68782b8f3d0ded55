"""How long, and in how much memory, statements become records: growth over 10 k and 100 k statements, and over a million with --large.

    python benchmarks/bench_assembly.py [--sizes 10000 100000] [--large] [--standing] [--check]

Stories: the gold of the folder COMMUNIQUE_GOLD names (`dev`), else the repository's own. They are told again and again, round by round, as a wire
would go on telling: so many statements a day, so that time grows with their number; a few states in most of them, and every state now and then; other
sums, ordinals and mechanisms each time, and the persons who then are in office. Every size is measured in a process of its own; the time is that of
one core, without that of making the statements up. With --standing, all is kept up to date, and what one new story takes is measured: the records,
links and states that it changes.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import itertools
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from communique.assembly.current import Current
from communique.assembly.judged import NOTHING
from communique.assembly.pipeline import assemble_tellings
from communique.assembly.tellings import Origin, Telling, Words, in_own_order
from communique.model.evidence import Evidence
from communique.model.quantities import Quantity
from communique.model.spans import Span
from communique.model.statements import Content, Statement
from communique.run.wording import ground_of, origin_in, words_of
from communique.score.gold import load_gold
from communique.score.lift import lift
from communique.world.load import World, load_world

GOLD = Path("tests/gold")
LARGE = 1_000_000
SECONDS, BYTES = 120.0, 2e9
"""What a million statements may take."""
MILLISECONDS = 50.0
"""What the records of one new story may take beside a million statements."""
SHOWN = 10
"""Stories after which the whole is asked for."""
A_MONTH = 3000
"""Statements that come in a month, once rounds cover the years that the gold tells of: some eight stories a day."""
TERM = 5
"""Years after which other persons are in office."""
NO_SLOTS: Mapping[str, tuple[Span, ...]] = {}
"""What stands in no row that assembly reads: where the values were read."""
_DATE = re.compile(r"(?<![\d-])(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])")
_WORD = re.compile(r"\w+")
_CONSONANTS = "bdfgklmnprstvz"
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")


@dataclass(frozen=True)
class Story:
    """A story of the gold: its statements, its origin, and what their words are about."""

    statements: tuple[Statement, ...]
    origin: Origin
    words: Mapping[str, Words]


Row = tuple[Statement, Origin, Words]


def main() -> int:
    """Measure and print; 1 if --check is given and a million takes too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--large", action="store_true", help="a million too")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--standing", action="store_true", help="keep records up to date story by story, and time new ones, instead")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return (keep if options.standing else measure)(options.one, check=options.check)
    status = 0
    for size in [*options.sizes, *([LARGE] if options.large else [])]:
        command = [sys.executable, __file__, "--one", str(size), *(["--check"] if options.check and size == LARGE else [])]
        command += ["--standing"] if options.standing else []
        status = max(status, subprocess.run(command, check=False).returncode)
    return status


def measure(size: int, *, check: bool) -> int:
    """Assemble so many statements, which come as a stream, and print what it took."""
    world = load_world()
    teller = Teller(load_stories(world), world)
    before, making = time.process_time(), Stopwatch()
    told = in_own_order(making.over(teller.rows(size)))
    assembly = assemble_tellings(told, ground_of(world), NOTHING, None)
    seconds = time.process_time() - before - making.seconds
    print(
        f"{len(told):>9,} statements  {len(assembly.records):>8,} records  {len(assembly.links):>7,} links  {seconds:7.1f} s"
        f"  {1e6 * seconds / len(told):5.0f} us a statement  peak {peak() / 1e6:6.0f} MB",
        flush=True,
    )
    return int(check and (seconds > SECONDS or peak() > BYTES))


def keep(size: int, *, check: bool) -> int:
    """Put so many statements together to be kept up to date, then time new stories: all that each changes, and the whole as it then is."""
    world = load_world()
    teller = Teller(load_stories(world), world)
    rounds = -(-size // teller.size)
    before, making = time.process_time(), Stopwatch()
    kept = Current(in_own_order(making.over(teller.rows(rounds * teller.size))), ground_of(world))
    seconds = time.process_time() - before - making.seconds
    gc.collect()
    gc.freeze()
    adding, showing = [], []
    for number, told in enumerate(teller.round(rounds)):
        story = tellings_of(told)
        before = time.process_time()
        kept.add(story)
        adding.append(1000 * (time.process_time() - before))
        if number % SHOWN == 0:
            before = time.process_time()
            kept.assembly()
            showing.append(1000 * (time.process_time() - before))
    adding.sort()
    print(
        f"{rounds * teller.size:>9,} statements to be kept up to date in {seconds:.0f} s  a new story {adding[len(adding) // 2]:.1f} ms, nine of ten"
        f" below {adding[len(adding) * 9 // 10]:.1f} ms, the slowest of {len(adding)} {adding[-1]:.1f} ms  the whole as it then is"
        f" {sorted(showing)[len(showing) // 2]:.1f} ms  peak {peak() / 1e6:.0f} MB",
        flush=True,
    )
    return int(check and adding[len(adding) // 2] > MILLISECONDS)


def peak() -> float:
    """The most memory this process took, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def tellings_of(told: Told) -> list[Telling]:
    """The tellings of a story."""
    statements, origin, words = told
    return in_own_order((one, origin, words[one.id]) for one in statements)


class Stopwatch:
    """Counts the time that a stream takes to be made, so that it can be left out."""

    seconds = 0.0

    def over(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The same stream."""
        while True:
            before = time.process_time()
            batch = list(itertools.islice(rows, 1000))
            self.seconds += time.process_time() - before
            if not batch:
                return
            yield from batch


Told = tuple[list[Statement], Origin, dict[str, Words]]


def load_stories(world: World) -> list[Story]:
    """The stories of the outside gold, where there is one, else of the repository's."""
    root = os.environ.get("COMMUNIQUE_GOLD")
    stories = []
    for story in load_gold(Path(root) / "dev" if root else GOLD).values():
        _, sighting, found = lift(story, world)
        words = {one.id: words_of(one, story.language, world) for one in found}
        stories.append(Story(tuple(found), origin_in(world, sighting, language=story.language), words))
    return stories


class Teller:
    """Tells the gold again, round by round: another world, another time, other numbers."""

    def __init__(self, stories: Sequence[Story], world: World) -> None:
        self.stories = stories
        told = Counter(actor.partition(":")[0] for story in stories for one in story.statements for actor in (*one.content.by, *one.content.to))
        self.states = sorted(world.state_names, key=lambda state: (-told[state], state))
        self.bodies = sorted(world.actors.keys() - world.state_names.keys(), key=lambda body: (-told[body], body))
        self.size = sum(len(story.statements) for story in stories)

    def rows(self, size: int) -> Iterator[Row]:
        """So many statements, each with its origin and what its words are about."""
        stories = (story for number in itertools.count() for story in self.round(number))
        return itertools.islice(((one, origin, words[one.id]) for told, origin, words in stories for one in told), size)

    def round(self, number: int) -> Iterator[Told]:
        """All stories, with the parties, dates and numbers of one round."""
        dice = random.Random(number)
        others = {old: new for all_ in (self.states, self.bodies) for old, new in zip(all_, _drawn(all_, dice), strict=True)}
        moved = Moved(number * self.size // A_MONTH, dice.randint(0, 9), dice.uniform(0.5, 2.0), _letters(number))

        @cache
        def actor(id_: str) -> str:
            state, colon, rest = id_.partition(":")
            return others.get(state, state) + colon + rest

        for story in self.stories:
            document = f"{number:05x}{story.origin.document[5:]}"
            known = _later(str(story.origin.known or ""), moved.months)
            origin = replace(story.origin, document=document, known=datetime.date.fromisoformat(known) if known else None)
            term = int(known[:4]) // TERM if known else 0
            statements, words = [], {}
            for one in story.statements:
                first, person = one.evidence[0], _person(actor(one.content.by[0]) if one.content.by else "", term)
                new = Statement(
                    f"{number:05x}{one.id[5:]}",
                    one.kind,
                    _retold(one.content, actor, moved, person),
                    (Evidence(document, first.span, first.quote),),
                    NO_SLOTS,
                    voice=one.voice,
                    hedged=one.hedged,
                )
                statements.append(new)
                old = story.words[one.id]
                words[new.id] = Words(*(frozenset(_word(id_, actor, moved.mark, person) for id_ in ids) for ids in (old.own, old.near)))
            yield statements, origin, words


def _drawn(ids: Sequence[str], dice: random.Random) -> list[str]:
    """All ids in an order drawn by lot in which the first of them, and then the next, are most likely the first: as often as Zipf's law has it."""
    when = {id_: dice.expovariate(1 / rank) for rank, id_ in enumerate(ids, 1)}
    return sorted(ids, key=when.__getitem__)


class Moved(NamedTuple):
    """By what a round differs: months later, ordinals higher, amounts as many times greater; the letters its mechanisms are marked with."""

    months: int
    ordinals: int
    times: float
    mark: str


def _person(state: str, term: int) -> str:
    """Letters that all names of persons of a state in a term have, and no others."""
    number = crc32(f"{state} {term}".encode())
    return "".join(_CONSONANTS[number // len(_CONSONANTS) ** place % len(_CONSONANTS)] for place in range(4))


def _word(id_: str, actor: Callable[[str], str], mark: str, person: str) -> str:
    type_, _, value = id_.partition(":")
    match type_:
        case "actor":
            return f"actor:{actor(value)}"
        case "mechanism":
            return id_ + mark
        case "person":
            return id_ + person
    return id_


def _retold(content: Content, actor: Callable[[str], str], moved: Moved, person: str) -> Content:
    months, name = moved.months, content.name
    if name:
        name = _WORD.sub(lambda match: match[0] + person, name) if content.kind == "role" else _ACRONYM.sub(lambda match: match[0] + moved.mark, name)
    return replace(
        content,  # type: ignore[type-var]
        by=tuple(map(actor, content.by)), to=tuple(map(actor, content.to)), when=_later(content.when, months), due=_later(content.due, months),
        ordinal=None if content.ordinal is None else content.ordinal + moved.ordinals,
        mechanism=None if content.mechanism is None else content.mechanism + moved.mark,
        name=_later(name, months), what=_later(content.what, months), quantity=content.quantity and _greater(content.quantity, moved.times),
    )  # fmt: skip


def _greater(quantity: Quantity, times: float) -> Quantity:
    """An amount so many times as great, whole where it was whole; what counts one thing, or a share of all, stays."""

    def great(value: float) -> float:
        return float(f"{value * times:.3g}") if value % 1 else max(2.0, float(f"{value * times:.3g}") // 1)

    if quantity.value in (0, 1) or quantity.unit == "percent":
        return quantity
    return replace(quantity, value=great(quantity.value), of=None if quantity.of is None else great(quantity.of))


def _later(text: str | None, months: int) -> str | None:
    """A date, or the dates in a text, moved by months; a year by whole years."""
    if not text:
        return text

    def moved(match: re.Match[str]) -> str:
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if not 1900 <= year < 2100 or (month is not None and not 1 <= month <= 12):
            return match[0] if month is None else f"{year + months // 12:04}{match[0][4:]}"
        at = year * 12 + (month or 1) - 1 + months
        if month is None:
            return f"{year + months // 12:04}"
        return f"{at // 12:04}-{at % 12 + 1:02}" + (f"-{min(day, 28):02}" if day else "")

    return sys.intern(_DATE.sub(moved, text))


def _letters(number: int) -> str:
    return "" if number == 0 else _letters((number - 1) // 26) + chr(65 + (number - 1) % 26)


if __name__ == "__main__":
    sys.exit(main())
