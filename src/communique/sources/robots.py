"""What a site asks of robots (RFC 9309)."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_LARGEST = 500_000
"""Bytes of a robots.txt that are read."""


class Robots(NamedTuple):
    """The rules for one robot: patterns that allow or disallow, the delay asked for in seconds, and the sitemaps named."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None
    sitemaps: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched: the longest pattern that fits decides, and what allows wins a tie."""
        parts = urlsplit(url)
        path = _coded((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fits = [(len(pattern), allow) for allow, pattern in self.rules if _pattern(pattern).match(path)]
        return max(fits)[1] if fits else True


EVERYTHING = Robots()


def robots_of(data: bytes, agent: str) -> Robots:
    """The rules a robots.txt has for a robot of this name: of the groups that name it, else of those for all."""
    name = agent.lower()
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    sitemaps = []
    agents: list[str] = []
    open_ = False
    for line in data[:_LARGEST].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            agents = [*agents, value.lower()] if open_ else [value.lower()]
            open_ = True
            for one in agents:
                groups.setdefault(one, [])
        elif key in ("allow", "disallow"):
            open_ = False
            for one in agents if value else ():
                groups[one].append((key == "allow", _coded(value)))
        elif key == "crawl-delay":
            open_ = False
            if re.fullmatch(r"\d{1,4}(?:\.\d+)?", value):
                delays.update(dict.fromkeys(agents, float(value)))
        elif key == "sitemap" and value:
            sitemaps.append(value)
    own = next((one for one in sorted(groups, key=len, reverse=True) if one not in ("", "*") and name.startswith(one)), "*")
    return Robots(tuple(groups.get(own, ())), delays.get(own), tuple(sitemaps))


def _coded(path: str) -> str:
    return quote(path, safe="/?&=%*$:@!,;+~()'#[]-._")


def _pattern(pattern: str) -> re.Pattern[str]:
    end = pattern.endswith("$")
    parts = map(re.escape, re.sub(r"\*+", "*", pattern[:-1] if end else pattern).split("*"))
    return re.compile(".*?".join(parts) + ("$" if end else ""))
