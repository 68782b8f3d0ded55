"""A story given as named fields: an object of JSON, a row of a table."""

from __future__ import annotations

from communique.model.problems import Problem
from communique.sources.story import Story, language_code, publication_date, story, text_problem

FIELDS = ("id", "lang", "published", "publisher", "title", "url", "author", "text")
"""The fields of a story; only `text` must be there."""

_TEXTS = ("lang", "published", "publisher", "title", "url", "author")


class Names:
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


def story_of(value: object, *, name: str, where: str) -> Story | Problem:
    """The story of a mapping with the FIELDS, named by its `id` or else `name`; a problem where it is none."""
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
        url=given["url"], publisher=given["publisher"], title=given["title"], author=given["author"],
    )  # fmt: skip
