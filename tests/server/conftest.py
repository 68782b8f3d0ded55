"""The examples as a ledger, and its web face without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from communique import Ledger
from communique.server.app import make_app

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
