"""Prove a pack: its tables load, its ids are known, and every frame reads its examples and leaves its counter-examples alone."""

from __future__ import annotations

from collections.abc import Container, Iterator

from communique.kinds.table import KINDS
from communique.languages import closed, frames, parts, verbs
from communique.languages.compile import FOLDER, compile_pack
from communique.languages.frames import Example
from communique.languages.pack import Pack
from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.model.statements import Statement
from communique.reading.pipeline import Reader
from communique.score.expressions import check_expressions
from communique.world.errors import PackError
from communique.world.load import World, load_world

_NO_NOUNS = frozenset("actor amount any group mechanism firm".split())
"""What a frame may ask for besides the classes of nouns.tsv."""
CLOCK = "2021-04-15"
"""The day every example is read on."""


def check_pack(code: str, *, expressions: bool = False) -> list[Problem]:
    """All that is wrong with the pack of `code`, with `expressions` its dates and amounts too; an empty list when nothing is."""
    try:
        pack = compile_pack(code)
        world = load_world()
        entries = frames.examples(FOLDER / code)
    except PackError as error:
        return [Problem("pack", error.message, f"{error.file}:{error.line}")]
    problems = list(_unknown_ids(pack, world))
    reader = Reader(world, lambda wanted: pack if wanted == code else None)
    for path, line, name, example in entries:
        problem = check_example(reader, code, path.stem, name, example)
        if problem:
            problems.append(Problem("example", problem, f"{path.name}:{line}"))
    if expressions:
        problems.extend(check_expressions(pack, FOLDER / code / "examples"))
    return problems


def left_out(code: str) -> list[str]:
    """What the pack of `code` does without, and what its frames ask for that no table has. None of it is wrong; all of it is read as empty."""
    folder = FOLDER / code
    pack = compile_pack(code)
    notes = [f"no {part.name}: {part.use}" for part in parts.absent(folder)]
    if sections := closed.absent(folder):
        notes.append(f"no sections in closed.yml: {' '.join(sections)}")
    if kinds := [kind for kind in KINDS if not (folder / "frames" / f"{kind}.yml").is_file()]:
        notes.append(f"no frames: {' '.join(kinds)}")
    lemmas = {lemma for readings in verbs.read(folder).values() for lemma, _ in readings}
    classes = {entry.value for entries in pack.phrases.values() for entry in entries if entry.type == "noun"}
    for frame in sorted(pack.frames.all(), key=lambda frame: frame.name):
        if missing := sorted((frame.verbs | frame.infinitive) - lemmas):
            notes.append(f"frame {frame.name}: no verb {', '.join(missing)} in verbs.tsv")
        asked = {name for name in frame.nouns | frame.focus_classes if not name.startswith(("form:", "#"))}
        if missing := sorted(asked - classes - _NO_NOUNS):
            notes.append(f"frame {frame.name}: no noun of class {', '.join(missing)} in nouns.tsv")
    return notes


def check_example(reader: Reader, code: str, kind: str, name: str, example: Example) -> str | None:
    """What is wrong with one example: none of its statements comes from the frame, or none has the slots expected."""
    found = read_example(reader, code, example.text)
    own = [statement for statement in found if statement.found_by == f"{kind}.{name}"]
    if not example.expect:
        return f"frame {name!r} must not fire in its counter-example: {example.text!r}" if own else None
    if not own:
        others = ", ".join(sorted({statement.found_by for statement in found})) or "none"
        return f"frame {name!r} does not fire in its example: {example.text!r} (frames that do: {others})"
    for statement in own:
        if all(_equal(statement, slot, value) for slot, value in example.expect.items()):
            return None
    got = {slot: getattr(own[0].content, slot, None) for slot in example.expect}
    return f"frame {name!r} reads {got} for {example.expect} in: {example.text!r}"


def read_example(reader: Reader, code: str, text: str) -> tuple[Statement, ...]:
    """The statements of an example, read on the clock's day."""
    document = Document.of(text, language=code)
    return reader.read(document, Sighting(document.id, name="example", published=CLOCK)).statements


def _equal(statement: Statement, slot: str, expected: object) -> bool:
    if slot == "speaker":
        return statement.speaker == expected
    got = getattr(statement.content, slot)
    if isinstance(got, tuple):
        return sorted(got) == sorted(str(value) for value in (expected if isinstance(expected, list) else [expected]))
    if slot == "quantity" and got is not None:
        return f"{got.value:g} {got.unit}".strip() == str(expected)
    return got is None if expected is None else got is not None and str(got) == str(expected)


def _unknown_ids(pack: Pack, world: World) -> Iterator[Problem]:
    """Ids of the pack that the world does not know."""
    known: dict[str, Container[str]] = {
        "actor": world.actors,
        "company": world.actors,
        "person": world.persons,
        "place": world.places,
        "area": world.areas,
        "issue": world.issues,
    }
    for phrase, entries in pack.phrases.items():
        for entry in entries:
            if entry.type in known and entry.value not in known[entry.type]:
                yield Problem("unknown-id", f"{entry.type} {entry.value!r} is not in the world's tables", phrase)
            elif entry.type == "mechanism" and entry.value and not entry.value.startswith(".") and entry.value not in world.mechanisms:
                yield Problem("unknown-id", f"mechanism {entry.value!r} is not in the world's tables", phrase)
