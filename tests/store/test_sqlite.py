"""The SQLite file: what it refuses to be, and what it survives."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.fake_reader import FakeReader

from communique.model.documents import Document, Sighting
from communique.model.judgements import Judgement
from communique.store.base import Query, Read, Store, StoreError
from communique.store.migrations import VERSION
from communique.store.open import open_store
from communique.store.sought import sought

ROOT = Path(__file__).parents[2]
NOW = "2026-01-02T03:04:05+00:00"


def fill(store: Store, text: str = "RUS meets ASEAN.") -> Document:
    document = Document.of(text, language="xx")
    sighting = Sighting(document.id, "s1", published="2021-04")
    store.keep([document], [sighting], {document.id: Read("fake 1", sighting, FakeReader().read(document, sighting).statements)}, read_at=NOW)
    return document


def test_a_ledger_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    store = open_store(path)
    document = fill(store)
    store.close()
    again = open_store(path, create=False)
    assert list(again.documents()) == [document]
    assert len(list(again.statements(Query()))) == 1
    again.close()


def test_a_new_ledger_is_at_the_latest_version_in_wal_mode(tmp_path: Path) -> None:
    open_store(tmp_path / "ledger.db").close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        assert raw.execute("SELECT max(version) FROM migrations").fetchone() == (VERSION,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def newer(path: Path) -> None:
    open_store(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO migrations VALUES (?, ?)", (VERSION + 1, NOW))


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer": (newer, "newer communique.*upgrade"),
    "another program's": (of_another_program, "another program"),
    "text": (lambda path: path.write_text("a story\n" * 200), "not a database"),
    "folder": (lambda path: path.mkdir(), "folder"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, name: str) -> None:
    make, message = REFUSED[name]
    path = tmp_path / "ledger.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=message):
        open_store(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_from_before_judgements_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    store = open_store(path)
    document = fill(store)
    store.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE judgements")
        raw.execute('CREATE TABLE judgements (id INTEGER PRIMARY KEY, "left" VARCHAR, "right" VARCHAR, verdict VARCHAR)')
        raw.execute("CREATE TABLE reviews (id INTEGER PRIMARY KEY)")
        raw.execute("DELETE FROM migrations WHERE version > 4")
    again = open_store(path)
    (kept,) = again.statements(Query())
    judgement = Judgement(verdict="accept", left=(kept.statement,), user="anna", reason="read it", created_at="2026-03-01T10:00:00.000000+00:00")
    assert again.judge([judgement]) == 1 and again.judgements() == (judgement,) and list(again.documents()) == [document]
    again.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'reviews'").fetchone() == (0,)


def test_a_missing_ledger_is_made_only_on_demand(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="communique read"):
        open_store(tmp_path / "ledger.db", create=False)
    assert not list(tmp_path.iterdir())
    with pytest.raises(StoreError, match="no folder"):
        open_store(tmp_path / "nowhere" / "ledger.db")


def test_an_address_of_no_known_store_is_refused() -> None:
    with pytest.raises(StoreError, match="name a file"):
        open_store("other://host/ledger")


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    one, other = open_store(tmp_path / "ledger.db"), open_store(tmp_path / "ledger.db")
    first = fill(one)
    walk = other.statements(Query())
    next(walk)
    second = fill(one, "VNM meets EU.")
    walk.close()
    assert {document.id for document in other.documents()} == {first.id, second.id}
    assert fill(other, "VNM meets EU.") == second
    one.close()
    other.close()


def test_the_database_itself_refuses_evidence_without_a_statement(tmp_path: Path) -> None:
    store = open_store(tmp_path / "ledger.db")
    fill(store)
    store.close()
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        raw.execute("PRAGMA foreign_keys=on")
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("INSERT INTO evidence VALUES (1, 'nothing', 0, 0, 3, 'RUS', '', '')")
        with pytest.raises(sqlite3.IntegrityError, match="span"):
            raw.execute("UPDATE evidence SET exact = 'something else'")
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            raw.execute("INSERT INTO readings SELECT 99, document_id, reader, read_at, live, digest, name, url, publisher, title, published, "
                        "retrieved_at, author FROM readings")  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_what_was_kept_survives_a_killed_run(tmp_path: Path) -> None:
    """A run is killed at three moments; what it had said was kept is there, whole, and reading on ends where an unbroken run ends."""
    path = tmp_path / "ledger.db"
    script = textwrap.dedent("""
        import sys
        from communique.ledger import Ledger
        from communique.model.documents import Document
        from tests.fake_reader import FakeReader
        texts = (" ".join(f"RUS pledges {number} doses to ASEAN." for number in range(story, story + 40)) for story in range(4000))
        with Ledger.open(sys.argv[1], reader=FakeReader()) as ledger:
            ledger.read((Document.of(text, language="xx") for text in texts), progress=lambda load: print(load.stories, flush=True))
    """)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    for stop in (1, 3, 5):
        process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
        assert process.stdout is not None
        kept = 0
        for _ in range(stop):
            kept = int(process.stdout.readline())
        time.sleep(0.01 * stop)  # somewhere within the next batch
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        copied = tmp_path / f"copy{stop}.db"
        for tail in ("", "-wal"):
            if Path(f"{path}{tail}").exists():
                shutil.copy(f"{path}{tail}", f"{copied}{tail}")
        store = open_store(copied, create=False)
        documents = list(store.documents())
        assert len(documents) >= kept
        assert sum(1 for _ in store.statements(Query())) == 40 * len(documents)
        store.close()
        with closing(sqlite3.connect(copied)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_ledger_from_before_the_search_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    store = open_store(path)
    reader = FakeReader()
    for number in range(5):
        document = fill(store, f"RUS meets ASEAN. RUS pledges {number} doses to ASEAN.")
    sighting = Sighting(document.id, "s1", published="2021-04", title="A title told")
    one, _ = reader.read(document, sighting).statements
    store.keep([document], [sighting], {document.id: Read("fake 2", sighting, (one,))}, read_at=NOW)
    typed = ("doses", "meets", "title", "RUS", "COMMITMENT", '"pledges 3"')
    queries = (Query(), Query(kind="commitment"), Query(since="2021-05"))

    def found(store: Store) -> list[list[str]]:
        places = [store.search(sought(words), query, most=100) for words in typed for query in queries]
        return [[kept.statement.id for kept in store.at(some).values()] for some in places]

    before, words = found(store), [store.words_at(store.search(sought("meets"), Query(), most=100))]
    store.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE word_index")
        raw.execute("DROP TABLE searched")
        raw.execute("DELETE FROM migrations WHERE version > 6")
    again = open_store(path)
    assert [set(some) for some in found(again)] == [set(some) for some in before] and sum(map(len, before)) > 20
    assert sorted(again.words_at(again.search(sought("meets"), Query(), most=100)).values()) == sorted(words[0].values())
    fill(again, "VNM meets EU.")
    assert len(again.search(sought("meets"), Query(), most=100)) == 6
    again.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT count(*) FROM searched").fetchone() == (10,)  # of live readings alone, and the one added
        raw.execute("INSERT INTO word_index (word_index) VALUES ('integrity-check')")


def test_a_search_asks_the_index_first_whatever_else_is_asked(tmp_path: Path) -> None:
    """SQLite may put joins in any order; only this one is quick in a large ledger."""
    store = open_store(tmp_path / "ledger.db")
    fill(store)
    seen: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda c, cursor, statement, parameters, *_: seen.append((statement, parameters)))
    for query in (Query(), Query(kind="meeting"), Query(since="2020", until="2022"), Query(document="s1")):
        store.search(sought("meets"), query, most=10, without=["x"])
    asked = [one for one in seen if "MATCH" in one[0]]
    assert len(asked) >= 4
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        for statement, parameters in asked:
            plan = [row[3] for row in raw.execute("EXPLAIN QUERY PLAN " + statement, parameters)]
            assert plan[0].startswith("SCAN word_index") and not any("TEMP B-TREE" in step for step in plan), plan
            assert all(step.startswith("SEARCH") for step in plan if " searched" in step or " readings" in step or " statements" in step), plan
    store.close()
