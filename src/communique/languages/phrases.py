"""The phrase book of a pack: every form a name, office, noun or area word can take, with what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from communique.languages.cases import ANY
from communique.languages.closed import Closed
from communique.languages.declension import Declension
from communique.languages.tables import Row, rows, rows_if_any
from communique.model.fold import fold
from communique.world import load as world


class Entry(NamedTuple):
    """What a phrase means: `type` says how `value` and `extra` are to be read.

    actor (id, how: name adjective demonym metonym other) · place (English name) · person (id) · company (actor id) · office (role,
    "level|portfolio") · portfolio (role) · title (kind) · noun (class, value) · mechanism (id or ".SUFFIX", "parties;level") ·
    area (code, "listed" or "") · issue (id) · group (rule, region) · closed (class letter, base).
    `form` is the phrase as the pack writes it; `gender` m, f, p (plural) or empty where unknown.
    """

    type: str
    value: str
    extra: str
    form: str
    gender: str = ""


Phrases = dict[str, tuple[Entry, ...]]
"""folded phrase → what it may mean"""

Reach = dict[str, int]
"""how a phrase of several tokens begins, to `MORE` characters behind its first token (or the token alone and a `STOP`, where the phrase is shorter)
→ the length of the longest phrase that does"""

MORE: Final = 3
STOP: Final = "\0"
_NAME = 4
"""letters a word inside a name has at least that may stand for it: "Lula", not "da" """
_FIRST = re.compile(r"(?:[^\W\d_]+|\d+|\S)('?)")

WORLD = {"person": world.FOLDER / "persons.tsv", "place": world.FOLDER / "places.tsv", "company": world.FOLDER / "actors/companies.tsv"}
"""Where the world's names of such entries are."""
_ID = {"person": "id", "place": "name", "company": "id"}

NAMES = frozenset({"actor", "place", "person", "company"})
"""Entries that must begin with a capital in the text (adjectives aside)."""


_NO_PLURAL = {"mechanism": 2, "office": 2, "noun": 3, "area": 0, "issue": 0}
"""How many spaces a phrase has that is declined in the singular alone: nobody writes the plural, and it would double the book."""


def surnames_of(book: Phrases) -> dict[str, tuple[str, ...]]:
    """The persons in whose names of several words a word stands, by that word: a story may name them by it alone."""
    found: dict[str, set[str]] = {}
    for phrase, entries in book.items():
        ids = [entry.value for entry in entries if entry.type == "person"]
        if ids and " " in phrase:
            words = phrase.split()
            for word in {words[0], words[-1], *(word for word in words if len(word) >= _NAME)}:
                found.setdefault(word, set()).update(ids)
    return {word: tuple(sorted(ids)) for word, ids in found.items()}


def reach_of(phrases: Iterable[str], *, syllables: bool) -> Reach:
    """How long the phrases are that begin alike; a first token may end with an apostrophe or hold one, and with `syllables` hold spaces."""
    found: Reach = {}
    for phrase in phrases:
        first = _FIRST.match(phrase)
        ends = {first.end(), first.end() - len(first[1])} if first is not None else set()
        ends.add((phrase + " ").index(" "))
        if syllables:
            ends.update(at for at, mark in enumerate(phrase) if mark == " ")
        for end in ends:
            if end < len(phrase):
                begin = phrase[: end + MORE] if len(phrase) >= end + MORE else phrase[:end] + STOP
                found[begin] = max(found.get(begin, 0), len(phrase))
    return found


