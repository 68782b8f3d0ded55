"""A watch over sites that change, refuse, break and come back; over real HTTP on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fake_reader import FakeReader
from tests.sources.test_pages import PARAGRAPHS, markup
from tests.sources.test_web import rss
from tests.wire_site import Answer, Site, site

from communique import Ledger
from communique.sources.web import Web
from communique.watch.rounds import Round, Watch
from communique.watch.settings import Settings, SettingsError, Source, read_settings


@pytest.fixture
def wire() -> Iterator[Site]:
    with site() as opened:
        yield opened


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:", reader=FakeReader()) as opened:
        yield opened


def story(number: int) -> str:
    return markup(title=f"Story {number}", paragraphs=[f"{number}. {one}" for one in PARAGRAPHS])


def publish(wire: Site, *numbers: int, path: str = "/feed", etag: str = "") -> str:
    """A feed of stories, and their pages."""
    for number in numbers:
        if f"/{number}" not in wire.answers:
            wire.put(f"/{number}", story(number))
    headers = {"ETag": etag} if etag else {}
    return wire.put(path, rss(*((f"Story {number}", wire.at(f"/{number}")) for number in numbers)), kind="text/xml", headers=headers)


def once(ledger: Ledger, *sources: Source | str, tries: int = 6, log: list[dict[str, object]] | None = None, most: int = 1000) -> Round:
    wanted = tuple(one if isinstance(one, Source) else Source(one, 60.0) for one in sources)
    settings = Settings(wanted, Web(delay=0, timeout=0.5, deadline=1, private=True, tries=1, most=most), tries)
    return Watch(ledger, settings, log=log.append if log is not None else None).run(once=True)


def names(ledger: Ledger) -> list[str]:
    return sorted(seen.name.rpartition("/")[2] for one in ledger.documents() for seen in ledger.sightings(one.id))


def test_what_is_new_is_read_and_what_is_known_is_not_asked_for_again(wire: Site, ledger: Ledger) -> None:
    feed = publish(wire, 1, 2, etag='"a"')
    first = once(ledger, feed)
    assert (first.checked, first.found, first.load.new, first.problems) == (1, 2, 2, [])
    again = once(ledger, feed)
    assert (again.unchanged, again.found, again.load.stories) == (1, 0, 0)
    publish(wire, 3, 2, etag='"b"')
    third = once(ledger, feed)
    assert (third.found, third.load.new) == (1, 1)
    assert names(ledger) == ["1", "2", "3"]
    assert [wire.asked(f"/{number}") for number in (1, 2, 3)] == [1, 1, 1] and wire.asked("/feed") == 3


def test_sources_fill_in_and_choose(wire: Site, ledger: Ledger) -> None:
    import re

    feed = publish(wire, 1, 2, 3)
    once(ledger, Source(feed, 60.0, publisher="VNA", only=re.compile("/[13]$")))
    assert names(ledger) == ["1", "3"]
    assert {seen.publisher for one in ledger.documents() for seen in ledger.sightings(one.id)} == {"VNA"}


def test_a_page_that_is_watched_itself(wire: Site, ledger: Ledger) -> None:
    url = wire.put("/page", story(1), headers={"ETag": '"1"'})
    assert once(ledger, url).load.new == 1
    assert once(ledger, url).unchanged == 1
    wire.put("/page", story(2), headers={"ETag": '"2"'})
    assert once(ledger, url).load.new == 1
    assert len(list(ledger.documents())) == 2


def test_a_source_that_fails_is_left_alone_for_a_while_and_the_others_go_on(wire: Site, ledger: Ledger) -> None:
    bad, good = wire.put("/bad", status=503, headers={"Retry-After": "3600"}), publish(wire, 1)
    first = once(ledger, bad, good)
    assert (first.unanswered, first.load.new, [one.code for one in first.problems]) == (1, 1, ["http-503"])
    state = ledger.store.watched()[bad]
    assert state.failures == 1 and state.next_at and state.checked_at and state.next_at > state.checked_at
    again = once(ledger, bad, good)
    assert (again.checked, again.problems) == (1, []) and wire.asked("/bad") == 1


@pytest.mark.parametrize("answer", [Answer(b"<html><p>no feed", kind="application/json"), Answer(status=404), Answer(b"\0" * 30, kind="text/plain")])
def test_what_is_no_source_is_a_problem(wire: Site, ledger: Ledger, answer: Answer) -> None:
    wire.answers["/x"] = answer
    assert once(ledger, wire.at("/x")).problems


def test_pages_that_fail_in_passing_are_tried_later_and_at_last_given_up(wire: Site, ledger: Ledger) -> None:
    feed = publish(wire, 1, 2, 3)
    wire.put("/1", b"", Answer(status=500), Answer(story(1).encode()))
    wire.put("/2", status=404)
    wire.put("/3", status=500)
    log: list[dict[str, object]] = []
    first = once(ledger, feed, tries=2, log=log)
    assert (first.load.new, [one.code for one in first.problems]) == (0, ["http-404"])
    assert [event["where"] for event in log if event["event"] == "put off"] == [wire.at("/1"), wire.at("/3")]
    assert once(ledger, feed, tries=2).load.stories == 0  # it is not time yet
    due(ledger)
    second = once(ledger, feed, tries=2)
    assert (second.load.new, second.given_up, [one.code for one in second.problems]) == (1, 1, ["http-500"])
    due(ledger)
    assert once(ledger, feed, tries=2).load.stories == 0 and names(ledger) == ["1"]


def test_what_was_found_at_a_source_no_longer_watched_waits(wire: Site, ledger: Ledger) -> None:
    first, second = publish(wire, 1, path="/a"), publish(wire, 2, path="/b")
    wire.put("/1", b"", Answer(status=500), Answer(story(1).encode()))
    once(ledger, first)
    due(ledger)
    assert once(ledger, second).load.new == 1 and names(ledger) == ["2"]
    assert ledger.store.next_visit([second]) is None and ledger.store.next_visit([first]) == "2000-01-01"
    assert once(ledger, first).load.new == 1


def due(ledger: Ledger) -> None:
    """Let all that waits be due."""
    from dataclasses import replace

    store = ledger.store
    store.visited([replace(visit, next_at="2000-01-01") for visit in store.waiting(list(store.watched()), "9999", most=100)])


def test_a_host_that_asks_for_a_pause_gets_it(wire: Site, ledger: Ledger) -> None:
    feed = publish(wire, 1, 2)
    wire.put("/1", b"", Answer(status=429, headers={"Retry-After": "1"}), Answer(story(1).encode()))
    started = time.monotonic()
    assert once(ledger, feed).load.new == 1
    assert time.monotonic() - started >= 1
    due(ledger)
    assert once(ledger, feed).load.new == 1


def test_robots_are_heeded(wire: Site, ledger: Ledger) -> None:
    wire.put("/robots.txt", "User-agent: *\nDisallow: /2\n", kind="text/plain")
    done = once(ledger, publish(wire, 1, 2))
    assert ([one.code for one in done.problems], names(ledger), wire.asked("/2")) == (["robots"], ["1"], 0)
    wire.put("/robots.txt", "User-agent: *\nDisallow: /\n", kind="text/plain")
    assert [one.code for one in once(ledger, publish(wire, 3)).problems] == ["robots"]


def test_stories_that_stand_whole_in_the_feed(wire: Site, ledger: Ledger) -> None:
    whole = f"<description><![CDATA[{''.join(f'<p>{one} {one}</p>' for one in PARAGRAPHS)}]]></description>"
    feed = wire.put("/feed", rss(("Whole", "urn:x"), more=whole), kind="text/xml")
    assert once(ledger, feed).load.new == 1
    assert once(ledger, feed).load.stories == 0
    gone = wire.put("/gone", rss(("Gone", wire.at("/missing")), more=whole.replace("Hanoï", "Vinh")), kind="text/xml")
    assert once(ledger, gone).load.new == 1


def test_a_watch_goes_on_until_it_is_stopped(wire: Site, ledger: Ledger) -> None:
    feed = publish(wire, 1)
    stop = threading.Event()
    settings = Settings((Source(feed, 0.2),), Web(delay=0, timeout=1, private=True, tries=1))

    def change(done: Round) -> None:
        if done.load.new == 1:
            publish(wire, 1, 2)
        elif done.load.new == 2:
            stop.set()

    watch = Watch(ledger, settings, stop=stop, progress=change)
    started = time.monotonic()
    done = watch.run()
    assert (done.load.new, names(ledger)) == (2, ["1", "2"]) and time.monotonic() - started < 10


def test_a_watch_that_was_stopped_goes_on_with_what_it_had_found(wire: Site, ledger: Ledger) -> None:
    feed = publish(wire, *range(1, 80))
    stop = threading.Event()
    settings = Settings((Source(feed, 60.0),), Web(delay=0, timeout=1, private=True, tries=1))
    first = Watch(ledger, settings, stop=stop, progress=lambda done: stop.set()).run()
    assert first.found == 79 and 0 < first.load.new < 79
    wire.put("/feed", status=500)
    second = once(ledger, feed)
    assert first.load.new + second.load.new == 79 == len(names(ledger))
    assert all(wire.asked(f"/{number}") == 1 for number in range(1, 80))


# -- the file of settings

GOOD = """
[watch]
agent = "tests (tests@example.org)"
every = "15m"
delay = 2
private = true

