"""The garbage collector, kept still and set going again."""

from __future__ import annotations

import gc

import pytest

from communique.model import collector
from communique.model.collector import collector_off


@pytest.mark.parametrize("lasting", [False, True])
def test_the_collector_is_as_it_was_before(lasting: bool) -> None:
    frozen = gc.get_freeze_count()
    with pytest.raises(ValueError, match="of mine"), collector_off(lasting=lasting):
        assert not gc.isenabled()
        with collector_off(lasting=lasting):
            pass
        assert not gc.isenabled()
        raise ValueError("of mine")
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen


def test_what_lasts_is_old_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_kept", False)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: 0)  # what other tests left frozen is let loose
    with collector_off(lasting=True):
        made = [[number] for number in range(100)]
    gc.disable()
    try:
        old = {id(one) for one in gc.get_objects(generation=2)}
        assert all(id(one) in old for one in made)
    finally:
        gc.enable()


def test_what_is_kept_for_good_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_kept", False)
    was = gc.get_freeze_count()
    collector.keep_for_good()
    assert gc.get_freeze_count() > was
    monkeypatch.setattr(gc, "get_freeze_count", lambda: pytest.fail("it was walked through"))
    with collector_off(lasting=True):
        pass
