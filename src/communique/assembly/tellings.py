"""A statement as assembly compares it: its content beside who told it, when it was known, and what its words are about."""

from __future__ import annotations

import datetime
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from communique.assembly.judged import Bound
from communique.assembly.subjects import SETTLED, About, about_of
from communique.assembly.times import Days, days_of
from communique.model.actors import state_of
from communique.model.collector import collector_off
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
    kind: str
    content: Content
    origin: Origin
    by: frozenset[str]
    """states and organisations of `by`"""
    to: frozenset[str]
    parties: frozenset[str]
    when: Days | None
    due: Days | None
    mechanism: str | None
    """of a meeting: the one read, else the only one that its words name"""
    about: About
    acronyms: frozenset[str]
    years: frozenset[str]
    tokens: tuple[str, ...]
    """the longer words of `name` and `what`, folded and sorted: for statements in one language"""
    judgements: tuple[Bound, ...] = ()
    """what people decided of it, earliest first"""

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def order(self) -> tuple[datetime.date, str, int, str]:
        """Earliest known first; then by document, place in it, and id: an order that no order of reading changes."""
        first = self.statement.evidence[0]
        return self.origin.known or datetime.date.max, first.document_id, first.span.start, self.statement.id

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
    by, to = states(content.by), states(content.to)
    told = f"{content.name} {content.what}" if content.name and content.what else content.name or content.what or ""
    return Telling(
        statement, statement.kind, content, origin, by, to, _together(by, to), days_of(content.when), days_of(content.due, deadline=True),
        _mechanism(content, words),
        about_of(words.own, words.near), _acronyms(told, by, to), _years(told, content), _tokens(told),
        tuple(judgements),
    )  # fmt: skip


NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def states(actors: tuple[str, ...]) -> frozenset[str]:
    """The states and organisations that answer for actors."""
    return frozenset(map(state_of, actors))


@lru_cache(maxsize=65536)
def _together(by: frozenset[str], to: frozenset[str]) -> frozenset[str]:
    return by | to if by and to else by or to


def _acronyms(told: str, by: frozenset[str], to: frozenset[str]) -> frozenset[str]:
    found = _ACRONYM.findall(told)
    return once(frozenset(found) - by - to) if found else NONE


@lru_cache(maxsize=65536)
def once(found: frozenset[str]) -> frozenset[str]:
    """The same set, once: a name is told again and again."""
    return found


def _years(told: str, content: Content) -> frozenset[str]:
    """The years that the words name; of a plan whose name has none, the first and last of its period."""
    found = frozenset(_YEAR.findall(told)) if told else NONE
    if (
        not found
        and content.kind == "agreement"
        and content.type == "plan"
        and (period := days_of(content.when))
        and period.first.year < period.last.year
    ):
        return once(frozenset({str(period.first.year), str(period.last.year)}))
    return once(found) if found else NONE


@lru_cache(maxsize=65536)
def _tokens(told: str) -> tuple[str, ...]:
    if not told:
        return ()
    return tuple(sorted({sys.intern(word) for word in _WORD.findall(fold(told)) if len(word) > 3 and not word[0].isdigit()}))


def _mechanism(content: Content, words: Words) -> str | None:
    if content.mechanism is not None or content.kind != "meeting" or content.type not in ("session", "conference"):
        return content.mechanism
    for found in (words.own, words.near):
        named = [word.partition(":")[2] for word in found if word.startswith("mechanism:")]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def tellings(
    statements: Iterable[Statement], origins: Mapping[str, Origin], words: Mapping[str, Words], judgements: Mapping[str, Sequence[Bound]]
) -> list[Telling]:
    """Facts in their own order, whatever the order given; a statement given twice counts once."""
    rows = ((one, origins.get(one.document_id, Origin(one.document_id)), words.get(one.id, NO_WORDS)) for one in statements)
    return in_own_order(rows, judgements)


def in_own_order(rows: Iterable[tuple[Statement, Origin, Words]], judgements: Mapping[str, Sequence[Bound]] | None = None) -> list[Telling]:
    """The same from a stream of rows, of which nothing is kept but what comparing needs and the statement."""
    judged = judgements or {}
    with collector_off(lasting=True):
        found = {statement.id: telling(statement, origin, words, judged.get(statement.id, ())) for statement, origin, words in rows}
        return refer(sorted(found.values(), key=_ORDER))


_ORDER = attrgetter("order")


FEW = 5
"""The longer words of a position that names nothing itself: more of them say what it is on, in words whose ids nobody knows."""
BACK = 1500
"""Letters that may lie between a text and what refers to it: some paragraphs."""


def refer(told: Iterable[Telling]) -> list[Telling]:
    """The same tellings, in the same order; those that name no matter of their own are about the text they refer to.

    That is the agreement told last before them in their story: what those who make it promise to settle, or what somebody is for or against.
    """
    found = list(told)
    texts: dict[str, list[Telling]] = defaultdict(list)
    for one in found:
        if one.kind == "agreement" and (one.about.narrow or one.acronyms):
            texts[one.origin.document].append(one)
    return [_referring(one, texts[one.origin.document]) if one.origin.document in texts else one for one in found]


def _referring(one: Telling, texts: Sequence[Telling]) -> Telling:
    if one.about.narrow or one.acronyms or one.about.issues or not _refers(one):
        return one
    place = _place(one)
    near = [text for text in texts if 0 <= place - _place(text) <= BACK and (one.kind == "position" or one.parties == text.parties)]
    if not near:
        return one
    text = max(near, key=lambda text: (_place(text), text.id))
    about = one.about
    told = replace(about, subject=about.subject | text.about.narrow, broad=about.broad | text.about.narrow, narrow=text.about.narrow)
    return replace(one, about=told, acronyms=text.acronyms, years=one.years or text.years)


def _refers(one: Telling) -> bool:
    if one.kind == "commitment":
        return bool(one.about.broad & SETTLED) and not one.content.quantity
    return one.kind == "position" and not one.about.subject and len(one.tokens) <= FEW


def _place(one: Telling) -> int:
    return one.statement.evidence[0].span.start


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