def read(
    folder: Path,
    closed: Closed,
    *,
    articles: dict[str, str],
    plural: Callable[[str], str],
    accents: bool = False,
    syllables: bool = False,
    fixed: bool = False,
    declension: Declension | None = None,
    world_names: bool = False,
) -> tuple[Phrases, dict[str, int]]:
    """The phrase book of the pack in `folder`; and, with a `declension`, what each phrase can be, as a mask of cases.

    `articles` maps the articles that names carry to a gender; `plural` makes the plural of a word; `accents` keeps diacritics apart;
    `syllables` says that words have several; `fixed` that an article with a capital never leaves its name ("La Paz" is not "Paz");
    `world_names` that persons, places and companies without a row go by the world's names.
    Raises PackError on bad rows.
    """
    book: dict[str, dict[Entry, None]] = {}
    masks: dict[str, int] = {}

    def add(entry: Entry) -> None:
        if declension is None:
            phrase = fold(entry.form, accents=accents)
            book.setdefault(phrase, {})[entry] = None
            if "œ" in phrase:  # as keyboards have it
                book.setdefault(phrase.replace("œ", "oe"), {})[entry] = None
        elif fold(entry.form) not in book or not any(entry[:3] == other[:3] for other in book[fold(entry.form)]):  # no plural of the one before
            for form, found in _forms(entry, declension):
                phrase = fold(form)
                if phrase in closed.words and phrase != fold(entry.form):
                    continue  # "после" is the preposition, never the ambassador one speaks of
                book.setdefault(phrase, {})[entry] = None
                if entry.type != "portfolio":  # that "торговли" is one does not hide that it is a genitive
                    masks[phrase] = masks.get(phrase, 0) | found

    entries = list(_entries(folder, articles, plural, fixed, declension, world_names))
    offices = {entry.form.lower() for entry in entries if entry.type == "office"}
    for entry in entries:
        words = entry.form.lower().split()
        if (
            declension is None
            and (entry.type == "group" or entry.value == "group")
            and entry.value != "person_pair"  # the two in focus, whatever the word for "both"
            and len(words) > 1
            and (words[0] in offices or (words[0] in closed.words and words[1] in offices) or (syllables and _of_office(words, offices, closed)))
        ):
            continue  # "ministre de la Défense" is an office with a portfolio, even in the plural
        add(entry)
    for phrase, (letter, base) in closed.phrases.items():
        book.setdefault(fold(phrase, accents=accents), {})[Entry("closed", letter, base, phrase)] = None
    shared: dict[tuple[Entry, ...], tuple[Entry, ...]] = {}  # the forms of a word have the same entries: kept once
    return {phrase: shared.setdefault(tuple(entries), tuple(entries)) for phrase, entries in book.items()}, masks


def _of_office(words: list[str], offices: set[str], closed: Closed) -> bool:
    """Whether a phrase begins with an office of several syllables: "các Bộ trưởng Ngoại giao"."""
    rest = words[1:] if words[0] in closed.words else words
    return any(" ".join(rest[:size]) in offices for size in range(1, len(rest)))


def _forms(entry: Entry, declension: Declension) -> Iterator[tuple[str, int]]:
    """The forms of an entry in all cases."""
    if entry.type == "portfolio":  # written as it stands behind the office
        yield entry.form, ANY
        return
    living = entry.type in ("office", "title") or entry.extra == "demonym" or entry.value == "party"
    name = entry.type in NAMES and entry.extra != "adjective" and not living
    single = name or entry.form.count(" ") >= _NO_PLURAL.get(entry.type, 9)
    plural = entry.gender == "p" or (entry.type == "group" and entry.value == "participants")  # one leader is none of those met
    yield from declension.phrase(entry.form, name=entry.type == "person", proper=single, plural=plural, animate=living)


