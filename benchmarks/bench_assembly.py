"""How long, and in how much memory, statements become records: growth over 10 k and 100 k statements, and over a million with --large.

    python benchmarks/bench_assembly.py [--sizes 10000 100000] [--large] [--even] [--standing] [--check]

Stories: the gold of the folder COMMUNIQUE_GOLD names (`dev`), else the repository's own. They are told again and again, round by round, as a wire
would go on telling: so many statements a day, so that time grows with their number; a few states in most of them, and every state now and then (with
--even, all states alike: not the wire of one country, but those of all); other matters, sums, ordinals and mechanisms each time, in other words, and
the persons who then are in office. Every size is measured in a process of its own; the time is that of one core, without that of making the
statements up. With --standing, all is kept up to date, and what one new story takes is measured: the records, links and states that it changes.
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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from communique.assembly.current import Current
from communique.assembly.judged import NOTHING
from communique.assembly.pipeline import assemble_tellings
from communique.assembly.subjects import ACTS, BROAD, PLAIN, WHOLE
from communique.assembly.tellings import ACRONYM, Origin, Telling, Words, in_own_order
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
SPEECHES = 40
"""Rounds after which the same words come again: a hundred thousand in all."""
TERM = 5
"""Years after which other persons are in office."""
NO_SLOTS: Mapping[str, tuple[Span, ...]] = {}
"""What stands in no row that assembly reads: where the values were read."""
_DATE = re.compile(r"(?<![\d-])(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])")
_WORD = re.compile(r"\w+")
_CONSONANTS = "bdfgklmnprstvz"
_LONG = re.compile(rf"{ACRONYM.pattern}|\b[^\W\d_]{{4,}}\b")
_BOUND = frozenset(
    f"subject:{word}"
    for word in (
        "accession membership relations mission status credit-line dialogue education exchanges exercise export import investment loan "
        "parliament scholarship status tourism summit consultation invitation conclusion"
    ).split()
)
"""Matters that some type of action or milestone is about by itself: in every world."""


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
    parser.add_argument("--even", action="store_true", help="all states as often as any other")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return (keep if options.standing else measure)(options.one, even=options.even, check=options.check)
    status = 0
    for size in [*options.sizes, *([LARGE] if options.large else [])]:
        command = [sys.executable, __file__, "--one", str(size), *(["--check"] if options.check and size == LARGE else [])]
        command += [*(["--standing"] if options.standing else []), *(["--even"] if options.even else [])]
        status = max(status, subprocess.run(command, check=False).returncode)
    return status


def measure(size: int, *, even: bool, check: bool) -> int:
    """Assemble so many statements, which come as a stream, and print what it took."""
    world = load_world()
    teller = Teller(load_stories(world), world, even=even)
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


def keep(size: int, *, even: bool, check: bool) -> int:
    """Put so many statements together to be kept up to date, then time new stories: all that each changes, and the whole as it then is."""
    world = load_world()
    teller = Teller(load_stories(world), world, even=even)
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
    """Tells the gold again, round by round: another world, another time, other matters."""

    def __init__(self, stories: Sequence[Story], world: World, *, even: bool) -> None:
        self.stories, self.even = stories, even
        told = Counter(actor.partition(":")[0] for story in stories for one in story.statements for actor in (*one.content.by, *one.content.to))
        self.states = sorted(world.state_names, key=lambda state: (-told[state], state))
        self.bodies = sorted(world.actors.keys() - world.state_names.keys(), key=lambda body: (-told[body], body))
        self.areas = sorted(world.areas)
        found = {id_ for story in stories for words in story.words.values() for id_ in words.own | words.near}
        self.matters = sorted(id_ for id_ in found if id_.startswith("subject:") and id_ not in BROAD | ACTS | PLAIN | WHOLE and id_ not in _BOUND)
        self.size = sum(len(story.statements) for story in stories)

    def rows(self, size: int) -> Iterator[Row]:
        """So many statements, each with its origin and what its words are about."""
        stories = (story for number in itertools.count() for story in self.round(number))
        return itertools.islice(((one, origin, words[one.id]) for told, origin, words in stories for one in told), size)

    def round(self, number: int) -> Iterator[Told]:
        """All stories, with the parties, dates, matters and numbers of one round."""
        dice = random.Random(number)
        others: dict[str, str] = {}
        for all_ in (self.states, self.bodies):
            others.update(zip(all_, dice.sample(all_, len(all_)) if self.even else _drawn(all_, dice), strict=True))
        for all_ in (self.areas, self.matters):
            others.update(zip(all_, dice.sample(all_, len(all_)), strict=True))
        months, ordinals, times = number * self.size // A_MONTH, dice.randint(0, 9), dice.uniform(0.5, 2.0)
        world = Retold(others, months, ordinals, times, _letters(number), _letters(number % SPEECHES))
        for story in self.stories:
            document = f"{number:05x}{story.origin.document[5:]}"
            known = _later(str(story.origin.known or ""), world.months)
            origin = replace(story.origin, document=document, known=datetime.date.fromisoformat(known) if known else None)
            statements, words = [], {}
            for one in story.statements:
                first, old = one.evidence[0], story.words[one.id]
                content, person = world.content(one.content), world.person(one.content, origin)
                if one.kind == "role" and content.name:
                    content = replace(content, name=_WORD.sub(lambda match, mark=person: match[0] + mark, content.name))  # type: ignore[misc, type-var]
                evidence = (Evidence(document, first.span, first.quote),)
                new = Statement(f"{number:05x}{one.id[5:]}", one.kind, content, evidence, NO_SLOTS, voice=one.voice, hedged=one.hedged)
                statements.append(new)
                own, near = (frozenset(world.word(id_, person) for id_ in ids) for ids in (old.own, old.near))
                words[new.id] = Words(own, near, frozenset(acronym + world.mark for acronym in old.common))
            yield statements, origin, words


def _drawn(ids: Sequence[str], dice: random.Random) -> list[str]:
    """All ids in an order drawn by lot in which the first of them, and then the next, are most likely the first: as often as Zipf's law has it."""
    when = {id_: dice.expovariate(1 / rank) for rank, id_ in enumerate(ids, 1)}
    return sorted(ids, key=when.__getitem__)


