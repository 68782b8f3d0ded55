"""Keep up with feeds, sitemaps and pages: look at them when it is time, visit what is new there, keep what it says.

What was found is kept together with the state of the feed, and is visited until it is kept in its turn: a watch that is stopped, or killed, at any
moment goes on where it was. A page that was fetched but not yet kept is fetched again; kept twice, it is the same document.

Publishers correct what they wrote. A page is looked at again some hours and days after it was had, and when its feed or sitemap tells of it otherwise
than before; it is asked for only if it changed. A changed text is another document, seen at the same address.
"""

from __future__ import annotations

import datetime
import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace

from communique.ledger import Ledger
from communique.model.problems import Problem
from communique.model.visits import Visit, Watched
from communique.run.load import Load, Log
from communique.sources import feed
from communique.sources.address import entry_item, kind_of, page_at, sitemap_entries, unpacked
from communique.sources.feed import Entry, Feed
from communique.sources.limits import PAGE
from communique.sources.story import Page
from communique.sources.web import Failed, Fetched, Fetcher
from communique.watch.settings import Settings, Source

_BATCH = 32
"""Pages kept at once."""
_REMEMBERED = 1000
"""Problems that are remembered."""
_PATIENCE = 20.0
"""Seconds after which the pages fetched so far are kept, however few."""
_LONGEST = 86_400.0
"""Seconds that are waited after failures, at most."""
_SPACE = 300.0
"""Seconds between two looks at a page that its source tells of otherwise each time, at least; twice as many after each look."""
_AGAIN = 60.0
"""Seconds until a page that failed in passing is tried again; four times as long after each further failure."""


@dataclass(slots=True)
class Round:
    """What a watch did: sources looked at, those that had nothing new or failed, addresses found, and what reading their stories did."""

    checked: int = 0
    unchanged: int = 0
    unanswered: int = 0
    found: int = 0
    again: int = 0
    """pages looked at again, and those of them whose text had changed"""
    corrected: int = 0
    given_up: int = 0
    load: Load = field(default_factory=Load)
    problems: list[Problem] = field(default_factory=list)
    """the last ones: a watch may run for months"""
    problems_met: int = 0

    def add(self, problem: Problem) -> None:
        """Take note of a problem."""
        self.problems_met += 1
        self.problems.append(problem)
        del self.problems[:-_REMEMBERED]


