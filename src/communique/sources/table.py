"""Which source reads which file, and the walk over files and folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from communique.model.documents import Document
from communique.model.problems import Problem
from communique.sources import jsonl, plain
from communique.sources.story import Story

SOURCES: dict[str, Callable[[Path], Iterator[Story | Problem]]] = {".txt": plain.stories, ".json": jsonl.stories, ".jsonl": jsonl.lines}
"""File ending to the source that reads it."""


def stories(paths: Iterable[Path | str], *, published: str | None = None, language: str | None = None) -> Iterator[Story | Problem]:
    """The stories of files and folders, in the order given and by name within a folder; a bad one is a problem and the rest go on.

    `published` (EDTF) and `language` (ISO 639) overrule what the stories say of themselves.
    """
    for path in files(paths):
        if isinstance(path, Problem):
            yield path
            continue
        try:
            for item in SOURCES[path.suffix.lower()](path):
                yield item if isinstance(item, Problem) else _overruled(item, published=published, language=language)
        except OSError as error:
            yield Problem("unreadable", f"cannot be read: {error.strerror or error}; check the file and its permissions", str(path))


def files(paths: Iterable[Path | str]) -> Iterator[Path | Problem]:
    """The story files of files and folders, each once. In a folder, hidden files and other endings are passed over."""
    seen: set[str] = set()
    for path in map(Path, paths):
        for found in _files(path):
            if isinstance(found, Problem):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def count(paths: Iterable[Path | str]) -> int:
    """About how many stories lie in files and folders: lines in JSON Lines, else one a file."""
    total = 0
    for path in files(paths):
        if isinstance(path, Problem):
            continue
        if path.suffix.lower() != ".jsonl":
            total += 1
            continue
        try:
            with path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    total += block.count(b"\n")
        except OSError:
            continue
    return total


def _files(path: Path) -> Iterator[Path | Problem]:
    endings = " ".join(SOURCES)
    if path.is_dir():
        problems: list[OSError] = []
        empty = True
        for folder, folders, names in os.walk(path, onerror=problems.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith(".") and Path(name).suffix.lower() in SOURCES:
                    empty = False
                    yield Path(folder, name)
        for error in problems:
            yield Problem("unreadable", f"cannot be read: {error.strerror}; check the folder's permissions", str(error.filename))
        if empty and not problems:
            yield Problem("no-stories", f"no story in this folder: stories end in {endings}", str(path))
    elif not path.exists():
        yield Problem("no-such-file", "no such file or folder: check the path", str(path))
    elif path.suffix.lower() not in SOURCES:
        yield Problem("unknown-source", f"not a story file: stories end in {endings}", str(path))
    else:
        yield path


def _overruled(story: Story, *, published: str | None, language: str | None) -> Story:
    if language:
        story = story._replace(document=Document(story.document.id, story.document.text, language))
    if published:
        story = story._replace(sighting=replace(story.sighting, published=published))
    return story
