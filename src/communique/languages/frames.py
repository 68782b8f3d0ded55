"""Frames: what a pack says about which clause tells which kind of record (`frames/<kind>.yml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from communique.languages.errors import PackError
from communique.languages.kept import by_fields

MOST_LITERAL_WORDS = 6
"""A frame is language, not a sentence: this many literal words besides its triggers, and no more."""

_FORMS = ("finite", "participle", "infinitive", "gerund")
_KEYS = frozenset(
    (
        "name verbs nouns prepositions with without form voice time relation negative subject object complement content focus focus_classes "
        "governor infinitive circumstance pronoun by to what"
    ).split()
    + ["beside", "priority", "examples", "counter", "note"]
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must, or must not, be read in it; `expect` holds slot values, empty for a counter-example."""

    text: str
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger, the shape of the clause around it, and what it tells.

    Triggers: `verbs` (lemmas), `nouns` (classes of nouns.tsv, or `form:` words), `prepositions` (bases) that govern a noun of class `focus`.

    Shape: `form` (finite unless said; participle, infinitive, gerund), `voice` (active, passive, reflexive), `time` (past, present, future,
    conditional, past_future, subjunctive), `relation` (main, that, relative, …), `subject` and `object` (noun classes, `party:VALUE`, `actor`,
    `amount`, `any`), `complement` (`inf`, `inf:LINK`, `that`, `np`, `np:LINK`, `none`; LINK is a preposition's letter or word, 0 for none), `with`
    (one of these words stands near), `without` (none of these does), `governor` (the verb hangs on one of these; `saying`: on one of saying;
    `@class`: on a noun of that class).

    Result: `content` (kind, type, status, level …; `@noun` the noun's own value, `@time` by the tense, or a value for each verb), `focus` (subject,
    object, complement, np:LETTERS: the noun phrase that names the thing, of one of `focus_classes`), and hints where roles are read (`by`, `to`,
    `what`). `beside`: read it even when another frame of the clause has fired.
    """

    name: str
    kind: str
    content: dict[str, str]
    by_verb: dict[str, dict[str, str]] = field(default_factory=dict)
    """slot → verb → value, where the verb decides"""
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    with_: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    form: frozenset[str] = frozenset()
    voice: frozenset[str] = frozenset()
    time: frozenset[str] = frozenset()
    relation: frozenset[str] = frozenset()
    negative: bool | None = False
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    complement: tuple[str, ...] = ()
    focus: str = ""
    focus_classes: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    what: str = ""
    governor: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    """verbs one of which must be the infinitive complement"""
    circumstance: frozenset[str] = frozenset()
    """prepositions one of which must stand in the sentence"""
    pronoun: bool = False
    """whether the subject may be a pronoun for the meeting told of last"""
    beside: bool = False
    priority: int = 0

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a pack, by trigger."""

    by_verb: dict[str, dict[str, tuple[Frame, ...]]] = field(default_factory=dict)
    """lemma → form of the clause → frames"""
    by_noun: dict[str, tuple[Frame, ...]] = field(default_factory=dict)
    by_preposition: dict[str, tuple[Frame, ...]] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return by_fields(self)

    def all(self) -> tuple[Frame, ...]:
        """Every frame once."""
        seen: dict[str, Frame] = {}
        for forms in self.by_verb.values():
            for frames in forms.values():
                seen.update((frame.name, frame) for frame in frames)
        for index in (self.by_noun, self.by_preposition):
            for frames in index.values():
                seen.update((frame.name, frame) for frame in frames)
        return tuple(seen.values())


def read(folder: Path) -> Frames:
    """The frames of the pack in `folder`, without their examples. Raises PackError naming file, line and remedy."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    prepositions: dict[str, list[Frame]] = {}
    names: set[str] = set()
    for path in sorted((folder / "frames").glob("*.yml")):
        for line, item in _items(path):
            frame = _frame(path, line, item)
            if frame.name in names:
                raise PackError(path, line, f"two frames are called {frame.name!r}; give each its own name")
            names.add(frame.name)
            for trigger in frame.verbs:
                verbs.setdefault(trigger, []).append(frame)
            for trigger in frame.nouns:
                nouns.setdefault(trigger, []).append(frame)
            for trigger in frame.prepositions:
                prepositions.setdefault(trigger, []).append(frame)

    by_verb = {
        lemma: {form: kept for form in _FORMS if (kept := tuple(frame for frame in frames if form in frame.form))}
        for lemma, frames in _ranked(verbs).items()
    }
    return Frames(by_verb, _ranked(nouns), _ranked(prepositions))


def _ranked(index: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    return {trigger: tuple(sorted(frames, key=_behind)) for trigger, frames in index.items()}


def _behind(frame: Frame) -> int:
    return -frame.priority


def examples(folder: Path) -> list[tuple[Path, int, str, Example]]:
    """Every example and counter-example of the pack: file, line, frame name, example. Never loaded at run time."""
    found = []
    for path in sorted((folder / "frames").glob("*.yml")):
        for line, item in _items(path):
            kept, refused = item.get("examples") or [], item.get("counter") or []
            if not kept or not refused:
                raise PackError(path, line, f"frame {item.get('name')!r} needs at least one example and one counter-example")
            for entry in kept:
                if not isinstance(entry, dict) or "text" not in entry or len(entry) < 2:
                    raise PackError(path, line, f"an example is a mapping with `text` and the slots expected: {entry!r}")
                found.append((path, line, item["name"], Example(entry["text"], {k: v for k, v in entry.items() if k != "text"})))
            found.extend((path, line, item["name"], Example(text, {})) for text in refused)
    return found


def _items(path: Path) -> list[tuple[int, dict[str, Any]]]:
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError(path, mark.line + 1 if mark else 1, f"not YAML: {error}") from None
    if node is None:
        return []
    return [(child.start_mark.line + 1, item) for child, item in zip(node.value, data, strict=True)]


def _words(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(word) for word in value) if isinstance(value, list) else (str(value),)


def _frame(path: Path, line: int, item: dict[str, Any]) -> Frame:
    unknown = set(item) - _KEYS
    if unknown:
        raise PackError(path, line, f"unknown key {sorted(unknown)[0]!r}; a frame has {', '.join(sorted(_KEYS))}")
    given = item.get("content") or {}
    by_verb = {key: {str(verb): str(value) for verb, value in values.items()} for key, values in given.items() if isinstance(values, dict)}
    content = {key: str(value) for key, value in given.items() if not isinstance(value, dict)}
    deciding = [verb for values in by_verb.values() for verb in values]
    name, kind = item.get("name"), content.pop("kind", path.stem)
    if not name:
        raise PackError(path, line, "a frame needs a name")
    literal = len(_words(item.get("with"))) + len(_words(item.get("without")))
    if literal > MOST_LITERAL_WORDS:
        raise PackError(
            path, line, f"frame {name!r} names {literal} literal words; at most {MOST_LITERAL_WORDS}: a frame is language, not a sentence"
        )
    return Frame(
        name=f"{kind}.{name}",
        kind=kind,
        content=content,
        by_verb=by_verb,
        verbs=frozenset((*_words(item.get("verbs")), *deciding)),
        nouns=frozenset(_words(item.get("nouns"))),
        prepositions=frozenset(_words(item.get("prepositions"))),
        with_=_words(item.get("with")),
        without=frozenset(_words(item.get("without"))),
        form=frozenset(_words(item.get("form")) or ("finite",)),
        voice=frozenset(_words(item.get("voice"))),
        time=frozenset(_words(item.get("time"))),
        relation=frozenset(_words(item.get("relation"))),
        negative=item.get("negative", False) if item.get("negative") != "any" else None,
        subject=frozenset(_words(item.get("subject"))),
        object=frozenset(_words(item.get("object"))),
        complement=_words(item.get("complement")),
        focus=str(item.get("focus") or ""),
        focus_classes=frozenset(_words(item.get("focus_classes"))),
        by=_words(item.get("by")),
        to=_words(item.get("to")),
        what=str(item.get("what") or ""),
        circumstance=frozenset(_words(item.get("circumstance"))),
        pronoun=bool(item.get("pronoun")),
        infinitive=frozenset(_words(item.get("infinitive"))),
        governor=frozenset(_words(item.get("governor"))),
        beside=bool(item.get("beside")),
        priority=int(item.get("priority") or 0),
    )
