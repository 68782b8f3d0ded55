"""Who may change a ledger on the web: names with passwords or tokens, in a file beside the ledger that does not travel with it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
import threading
import time
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

SUFFIX = ".accounts"
"""What the name of a ledger's file is followed by."""
SHORTEST, LONGEST = 10, 1024
"""Characters of a password."""
LONGEST_NAME = 64
TOKEN = "communique_"
"""How tokens begin, so that scanners for leaked secrets know them."""
WAIT = 10.0
"""Seconds to wait for another program's write."""

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, password TEXT, token TEXT UNIQUE, stamp TEXT NOT NULL, made_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS ended (session TEXT PRIMARY KEY, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS secret (value TEXT NOT NULL);
"""


class AccountError(ValueError):
    """An account cannot be made or changed; the message says why, and the remedy."""


class Account(NamedTuple):
    """One who may change the ledger. Sessions hold the `stamp`, which another password or account of that name does not have."""

    name: str
    stamp: str


class Told(NamedTuple):
    """What a list of accounts tells of one: when it was made (ISO 8601, UTC), and by what it may be used."""

    name: str
    made_at: str
    password: bool
    token: bool


class Cost(NamedTuple):
    """What scrypt takes: 128 × n × r bytes of memory, and p times the work."""

    n: int = 2**15
    r: int = 8
    p: int = 3


class Accounts:
    """The accounts of a ledger. Their file is made, readable by its owner alone, with the first of them; without a path there are none."""

    def __init__(self, path: Path | None, *, cost: Cost = Cost()) -> None:  # noqa: B008 (a value that never changes)
        self._path, self._cost = path, cost
        self._one = threading.Lock()

    @classmethod
    def beside(cls, ledger: Path | str) -> Accounts:
        """Those of the ledger in a file; a ledger in memory has none."""
        return cls(None if str(ledger) == ":memory:" else Path(f"{ledger}{SUFFIX}"))

    def add(self, name: str, password: str | None) -> str:
        """Make an account, without a password for one that a token alone opens, or give one that is there another password, which ends its sessions.

        Gives its name as it is kept. Raises AccountError for a name or a password that is none.
        """
        name = _name(name)
        hashed = None if password is None else _hashed(_password(password), self._cost)
        with self._write() as connection:
            known = connection.execute("SELECT name FROM accounts WHERE key = ?", (_key(name),)).fetchone()
            if known is not None and (password is None or known[0] != name):
                raise AccountError(f"there is an account {known[0]} already: choose another name, or remove that one first")
            made_at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            connection.execute(
                "INSERT INTO accounts (key, name, password, stamp, made_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET password = excluded.password, stamp = excluded.stamp",
                (_key(name), name, hashed, secrets.token_hex(8), made_at),
            )
        return name

    def remove(self, name: str) -> None:
        """Take an account away, with its sessions and its token; what it decided stays. Raises AccountError where there is none."""
        self._change("DELETE FROM accounts WHERE key = ?", name)

    def token(self, name: str) -> str:
        """A new token of an account, the former one being worth nothing from now on. It is kept as a hash: nobody can ask for it again."""
        made = TOKEN + secrets.token_urlsafe(32)
        self._change("UPDATE accounts SET token = ? WHERE key = ?", name, _digest(made))
        return made

    def every(self) -> list[Told]:
        """All accounts, by name."""
        with self._read() as connection:
            rows = (
                connection.execute("SELECT name, made_at, password IS NOT NULL, token IS NOT NULL FROM accounts ORDER BY key") if connection else ()
            )
            return [Told(name, made_at, bool(password), bool(token)) for name, made_at, password, token in rows]

    def by_password(self, name: str, password: str) -> Account | None:
        """The account of a name and its password. As much work is done for names that are unknown, and one at a time."""
        with self._read() as connection:
            row = connection and connection.execute("SELECT name, stamp, password FROM accounts WHERE key = ?", (_key(name),)).fetchone()
        kept = row[2] if row and row[2] else None
        with self._one:
            right = _matches(password, kept or _nobodys(self._cost))
        return Account(row[0], row[1]) if row and kept and right else None

    def by_token(self, token: str) -> Account | None:
        """The account of a token."""
        return self._account("token", _digest(token))

    def by_name(self, name: str) -> Account | None:
        """The account of a name."""
        return self._account("key", _key(name))

    def end(self, session: str, until: float) -> None:
        """End a session that would have lasted until some time (seconds since 1970)."""
        with self._write() as connection:
            connection.execute("DELETE FROM ended WHERE until < ?", (time.time(),))
            connection.execute("INSERT OR IGNORE INTO ended VALUES (?, ?)", (session, until))

    def ended(self, session: str) -> bool:
        """Whether a session was ended before its time."""
        with self._read() as connection:
            return bool(connection and connection.execute("SELECT 1 FROM ended WHERE session = ?", (session,)).fetchone())

    @property
    def secret(self) -> str | None:
        """What sessions are signed with, made with the first account; None before."""
        with self._read() as connection:
            row = connection and connection.execute("SELECT value FROM secret").fetchone()
        return str(row[0]) if row else None

    def _account(self, column: str, value: str) -> Account | None:
        with self._read() as connection:
            row = connection and connection.execute(f"SELECT name, stamp FROM accounts WHERE {column} = ?", (value,)).fetchone()
        return Account(*row) if row else None

    def _change(self, statement: str, name: str, *values: str) -> None:
        with self._read() as known:
            there = known is not None
        changed = 0
        if there:
            with self._write() as connection:
                changed = connection.execute(statement, (*values, _key(name))).rowcount
        if not changed:
            raise AccountError(f"no account {name!r}: `communique accounts list` names them")

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection | None]:
        """The file, if there is one."""
        if self._path is None or not self._path.exists():
            yield None
            return
        with closing(sqlite3.connect(self._path, timeout=WAIT)) as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """The file, made if there is none: all that is done in it, or nothing."""
        if self._path is None:
            raise AccountError("a ledger in memory has no accounts: keep it in a file")
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(self._path, timeout=WAIT, isolation_level=None)) as connection:
            connection.executescript(_TABLES)
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT 1 FROM secret").fetchone() is None:
                connection.execute("INSERT INTO secret VALUES (?)", (secrets.token_urlsafe(48),))
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")


def _name(words: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", words).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AccountError(f"{words[:80]!r} is no name: 1 to {LONGEST_NAME} characters that can be printed")
    return name


def _key(name: str) -> str:
    """Names that look alike are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _password(words: str) -> str:
    if not SHORTEST <= len(words) <= LONGEST:
        raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters: {len(words)} given; several words in a row are good ones")
    return words


def _hashed(password: str, cost: Cost) -> str:
    """A password as it is kept: how it was hashed, its salt, its hash."""
    salt = secrets.token_bytes(16)
    return "$".join(("scrypt", *map(str, cost), b64encode(salt).decode(), b64encode(_scrypt(password, salt, cost)).decode()))


def _matches(password: str, kept: str) -> bool:
    _, n, r, p, salt, hashed = kept.split("$")
    return hmac.compare_digest(_scrypt(password[: LONGEST + 1], b64decode(salt), Cost(int(n), int(r), int(p))), b64decode(hashed))


def _nobodys(cost: Cost) -> str:
    """What no password has: it is compared with where there is no account, so that nobody can tell by the clock."""
    return "$".join(("scrypt", *map(str, cost), b64encode(bytes(16)).decode(), b64encode(bytes(64)).decode()))


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    told = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(told, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=256 * cost.n * cost.r + 2**20, dklen=64)


def _digest(token: str) -> str:
    """A token as it is kept: it is long and random, a plain hash will do."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
