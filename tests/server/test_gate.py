"""Nothing is changed by who is not signed in, nor by a form of another site: over every route there is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount
from starlette.testclient import TestClient
from tests.server.conftest import NAME, Browser

from communique import Ledger
from communique.cli.serve import names_of
from communique.server.accounts import Accounts
from communique.server.app import make_app
from communique.server.sessions import COOKIE

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
OTHER = {"origin": "https://evil.example"}


def addresses(app: FastAPI, ledger: Ledger) -> dict[str, set[str]]:
    """Addresses of every route, filled in with what is there, and the methods they answer to."""
    group = ledger.records().groups[0]
    document = next(ledger.documents()).id
    judgement = next((one.id for one in ledger.judgements()), "feedbeef")
    found: dict[str, set[str]] = {}
    for path, methods in known(app).items():
        id_ = document if "document" in path else judgement if "judgement" in path else group.id
        names = {"view": "timeline", "name": "ASEAN,RUS" if "partnership" in path else group.id, "actors": "ASEAN,RUS"}
        parts = [names.get(part.strip("{}").partition(":")[0], id_) if part.startswith("{") else part for part in path.split("/")]
        found["/".join(parts)] = methods
    return found


def known(app: FastAPI) -> dict[str, set[str]]:
    """The paths of every route with their methods, however it was taken in."""
    found: dict[str, set[str]] = {}

    def look(items: list[BaseRoute], prefix: str) -> None:
        for one in items:
            path = getattr(one, "path", None)
            if isinstance(one, Mount) and one.routes:
                look(one.routes, prefix + one.path)
            elif isinstance(one, Mount):
                found.setdefault(prefix + one.path + "/style.css", set()).add("GET")
            elif path is not None:
                found.setdefault(prefix + path, set()).update(getattr(one, "methods", None) or {"GET"})
            else:
                router = getattr(one, "original_router", None)
                assert router is not None, f"{one!r} is a sort of route this test does not know"
                look(router.routes, prefix + str(getattr(one.include_context, "prefix", "")))  # type: ignore[attr-defined]

    look(app.routes, "")
    return found


def state(ledger: Ledger, place: Path) -> list[tuple[str, str]]:
    """All that is kept, as it stands: every row of every table, and every file of the folder but for what SQLite works with."""
    with ledger.store._engine.connect() as connection:  # type: ignore[attr-defined]
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
        names = tables.scalars().all()
        told = [(name, repr(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())) for name in names]
    files = [(path.name, path.read_bytes()) for path in sorted(place.iterdir()) if not path.name.endswith(("-shm", "-wal"))]
    return [(name, hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()) for name, rows in told] + [
        (name, hashlib.sha256(content).hexdigest()) for name, content in files
    ]


def test_the_routes_are_those_there_are(stranger: Browser) -> None:
    found = known(stranger.app)  # type: ignore[arg-type]
    assert {
        "/",
        "/partnerships/{name}",
        "/review/statements/{id_}",
        "/review/records/{id_}",
        "/judgements/{id_}/undo",
        "/sign-in",
        "/sign-out",
    } <= set(found)
    assert {"GET", "POST"} <= found["/sign-in"] | found["/review/records/{id_}"]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_without_sign_in_nothing_changes(stranger: Browser, own: Ledger, tmp_path: Path, accept: str) -> None:
    own.judge("accept", own.records().groups[0].id, by="ben", why="so it is")
    client = TestClient(
        stranger.app, follow_redirects=False, headers={"accept": accept, "origin": "http://testserver"}, raise_server_exceptions=False
    )
    client.app.state.accounts.secret  # noqa: B018 (it is there: an account was made)
    before = state(own, tmp_path)
    form = {"verdict": "accept", "reason": "as I like", "value": "0", "kind": "follows", "name": NAME, "password": "a guess of mine", "token": ""}
    places = addresses(stranger.app, own)  # type: ignore[arg-type]
    bodies: list[dict[str, object]] = [
        {"data": form},
        {"json": form},
        {"content": b""},
        {"files": {"file": ("a.txt", b"RUS pledges.")}, "data": form},
    ]
    for path, methods in {**places, "/nowhere": set(), "/api/nowhere": set()}.items():
        for method in UNSAFE:
            for content in bodies if method in methods else bodies[:1]:
                answer = client.request(method, path, **content)  # type: ignore[arg-type]
                assert answer.status_code in (401, 403, 303), f"{method} {path}: {answer.status_code}"
                if answer.status_code == 303:
                    assert answer.headers["location"].startswith("/sign-in?next="), f"{method} {path}"
        for method in sorted(methods - set(UNSAFE)):
            answer = client.request(method, path, params={"judged": own.judgements()[0].id, "reason": "as I like"})
            assert answer.status_code < 500, f"{method} {path}: {answer.status_code}"
    assert state(own, tmp_path) == before


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ({}, None, 303),
        ({"origin": ""}, None, 403),
        ({"origin": "", "referer": "http://testserver/judgements"}, None, 303),
        ({"origin": "", "referer": "http://testserver.evil.example/"}, None, 403),
        ({"origin": "https://evil.example"}, None, 403),
        ({"origin": "null"}, None, 403),
        ({"sec-fetch-site": "cross-site"}, None, 403),
        ({"sec-fetch-site": "same-site"}, None, 403),
        ({}, "", 403),
        ({}, "0" * 64, 403),
        ({}, "\u00e9", 403),
    ],
)
def test_a_form_must_be_ours(anna: Browser, own: Ledger, headers: dict[str, str], token: str | None, status: int) -> None:
    page = f"/review/statements/{own.records().groups[0].id}"
    given = {"token": own_token(anna) if token is None else token, "verdict": "accept", "reason": "as I like"}
    assert anna.post(page, data=given, headers=headers).status_code == status
    assert len(own.judgements()) == (status == 303)


def own_token(browser: Browser) -> str:
    found = re.search(r'name="token" value="(\w+)"', browser.get("/").text)
    assert found is not None
    return found[1]


def test_the_token_of_another_session_is_none(anna: Browser, own: Ledger, accounts: Accounts) -> None:
    other = Browser(anna.app)  # type: ignore[arg-type]
    assert other.sign_in().status_code == 303
    token = own_token(other)
    page = f"/review/statements/{own.records().groups[0].id}"
    assert anna.post(page, data={"token": token, "verdict": "accept", "reason": "x"}).status_code == 403
    assert other.post(page, data={"verdict": "accept", "reason": "x"}, headers={"x-form-token": token}).status_code == 303
    assert other.post(page, json={"token": token}, headers={}).status_code == 403


def test_a_form_that_is_too_long_is_not_read(anna: Browser, own: Ledger) -> None:
    answer = anna.post("/review/statements/x", data={"token": own_token(anna), "reason": "x" * 300_000})
    assert answer.status_code == 413
    assert anna.post("/review/statements/x", content=iter([b"token=1"])).status_code == 413  # type: ignore[arg-type]


def test_signing_in_needs_the_form_too(stranger: Browser) -> None:
    fields = {"name": NAME, "password": "correct horse battery"}
    stranger.get("/sign-in")
    assert stranger.post("/sign-in", data=fields).status_code == 403
    assert stranger.post("/sign-in", data=fields | {"token": "0" * 64}).status_code == 403
    assert COOKIE not in stranger.cookies


def test_a_program_brings_its_token_and_nothing_else(own: Ledger, accounts: Accounts, stranger: Browser) -> None:
    token = accounts.token(NAME)
    page = f"/review/statements/{own.records().groups[0].id}"
    program = TestClient(stranger.app, follow_redirects=False)
    data = {"verdict": "accept", "reason": "a rule of ours"}
    assert program.post(page, data=data).status_code == 401
    assert program.post(page, data=data, headers={"authorization": f"Bearer {token}"} | OTHER).status_code == 303
    assert [(one.user, one.verdict) for one in own.judgements()] == [(NAME, "accept")]
    for wrong in ("Bearer nothing", f"Basic {token}", f"Bearer {token}x", "Bearer \u00e9"):
        answer = program.get("/", headers={"authorization": wrong.encode()})  # type: ignore[dict-item]
        assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer"), wrong
        assert answer.headers["content-type"] == "application/problem+json"
    accounts.remove(NAME)
    assert program.post(page, data=data, headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_who_is_not_signed_in_is_led_back_to_the_page_it_was_on(stranger: Browser) -> None:
    answer = stranger.post("/judgements/abc/undo", data={}, headers={"referer": "http://testserver/judgements?page=2"})
    assert answer.headers["location"] == "/sign-in?next=%2Fjudgements%3Fpage%3D2"
    answer = stranger.post("/judgements/abc/undo", data={}, headers={"referer": "http://evil.example/judgements"})
    assert answer.headers["location"] == "/sign-in?next=%2F"


def test_only_names_of_ours_are_answered_to(own: Ledger) -> None:
    client = TestClient(make_app(own, names=names_of("127.0.0.1", ["ledger.example.org"])))
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000", "ledger.example.org"):
        assert client.get("/sign-in", headers={"host": host}).status_code == 200, host
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000"):
        assert client.get("/sign-in", headers={"host": host}).status_code == 400, host


@pytest.mark.parametrize(
    ("host", "given", "answered"),
    [("127.0.0.1", [], True), ("::1", [], True), ("0.0.0.0", [], False), ("0.0.0.0", ["a.example"], True)],
)
def test_this_machine_alone_is_known_by_its_own_names(host: str, given: list[str], answered: bool) -> None:
    assert bool(names_of(host, given)) == answered and set(given) <= {*names_of(host, given)}