class Retold(NamedTuple):
    """By what a round differs from the gold: other actors, areas and matters by id, months later, ordinals higher, sums as many times greater, and
    the letters that mark its mechanisms and acronyms, and its words."""

    others: Mapping[str, str]
    months: int
    ordinals: int
    times: float
    mark: str
    speech: str

    def actor(self, id_: str) -> str:
        """The actor in the place of one."""
        state, colon, rest = id_.partition(":")
        return self.others.get(state, state) + colon + rest

    def person(self, content: Content, origin: Origin) -> str:
        """Letters that the names of all who speak for a state in a term of office have, and no others."""
        term = origin.known.year // TERM if origin.known else 0
        number = crc32(f"{self.actor(content.by[0]) if content.by else ''} {term}".encode())
        return "".join(_CONSONANTS[number // len(_CONSONANTS) ** place % len(_CONSONANTS)] for place in range(4))

    def word(self, id_: str, person: str) -> str:
        """What words are about in the place of something."""
        type_, _, value = id_.partition(":")
        match type_:
            case "actor":
                return f"actor:{self.actor(value)}"
            case "area":
                return f"area:{self.others.get(value, value)}"
            case "mechanism":
                return id_ + self.mark
            case "person":
                return id_ + person
        return self.others.get(id_, id_)

    def words(self, text: str | None) -> str | None:
        """The words of a name or an undertaking: long ones and acronyms are others."""

        def other(match: re.Match[str]) -> str:
            return match[0] + (self.mark if ACRONYM.fullmatch(match[0]) else self.speech.lower())

        return text and _later(_LONG.sub(other, text), self.months)

    def content(self, content: Content) -> Content:
        """A content in its place; names of persons are left as they are."""
        return replace(
            content,  # type: ignore[type-var]
            by=tuple(map(self.actor, content.by)), to=tuple(map(self.actor, content.to)),
            areas=tuple(self.others.get(area, area) for area in content.areas),
            when=_later(content.when, self.months), due=_later(content.due, self.months),
            ordinal=None if content.ordinal is None else content.ordinal + self.ordinals,
            mechanism=None if content.mechanism is None else content.mechanism + self.mark,
            name=content.name if content.kind == "role" else self.words(content.name), what=self.words(content.what),
            quantity=content.quantity and _greater(content.quantity, self.times),
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
