"""The index of words of a SQLite file: what of a statement is found, where it stands, and how it is asked.

An entry's number is the day of its statement and a number within that day, so that newest first is the order of the index and no hit is sorted. It is
only added to: the entries of a reading that is no longer live stay, and are passed over.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Select, String, and_, case, column, func, or_, select, table, text, true

from communique.model.actors import state_of
from communique.store import asking, schema
from communique.store.base import Kept, Query, interval
from communique.store.rows import kept_of
from communique.store.sought import GAP, STORY, Sought, Term, mark, tag, words_in

_INDEX = table("word_index", column("rowid", Integer), column("word_index", String))
_MAKE = "CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5(words, content = '', columnsize = 0, tokenize = 'ascii')"
_ADD = "INSERT INTO word_index (rowid, words) VALUES (?, ?)"
_ADD_PLACE = "INSERT INTO searched (id, reading_id, statement_id) VALUES (?, ?, ?)"
_BITS = 24
"""Bits of a number within a day."""
_FIRST_DAY = datetime.date(1000, 1, 1).toordinal()
"""Days before this one share one range, for statements without a date have the first day there is, however many they are."""
_AT_ONCE = 2000
_LENGTHS = {mark("days"): 0, mark("months"): 31, mark("years"): 366}
"""Marks of statements whose date may mean more days than so many behind the day they are sorted by."""
_EARLY = mark("early")
"""The mark of statements that may have begun before the day they are sorted by."""
_OWN = ("name", "what", "speaker", "where")
_IDS = ("type", "status", "issue")
_ROW = ("reading_id", "id", "position", "kind", "mechanism", "by", "to", "areas", *_OWN, *_IDS, "first_day", "last_day", "day")
"""What an entry is made of, of a statement's row."""


class Entry(NamedTuple):
    """What the index holds of a statement: the day it is sorted by, and its words."""

    day: int
    reading_id: int
    position: int
    statement_id: str
    words: str


def make(connection: Connection) -> None:
    """Make the index, empty, if it is not there."""
    connection.execute(text(_MAKE))


def fill(connection: Connection) -> None:
    """Add all live statements, as a stream in the order of their days."""
    told, read = schema.statements.c, schema.readings.c
    entries = _entries(connection, _with_words().where(read.live == true()).order_by(told.day, told.reading_id, told.id))
    while part := list(islice(entries, _AT_ONCE)):
        add(connection, [entry for entry, _ in part])


def at(connection: Connection, places: Sequence[int]) -> dict[int, Kept]:
    """The statements at some places, by place."""
    return {of[0]["place"]: kept_of(of) for of in asking.rows(connection, _at(asking.told(), places))}


def words_at(connection: Connection, places: Sequence[int]) -> dict[int, str]:
    """What the index holds of the statements at some places, by place."""
    return {row["place"]: entry.words for entry, row in _entries(connection, _at(_with_words(), places))}


def _at(question: Select[Any], places: Sequence[int]) -> Select[Any]:
    """A question on statements, for those at some places."""
    held, told = schema.searched.c, schema.statements.c
    here = and_(held.reading_id == told.reading_id, held.statement_id == told.id)
    return question.add_columns(held.id.label("place")).join(schema.searched, here).where(held.id.in_(_values(places))).order_by(held.id)


def _with_words() -> Select[Any]:
    """The rows of statements, one a piece of evidence, with the title and outlet of their story."""
    told, words, read = schema.statements.c, schema.evidence.c, schema.readings.c
    return (
        select(*[told[name] for name in _ROW], words.exact, read.title, read.publisher)
        .join(schema.evidence, and_(words.reading_id == told.reading_id, words.statement_id == told.id))
        .join(schema.readings, read.id == told.reading_id)
    )


