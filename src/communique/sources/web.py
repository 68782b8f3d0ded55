"""Fetching from the web: bounded in size and time, polite, and to public addresses only unless allowed otherwise."""

from __future__ import annotations

import datetime
import email.utils
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from communique.model.problems import Problem
from communique.sources.limits import WHOLE, TooLargeError, size_words, unpacked
from communique.sources.robots import EVERYTHING, Robots, robots_of

if TYPE_CHECKING:
    import httpx2

    from communique.sources.guard import GuardedTransport

ROBOT = "communique"
"""The name by which a robots.txt may speak to this program."""
_HOPS = 5
_MOST_DELAY = 60.0
"""Seconds that a site may ask this program to wait between two requests, or before another try within a run."""
_ROBOTS_HOLD = 86_400.0
"""Seconds for which a robots.txt holds, as RFC 9309 has it."""
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Web:
    """How the web is fetched from.

    `agent` names the program and who runs it; `delay` is the least time in seconds between two requests to a host, `timeout` what is waited for a
    connection or the next bytes, `deadline` for a whole answer; `private` allows addresses of private networks; `tries` is how often a passing
    failure is tried; `most` how many stories of one feed or sitemap are taken; `sleep` waits.
    """

    agent: str = f"{ROBOT}/0.1 (reads news of international partnerships)"
    delay: float = 1.0
    timeout: float = 20.0
    deadline: float = 120.0
    private: bool = False
    tries: int = 3
    most: int = 1000
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)


class Fetched(NamedTuple):
    """An answer: the address it came from at last, its bytes, and what the server says of them. `status` 304: nothing new, no bytes."""

    url: str
    status: int
    data: bytes
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    retrieved_at: str


class Failed(NamedTuple):
    """No answer: why, whether another try may help, and how many seconds the server asks to wait before."""

    problem: Problem
    passing: bool
    wait: float | None = None
    status: int | None = None