[[source]]
address = "https://example.org/rss"

[[source]]
address = "https://example.org/sitemap.xml"
every = "1d"
publisher = "VNA"
language = "fr"
only = "/politics/"
again = ["1h"]
"""


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(GOOD, encoding="utf-8")
    settings = read_settings(tmp_path / "s.toml")
    assert [(one.address[-4:], one.every, one.publisher) for one in settings.sources] == [("/rss", 900.0, None), (".xml", 86400.0, "VNA")]
    assert [one.again for one in settings.sources] == [(21600.0, 172800.0), (3600.0,)]
    assert (settings.web.agent, settings.web.delay, settings.web.private) == ("tests (tests@example.org)", 2, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (GOOD, "", "nothing to watch"),
        ("[watch]", "[watch", "not TOML"),
        ('every = "15m"', 'every = "soon"', "`every` is a time"),
        ("delay = 2", 'delay = "2"', "`delay`"),
        ("delay = 2", "again = [2]", "`again` is a time"),
        ('["1h"]', '"1h"', "`again`"),
        ("delay = 2", "hurry = 2", "no key `hurry`"),
        ("https://example.org/rss", "example.org/rss", "`address`"),
        ("https://example.org/rss", "https://example.org/sitemap.xml", "named twice"),
        ("/politics/", "[", "regular expression"),
        ("[watch]", "source = [1]\n[watch]", "source|TOML"),
    ],
)
def test_wrong_settings_say_what_is_wrong(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "s.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_settings(tmp_path / "s.toml")


def test_the_log_is_for_programs(wire: Site, ledger: Ledger) -> None:
    log: list[dict[str, object]] = []
    once(ledger, publish(wire, 1), log=log)
    assert [event["event"] for event in log] == ["checked", "story"]
    json.dumps(log)
