"""Publishers correct what they wrote: pages are looked at again, asked for only if they changed, and what they said before is not lost."""

from __future__ import annotations

import re
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.fake_reader import FakeReader
from tests.sources.test_pages import PARAGRAPHS, markup
from tests.sources.test_web import rss
from tests.watch.test_watch import due, ledger, names, once, story, wire
from tests.wire_site import Site

from communique import Ledger
from communique.model.visits import Visit
from communique.watch import rounds
from communique.watch.settings import Source

__all__ = ["ledger", "wire"]  # the fixtures


def corrected(number: int) -> str:
    return story(number).replace("5 milliards", "6 milliards")


def feed(wire: Site, *, title: str = "Story 1") -> str:
    return wire.put("/feed", rss((title, wire.at("/1"))), kind="text/xml")


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_a_page_that_is_corrected_is_another_document_at_the_same_address(wire: Site, ledger: Ledger, header: str) -> None:
    url = wire.put("/1", story(1), headers={header: "one"})
    source = Source(feed(wire), 60.0, again=(3600.0, 3600.0, 3600.0))
    assert once(ledger, source).load.new == 1
    assert once(ledger, source).again == 0  # it is not time yet
    due(ledger)
    log: list[dict[str, object]] = []
    second = once(ledger, source, log=log)
    assert (second.again, second.corrected, second.load.stories) == (1, 0, 0)
    assert wire.requests[-1][1]["if-none-match" if header == "ETag" else "if-modified-since"] == "one"
    assert {"event": "unchanged", "where": url} in log
    (first,) = ledger.documents()
    wire.put("/1", corrected(1), headers={header: "two"})
    time.sleep(1.1)  # times are told in seconds
    due(ledger)
    third = once(ledger, source, log=log)
    assert (third.again, third.corrected, third.load.new, third.problems) == (1, 1, 1, [])
    old, new = ledger.seen_at(url)
    assert old.document_id == first.id and old.url == new.url == url and str(old.retrieved_at) < str(new.retrieved_at)
    assert {"event": "corrected", "where": url, "document": new.document_id, "before": [first.id]} in log
    assert ledger.family(new.document_id) == (first.id, new.document_id)
    due(ledger)
    fourth = once(ledger, source)
    assert (fourth.again, fourth.corrected, len(ledger.seen_at(url))) == (1, 0, 2)
    assert ledger.store.next_visit([source.address]) is None  # that was the last time


def test_a_page_without_conditions_that_says_the_same_changes_nothing(wire: Site, ledger: Ledger) -> None:
    wire.put("/1", story(1))
    source = Source(feed(wire), 60.0, again=(3600.0,))
    once(ledger, source)
    wire.put("/1", story(1).replace("Rubrique 3", "Rubrique neuve"))
    due(ledger)
    done = once(ledger, source)
    assert (done.again, done.corrected, done.load.unchanged, names(ledger)) == (1, 0, 1, ["1"])


SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}</loc><lastmod>2021-04-{:02}</lastmod></url></urlset>"


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_page_that_its_source_tells_of_otherwise_is_looked_at_again(wire: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    def put(version: int) -> str:
        if kind == "sitemap":
            return wire.put("/feed", SITEMAP.format(wire.at("/1"), version), kind="text/xml")
        return feed(wire, title=f"Story, version {version}")

    wire.put("/1", story(1))
    source = put(1)
    assert once(ledger, source).load.new == 1
    assert once(ledger, source).again == 0
    wire.put("/1", corrected(1))
    put(2)
    assert once(ledger, source).again == 0  # too soon
    monkeypatch.setattr(rounds, "_SPACE", 0.0)
    put(3)
    done = once(ledger, source)
    assert (done.found, done.again, done.corrected, len(ledger.seen_at(wire.at("/1")))) == (0, 1, 1, 2)


def test_a_source_that_tells_otherwise_each_time_is_believed_less_and_less() -> None:
    waits = []
    for looks in range(1, 12):
        known = Visit("u", "s", "done", looks=looks, visited_at="2021-04-06T00:00:00+00:00", stamp="a")
        again = rounds._told_again(known, Visit("u", "s", next_at="2021-04-06T00:00:00.000+00:00", stamp=f"b{looks}"))
        assert again is not None and again.state == "waiting" and again.stamp == f"b{looks}"
        waits.append(again.next_at[8:16])
    assert waits[:4] == ["06T00:05", "06T00:10", "06T00:20", "06T00:40"] and waits[-1] == "07T00:00"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Visit("u", "s", "done", stamp="a", looks=1), None),  # nothing new
        (Visit("u", "other", "done", stamp="b", looks=1), None),  # another source tells it in its own way
        (Visit("u", "s", "waiting", stamp="b"), None),  # it will be had anyway
        (Visit("u", "s", "done", stamp=None, looks=1), "done"),  # found before stamps were kept
        (Visit("u", "s", "failed", stamp="b"), "waiting"),  # it could not be had then
    ],
)
def test_what_is_told_again(known: Visit, expected: str | None) -> None:
    again = rounds._told_again(known, Visit("u", "s", next_at="2021-04-06T00:00:00.000+00:00", stamp="a"))
    assert (again and again.state) == expected and (again is None or again.stamp == "a")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_taken_away_stays_as_it_was_kept(wire: Site, ledger: Ledger, status: int) -> None:
    wire.put("/1", story(1))
    source = Source(feed(wire), 60.0, again=(3600.0,))
    once(ledger, source)
    wire.put("/1", status=status)
    due(ledger)
    log: list[dict[str, object]] = []
    done = once(ledger, source, log=log)
    assert (done.problems, names(ledger)) == ([], ["1"])
    assert {"event": "gone", "where": wire.at("/1"), "code": f"http-{status}"} in log