def _entries(connection: Connection, question: Select[Any]) -> Iterator[tuple[Entry, Mapping[str, Any]]]:
    """The entries that such rows make, in an order that keeps those of a statement together, and the first row of each."""
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(question.order_by(schema.evidence.c.position)).mappings()
    for _, group in groupby(rows, key=itemgetter("reading_id", "id")):
        of = [dict(row) for row in group]
        yield entry_of(of[0], [row["exact"] for row in of], of[0]["title"], of[0]["publisher"]), of[0]


def entry_of(row: Mapping[str, Any], quotes: Iterable[str], title: str | None, publisher: str | None) -> Entry:
    """The entry of a statement's row (see `rows_of`), its quotes, and the title and outlet of its story."""
    told: list[str] = []
    for part in (*quotes, *[row[name] for name in _OWN]):
        words = f" {' '.join(words_in(part))} " if part else ""
        if words and not any(words in held for held in told):  # a name mostly stands in the quote already
            told.append(words)
    ids = [row["kind"], row["mechanism"], *row["by"], *row["to"], *map(state_of, (*row["by"], *row["to"]))]
    ids += [f"{name}:{row[name]}" for name in _IDS if row[name]]
    ids += [f"area:{area}" for area in row["areas"]]
    tags = [*dict.fromkeys([tag(id_) for id_ in ids if id_]), _of_reading(row["reading_id"])]
    first, last, day = row["first_day"].toordinal(), row["last_day"].toordinal(), row["day"].toordinal()
    tags += [name for name, length in _LENGTHS.items() if last - day > length]
    tags += [_EARLY] if first < day else []
    own = GAP.join([words.strip() for words in told])
    return Entry(day, row["reading_id"], row["position"], row["id"], f" {own}{STORY}{_of_story(title, publisher)}{GAP}{' '.join(tags)} ")


@lru_cache(maxsize=64)
def _of_story(title: str | None, publisher: str | None) -> str:
    return GAP.join(" ".join(words_in(part)) for part in (title, publisher) if part)


def add(connection: Connection, entries: Collection[Entry]) -> None:
    """Add entries, those of a day behind those that it has, each story's in such an order that the last is met first."""
    days = sorted({_begin(entry.day) for entry in entries})
    numbers = dict(_last_numbers(connection, days))
    rows = []
    # FTS5 writes a piece of its index each time a number is not greater than the last
    for entry in sorted(entries, key=lambda entry: (_begin(entry.day), entry.reading_id, -entry.position)):
        first = _begin(entry.day)
        numbers[first] = number = numbers[first] + 1
        rows.append((number, entry))
    if rows:
        connection.exec_driver_sql(_ADD, [(number, entry.words) for number, entry in rows])
        connection.exec_driver_sql(_ADD_PLACE, [(number, entry.reading_id, entry.statement_id) for number, entry in rows])


def day_of(place: int) -> int:
    """The day (proleptic ordinal) of the statement at a place; 1 where it has none."""
    day = place >> _BITS
    return day if day >= _FIRST_DAY else 1


def search(connection: Connection, sought: Sought, query: Query, *, most: int, before: int | None, without: Collection[str]) -> list[int]:
    """The places of the newest live statements that answer, at most so many, newest first; see `Store.search`."""
    if not sought.every:
        return []
    tags = [tag(one) for one in (*([query.kind] if query.kind else []), *query.between)]
    expression = " AND ".join([*(_any(terms) for terms in sought.every), *(f'"{one}"' for one in tags)])
    if query.document or query.documents is not None:
        stories = [f'"{_of_reading(number)}"' for number in _readings(connection, query)]
        if not stories:
            return []
        expression += f" AND ({' OR '.join(stories)})"
    found: list[int] = []
    since, until = (interval(date)[end].toordinal() if date else None for date, end in ((query.since, 0), (query.until, 1)))
    for first, last, name in _ranges(since, until):
        last = last if before is None else min(last, before)
        if first < last and len(found) < most:
            conditions = _dates(query) if name or min(since or _FIRST_DAY, until or _FIRST_DAY) < _FIRST_DAY else []
            question = _question(f'{expression} AND "{name}"' if name else expression, first, last, conditions, without)
            question = question if query.known_by is None else question.where(asking.known_by(query.known_by))
            found += connection.execute(question.limit(most - len(found))).scalars().all()
    return found


