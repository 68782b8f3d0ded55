"""The examples as a ledger, and its web face without a network."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from communique import Ledger
from communique.server import holding
from communique.server.accounts import Accounts, Cost
from communique.server.app import make_app

holding.keep_for_good = lambda: None  # a test run makes many applications, and each must go again

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("server") / "ledger.db") as opened:
        opened.read(EXAMPLES)
        yield opened


@pytest.fixture(scope="session")
def app(ledger: Ledger) -> FastAPI:
    return make_app(ledger)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A browser without cookies."""
    return TestClient(app)


NAME, PASSWORD = "Anna Tran", "correct horse battery"


class Browser(TestClient):
    """A browser: it asks for pages, says where its forms come from, and sends them with what their page holds."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, headers={"accept": "text/html", "origin": "http://testserver"}, follow_redirects=False)

    def submit(self, page: str, to: str | None = None, **fields: object) -> Response:
        """Open a page and send a form of it."""
        found = re.search(r'name="token" value="(\w+)"', self.get(page).text)
        assert found is not None, f"no form on {page}"
        return self.post(to or page.partition("?")[0], data={"token": found[1], **fields})

    def sign_in(self, name: str = NAME, password: str = PASSWORD, page: str = "/sign-in") -> Response:
        """Sign in by the form."""
        return self.submit(page, name=name, password=password)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, ledger: Ledger) -> Path:
    """The file of the ledger, and of an account."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    with sqlite3.connect(ledger.store._name) as source, sqlite3.connect(path) as target:  # type: ignore[attr-defined]
        source.backup(target)
    Accounts(Path(f"{path}.accounts"), cost=Cost(n=2**4)).add(NAME, PASSWORD)
    return path


@pytest.fixture
def own(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger of the examples to write to; who changes it waits until its records are put together anew."""
    monkeypatch.setattr(holding, "LAG", 120.0)
    for suffix in ("", ".accounts"):
        shutil.copy(f"{template}{suffix}", tmp_path / f"own.db{suffix}")
    with Ledger.open(tmp_path / "own.db") as opened:
        yield opened


@pytest.fixture
def accounts(own: Ledger, tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "own.db.accounts", cost=Cost(n=2**4))


@pytest.fixture
def stranger(own: Ledger, accounts: Accounts) -> Browser:
    """A browser whose user is not signed in."""
    return Browser(make_app(own, accounts=accounts))


@pytest.fixture
def anna(stranger: Browser) -> Browser:
    """A browser whose user is signed in."""
    assert stranger.sign_in().status_code == 303
    return stranger
