from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from communique.cli.main import app

ROOT = Path(__file__).parents[2]
Runs = Callable[..., Any]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, where no ledger lies."""
    monkeypatch.delenv("COMMUNIQUE_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Runs:
    """Run a command line."""
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example stories, not to be written to."""
    ledger = tmp_path_factory.mktemp("filled") / "ledger.db"
    before = os.environ.pop("COMMUNIQUE_LEDGER", None)
    result = CliRunner().invoke(app, ["read", str(ROOT / "examples"), "--ledger", str(ledger)])
    if before is not None:
        os.environ["COMMUNIQUE_LEDGER"] = before
    assert result.exit_code == 0, result.output
    return ledger
