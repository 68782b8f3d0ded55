"""Stories as JSON: one object (or an array of them) a file, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from communique.model.problems import Problem
from communique.sources.limits import PAGE, read_whole, too_large
from communique.sources.record import Names, story_of
from communique.sources.story import Item, decode


def stories(path: Path) -> Iterator[Item]:
    """The story of a JSON file: an object with `text`, or an array of such objects. Raises OSError if the file cannot be read."""
    data = read_whole(path, str(path))
    if isinstance(data, Problem):
        yield data
    else:
        yield from stories_of(data, name=path.stem, where=str(path))


def stories_of(data: bytes, *, name: str, where: str) -> Iterator[Item]:
    """The stories of the bytes of a JSON file."""
    value = _parse(data, where)
    if isinstance(value, Problem):
        yield value
    elif isinstance(value, list):
        names = Names()
        if not value:
            yield _nothing(where)
        for number, item in enumerate(value, 1):
            yield names.once(story_of(item, name=f"{name}-{number}", where=f"{where}[{number}]"))
    else:
        yield story_of(value, name=name, where=where)


def lines(path: Path) -> Iterator[Item]:
    """The stories of a JSON Lines file, an object a line, read as a stream. Raises OSError if the file cannot be read."""
    with path.open("rb") as stream:
        yield from lines_of(stream, name=path.stem, where=str(path))


def lines_of(stream: BinaryIO, *, name: str, where: str) -> Iterator[Item]:
    """The stories of a stream of JSON Lines."""
    names = Names()
    empty = True
    number = 0
    while line := stream.readline(PAGE + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > PAGE:
            empty = False
            yield too_large(PAGE, place)
            while line and not line.endswith(b"\n"):
                line = stream.readline(PAGE + 1)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            empty = False
            value = _parse(line, place)
            yield value if isinstance(value, Problem) else names.once(story_of(value, name=f"{name}-{number}", where=place))
    if empty:
        yield _nothing(where)


def _nothing(where: str) -> Problem:
    return Problem("no-stories", "the file holds no story: remove it or fill it in", where)


def _parse(data: bytes, where: str) -> object:
    text = decode(data, where)
    if isinstance(text, Problem):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in text.rstrip("\n") else f"column {error.colno}"
        return Problem("json", f"not JSON at {place}: {error.msg}; mend it and read the file again", where)
    except (ValueError, RecursionError) as error:
        return Problem("json", f"JSON that cannot be held: {error}; mend it and read the file again", where)