class Watch:
    """A watch over sources. `stop` ends it after what is under way; `log` is told what happens."""

    def __init__(
        self, ledger: Ledger, settings: Settings, *, stop: threading.Event | None = None, log: Log | None = None,
        progress: Callable[[Round], None] | None = None,
    ) -> None:  # fmt: skip
        self._ledger, self._settings, self._log, self._progress = ledger, settings, log, progress
        self._stop = stop or threading.Event()
        self._sources = {source.address: source for source in settings.sources}
        self._fetcher = Fetcher(replace(settings.web, sleep=self._sleep))
        self.round = Round()

    def run(self, *, once: bool = False) -> Round:
        """Watch until stopped; `once`: look at every source, visit all that waits, and end."""
        with self._fetcher:
            looked = False
            while not self._stop.is_set():
                if not (once and looked):
                    self._look(every=once)
                    looked = True
                worked = self._visit()
                if self._progress:
                    self._progress(self.round)
                if not worked:
                    if once:
                        break
                    self._rest()
        return self.round

    def _look(self, *, every: bool) -> None:
        """Look at the sources whose time has come; `every`: at all that do not have to be left alone."""
        known, now = self._ledger.store.watched(), _now()
        for source in self._settings.sources:
            before = known.get(source.address, Watched(source.address))
            if self._stop.is_set():
                return
            if before.next_at is None or before.next_at <= now or (every and not before.failures):
                self._check(source, before)

    def _check(self, source: Source, before: Watched) -> None:
        answer = self._fetcher.once(source.address, etag=before.etag, modified=before.modified)
        self.round.checked += 1
        if isinstance(answer, Failed):
            self._unanswered(source, before, answer.problem, answer.wait)
            return
        after = replace(before, checked_at=_now(), next_at=_later(source.every), failures=0, problem=None)
        if answer.status == 304:
            self.round.unchanged += 1
            self._ledger.store.note(after, [])
            self._tell("unchanged", source=source.address)
            return
        found = self._found(source, answer)
        if isinstance(found, Problem):
            self._unanswered(source, before, found, None)
            return
        known = self._ledger.store.found(visit.url for visit in found)
        wanted = [one for visit in found if (one := _told_again(known[visit.url], visit) if visit.url in known else visit)]
        new = self._ledger.store.note(replace(after, etag=answer.etag, modified=answer.modified), wanted)
        self.round.found += new
        self._tell("checked", source=source.address, told=len(found), new=new)

    def _unanswered(self, source: Source, before: Watched, problem: Problem, wait: float | None) -> None:
        self.round.unanswered += 1
        self._problem(problem)
        pause = max(wait or 0.0, min(source.every * 2 ** min(before.failures, 10), _LONGEST))
        after = replace(before, checked_at=_now(), next_at=_later(pause), failures=before.failures + 1, problem=str(problem))
        self._ledger.store.note(after, [])

    def _found(self, source: Source, answer: Fetched) -> Sequence[Visit] | Problem:
        """The addresses a source tells of; a page that is a story itself is kept at once."""
        whole = unpacked(answer, source.address)
        if isinstance(whole, Problem):
            return whole
        kind = kind_of(whole)
        told = Feed(None, source.language, ())
        if kind == "feed":
            given = feed.feed_of(whole.data, where=whole.url, content_type=whole.content_type)
            if isinstance(given, Problem):
                return given
            told = given
            entries = list(told.entries)
        elif kind == "sitemap":
            met = list(sitemap_entries(whole.data, whole.url, self._fetcher))
            for one in met:
                if isinstance(one, Problem):
                    self._problem(one)
            entries = [one for one in met if isinstance(one, Entry)]
        elif kind == "page":
            page = page_at(whole, source.address)
            self._keep([page if isinstance(page, Problem) else page._replace(publisher=source.publisher, language=source.language)])
            return []
        else:
            return Problem("source", f"neither a feed nor a sitemap nor a page ({kind}): read it by `communique read`", source.address)
        now = _now()
        visits = {}
        for entry in entries[: self._settings.web.most]:
            url = entry.url or f"{source.address}#{entry.name}"
            if source.only is None or source.only.search(url):
                entry = entry._replace(
                    publisher=source.publisher or entry.publisher or told.title, language=source.language or entry.language or told.language
                )
                visits[url] = Visit(url, source.address, found_at=now, next_at=now, told=entry._asdict(), stamp=_stamp(entry))
        return list(visits.values())

    def _visit(self) -> bool:
        """Visit what waits, hosts in turn, and keep a batch of it; whether there was any."""
        waiting = self._ledger.store.waiting(list(self._sources), _now(), most=8 * _BATCH)
        until = time.monotonic() + _PATIENCE
        kept: list[tuple[Visit, Visit, Page | Problem]] = []
        others: list[Visit] = []
        while waiting and len(kept) < _BATCH and not self._stop.is_set() and time.monotonic() < until:
            visit = min(waiting, key=lambda one: self._fetcher.wait_for(one.url))
            waiting.remove(visit)
            entry = Entry(**visit.told)  # type: ignore[arg-type]
            answer = self._fetcher.once(visit.url, etag=visit.etag, modified=visit.modified, most=PAGE) if entry.url else None
            self.round.again += bool(visit.looks)
            if isinstance(answer, Failed) and answer.passing:
                others.append(self._put_off(visit, answer))
                continue
            after = _had(visit, answer if isinstance(answer, Fetched) else None, self._sources[visit.source])
            if isinstance(answer, Fetched) and answer.status == 304:
                others.append(after)
                self._tell("unchanged", where=visit.url)
                continue
            item = entry_item(entry, Feed(None, None, ()), visit.url, answer)
            if visit.looks and isinstance(answer, Failed) and isinstance(item, Problem):
                others.append(self._gone(visit, item))
            else:
                kept.append((visit, after, item))
        if kept:
            before = {item.name: self._texts_at(item.name) for visit, _, item in kept if visit.looks and isinstance(item, Page)}
            wrong = {problem.where: problem for problem in self._keep([item for _, _, item in kept])}
            for visit, after, _ in kept:
                flaw = wrong.get(visit.url)
                others.append(replace(visit, state="failed", visited_at=_now(), problem=flaw.message, told={}) if flaw else after)
            for name, documents in before.items():
                self._tell_corrected(name, documents)
        self._ledger.store.visited(others)
        return bool(others)

    def _gone(self, visit: Visit, problem: Problem) -> Visit:
        """A page that was had before and is there no more: what was kept stays."""
        self._tell("gone", where=visit.url, code=problem.code)
        return replace(visit, state="done", visited_at=_now(), problem=problem.message, told={})

    def _texts_at(self, name: str) -> set[str]:
        return {seen.document_id for seen in self._ledger.seen_at(name)}

    def _tell_corrected(self, name: str, before: set[str]) -> None:
        """Count a page whose text is another than before, and tell of it."""
        for document in self._texts_at(name) - before if before else ():
            self.round.corrected += 1
            self._tell("corrected", where=name, document=document, before=sorted(before))

    def _put_off(self, visit: Visit, failed: Failed) -> Visit:
        """A visit that failed in passing: later again, unless it was tried often enough."""
        tries = visit.tries + 1
        if failed.wait or (failed.status in (429, 503)):
            self._fetcher.hold(visit.url, min(failed.wait or 10 * self._settings.web.delay, _LONGEST))
        if tries >= self._settings.tries:
            if visit.looks:
                return self._gone(visit, failed.problem)
            self.round.given_up += 1
            self._problem(Problem(failed.problem.code, f"given up after {tries} tries: {failed.problem.message}", visit.url))
            return replace(visit, state="failed", tries=tries, problem=failed.problem.message, visited_at=_now())
        pause = max(failed.wait or 0.0, min(_AGAIN * 4 ** (tries - 1), _LONGEST))
        self._tell("put off", where=visit.url, code=failed.problem.code, seconds=round(pause))
        return replace(visit, tries=tries, next_at=_later(pause), problem=failed.problem.message)

    def _keep(self, items: list[Page | Problem]) -> list[Problem]:
        """Read pages and keep what they say; the problems there were."""
        problems = [item for item in items if isinstance(item, Problem)]
        for problem in problems:
            self._problem(problem)
        load = self._ledger.read([item for item in items if isinstance(item, Page)], web=self._settings.web, log=self._log)
        total = self.round.load
        for name in ("new", "changed", "unchanged", "copies", "failed", "doubts"):
            setattr(total, name, getattr(total, name) + getattr(load, name))
        total.statements.update(load.statements)
        total.failed += len(problems)
        for problem in load.problems:
            self.round.add(problem)
        return problems + load.problems

    def _rest(self) -> None:
        """Wait until there is something to do."""
        known = self._ledger.store.watched()
        times = [one.next_at for one in known.values() if one.address in self._sources and one.next_at]
        times += [at for at in (self._ledger.store.next_visit(list(self._sources)),) if at]
        now = datetime.datetime.now(datetime.UTC)
        seconds = min(((datetime.datetime.fromisoformat(at) - now).total_seconds() for at in times), default=60.0)
        self._sleep(min(max(seconds, 0.2), 60.0))

    def _sleep(self, seconds: float) -> None:
        self._stop.wait(seconds)

    def _problem(self, problem: Problem) -> None:
        self.round.add(problem)
        self._tell("problem", **asdict(problem))

    def _tell(self, event: str, **facts: object) -> None:
        if self._log is not None:
            self._log({"event": event, **facts})