def test_a_page_that_fails_when_it_is_looked_at_again_is_tried_again(wire: Site, ledger: Ledger) -> None:
    wire.put("/1", story(1))
    source = Source(feed(wire), 60.0, again=(3600.0,))
    once(ledger, source)
    wire.put("/1", status=500)
    due(ledger)
    assert once(ledger, source, tries=2).problems == []
    wire.put("/1", corrected(1))
    due(ledger)
    assert once(ledger, source, tries=2).corrected == 1


def test_a_story_that_stands_whole_in_the_feed_is_corrected_there(wire: Site, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_SPACE", 0.0)
    whole = f"<description><![CDATA[{''.join(f'<p>{one} {one}</p>' for one in PARAGRAPHS)}]]></description>"
    for link in ("urn:x", wire.at("/missing")):
        address = wire.put(f"/feed{link[:4]}", rss(("Whole", link), more=whole), kind="text/xml")
        assert once(ledger, address).load.stories == 1
        wire.put(f"/feed{link[:4]}", rss(("Whole", link), more=whole.replace("5 milliards", "6 milliards")), kind="text/xml")
        done = once(ledger, address)
        assert (done.load.stories, done.corrected, done.problems) == (1, 1, [])
        assert once(ledger, address).load.stories == 0
    assert len(list(ledger.documents())) == 2


def test_what_is_new_comes_before_what_was_had(wire: Site, ledger: Ledger) -> None:
    early, late = "2000-01-01T00:00:00+00:00", "2001-01-01T00:00:00+00:00"
    from communique.model.visits import Watched

    found = [Visit("had", "s", next_at=early, looks=1), Visit("new", "s", next_at=late)]
    assert ledger.store.note(Watched("s"), found) == 2
    assert [one.url for one in ledger.store.waiting(["s"], "2021", most=9)] == ["new", "had"]
    changed = replace(found[0], looks=2, etag="x")
    assert ledger.store.note(Watched("s"), [changed]) == 0 and ledger.store.found(["had", "none"]) == {"had": changed}


def test_a_ledger_of_before_goes_on(wire: Site, tmp_path: Path) -> None:
    wire.put("/1", markup())
    with Ledger.open(tmp_path / "l.db", reader=FakeReader()) as made:
        once(made, feed(wire))
    with sqlite3.connect(tmp_path / "l.db") as raw:
        for name in ("stamp", "looks", "visited_at", "etag", "modified"):
            raw.execute(f"ALTER TABLE visits DROP COLUMN {name}")
        raw.execute("DELETE FROM migrations WHERE version > 5")
    raw.close()
    with Ledger.open(tmp_path / "l.db", reader=FakeReader()) as old:
        (known,) = old.store.found([wire.at("/1")]).values()
        assert (known.state, known.looks, known.stamp) == ("done", 1, None)
        assert once(old, feed(wire)).load.stories == 0
        (known,) = old.store.found([wire.at("/1")]).values()
        assert known.stamp is not None and re.fullmatch(r"[0-9a-f]{16}", known.stamp)
