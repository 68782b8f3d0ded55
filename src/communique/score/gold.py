"""Gold stories, and records to be judged, as the scorer takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.export.flat import Record, flat
from communique.model.documents import Document, Sighting
from communique.model.statements import Statement
from communique.sources.story import header_date

Reads = Callable[[Document, Sighting], Iterable[Statement]]
"""What reads a document: the statements it finds."""


class GoldError(ValueError):
    """Gold or predictions that cannot be judged; the message says where and why."""


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story and the flat records that are right for it."""

    id: str
    language: str
    text: str
    records: tuple[Record, ...]
    published: str | None = None
    publisher: str | None = None


def load_gold(folder: Path, *, only: Iterable[str] | None = None) -> dict[str, GoldStory]:
    """The gold stories of a folder by id, in the order of their files; `only` those of some ids.

    Raises GoldError where there is none, where one is malformed, or where an `only` id is not among them.
    """
    wanted = None if only is None else set(only)
    found: dict[str, GoldStory] = {}
    for path in sorted(folder.glob("*.json")):
        if wanted is not None and path.stem not in wanted and not _names(path, wanted):
            continue
        story = _story(path)
        if story is not None and (wanted is None or story.id in wanted):
            found[story.id] = story
    missing = sorted((wanted or set()) - set(found))
    if missing:
        raise GoldError(f"no gold story {' '.join(missing)} in {folder}: check the ids")
    if not found:
        raise GoldError(f"no gold stories in {folder}: name a folder of JSON files with `records`")
    return found


def read_gold(stories: Iterable[GoldStory], reads: Reads, *, stated: bool = False) -> Iterator[Record]:
    """The flat records a reader finds in gold stories. It is given the text and nothing else of the file.

    With `stated` it is also given language, publisher and publication date, as a source would.
    """
    for story in stories:
        document = Document.of(story.text, language=story.language if stated else "und")
        published = (story.published if stated else None) or header_date(story.text)
        sighting = Sighting(document.id, story.id, publisher=story.publisher if stated else None, published=published)
        for statement in reads(document, sighting):
            yield flat(statement, sighting)


def load_predicted(path: Path) -> Iterator[Record]:
    """The flat records of a JSON Lines file. Raises GoldError, with the line, on what is none."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError as error:
                raise GoldError(f"{path}:{number}: not JSON: {error}") from None
            if not isinstance(value, dict) or "document" not in value or "kind" not in value:
                raise GoldError(f"{path}:{number}: not a flat record: it needs `document` and `kind`")
            yield value


def strings(record: Mapping[str, object], field: str) -> list[str]:
    """The values of a field that holds several, as text; none where it is null or left out."""
    value = record.get(field)
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _names(path: Path, wanted: set[str]) -> bool:
    """Whether a file named otherwise holds one of the stories wanted."""
    head = path.read_text(encoding="utf-8")[:200]
    return any(f'"{name}"' in head for name in wanted)


def _story(path: Path) -> GoldStory | None:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise GoldError(f"{path}: not JSON: {error}") from None
    if not isinstance(value, dict) or "records" not in value:
        return None
    try:
        return GoldStory(str(value["id"]), str(value["lang"]), value["text"], tuple(value["records"]), value.get("published"), value.get("publisher"))
    except (KeyError, TypeError) as error:
        raise GoldError(f"{path}: a gold story has `id`, `lang`, `text` and `records`: {error} is missing or of another form") from None
