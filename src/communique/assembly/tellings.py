"""A statement as assembly compares it: its content beside who told it, when it was known, and what its words are about."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.assembly.judged import Bound
from communique.assembly.times import Days, days_of
from communique.model.actors import state_of
from communique.model.documents import Sighting
from communique.model.fold import fold
from communique.model.statements import Content, Statement

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTER = re.compile(r"[A-Z]+ (?:CAPITAL|SMALL) LETTER ([A-Z]{1,5})\Z")
_SOUNDS = {
    "BE": "b", "VE": "v", "GHE": "g", "DE": "d", "ZHE": "j", "ZE": "z", "KA": "k", "EL": "l", "EM": "m", "EN": "n", "PE": "p", "ER": "r", "ES": "s",
    "TE": "t", "EF": "f", "HA": "h", "TSE": "ts", "CHE": "ch", "SHA": "sh", "SHCHA": "shch",
}  # fmt: skip
"""Consonants by the names that Unicode gives to letters of another script: one person's name can then be known in both."""
_SKELETON = str.maketrans({"w": "v", "y": "i", "j": "i", "c": "k", "q": "k", "x": "s", "z": "s"})


@dataclass(frozen=True, slots=True)
class Origin:
    """The document a statement is of: who published it in what language, and the last day of its date of publication."""

    document: str
    name: str = ""
    language: str = "und"
    publisher: str = ""
    country: str = ""
    outlet: str = ""
    published: str | None = None
    known: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a statement are about, as ids that mean the same in every language.

    `own` are ids found in `name` and `what`, `near` those of the evidence besides.
    """

    own: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A statement with what comparing needs, worked out once."""

    statement: Statement
    origin: Origin
    by: frozenset[str]
    """states and organisations of `by`"""
    to: frozenset[str]
    parties: frozenset[str]
    when: Days | None
    due: Days | None
    mechanism: str | None
    """of a meeting: the one read, else the only one that its words name"""
    words: Words
    acronyms: frozenset[str]
    years: frozenset[str]
    tokens: frozenset[str]
    """the longer words of `name` and `what`, folded: for statements in one language"""
    judgements: tuple[Bound, ...] = ()
    """what people decided of it, earliest first"""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def content(self) -> Content:
        """The statement's content."""
        return self.statement.content

    @property
    def kind(self) -> str:
        """The statement's kind."""
        return self.statement.kind

    @property
    def order(self) -> tuple[datetime.date, str, int, str]:
        """Earliest known first; then by document, place in it, and id: an order that no order of reading changes."""
        first = self.statement.evidence[0]
        return self.origin.known or datetime.date.max, first.document_id, first.span.start, self.id

    @property
    def day(self) -> datetime.date | None:
        """The day to place the statement on: its own first day, else when its story was known."""
        return self.when.first if self.when else self.origin.known


def origin_of(sighting: Sighting, *, language: str = "und", country: str = "", outlet: str = "") -> Origin:
    """The origin that a sighting makes; `country` and `outlet` are what the world knows of its publisher."""
    edtf = sighting.published or sighting.retrieved_at
    days = days_of(edtf[:10] if edtf and "T" in edtf else edtf)
    return Origin(
        sighting.document_id, sighting.name, language, sighting.publisher or "", country, outlet, sighting.published, days.last if days else None
    )


def telling(statement: Statement, origin: Origin, words: Words = NO_WORDS, judgements: Sequence[Bound] = ()) -> Telling:
    """The telling of a statement in a document whose words are about `words`, with the judgements on it."""
    content = statement.content
    by, to = frozenset(map(state_of, content.by)), frozenset(map(state_of, content.to))
    told = " ".join(part for part in (content.name, content.what) if part)
    acronyms = frozenset(_ACRONYM.findall(told)) - by - to
    return Telling(
        statement, origin, by, to, by | to, days_of(content.when), days_of(content.due, deadline=True), _mechanism(content, words), words,
        acronyms, frozenset(_YEAR.findall(told)), frozenset(word for word in _WORD.findall(fold(told)) if len(word) > 3 and not word[0].isdigit()),
        tuple(judgements),
    )  # fmt: skip


def _mechanism(content: Content, words: Words) -> str | None:
    if content.mechanism is not None or content.kind != "meeting" or content.type not in ("session", "conference"):
        return content.mechanism
    for found in (words.own, words.near):
        named = [word.partition(":")[2] for word in found if word.startswith("mechanism:")]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def tellings(
    statements: Iterable[Statement], origins: Mapping[str, Origin], words: Mapping[str, Words], judgements: Mapping[str, Sequence[Bound]],
) -> list[Telling]:  # fmt: skip
    """Facts in their own order, whatever the order given; a statement given twice counts once."""
    found = {
        one.id: telling(one, origins.get(one.document_id, Origin(one.document_id)), words.get(one.id, NO_WORDS), judgements.get(one.id, ()))
        for one in statements
    }
    return sorted(found.values(), key=lambda one: one.order)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> frozenset[str]:
    """The parts of a person's name by their consonants, in whatever script: spellings of one name share them."""
    latin = "".join(letter if letter.isascii() else _sound(letter) for letter in fold(name))
    parts = set()
    for word in _WORD.findall(latin):
        bare = re.sub(r"[aeiouh]+", "", word.replace("ph", "f").replace("kh", "k").translate(_SKELETON))
        squeezed = re.sub(r"(.)\1+", r"\1", bare)
        parts.add(squeezed if len(squeezed) > 1 else word)
    return frozenset(parts)


def _sound(letter: str) -> str:
    match = _LETTER.match(unicodedata.name(letter, ""))
    return _SOUNDS.get(match[1], "") if match else letter if not letter.isalpha() else ""
