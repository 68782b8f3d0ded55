"""The tables, for SQLite and PostgreSQL alike. Words of the flat record name the columns."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)  # fmt: skip

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

migrations = Table(
    "migrations",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("applied_at", String, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String, nullable=False, index=True),
    Column("url", String),
    Column("publisher", String),
    Column("title", String),
    Column("published", String),
    Column("retrieved_at", String),
    Column("author", String),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("read_at", String, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("digest", String, nullable=False),  # of the reader and all it found: equal only for equal readings
    # the sighting it was read with, as it then was: a reading tells what it knew
    Column("name", String, nullable=False),
    Column("url", String),
    Column("publisher", String),
    Column("title", String),
    Column("published", String),
    Column("retrieved_at", String),
    Column("author", String),
    Index("uq_readings_live", "document_id", unique=True, sqlite_where=text("live = 1"), postgresql_where=text("live")),
)

statements = Table(
    "statements",
    metadata,
    Column("reading_id", ForeignKey("readings.id", ondelete="CASCADE"), nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False, index=True),
    Column("by", JSON, nullable=False),
    Column("to", JSON, nullable=False),
    Column("type", String),
    Column("status", String),
    Column("level", String),
    Column("name", Text),
    Column("ordinal", Integer),
    Column("when", String),
    Column("due", String),
    Column("where", String),
    Column("areas", JSON, nullable=False),
    Column("quantity_value", Float(53)),
    Column("quantity_unit", String),
    Column("quantity_comparator", String),
    Column("quantity_of", Float(53)),
    Column("what", Text),
    Column("mechanism", String),
    Column("issue", String),
    Column("slots", JSON, nullable=False),  # field → [[start, end], …]
    Column("speaker", String),
    Column("voice", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("polarity", Boolean, nullable=False),
    Column("hedged", Boolean, nullable=False),
    Column("found_by", String, nullable=False),
    # the days the statement's own date may mean, else its story's publication; for asking by date
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("day", Date, nullable=False, index=True),  # the one of the two to sort by
    PrimaryKeyConstraint("reading_id", "id"),
    Index("ix_statements_days", "first_day", "last_day"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("reading_id", Integer, nullable=False),
    Column("statement_id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    PrimaryKeyConstraint("reading_id", "statement_id", "position"),
    ForeignKeyConstraint(["reading_id", "statement_id"], ["statements.reading_id", "statements.id"], ondelete="CASCADE"),
    CheckConstraint('"start" >= 0 AND "start" < "end" AND length(exact) = "end" - "start"', name="span"),
)

statement_actors = Table(
    "statement_actors",  # which actors take part, for asking who dealt with whom; order and roles are in the statement
    metadata,
    Column("reading_id", Integer, nullable=False),
    Column("statement_id", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("state", String, nullable=False),
    PrimaryKeyConstraint("reading_id", "statement_id", "actor"),
    # whole keys: with an index on the actor alone SQLite looks through all of an actor's statements for each statement
    Index(None, "actor", "reading_id", "statement_id"),
    Index(None, "state", "reading_id", "statement_id"),
    ForeignKeyConstraint(["reading_id", "statement_id"], ["statements.reading_id", "statements.id"], ondelete="CASCADE"),
)

judgements = Table(
    "judgements",  # what people decided: rows are added, never changed
    metadata,
    Column("id", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("left", JSON, nullable=False),  # the statements judged, as they were read at the time
    Column("right", JSON, nullable=False),
    Column("slot", String),
    Column("value", Text),
    Column("quote", JSON),
    Column("on", String),
    Column("undoes", String),
    Column("user", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("created_at", String, nullable=False, index=True),
)

watched = Table(
    "watched",
    metadata,
    Column("address", String, primary_key=True),
    Column("etag", String),
    Column("modified", String),
    Column("checked_at", String),
    Column("next_at", String),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
)

visits = Table(
    "visits",
    metadata,
    Column("url", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_at", String, nullable=False),
    Column("found_at", String, nullable=False),
    Column("problem", Text),
    Column("told", JSON, nullable=False),
    Column("stamp", String),
    Column("looks", Integer, nullable=False, server_default="0"),
    Column("visited_at", String),
    Column("etag", String),
    Column("modified", String),
    Index(None, "state", "next_at"),
)

families = Table(
    "families",  # of copies: a document without a row is its own family
    metadata,
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("head", String, nullable=False, index=True),
)

marks = Table(
    "marks",  # documents that share a mark may be copies
    metadata,
    Column("mark", BigInteger, nullable=False),
    Column("document_id", String, nullable=False),
    PrimaryKeyConstraint("mark", "document_id"),
    sqlite_with_rowid=False,
)

searched = Table(
    "searched",  # the statements behind the entries of the index of words, by their numbers there; see searching.py
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("reading_id", Integer, nullable=False),
    Column("statement_id", String, nullable=False),
)
