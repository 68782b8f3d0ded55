"""The garbage collector, kept still while millions of values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_kept = False
_SELDOM = 10_000, 20, 100
"""Values made between two rounds of the collector through the youngest; such rounds until it looks through the older, and these until through all."""


def keep_for_good() -> None:
    """What has been made so far stays while the process lasts: no round of the collector walks through it any more, and through what is made
    later but seldom."""
    global _kept
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    _kept = True


@contextmanager
def collector_off(*, lasting: bool = False) -> Iterator[None]:
    """No garbage collection meanwhile: nothing made here goes round in circles, and looking for such takes longer than making it.

    What is `lasting` is put among the old values at once: else all of it would be looked at as soon as the collector is on again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if lasting and not _kept and not gc.get_freeze_count():  # none is let loose; to count them would take a walk through all that is kept
                gc.freeze()
                gc.unfreeze()
            gc.enable()
