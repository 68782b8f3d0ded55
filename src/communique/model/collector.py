"""The garbage collector, kept still while millions of values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_kept = False


def keep_for_good() -> None:
    """What has been made so far stays while the process lasts: no round of the collector walks through it any more."""
    global _kept
    gc.freeze()
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
