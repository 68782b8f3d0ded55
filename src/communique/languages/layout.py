"""How the pages of a language are laid out: credits, datelines, sign-offs, links (`layout.yml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from communique.languages.errors import PackError


@dataclass(frozen=True, slots=True, eq=False)
class LayoutRules:
    """The words and patterns by which `text.layout` divides a page. Names that end in `_patterns` hold regular expressions, the others words."""

    header_patterns: tuple[str, ...] = ()
    """what a crawler put before the story; the group `published` is an EDTF date"""
    agencies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    """small words inside the name of a place"""
    credits: tuple[str, ...] = ()
    caption_words: tuple[str, ...] = ()
    caption_patterns: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    """who stands where in a photograph, inside parentheses"""
    furniture_patterns: tuple[str, ...] = ()
    page_date_patterns: tuple[str, ...] = ()
    """whole lines; the group `date` is the words of the date"""
    links: tuple[str, ...] = ()
    link_headings: tuple[str, ...] = ()
    """as `links`, but only before a colon, alone, or where no sentence ends"""
    link_endings: tuple[str, ...] = ()
    """headings after which only other stories follow"""
    adverts: tuple[str, ...] = ()
    boilerplate_patterns: tuple[str, ...] = ()
    signoff_words: tuple[str, ...] = ()
    signoff_patterns: tuple[str, ...] = ()


def read(folder: Path) -> LayoutRules:
    """The layout rules of the pack in `folder`. Raises PackError on an unknown section, a value that is no word, or a pattern that is none."""
    path = folder / "layout.yml"
    if not path.is_file():
        return LayoutRules()
    source = path.read_text(encoding="utf-8")
    try:
        data: Any = yaml.load(source, Loader=yaml.CSafeLoader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError(path, mark.line + 1 if mark else 1, f"not YAML: {error}") from None
    if not isinstance(data, dict):
        raise PackError(path, 1, "sections of words are expected, as `agencies: [VNA, AFP]`")
    known = {field.name for field in fields(LayoutRules)}
    rules: dict[str, tuple[str, ...]] = {}
    for section, words in data.items():
        line = _line_of(source, str(section))
        if section not in known:
            raise PackError(path, line, f"unknown section {section!r}: one of {', '.join(sorted(known))}")
        if not isinstance(words, list):
            raise PackError(path, line, f"{section}: a list of words is expected")
        for word in words:
            if not isinstance(word, str) or not word.strip():
                raise PackError(path, line, f"{section}: {word!r} is not read as a word; put it in quotes")
            if section.endswith("_patterns"):
                try:
                    re.compile(word)
                except re.error as error:
                    raise PackError(path, line, f"{section}: {word!r} is no pattern: {error}") from None
        rules[section] = tuple(words)
    return LayoutRules(**rules)


def _line_of(source: str, section: str) -> int:
    return next((number for number, line in enumerate(source.splitlines(), 1) if line.startswith(f"{section}:")), 1)
