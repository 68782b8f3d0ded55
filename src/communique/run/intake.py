"""What there is to read: taken from its sources one by one, handed on in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.model.documents import Document, Sighting
from communique.model.problems import Problem
from communique.sources.page import story_of
from communique.sources.story import Item, Page, Story
from communique.sources.table import items
from communique.sources.web import Fetcher

Source = Path | str | Document | Story | Page
"""What is read: a path or `-`, or what a source has already taken in."""

WEIGHT = 16_000_000
"""Bytes of pages, or characters of stories, that end a batch before it is full."""


def met(given: Iterable[Source], fetcher: Fetcher) -> Iterator[Item]:
    """What is given, one by one; pages are not yet taken apart."""
    for source in given:
        if isinstance(source, Path | str):
            yield from items([source], fetcher=fetcher)
        elif isinstance(source, Document):
            yield Story(source, Sighting(source.id, source.id), f"document {source.id}")
        else:
            yield source


def batches(met: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Things met in batches of a size, smaller ones where they are heavy: memory stays bounded."""
    batch: list[Item] = []
    weight = 0
    for item in met:
        batch.append(item)
        weight += len(item.data) if isinstance(item, Page) else len(item.document.text) if isinstance(item, Story) else 0
        if len(batch) >= size or weight >= WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def lost(item: Item) -> Story | Problem:
    """What stands for an item on which processes die."""
    message = "a process died while it took this page apart (no memory, or a library that crashed): save the page and report it"
    return Problem("died", message, item.where)


def taken(item: Item) -> Story | Problem:
    """The story of what was met, its page taken apart. Any process can do it."""
    return story_of(item) if isinstance(item, Page) else item