class Fetcher:
    """Fetches addresses, one at a time; remembers hosts' rules and when each may be asked again. Used in a `with` statement."""

    def __init__(self, web: Web | None = None) -> None:
        self.web = web or Web()
        self._client: httpx2.Client | None = None
        self._transport: GuardedTransport | None = None
        self._robots: dict[str, Robots | Failed] = {}
        self._robots_until: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None, most: int = WHOLE, robots: bool = True) -> Fetched | Failed:
        """What an address gives: once, or again after a passing failure. With `etag` or `modified`, only if it changed since (else status 304).

        `robots`: only if the site's robots.txt allows it.
        """
        for number in range(1, self.web.tries + 1):
            answer = self.once(url, etag=etag, modified=modified, most=most, robots=robots)
            if isinstance(answer, Fetched) or not answer.passing or number == self.web.tries:
                return answer
            wait = answer.wait if answer.wait is not None else self.web.delay * 2**number
            if wait > _MOST_DELAY:
                return answer
            self.web.sleep(wait)
        raise AssertionError("tries is at least 1")

    def once(self, url: str, *, etag: str | None = None, modified: str | None = None, most: int = WHOLE, robots: bool = True) -> Fetched | Failed:
        """As `get`, tried once only."""
        conditions = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        here = _whole(url, "")
        seen: list[str] = []
        while len(seen) <= _HOPS:
            refusal = self._refusal(here, url, robots=robots)
            if refusal:
                return refusal
            seen.append(here)
            answer = self._ask(here, url, conditions, most=most)
            if not isinstance(answer, str):
                return answer
            here = _whole(here, answer)
            if here in seen:
                break
        return Failed(Problem("redirects", f"it leads on and on ({len(seen)} times, last to {here:.200}): check the address", url), passing=False)

    def wait_for(self, url: str) -> float:
        """Seconds until the host of an address may be asked again."""
        return max(0.0, self._next.get(host_of(url), 0.0) - time.monotonic())

    def hold(self, url: str, seconds: float) -> None:
        """Ask the host of an address nothing for so long."""
        self._next[host_of(url)] = max(self._next.get(host_of(url), 0.0), time.monotonic() + seconds)

    def robots_at(self, url: str) -> Robots | Failed:
        """What the site of an address asks of robots, asked for once a day; a failure where it cannot be had for now."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if self._robots_until.get(site, 0.0) <= time.monotonic():
            self._robots_until[site] = time.monotonic() + _ROBOTS_HOLD
            answer = self.once(site + "/robots.txt", most=1_000_000, robots=False)
            if isinstance(answer, Fetched):
                self._robots[site] = robots_of(answer.data, ROBOT)
            elif answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
                self._robots[site] = EVERYTHING
            elif answer.passing:
                self._robots_until.pop(site)  # it may be had later
                return answer
            else:
                self._robots[site] = EVERYTHING if answer.problem.code == "redirects" else answer
        return self._robots[site]

    def _refusal(self, here: str, url: str, *, robots: bool) -> Failed | None:
        """Why an address is not asked at all."""
        parts = urlsplit(here)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Failed(Problem("address", f"not an address of the web: {here:.200}", url), passing=False)
        if not robots:
            return None
        rules = self.robots_at(here)
        if isinstance(rules, Failed):
            message = f"the site's robots.txt cannot be had ({rules.problem.message}), so that nothing is fetched: try again later"
            return Failed(Problem("robots", message, url), rules.passing, rules.wait)
        if not rules.allows(here):
            return Failed(Problem("robots", "the site's robots.txt asks robots not to fetch it: save the page and read the file", url), passing=False)
        return None

    def _ask(self, here: str, url: str, conditions: dict[str, str], *, most: int) -> Fetched | Failed | str:
        """One request: its answer, or the address it leads on to."""
        import httpx2

        from communique.sources.guard import PrivateAddressError

        self._pause(here)
        client, transport = self._opened()
        transport.until = time.monotonic() + self.web.deadline
        try:
            with client.stream("GET", here, headers=conditions) as response:
                if response.status_code in (301, 302, 303, 307, 308) and "location" in response.headers:
                    return str(response.headers["location"])
                if response.status_code == 304 and conditions:
                    return self._fetched(here, response, b"")
                if response.status_code != 200:
                    return _refused(response, url)
                return self._fetched(here, response, b"".join(_body(response, most=most)))
        except PrivateAddressError:
            message = f"{urlsplit(here).hostname} is of a private network: allow those with --private if it is meant"
            return Failed(Problem("private-network", message, url), passing=False)
        except TooLargeError:
            return Failed(Problem("too-large", f"larger than {size_words(most)}, the most that is taken from there", url), passing=False)
        except (zlib.error, ValueError) as error:
            return Failed(Problem("packed", f"the answer cannot be unpacked: {error}", url), passing=True)
        except httpx2.TimeoutException:
            return Failed(Problem("timeout", "no whole answer came in time: try again later", url), passing=True)
        except httpx2.InvalidURL as error:
            return Failed(Problem("address", f"not an address of the web: {error}", url), passing=False)
        except httpx2.HTTPError as error:
            return Failed(
                Problem("unreachable", f"no answer ({error or type(error).__name__}): check the address, or try again later", url), passing=True
            )

    def _fetched(self, here: str, response: httpx2.Response, data: bytes) -> Fetched:
        told = response.headers
        retrieved_at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        content_type = told.get("content-type", "").partition(";")[0].strip().lower()
        return Fetched(
            here, response.status_code, data, content_type, response.charset_encoding, told.get("etag"), told.get("last-modified"), retrieved_at
        )

    def _pause(self, url: str) -> None:
        """Wait until the host may be asked, and take note of when it may be asked again."""
        wait = self.wait_for(url)
        if wait > 0:
            self.web.sleep(wait)
        rules = self._robots.get("{0.scheme}://{0.netloc}".format(urlsplit(url)))
        asked = rules.delay if isinstance(rules, Robots) and rules.delay is not None else 0.0
        self._next[host_of(url)] = time.monotonic() + max(self.web.delay, min(asked, _MOST_DELAY))

    def _opened(self) -> tuple[httpx2.Client, GuardedTransport]:
        if self._client is None or self._transport is None:
            import httpx2

            from communique.sources.guard import GuardedTransport

            headers = {
                "User-Agent": self.web.agent, "Accept-Encoding": "gzip, deflate",
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
            }  # fmt: skip
            self._transport = GuardedTransport(private=self.web.private)
            self._client = httpx2.Client(
                transport=self._transport, headers=headers, timeout=self.web.timeout, follow_redirects=False, trust_env=False
            )
        return self._client, self._transport


def host_of(url: str) -> str:
    """The host and port of an address."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _whole(here: str, leads_to: str) -> str:
    """The address that another, or part of one, found at `here` means; what is none is left as it is."""
    try:
        whole = urldefrag(urljoin(here, leads_to))[0]
        urlsplit(whole).port  # noqa: B018  it raises where the port is none
    except ValueError:
        return ""
    return whole


def is_address(words: str) -> bool:
    """Whether words are an address of the web."""
    return words.lower().startswith(("http://", "https://"))


def _body(response: httpx2.Response, *, most: int) -> Iterator[bytes]:
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > most:
        raise TooLargeError(most)
    yield from unpacked(response.iter_raw(), response.headers.get("content-encoding", "").strip().lower(), most=most)


def _refused(response: httpx2.Response, url: str) -> Failed:
    status = response.status_code
    passing = status in _TRY_AGAIN
    advice = "try again later" if passing else "check the address"
    return Failed(Problem(f"http-{status}", f"the server answers {status} {response.reason_phrase}: {advice}", url), passing, _wait(response), status)


def _wait(response: httpx2.Response) -> float | None:
    """The seconds a server asks to wait (`Retry-After`: seconds, or a date)."""
    words = response.headers.get("retry-after", "").strip()
    if words.isdigit():
        return float(words)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(words).timestamp() - time.time()) if words else None
    except (ValueError, TypeError):
        return None
