"""The garbage collector, kept still while millions of values are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
            if lasting and not gc.get_freeze_count():  # none of others is let loose
                gc.freeze()
                gc.unfreeze()
            gc.enable()
