"""Stories as text files, one a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.model.problems import Problem
from communique.sources.story import Story, decode, story, text_problem


def stories(path: Path) -> Iterator[Story | Problem]:
    """The story of a UTF-8 text file, named by the file's stem. Raises OSError if the file cannot be read."""
    where = str(path)
    text = decode(path.read_bytes(), where)
    if isinstance(text, Problem):
        yield text
        return
    yield text_problem(text, where) or story(text, name=path.stem, where=where)
