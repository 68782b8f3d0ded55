"""Stories as JSON: one object (or an array of them) a file, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from communique.model.problems import Problem
from communique.sources.story import Story, decode, language_code, publication_date, story, text_problem

_TEXTS = ("lang", "published", "publisher", "title", "url")


def stories(path: Path) -> Iterator[Story | Problem]:
    """The story of a JSON file: an object with `text`, or an array of such objects. Raises OSError if the file cannot be read."""
    where = str(path)
    value = _parse(path.read_bytes(), where)
    if isinstance(value, Problem):
        yield value
    elif isinstance(value, list):
        names = _Names()
        if not value:
            yield _nothing(where)
        for number, item in enumerate(value, 1):
            yield names.once(_story(item, name=f"{path.stem}-{number}", where=f"{where}[{number}]"))
    else:
        yield _story(value, name=path.stem, where=where)


def lines(path: Path) -> Iterator[Story | Problem]:
    """The stories of a JSON Lines file, an object a line, read as a stream. Raises OSError if the file cannot be read."""
    names = _Names()
    empty = True
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                empty = False
                where = f"{path}:{number}"
                value = _parse(line, where)
                yield value if isinstance(value, Problem) else names.once(_story(value, name=f"{path.stem}-{number}", where=where))
    if empty:
        yield _nothing(str(path))


class _Names:
    """The names a file has used, and where."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def once(self, item: Story | Problem) -> Story | Problem:
        """The story, or a problem if its name was used before in this file."""
        if isinstance(item, Problem):
            return item
        first = self._seen.setdefault(item.sighting.name, item.where)
        if first == item.where:
            return item
        return Problem("duplicate-id", f"the id {item.sighting.name!r} was used before, at {first}: give each story its own", item.where)


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


def _story(value: object, *, name: str, where: str) -> Story | Problem:
    if not isinstance(value, dict):
        return Problem("story", f'a story is a JSON object with a text, not {type(value).__name__}: wrap it as {{"text": …}}', where)
    text = value.get("text")
    if not isinstance(text, str):
        return Problem("story", "the story has no `text` string: give it one", where)
    problem = text_problem(text, where)
    if problem:
        return problem
    given: dict[str, str | None] = {}
    for key in _TEXTS:
        entry = value.get(key)
        if entry is not None and not isinstance(entry, str):
            return Problem("story", f"`{key}` is a string or left out, not {type(entry).__name__}: mend the story", where)
        given[key] = entry if entry and entry.strip() else None
    identity = value.get("id")
    if identity is not None and (isinstance(identity, bool) or not isinstance(identity, str | int)):
        return Problem("story", f"`id` is a string or a whole number, not {type(identity).__name__}: mend the story", where)
    if identity is not None and str(identity).strip():
        name = str(identity)
    for words in (name, *given.values()):
        flaw = text_problem(words, where) if words else None
        if flaw:
            return Problem(flaw.code, f"in {words!r:.60}: {flaw.message}", where)
    try:
        language = language_code(given["lang"]) if given["lang"] else None
        published = publication_date(given["published"]) if given["published"] else None
    except ValueError as error:
        return Problem("story", str(error), where)
    return story(
        text, name=name, where=where, language=language, published=published,
        url=given["url"], publisher=given["publisher"], title=given["title"],
    )  # fmt: skip
