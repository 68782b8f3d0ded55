"""A web server on loopback with sites written for the tests: what it answers can change, be slow, be wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]


@dataclass
class Answer:
    """What is answered: `body` whole, or `stream` writing it piece by piece to the connection; `bare`: it writes the head, too."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Headers = field(default_factory=dict)
    stream: Callable[[Any], None] | None = None
    bare: bool = False


class Site:
    """The answers by path, and the requests that came: path and headers, in their order."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.requests: list[tuple[str, Headers]] = []

    def at(self, path: str) -> str:
        return self.address + path

    def put(self, path: str, body: str | bytes = b"", *answers: Answer, **more: Any) -> str:
        """Answer a path with this; with several answers, each once and the last from then on. Gives the whole address."""
        data = body.encode("utf-8") if isinstance(body, str) else body
        self.answers[path] = list(answers) if answers else Answer(data, **more)
        return self.at(path)

    def asked(self, path: str) -> int:
        return sum(one == path for one, _ in self.requests)

    def answer(self, path: str) -> Answer:
        found = self.answers.get(path)
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found or Answer(b"nothing here", status=404)


@contextmanager
def site() -> Iterator[Site]:
    """A site that answers until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            here.requests.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            answer = here.answer(self.path)
            if answer.stream and answer.bare:
                self.close_connection = True
                with suppress(OSError):
                    answer.stream(self.wfile)
                return
            etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
            same = self.headers.get("If-None-Match") == etag if etag else modified and self.headers.get("If-Modified-Since") == modified
            status = 304 if same else answer.status
            self.send_response(status)
            for key, value in answer.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Type", answer.kind)
            if answer.stream:
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                with suppress(OSError):
                    answer.stream(self.wfile)
                return
            body = b"" if status == 304 else answer.body
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *words: object) -> None:
            """Who asked has gone away: no matter."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here = Site(f"http://127.0.0.1:{server.server_address[1]}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
