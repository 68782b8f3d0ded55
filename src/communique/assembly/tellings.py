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

from communique.assembly.forms import JOINING, PENDING
from communique.assembly.judged import Bound
from communique.assembly.subjects import JOINED, SETTLED, About, about_of
from communique.assembly.times import Days, days_of
from communique.model.actors import state_of
from communique.model.collector import collector_off
from communique.model.documents import Sighting
from communique.model.fold import fold
from communique.model.statements import Content, Statement

_WORD = re.compile(r"[^\W_]+")
ACRONYM = re.compile(r"\b[A-Z](?:[a-z]?[A-Z0-9]){2,}\b")
"""What stands for a name of several words: three capitals and more, small letters of short words between them."""
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

    `own` are ids found in `name` and `what`, `near` those of the evidence besides; `common` are acronyms in `name` and `what` that name no text.
    """

    own: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


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
        about_of(words.own, words.near), _acronyms(told, by | to | words.common), _years(told, content), _tokens(told),
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


def _acronyms(told: str, others: frozenset[str]) -> frozenset[str]:
    found = ACRONYM.findall(told)
    return once(frozenset(found) - others) if found else NONE


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
AGAIN = 400
"""Letters that may lie between a promise and the next words on it: some sentences."""
CLOSE = 3
"""By how much the numbers of sessions of one series that a story tells of differ: the last one, the one before, the next."""
BARE = 2
"""The longer words of a promise that only takes up the one before it: "to hasten it"."""


def refer(told: Iterable[Telling]) -> list[Telling]:
    """The same tellings, in the same order; those that name no matter of their own are about what they refer to.

    That is the agreement told last before them in their story: what those who make it promise to settle, or what somebody is for or against; a
    promise whose story says that it is a step toward a text that is not there yet is about that text besides. A promise that names nothing at all
    is about what the same sides promised just before. A numbered session without a name is one of the mechanism whose session its story numbers.
    """
    found = list(told)
    texts: dict[str, list[Telling]] = defaultdict(list)
    sessions: dict[str, list[Telling]] = defaultdict(list)
    joined: dict[str, list[Telling]] = defaultdict(list)
    for one in found:
        if one.kind == "agreement" and (one.about.narrow or one.acronyms):
            texts[one.origin.document].append(one)
        elif one.kind == "meeting" and one.mechanism is not None and one.content.ordinal is not None:
            sessions[one.origin.document].append(one)
        elif one.kind == "milestone" and one.content.type in JOINING:
            joined[one.origin.document].append(one)
    before: dict[str, Telling] = {}
    for at, one in enumerate(found):
        document = one.origin.document
        if one.kind == "meeting":
            if document in sessions:
                found[at] = _of_mechanism(one, sessions[document])
            continue
        if one.kind == "position" and document in joined:
            one = found[at] = _on_joining(one, joined[document])
        if document in texts:
            one = found[at] = _referring(one, texts[document])
        if one.kind == "commitment":
            last = before.get(document)
            if last is not None and _takes_up(one, last):
                one = found[at] = replace(one, about=last.about, acronyms=last.acronyms, years=one.years or last.years)
            before[document] = one
    return found


def _of_mechanism(one: Telling, sessions: Sequence[Telling]) -> Telling:
    """Of one that its number brings near a session of the same sides and level, and near that of no other mechanism: "the last one, the 19th"."""
    content = one.content
    if one.mechanism is not None or content.name or content.type != "session" or content.ordinal is None:
        return one
    near = {
        its.mechanism
        for its in sessions
        if its.parties == one.parties
        and 0 < abs((its.content.ordinal or 0) - content.ordinal) <= CLOSE
        and (content.level is None or its.content.level in (None, content.level))
    }
    return replace(one, mechanism=near.pop()) if len(near) == 1 else one


def _on_joining(one: Telling, joined: Sequence[Telling]) -> Telling:
    """A position that names no matter of its own, of the new member or toward it or the body, is on its joining: "China had supported it"."""
    if one.about.named or one.about.issues or len(one.tokens) > FEW:
        return one
    for its in joined:
        if one.to and (one.to == its.to or one.to == its.by) and 0 < _place(one) - _place(its) <= BACK:
            about = one.about
            return replace(one, about=replace(about, subject=JOINED, broad=about.broad | JOINED, narrow=JOINED))
    return one


def _referring(one: Telling, texts: Sequence[Telling]) -> Telling:
    if one.acronyms or one.about.issues:
        return one
    step = one.kind == "commitment" and bool(one.about.toward) and one.content.quantity is None
    if not step and (one.about.narrow or not _refers(one)):
        return one
    place = _place(one)
    near = [
        text
        for text in texts
        if 0 <= place - _place(text) <= BACK
        and (one.kind == "position" or one.parties == text.parties)
        and (not step or text.content.status in PENDING)
    ]
    if not near:
        return one
    text = max(near, key=lambda text: (_place(text), text.id))
    about, its = one.about, text.about.narrow
    told = replace(about, subject=about.subject | its, broad=about.broad | its | about.toward, narrow=about.narrow | its)
    return replace(one, about=told, acronyms=text.acronyms, years=one.years or text.years)


def _takes_up(one: Telling, last: Telling) -> bool:
    """Whether a promise names nothing by which it could be another than that told just before by the same sides, or gives only the number of the
    other side for what was counted just before."""
    content, its = one.content, last.content
    if one.about.subject or one.acronyms or content.due or not 0 < _place(one) - _place(last) <= AGAIN:
        return False
    if content.quantity is not None:
        in_turn = bool(one.to) and one.by == last.to and one.to == last.by and content.areas == its.areas and content.type == its.type
        return in_turn and its.quantity is not None and content.quantity.unit == its.quantity.unit
    return not content.areas and len(one.tokens) <= BARE and one.by == last.by and one.to == last.to


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
