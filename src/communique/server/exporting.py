"""What a page shows, for other programs: the addresses of the API that hold the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from communique.server.asking import Asking

_LINKED = ("csv", "jsonl", "jsonld")
_WRITTEN = ("ics", "markdown")
"""Forms in the words of a language."""


class _Mirror(NamedTuple):
    """Pages with paths of a sort, the address of the API that holds what they show, the parameters both take, the forms it has, and files besides."""

    page: re.Pattern[str]
    address: str
    takes: tuple[str, ...] = ()
    forms: tuple[str, ...] = _LINKED
    files: tuple[tuple[str, str], ...] = ()


_TIME = ("kind", "since", "until")
_MIRRORS = (
    _Mirror(re.compile(r"/"), "/partnerships", ("q", "as_of")),
    _Mirror(re.compile(r"/partnerships/([^/]+)"), r"/records?between=\1", ("as_of",)),
    _Mirror(
        re.compile(r"/partnerships/([^/]+)/brief"),
        r"/partnerships/\1/brief",
        ("as_of",),
        ("markdown", *_LINKED),
        (("docx", r"/partnerships/\1/brief.docx"),),
    ),
    _Mirror(re.compile(r"/partnerships/([^/]+)/calendar"), r"/partnerships/\1/calendar", ("as_of",), (*_LINKED, "ics")),
    _Mirror(re.compile(r"/partnerships/([^/]+)/timeline"), r"/partnerships/\1/timeline", ("as_of", *_TIME, "area", "year")),
    _Mirror(re.compile(r"/partnerships/([^/]+)/([^/]+)"), r"/partnerships/\1/\2", ("as_of",)),
    _Mirror(re.compile(r"/records/([^/]+)"), r"/records/\1", ("as_of",)),
    _Mirror(re.compile(r"/documents/([^/]+)"), r"/documents/\1/statements"),
    _Mirror(re.compile(r"/actors/([^/]+)"), r"/records?between=\1", ("as_of",)),
    _Mirror(re.compile(r"/mechanisms/([^/]+)"), r"/mechanisms/\1/sessions", ("as_of",)),
    _Mirror(re.compile(r"/search"), "/search", ("q", "between", "as_of", *_TIME)),
    _Mirror(re.compile(r"/news"), "/documents?order=latest", ("as_of",)),
    _Mirror(re.compile(r"/judgements"), "/judgements", ("of", "stale")),
)
"""The first that fits holds."""


def exports_of(asked: Asking) -> Mapping[str, str]:
    """The addresses that hold what the page asked for shows, by their forms; none where there is no such page."""
    path, given = asked.request.url.path, asked.request.query_params
    for one in _MIRRORS:
        match = one.page.fullmatch(path)
        if match is not None and ("q" not in one.takes or one.address != "/search" or given.get("q")):
            address, _, fixed = match.expand(one.address).partition("?")
            own = dict(part.split("=", 1) for part in [fixed] if part) | {name: given[name] for name in one.takes if given.get(name)}
            words = {"lang": asked.words.interface.code}
            files = {form: asked.address(match.expand(place), {**own, **words}) for form, place in one.files}
            told = {form: words if form in _WRITTEN else {} for form in one.forms}
            return files | {form: asked.address(f"/api/v1{address}", {**own, "format": form, **more}) for form, more in told.items()}
    return {}
