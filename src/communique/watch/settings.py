"""What is to be watched, and how: a file in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.sources.web import Web, is_address

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_WATCH = {"agent": str, "every": str, "delay": float, "timeout": float, "deadline": float, "private": bool, "tries": int, "most": int, "again": list}
_SOURCE = {"address": str, "every": str, "publisher": str, "language": str, "only": str, "again": list}
_AGAIN = ("6h", "2d")


class SettingsError(ValueError):
    """The file is not as it should be; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, sitemap or page to watch: how many seconds between two looks, what its pages leave out, and which addresses are taken.

    `again`: how many seconds after a look at one of its pages the next one is taken, for publishers correct what they wrote.
    """

    address: str
    every: float
    publisher: str | None = None
    language: str | None = None
    only: re.Pattern[str] | None = None
    again: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What is watched, how the web is fetched from, and how often a page that fails in passing is tried."""

    sources: tuple[Source, ...]
    web: Web = field(default_factory=Web)
    tries: int = 6


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError, and OSError if it cannot be read."""
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    _known(value, {"watch": dict, "source": list}, str(path))
    watch = value.get("watch", {})
    _known(watch, _WATCH, f"{path}: [watch]")
    sources = [_source(one, watch, f"{path}: source {number}") for number, one in enumerate(value.get("source", []), 1)]
    if not sources:
        raise SettingsError(f'{path}: nothing to watch: name a source, as in [[source]] address = "https://…"')
    twice = {one.address for one in sources if [other.address for other in sources].count(one.address) > 1}
    if twice:
        raise SettingsError(f"{path}: named twice: {' '.join(sorted(twice))}")
    given = {key: watch[key] for key in ("agent", "delay", "timeout", "deadline", "private", "most") if key in watch}
    return Settings(tuple(sources), Web(tries=1, **given), watch.get("tries", 6))


def _source(value: object, watch: dict[str, Any], where: str) -> Source:
    if not isinstance(value, dict):
        raise SettingsError(f"{where}: a source is a table: write [[source]] and its keys under it")
    _known(value, _SOURCE, where)
    address = value.get("address", "")
    if not is_address(address):
        raise SettingsError(f"{where}: `address` is an address of the web: give it, with https://")
    try:
        only = re.compile(value["only"]) if "only" in value else None
    except re.error as error:
        raise SettingsError(f"{where}: `only` is no regular expression: {error}") from error
    every = _seconds(value.get("every", watch.get("every", "30m")), "every", where)
    again = tuple(_seconds(one, "again", where) for one in value.get("again", watch.get("again", _AGAIN)))
    return Source(address, every, value.get("publisher"), value.get("language"), only, again)


def _seconds(words: object, key: str, where: str) -> float:
    match = re.fullmatch(r"(\d+)\s*([smhd])", words.strip()) if isinstance(words, str) else None
    if not match or not int(match[1]):
        raise SettingsError(f"{where}: `{key}` is a time such as 90s, 30m, 6h or 1d, not {words!r}")
    return float(int(match[1]) * _SECONDS[match[2]])


def _known(value: Mapping[str, object], keys: Mapping[str, type], where: str) -> None:
    for key, one in value.items():
        if key not in keys:
            raise SettingsError(f"{where}: no key `{key}`: known are {', '.join(keys)}")
        wanted = (int, float) if keys[key] is float else (keys[key],)
        if not isinstance(one, wanted) or (isinstance(one, bool) and keys[key] is not bool):
            raise SettingsError(f"{where}: `{key}` is not as it should be: {one!r}")
