"""Killed at any moment and run again, nothing is lost and nothing is there twice. The benchmark does the same two hundred times."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from tests.kills import kill_read, kill_watch

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")]


def test_a_watch_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    kill_watch(tmp_path, kills=5, stories=70)


def test_a_reading_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    kill_read(tmp_path, kills=5, stories=260, jobs=2)