def _entries(
    folder: Path, articles: dict[str, str], plural: Callable[[str], str], fixed: bool, declension: Declension | None, world_names: bool
) -> Iterator[Entry]:
    names = folder / "names"
    actors: dict[str, str] = {}
    for path, read in ((names / "actors.tsv", rows), (names / "organisations.tsv", rows_if_any)):
        for row in read(path):
            for entry in _actor(row, articles, fixed):
                for form in [entry.form] if declension is None else [form for form, _ in _forms(entry, declension)]:
                    if entry.extra != "demonym":  # what an office is called after: "président américain", no "Américain"
                        actors.setdefault(form.lower(), entry.value)
                yield entry
    for table, column, type_ in (("places.tsv", "place", "place"), ("persons.tsv", "person", "person"), ("companies.tsv", "company", "company")):
        known = set[str]()
        for row in rows_if_any(names / table):
            known.add(row[column])
            for form in row.many("forms"):
                yield Entry(type_, row[column], "", form)
        for row in rows(WORLD[type_]) if world_names else ():
            if row[_ID[type_]] not in known:
                yield Entry(type_, row[_ID[type_]], "", row["name"])
    for row in rows_if_any(names / "offices.tsv"):
        for form in row.many("forms"):
            named = _named_in(form, actors) if row["after"] in ("none", "portfolio") else ""
            yield Entry("office", row["role"], f"{row['level']}|{row['portfolio']}|{named}", form)
    for row in rows_if_any(names / "portfolios.tsv"):
        for form in row.many("forms"):
            yield Entry("portfolio", row["role"], "", form)
    for row in rows_if_any(names / "titles.tsv"):
        for form in row.many("forms"):
            yield Entry("title", row["kind"], row["gender"], form)
    for row in rows_if_any(folder / "nouns.tsv"):
        for form in row.many("forms"):
            yield Entry("noun", row["class"], row["value"], form, row["gender"])
    for row in rows_if_any(folder / "mechanisms.tsv"):
        for form in row.many("forms"):
            yield Entry("mechanism", row["mechanism"], f"{row['parties']};{row['level']}", form)
    for row in rows_if_any(folder / "groups.tsv"):
        for form in row.many("forms"):
            yield Entry("group", row["rule"], row.get("region", ""), form)
    for row in rows_if_any(folder / "issues.tsv"):
        for form in row.many("forms"):
            yield Entry("issue", row["issue"], "", form)
    for row in rows_if_any(folder / "areas.tsv"):
        for form in row.many("terms"):
            listed = "listed" if row["only_listed"] else ""
            for variant in {form, _pluralised(form, plural)}:
                yield Entry("area", row["code"], listed, variant)


def _named_in(form: str, actors: dict[str, str]) -> str:
    """The actor that the words of an office name themselves: "secrétaire d'État américain", "locataire de l'Élysée"; else empty."""
    words = form.lower().replace("’", "'").replace("'", "' ").split()
    for first in range(1, len(words)):
        for last in range(len(words), first, -1):
            found = actors.get(" ".join(words[first:last]).replace("' ", "'"))
            if found:
                return found
    return ""


def _actor(row: Row, articles: dict[str, str], fixed: bool) -> Iterator[Entry]:
    actor, gender = row["id"], ""
    for position, form in enumerate(row.many("name")):
        bare, article = _strip_article(form, articles)
        if fixed and article and form[0].isupper():
            bare = form
        if position == 0:
            gender = articles.get(article, "")
        yield Entry("actor", actor, "name", bare, articles.get(article, ""))
    for how, column in (("adjective", "adjectives"), ("demonym", "demonyms"), ("metonym", "metonyms"), ("other", "other")):
        for form in row.many(column):
            bare, article = _strip_article(form, articles)
            own = bool(article) and form[0].isupper()  # "La Havane": the article belongs to the name
            if not (own and fixed):
                yield Entry("actor", actor, how, bare, articles.get(article, "") or (gender if how in ("demonym", "other") else ""))
            if own:
                yield Entry("actor", actor, how, form, articles[article])


def _strip_article(form: str, articles: dict[str, str]) -> tuple[str, str]:
    form = form.replace("’", "'")
    for article in articles:
        if form.casefold().startswith(article if article.endswith("'") else article + " "):
            return form[len(article) :].strip(), article
    return form, ""


def _pluralised(phrase: str, plural: Callable[[str], str]) -> str:
    """The phrase with its first word in the plural: "trafic de drogue" → "trafics de drogue"."""
    head, space, rest = phrase.partition(" ")
    return plural(head) + space + rest
