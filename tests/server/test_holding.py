"""Records held in memory: put together anew in the background, the former ones shown meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from tests.server.conftest import Browser

from communique import Ledger
from communique.assembly.pipeline import Assembly
from communique.server import holding
from communique.server.holding import Holding
from communique.views.table import VIEWS
from communique.world.load import load_world


class Slow:
    """A ledger whose records are put together only when it is let go."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.go = threading.Event()
        self.go.set()
        self.error: Exception | None = None
        self.built = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def records(self) -> Assembly:
        assert self.go.wait(60)
        self.built += 1
        if self.error is not None:
            raise self.error
        return self._ledger.records()


@pytest.fixture
def slow(own: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    monkeypatch.setattr(holding, "LAG", 0.05)
    made = Slow(own)
    yield made
    made.error = None
    made.go.set()


def settle(held: Holding) -> None:
    """Wait until nothing is put together any more."""
    for _ in range(600):
        held.parts()
        if held._building is None:
            return
        time.sleep(0.05)
    raise AssertionError("the records were never put together")


def test_former_records_are_shown_until_the_new_ones_are_there(slow: Slow, own: Ledger) -> None:
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    before = held.parts()
    version, id_ = held.version, before.whole.groups[0].id
    assert not held.behind and held.once("x", lambda: version) == version
    slow.go.clear()
    own.judge("reject", id_, by="anna", why="a slip")
    held.changed()
    assert held.parts() is before and held.behind  # after LAG
    assert held.parts() is before and held.version == version  # at once: whoever comes later does not wait
    slow.go.set()
    settle(held)
    assert not held.behind and held.parts().find(id_) is None and held.version > version
    assert held.once("x", lambda: -1) == -1


def test_what_changes_while_records_are_put_together_is_seen_next(slow: Slow, own: Ledger) -> None:
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    first, second = (group.id for group in held.parts().whole.groups[:2])
    slow.go.clear()
    own.judge("reject", first, by="anna", why="a slip")
    held.changed()
    held.parts()
    own.judge("reject", second, by="anna", why="a slip")
    held.changed()
    slow.go.set()
    settle(held)
    settle(held)
    assert held.parts().find(first) is None and held.parts().find(second) is None


def test_the_first_who_asks_waits_and_hears_why_not(slow: Slow) -> None:
    slow.error = RuntimeError("no room")
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="no room"):
        held.parts()
    slow.error = None
    held.changed()
    assert held.parts().whole.groups


def test_former_records_stay_when_new_ones_cannot_be_made(slow: Slow, own: Ledger) -> None:
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    before = held.parts()
    slow.error = RuntimeError("no room")
    own.judge("reject", before.whole.groups[0].id, by="anna", why="a slip")
    held.changed()
    settle(held)
    assert held.parts() is before
    slow.error = None
    held.changed()
    settle(held)
    assert held.parts() is not before


def test_many_who_ask_at_once_have_the_records_put_together_once(slow: Slow) -> None:
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(held.parts())) for _ in range(12)]
    slow.go.clear()
    for one in threads:
        one.start()
    slow.go.set()
    for one in threads:
        one.join(60)
    assert slow.built == 1 and len(found) == 12 and len({id(one) for one in found}) == 1


def test_a_page_says_that_it_is_behind(anna: Browser, own: Ledger, slow: Slow) -> None:
    held = Holding(slow, load_world())  # type: ignore[arg-type]
    anna.app.state.holding = held  # type: ignore[attr-defined]
    id_ = held.parts().whole.groups[0].id
    assert "put together anew" not in anna.get("/").text
    slow.go.clear()
    answer = anna.submit(f"/review/statements/{id_}", verdict="reject", reason="a slip")
    page = anna.get(answer.headers["location"])
    assert page.status_code == 200 and "Kept." in page.text and "put together anew" in page.text
    slow.go.set()
    settle(held)
    assert "put together anew" not in anna.get("/").text


@pytest.mark.parametrize("sides", [("ASEAN", "RUS"), ("RUS", "VNM"), ("RUS", "UN")])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_made_of_records_enough(ledger: Ledger, view: str, sides: tuple[str, str]) -> None:
    held, made = Holding(ledger, load_world()), VIEWS[view]
    own = made.rows(held.between(sides, None, made.scope), sides, held.world)
    every = made.rows(held.everything(None), sides, held.world)
    assert list(own) == list(every)