def _question(expression: str, first: int, last: int, dates: list[ColumnElement[bool]], without: Collection[str]) -> Select[Any]:
    """Numbers from `first` on and before `last`. What is added to keys keeps SQLite from any other order of joins: the index comes first."""
    index, held, read, told = _INDEX.c, schema.searched.c, schema.readings.c, schema.statements.c
    question = (
        select(index.rowid)
        .join(schema.searched, held.id == index.rowid + 0)
        .join(schema.readings, read.id == held.reading_id + 0)
        .where(index.word_index.op("MATCH")(expression), index.rowid >= first, index.rowid < last, read.live == true())
        .order_by(index.rowid.desc())
    )
    if dates:
        question = question.join(schema.statements, and_(told.reading_id == held.reading_id + 0, told.id == held.statement_id.concat("")))
    if without:
        question = question.where(read.document_id.concat("").not_in(_values(sorted(without))))
    return question.where(*dates)


def _dates(query: Query) -> list[ColumnElement[bool]]:
    told = schema.statements.c
    found: list[ColumnElement[bool]] = []
    if query.since:
        found.append(told.last_day >= interval(query.since)[0])
    if query.until:
        found.append(told.first_day <= interval(query.until)[1])
    return found


def _ranges(since: int | None, until: int | None) -> Iterator[tuple[int, int, str]]:
    """Where in the index may stand what answers by its date, newest first: from a number on, before another, and the mark it then has.

    Without a mark, all that stands there answers, for it is sorted by a day that its date may mean; with one, it depends on the date.
    """
    end = _begin(datetime.date.max.toordinal() + 1)
    if until is not None:
        after = _begin(max(until + 1, _FIRST_DAY))
        yield after, end, _EARLY
        end = after
    name = ""
    if since is not None:
        for longer, length in _LENGTHS.items():
            first = min(end, _begin(since - length))
            yield first, end, name
            end, name = first, longer
    yield 0, end, name


def _readings(connection: Connection, query: Query) -> Iterable[int]:
    """The live readings of the documents that are asked for."""
    read, seen = schema.readings.c, schema.sightings.c
    question = select(read.id).where(read.live == true())
    if query.documents is not None:
        question = question.where(read.document_id.in_(query.documents))
    if query.document:
        named = select(seen.document_id).where(seen.name == query.document)
        question = question.where(or_(read.document_id == query.document, read.document_id.in_(named)))
    return connection.execute(question).scalars()


def _values(values: Sequence[int | str]) -> Select[Any]:
    """Values as a table, for databases bound the number of parameters."""
    return select(func.json_each(json.dumps(values)).table_valued("value").c.value)


def _last_numbers(connection: Connection, firsts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The last number taken of each day (one before its first where there is none), by the number the day begins with."""
    held = schema.searched.c
    days = func.json_each(json.dumps(firsts)).table_valued("value").c.value
    after = case((days == 0, _begin(_FIRST_DAY)), else_=days + (1 << _BITS))
    last = select(func.max(held.id)).where(held.id >= days, held.id < after).scalar_subquery()
    for first, number in connection.execute(select(days, last)):
        yield first, first - 1 if number is None else number


def _begin(day: int) -> int:
    """The first number of a day."""
    return day << _BITS if day >= _FIRST_DAY else 0


def _of_reading(number: int) -> str:
    return mark(str(number))


def _any(terms: Sequence[Term]) -> str:
    """What finds any of some terms. They hold letters, digits and marks of tags, never quotation marks."""
    return "(" + " OR ".join(f'"{" ".join(term.words)}"{" *" if term.begins else ""}' for term in terms) + ")"
