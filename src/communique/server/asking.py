"""What whoever asks for a page wants: the language, the day looked from, and who it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from fastapi import HTTPException, Request

from communique.languages.interface import DEFAULT, interfaces
from communique.model.dates import bounds
from communique.server.holding import Holding
from communique.views.words import Words, load_words

LANGUAGE = "lang"
"""The cookie and the parameter that name a language."""
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([0-9.]+))?")


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """A request for a page, and what it is answered from."""

    request: Request
    holding: Holding
    words: Words
    on: datetime.date | None
    """the day looked from; None: today, with all that is known"""

    @property
    def day(self) -> datetime.date:
        """The day looked from."""
        return self.on or datetime.date.today()

    @property
    def today(self) -> datetime.date:
        """The last day that can be asked for."""
        return datetime.date.today()

    def here(self, **changed: object) -> str:
        """The address asked for, with other parameters; None takes one out."""
        return self.address(self.request.url.path, dict(self.request.query_params) | changed)

    def to(self, path: str, **parameters: object) -> str:
        """The address of another page, seen from the same day."""
        return self.address(path, {"as_of": self.on} | parameters)

    def address(self, path: str, parameters: Mapping[str, object]) -> str:
        """An address with parameters, but for those that are empty."""
        told = tuple((name, str(value)) for name, value in parameters.items() if value not in (None, ""))
        return f"{path}?{_encoded(told)}" if told else path


@lru_cache(maxsize=4096)
def _encoded(parameters: tuple[tuple[str, str], ...]) -> str:
    return urlencode(parameters)


def asking(request: Request) -> Asking:
    """What a request wants. Raises HTTPException (400) for a day that is none."""
    holding: Holding = request.app.state.holding
    return Asking(request, holding, load_words(language_of(request), holding.world), day_of(request.query_params.get("as_of")))


def day_of(told: str | None) -> datetime.date | None:
    """A day, or the last one of a month or year (EDTF); None for none. Raises HTTPException (400), with the remedy."""
    if not told:
        return None
    try:
        last = bounds(told)[1]
    except ValueError:
        last = None
    if last is None:
        raise HTTPException(400, f"{told[:40]!r} is no day: write it as 2021, 2021-04 or 2021-04-06")
    return last


def date_of(told: str) -> str | None:
    """A date (EDTF); None for none. Raises HTTPException (400), with the remedy."""
    try:
        return told if told and bounds(told) else None
    except ValueError:
        raise HTTPException(400, f"{told[:40]!r} is no date: write it as 2021, 2021-04 or 2021-04-06") from None


def language_of(request: Request) -> str:
    """The language asked for by the address, else chosen before, else preferred by the browser; of those that pages are written in."""
    known = interfaces()
    for told in (request.query_params.get(LANGUAGE), request.cookies.get(LANGUAGE)):
        if told in known:
            return str(told)
    wanted = [(float(found[2] or 1), found[1].lower()) for part in request.headers.get("accept-language", "").split(",") if (found := _match(part))]
    return next((code for _, code in sorted(wanted, key=lambda pair: -pair[0]) if code in known), DEFAULT)


def _match(part: str) -> re.Match[str] | None:
    found = _TAG.fullmatch(part)
    return found if found and (found[2] or "1").count(".") < 2 and (found[2] or "1") != "." else None
