"""Which source reads what, and the walk over files and folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from communique.model.documents import Document
from communique.model.problems import Problem
from communique.sources import address, delimited, feed, jsonl, newsxml, page, piped, plain, warc
from communique.sources.story import Item, Page, Story
from communique.sources.web import Fetcher, is_address


def _xml(path: Path) -> Iterator[Item]:
    """The stories of an XML file: a saved feed, or the wires' own."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    yield from feed.feeds(path) if feed.is_feed(start) else newsxml.stories(path)


SOURCES: dict[str, Callable[[Path], Iterator[Item]]] = {
    ".txt": plain.stories,
    ".json": jsonl.stories,
    ".jsonl": jsonl.lines,
    ".csv": delimited.stories,
    ".tsv": delimited.stories,
    ".html": page.pages,
    ".htm": page.pages,
    ".xhtml": page.pages,
    ".xml": _xml,
    ".rss": feed.feeds,
    ".atom": feed.feeds,
    ".warc": warc.archives,
    ".warc.gz": warc.archives,
    ".wacz": warc.collections,
}
"""File ending to the source that reads it."""

STANDARD_INPUT = "-"


def items(paths: Iterable[Path | str], *, fetcher: Fetcher | None = None) -> Iterator[Item]:
    """What files, folders, addresses of the web and standard input (`-`) hold, in the order given and by name within a folder.

    Pages are not yet taken apart. A bad story is a problem and the rest go on. `fetcher` fetches what is of the web.
    """
    seen: set[str] = set()
    own = fetcher or Fetcher()
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield from piped.items(sys.stdin.buffer)
            continue
        if is_address(str(given)):
            yield from address.items(str(given), own)
            continue
        for path in files([given], seen):
            if isinstance(path, Problem):
                yield path
                continue
            try:
                yield from SOURCES[ending(path)](path)
            except OSError as error:
                yield Problem("unreadable", f"cannot be read: {error.strerror or error}; check the file and its permissions", str(path))
    if fetcher is None:
        own.close()


def stories(paths: Iterable[Path | str], *, published: str | None = None, language: str | None = None) -> Iterator[Story | Problem]:
    """The stories of `items`. `published` (EDTF) and `language` (ISO 639) overrule what the stories say of themselves."""
    for item in items(paths):
        taken = page.story_of(item) if isinstance(item, Page) else item
        yield taken if isinstance(taken, Problem) else overruled(taken, published=published, language=language)


def overruled(story: Story, *, published: str | None, language: str | None) -> Story:
    """A story with another publication date or language than it says."""
    if language:
        story = story._replace(document=Document(story.document.id, story.document.text, language))
    if published:
        story = story._replace(sighting=replace(story.sighting, published=published))
    return story


def files(paths: Iterable[Path | str], seen: set[str] | None = None) -> Iterator[Path | Problem]:
    """The story files of files and folders, each once. In a folder, hidden files and other endings are passed over.

    `seen` are the real paths already given; those given now are added.
    """
    seen = set() if seen is None else seen
    for path in map(Path, paths):
        for found in _files(path):
            if isinstance(found, Problem):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def ending(path: Path) -> str:
    """The ending of a file that names its source, such as `.jsonl`; empty if none does."""
    name = path.name.lower()
    return next((one for one in SOURCES if name.endswith(one)), "")


def count(paths: Iterable[Path | str]) -> int | None:
    """About how many stories lie in files and folders: lines of tables and JSON Lines, an archive by its beginning, else one a file.

    None where none can tell."""
    total, given = 0, [str(path) for path in paths]
    if any(one == STANDARD_INPUT or is_address(one) for one in given):
        return None
    for path in files(given):
        if isinstance(path, Problem):
            continue
        try:
            if ending(path) in (".warc", ".warc.gz"):
                total += warc.estimate(path)
            elif ending(path) in (".jsonl", ".csv", ".tsv"):
                with path.open("rb") as stream:
                    while block := stream.read(1 << 20):
                        total += block.count(b"\n")
            else:
                total += 1
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
                if not name.startswith(".") and ending(Path(name)):
                    empty = False
                    yield Path(folder, name)
        for error in problems:
            yield Problem("unreadable", f"cannot be read: {error.strerror}; check the folder's permissions", str(error.filename))
        if empty and not problems:
            yield Problem("no-stories", f"no story in this folder: stories end in {endings}", str(path))
    elif not path.exists():
        yield Problem("no-such-file", "no such file or folder: check the path", str(path))
    elif not ending(path):
        yield Problem("unknown-source", f"not a story file: stories end in {endings}", str(path))
    else:
        yield path
