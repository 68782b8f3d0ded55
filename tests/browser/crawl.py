"""The pages that links lead to from the first one, by sort. Pages made later are met by themselves."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx2
from lxml import html

EACH = 3
"""Pages of a sort that are asked for."""
MOST = 600
"""Pages asked for in all."""

Sort = tuple[str, tuple[str, ...]]
"""What pages have in common: the path without the ids in it, and the names of the parameters."""
_ID = re.compile(r"(?<=/)(?=[^/]*[A-Z0-9,%])[^/]+")


def sort_of(path: str) -> Sort:
    """The sort of page at an address."""
    parts = urlsplit(path)
    bare = re.sub(r"(?<=^/mechanisms/)[^/]+", "*", _ID.sub("*", parts.path))
    return bare, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


class Crawl(NamedTuple):
    """Addresses of pages (HTML) by sort, in the order they were met, and those that do not answer well, with the status."""

    pages: dict[Sort, list[str]]
    wrong: list[str]


def crawled(address: str) -> Crawl:
    """What links lead to, breadth first, at most EACH of a sort."""
    found: dict[Sort, list[str]] = {}
    wrong: list[str] = []
    waiting, met, number = deque(["/"]), {"/"}, Counter([sort_of("/")])
    with httpx2.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        while waiting and len(met) < MOST:
            path = waiting.popleft()
            answer = client.get(path)
            if answer.status_code != 200:
                wrong.append(f"{path}: {answer.status_code}")
                continue
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            found.setdefault(sort_of(path), []).append(path)
            client.cookies.clear()
            for link in links(answer.text, answer.url.path):
                sort = sort_of(link)
                if link not in met and number[sort] < EACH:
                    number[sort] += 1
                    met.add(link)
                    waiting.append(link)
    return Crawl(found, wrong)


def links(page: str, path: str) -> list[str]:
    """The addresses on this server that a page leads to, without the places in them."""
    made = []
    for href in html.fromstring(page).xpath("//a/@href"):
        parts = urlsplit(urljoin(path, str(href)))
        if not parts.netloc and parts.scheme in ("", "http"):
            made.append(parts.path + (f"?{urlencode(parse_qsl(parts.query))}" if parts.query else ""))
    return list(dict.fromkeys(made))
