"""Stories as text files, one a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.model.problems import Problem
from communique.sources.limits import read_whole
from communique.sources.story import Item, Story, decode, story, text_problem


def stories(path: Path) -> Iterator[Item]:
    """The story of a UTF-8 text file, named by the file's stem. Raises OSError if the file cannot be read."""
    data = read_whole(path, str(path))
    yield data if isinstance(data, Problem) else story_of(data, name=path.stem, where=str(path))


def story_of(data: bytes, *, name: str, where: str) -> Story | Problem:
    """The story of the bytes of a text."""
    text = decode(data, where)
    if isinstance(text, Problem):
        return text
    return text_problem(text, where) or story(text, name=name, where=where)
