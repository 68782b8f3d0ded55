"""The examples as a ledger that the API may write to, and those who ask it: nobody, and a reviewer with a token."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from communique import Ledger
from communique.server.accounts import Accounts, Cost
from communique.server.app import make_app

BASE = "http://testserver/api/v1"


@pytest.fixture(scope="session")
def api_ledger(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("api") / "ledger.db"
    for suffix in ("", ".accounts"):
        shutil.copy(f"{template}{suffix}", f"{path}{suffix}")
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def api_accounts(api_ledger: Ledger) -> Accounts:
    return Accounts(Path(f"{api_ledger.store._name}.accounts"), cost=Cost(n=2**4))  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def api_app(api_ledger: Ledger, api_accounts: Accounts) -> FastAPI:
    return make_app(api_ledger, accounts=api_accounts)


@pytest.fixture(scope="session")
def signed(api_accounts: Accounts) -> dict[str, str]:
    """What a reviewer sends along."""
    return {"Authorization": f"Bearer {api_accounts.token(api_accounts.every()[0].name)}"}


@pytest.fixture
def api(api_app: FastAPI) -> TestClient:
    """Somebody who is not signed in."""
    return TestClient(api_app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture
def reviewer(api_app: FastAPI, signed: dict[str, str]) -> TestClient:
    """A reviewer with a token."""
    return TestClient(api_app, base_url=BASE, raise_server_exceptions=False, headers=signed)