def _stamp(entry: Entry) -> str:
    """What stands for all that is told of a page: another stamp, and the page may have changed."""
    told = "\0".join(one or "" for one in (entry.changed, entry.title, entry.published, entry.content))
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _had(visit: Visit, answer: Fetched | None, source: Source) -> Visit:
    """A visit that brought what there is, by an answer or from the feed alone: done, or to be made again when the source says."""
    looks = visit.looks + 1
    after = replace(visit, looks=looks, visited_at=_now(), tries=0, problem=None)
    if answer is None or looks > len(source.again):
        after = replace(after, state="done", told={})
    else:
        after = replace(after, next_at=_later(source.again[looks - 1]), told={**visit.told, "content": None})
    if answer is None:
        return after
    both = (visit.etag, visit.modified) if answer.status == 304 else (None, None)
    return replace(after, etag=answer.etag or both[0], modified=answer.modified or both[1])


def _told_again(known: Visit, told: Visit) -> Visit | None:
    """What becomes of an address that is known when its source tells of it again: another look where it tells otherwise than before."""
    if known.stamp == told.stamp or known.source != told.source or (known.state == "waiting" and not known.looks):
        return None
    if known.stamp is None:  # found by a program that did not take note of it
        return replace(known, stamp=told.stamp)
    since = datetime.datetime.fromisoformat(known.visited_at or told.next_at)
    soonest = (since + datetime.timedelta(seconds=min(_SPACE * 2 ** (known.looks - 1), _LONGEST))).isoformat(timespec="milliseconds")
    at = max(soonest, told.next_at) if known.state != "waiting" else min(known.next_at, max(soonest, told.next_at))
    return replace(known, state="waiting", tries=0, next_at=at, told=told.told, stamp=told.stamp)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def _later(seconds: float) -> str:
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
