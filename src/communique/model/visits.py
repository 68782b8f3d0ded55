"""What is watched, and the addresses that were found there: the state that lets a watch stop and go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed, sitemap or page that is looked at again and again.

    `etag` and `modified` are the server's words on the state last seen; times are ISO 8601 in UTC; `failures` counts those since it last answered.
    """

    address: str
    etag: str | None = None
    modified: str | None = None
    checked_at: str | None = None
    next_at: str | None = None
    failures: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An address found at a watched one, which is to be visited (`waiting`), was (`done`), or could not be (`failed`).

    `told` is what was said of it where it was found, by the names of an entry's fields, and `stamp` stands for it: another stamp tells that the page
    may have changed. `looks` counts the times it was had, the last `visited_at`; `etag` and `modified` are the server's words on it then.
    """

    url: str
    source: str
    state: Literal["waiting", "done", "failed"] = "waiting"
    tries: int = 0
    next_at: str = ""
    found_at: str = ""
    problem: str | None = None
    told: Mapping[str, str | None] = field(default_factory=dict)
    stamp: str | None = None
    looks: int = 0
    visited_at: str | None = None
    etag: str | None = None
    modified: str | None = None
